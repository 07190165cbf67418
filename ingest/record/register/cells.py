"""How the cells behind a row stand in the record: JSON, a field's column and what its cell says.

The words are left out where they are the value itself, which stands in its own column; those of
an agency are always there, for the record holds which agency they mean.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.register.fields import DAYS
from ingest.register.types import Cell, Row, RowKind, Value

_ANCHORS = {
    RowKind.AGENCY: "agency",
    RowKind.PROJECT: "project",
    RowKind.FIGURE: "value",
    RowKind.MATURITY: "level",
    RowKind.DEFINITION: "definition",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the cell of a field says; `original` is None where that is the value itself."""

    field: str
    column: int
    original: str | None


def anchor(row: Row) -> Cell:
    """The cell that says where a row stands: what it says of the whole file may stand elsewhere."""
    return next(value.cell for value in row.values if value.field == _ANCHORS[row.kind])


def own_values(row: Row) -> tuple[Value, ...]:
    """The values that stand in the row itself."""
    place = anchor(row)
    is_there = (place.sheet, place.row)
    return tuple(v for v in row.values if (v.cell.sheet, v.cell.row) == is_there)


def to_json(values: Iterable[Value]) -> str:
    """The cells of a row's values."""
    cells = {
        value.field: [value.cell.column]
        if value.original == value.value and value.field != "agency"
        else [value.cell.column, value.original]
        for value in values
    }
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def from_json(stored: str) -> dict[str, Written]:
    """The cells by field."""
    return {
        field: Written(field=field, column=cell[0], original=cell[1] if len(cell) > 1 else None)
        for field, cell in json.loads(stored).items()
    }


def free_to_json(values: Iterable[Value]) -> str:
    """The values that belong to no field: header, column, what the cell says."""
    cells = [[value.field, value.cell.column, value.original] for value in values]
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def free_from_json(stored: str, sheet: str, row: int) -> tuple[Value, ...]:
    """The same values again, of a row of a sheet."""
    return tuple(
        Value(
            field=header,
            value=original,
            original=original,
            cell=Cell(sheet=sheet, row=row, column=column),
        )
        for header, column, original in json.loads(stored)
    )


def typed(field: str, value: str | float | bool | None) -> str | float | bool | date | None:
    """A value as its column holds it: a day is no text there."""
    return date.fromisoformat(value) if field in DAYS and isinstance(value, str) else value


def parts(given: object) -> list[str]:
    """The parts of a field that holds several, with semicolons between."""
    return [part.strip() for part in str(given or "").split(";") if part.strip()]


def list_to_json(given: object) -> str:
    """The same as its column holds it."""
    return json.dumps(parts(given), ensure_ascii=False)
