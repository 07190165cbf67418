"""Tells the rows of a table that hold data from totals, notes and headers said again.

What is left out is told of; a second table below the first is refused, not read as the first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.errors import LoadError
from ingest.register.amounts import tidy
from ingest.register.headers import Placed
from ingest.register.mapping import SheetMapping
from ingest.register.read_sheets import Held, ReadSheet, SheetRow
from ingest.register.synonyms import is_a_name, normalised

_TOTAL = re.compile(
    r"(?:del|total)?summa|s:a|totalt?|sum|totalsumma|samtliga(?: myndigheter)?|alla myndigheter|"
    r"genomsnitt|medelvärde|medel|median|(?:del)?summa .*|s:a .*|totalt? (?:för|alla|samtliga) .*",
)
_NOTE = re.compile(r"\*|\d{1,2}\) |[¹²³]|(?:källa|not|anm|anmärkning|kommentar|obs|fotnot)\b")
_LONGEST_QUOTE = 60
_NAMES = frozenset(("agency", "project", "measure", "question"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """The rows with data, and what (Swedish) was found of other rows."""

    rows: tuple[SheetRow, ...]
    notices: tuple[str, ...]


def table_rows(sheet: ReadSheet, mapping: SheetMapping, columns: Sequence[Placed]) -> TableRows:
    """The rows of the table that the mapping describes; raise `LoadError` for a second table."""
    first = max(mapping.header_rows, default=0)
    last = mapping.last_row or max((row.number for row in sheet.rows), default=0)
    kept: list[SheetRow] = []
    left: list[tuple[int, str]] = []
    for row in sheet.rows:
        if not first < row.number <= last or not _filled(row):
            continue
        if why := _no_data(sheet, row, columns):
            left.append((row.number, why))
        else:
            kept.append(row)
    return TableRows(
        rows=tuple(kept),
        notices=(*(f"Rad {number} {why}." for number, why in left), *_hidden(sheet, kept, columns)),
    )


def numbered(rows: Sequence[int]) -> str:
    """Row numbers as people write them: 4, 7–9."""
    runs: list[list[int]] = [[rows[0]]] if rows else []
    for before, number in pairwise(rows):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _filled(row: SheetRow) -> list[Held]:
    return [cell for cell in row.filled if cell.fault or cell.original.strip()]


def _no_data(sheet: ReadSheet, row: SheetRow, columns: Sequence[Placed]) -> str:
    """Why the row holds no data of the table; "" for one that does."""
    cells = _filled(row)
    first = tidy(cells[0].original)
    quoted = first if len(first) <= _LONGEST_QUOTE else f"{first[:_LONGEST_QUOTE]}…"
    names = [cell for one in _named(columns) if (cell := row.at(one.header.column))]
    if any(_TOTAL.fullmatch(tidy(cell.text).casefold()) for cell in (cells[0], *names)):
        return f"är en summa (”{quoted}”) och är inte med"
    if len(cells) == 1 and _NOTE.match(first.casefold()):
        return f"är en anmärkning (”{quoted}”) och är inte med"
    if _says_headers(row, columns):
        return "upprepar rubrikerna och är inte med"
    if len(cells) == 1 and len(columns) > 2 and not _is_complete(sheet, row, columns):
        return f"har bara texten ”{quoted}” och är inte med"
    _refuse_second_table(sheet, cells)
    return ""


def _named(columns: Sequence[Placed]) -> Iterator[Placed]:
    return (one for one in columns if one.mapping.field in _NAMES)


def _says_headers(row: SheetRow, columns: Sequence[Placed]) -> bool:
    said = [(one.header.text, cell.text) for one in columns if (cell := row.at(one.header.column))]
    alike = sum(1 for header, text in said if text and normalised(text) == normalised(header))
    return alike >= 2 and 2 * alike > len(said)


def _is_complete(sheet: ReadSheet, row: SheetRow, columns: Sequence[Placed]) -> bool:
    """True when every column that names the row is filled, in the row or by a merged cell."""
    return all(
        row.at(one.header.column)
        or one.mapping.fills_down
        or any(area.holds(row.number, one.header.column) for area in sheet.merged)
        for one in _named(columns)
    )


def _refuse_second_table(sheet: ReadSheet, cells: list[Held]) -> None:
    headed = [cell for cell in cells if cell.text and is_a_name(cell.text)]
    if len(headed) >= 2 and 2 * len(headed) > len(cells):
        raise LoadError(
            f"på bladet ”{sheet.name}” börjar en ny tabell i cell {headed[0].name} "
            f"(”{tidy(headed[0].text)}”).",
            "Dela bladet i ett blad per tabell, eller ge mappningen sista rad för den första "
            "och en post till för den andra.",
        )


def _hidden(sheet: ReadSheet, rows: list[SheetRow], columns: Sequence[Placed]) -> Iterator[str]:
    hidden = [row.number for row in rows if row.number in sheet.hidden_rows]
    if hidden:
        how = "bortfiltrerade" if sheet.is_filtered else "dolda"
        yield f"Rad {numbered(hidden)} är {how} i filen men är med."
    for one in columns:
        if one.header.column in sheet.hidden_columns:
            yield f"Kolumnen ”{one.header.text}” är dold i filen men är med."
    if sheet.is_hidden and rows:
        yield "Bladet är dolt i filen men är med."
