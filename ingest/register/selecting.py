"""Asks the copy of the register: a selection in, figures and the rows behind them out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.register.agencies_asked import agencies_asked, within
from ingest.register.aggregated import Suspect, figures_asked, rows_behind_asked, suspects_asked
from ingest.register.behind import Behind, FileBehind
from ingest.register.columns import Columns
from ingest.register.contradicted import NOTHING_CONTRADICTED, Contradicted, Twice
from ingest.register.measures import Unit
from ingest.register.numbers import unit_of
from ingest.register.rows_asked import (
    Asked,
    of_agencies,
    quoted,
    ratio_of,
    rows_asked,
)
from ingest.register.selection import Aggregate, Figure, Selection, Subject
from ingest.register.types import Stage, Tax

_STAGES = ", ".join(quoted(stage) for stage in Stage)
_LEAST_SETTLED = (
    f"arg_min(stage, list_position([{_STAGES}], stage)) OVER (PARTITION BY survey, year)"
)
"""How far a collection has come, by all of its workbooks that may be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A row behind a result, before its cells are looked up: see `selection.Found`.

    `row` is its id in the record, `second` that of the figure below in a ratio, or None.
    """

    row: int
    second: int | None
    agency: int
    year: int
    project: int | None
    name: str
    number: float | None
    group: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the copy says of a selection; `selection.Result` says what each is."""

    figures: tuple[Figure, ...]
    rows: tuple[Picked, ...]
    row_count: int
    silent: tuple[int, ...]
    asked: int
    collections: tuple[Behind, ...]
    definitions: tuple[str, ...]
    files: tuple[FileBehind, ...]
    contradicted: Contradicted


