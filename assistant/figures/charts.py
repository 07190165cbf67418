"""What is drawn of a result, and the table beside it: decided here, drawn elsewhere.

Years become lines, agencies and other groups bars, the numbers behind a mean or median a
distribution, and a project's plans spans from start to end. One single number is not drawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.register.measures import Unit
from ingest.register.numbers import name_of, unit_of
from ingest.register.profiles import ProjectKnown
from ingest.register.selecting import figure_unit
from ingest.register.selection import Aggregate, Result, Subject

_MOST_BARS = 40
_MOST_LINES = 6
_THOUSAND, _MILLION, _BILLION = 1e3, 1e6, 1e9
_FEW = 5


class ChartKind(StrEnum):
    """How it is drawn."""

    LINES = "lines"
    BARS = "bars"
    DISTRIBUTION = "distribution"
    SPANS = "spans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of a series; `value` is None where there is a gap."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A line, the bars of one colour, or one span."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is to be drawn; `summary` says in words what it shows. Values are in `unit`."""

    kind: ChartKind
    title: str
    unit: str
    series: tuple[Series, ...]
    summary: str


def chart_of(result: Result, agencies: Mapping[int, str], title: str) -> Chart | None:
    """What is drawn of a result, or None; agencies by their ids."""
    if result.figures and result.selection.by:
        return _of_groups(result, title)
    if result.selection.aggregate is Aggregate.LIST:
        return _of_rows(result, agencies, title)
    numbers = [row.number for row in result.rows if row.number is not None]
    is_spread = result.selection.aggregate in {Aggregate.MEAN, Aggregate.MEDIAN}
    if is_spread and len(numbers) >= _FEW:
        return _chart(ChartKind.DISTRIBUTION, title, unit_of(result.selection.number), [("", [
            ("", number) for number in numbers
        ])])  # fmt: skip
    return None


def chart_of_plans(known: ProjectKnown) -> Chart | None:
    """A project's first plan, its revisions by year, and its outcome, on one line of time."""
    spans = list(_plans(known))
    if not spans:
        return None
    return Chart(
        kind=ChartKind.SPANS,
        title=f"{known.newest.name}: plan och utfall",
        unit="år",
        series=tuple(spans),
        summary="; ".join(map(_span_said, spans)),
    )


def _plans(known: ProjectKnown) -> Iterator[Series]:
    first, last = known.states[0], known.newest
    if first.start and first.planned_end:
        yield _span("Första planen", first.start, first.planned_end)
    seen = {first.planned_end}
    for state in known.states:
        if state.start and state.revised_end and state.revised_end not in seen:
            seen.add(state.revised_end)
            yield _span(f"Plan {state.year}", state.start, state.revised_end)
    if last.start and last.actual_end:
        yield _span("Utfall", last.start, last.actual_end)


def _span(name: str, start: str, end: str) -> Series:
    points = tuple(Point(label=day, value=_as_year(day)) for day in (start, end))
    return Series(name=name, points=points)


def _span_said(span: Series) -> str:
    return f"{span.name}: {span.points[0].label}–{span.points[-1].label}"


def _as_year(day: str) -> float:
    when = date.fromisoformat(day)
    return when.year + (when.timetuple().tm_yday - 1) / 365.25


def _of_groups(result: Result, title: str) -> Chart | None:
    by, unit = result.selection.by, figure_unit(result.selection)
    if by == ("year",):
        points = [(figure.group[0], figure.value) for figure in result.figures]
        return _chart(ChartKind.LINES, title, unit, [("", points)])
    if len(by) == 1:
        points = [(figure.group[0] or "uppgift saknas", figure.value) for figure in result.figures]
        return _chart(ChartKind.BARS, title, unit, [("", points[:_MOST_BARS])])
    return _of_years(result, title, unit)


def _of_years(result: Result, title: str, unit: str) -> Chart | None:
    """Two groups, one of them years: a line for each of the other."""
    by = result.selection.by
    if "year" not in by or len(by) != 2:
        return None
    year = by.index("year")
    lines: dict[str, list[tuple[str, float | None]]] = {}
    for figure in result.figures:
        lines.setdefault(figure.group[1 - year], []).append((figure.group[year], figure.value))
    return _chart(ChartKind.LINES, title, unit, list(lines.items())[:_MOST_LINES])


def _of_rows(result: Result, agencies: Mapping[int, str], title: str) -> Chart | None:
    numbered = [row for row in result.rows if row.number is not None]
    if len(numbered) < 2:
        return None
    unit = unit_of(result.selection.number)
    if result.selection.subject is Subject.PROJECTS:
        points = [(row.name, row.number) for row in numbered[:_MOST_BARS]]
        return _chart(ChartKind.BARS, title, unit, [("", points)])
    years = sorted({row.year for row in numbered})
    if len(years) == 1:
        points = [(agencies.get(row.agency, ""), row.number) for row in numbered[:_MOST_BARS]]
        return _chart(ChartKind.BARS, title, unit, [("", points)])
    lines: dict[int, dict[int, float | None]] = {}
    for row in numbered:
        lines.setdefault(row.agency, {})[row.year] = row.number
    series = [
        (agencies.get(agency, ""), [(str(year), values.get(year)) for year in years])
        for agency, values in list(lines.items())[:_MOST_LINES]
    ]
    return _chart(ChartKind.LINES, title, unit, series)


def _chart(
    kind: ChartKind,
    title: str,
    unit: str,
    series: Sequence[tuple[str, Sequence[tuple[str, float | None]]]],
) -> Chart | None:
    values = [value for _, points in series for _, value in points if value is not None]
    if len(values) < 2:
        return None
    name, scale = _scaled(unit, max(map(abs, values)))
    made = tuple(
        Series(
            name=label,
            points=tuple(
                Point(label=at, value=None if value is None else value / scale)
                for at, value in points
            ),
        )
        for label, points in series
    )
    return Chart(kind=kind, title=title, unit=name, series=made, summary=_summary(made, name))


def _scaled(unit: str, largest: float) -> tuple[str, float]:
    """Kronor in the largest unit that leaves whole numbers to read."""
    if unit != Unit.KRONOR:
        return unit, 1.0
    for name, size in (("mdkr", _BILLION), ("mnkr", _MILLION), ("tkr", _THOUSAND)):
        if largest >= size * 10:
            return name, size
    return unit, 1.0


def _summary(series: Sequence[Series], unit: str) -> str:
    points = [point for one in series for point in one.points if point.value is not None]
    low = min(points, key=lambda point: point.value or 0.0)
    high = max(points, key=lambda point: point.value or 0.0)
    told = [f"{len(points)} värden i {unit}"]
    told += [f"lägst {_said(low)}", f"högst {_said(high)}"]
    return f"{', '.join(told)}. Samma tal står i tabellen."


def _said(point: Point) -> str:
    value = f"{point.value:,.1f}".replace(",", "\u00a0").replace(".", ",").removesuffix(",0")
    return f"{value} ({point.label})" if point.label else value


def title_of(result: Result) -> str:
    """A title where nobody gave one: the number's name, and the years."""
    selection = result.selection
    name = name_of(selection.number) if selection.number else "Antal projekt"
    years = f"{selection.years[0]}–{selection.years[-1]}" if len(selection.years) > 1 else ""
    return f"{name} {years or ''.join(map(str, selection.years))}".strip()
