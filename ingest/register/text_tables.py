"""Reads tables as text (.csv, .tsv): every cell is text, in rows as a spreadsheet counts them."""

import csv
from io import StringIO

from ingest.errors import LoadError
from ingest.loaders.encoding import decode
from ingest.loaders.separated import parted
from ingest.register.read_sheets import Held, ReadFile, ReadSheet, SheetRow, error_in

MOST_CELLS = 1_000_000


def read_text_table(content: bytes) -> ReadFile:
    """Read a table; raise `LoadError` for bytes that are not text, or quotes that do not close.

    Encoding and separator are found out; a first line that says "sep=;" decides, and counts.
    """
    separator, text, skipped = parted(decode(content))
    reader = csv.reader(StringIO(text), delimiter=separator, strict=True)
    rows: list[SheetRow] = []
    cells = 0
    try:
        for number, record in enumerate(reader, start=1 + skipped):
            row = _row(number, record)
            cells += len(row.filled)
            if cells > MOST_CELLS:
                raise LoadError(
                    f"filen har fler celler än gränsen {MOST_CELLS}.", "Dela filen i flera."
                )
            if row.filled:
                rows.append(row)
    except csv.Error as error:
        raise LoadError(
            f"citattecknen i tabellen stämmer inte från rad {len(rows) + 1 + skipped}.",
            "Varje cell som börjar med ett citattecken måste sluta med ett. Rätta raden.",
        ) from error
    return ReadFile(sheets=(ReadSheet(name="", rows=tuple(rows)),), day_zero=None)


def _row(number: int, record: list[str]) -> SheetRow:
    cells = (
        Held(row=number, column=column, value=text, original=text, fault=error_in(text))
        if text.strip()
        else None
        for column, text in enumerate(record, start=1)
    )
    return SheetRow(number=number, cells=tuple(cells))
