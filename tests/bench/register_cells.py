"""Reopens the cells behind results of the register, and works each answer out from them anew.

The workbooks are read as they are kept, with openpyxl and none of our own reading: every cited cell
must hold its value, each row's number must come of its cells, and the figures of the rows.
"""

import math
import statistics
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import ge, gt, le, lt
from pathlib import Path
from typing import Any

import openpyxl

from ingest.register.asking import Register
from ingest.register.importing import kept_file
from ingest.register.measures import RATIOS
from ingest.register.selection import (
    Aggregate,
    Condition,
    Figure,
    Found,
    Op,
    Result,
    Selection,
    Subject,
    Traced,
)
from tests.bench.figures_asked import example_register
from tests.bench.register_cell_selections import made_selections
from tests.bench.running import show

MOST_ROWS = 5000
SHOWN = 10
_LEVELS = {"låg": 1.0, "medel": 2.0, "hög": 3.0}
_ENDS = ("actual_end", "revised_end", "planned_end")
_RISKS = ("risk_benefit", "risk_budget", "risk_time")
_MEANT = frozenset(
    {"digital_cases", "highest_risk", "overrun_share", *(f"m{n}" for n in range(1, 9))}
)
"""Numbers that are never added up: of several the mean is told."""
_PARTS = {one.id: one for one in RATIOS}
Value = str | float | bool | None


