import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook

from ingest.chunking import chunk
from ingest.errors import LoadError
from ingest.loaders import sheets
from ingest.loaders.sheet_cells import Value, column_letters, written
from ingest.sandbox import read_documents
from ingest.types import Extract, Failure

POI = Path(__file__).parents[2] / "shared" / "hostile" / "poi"
SUFFIXES = {".xlsx", ".xlsm", ".xls"}


def _saved(fill: Callable[[Workbook], None]) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        fill(book)
    return target.getvalue()


def _costs(book: Workbook) -> None:
    book.set_properties({"title": "Kostnader för it-projekt", "author": "Myndigheten"})
    sheet = book.add_worksheet("Kostnader")
    for place, row in enumerate([["Projekt", "År", "Kostnad"], ["Arkiv", 2016, 18.8], ["E-id", 1]]):
        sheet.write_row(place, 0, row)
    hidden = book.add_worksheet("Underlag")
    hidden.write_row(3, 2, ["Namn", "Värde"])
    hidden.write_row(5, 2, ["a|b\nc", True])
    hidden.hide()
    book.add_worksheet("Tomt")
    book.add_worksheet("Sist").write(0, 0, "Slut")


def _numbered(rows: int) -> Callable[[Workbook], None]:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Lång")
        sheet.write_row(0, 0, ["Myndighet", "Antal ärenden", "Anmärkning"])
        for row in range(1, rows):
            sheet.write_row(row, 0, [f"Myndighet nummer {row}", row, "ingen anmärkning gjord"])

    return fill


def _ods(rows: str) -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Blad">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return _zipped(
        ("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)
    )


