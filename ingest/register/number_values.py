"""Reads the amounts, shares and counts of cells, each in the unit of its cell or its column.

Raises `UnclearError` for what cannot be read for certain; it does not name the cell.
"""

from decimal import Decimal

from ingest.errors import UnclearError
from ingest.loaders.sheet_cells import written
from ingest.register.amounts import Number, read_number
from ingest.register.columns_read import Column, Meaning, of_mark
from ingest.register.read_sheets import Held
from ingest.register.units import Sort, WrittenUnit, unit_named


def _number(held: Held, column: Column) -> Number:
    """The number with the unit that the cell itself says, in its text or its format."""
    value = held.value
    if isinstance(value, str):
        return read_number(value, column.habits.decimal)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plain_number(Decimal(repr(value)), held, column)
    raise UnclearError(
        f"”{held.original}” är inget tal.",
        "Skriv talet i cellen; ett datum kan ha blivit till av ett tal med snedstreck.",
    )


def _plain_number(value: Decimal, held: Held, column: Column) -> Number:
    unit = unit_named(held.unit) if held.unit else None
    if unit and unit.sort is Sort.SHARE:
        return Number(value=value * 100, unit=unit)
    if unit and column.unit and unit != column.unit:
        raise UnclearError(
            f"”{held.original}” visas i {unit.name}, men kolumnen är i {column.unit.name}.",
            "Ändra cellens talformat, eller rubrikens enhet.",
        )
    return Number(value=value, unit=unit)


def money(held: Held, column: Column) -> Meaning:
    """Kronor, in the cell's own unit where it says one, else the column's."""
    number = _number(held, column)
    unit = number.unit or column.unit
    if unit is None:
        raise UnclearError(
            f"enheten för ”{held.original}” framgår inte.",
            "Skriv enheten i rubriken, som (tkr), i cellen eller i mappningen.",
        )
    _expect(Sort.MONEY, unit, held)
    own = "" if number.unit in {None, column.unit} else f"är skrivet i {unit.name}"
    return _counted(number.value * unit.factor, number, own if column.unit else "")


def share(held: Held, column: Column) -> Meaning:
    """Percent; a bare number between 0 and 1 may be meant either way, and is refused."""
    number = _number(held, column)
    if number.unit:
        _expect(Sort.SHARE, number.unit, held)
        return _counted(number.value * number.unit.factor, number)
    if column.unit and column.unit.factor != 1:
        if abs(number.value) > 1:
            raise UnclearError(
                f"”{held.original}” är mer än 1, men kolumnen är i {column.unit.name}.",
                "Skriv talet med procenttecken.",
            )
        return _counted(number.value * column.unit.factor, number)
    is_one_of_them = number.value == 1 and column.habits.has_shares_of_one
    if 0 < abs(number.value) < 1 or is_one_of_them:
        raise UnclearError(
            f"”{held.original}” kan vara både {_said(number.value)} procent och "
            f"{_said(number.value * 100)} procent.",
            f"Skriv ”{_said(number.value * 100)} %” eller ”{_said(number.value)} %”.",
        )
    return _counted(number.value, number)


def count(held: Held, column: Column) -> Meaning:
    """A plain number."""
    number = _number(held, column)
    unit = number.unit or column.unit
    if unit:
        _expect(Sort.COUNT, unit, held)
    return _counted(number.value * (unit.factor if unit else 1), number)


def _expect(sort: Sort, unit: WrittenUnit, held: Held) -> None:
    if unit.sort is not sort:
        raise UnclearError(
            f"”{held.original}” är i {unit.name}, vilket inte passar kolumnen.",
            "Rätta enheten, eller vilket fält kolumnen är.",
        )


def _counted(value: Decimal, number: Number, remark: str = "") -> Meaning:
    marked = of_mark(number.footnote)
    return Meaning(value=float(value), remark=", ".join(filter(None, (remark, marked))))


def _said(value: Decimal) -> str:
    return written(float(value))
