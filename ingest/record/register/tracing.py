"""Looks up the cells behind the rows of a result: each value with its file, sheet, row, column."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from ingest.record.register.cells import Written, from_json
from ingest.record.register.correcting import Corrections
from ingest.record.register.doubting import Doubts, ReviewSeen, doubts_of
from ingest.record.register.tables import (
    register_books,
    register_figures,
    register_project_rows,
    register_sheets,
)
from ingest.register.behind import Doubt
from ingest.register.contradicted import PickedTwice
from ingest.register.contradictions import Contradiction, ValueGiven
from ingest.register.numbers import made_of
from ingest.register.rows_asked import ratio_of
from ingest.register.selecting import Picked
from ingest.register.selection import Condition, Found, Selection, Subject, Traced
from ingest.register.types import Cell

_AT_ONCE = 900
_NAMES = ("agency", "project")


def traced(
    connection: Connection,
    selection: Selection,
    picked: Sequence[Picked],
    seen: ReviewSeen,
) -> tuple[Found, ...]:
    """The rows with the cells that they rest on; one that is gone meanwhile is left out.

    Each value goes with what the review holds against it, as far as that is `seen`.
    """
    is_about_projects = selection.subject is Subject.PROJECTS
    table = register_project_rows if is_about_projects else register_figures
    wanted = [row for one in picked for row in (one.row, one.second) if row is not None]
    corrections = Corrections(connection, _sheets(connection, table, wanted))
    tracer = Tracer(connection, corrections, seen)
    if is_about_projects:
        return tuple(tracer.projects(picked, _fields(selection)))
    return tuple(tracer.figures(picked))


def traced_twice(
    connection: Connection, picked: Sequence[PickedTwice]
) -> tuple[Contradiction, ...]:
    """Figures that have several values, with each value that differs and its cell."""
    wanted = [row for one in picked for row in one.rows]
    sheets = _sheets(connection, register_figures, wanted)
    tracer = Tracer(connection, Corrections(connection, sheets))
    rows = tracer.rows(register_figures, wanted)
    return tuple(
        Contradiction(
            agency=one.agency,
            year=one.year,
            number=one.number,
            values=_given(tracer.of_figure(rows[row]) for row in one.rows if row in rows),
        )
        for one in picked
    )


def _given(traced: Iterable[Traced]) -> tuple[ValueGiven, ...]:
    """Each value once, where it stands first."""
    found: dict[float, ValueGiven] = {}
    for one in traced:
        value = float(one.value)
        found.setdefault(value, ValueGiven(value=value, source=one.source, cell=one.cell))
    return tuple(found.values())


def fields_behind(selection: Selection) -> tuple[str, ...]:
    """The fields and measures whose values a selection may rest on."""
    if selection.subject is Subject.PROJECTS:
        return tuple(dict.fromkeys(field for several in _fields(selection) for field in several))
    ratio = ratio_of(selection.number)
    return (selection.number,) if ratio is None else (ratio.above, ratio.below)


def _sheets(connection: Connection, table: Any, wanted: Sequence[int]) -> set[int]:
    """The sheets that rows stand on."""
    found = set[int]()
    for start in range(0, len(wanted), _AT_ONCE):
        is_some = table.c.id.in_(wanted[start : start + _AT_ONCE])
        found.update(connection.scalars(select(table.c.sheet_id).where(is_some).distinct()))
    return found


def _fields(selection: Selection) -> tuple[tuple[str, ...], ...]:
    """The fields that matter: of each several, the first that has a value."""
    asked: Iterable[Condition] = (*selection.conditions, *selection.share_of)
    numbers = [selection.number] if selection.number else []
    numbers += [one.field for condition in asked for one in condition.ways]
    numbers += selection.by
    names = [(name,) for name in (*_NAMES, *selection.shown)]
    made = [fields for number in numbers for fields in made_of(number)]
    return tuple(dict.fromkeys((*names, *made)))


class Tracer:
    """Finds the cells of rows. For one reading of the record."""

    def __init__(
        self, connection: Connection, corrections: Corrections, seen: ReviewSeen | None = None
    ) -> None:
        """Without `seen` no value goes with what the review holds against it."""
        self._connection = connection
        self._corrections = corrections
        self._seen = seen
        self._doubts = Doubts()

    def projects(
        self, picked: Sequence[Picked], fields: Sequence[tuple[str, ...]]
    ) -> Iterable[Found]:
        """The picked rows about projects, each with the cells of these fields."""
        rows = self.rows(register_project_rows, [one.row for one in picked])
        self._look_for_doubts(rows.values())
        for one in picked:
            if one.row in rows:
                yield _found(one, tuple(self.of_project(rows[one.row], fields)))

    def figures(self, picked: Sequence[Picked]) -> Iterable[Found]:
        """The picked figures, each with its cell, or the two of a ratio."""
        wanted = [row for one in picked for row in (one.row, one.second) if row is not None]
        rows = self.rows(register_figures, wanted)
        self._look_for_doubts(rows.values())
        for one in picked:
            behind = [row for row in (one.row, one.second) if row in rows]
            if behind:
                yield _found(one, tuple(self.of_figure(rows[row]) for row in behind))

    def _look_for_doubts(self, rows: Iterable[RowMapping]) -> None:
        if self._seen is not None:
            self._doubts = doubts_of(self._connection, rows, self._seen)

    def rows(self, table: Any, wanted: Sequence[int]) -> dict[int, RowMapping]:
        """The rows of a table by their ids, each with its sheet's name, book, source and sha256."""
        found: dict[int, RowMapping] = {}
        about = (
            register_sheets.c.name.label("sheet"),
            register_sheets.c.book_id.label("book"),
            register_books.c.source,
            register_books.c.sha256,
        )
        query = (
            select(table, *about)
            .join(register_sheets, register_sheets.c.id == table.c.sheet_id)
            .join(register_books, register_books.c.id == register_sheets.c.book_id)
        )
        for start in range(0, len(wanted), _AT_ONCE):
            some = query.where(table.c.id.in_(wanted[start : start + _AT_ONCE]))
            found.update({row["id"]: row for row in self._connection.execute(some).mappings()})
        return found

    def of_project(self, row: RowMapping, fields: Sequence[tuple[str, ...]]) -> Iterable[Traced]:
        """The cells of a project's row: of each several fields, the first that has a value."""
        held, cells = self._corrections.of_project(row), from_json(row["cells"])
        for several in fields:
            known = [field for field in several if field == "agency" or field in held]
            if known:
                chosen = next((f for f in known if f == "agency" or held[f] is not None), known[-1])
                column = self._column(row, chosen, cells.get(chosen))
                if column is not None:
                    value = self._value(row, column, chosen, held.get(chosen), cells.get(chosen))
                    place = (row["sheet_id"], row["row"], column, chosen)
                    yield _doubted(value, self._doubts.of_cell(*place))

    def _column(self, row: RowMapping, field: str, written: Written | None) -> int | None:
        if written is not None:
            return written.column
        return self._corrections.column_of(row["sheet_id"], field)

    def _value(
        self, row: RowMapping, column: int, field: str, value: Any, written: Written | None
    ) -> Traced:
        one = self._corrections.of_cell(row["sheet_id"], row["row"], column, field)
        if one is not None:
            return self._corrected(row, column, one)
        original = "" if written is None else written.original
        plain = _plain(value) if field != "agency" else (original or "")
        return Traced(
            field=field,
            value=plain,
            original=str(plain) if original is None else original,
            source=row["source"],
            sha256=row["sha256"],
            cell=Cell(sheet=row["sheet"], row=row["row"], column=column),
        )

    def of_figure(self, row: RowMapping) -> Traced:
        """The cell of a figure."""
        return _doubted(self._figure(row), self._doubts.of_figure(row))

    def _figure(self, row: RowMapping) -> Traced:
        one = self._corrections.of_cell(row["sheet_id"], row["row"], row["column"], row["number"])
        if one is not None:
            return self._corrected(row, row["column"], one)
        return Traced(
            field=row["number"],
            value=row["value"],
            original=row["original"],
            source=row["source"],
            sha256=row["sha256"],
            cell=Cell(sheet=row["sheet"], row=row["row"], column=row["column"]),
        )

    def _corrected(self, row: RowMapping, column: int, one: Any) -> Traced:
        came = one.source
        own = Cell(sheet=row["sheet"], row=row["row"], column=column)
        return Traced(
            field=one.field,
            value="" if one.value is None else one.value,
            original=one.original,
            source=row["source"] if came is None else came.file,
            sha256=row["sha256"] if came is None else came.sha256,
            cell=own if came is None else came.cell,
            is_corrected=True,
        )


def _doubted(value: Traced, doubts: tuple[Doubt, ...]) -> Traced:
    return replace(value, doubts=doubts) if doubts else value


def _plain(value: Any) -> str | float | bool:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


def _found(one: Picked, values: tuple[Traced, ...]) -> Found:
    return Found(
        agency=one.agency,
        year=one.year,
        project=one.project,
        name=one.name,
        number=one.number,
        group=one.group,
        values=values,
    )
