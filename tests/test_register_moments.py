"""One answer is of one version of the register, whatever is published while it is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from assistant.figures.answering import AskedNow, FiguresAnswerer
from assistant.types import Asker
from ingest.record.register.record import open_register
from ingest.register.asking import Register
from ingest.register.copied import BOOKS, PROJECTS
from ingest.register.seen import MaySee
from ingest.register.selection import Aggregate, Catalogue, Result, Selection, Subject
from tests.registering import agency, collection, figure, project, take_in

CHARTS, LIGHTS = "Exempelverket för sjökort", "Exempelnämnden för fyrar"
EVERYONE = Asker()
BUDGETS = Selection(
    subject=Subject.PROJECTS, aggregate=Aggregate.SUM, number="budget", years=(2017,)
)


def everything(_: tuple[str, ...]) -> bool:
    return True


def publish(data: Path, amount: float) -> None:
    """A new version: each agency's cost, and a project's budget, are this amount."""
    rows = [
        *(agency(2, CHARTS), agency(3, LIGHTS)),
        *(figure(2, CHARTS, "it_cost", amount), figure(3, LIGHTS, "it_cost", amount)),
        project(2, CHARTS, "Nytt sjökort", budget=amount),
    ]
    take_in(data, rows, collection(2017))


def open_files() -> Iterator[str]:
    for number in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # the folder itself was open when it was listed
            yield str(number.readlink())


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    publish(tmp_path, 1e6)
    register = Register(tmp_path)
    yield register
    register.close()


class Changing:
    """A register of which a new version is published after every selection that is asked."""

    def __init__(self, data: Path, register: Register) -> None:
        self._data = data
        self._register = register

    @contextmanager
    def at_once(self, may_see: MaySee) -> Iterator[AskedNow]:
        with self._register.at_once(may_see) as now:
            yield _ChangingAfter(self._data, now)


class _ChangingAfter:
    amount = 1e6

    def __init__(self, data: Path, now: AskedNow) -> None:
        self._data = data
        self._now = now

    def catalogue(self) -> Catalogue:
        return self._now.catalogue()

    def ask(self, selection: Selection, most_rows: int = 200) -> Result:
        result = self._now.ask(selection, most_rows)
        self.amount *= 2
        publish(self._data, self.amount)
        return result


def test_an_answer_of_two_selections_is_of_one_version(tmp_path: Path, register: Register) -> None:
    question = f"Hur många projekt hade {CHARTS} 2017 och vad var budgeten?"
    before = FiguresAnswerer(register).answer(question, EVERYONE)

    meanwhile = FiguresAnswerer(Changing(tmp_path, register)).answer(question, EVERYONE)

    after = FiguresAnswerer(register).answer(question, EVERYONE)
    assert len(before.results) == 2
    assert meanwhile == before
    assert after != before


def test_what_is_published_in_a_moment_is_not_of_it(tmp_path: Path, register: Register) -> None:
    with register.at_once(everything) as now:
        before = now.ask(BUDGETS)
        publish(tmp_path, 2e6)
        publish(tmp_path, 3e6)

        after = now.ask(BUDGETS)

    assert after == before
    assert [value.value for value in after.rows[0].values if value.field == "budget"] == [1e6]
    assert register.ask(BUDGETS, everything).figures[0].value == 3e6


def test_a_copy_is_open_for_as_long_as_somebody_holds_it(
    tmp_path: Path, register: Register
) -> None:
    seen = register.seen(everything)
    assert seen is not None

    for amount in (2e6, 3e6, 4e6):
        publish(tmp_path, amount)
        register.ask(BUDGETS, everything)

    assert seen.projects()[0].newest.budget == 1e6


def test_a_copy_that_nobody_holds_is_closed(tmp_path: Path, register: Register) -> None:
    for amount in (2e6, 3e6, 4e6):
        register.ask(BUDGETS, everything)
        publish(tmp_path, amount)
    register.ask(BUDGETS, everything)
    gc.collect()

    assert len([path for path in open_files() if f"{tmp_path}/register/copy-" in path]) == 1


def test_the_version_and_the_rows_of_a_copy_are_of_one_moment(tmp_path: Path) -> None:
    publish(tmp_path, 1e6)
    record = open_register(tmp_path)
    assert record is not None

    with record.columns() as (version, batches):
        publish(tmp_path, 2e6)
        tables = {batch.table: batch.columns for batch in batches}

    assert (version, record.version()) == (1, 2)
    assert tables[BOOKS][0] == (1,)
    assert tables[PROJECTS][13] == (1e6,)
    record.close()
