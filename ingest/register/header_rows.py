"""Finds the tables of a sheet whose layout is not known: where their headers stand.

A header may take two rows, and a row of units may follow it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.register.amounts import tidy
from ingest.register.headers import Header, headers_of, is_date_hint
from ingest.register.layout import VALUE
from ingest.register.mapping import FIELDS, LONG, WIDE
from ingest.register.read_sheets import ReadSheet, SheetRow
from ingest.register.synonyms import field_called, is_a_name
from ingest.register.types import RowKind
from ingest.register.units import unit_named
from ingest.register.years import year_alone, year_split

_ORDER = (
    RowKind.PROJECT,
    RowKind.FIGURE,
    RowKind.MATURITY,
    RowKind.AGENCY,
    RowKind.DEFINITION,
)
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A table of a sheet: what it seems to tell, its headers, and its last row if one follows."""

    kind: RowKind
    header_rows: tuple[int, ...]
    headers: tuple[Header, ...]
    last_row: int | None = None


def tables_of(sheet: ReadSheet) -> tuple[Found, ...]:
    """The tables from top to bottom."""
    found: list[Found] = []
    for row in sheet.rows:
        if found and row.number <= found[-1].header_rows[-1]:
            continue
        table = _table(sheet, row) if _may_be_header(row) else None
        if table and not (found and _texts(table) == _texts(found[-1])):
            found.append(table)
    return tuple(_ended(found))


def kind_of(headers: Sequence[Header]) -> tuple[RowKind, int]:
    """What kind of rows most of the headers are of, and how many headers say so."""
    scores = {kind: _score(kind, headers) for kind in _ORDER}
    best = max(_ORDER, key=lambda kind: scores[kind])
    return best, scores[best]


def _ended(found: list[Found]) -> Iterator[Found]:
    """The tables, each but the last ending above the header of the one below."""
    for table, following in pairwise(found):
        yield replace(table, last_row=following.header_rows[0] - 1)
    yield from found[-1:]


def _texts(table: Found) -> list[str]:
    return [header.text for header in table.headers]


def _may_be_header(row: SheetRow) -> bool:
    said = [tidy(cell.original) for cell in row.filled]
    headed = sum(1 for text in said if year_alone(text) or is_a_name(year_split(text)[0]))
    return headed >= _FEWEST and 2 * headed > len(said)


def _table(sheet: ReadSheet, row: SheetRow) -> Found | None:
    """The table whose header begins in a row, with as many rows as say most."""
    choices = [(row.number,), (row.number, row.number + 1)]
    scored = []
    for rows in choices:
        headers = headers_of(sheet, rows)
        kind, score = kind_of(headers)
        scored.append((score, -len(rows), rows, kind))
    score, _, rows, kind = max(scored)
    if score < _FEWEST:
        return None
    below = sheet.row(rows[-1] + 1)
    rows = (*rows, below.number) if below and _says_units(below) else rows
    return Found(kind=kind, header_rows=rows, headers=headers_of(sheet, rows))


def _says_units(row: SheetRow) -> bool:
    said = [tidy(cell.original) for cell in row.filled]
    return bool(said) and all(unit_named(text.strip("()")) or is_date_hint(text) for text in said)


def _score(kind: RowKind, headers: Sequence[Header]) -> int:
    """How many headers are of a kind; 0 where what its rows are about is not among them."""
    told = {_told(kind, header.text) for header in headers} - {None}
    fields = {field for field, _ in filter(None, told)}
    if kind in WIDE:
        needed = {*(field.id for field in WIDE[kind]), LONG[kind][1].id}
    else:
        needed = {field.id for field in FIELDS[kind] if field.is_required}
    return len(told) if fields & needed else 0


def _told(kind: RowKind, header: str) -> tuple[str, int | None] | None:
    """The field and the year that a header names."""
    if kind is not RowKind.FIGURE:
        field = field_called(kind, header)
        return (field, None) if field else None
    if year := year_alone(header):
        return VALUE.id, year
    name, behind = year_split(header)
    field = field_called(kind, name)
    return (field, behind) if field else None
