"""ZIP archives of a material folder: their members are documents, found and shown as files are."""

import io
import os
import time
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import SourceChangedError
from assistant.originals import Originals
from ingest.embedding import Embedder
from ingest.pageprocess import PageProcess
from ingest.recognised import RecognisedPages
from ingest.record.runs import FileStatus
from ingest.secondreading import SecondReader
from tests.conftest import ROOT, write_material
from tests.page_quotes import quote_in
from tests.shelf import Shelf
from tests.shelving import Counting, reader_of

REPORT = next((ROOT / "corpus" / "rapporter").glob("rir-2019*.pdf")).read_bytes()
RAVEN = b"# Korpen\n\nProjekt Korpen kostade 14 miljoner kronor.\n"
FALCON = b"# Falken\n\nProjekt Falken avbr\xc3\xb6ts.\n"
USUAL = {"korpen.md": RAVEN, "mapp/falken.md": FALCON}


def pack(path: Path, members: Mapping[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = write_material(tmp_path / "material", {"fil.md": "# Fil\n\nEn vanlig fil.\n"})
    pack(made / "arkiv.zip", USUAL)
    return made


@pytest.fixture
def shelf(tmp_path: Path, embedder: Embedder) -> Shelf:
    (tmp_path / "data").mkdir()
    return Shelf(data=tmp_path / "data", embedder=Counting(embedder))


def test_each_member_is_a_document_named_by_its_place(folder: Path, shelf: Shelf) -> None:
    report = shelf.take_in(folder)

    assert report.stored == ("arkiv.zip/korpen.md", "arkiv.zip/mapp/falken.md", "fil.md")
    assert shelf.rows()["arkiv.zip/korpen.md"].metadata.title == "Korpen"
    assert report.failed == ()


def test_an_archive_that_looks_as_it_did_is_not_opened(folder: Path, shelf: Shelf) -> None:
    shelf.take_in(folder)
    shelf.embedder.texts = 0

    report = shelf.take_in(folder)

    assert sorted(report.unchanged) == ["arkiv.zip/korpen.md", "arkiv.zip/mapp/falken.md", "fil.md"]
    assert shelf.embedder.texts == 0


def test_in_an_archive_packed_anew_only_what_differs_is_embedded(
    folder: Path, shelf: Shelf
) -> None:
    shelf.take_in(folder)
    before = shelf.rows()
    shelf.embedder.texts = 0
    pack(folder / "arkiv.zip", {"korpen.md": RAVEN, "ny.md": b"# Ny\n\nEn ny text.\n"})

    report = shelf.take_in(folder)

    assert (report.stored, report.removed) == (
        ("arkiv.zip/ny.md",),
        ("arkiv.zip/mapp/falken.md",),
    )
    assert shelf.embedder.texts == 1
    assert shelf.rows()["arkiv.zip/korpen.md"].id == before["arkiv.zip/korpen.md"].id


def test_a_member_that_is_unpacked_beside_its_archive_is_a_copy(folder: Path, shelf: Shelf) -> None:
    shelf.take_in(folder)
    (folder / "korpen.md").write_bytes(RAVEN)

    assert shelf.take_in(folder).copies == ("korpen.md",)
    assert len(shelf.rows()) == 3


def test_when_the_archive_is_gone_its_documents_are(folder: Path, shelf: Shelf) -> None:
    shelf.take_in(folder)
    (folder / "arkiv.zip").unlink()

    report = shelf.take_in(folder)

    assert report.removed == ("arkiv.zip/korpen.md", "arkiv.zip/mapp/falken.md")
    assert shelf.rows().keys() == {"fil.md"}


def test_an_archive_that_was_away_is_opened_when_it_is_back(folder: Path, shelf: Shelf) -> None:
    old = time.time() - 60
    os.utime(folder / "arkiv.zip", (old, old))
    time.sleep(2.1)  # its looks are remembered from then on
    shelf.take_in(folder)
    (folder / "arkiv.zip").rename(folder.parent / "arkiv.zip")
    shelf.take_in(folder)
    (folder.parent / "arkiv.zip").rename(folder / "arkiv.zip")

    shelf.take_in(folder)

    assert {"arkiv.zip/korpen.md", "arkiv.zip/mapp/falken.md"} <= shelf.rows().keys()


def test_an_archive_that_breaks_leaves_what_was_read(folder: Path, shelf: Shelf) -> None:
    shelf.take_in(folder)
    (folder / "arkiv.zip").write_bytes(b"PK\x03\x04 och inget mer")

    report = shelf.take_in(folder)

    assert [failure.source for failure in report.failed] == ["arkiv.zip"]
    assert "arkiv.zip/korpen.md" in shelf.rows()


def test_what_cannot_be_read_or_is_no_material_is_named_member_by_member(
    folder: Path, shelf: Shelf
) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.md", "# A\n")
    pack(
        folder / "arkiv.zip",
        {
            **USUAL,
            "trasig.pdf": b"%PDF-1.4 trasig",
            "inre.zip": inner.getvalue(),
            "../ute.md": b"# Ute\n",
            "__MACOSX/._korpen.md": b"x",
        },
    )

    report = shelf.take_in(folder)

    assert [failure.source for failure in report.failed] == [
        "arkiv.zip/../ute.md",
        "arkiv.zip/inre.zip",
        "arkiv.zip/trasig.pdf",
    ]
    assert [skipped.source for skipped in report.skipped] == ["arkiv.zip/__MACOSX/._korpen.md"]
    assert shelf.take_in(folder).failed == report.failed


def test_a_rule_inside_and_a_rule_outside_must_both_allow(folder: Path, shelf: Shelf) -> None:
    write_material(
        folder,
        {"arkiv.zip.meta.yaml": "access: [styrgrupp, revision]\npublisher: Exempelverket\n"},
    )
    rule = b"access: [revision, ledning]\ntitle: Hemlig korp\n"
    pack(folder / "arkiv.zip", {**USUAL, "korpen.md.meta.yaml": rule, "sopor.pdf": b"skrap"})

    shelf.take_in(folder)

    rows = shelf.rows()
    assert rows["arkiv.zip/korpen.md"].access == ("revision",)
    assert rows["arkiv.zip/korpen.md"].metadata.title == "Hemlig korp"
    assert rows["arkiv.zip/mapp/falken.md"].access == ("styrgrupp", "revision")
    assert rows["arkiv.zip/mapp/falken.md"].metadata.publisher == "Exempelverket"
    assert rows["arkiv.zip/mapp/falken.md"].metadata.title == "Falken"
    assert shelf.files["arkiv.zip/sopor.pdf"][0] is FileStatus.FAILED


def test_a_page_of_a_packed_pdf_is_drawn_and_its_quotes_confirmed(
    folder: Path, shelf: Shelf
) -> None:
    pack(folder / "arkiv.zip", {"rapport.pdf": REPORT})
    shelf.take_in(folder)
    row = shelf.rows()["arkiv.zip/rapport.pdf"]
    with closing(reader_of(shelf.data, shelf.generation)) as reader:
        page = reader.text(row.version_id)
    shown = page.pages[0].span.of(page.text)
    quote = shown.split("\n")[0]

    with closing(PageProcess()) as pages, closing(SecondReader()) as second:
        path = Originals(RecognisedPages.of(shelf.data), pages).page(row, 1).path
        drawn = pages.picture(path, 1, quote_in(shown, quote), 400)
        wording = second.wording(path, 1, quote)
        missing = second.wording(path, 1, "Detta står inte på sidan, för ingen har skrivit det.")

    assert drawn[8:12] == b"WEBP"
    assert wording == quote
    assert missing is None


def test_a_pdf_that_was_packed_anew_with_other_content_is_not_shown_as_the_old_one(
    folder: Path, shelf: Shelf
) -> None:
    pack(folder / "arkiv.zip", {"rapport.pdf": REPORT})
    shelf.take_in(folder)
    row = shelf.rows()["arkiv.zip/rapport.pdf"]
    pack(folder / "arkiv.zip", {"rapport.pdf": REPORT + b"\n%"})

    with closing(PageProcess()) as pages, pytest.raises(SourceChangedError):
        Originals(RecognisedPages.of(shelf.data), pages).page(row, 1)