def measure_register_cells() -> None:
    """Print how many selections' cells hold their values, and give their answers."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        register = example_register(data)
        selections = made_selections(register.catalogue(lambda _: True))
        wrong = [told for one in selections for told in faults(data, register, one)]
        rows = sum(register.ask(one, lambda _: True, MOST_ROWS).row_count for one in selections)
        register.close()
    bad = {told.partition(": ")[0] for told in wrong}
    held = f"{len(selections) - len(bad)} of {len(selections)}"
    show("selections whose cells, reopened, give the answer", held, "all")
    show("  rows behind them", f"{rows:,}", "")
    for told in wrong[:SHOWN]:
        print(f"  {told}")  # noqa: T201  (a bench prints)


def faults(data: Path, register: Register, selection: Selection) -> list[str]:
    """What does not hold of a result, each after its selection; nothing where all does."""
    result = register.ask(selection, lambda _: True, MOST_ROWS)
    names = {one.id: one.names[0] for one in register.catalogue(lambda _: True).agencies}
    found = [told for row in result.rows for told in _row_faults(data, selection, row)]
    if len(result.rows) != result.row_count:
        found.append(f"{result.row_count} rows, {len(result.rows)} shown")
    found += _figure_faults(result, names)
    return [f"{selection}: {told}" for told in found]


def _row_faults(data: Path, selection: Selection, row: Found) -> list[str]:
    found = [
        f"{one.cell} of {one.source} holds {held!r}, not {one.value!r}"
        for one in row.values
        if not _is_same(held := _reopened(data, one), one.value)
    ]
    cells = _cells(row)
    if not all(_passes(cells, one) for one in _about_cells(selection.conditions)):
        found.append(f"{row.name} {row.year} does not pass: {cells}")
    wanted = row.number
    if selection.aggregate is Aggregate.SHARE:
        wanted = float(all(_passes(cells, one) for one in selection.share_of))
    elif selection.number:
        wanted = _number(selection.number, cells)
    if not _is_same(wanted, row.number):
        found.append(f"{row.name} {row.year}: {wanted} by its cells, {row.number} told")
    return found


def _reopened(data: Path, one: Traced) -> Value:
    sheet = _sheet(kept_file(data, one.sha256, one.source), one.cell.sheet)
    header = str(sheet[0][one.cell.column - 1])
    held = sheet[one.cell.row - 1][one.cell.column - 1]
    if held is None:
        return ""
    if isinstance(held, datetime):
        return held.date().isoformat()
    if header.startswith("Risk ") and isinstance(held, str):
        return _LEVELS[held]
    if header == "Nyttorealiseringsplan":
        return bool(held == "ja")
    if header.endswith("(tkr)"):
        return _kronor(held)
    return held.strip() if isinstance(held, str) else float(held)


def _kronor(held: Any) -> float:
    if isinstance(held, str):
        number, unit = held.split(" ")
        return float(number.replace(",", ".")) * {"mnkr": 1e6, "tkr": 1e3}[unit]
    return float(held) * 1000


@lru_cache
def _sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return [tuple(row) for row in book[name].iter_rows(values_only=True)]


def _cells(row: Found) -> dict[str, Value]:
    return {one.field: None if one.value == "" else one.value for one in row.values}


def _about_cells(conditions: Iterable[Condition]) -> list[Condition]:
    """Those about the row itself: what is asked of its agency stands elsewhere."""
    return [one for one in conditions if one.field not in {"department", "size", "groups"}]


def _number(number: str, cells: dict[str, Value]) -> float | None:  # noqa: PLR0911  (one a measure)
    if ratio := _PARTS.get(number):
        above, below = cells.get(ratio.above), cells.get(ratio.below)
        return None if not above or not below else ratio.factor * float(above) / float(below)
    if number in {"length", "delay", "end_revision"}:
        ends = [cells.get(name) for name in (_ENDS[1:] if number == "end_revision" else _ENDS)]
        start = cells.get("start" if number == "length" else "planned_end")
        end = next((one for one in ends if one), None)
        return None if start is None or end is None else float((_day(end) - _day(start)).days)
    if number == "highest_risk":
        risks = [float(cells[name] or 0) for name in _RISKS if cells.get(name) is not None]
        return max(risks, default=None)
    if number in {"overrun", "budget_change"}:
        first = "outcome" if number == "overrun" else "revised_budget"
        last = cells.get(first) if number == "overrun" else cells.get(first) or cells["budget"]
        return None if last is None or cells["budget"] is None else _less(last, cells["budget"])
    if number == "overrun_share":
        spent, planned = cells.get("outcome"), cells.get("budget")
        if spent is None or not planned:
            return None
        return 100 * _less(spent, planned) / float(planned)
    value = cells.get(number)
    return None if value is None else float(value)


def _less(one: Value, other: Value) -> float:
    return float(one or 0) - float(other or 0)


def _day(value: Value) -> date:
    return date.fromisoformat(str(value))


def _passes(cells: dict[str, Value], one: Condition) -> bool:
    numbers = {"length", "delay", "end_revision", "highest_risk", "overrun", "budget_change"}
    value = _number(one.field, cells) if one.field in numbers else cells.get(one.field)
    if one.op in {Op.MISSING, Op.LACKS}:
        return value is None or (one.op is Op.LACKS and value is False)
    if one.op is Op.PRESENT:
        return value is not None
    if value is None:
        return False
    if one.op in {Op.IS, Op.IS_NOT}:
        return (value == one.value) is (one.op is Op.IS)
    if one.op is Op.CONTAINS:
        return str(one.value).lower() in str(value).lower()
    comparing = {Op.ABOVE: gt, Op.AT_LEAST: ge, Op.BELOW: lt, Op.AT_MOST: le}
    return bool(comparing[one.op](float(value), float(one.value)))


def _figure_faults(result: Result, names: dict[int, str]) -> list[str]:
    if result.selection.aggregate is Aggregate.LIST:
        return []
    groups = {
        group: list(rows)
        for group, rows in groupby(
            sorted(result.rows, key=lambda row: _group(result.selection, row, names)),
            key=lambda row: _group(result.selection, row, names),
        )
    }
    wanted = {
        figure.group: _gathered(result.selection, groups.get(figure.group, []))
        for figure in result.figures
    }
    return [
        f"{figure.group}: {wanted[figure.group]} by its rows, {figure.value} told"
        for figure in result.figures
        if not _is_same(wanted[figure.group], figure.value) or not _is_of(figure, groups)
    ]


def _is_of(figure: Figure, groups: dict[tuple[str, ...], list[Found]]) -> bool:
    """False where a figure without rows claims some."""
    return bool(groups.get(figure.group)) or figure.n == 0


def _group(selection: Selection, row: Found, names: dict[int, str]) -> tuple[str, ...]:
    known = {"agency": names[row.agency], "year": str(row.year)}
    return tuple(known.get(by) or str(_cells(row).get(by) or "") for by in selection.by)


def _gathered(selection: Selection, rows: Sequence[Found]) -> float | None:
    """The figure by its rows; None where there is nothing to make it of."""
    numbers = [row.number for row in rows if row.number is not None]
    if selection.aggregate is Aggregate.COUNT:
        return float(len(rows))
    if selection.aggregate is Aggregate.CHANGE:
        ends = (selection.years[0], selection.years[-1])
        first, last = (_added(selection, [r for r in rows if r.year == year]) for year in ends)
        return None if first is None or last is None else last - first
    if not numbers:
        return None
    if selection.aggregate is Aggregate.SHARE:
        return 100 * sum(numbers) / len(numbers)
    if selection.aggregate is Aggregate.SUM:
        return _added(selection, rows)
    how: dict[Aggregate, Any] = {
        Aggregate.MEAN: statistics.fmean,
        Aggregate.MEDIAN: statistics.median,
        Aggregate.LOWEST: min,
        Aggregate.HIGHEST: max,
    }
    return float(how[selection.aggregate](numbers))


def _added(selection: Selection, rows: Sequence[Found]) -> float | None:
    """Numbers added up; of ratios their parts, of levels and shares the mean."""
    if not selection.number:
        return float(len(rows))
    numbers = [row.number for row in rows if row.number is not None]
    if not numbers:
        return None
    if ratio := _PARTS.get(selection.number):
        above, below = (
            math.fsum(float(_cells(row)[part] or 0) for row in rows)
            for part in (ratio.above, ratio.below)
        )
        return ratio.factor * above / below if below else None
    if selection.subject is not Subject.PROJECTS and selection.number in _MEANT:
        return statistics.fmean(numbers)
    return statistics.fmean(numbers) if selection.number in _MEANT else math.fsum(numbers)


def _is_same(one: Value, other: Value) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)
    return one == other
