"""What is right: a specification of a question, and the numbers and rows it gives, by pandas.

A specification says in words of its own what `selection.Selection` says; nothing of ours that
selects is used. Its keys: `subject`, `aggregate`, `years` (left out: the latest that has it),
`number`, `agencies` (names), `where` and `share_of` (lists of [field, comparison, value]), `by`,
`order` ("falling" or "rising") and `limit`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from ingest.register.measures import MEASURES, PROJECT_NUMBERS, RATIOS, Ratio, Unit
from tests.register_questions.workbooks import Tables

Condition = tuple[str, str, Any]
_UNITS = {one.id: one.unit.value for one in (*MEASURES, *RATIOS, *PROJECT_NUMBERS)}
_RATIOS = {ratio.id: ratio for ratio in RATIOS}
_AGENCY_FIELDS = ("department", "size", "groups")
_OF_VALUE = ("lowest", "highest", "sum", "mean", "median")
LACKING = ("missing", "lacks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A specification; see the module."""

    subject: str
    aggregate: str
    years: tuple[int, ...] = ()
    number: str = ""
    agencies: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    share_of: tuple[Condition, ...] = ()
    by: tuple[str, ...] = ()
    order: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number: `group` has a label for each of `by`; agencies are told by their number.

    `n` is 0 where it is not to be compared.
    """

    group: tuple[str, ...]
    value: float
    unit: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is right; `rows` are (agency's number, project's name or "", year).

    `numbers` is empty for a list of rows, `rows` where only the numbers are asked for.
    """

    numbers: tuple[Number, ...] = ()
    rows: tuple[tuple[str, str, int], ...] = ()
    ties: bool = field(default=False)
    """The limit cuts between equals, so that there is no one right answer."""


def spec_from(told: dict[str, Any]) -> Spec:
    """A specification from JSON."""
    known = {name: value for name, value in told.items() if name not in {"where", "share_of"}}
    conditions: dict[str, Any] = {
        name: tuple((c[0], c[1], c[2] if len(c) > 2 else "") for c in told.get(name, ()))
        for name in ("where", "share_of")
    }
    lists: dict[str, Any] = {
        name: tuple(known[name]) for name in ("years", "agencies", "by") if name in known
    }
    return Spec(**{**known, **lists, **conditions})


def accepted(spec: Spec, tables: Tables) -> tuple[Expected, ...]:
    """What is right, in each of the forms in which it may be given.

    Agencies ranked by a figure of one year may be given as figures or as rows.
    """
    right = expected(spec, tables)
    is_ranking = spec.subject != "projects" and spec.by == ("agency",) and spec.limit
    if not is_ranking or spec.aggregate == "change":
        return (right,)
    return (right, expected(replace(spec, aggregate="list", by=()), tables))


def expected(spec: Spec, tables: Tables) -> Expected:
    """Work out what is right."""
    rows = _rows(spec, tables)
    if spec.aggregate == "list":
        return _listed(spec, rows)
    if spec.aggregate == "change":
        return Expected(numbers=tuple(_changes(spec, rows)))
    if not spec.by:
        return Expected(numbers=tuple(_number(spec, (), rows)))
    labels = [_labels(rows, name) for name in spec.by]
    keys = list(zip(*labels, strict=True)) if len(rows) else []
    numbers = []
    for key in dict.fromkeys(keys):
        group = rows[[one == key for one in keys]]
        numbers += _number(spec, key, group)
    return _ordered(spec, numbers)


def _rows(spec: Spec, tables: Tables) -> pd.DataFrame:
    rows = {
        "projects": lambda: tables.projects,
        "figures": lambda: _figures(spec, tables),
        "maturity": lambda: tables.maturity[tables.maturity["number"] == spec.number],
    }[spec.subject]()
    years = spec.years or (max(rows["year"]),)
    rows = rows[rows["year"].isin(years)].join(tables.agencies, on="agency")
    if spec.agencies:
        numbers = {tables.names[name.casefold()] for name in spec.agencies}
        rows = rows[rows["agency"].isin(numbers)]
    for condition in spec.where:
        rows = rows[[_holds(row, condition) is True for row in _records(rows)]]
    return rows


def _figures(spec: Spec, tables: Tables) -> pd.DataFrame:
    """The rows of a measure; of a ratio, those of its two measures side by side."""
    ratio = _RATIOS.get(spec.number)
    if ratio is None:
        return tables.figures[tables.figures["number"] == spec.number]
    above, below = (
        tables.figures[tables.figures["number"] == measure].drop(columns="number")
        for measure in (ratio.above, ratio.below)
    )
    both = above.merge(below, on=["agency", "year"], suffixes=("_above", "_below"))
    both["value"] = both["value_above"] / both["value_below"] * ratio.factor
    return both


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return list(rows.to_dict("records"))