class Selector:
    """Answers selections from an open copy, for one who may see certain workbooks.

    Raises `SelectionError` where a selection names what the register does not have.
    """

    def __init__(self, columns: Columns, books: Sequence[int], *, all_books: bool) -> None:
        """`all_books` says that `books` are all that the copy holds."""
        self._columns = columns
        self._books = tuple(books)
        self._all_books = all_books

    def select(self, selection: Selection, most_rows: int) -> Answered:
        """The figures and rows; at most so many rows, whose number is told."""
        rows = rows_asked(selection, self._books, all_books=self._all_books)
        behind = rows_behind_asked(selection, rows, most_rows)
        found = self._columns.fetch(behind.text, behind.parameters)
        silent, asked = self._silent(selection)
        collections, files = self._behind(selection)
        return Answered(
            figures=self._figures(selection, rows),
            rows=tuple(_picked(row, len(selection.by)) for row in found),
            row_count=found[0][-1] if found else 0,
            silent=silent,
            asked=asked,
            collections=collections,
            definitions=self._definitions(selection),
            files=files,
            contradicted=self._contradicted(selection, rows),
        )

    def _contradicted(self, selection: Selection, rows: Asked) -> Contradicted:
        if selection.subject is Subject.PROJECTS:
            return NOTHING_CONTRADICTED
        twice = Twice(self._columns, self._books, _collected(selection.number))
        return twice.behind(selection, rows)

    def among(
        self, selection: Selection, suspects: Collection[Suspect], most: int
    ) -> tuple[Picked, ...]:
        """Of all rows behind the figures the first that are among the suspects, at most so many."""
        rows = rows_asked(selection, self._books, all_books=self._all_books)
        asked = suspects_asked(selection, rows, suspects, most)
        found = self._columns.fetch(asked.text, asked.parameters)
        return tuple(_picked(row, len(selection.by)) for row in found)

    def _figures(self, selection: Selection, rows: Asked) -> tuple[Figure, ...]:
        if selection.aggregate is Aggregate.LIST:
            return ()
        asked = figures_asked(selection, rows)
        size, unit = len(selection.by), figure_unit(selection)
        return tuple(
            Figure(
                group=row[:size],
                value=row[size],
                unit=unit,
                n=row[size + 1],
                missing=row[size + 2],
                above=row[size + 3],
                below=row[size + 4],
            )
            for row in self._columns.fetch(asked.text, asked.parameters)
        )

    def _silent(self, selection: Selection) -> tuple[tuple[int, ...], int]:
        """The selected agencies that gave nothing for any of the years, and how many there are."""
        numbers = _collected(selection.number)
        if selection.subject is Subject.PROJECTS:
            given = f"SELECT agency FROM given WHERE {self._seen(selection)}"
        else:
            ids = ", ".join(map(quoted, numbers))
            given = (
                f"SELECT agency FROM figures WHERE {self._seen(selection)} AND number IN ({ids})"
            )
        named = within("ag.agency", selection.agencies)
        where = named if selection.agencies else "ag.groups IS NOT NULL"
        own = of_agencies(selection)
        query = (
            f"SELECT ag.agency, ag.agency IN ({given}) FROM {agencies_asked(self._books)} "
            f"WHERE {where} AND {own.text} ORDER BY ag.name"
        )
        rows = self._columns.fetch(query, own.parameters)
        return tuple(agency for agency, has_given in rows if not has_given), len(rows)

    def _behind(self, selection: Selection) -> tuple[tuple[Behind, ...], tuple[FileBehind, ...]]:
        """The collections, and the files, that tell of what is selected."""
        rows = self._books_telling(selection, selection.agencies)
        if not rows:  # what others told is where there is nothing of those that are selected
            rows = self._books_telling(selection, ())
        collections = (
            Behind(
                survey=survey,
                year=year,
                stage=Stage(stage),
                tax=Tax(tax),
                price_year=price_year,
                is_example=is_example,
            )
            for survey, year, stage, tax, price_year, is_example, *_ in rows
        )
        files = {FileBehind(source=row[-2], sha256=row[-1]) for row in rows}
        return tuple(dict.fromkeys(collections)), tuple(sorted(files, key=_by_name))

    def _books_telling(
        self, selection: Selection, agencies: Sequence[int]
    ) -> list[tuple[Any, ...]]:
        """The workbooks that tell of what is selected; of these agencies, if any."""
        where = self._seen(selection)
        where += f" AND {within('agency', agencies)}" if agencies else ""
        if selection.subject is Subject.PROJECTS:
            telling = f"SELECT book FROM given WHERE {where}"
        else:
            numbers = ", ".join(map(quoted, _collected(selection.number)))
            telling = self._newest(f"{where} AND number IN ({numbers})")
        return self._columns.fetch(
            "SELECT survey, year, least, tax, price_year, is_example, source, sha256 FROM "
            f"(SELECT *, {_LEAST_SETTLED} AS least FROM books WHERE {within('book', self._books)}) "
            f"WHERE book IN ({telling}) ORDER BY ALL"
        )

    def _newest(self, where: str) -> str:
        """The query for the workbooks of figures; of those given again the newest counts."""
        if self._all_books:
            return f"SELECT book FROM figures WHERE rank = 1 AND {where}"
        return (
            f"SELECT arg_min(book, rank) FROM figures WHERE {where} GROUP BY number, agency, year"
        )

    def _definitions(self, selection: Selection) -> tuple[str, ...]:
        if selection.subject is Subject.PROJECTS or not selection.number:
            return ()
        named = ", ".join(map(quoted, _collected(selection.number)))
        years = f" AND {within('year', selection.years)}" if selection.years else ""
        query = (
            "SELECT definition, min(year) FROM (SELECT *, count(DISTINCT definition) OVER "
            "(PARTITION BY number) AS wordings FROM definitions WHERE "
            f"{within('book', self._books)} AND number IN ({named}){years}) "
            "WHERE wordings > 1 GROUP BY number, definition ORDER BY 2"
        )
        return tuple(definition for definition, _ in self._columns.fetch(query))

    def _seen(self, selection: Selection) -> str:
        years = f" AND {within('year', selection.years)}" if selection.years else ""
        return within("book", self._books) + years


def books_in(columns: Columns) -> frozenset[int]:
    """The workbooks that a copy holds."""
    return frozenset(book for (book,) in columns.fetch("SELECT book FROM books"))


def figure_unit(selection: Selection) -> str:
    """The unit of a selection's figures."""
    if selection.aggregate is Aggregate.SHARE:
        return Unit.PERCENT
    if selection.aggregate is Aggregate.AGENCIES:
        return Unit.AGENCIES
    counts = selection.aggregate is Aggregate.COUNT or not selection.number
    if counts:
        return Unit.PROJECTS if selection.subject is Subject.PROJECTS else Unit.AGENCIES
    return unit_of(selection.number)


def _by_name(file: FileBehind) -> tuple[str, str]:
    return file.source, file.sha256


def _collected(number: str) -> tuple[str, ...]:
    """The ids of the figures that a number is made of."""
    ratio = ratio_of(number)
    return (number,) if ratio is None else (ratio.above, ratio.below)


def _picked(row: tuple[Any, ...], labels: int) -> Picked:
    return Picked(
        row=row[0],
        second=row[1],
        agency=row[2],
        year=row[3],
        project=row[4],
        name=row[5],
        number=row[6],
        group=row[7 : 7 + labels],
    )
