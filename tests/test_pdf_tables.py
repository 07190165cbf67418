"""Tables in small printed PDFs: their rows as lines, their cells apart."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.chunking import chunk
from ingest.loaders import pdf
from ingest.pagepicture import quote_boxes
from ingest.rendering import readable
from ingest.secondreading import SecondReader
from ingest.typography import CELL_BLANK, digits_together
from tests.page_quotes import quote_on

Row = Mapping[float, str]
PROSE: list[Row] = [
    {72: "Verket redovisar kostnaderna för projekten i tabellen nedan, år för år."},
    {72: "Beloppen är i tusental kronor och avser hela myndigheten under året."},
    {72: "De är hämtade ur årsredovisningen och har inte räknats om till dagens värde."},
]
HEADER: Row = {72: "År", 200: "Budget", 330: "Utfall"}
BODY: list[Row] = [
    {72: "2019", 200: "1 200", 330: "300"},
    {72: "2020", 200: "1 500", 330: "375"},
    {72: "2021", 200: "15 000", 330: "3 750"},
]


def typeset(lines: Sequence[Row]) -> bytes:
    """A page of lines from the top, the pieces of each at their left edges."""
    target = BytesIO()
    canvas = Canvas(target)
    canvas.setFont("Helvetica", 11)
    for place, pieces in enumerate(lines):
        for left, text in pieces.items():
            canvas.drawString(left, 780 - 14 * place, text)
    canvas.save()
    return target.getvalue()


def rows(content: bytes) -> list[list[str]]:
    lines = pdf.load(content).text.split("\n")
    return [line.split(CELL_BLANK) for line in lines if CELL_BLANK in line]


def test_each_row_is_a_line_with_its_cells_apart_under_its_header() -> None:
    found = rows(typeset([*PROSE, HEADER, *BODY]))

    assert found == [
        ["År", "Budget", "Utfall"],
        ["2019", "1 200", "300"],
        ["2020", "1 500", "375"],
        ["2021", "15 000", "3 750"],
    ]


def test_numbers_beside_each_other_are_two_for_reader_and_machine() -> None:
    row = rows(typeset([*PROSE, HEADER, *BODY]))[1]

    line = CELL_BLANK.join(row)

    assert digits_together(line).split() == ["2019", "1200", "300"]
    assert readable(line) == "2019 · 1 200 · 300"


def test_lines_that_go_on_in_a_cell_are_of_its_row() -> None:
    more: list[Row] = [{330: "prel."}, {72: "2022 med"}, {72: "tillägg", 200: "9 000", 330: "800"}]

    found = rows(typeset([*PROSE, HEADER, *BODY, *more]))

    assert found[-2:] == [["2021", "15 000", "3 750 prel."], ["2022 med tillägg", "9 000", "800"]]


def test_an_empty_cell_between_others_keeps_its_place() -> None:
    found = rows(typeset([*PROSE, HEADER, *BODY, {72: "2022", 330: "412"}]))

    assert found[-1] == ["2022", "", "412"]


def test_a_word_broken_in_a_cell_keeps_its_hyphen_and_has_no_blank() -> None:
    broken: list[Row] = [{72: "Strålskydds-"}, {72: "instrument", 200: "9 000", 330: "800"}]

    found = rows(typeset([*PROSE, HEADER, *BODY, *broken]))

    assert found[-1] == ["Strålskydds-instrument", "9 000", "800"]


def test_a_header_whose_words_would_change_their_places_is_left_as_lines() -> None:
    header: list[Row] = [{200: "Budget", 330: "Utfall"}, {200: "i tkr", 330: "i tkr"}]

    found = rows(typeset([*PROSE, *header, *BODY]))

    assert found[0] == ["2019", "1 200", "300"]


def test_the_text_around_a_table_stays_as_it_is() -> None:
    text = pdf.load(typeset([*PROSE, HEADER, *BODY, {}, *PROSE])).text

    prose = "\n".join(line[72] for line in PROSE)
    assert text.startswith(f"{prose}\n\n")
    assert text.endswith(f"\n\n{prose}")


def test_the_rows_of_a_table_stand_together_in_a_passage() -> None:
    extract = pdf.load(typeset([*PROSE, HEADER, *BODY]))

    (passage,) = chunk(extract)

    assert f"Utfall\n2019{CELL_BLANK}1 200" in passage.span.of(extract.text)


def test_a_row_is_found_on_its_page_and_confirmed_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "tabell.pdf"
    path.write_bytes(typeset([*PROSE, HEADER, *BODY]))
    row = CELL_BLANK.join(("2021", "15 000", "3 750"))
    reader = SecondReader()

    confirmed = reader.wording(path, 1, row)
    reader.close()

    assert confirmed == row
    assert len(quote_boxes(path, 1, quote_on(path, 1, row))) == 1


@pytest.mark.parametrize(
    "lines",
    [
        [{72: f"{n}.", 130: f"Enligt kap. {n}"} for n in range(1, 6)],
        [{72: "Datum", 300: "Diarienummer"}, {72: "2019-06-12", 300: "2019/123"}],
        [{72: "Utgivare: Verket", 330: "ISSN 1400-4682"}],
        [{72: f"{n} Om del {n}", 330: str(3 * n)} for n in range(1, 6)],
        [{72: "Namn", 200: "Roll", 330: "Ort"}] * 3,
    ],
    ids=[
        "a list with wide marks",
        "a letterhead",
        "one line with a gap",
        "a table of contents",
        "columns without figures",
    ],
)
def test_what_is_not_surely_a_table_stays_lines(lines: list[Row]) -> None:
    assert rows(typeset([*PROSE, *lines, *PROSE])) == []
