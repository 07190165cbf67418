import pytest

from ingest.errors import LoadError
from ingest.loaders import pdf
from tests.printed import printed

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
    with pytest.raises(LoadError, match="inskanna") as caught:
        pdf.load(printed([[]] * count))

    assert said in caught.value.reason
    assert "ocrmypdf" in caught.value.remedy


def test_bytes_that_are_no_pdf_are_named_so() -> None:
    with pytest.raises(LoadError, match="ingen PDF"):
        pdf.load(b"hej")


def test_a_pdf_that_is_cut_off_at_its_beginning_is_named_broken() -> None:
    with pytest.raises(LoadError, match="skadad"):
        pdf.load(b"%PDF-1.7\nhej")


def test_page_numbers_and_running_heads_are_left_out_after_the_first_page() -> None:
    pages = [["Rapport 7", f"Sidan handlar om sak {chr(65 + n)}.", str(n + 1)] for n in range(4)]

    extract = pdf.load(printed(pages))

    assert extract.text.count("Rapport 7") == 1
    assert extract.pages[2].span.of(extract.text) == "Sidan handlar om sak C."


def test_a_document_of_page_numbers_only_keeps_them() -> None:
    extract = pdf.load(printed([["1"], ["2"]]))

    assert extract.text.split() == ["1", "2"]
