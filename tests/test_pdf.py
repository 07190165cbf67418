from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NullObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import LoadError
from ingest.loaders import pdf
from ingest.loaders.pdf_structure import _tried
from tests.printed import printed

UNNAMED = Path(__file__).parents[2] / "shared/material/foreskrifter/custom-encoding.pdf"
FIRST = [
    "# Inledning",
    "Kostnaden var 18,8 miljarder kronor.",
    "Det var mer än året innan.",
    "Projekten var många.",
]
SECOND = ["# Slutsatser", "Nyttan saknar ofta en ansvarig.", "Planer saknas också."]


def test_every_page_is_a_span_of_the_text_with_its_number_and_label() -> None:
    extract = pdf.load(printed([FIRST, SECOND]))

    assert [(page.number, page.label) for page in extract.pages] == [(1, "1"), (2, "2")]
    assert "18,8 miljarder" in extract.pages[0].span.of(extract.text)
    assert "ansvarig" in extract.pages[1].span.of(extract.text)


def test_large_bold_lines_are_headings_where_there_is_no_outline() -> None:
    extract = pdf.load(printed([FIRST, SECOND]))

    assert [heading.title for heading in extract.headings] == ["Inledning", "Slutsatser"]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


def test_an_outline_of_three_entries_or_more_gives_the_headings() -> None:
    pages = [["Bakgrund", "Text ett."], ["Metod", "Text två."], ["Resultat", "Text tre."]]

    extract = pdf.load(printed(pages, outline=["Bakgrund", "Metod", "Resultat"]))

    assert [heading.title for heading in extract.headings] == ["Bakgrund", "Metod", "Resultat"]


def test_the_title_property_is_read() -> None:
    extract = pdf.load(printed([FIRST], title="Rapport om it"))

    assert dict(extract.properties)["title"] == "Rapport om it"


@pytest.mark.parametrize(
    ("written", "created"),
    [
        ("D:20150202194900Z00'00'", "2015-02-02"),
        ("D:20221209", "2022-12-09"),
        ("20221309", None),
        ("i dag", None),
    ],
)
def test_the_day_a_file_was_made_is_read_also_where_it_stands_apart(
    written: str, created: str | None
) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(printed([FIRST])))
    writer.metadata = None
    apart = writer._add_object(TextStringObject(written))  # pypdf has no public way to do so
    writer._info = DictionaryObject({NameObject("/CreationDate"): apart})
    file = BytesIO()
    writer.write(file)

    assert dict(pdf.load(file.getvalue()).properties).get("created") == created


def test_a_file_that_is_locked_with_a_password_says_so() -> None:
    with pytest.raises(LoadError, match="krypterad") as caught:
        pdf.load(printed([FIRST], password="hemligt"))  # noqa: S106 - a test's own

    assert "utan lösenord" in caught.value.remedy


def test_a_file_that_is_encrypted_with_no_password_is_read() -> None:
    extract = pdf.load(printed([FIRST], password=""))

    assert "18,8 miljarder" in extract.text


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 sida"), (2, "2 sidor")], ids=["one page", "two pages"]
)
def test_a_scan_says_how_many_pages_it_has_and_names_ocr(count: int, said: str) -> None:
    target = BytesIO()
    canvas = Canvas(target)
    for _ in range(count):
        canvas.drawInlineImage(Image.new("L", (20, 20)), 0, 0)
        canvas.showPage()
    canvas.save()

    with pytest.raises(LoadError, match="inskanna") as caught:
        pdf.load(target.getvalue())

    assert said in caught.value.reason
    assert "ocrmypdf" in caught.value.remedy


def test_pages_with_neither_text_nor_pictures_are_not_called_a_scan() -> None:
    with pytest.raises(LoadError, match="ingen text: 2 sidor utan både text och bilder") as caught:
        pdf.load(printed([[], []]))

    assert "inskanna" not in caught.value.reason
    assert "skriv ut den" in caught.value.remedy


