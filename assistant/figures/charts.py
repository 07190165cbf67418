"""What is drawn of a result, and the table beside it: decided here, drawn elsewhere.

Years become lines, agencies and other groups bars, and the numbers behind a mean or median a
distribution. One single number is not drawn; of many lines or bars the first, and it is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.figures.chart_words import SWEDISH, ChartWords
from ingest.register.measures import Unit
from ingest.register.numbers import name_of, unit_of
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
    """What is to be drawn; `summary` says in words what it shows. Values are in `unit`.

    `words` are those of its language.
    """

    kind: ChartKind
    title: str
    unit: str
    series: tuple[Series, ...]
    summary: str
    words: ChartWords = SWEDISH


def chart_of(result: Result, agencies: Mapping[int, str], title: str) -> Chart | None:
    """What is drawn of a result, or None; agencies by their ids."""
    if result.figures and result.selection.by:
        return _of_groups(result, title)
    if result.selection.aggregate is Aggregate.LIST:
        return _of_rows(result, agencies, title)
    numbers = [row.number for row in result.rows if row.number is not None]
    is_spread = result.selection.aggregate in {Aggregate.MEAN, Aggregate.MEDIAN}
    if is_spread and len(numbers) >= _FEW:
        return made_chart(ChartKind.DISTRIBUTION, title, unit_of(result.selection.number), [("", [
            ("", number) for number in numbers
        ])])  # fmt: skip
    return None


def _of_groups(result: Result, title: str) -> Chart | None:
    by, unit = result.selection.by, figure_unit(result.selection)
    if by == ("year",):
        points = [(figure.group[0], figure.value) for figure in result.figures]
        return made_chart(ChartKind.LINES, title, unit, [("", points)])
    if len(by) == 1:
        points = [(figure.group[0] or "uppgift saknas", figure.value) for figure in result.figures]
        return _bars(title, unit, points)
    return _of_years(result, title, unit)


def _of_years(result: Result, title: str, unit: str) -> Chart | None:
    """Two groups, one of them years: a line for each of the other."""
    by = result.selection.by
    if "year" not in by or len(by) != 2:
        return None
    year = by.index("year")
    lines: dict[str, dict[str, float | None]] = {}
    for figure in result.figures:
        lines.setdefault(figure.group[1 - year], {})[figure.group[year]] = figure.value
    years = sorted({figure.group[year] for figure in result.figures})  # a line may lack one
    return _lines(
        title,
        unit,
        [(name, [(one, values.get(one)) for one in years]) for name, values in lines.items()],
    )


def _of_rows(result: Result, agencies: Mapping[int, str], title: str) -> Chart | None:
    numbered = [row for row in result.rows if row.number is not None]
    if len(numbered) < 2:
        return None
    unit = unit_of(result.selection.number)
    if result.selection.subject is Subject.PROJECTS:
        return _bars(title, unit, [(row.name, row.number) for row in numbered])
    years = sorted({row.year for row in numbered})
    if len(years) == 1:
        points = [(agencies.get(row.agency, ""), row.number) for row in numbered]
        return _bars(title, unit, points)
    lines: dict[int, dict[int, float | None]] = {}
    for row in numbered:
        lines.setdefault(row.agency, {})[row.year] = row.number
    series = [
        (agencies.get(agency, ""), [(str(year), values.get(year)) for year in years])
        for agency, values in lines.items()
    ]
    return _lines(title, unit, series)


def _bars(title: str, unit: str, points: Sequence[tuple[str, float | None]]) -> Chart | None:
    drawn = made_chart(ChartKind.BARS, title, unit, [("", points[:_MOST_BARS])])
    return _of_many(drawn, _MOST_BARS, len(points), "staplarna")


def _lines(
    title: str, unit: str, series: Sequence[tuple[str, Sequence[tuple[str, float | None]]]]
) -> Chart | None:
    drawn = made_chart(ChartKind.LINES, title, unit, series[:_MOST_LINES])
    return _of_many(drawn, _MOST_LINES, len(series), "linjerna")


def _of_many(drawn: Chart | None, most: int, there: int, what: str) -> Chart | None:
    """The chart; where it shows the first of many, its summary says so."""
    if drawn is None or there <= most:
        return drawn
    return replace(drawn, summary=f"De {most} första {what} av {there}: {drawn.summary}")


def made_chart(
    kind: ChartKind,
    title: str,
    unit: str,
    series: Sequence[tuple[str, Sequence[tuple[str, float | None]]]],
    words: ChartWords = SWEDISH,
) -> Chart | None:
    """A chart of labelled values, kronor in a unit that is good to read; None of fewer than two."""
    values = [value for _, points in series for _, value in points if value is not None]
    if len(values) < 2:
        return None
    name, scale = _scaled(unit, max(map(abs, values)), words)
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
    return Chart(
        kind=kind,
        title=title,
        unit=name,
        series=made,
        summary=_summary(made, name, words),
        words=words,
    )


def _scaled(unit: str, largest: float, words: ChartWords) -> tuple[str, float]:
    """Kronor in the largest unit that leaves whole numbers to read."""
    if unit != Unit.KRONOR:
        return unit, 1.0
    sizes = ((words.billions, _BILLION), (words.millions, _MILLION), (words.thousands, _THOUSAND))
    for name, size in sizes:
        if largest >= size * 10:
            return name, size
    return words.units.get(unit, unit), 1.0


def _summary(series: Sequence[Series], unit: str, words: ChartWords) -> str:
    """How many values, the lowest and the highest; of several series whose they are."""
    points = [
        (point.value, ", ".join(filter(None, (one.name, point.label))))
        for one in series
        for point in one.points
        if point.value is not None
    ]
    low, high = (end(points, key=lambda point: point[0]) for end in (min, max))
    return words.summary.format(
        count=len(points), unit=unit, low=_said(words, *low), high=_said(words, *high)
    )


def _said(words: ChartWords, value: float, label: str) -> str:
    text = words.written(value, 1).removesuffix(f"{words.point}0")
    return f"{text} ({label})" if label else text


def title_of(result: Result) -> str:
    """A title where nobody gave one: the number's name, and the years."""
    selection = result.selection
    name = name_of(selection.number) if selection.number else "Antal projekt"
    years = f"{selection.years[0]}–{selection.years[-1]}" if len(selection.years) > 1 else ""
    return f"{name} {years or ''.join(map(str, selection.years))}".strip()
