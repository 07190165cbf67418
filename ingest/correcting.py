"""Corrects what is known of a document, at once: from the record's text, its file is not read.

    check -> lock -> stage the document anew, with what was said -> publish

What was said and the document as corrected are stored in one step. Killed before it is
published, the library shows the document as it was, and the next run publishes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.correctable import SORTS, as_text, checked, field_name
from ingest.errors import CorrectionError, DocumentError
from ingest.progress import Progress, silent
from ingest.record.corrections import Correction, document_corrected, in_force
from ingest.record.moments import now
from ingest.record.runs import Job
from ingest.record.types import EmbeddedDocument
from ingest.report import SyncReport, Tally
from ingest.sync import Errand, carry_out
from ingest.types import Document
from ingest.work import Library, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants corrected of a document, by its id; as `wish` makes it."""

    document: str
    said: tuple[Correction, ...]


def wish(document: str, said: Mapping[str, object], who: str | None) -> Wish:
    """What somebody says of a document, field by field; None takes a correction back.

    Raises:
        CorrectionError: nothing is said, there is no such field, or a value cannot be right.
    """
    if not said:
        raise CorrectionError(
            "Inget är angivet att rätta.", f"Ange minst en uppgift: {', '.join(SORTS)}."
        )
    values = {name: checked(name, value) for name, value in said.items() if value is not None}
    if unknown := said.keys() - SORTS.keys():
        checked(min(unknown), None)
    moment = now()
    return Wish(
        document=document,
        said=tuple(
            Correction(
                field=name,
                value=as_text(values[name]) if name in values else None,
                corrected=moment,
                who=who,
            )
            for name in said
        ),
    )


def correct(library: Library, wanted: Wish, progress: Progress = silent) -> SyncReport:
    """Store corrections of a document and publish it as corrected.

    Raises:
        DocumentError: there is no such document to be shown, or it is a lesson.
        IngestError: as `ingest.sync.sync`.
    """

    def edit(work: Work, tally: Tally) -> None:
        work.refuse_other_embedder()
        stored = work.stored(wanted.document)
        if stored is None:
            raise DocumentError(
                f"Dokumentet {wanted.document} finns inte i biblioteket.",
                "Se vilka som finns med `lardom documents list`.",
            )
        before = work.corrections.of(wanted.document)
        document = document_corrected(stored.document, in_force((*before, *wanted.said)))
        work.writer.restage(wanted.document, _embedded(work, stored, document), wanted.said)
        fields = ", ".join(field_name(one.field) for one in wanted.said)
        tally.correct(document, f"Rättat: {fields}.")

    return carry_out(library, Errand(job=Job.EDIT, folders=[], work=edit), progress)


def _embedded(work: Work, stored: EmbeddedDocument, document: Document) -> EmbeddedDocument:
    """The document with its vectors: those that it had, unless its title has changed."""
    if document.metadata.title == stored.document.metadata.title:
        return replace(stored, document=document)
    (item,) = work.embedded([document])
    return item
