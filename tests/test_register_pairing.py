"""Rows of one project name in a workbook that comes anew: each keeps what was said of it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.record.opening import RECORD_NAME
from ingest.record.register.corrections import Corrected
from ingest.record.register.record import open_register_to_write
from ingest.register.types import Cell, Row, Value
from tests.registering import project, take_in

AGENCY, NAME = "Exempelverket för sjökort", "Nytt sjökort"
BUDGET = 4
"""The column of the budget, in rows that `named` makes."""


def named(at: int, budget: float, start: str = "", number: str = "", purpose: str = "") -> Row:
    """A row of the one name; its number stands in a column beside the fields."""
    row = project(at, AGENCY, NAME, start=start, budget=budget, purpose=purpose)
    cell = Cell(sheet="Projekt", row=at, column=9)
    free = Value(field="Diarienummer", value=number, original=number, cell=cell)
    return replace(row, free=(free,) if number else ())


def corrected(data: Path, *rows: int) -> None:
    """Correct the budget of these rows of the live workbook, each to a number of its own."""
    with closing(open_register_to_write(data)) as record:
        (held,) = record.rebuilt()
        sheet = int(held.book.rows[0].values[0].cell.sheet)
        record.answer(
            [],
            [
                Corrected(
                    sheet=sheet, row=row, column=BUDGET, field="budget",
                    value=100.0 + row, original="", why="",
                )
                for row in rows
            ],
        )  # fmt: skip


def asked(data: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / RECORD_NAME)) as database:
        return database.execute(query).fetchall()


def corrections(data: Path) -> list[tuple[object, ...]]:
    """Row and value of each correction of the live workbook."""
    return asked(
        data,
        'SELECT c."row", c.value FROM register_corrections c JOIN register_sheets s '
        "ON s.id = c.sheet_id JOIN register_books b ON b.id = s.book_id WHERE b.is_live "
        "ORDER BY c.id",
    )


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        pytest.param(
            [named(2, 1e6, number="A-1"), named(3, 1e6, number="A-2")],
            [named(2, 1e6, number="A-2"), named(3, 1e6, number="A-1")],
            [(3, "102.0"), (2, "103.0")],
            id="by-number-in-another-order",
        ),
        pytest.param(
            [named(2, 1e6, "2015-01-01"), named(3, 1e6, "2016-01-01")],
            [named(2, 1e6, "2016-01-01"), named(3, 1e6, "2015-01-01", purpose="Nytt")],
            [(3, "102.0"), (2, "103.0")],
            id="by-start-in-another-order",
        ),
        pytest.param(
            [named(2, 1e6, "2015-01-01"), named(3, 1e6, "2016-01-01")],
            [named(2, 1e6, "2016-01-01")],
            [(2, "103.0")],
            id="one-is-gone",
        ),
        pytest.param(
            [named(2, 1e6), named(3, 1e6)],
            [named(5, 1e6), named(6, 1e6)],
            [(5, "102.0"), (6, "103.0")],
            id="alike-in-all-by-order",
        ),
        pytest.param(
            [named(2, 1e6, "2015-01-01"), named(3, 1e6, "2016-01-01")],
            [named(2, 1e6, "2015-01-01"), named(3, 1e6, "2017-01-01")],
            [(2, "102.0"), (3, "103.0")],
            id="one-start-is-mended",
        ),
    ],
)
def test_each_row_of_a_name_keeps_its_own_corrections(
    before: list[Row], after: list[Row], kept: list[tuple[object, ...]], tmp_path: Path
) -> None:
    take_in(tmp_path, before)
    corrected(tmp_path, 2, 3)

    put = take_in(tmp_path, after)

    assert corrections(tmp_path) == kept
    assert (put.carried, put.dropped, put.unclear) == (len(kept), 2 - len(kept), ())


def test_rows_that_nothing_tells_apart_are_told_of_and_get_no_correction(tmp_path: Path) -> None:
    take_in(tmp_path, [named(2, 1e6), named(3, 1e6)])
    corrected(tmp_path, 2, 3)

    put = take_in(tmp_path, [named(2, 1e6), named(3, 1e6), named(4, 1e6)])

    assert corrections(tmp_path) == []
    assert put.unclear == tuple(f"”{NAME}” (rad {row})" for row in (2, 3, 4))
    assert "rad 2" in put.unclear_said
    assert "diarienummer" in put.unclear_said


def test_rows_with_different_numbers_are_not_one_though_all_else_is(tmp_path: Path) -> None:
    take_in(tmp_path, [named(2, 1e6, "2015-01-01", "A-1"), named(3, 1e6, "2016-01-01", "A-2")])
    corrected(tmp_path, 2)

    put = take_in(
        tmp_path,
        [named(2, 1e6, "2015-01-01", "A-7"), named(3, 1e6, "2016-01-01", "A-2")],
    )

    assert corrections(tmp_path) == []
    assert len(put.unclear) == 1


def test_each_row_of_a_name_keeps_its_own_project(tmp_path: Path) -> None:
    rows = [named(2, 1e6, "2011-01-01", "A-1"), named(3, 9e6, "2016-01-01", "A-2")]
    take_in(tmp_path, rows)
    query = (
        "SELECT r.budget, r.project_id FROM register_project_rows r JOIN register_sheets s "
        "ON s.id = r.sheet_id JOIN register_books b ON b.id = s.book_id "
        "WHERE b.is_live ORDER BY r.budget"
    )
    before = asked(tmp_path, query)

    take_in(tmp_path, [named(2, 9e6, "2016-01-01", "A-2"), named(3, 1e6, "2011-01-01", "A-1")])

    assert asked(tmp_path, query) == before
    assert len({project for _, project in before}) == 2
