"""What is fetched gets a safe name of its own, with the suffix that its content has."""

from io import BytesIO

import pytest

from ingest.errors import FetchError
from ingest.scanning import scan_folder
from ingest.web.content_kinds import suffix_of
from ingest.web.naming import file_name
from ingest.web.urls import parse_url
from tests.conftest import ROOT

EXAMPLES = ROOT / "corpus" / "exempelprojekt"
HTML = b"<!DOCTYPE html><title>x</title>"
PACKED = b"PK\x03\x04" + b"\0" * 26


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.esv.se/x/Årsrapport 2020.pdf", "www.esv.se/Arsrapport-2020.pdf"),
        ("http://127.0.0.1:8080/a/rapport.v2.pdf", "127.0.0.1-8080/rapport-v2.pdf"),
        ("http://[::1]:81/", "1-81/startsida.pdf"),
        ("http://h.se/..%2f..%2f..%2fetc%2fpasswd", "h.se/passwd.pdf"),
        ("http://h.se/%2e%2e/%2e%2e", "h.se/startsida.pdf"),
        ("http://h.se/%2e%2e%5c%2e%2e%5chemligt", "h.se/hemligt.pdf"),
        ("http://h.se/.dold", "h.se/dold.pdf"),
        ("http://h.se/_utkast.pdf", "h.se/utkast.pdf"),
        ("http://h.se/a.pdf.meta.yaml", "h.se/a-pdf-meta-yaml.pdf"),
        ("http://h.se/a%00.pdf", "h.se/a.pdf"),
        ("http://h.se/%F0%9F%98%80", "h.se/dokument.pdf"),
        ("http://h.se/visa.aspx", "h.se/visa.pdf"),
        (f"http://h.se/{'a' * 300}.pdf", f"h.se/{'a' * 80}.pdf"),
    ],
)
def test_a_name_is_readable_and_stays_in_its_folder(url: str, name: str) -> None:
    assert file_name(parse_url(url), ".pdf", ()) == name


def test_a_name_that_another_has_is_told_apart() -> None:
    one, other = (parse_url(f"http://h.se/{folder}/Rapport.pdf") for folder in "ab")
    first = file_name(one, ".pdf", ())

    second = file_name(other, ".pdf", {first.lower()})

    assert first == "h.se/Rapport.pdf"
    assert second != first
    assert second.startswith("h.se/Rapport-")
    assert second == file_name(other, ".pdf", {first.lower()})


def test_addresses_with_queries_have_names_that_are_always_theirs() -> None:
    names = {file_name(parse_url(f"http://h.se/visa?id={n}"), ".html", ()) for n in range(20)}

    assert len(names) == 20


@pytest.mark.parametrize(
    ("content", "url", "said", "suffix"),
    [
        pytest.param(b"%PDF-1.7", "/x", "text/html", ".pdf", id="pdf-called-html"),
        pytest.param(HTML, "/x.pdf", "application/pdf", ".html", id="html-called-pdf"),
        pytest.param(HTML, "/x", "", ".html", id="html-called-nothing"),
        pytest.param((EXAMPLES / "projektplan.docx").read_bytes(), "/x", "", ".docx", id="docx"),
        pytest.param(PACKED + b"xl/workbook.xml", "/x.xlsm", "", ".xlsm", id="macros"),
        pytest.param(PACKED + b"xl/workbook.xml", "/x", "", ".xlsx", id="xlsx"),
        pytest.param(PACKED + b"ppt/presentation.xml", "/x", "", ".pptx", id="pptx"),
        pytest.param(
            PACKED + b"mimetypeapplication/vnd.oasis.opendocument.textPK",
            "/x",
            "",
            ".odt",
            id="odt",
        ),
        pytest.param(b"{\\rtf1 hej}", "/x.doc", "application/msword", ".rtf", id="rtf-called-doc"),
        pytest.param(b"a;b\n1;2\n", "/x.csv", "text/plain", ".csv", id="csv-called-text"),
        pytest.param("Hej på dig".encode(), "/x", "text/plain; charset=utf-8", ".txt", id="text"),
        pytest.param(b"# Rubrik", "/x.md", "application/octet-stream", ".md", id="markdown"),
    ],
)
def test_content_tells_its_suffix(content: bytes, url: str, said: str, suffix: str) -> None:
    assert suffix_of(BytesIO(content), parse_url(f"http://h.se{url}"), said) == suffix


@pytest.mark.parametrize(
    ("content", "url", "said"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "/x.pdf", "image/png", id="picture"),
        pytest.param(b"\0\1\2", "/x.txt", "text/plain", id="bytes-called-text"),
        pytest.param(b'{"a": 1}', "/x", "application/json", id="json"),
        pytest.param(b"", "/x.pdf", "application/pdf", id="nothing"),
    ],
)
def test_content_that_no_loader_reads_is_refused(content: bytes, url: str, said: str) -> None:
    with pytest.raises(FetchError):
        suffix_of(BytesIO(content), parse_url(f"http://h.se{url}"), said)


def test_every_name_is_material(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("web")
    urls = ["http://h.se/.a", "http://h.se/_b", "http://h.se/c.meta.yaml", "http://h.se/sources"]
    names = sorted(file_name(parse_url(url), ".txt", ()) for url in urls)
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")

    assert list(scan_folder(folder).sources) == names