def _holds(row: dict[str, Any], condition: Condition) -> bool | None:
    """Whether a condition holds; None where that cannot be told."""
    name, comparison, wanted = condition
    value = row[name]
    if isinstance(value, date):
        value = value.isoformat()
    if comparison in LACKING:
        return value is None or (comparison == "lacks" and value is False)
    if comparison == "present":
        return value is not None
    if value is None:
        return None
    return _COMPARISONS[comparison](value, wanted)


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "is": lambda value, wanted: wanted in value if isinstance(value, list) else value == wanted,
    "is_not": lambda value, wanted: value != wanted,
    "contains": lambda value, wanted: wanted.casefold() in value.casefold(),
    "above": lambda value, wanted: value > wanted,
    "at_least": lambda value, wanted: value >= wanted,
    "below": lambda value, wanted: value < wanted,
    "at_most": lambda value, wanted: value <= wanted,
}


def _values(spec: Spec, rows: pd.DataFrame) -> list[float]:
    column = spec.number if spec.subject == "projects" else "value"
    return [float(value) for value in rows[column] if value is not None and not pd.isna(value)]


def _number(spec: Spec, group: Sequence[Any], rows: pd.DataFrame) -> list[Number]:
    """One number, or none where there is nothing to make it of."""
    labels = tuple(map(str, group))
    if spec.aggregate == "count":
        return [Number(group=labels, value=len(rows), unit=_counted(spec), n=len(rows))]
    if spec.aggregate == "agencies":
        count = rows["agency"].nunique()
        return [Number(group=labels, value=count, unit=Unit.AGENCIES.value, n=0)]
    if spec.aggregate == "share":
        return _share(spec, labels, rows)
    values = _values(spec, rows)
    if not values:
        return []
    value = _made(spec, values, rows)
    return [Number(group=labels, value=value, unit=_unit(spec), n=len(values))]


def _counted(spec: Spec) -> str:
    return (Unit.PROJECTS if spec.subject == "projects" else Unit.AGENCIES).value


def _made(spec: Spec, values: list[float], rows: pd.DataFrame) -> float:
    ratio = _RATIOS.get(spec.number)
    if spec.aggregate == "sum" and ratio:
        return _of_sums(ratio, rows)
    assert spec.aggregate in _OF_VALUE, spec.aggregate
    series = pd.Series(values)
    name = {"lowest": "min", "highest": "max"}.get(spec.aggregate, spec.aggregate)
    return float(series.agg(name))


def _of_sums(ratio: Ratio, rows: pd.DataFrame) -> float:
    above, below = rows["value_above"].sum(), rows["value_below"].sum()
    return float(above / below * ratio.factor)


def _unit(spec: Spec) -> str:
    return Unit.LEVEL.value if spec.subject == "maturity" else _UNITS[spec.number]


def _share(spec: Spec, labels: tuple[str, ...], rows: pd.DataFrame) -> list[Number]:
    told = []
    for row in _records(rows):
        holds = [_holds(row, condition) for condition in spec.share_of]
        if False in holds or None not in holds:
            told.append(all(holds))
    if not told:
        return []
    share = 100 * sum(told) / len(told)
    return [Number(group=labels, value=share, unit=Unit.PERCENT.value, n=len(told))]


def _changes(spec: Spec, rows: pd.DataFrame) -> list[Number]:
    """Last year minus first, for each agency that has both."""
    first, last = min(spec.years), max(spec.years)
    found = []
    for agency, own in rows.groupby("agency"):
        values = dict(zip(own["year"], own["value"], strict=True))
        if first in values and last in values:
            label = (str(agency),) if spec.by else ()
            change = float(values[last] - values[first])
            found.append(Number(group=label, value=change, unit=_unit(spec), n=0))
    return list(_ordered(spec, found).numbers)


def _labels(rows: pd.DataFrame, name: str) -> list[Any]:
    return list(rows[name])


def _ordered(spec: Spec, numbers: list[Number]) -> Expected:
    if spec.order:
        numbers = sorted(numbers, key=lambda one: one.value, reverse=spec.order == "falling")
    kept = numbers[: spec.limit] if spec.limit else numbers
    ties = (
        bool(spec.limit)
        and len(numbers) > len(kept)
        and (numbers[len(kept)].value == kept[-1].value)
    )
    return Expected(numbers=tuple(kept), ties=ties)


def _listed(spec: Spec, rows: pd.DataFrame) -> Expected:
    column = spec.number if spec.subject == "projects" else "value"
    records = _records(rows)
    if spec.order:
        records = [row for row in records if row[column] is not None]
        records.sort(key=lambda row: float(row[column]), reverse=spec.order == "falling")
    kept = records[: spec.limit] if spec.limit else records
    ties = (
        bool(spec.limit)
        and len(records) > len(kept)
        and (records[len(kept)][column] == kept[-1][column])
    )
    told = tuple((row["agency"], str(row.get("project", "")), int(row["year"])) for row in kept)
    return Expected(rows=told, ties=ties)
