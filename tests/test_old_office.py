"""Old Word and PowerPoint files: read by the real LibreOffice where it is installed."""

import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pytest
from docx.document import Document as WordDocument

from ingest.aids import Aids
from ingest.errors import LoadError
from ingest.loaders import old_office
from ingest.programs import help_from
from ingest.programs.finding import office_program
from ingest.programs.office import LibreOffice, _socket_of, remove_sockets
from ingest.sandbox import LongWork, read_documents
from ingest.types import Document, Failure, Working
from tests.scans import needs_office

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


def word_file() -> bytes:
    file: WordDocument = docx.Document()
    file.add_heading("Rapport om it", 1)
    file.add_paragraph("Kostnaden var 18,8 miljarder kronor.")
    table = file.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "År", "Kostnad"
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def slides_file() -> bytes:
    file = pptx.Presentation()
    slide = file.slides.add_slide(file.slide_layouts[1])
    assert slide.shapes.title is not None
    slide.shapes.title.text = "Lägesbild"
    slide.placeholders[1].text_frame.text = "Projektet är försenat."
    target = BytesIO()
    file.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rapport.doc and bilder.ppt, made by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("gamla")
    (folder / "rapport.docx").write_bytes(word_file())
    (folder / "bilder.pptx").write_bytes(slides_file())
    for name, suffix in (("rapport.docx", "doc"), ("bilder.pptx", "ppt")):
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        order = ["--convert-to", suffix, "--outdir", str(folder), str(folder / name)]
        subprocess.run(
            [str(office_program()), "--headless", profile, *order], check=True, capture_output=True
        )
    return folder


@needs_office
def test_old_files_are_read_like_new_ones(old_files: Path) -> None:
    long_work = LongWork(programs=help_from(old_files, ocr=False, office=True))
    sources = ["rapport.doc", "bilder.ppt"]

    reads = read_documents(old_files, sources, workers=1, long_work=long_work)
    report, slides = (read.outcome for read in reads)

    assert isinstance(report, Document)
    assert isinstance(slides, Document)
    assert [heading.title for heading in report.headings] == ["Rapport om it"]
    assert "18,8 miljarder kronor" in report.text
    assert "Kostnad" in report.text
    assert "Projektet är försenat." in slides.text
    assert [page.label for page in slides.pages] == ["1"]
    assert report.media_type == "application/msword"


@needs_office
def test_what_libreoffice_cannot_open_is_refused_with_a_remedy_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    heard: list[Working] = []
    office = LibreOffice(str(office_program()), heard.append)

    with pytest.raises(LoadError, match="LibreOffice kan inte öppna") as caught:
        office.convert(COMPOUND + "WordDocument".encode("utf-16-le"), "doc", "docx")

    assert "lösenord" in caught.value.remedy
    assert [(working.done, working.seconds) for working in heard] == [(0, 120)]
    assert list(tmp_path.iterdir()) == []


def test_the_socket_of_a_killed_libreoffice_is_removed(tmp_path: Path) -> None:
    profile = tmp_path / "tmp1" / "profil"
    profile.mkdir(parents=True)
    socket = _socket_of(profile)
    socket.touch()

    remove_sockets(tmp_path)

    assert not socket.exists()


def test_without_libreoffice_the_report_names_it_and_another_way(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(COMPOUND + "WordDocument".encode("utf-16-le"))

    (read,) = read_documents(tmp_path, ["a.doc"])

    assert isinstance(read.outcome, Failure)
    assert "läses med LibreOffice" in read.outcome.reason
    assert "spara om dokumentet som .docx" in read.outcome.remedy
    assert "lardom doctor" in read.outcome.remedy


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (rb"{\rtf1\ansi Nyttan saknar ansvarig.}", "Nyttan saknar ansvarig."),
        (b"<html><body><p>Nyttan saknar ansvarig.</p></body></html>", "Nyttan saknar ansvarig."),
        (word_file(), "18,8 miljarder"),
        (slides_file(), "Projektet är försenat."),
    ],
    ids=["rich text", "a web page", "a new Word file", "new slides"],
)
def test_a_file_of_another_format_is_read_by_what_it_holds(content: bytes, said: str) -> None:
    assert said in old_office.load(content).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hej", "inget Word- eller PowerPoint-dokument"),
        (COMPOUND + b"x", "inget Word- eller PowerPoint-dokument"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "krypterat"),
    ],
    ids=["plain bytes", "another compound file", "a locked new file"],
)
def test_what_is_no_old_document_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        old_office.load(content, Aids())