def _zipped(*parts: tuple[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts:
            packed.writestr(name, text)
    return target.getvalue()


def _ods_row(*cells: str, repeated: int = 1) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    said = f' table:number-rows-repeated="{repeated}"'
    return f"<table:table-row{said}>{inner}{empty}</table:table-row>"


def _record(kind: int, size: int = 0) -> bytes:
    return kind.to_bytes(2, "little") + size.to_bytes(2, "little") + bytes(size)


def _old(records: bytes) -> bytes:
    beginning = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + beginning + records


def _pages(extract: Extract) -> list[tuple[int, str, str]]:
    return [(page.number, page.label, page.span.of(extract.text)) for page in extract.pages]


def test_each_sheet_with_values_is_a_page_under_its_name() -> None:
    extract = sheets.load(_saved(_costs))

    assert _pages(extract) == [
        (
            1,
            "Kostnader",
            "Kostnader\n\n| Rad | Projekt | År | Kostnad |\n"
            "| 2 | Arkiv | 2016 | 18,8 |\n| 3 | E-id | 1 |  |",
        ),
        (2, "Underlag", "Underlag\n\n| Rad | Namn | Värde |\n| 6 | a¦b c | Ja |"),
        (4, "Sist", "Sist\n\n| Rad | A |\n| 1 | Slut |"),
    ]


def test_the_names_of_the_sheets_are_headings_at_their_places() -> None:
    extract = sheets.load(_saved(_costs))

    assert [heading.level for heading in extract.headings] == [1, 1, 1]
    assert all(extract.text[h.start :].startswith(f"{h.title}\n") for h in extract.headings)


def test_a_hidden_sheet_is_read_and_told_of() -> None:
    extract = sheets.load(_saved(_costs))

    assert extract.notices == ("Bladet ”Underlag” är dolt i filen, men är med.",)


def test_what_the_file_says_of_itself_becomes_properties() -> None:
    said = dict(sheets.load(_saved(_costs)).properties)

    assert said["title"] == "Kostnader för it-projekt"
    assert said["author"] == "Myndigheten"


def test_every_chunk_of_a_long_sheet_has_the_header() -> None:
    extract = sheets.load(_saved(_numbered(300)))

    chunks = [piece.span.of(extract.text) for piece in chunk(extract)]

    assert len(chunks) > 10
    assert all("| Rad | Myndighet | Antal ärenden | Anmärkning |\n" in piece for piece in chunks)
    assert all(extract.text.count(f"| Myndighet nummer {row} |") == 1 for row in range(1, 300))


def test_lines_above_the_header_keep_their_numbers() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write(0, 0, "Budget i tkr")
        sheet.write_row(2, 0, ["Enhet", 2023, 2024])
        sheet.write_row(3, 0, ["Arkivet", 10, 12.25])

    text = sheets.load(_saved(fill)).text

    assert text == (
        "Blad1\n\n| 1 | Budget i tkr |\n\n| Rad | Enhet | 2023 | 2024 |\n"
        "| 4 | Arkivet | 10 | 12,25 |"
    )


def test_columns_without_names_are_called_by_their_letters() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Blad1")
        for row in range(3):
            sheet.write_row(row, 2, [row, row / 4])

    text = sheets.load(_saved(fill)).text

    assert "| Rad | C | D |\n| 1 | 0 | 0 |\n| 2 | 1 | 0,25 |" in text


def test_the_error_values_of_formulas_stay() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(0, 0, ["Del", "Kvot"])
        sheet.write(1, 0, "Arkiv")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    assert "| 2 | Arkiv | #DIV/0! |" in sheets.load(_saved(fill)).text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (-0.5, "-0,5"),
        (0.1 + 0.2, "0,30000000000000004"),
        (1e-7, "0,0000001"),
        (1e300, "1e+300"),
        (False, "Nej"),
        (date(2024, 1, 31), "2024-01-31"),
        (datetime(2024, 1, 31), "2024-01-31"),
        (datetime(2024, 1, 31, 8, 30), "2024-01-31 08:30"),
        (time(8, 30, 15), "08:30:15"),
        (timedelta(days=1, hours=12), "36:00:00"),
        ("rad ett\nrad\x00 två | tre", "rad ett rad två ¦ tre"),
    ],
    ids=str,
)
def test_a_value_is_written_as_a_swedish_reader_sees_it(value: Value, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_are_called_as_in_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_an_ods_file_with_repeated_empty_rows_and_columns_is_read() -> None:
    rows = _ods_row("Namn", "Ort") + _ods_row("Arkiv", "Umeå") + _ods_row(repeated=1_048_570)

    assert sheets.load(_ods(rows)).text == "Blad\n\n| Rad | Namn | Ort |\n| 2 | Arkiv | Umeå |"


def test_an_ods_file_that_repeats_a_value_without_end_is_refused() -> None:
    with pytest.raises(LoadError, match="upptar"):
        sheets.load(_ods(_ods_row(*["x"] * 100, repeated=1_000_000)))


def test_a_lost_value_in_the_outermost_corner_costs_nothing_and_is_told_of() -> None:
    def fill(book: Workbook) -> None:
        _costs(book)
        sheet = book.add_worksheet("Stor")
        sheet.write_row(0, 0, ["Namn", "Ort"])
        sheet.write_row(1, 0, ["Arkiv", "Umeå"])
        sheet.write(1_048_575, 16_383, "bortglömd")

    extract = sheets.load(_saved(fill))

    assert "| 2 | Arkiv | Umeå |" in extract.text
    assert extract.notices[0].startswith("Ett blad har värden mycket långt ut: 1 celler")


def test_a_damaged_sheet_is_told_of_and_the_others_are_read() -> None:
    whole = zipfile.ZipFile(BytesIO(_saved(_costs)))
    parts = [(name, whole.read(name).decode()) for name in whole.namelist()]
    broken = [(name, text[:200] if "sheet4" in name else text) for name, text in parts]

    extract = sheets.load(_zipped(*broken))

    assert "| 2 | Arkiv | 2016 | 18,8 |" in extract.text
    assert "Bladet ”Sist” är skadat och är inte med." in extract.notices


def test_formats_in_empty_cells_far_out_leave_no_trace() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Stor")
        sheet.write_row(0, 0, ["Namn", "Ort"])
        sheet.write_row(1, 0, ["Arkiv", "Umeå"])
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    extract = sheets.load(_saved(fill))

    assert extract.text.endswith("| 2 | Arkiv | Umeå |")
    assert not extract.notices


def test_what_goes_beyond_the_limits_is_told_of() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Stor")
        for row in range(800):
            sheet.write_row(row, 0, [row, f"{row}" + "x" * 30_000])
        book.add_worksheet("Sist").write(0, 0, "Slut")

    extract = sheets.load(_saved(fill))

    assert len(extract.text) <= 20 << 20
    assert [page.label for page in extract.pages] == ["Stor"]
    assert "är raderna efter 698 inte med (av 800)" in extract.notices[0]
    assert "”Sist”" in extract.notices[1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "skadat"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (_old(_record(0x2F)), "lösenord"),
        (_old(_record(0xE1, 2) + _record(0x2F)), "lösenord"),
        (_zipped(("META-INF/manifest.xml", "<manifest:encryption-data/>")), "lösenord"),
        (b"hej", "inget kalkylark"),
        (b"PK\x03\x04hej", "skadat"),
        (_saved(_costs)[:-40], "skadat"),
        (_zipped(("hej.txt", "hej")), "skadat"),
        (_zipped(("xl/worksheets/sheet1.xml", "0" * (60 << 20))), "gånger större"),
    ],
    ids=[
        "old",
        "encrypted",
        "old encrypted",
        "old encrypted later",
        "ods encrypted",
        "something else",
        "no zip",
        "cut off",
        "another zip",
        "zip bomb",
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        sheets.load(content)


@pytest.mark.slow
@pytest.mark.material
@pytest.mark.skipif(not POI.is_dir(), reason="the hostile samples are not here")
def test_no_hostile_sample_crashes_or_hangs_the_reading() -> None:
    sources = sorted(file.name for file in POI.iterdir() if file.suffix in SUFFIXES)

    outcomes = [read.outcome for read in read_documents(POI, sources, workers=1)]

    reasons = [outcome.reason for outcome in outcomes if isinstance(outcome, Failure)]
    assert len(outcomes) == len(sources)
    assert not [reason for reason in reasons if "kraschade" in reason or "längre tid" in reason]
