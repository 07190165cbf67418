"""The starter material: set as the build sets it, readable, described, and true to itself."""

import re
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import yaml

from corpus._build.build import CORPUS, build
from ingest.reading import read_document
from ingest.scanning import scan_folder
from ingest.types import Document, Kind

SOURCES = scan_folder(CORPUS).sources
PDFS = tuple(source for source in SOURCES if source.endswith(".pdf"))
MARKDOWN = tuple(source for source in SOURCES if source.endswith(".md"))
ROMAN = "rapporter/rir-2025-8-strategiska-digitaliseringsprojekt.pdf"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The set files, made anew in another folder."""
    folder = tmp_path_factory.mktemp("built")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Every document of the material, read as the library reads it."""
    return {source: read_document(CORPUS, source) for source in SOURCES}


def text_of(document: Document) -> str:
    return " ".join(document.text.split())


def front_matter(source: str) -> dict[str, object]:
    head = (CORPUS / source).read_text(encoding="utf-8").split("---\n")[1]
    found = yaml.safe_load(head)
    assert isinstance(found, dict)
    return found


def test_there_are_enough_documents_of_each_format() -> None:
    suffixes = [Path(source).suffix for source in SOURCES]

    assert len(SOURCES) >= 16
    assert suffixes.count(".pdf") >= 6
    assert suffixes.count(".docx") == 2


def test_file_names_are_ascii() -> None:
    assert all(source.isascii() for source in SOURCES)


def test_every_set_file_is_byte_for_byte_what_the_build_makes(built: Path) -> None:
    made = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.*"))

    different = [
        name for name in made if (CORPUS / name).read_bytes() != (built / name).read_bytes()
    ]

    assert different == []
    assert {source for source in SOURCES if not source.endswith(".md")} <= set(made)


@pytest.mark.parametrize("source", PDFS)
def test_a_pdf_has_pages_outline_labels_and_properties(source: str) -> None:
    with pypdf.PdfReader(CORPUS / source) as pdf:
        properties = pdf.metadata

        assert properties is not None
        assert 3 <= len(pdf.pages) <= 6
        assert len(pdf.outline) >= 5
        assert all((properties.title, properties.author, properties.subject))
        assert properties.creation_date is not None
        assert [
            page.extract_text().rstrip().endswith(f"Sida {label}")
            for page, label in zip(pdf.pages, pdf.page_labels, strict=True)
        ] == [True] * len(pdf.pages)


def test_the_digest_with_front_matter_numbers_it_with_roman_numerals() -> None:
    with pypdf.PdfReader(CORPUS / ROMAN) as pdf:
        assert pdf.page_labels == ["i", "ii", "1", "2", "3"]


@pytest.mark.parametrize("source", PDFS)
def test_both_pdf_libraries_read_the_same_words(source: str) -> None:
    with pypdf.PdfReader(CORPUS / source) as one:
        by_pypdf = [" ".join(page.extract_text().split()) for page in one.pages]
    other = pypdfium2.PdfDocument(CORPUS / source)
    by_pdfium = [" ".join(page.get_textpage().get_text_range().split()) for page in other]
    other.close()

    assert by_pypdf == by_pdfium
    assert re.search("[åäö]", by_pypdf[0])


@pytest.mark.parametrize("source", MARKDOWN)
def test_every_markdown_file_says_what_it_is(source: str) -> None:
    known = front_matter(source)

    assert {"title", "publisher", "year", "type"} <= set(known)
    assert all(known.values())


@pytest.mark.parametrize("source", [source for source in MARKDOWN if source != "README.md"])
def test_every_markdown_document_has_substance(source: str) -> None:
    words = (CORPUS / source).read_text(encoding="utf-8").split()

    assert 300 <= len(words) <= 900


def test_every_document_is_read_with_title_publisher_and_year(
    documents: dict[str, Document],
) -> None:
    bare = [
        source
        for source, document in documents.items()
        if not (document.metadata.publisher and document.metadata.year and document.headings)
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("rapporter", Kind.REPORT),
        ("beslut", Kind.DECISION),
        ("lardomar", Kind.LESSON),
        ("exempelprojekt", Kind.PROJECT),
        ("ovrigt", Kind.OTHER),
    ],
)
def test_a_folder_holds_one_kind(folder: str, kind: Kind, documents: dict[str, Document]) -> None:
    kinds = {
        document.metadata.kind
        for source, document in documents.items()
        if source.startswith(f"{folder}/")
    }

    assert kinds == {kind}


def test_a_digest_carries_the_number_and_address_of_its_original(
    documents: dict[str, Document],
) -> None:
    described = documents[ROMAN].metadata

    assert described.publisher == "Riksrevisionen"
    assert described.publication_number == "RiR 2025:8"
    assert described.diarienummer == "2023/0750"
    assert described.url == "https://data.riksdagen.se/dokument/HDB58"


def test_what_is_not_the_publishers_own_words_says_so_in_its_title(
    documents: dict[str, Document],
) -> None:
    beginnings = {
        "rapporter": "Sammandrag: ",
        "beslut": "Sammandrag: ",
        "exempelprojekt": "EXEMPEL: ",
    }

    wrong = [
        source
        for source, document in documents.items()
        if not document.metadata.title.startswith(beginnings.get(source.split("/")[0], ""))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("48,0", ["projektdirektiv.pdf", "projektplan.docx", "slutrapport.pdf"]),
        ("63,5", ["statusrapport-2022-09.docx", "slutrapport.pdf"]),
        ("66,8", ["slutrapport.pdf", "nyttouppfoljning-2024.md"]),
        ("31 december 2022", ["projektdirektiv.pdf", "projektplan.docx", "slutrapport.pdf"]),
        ("30 september 2023", ["statusrapport-2022-09.docx", "slutrapport.pdf"]),
        ("2022-04-20", ["statusrapport-2022-09.docx", "slutrapport.pdf"]),
        ("12,0", ["slutrapport.pdf", "nyttouppfoljning-2024.md"]),
    ],
)
def test_the_example_project_gives_the_same_figures_everywhere(
    words: str, where: list[str], documents: dict[str, Document]
) -> None:
    missing = [name for name in where if words not in text_of(documents[f"exempelprojekt/{name}"])]

    assert missing == []


def test_the_final_report_tells_what_was_learnt(documents: dict[str, Document]) -> None:
    headings = [heading.title for heading in documents["exempelprojekt/slutrapport.pdf"].headings]

    assert "3 Erfarenheter" in headings


def test_the_readme_names_every_document() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")

    assert [source for source in SOURCES if source not in (*readme.split("`"), "README.md")] == []


def test_the_readme_names_no_document_that_is_missing() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE)

    assert [name for name in named if name not in SOURCES] == []


def test_the_list_of_web_sources_is_well_formed() -> None:
    listed = yaml.safe_load((CORPUS / "sources.yaml").read_text(encoding="utf-8"))["sources"]

    assert len(listed) >= 5
    for source in listed:
        assert set(source) == {"title", "publisher", "publication_number", "url", "kind"}
        assert source["url"].startswith("https://")
        assert source["kind"] in {"page", "document", "pdf"}
        assert isinstance(source["publication_number"], list)
