"""A web page is told by its first bytes, and read as one whatever it is called."""

import codecs
from pathlib import Path

import pytest

from ingest.errors import LoadError
from ingest.loaders.sniffing import is_web_page
from ingest.reading import read_document
from tests.conftest import ROOT

PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Årsrapport</title></head>"
    "<body><h1>Årsrapport</h1><p>Projektet kostade 14 miljoner kronor.</p></body></html>"
)
A_PDF = ROOT / "corpus" / "exempelprojekt" / "slutrapport.pdf"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PAGE.encode(), id="doctype"),
        pytest.param(b"\n\t <HTML lang='sv'>", id="blanks-and-capitals"),
        pytest.param(codecs.BOM_UTF8 + PAGE.encode(), id="byte-order-mark"),
        pytest.param(codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), id="utf-16"),
        pytest.param(b'<?xml version="1.0"?>\n<html xmlns="x">', id="xhtml"),
        pytest.param(b"<!-- saved from url=(0014) -->\n<html>", id="comment-first"),
        pytest.param(b"<!-- " + b"x" * 5000, id="long-comment"),
        pytest.param(b"<table border=1><tr><td>1</td></tr></table>", id="bare-table"),
    ],
)
def test_a_web_page_is_told(content: bytes) -> None:
    assert is_web_page(content)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(A_PDF.read_bytes(), id="pdf"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"hej <html>", id="words-first"),
        pytest.param(b'<?xml version="1.0"?><dokument/>', id="other-xml"),
        pytest.param(b"<!-- bara en kommentar --> text", id="comment-and-words"),
        pytest.param(b"<article>", id="other-element"),
        pytest.param(b"PK\x03\x04", id="archive"),
    ],
)
def test_other_bytes_are_not_taken_for_one(content: bytes) -> None:
    assert not is_web_page(content)


@pytest.mark.parametrize("name", ["rapport.pdf", "rapport.docx", "utfall.xls"])
def test_a_web_page_under_another_formats_name_is_read_as_a_web_page(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(PAGE, encoding="utf-8")

    document = read_document(tmp_path, name)

    assert document.media_type == "text/html"
    assert document.metadata.title == "Årsrapport"
    assert "14 miljoner" in document.text


def test_a_pdf_is_still_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "rapport.pdf").write_bytes(A_PDF.read_bytes())

    assert read_document(tmp_path, "rapport.pdf").media_type == "application/pdf"


def test_what_is_neither_is_still_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "rapport.pdf").write_bytes(b"hej")

    with pytest.raises(LoadError, match="ingen PDF"):
        read_document(tmp_path, "rapport.pdf")
