"""What the record knows of editions: which document has been replaced by a newer one."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Engine, bindparam, select, update

from ingest.editions import Publication
from ingest.record.access import from_column
from ingest.record.tables import documents, versions
from ingest.record.turns import taking_turns
from ingest.resemblance import sketch_of
from ingest.types import Kind

AT_ONCE = 500
"""Sketches stored in one transaction."""


class EditionRecord:
    """Reads and writes it for the one writer, of all that is not removed or replaced."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sketch(self) -> int:
        """Make the sketches that are missing, text by text; their number."""
        missing = select(versions.c.id).where(versions.c.sketch.is_(None))
        with self._engine.connect() as connection:
            names = list(connection.scalars(missing))
        change = (
            update(versions)
            .where(versions.c.id == bindparam("version"))
            .values(sketch=bindparam("made"))
        )
        for start in range(0, len(names), AT_ONCE):
            made = [self._sketch(name) for name in names[start : start + AT_ONCE]]
            with taking_turns(self._engine).begin() as connection:
                connection.execute(change, made)
        return len(names)

    def _sketch(self, version: str) -> dict[str, object]:
        with self._engine.connect() as connection:
            text = connection.scalar(select(versions.c.text).where(versions.c.id == version))
        return {"version": version, "made": sketch_of(text or "")}

    def publications(self) -> Iterator[Publication]:
        """Every document that is not withdrawn, as the coming generation shows it."""
        query = (
            select(
                documents.c.id,
                documents.c.access,
                documents.c.coming_access,
                *(versions.c.title, versions.c.publisher, versions.c.kind, versions.c.year),
                *(versions.c.publication_number, versions.c.date, versions.c.sketch),
            )
            .join(versions, versions.c.document_id == documents.c.id)
            .where(versions.c.live_until.is_(None), documents.c.withdrawn.is_(False))
        )
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield Publication(
                    document=row.id,
                    title=row.title,
                    publisher=row.publisher,
                    kind=Kind(row.kind),
                    number=row.publication_number,
                    issued=row.date or (str(row.year) if row.year else None),
                    access=from_column(row.coming_access or row.access),
                    sketch=row.sketch or b"",
                )

    def relate(self, newest: Mapping[str, str]) -> None:
        """Note which document has replaced which; all others have been replaced by none."""
        replaced = documents.c.superseded_by.is_not(None)
        with taking_turns(self._engine).begin() as connection:
            now = connection.execute(
                select(documents.c.id, documents.c.superseded_by).where(replaced)
            )
            before = {row.id: row.superseded_by for row in now}
            changed = [
                {"document": document, "newer": newest.get(document)}
                for document in before.keys() | newest.keys()
                if before.get(document) != newest.get(document)
            ]
            if changed:
                this = documents.c.id == bindparam("document")
                change = update(documents).where(this).values(superseded_by=bindparam("newer"))
                connection.execute(change, changed)
