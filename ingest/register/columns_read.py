"""How the column of a cell is to be understood, and what is made of its cells.

What the cells of a column show together may settle what one of them alone leaves open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.errors import UnclearError
from ingest.register.amounts import decimal_sign, read_number
from ingest.register.dates import day_first
from ingest.register.fields import Field, FieldKind
from ingest.register.mapping import Word
from ingest.register.read_sheets import Held
from ingest.register.units import WrittenUnit

_WRITTEN_IN_WAYS = frozenset((FieldKind.DATE, FieldKind.MONEY, FieldKind.COUNT, FieldKind.SHARE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a column's values are written, as far as they show it: see `habits`."""

    decimal: str = ""
    is_day_first: bool | None = None
    has_shares_of_one: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How a column is to be understood. `day_zero` as in `read_sheets.ReadFile`."""

    field: Field
    unit: WrittenUnit | None = None
    words: tuple[Word, ...] = ()
    habits: Habits = Habits()
    day_zero: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A cell's value, normalised as `types.Value` has it; `remark` is what a person may wonder."""

    value: str | float | bool
    remark: str = ""


def habits(field: Field, cells: Iterable[Held]) -> Habits:
    """What the cells of a field's column show together of how they are written."""
    if field.kind not in _WRITTEN_IN_WAYS:
        return Habits()
    held = tuple(cells)
    texts = [cell.text for cell in held if cell.text]
    return Habits(
        decimal=decimal_sign(texts),
        is_day_first=day_first(texts),
        has_shares_of_one=any(_is_below_one(cell) for cell in held),
    )


def of_mark(mark: str) -> str:
    """The remark on a footnote mark that was taken off; "" where there was none."""
    return f"har fotnoten ”{mark}”, som inte är med" if mark else ""


def _is_below_one(cell: Held) -> bool:
    value = cell.value
    if isinstance(value, str):
        try:
            number = read_number(value)
        except UnclearError:
            return False
        return number.unit is None and 0 < number.value < 1
    return isinstance(value, float) and not cell.unit and 0 < value < 1
