from io import BytesIO

import docx
import pytest

from ingest.errors import LoadError
from ingest.loaders import word


def _saved(file: "docx.document.Document") -> bytes:
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def _report() -> bytes:
    file = docx.Document()
    file.core_properties.title = "Slutrapport"
    file.add_heading("Bakgrund", level=1)
    file.add_paragraph("Projektet började 2016.")
    file.add_paragraph("Nytta", style="List Bullet")
    table = file.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["År", "Kostnad", "2016", "18,8"], strict=True):
        cell.text = text
    file.add_heading("Lärdomar", level=2)
    file.add_paragraph("Börja smått.")
    return _saved(file)


def test_paragraphs_lists_and_tables_come_in_their_order() -> None:
    extract = word.load(_report())

    assert extract.text.split("\n\n") == [
        "Bakgrund",
        "Projektet började 2016.",
        "– Nytta",
        "År | Kostnad\n2016 | 18,8",
        "Lärdomar",
        "Börja smått.",
    ]


def test_heading_styles_give_headings_with_levels_and_places() -> None:
    extract = word.load(_report())

    assert [(h.level, h.title) for h in extract.headings] == [(1, "Bakgrund"), (2, "Lärdomar")]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


def test_the_title_property_is_read() -> None:
    assert dict(word.load(_report()).properties)["title"] == "Slutrapport"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "lösenordsskyddad"),
        (b"hej", "ingen Word-fil"),
        (b"PK\x03\x04hej", "skadad"),
        (_report()[:-40], "skadad"),
    ],
    ids=["old or encrypted", "something else", "no zip", "cut off"],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        word.load(content)
