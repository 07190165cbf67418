"""Files with unread pages are read again once their pages can be recognised; nothing else is."""

import hashlib
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest.embedding import Embedder
from ingest.programs import Programs
from ingest.recognised import RecognisedPages
from ingest.report import SyncReport
from ingest.sync import sync
from ingest.types import PageState
from ingest.work import Library
from tests.printed import printed
from tests.scans import BODY, scanned
from tests.shelving import reader_of

SCAN = scanned(BODY, before=[["Beslut om Gullvivan"]])
OTHER = scanned(BODY, before=[["Beslut om Blåklockan"]])
READ = "Myndigheten bör utse en ansvarig för nyttan."
PACKED = "arkiv.zip/inne.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A library, its folder, its documents' ids before its last run, and what that told."""

    library: Library
    folder: Path
    before: dict[str, str]
    again: SyncReport


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> TakenIn:
    """A scan, its copy and a packed one, read without help; then their pages are known."""
    place = tmp_path_factory.mktemp("again")
    folder = place / "material"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(SCAN)
    (folder / "kopia.pdf").write_bytes(SCAN)
    (folder / "bredvid.md").write_text("# Bredvid\n\nEn fil som är som den var.\n")
    with ZipFile(folder / "arkiv.zip", "w") as archive:
        archive.writestr("inne.pdf", OTHER)
        archive.writestr("notat.md", "# Notat\n\nEn fil i arkivet som är som den var.\n")
    library = Library(data=place / "data", embedder=embedder, workers=1)
    sync(library, [folder])
    before = ids(library)
    pages = RecognisedPages.of(library.data)
    for content in (SCAN, OTHER):
        pages.keep(hashlib.sha256(content).hexdigest(), 2, printed([[READ]]))
    helped = replace(library, programs=Programs(recognised=str(pages.folder_of(library.data))))
    return TakenIn(library=helped, folder=folder, before=before, again=sync(helped, [folder]))


def ids(library: Library) -> dict[str, str]:
    with closing(reader_of(library.data, 1)) as record:
        return {row.source: row.id for row in record.documents()}


def states(taken_in: TakenIn) -> dict[str, tuple[PageState, ...]]:
    with closing(reader_of(taken_in.library.data, taken_in.again.generation)) as record:
        return {
            row.source: tuple(page.state for page in record.text(row.version_id).pages)
            for row in record.documents()
        }


def test_only_files_with_unread_pages_are_read_again(taken_in: TakenIn) -> None:
    assert sorted(taken_in.again.replaced) == ["a.pdf", PACKED]
    assert set(taken_in.again.unchanged) == {"arkiv.zip/notat.md", "bredvid.md", "kopia.pdf"}
    assert (taken_in.again.stored, taken_in.again.removed) == ((), ())


def test_what_is_read_again_shows_its_recognised_pages(taken_in: TakenIn) -> None:
    both = (PageState.PRINTED, PageState.RECOGNISED)

    assert states(taken_in) == {
        "a.pdf": both,
        PACKED: both,
        "bredvid.md": (),
        "arkiv.zip/notat.md": (),
    }


def test_a_document_that_is_read_again_is_the_same_and_keeps_its_copies(taken_in: TakenIn) -> None:
    with closing(reader_of(taken_in.library.data, taken_in.again.generation)) as record:
        now = {row.source: row.id for row in record.documents()}
        places = record.places(now["a.pdf"])

    assert now == taken_in.before
    assert places == ["a.pdf", "kopia.pdf"]


def test_once_read_again_nothing_is_read_and_a_copy_can_be_moved(taken_in: TakenIn) -> None:
    (taken_in.folder / "kopia.pdf").rename(taken_in.folder / "flyttad.pdf")

    report = sync(taken_in.library, [taken_in.folder])

    assert report.replaced == ()
    assert report.copies == ("flyttad.pdf",)
    assert {"a.pdf", PACKED} <= set(report.unchanged)
