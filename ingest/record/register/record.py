"""The register in an open record: what is put into it; what is read of it is `reader.py`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, update

from ingest.record.opening import open_for_reading, open_for_writing
from ingest.record.register.answering import take_answers
from ingest.record.register.corrections import Corrected
from ingest.record.register.differing import differing
from ingest.record.register.findings import AnswerGiven, put_findings
from ingest.record.register.following import follow_projects, touched
from ingest.record.register.forgetting import Forgotten, forget_books, forget_superseded
from ingest.record.register.matches import MatchHeld, say_of_match
from ingest.record.register.places import BookPlace, remark, rule, take_away
from ingest.record.register.putting import put_book
from ingest.record.register.reader import RegisterReader
from ingest.record.register.replacing import carried
from ingest.record.register.tables import register_books, register_collections
from ingest.record.register.types import Import, Put
from ingest.record.register.versions import next_version, note_reviewed
from ingest.record.turns import taking_turns
from ingest.register.checks.findings import Finding
from ingest.register.types import Stage


def open_register(data: Path) -> "RegisterRecord | None":
    """The register of a data folder, to be read; None when nothing has been taken in yet.

    Raises:
        LockedError: the record must be migrated first, and another process is writing.
        DataFolderError: the record cannot be used.
    """
    engine = open_for_reading(data)
    return None if engine is None else RegisterRecord(engine)


def open_register_to_write(data: Path) -> "RegisterRecord":
    """The register of a data folder, made where there is none. Hold the lock while it is open.

    Raises:
        DataFolderError: the record cannot be used.
    """
    return RegisterRecord(open_for_writing(data))


class RegisterRecord(RegisterReader):
    """The register in the record. Every method raises `DataFolderError` as the record does."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine.connect)
        self._engine = engine

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    def put(self, what: Import, place: BookPlace | None = None) -> Put:
        """Store a workbook, whole or not at all; a second time of the same changes nothing.

        Without a place it was named by hand: a file of that name.
        """
        with taking_turns(self._engine).begin() as connection:
            put = put_book(connection, what, place)
            if put.changes:
                put = carried(connection, put)
                follow_projects(connection, touched(connection, (put.book, put.replaced)))
                next_version(connection)
            return replace(put, differs=differing(connection, put.book))

    def remark(self, place: BookPlace) -> None:
        """Note what the file looks like that lies there, which is the same."""
        with taking_turns(self._engine).begin() as connection:
            remark(connection, place)

    def rule(self, place: BookPlace, access: Sequence[str]) -> None:
        """Let this rule of access hold for what lies there."""
        with taking_turns(self._engine).begin() as connection:
            rule(connection, place, access)

    def take_away(self, folder: Path, sources: Collection[str]) -> None:
        """Let the workbooks of files that are gone be live no more; they stay as history."""
        with taking_turns(self._engine).begin() as connection:
            gone = take_away(connection, folder, sources)
            if gone:
                follow_projects(connection, touched(connection, gone))
                next_version(connection)

    def forget(self, folder: Path) -> tuple[str, ...]:
        """Remove the workbooks of a folder for good; see `forgetting.forget_books`."""
        with taking_turns(self._engine).begin() as connection:
            forgotten = forget_books(connection, folder)
            if forgotten.books:
                next_version(connection)
            return forgotten.hashes

    def forget_superseded(self, before: str) -> Forgotten:
        """Remove old versions for good; see `forgetting.forget_superseded`."""
        with taking_turns(self._engine).begin() as connection:
            forgotten = forget_superseded(connection, before)
            if forgotten.books:
                next_version(connection)
            return forgotten

    def note_review(self) -> None:
        """Note that the collections have been checked as they are."""
        with taking_turns(self._engine).begin() as connection:
            note_reviewed(connection)

    def set_stage(self, collection: int, stage: Stage | None) -> None:
        """Say how far a collection has come, whatever its workbooks say; None: as they say."""
        is_it = register_collections.c.id == collection
        said = None if stage is None else stage.value
        with taking_turns(self._engine).begin() as connection:
            connection.execute(update(register_collections).where(is_it).values(stage=said))
            next_version(connection)

    def put_findings(self, collection: int, findings: Iterable[Finding]) -> None:
        """Store what was found in a collection now; what is not found any more is closed."""
        with taking_turns(self._engine).begin() as connection:
            put_findings(connection, collection, findings)

    def answer(
        self, answers: Iterable[AnswerGiven], corrections: Sequence[Corrected]
    ) -> tuple[Corrected, ...]:
        """Note answers and the corrections that come of them; gives those that are of no use."""
        with taking_turns(self._engine).begin() as connection:
            return take_answers(connection, answers, corrections)

    def set_aside(self, book: int) -> None:
        """Let a workbook be live no more; its rows and what was said of them stay as history."""
        is_it = register_books.c.id == book
        with taking_turns(self._engine).begin() as connection:
            connection.execute(update(register_books).where(is_it).values(is_live=False))
            follow_projects(connection, touched(connection, (book, None)))
            next_version(connection)

    def say_of_match(self, match: MatchHeld, who: str | None, *, are_same: bool) -> None:
        """Note what a person says of a pair; which projects there are is told anew."""
        with taking_turns(self._engine).begin() as connection:
            say_of_match(connection, match, who, are_same=are_same)
