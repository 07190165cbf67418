"""Figures of the register laid out as a table: agencies by years, each value with its cells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.figures.answer import CellCitation, FigureGiven, FiguresAnswer, FiguresRow
from ingest.register.selection import AgencyKnown, Selection

MOST_LINES = 200
_NAMING = ("agency", "project")
"""The fields that say what a row of projects is of; they stand in the table as words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCell:
    """A figure in the table; `citations` are the cells behind it where it is of one row alone.

    `doubts` are as of `FigureGiven`.
    """

    value: float | None
    n: int
    missing: int
    citations: tuple[CellCitation, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """An agency with a figure for each year of the table; `agency_id` is None of no known one."""

    name: str
    agency_id: int | None
    cells: tuple[FigureCell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTable:
    """At most 200 agencies; `line_count` is how many there are."""

    years: tuple[int, ...]
    lines: tuple[AgencyLine, ...]
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """A row behind the figures with its cells."""

    row: FiguresRow
    citations: tuple[CellCitation, ...]


def agency_table(
    answer: FiguresAnswer, selection: Selection, agencies: Iterable[AgencyKnown]
) -> AgencyTable:
    """The figures of each of these agencies, of a selection that is by agency; by name."""
    (result,) = answer.results
    behind: dict[tuple[str, int], list[FiguresRow]] = defaultdict(list)
    for row in result.rows:
        behind[row.agency, row.year].append(row)
    ids = {one.names[0]: one.id for one in agencies}
    figures: dict[str, dict[int, FigureGiven]] = defaultdict(dict)
    for figure in result.figures:
        name, *year = figure.group
        figures[name][int(year[0]) if year else selection.years[0]] = figure
    lines = [
        AgencyLine(
            name=name,
            agency_id=ids.get(name),
            cells=tuple(
                _cell(given.get(year), behind[name, year], answer.citations)
                for year in selection.years
            ),
        )
        for name, given in figures.items()
    ]
    return AgencyTable(
        years=selection.years, lines=tuple(lines[:MOST_LINES]), line_count=len(lines)
    )


def rows_shown(answer: FiguresAnswer) -> tuple[RowShown, ...]:
    """At most 200 of the rows behind the figures, each with its cells."""
    (result,) = answer.results
    return tuple(
        RowShown(row=row, citations=_cited(row, answer.citations))
        for row in result.rows[:MOST_LINES]
    )


def _cell(
    figure: FigureGiven | None, rows: Sequence[FiguresRow], citations: Sequence[CellCitation]
) -> FigureCell | None:
    if figure is None:
        return None
    is_single = figure.n == len(rows) == 1
    return FigureCell(
        value=figure.value,
        n=figure.n,
        missing=figure.missing,
        citations=_cited(rows[0], citations) if is_single else (),
        doubts=figure.doubts,
    )


def _cited(row: FiguresRow, citations: Sequence[CellCitation]) -> tuple[CellCitation, ...]:
    """The cells that a row's number is made of; citations are numbered from 1 in their order."""
    cited = (citations[number - 1] for number in row.citations)
    return tuple(one for one in cited if one.field not in _NAMING)
