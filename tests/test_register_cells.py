"""Every figure of the register rests on cells that hold what is told of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.register.asking import Register
from ingest.register.selection import Aggregate, Selection, Subject
from tests.bench.figures_asked import example_register
from tests.bench.register_cell_selections import COUNT, made_selections
from tests.bench.register_cells import MOST_ROWS, faults


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cells")


@pytest.fixture(scope="module")
def register(data: Path) -> Iterator[Register]:
    register = example_register(data)
    yield register
    register.close()


def test_the_cells_behind_three_hundred_results_hold_the_values_and_give_the_answers(
    data: Path, register: Register
) -> None:
    selections = made_selections(register.catalogue(lambda _: True))

    wrong = [told for one in selections for told in faults(data, register, one)]

    assert len(selections) == COUNT
    assert wrong == []


def test_a_cell_that_holds_something_else_is_told(data: Path, register: Register) -> None:
    selection = Selection(
        subject=Subject.PROJECTS, aggregate=Aggregate.SUM, years=(2017,), number="budget"
    )
    result = register.ask(selection, lambda _: True, MOST_ROWS)

    class Wrong:
        """The register, with a row that cites the cells of another."""

        def catalogue(self, may_see: object) -> object:
            return register.catalogue(lambda _: True)

        def ask(self, *_: object) -> object:
            first, *others = result.rows
            one, *rest = first.values
            moved = replace(one, cell=replace(one.cell, row=one.cell.row + 1, column=2))
            return replace(result, rows=(replace(first, values=(moved, *rest)), *others))

    assert faults(data, Wrong(), selection)  # type: ignore[arg-type]  # it is asked only
