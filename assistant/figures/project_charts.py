"""What is drawn of one project: its plans on a line of time, and its money by collection."""

from collections.abc import Iterator
from datetime import date

from assistant.figures.chart_words import SWEDISH, ChartWords
from assistant.figures.charts import Chart, ChartKind, Point, Series, made_chart
from ingest.register.measures import Unit
from ingest.register.profiles import ProjectKnown

_MONEY = ("budget", "revised_budget", "outcome")


def chart_of_plans(known: ProjectKnown, words: ChartWords = SWEDISH) -> Chart | None:
    """A project's first plan, its revisions by year, and its outcome, on one line of time."""
    spans = list(_plans(known, words))
    if not spans:
        return None
    return Chart(
        kind=ChartKind.SPANS,
        title=words.plans.format(name=known.newest.name),
        unit=words.year,
        series=tuple(spans),
        summary="; ".join(map(_span_said, spans)),
        words=words,
    )


def _plans(known: ProjectKnown, words: ChartWords) -> Iterator[Series]:
    first, last = known.states[0], known.newest
    if first.start and first.planned_end:
        yield _span(words.first_plan, first.start, first.planned_end)
    seen = {first.planned_end}
    for state in known.states:
        if state.start and state.revised_end and state.revised_end not in seen:
            seen.add(state.revised_end)
            yield _span(words.plan.format(year=state.year), state.start, state.revised_end)
    if last.start and last.actual_end:
        yield _span(words.outcome, last.start, last.actual_end)


def _span(name: str, start: str, end: str) -> Series:
    points = tuple(Point(label=day, value=_as_year(day)) for day in (start, end))
    return Series(name=name, points=points)


def _span_said(span: Series) -> str:
    return f"{span.name}: {span.points[0].label}–{span.points[-1].label}"


def _as_year(day: str) -> float:
    when = date.fromisoformat(day)
    return when.year + (when.timetuple().tm_yday - 1) / 365.25


def chart_of_money(known: ProjectKnown, words: ChartWords = SWEDISH) -> Chart | None:
    """What each collection says of a project's budget, revised budget and outcome."""
    series = [
        (
            getattr(words, field),
            [(str(state.year), getattr(state, field)) for state in known.states],
        )
        for field in _MONEY
    ]
    told = [one for one in series if any(value is not None for _, value in one[1])]
    title = words.money.format(name=known.newest.name)
    return made_chart(ChartKind.BARS, title, Unit.KRONOR, told, words)
