"""Each trap is read rightly, value by value, or refused with its cell named; nothing else."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ingest.errors import IngestError
from ingest.loaders.sheet_cells import written
from ingest.register.applying import book_of
from ingest.register.mapping import Mapping, validate
from ingest.register.proposing import propose
from ingest.register.reading import read_file
from ingest.register.types import Book, Collection, Row, Stage, Tax
from tests.bad_workbooks import TRAPS, Trap

COLLECTION = Collection(
    survey="It-projekt", year=2017, stage=Stage.DRAFT, tax=Tax.UNKNOWN, price_year=None,
    is_example=True,
)  # fmt: skip
READ = [trap for trap in TRAPS if not trap.stops]
STOPPED = [trap for trap in TRAPS if trap.stops]


def mapping_for(trap: Trap) -> Mapping:
    mapping = propose(read_file(trap.content, trap.file), COLLECTION)
    validate(mapping)
    return mapping


def read(trap: Trap) -> Book:
    return book_of(read_file(trap.content, trap.file), mapping_for(trap))


def said(row: Row) -> dict[str, str | float | bool]:
    return {value.field: value.value for value in (*row.values, *row.free)}


def shown(cell: Any) -> str:
    """What a cell of the reopened workbook says, as the register writes originals."""
    if isinstance(cell.value, str):
        return str(cell.value)
    if "%" in cell.number_format:
        return f"{written(cell.value * 100)} %"
    return written(cell.value)


@pytest.mark.parametrize("trap", READ, ids=[trap.name for trap in READ])
def test_a_trap_is_read_rightly_or_its_cell_refused(trap: Trap) -> None:
    book = read(trap)

    assert [said(row) for row in book.rows] == trap.rows
    assert tuple(one.cell.name for one in book.refused) == trap.refused
    assert all(f"Cell {one.cell.name} på bladet ”Blad”: " in one.text for one in book.refused)


@pytest.mark.parametrize("trap", READ, ids=[trap.name for trap in READ])
def test_what_a_trap_leaves_out_or_turns_is_told(trap: Trap) -> None:
    notices = "\n".join(read(trap).notices)

    assert [part for part in trap.notices if part not in notices] == []
    assert bool(notices) == bool(trap.notices)


@pytest.mark.parametrize("trap", STOPPED, ids=[trap.name for trap in STOPPED])
def test_a_file_that_cannot_be_trusted_is_refused_with_the_place(trap: Trap) -> None:
    with pytest.raises(IngestError) as caught:
        read(trap)

    assert [part for part in trap.stops if part not in str(caught.value)] == []


@pytest.mark.parametrize(
    "trap",
    [t for t in READ if t.file != "fil.csv"],
    ids=[t.name for t in READ if t.file != "fil.csv"],
)
def test_every_value_is_what_the_reopened_cell_says(trap: Trap) -> None:
    rows = read(trap).rows
    book = openpyxl.load_workbook(BytesIO(trap.content), data_only=True)

    wrong = [
        (value.cell.name, value.original)
        for row in rows
        for value in (*row.values, *row.free)
        if value.field not in {"measure", "year"}
        and shown(book[value.cell.sheet].cell(value.cell.row, value.cell.column)) != value.original
    ]
    assert wrong == []


def test_the_rows_of_a_csv_file_are_counted_as_a_spreadsheet_counts_them() -> None:
    trap = next(trap for trap in TRAPS if "breaks within quotes" in trap.name)

    cells = [row.values[0].cell for row in read(trap).rows]

    assert [(cell.sheet, cell.name) for cell in cells] == [("", "A2"), ("", "A3")]


def test_there_are_at_least_thirty_kinds_of_traps() -> None:
    assert len({trap.name for trap in TRAPS}) == len(TRAPS) >= 30
