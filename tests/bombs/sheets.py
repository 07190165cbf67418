"""Spreadsheets and tables that are larger than they look, or say that they are."""

from collections.abc import Iterator

from tests.bombs import Bomb, Ends, bomb
from tests.bombs.archives import packed
from tests.bombs.entities import workbook

_ROWS = 1 << 20
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:"


def _sheet(data: str, dimension: str = "A1") -> bytes:
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{data}</sheetData></worksheet>"
    ).encode()


def _cell(place: str, said: str = "ord") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{said}</t></is></c>'


def _all_rows() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, _ROWS + 1))
    return workbook(_sheet(rows, f"A1:A{_ROWS}"))


def _corners() -> bytes:
    first, last = _cell("A1", "första"), _cell(f"XFD{_ROWS}", "sista")
    return workbook(_sheet(f'<row r="1">{first}</row><row r="{_ROWS}">{last}</row>'))


def _shared() -> bytes:
    """One text of a megabyte, in ten thousand cells."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_001))
    text = f'<sst xmlns="{_MAIN}"><si><t>{"x" * (1 << 20)}</t></si></sst>'
    return workbook(_sheet(rows), sharedStrings=text.encode())


def _many_sheets() -> bytes:
    """Ten thousand names for one empty sheet, and one with a word."""
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    numbers = range(1, 10_001)
    sheets = "".join(f'<sheet name="B{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{links}/worksheet"'
        f' Target="worksheets/sheet{1 + (n == 9999)}.xml"/>'
        for n in numbers
    )
    return packed(
        (
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{links}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'.encode(),
        ),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{links}"><sheets>{sheets}</sheets>'
            "</workbook>".encode(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{targets}</Relationships>'.encode(),
        ),
        ("xl/worksheets/sheet1.xml", _sheet("")),
        ("xl/worksheets/sheet2.xml", _sheet(f'<row r="1">{_cell("A1")}</row>')),
    )


def _repeated() -> bytes:
    """An .ods of a few lines whose one row stands a million times, of a thousand cells."""
    row = (
        f'<table:table-row table:number-rows-repeated="{_ROWS}"><table:table-cell'
        ' table:number-columns-repeated="1000" office:value-type="string">'
        "<text:p>ord</text:p></table:table-cell></table:table-row>"
    )
    return packed(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            f'<office:document-content xmlns:office="{_TABLE}office:1.0" xmlns:table="{_TABLE}'
            f'table:1.0" xmlns:text="{_TABLE}text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="B">{row}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>".encode(),
        ),
    )


def _lines() -> Iterator[str]:
    return (f"{number};ord;{number % 7}\n" for number in range(_ROWS))


SHEETS: tuple[Bomb, ...] = (
    bomb("ark/hörnen.xlsx", _corners, Ends.TAKEN),
    bomb(
        "ark/säger-sig-stor.xlsx",
        lambda: workbook(_sheet(f'<row r="1">{_cell("A1")}</row>', f"A1:XFD{_ROWS}")),
        Ends.TAKEN,
    ),
    bomb("ark/tiotusen-blad.xlsx", _many_sheets, Ends.EITHER),
    bomb("ark/upprepad.ods", _repeated),
    bomb("ark/en-rad.csv", lambda: b"ord " * 25_000_000, Ends.EITHER),
    bomb("ark/en-rad-av-celler.csv", lambda: b"1;" * 5_000_000, Ends.EITHER),
    bomb("ark/öppet-citat.csv", lambda: b'a;"' + b"b;c\n" * 60_000, Ends.EITHER),
    bomb("ark/bara-citat.csv", lambda: b'"' * 300_001, Ends.EITHER),
)

HEAVY: tuple[Bomb, ...] = (
    bomb("ark/alla-rader.xlsx", _all_rows),
    bomb("ark/alla-rader.csv", lambda: "".join(_lines()).encode()),
    bomb("ark/delad-text.xlsx", _shared),
)
"""Those that only the limits of a reading process stop, or that take as long as they are large."""
