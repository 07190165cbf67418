"""Keeps what people say of documents instead of what their files say; every correction stays.

The newest one of a field counts. They go when their document goes. Written by the one writer,
read beside it. Times are UTC, as 2026-01-31T12:00:00Z.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import ColumnElement, Connection, Engine, exists, insert, select, true

from ingest.correctable import SORTS, Value, as_text, corrected, of_text
from ingest.record.described import ORIGINS, origins_from_column, origins_to_column
from ingest.record.place_tables import copies
from ingest.record.tables import corrections, versions
from ingest.types import Document, Metadata

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody said of one field of a document; None takes the earlier ones back.

    `value` is kept as `ingest.correctable` says; `who` is None where nobody signs in.
    """

    field: str
    value: str | None
    corrected: str
    who: str | None


class CorrectionRecord:
    """The corrections in an open record. Raises `DataFolderError` as the record does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, document: str) -> tuple[Correction, ...]:
        """Every correction of a document, the oldest first."""
        return self._of([document], true()).get(document, ())

    def as_read(self, version: str, metadata: Metadata) -> Metadata:
        """What the material said of a version that is shown with this metadata."""
        query = select(versions.c.as_read).where(versions.c.id == version)
        with self._engine.connect() as connection:
            stored = connection.scalar(query)
        return metadata if stored is None else _of_column(stored, metadata)

    def applied(self, documents: Mapping[str, Document]) -> list[Document]:
        """Documents that have just been read, by their ids, as corrected.

        A document that lies elsewhere too goes on there with its corrections, not here.
        """
        elsewhere = exists().where(copies.c.document_id == corrections.c.document_id)
        said = self._of(list(documents), ~elsewhere)
        return [
            document_corrected(document, in_force(said.get(name, ())))
            for name, document in documents.items()
        ]

    def _of(
        self, documents: Sequence[str], among: ColumnElement[bool]
    ) -> dict[str, tuple[Correction, ...]]:
        found: dict[str, tuple[Correction, ...]] = {}
        for start in range(0, len(documents), AT_ONCE):
            these = corrections.c.document_id.in_(documents[start : start + AT_ONCE])
            query = select(corrections).where(these, among).order_by(corrections.c.id)
            with self._engine.connect() as connection:
                rows = connection.execute(query).all()
            for row in rows:
                one = Correction(
                    field=row.field, value=row.value, corrected=row.corrected, who=row.who
                )
                found[row.document_id] = (*found.get(row.document_id, ()), one)
        return found


def in_force(said: Iterable[Correction]) -> dict[str, Value]:
    """What holds by these corrections, given oldest first: field to value."""
    newest = {one.field: one.value for one in said if one.field in SORTS}
    return {name: of_text(name, text) for name, text in newest.items() if text is not None}


def document_corrected(document: Document, values: Mapping[str, Value]) -> Document:
    """The document with these values in the place of what was read, and of nothing else."""
    as_read = document.as_read or document.metadata
    metadata = corrected(as_read, values)
    changed = metadata != as_read
    return replace(document, metadata=metadata, as_read=as_read if changed else None)


def note_corrections(connection: Connection, document: str, said: Sequence[Correction]) -> None:
    """Store corrections of a document behind the others."""
    rows = [{**asdict(one), "document_id": document} for one in said]
    if rows:
        connection.execute(insert(corrections), rows)


def as_read_column(document: Document) -> str | None:
    """How a version stores what corrections stand in the place of; None where they do not."""
    if document.as_read is None:
        return None
    read = {name: getattr(document.as_read, name) for name in SORTS}
    other = {name: as_text(value) for name, value in read.items() if value != _now(document, name)}
    if document.as_read.origins != document.metadata.origins:
        other[ORIGINS] = origins_to_column(document.as_read.origins) or ""
    return json.dumps(other, ensure_ascii=False)


def _now(document: Document, name: str) -> object:
    return getattr(document.metadata, name)


def _of_column(stored: str, metadata: Metadata) -> Metadata:
    kept = json.loads(stored)
    said = {name: of_text(name, text) for name, text in kept.items() if name in SORTS}
    origins = origins_from_column(kept[ORIGINS]) if ORIGINS in kept else metadata.origins
    return replace(metadata, **said, origins=origins)  # type: ignore[arg-type]  # each is its field's sort
