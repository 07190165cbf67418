import pytest

from ingest.errors import LoadError
from ingest.loaders import separated


def _lines(content: str, encoding: str = "utf-8") -> list[str]:
    return separated.load(content.encode(encoding)).text.split("\n")


def test_a_swedish_file_with_semicolons_keeps_its_decimal_commas() -> None:
    lines = _lines("Myndighet;Kostnad\nSkolverket;18,8\nArbetsförmedlingen;1 204,25\n")

    assert lines == [
        "| Rad | Myndighet | Kostnad |",
        "| 2 | Skolverket | 18,8 |",
        "| 3 | Arbetsförmedlingen | 1 204,25 |",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semi", "tab", "pipe"])
def test_what_parts_the_cells_is_found_out(delimiter: str) -> None:
    rows = [["Namn", "Ort", "Antal"], ["Arkiv", "Umeå", "3"], ["Kansli", "Lund", "4"]]

    lines = _lines("\n".join(delimiter.join(row) for row in rows))

    assert lines[1:] == ["| 2 | Arkiv | Umeå | 3 |", "| 3 | Kansli | Lund | 4 |"]


def test_rows_of_decimal_commas_alone_are_parted_at_semicolons() -> None:
    assert _lines("1,5;2,5\n3,5;4,5")[1:] == ["| 1 | 1,5 | 2,5 |", "| 2 | 3,5 | 4,5 |"]


def test_a_line_that_says_what_parts_the_cells_is_believed() -> None:
    assert _lines("sep=:\nNamn:Ort\nArkiv:Umeå") == ["| Rad | Namn | Ort |", "| 3 | Arkiv | Umeå |"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_swedish_letters_are_read_in_every_usual_encoding(encoding: str) -> None:
    lines = _lines("Ämne;Förvaltning\r\nÅldring;Örebro\r\n", encoding)

    assert lines == ["| Rad | Ämne | Förvaltning |", "| 2 | Åldring | Örebro |"]


def test_quoted_cells_keep_what_would_part_them_on_one_line() -> None:
    lines = _lines('Namn,Text\n"Arkiv, centralt","rad ett\nrad två | tre"\n\nKansli,"sa ""nej"""\n')

    assert lines[1:] == [
        "| 2 | Arkiv, centralt | rad ett rad två ¦ tre |",
        '| 4 | Kansli | sa "nej" |',
    ]


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    rows = [f"{number};namn {number}" for number in range(30_000)]

    lines = _lines("\n".join(["Nr;Namn", '1;"öppet', *rows]))

    assert '| 2 | 1 | "öppet |' in lines
    assert "| 30002 | 29999 | namn 29999 |" in lines


def test_the_header_stands_over_every_block_of_rows() -> None:
    text = separated.load(
        "\n".join(["Nr;Namn", *(f"{n};namn {n}" for n in range(500))]).encode()
    ).text

    blocks = text.split("\n\n")

    assert len(blocks) > 5
    assert all(block.startswith("| Rad | Nr | Namn |\n") for block in blocks)


def test_rows_beyond_the_limit_are_told_of() -> None:
    row = f"{'x' * 1000};{'y' * 1000}"

    extract = separated.load("\n".join(["Ett;Två", *[row] * 11_000]).encode())

    assert len(extract.text) <= 20 << 20
    assert "inte med (filen har omkring 11001 rader)" in extract.notices[0]


def test_a_file_of_blanks_gives_no_text() -> None:
    assert separated.load(b";;\n \n;;\n").text == ""


def test_bytes_that_are_no_text_say_so() -> None:
    with pytest.raises(LoadError, match="binära data"):
        separated.load(b"PK\x03\x04\x00\x00\x01\x02")
