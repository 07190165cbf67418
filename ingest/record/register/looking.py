"""Looks at the register in a word, for whoever wants to know whether there is anything to do."""

from pathlib import Path

from sqlalchemy import Engine

from ingest.record.facts import Fact, read_fact
from ingest.record.register.places import BookThere, books_there, has_held


class RegisterSeen:
    """The register in an open record, looked at without loading what writes or asks it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def there(self, folder: Path) -> dict[str, BookThere]:
        """The workbooks that lie in a folder as far as is known, by their paths."""
        with self.engine.connect() as connection:
            return books_there(connection, folder)

    def has_held(self, folder: Path) -> bool:
        """True for a folder from which workbooks came once."""
        with self.engine.connect() as connection:
            return has_held(connection, folder)

    def version(self) -> int | None:
        """How often the register has changed; None before the first workbook."""
        said = read_fact(self.engine, Fact.REGISTER)
        return None if said is None else int(said)

    def is_reviewed(self) -> bool:
        """True when the collections have been checked as they are."""
        return read_fact(self.engine, Fact.REVIEWED) == read_fact(self.engine, Fact.REGISTER)
