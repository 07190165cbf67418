"""Erases a document, an answer or a person's records, and everything that is made of them.

    refuse what is held -> take out, publish an index of nothing else -> traces -> files -> wipe

When it is done no file of the data folder has their words: not the record or its log, no generation
of the index, no kept original, no recognised page.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from ingest.errors import DataFolderError, DocumentError
from ingest.index.generation import generation_folder, index_folder, live_generation
from ingest.lock import writing
from ingest.progress import Progress, silent
from ingest.record.erasable import Lying
from ingest.record.erasing import opened_to_erase
from ingest.record.lesson_types import FOLDER as LESSONS
from ingest.record.runs import Job
from ingest.report import Tally
from ingest.retention.types import Erased
from ingest.sidecar import SUFFIX
from ingest.sync import Errand, carry_out
from ingest.system_errors import in_swedish
from ingest.work import Library, Work

WEB = "web"
"""The folder of fetched files, in the data folder."""


def erase_document(
    library: Library, document: str, owned: Iterable[Path] = (), progress: Progress = silent
) -> Erased:
    """Erase a document, what is made of it, and its files in folders that are ours.

    Made of it are answers that rest on it, lessons proposed from it, and what those are in turn.
    Of a lesson's document it is the lesson itself.

    `owned` are those beside the data folder: the folder of uploads.

    Raises:
        DocumentError: there is no such document.
        HeldError: a hold stands in the way; nothing has been changed.
        IngestError: as `ingest.sync.sync`.
    """
    with opened_to_erase(library.data) as record:
        found = record.erasable(document)
    if not found.places:
        raise DocumentError(
            f"Dokumentet {document} finns inte i biblioteket.",
            "Se vilka som finns med `lardom documents list`.",
        )

    def remove(work: Work, _: Tally) -> None:
        work.refuse_other_embedder()
        for place in found.places:
            work.writer.remove(Path(place.folder), [place.source])
            work.writer.seen.forget(Path(place.folder), [place.source])

    carry_out(library, Errand(job=Job.FORGET, folders=[], work=remove, afresh=True), progress)
    with writing(library.data), opened_to_erase(library.data) as record:
        further = record.erase_traces(found)
        left = _remove_files(found.places, [*_own_folders(library.data), *owned])
        _remove_generations(library.data)
        is_wiped = record.wipe()
    return Erased(records=len(found.documents) + further, is_wiped=is_wiped, left=left)


def erase_answer(data: Path, answer: str) -> Erased:
    """Erase an answer with its question and what was said of it.

    Raises:
        DocumentError: there is no such answer.
        HeldError: a hold stands in the way; nothing has been changed.
        LockedError: another process writes to the data folder.
        DataFolderError: the record cannot be used.
    """
    with writing(data), opened_to_erase(data) as record:
        if not record.erase_answer(answer):
            raise DocumentError(f"Svaret {answer} finns inte.", "Kontrollera dess id.")
        return Erased(records=1, is_wiped=record.wipe())


def erase_person(data: Path, person: str) -> Erased:
    """Erase what a person asked and said; what they corrected loses their name.

    Entries of the audit log stay until that is cut (docs/records.md tells why).

    Raises as `erase_answer`, but that nothing is there is no error.
    """
    with writing(data), opened_to_erase(data) as record:
        records = record.erase_person(person)
        return Erased(records=records, is_wiped=record.wipe())


def _own_folders(data: Path) -> list[Path]:
    return [data / WEB, data / LESSONS]


def _remove_files(places: Iterable[Lying], owned: Iterable[Path]) -> tuple[str, ...]:
    """Remove a document's files with their sidecars where they are ours; the others that lie."""
    ours = {folder.resolve() for folder in owned}
    left: list[str] = []
    for place in places:
        path = Path(place.folder, place.source)
        if Path(place.folder).resolve() not in ours:
            left += [str(path)] if path.exists() else []
            continue
        try:
            path.unlink(missing_ok=True)
            path.with_name(path.name + SUFFIX).unlink(missing_ok=True)
        except OSError as error:
            raise DataFolderError(
                f"Filen {path} gick inte att ta bort ({in_swedish(error)}). Ta bort den för hand."
            ) from error
    return tuple(left)


def _remove_generations(data: Path) -> None:
    """Remove every generation but the live one, at once: whoever reads one opens the next."""
    live = generation_folder(data, live_generation(data))
    for folder in (*index_folder(data).glob("gen-*"), *index_folder(data).glob("building-*")):
        if folder != live:
            shutil.rmtree(folder, ignore_errors=True)