@pytest.mark.material
@pytest.mark.skipif(not UNNAMED.exists(), reason="the shared material is not here")
def test_letters_that_the_file_names_only_by_their_place_in_the_font_are_read() -> None:
    extract = pdf.load(UNNAMED.read_bytes())

    assert "Göran Persson\nBosse Ringholm" in extract.pages[0].span.of(extract.text)
    assert "närmast efter det år då lagen\n" in extract.pages[6].span.of(extract.text)


def test_bytes_that_are_no_pdf_are_named_so() -> None:
    with pytest.raises(LoadError, match="ingen PDF"):
        pdf.load(b"hej")


def test_a_pdf_that_is_cut_off_at_its_beginning_is_named_broken() -> None:
    with pytest.raises(LoadError, match="skadad"):
        pdf.load(b"%PDF-1.7\nhej")


def test_page_numbers_and_running_heads_are_in_the_text_but_not_in_the_body() -> None:
    pages = [["Rapport 7", f"Sidan handlar om sak {chr(65 + n)}.", str(n + 1)] for n in range(4)]

    extract = pdf.load(printed(pages))

    third = extract.pages[2]
    assert third.span.of(extract.text) == "Rapport 7\n\nSidan handlar om sak C.\n\n3"
    assert third.body.of(extract.text) == "Sidan handlar om sak C."


def test_the_first_page_keeps_its_head_in_the_body() -> None:
    pages = [["Rapport 7", f"Sidan handlar om sak {chr(65 + n)}.", str(n + 1)] for n in range(4)]

    extract = pdf.load(printed(pages))

    assert extract.pages[0].body.of(extract.text).startswith("Rapport 7")


def test_a_heading_stands_where_it_says_under_a_running_head() -> None:
    pages = [
        ["Rapport 7", f"# Del {name}", *(f"{name} står på rad {row} här." for row in "abc")]
        for name in "ABCD"
    ]

    extract = pdf.load(printed(pages))

    assert [heading.title for heading in extract.headings] == ["Del A", "Del B", "Del C", "Del D"]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


def test_a_document_of_page_numbers_only_keeps_them() -> None:
    extract = pdf.load(printed([["1"], ["2"]]))

    assert extract.text.split() == ["1", "2"]


def changed(content: bytes, change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_whole_file_has_nothing_to_tell() -> None:
    assert pdf.load(printed([FIRST, [], SECOND])).notices == ()


def test_pages_that_are_only_a_picture_are_counted() -> None:
    target = BytesIO()
    canvas = Canvas(target)
    canvas.drawString(72, 700, "Kostnaden var 18,8 miljarder kronor.")
    for _ in range(2):
        canvas.showPage()
        canvas.drawInlineImage(Image.new("L", (20, 20)), 0, 0)
    canvas.save()

    extract = pdf.load(target.getvalue())

    (notice,) = extract.notices
    assert notice.startswith("2 av 3 sidor saknar text (inskannade?)")
    assert len(extract.pages) == 3


def test_a_page_that_cannot_be_read_is_told_by_its_number() -> None:
    def lose_the_second(writer: pypdf.PdfWriter) -> None:
        writer.root_object["/Pages"]["/Kids"][1] = NullObject()  # type: ignore[index]  # pypdf's

    extract = pdf.load(changed(printed([FIRST, SECOND, FIRST]), lose_the_second))

    assert any("1 av 3 sidor går inte att läsa (sida 2)" in told for told in extract.notices)
    assert [page.number for page in extract.pages] == [1, 2, 3]


def test_a_structure_that_cannot_be_understood_is_told() -> None:
    half_a_letter = ByteStringObject(b"\xfe\xff\xd8\x00")

    def spoil(writer: pypdf.PdfWriter) -> None:
        for place in (writer.root_object["/Outlines"]["/First"], writer._info):  # type: ignore[index]  # pypdf's
            place[NameObject("/Title")] = half_a_letter  # type: ignore[index]  # the same

    extract = pdf.load(changed(printed([FIRST, SECOND, FIRST], outline=list("abc")), spoil))

    assert [told.split()[0] for told in extract.notices] == ["Innehållsförteckningen", "Filens"]


def test_want_of_memory_is_no_broken_structure() -> None:
    def read() -> list[str]:
        raise MemoryError

    with pytest.raises(MemoryError):
        _tried(read, "borta", [])
