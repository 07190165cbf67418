"""How far a collection has come: what was said of it, or the least settled workbook one may see."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.record.register.record import RegisterRecord, open_register_to_write
from ingest.register.asking import Register
from ingest.register.renewing import changing
from ingest.register.selection import Aggregate, Selection, Subject
from ingest.register.types import Stage
from tests.registering import collection, figure, project, take_in

AGENCY, OTHER, GROUP = "Exempelverket för sjökort", "Exempelnämnden för fyrar", "granskare"
BY_SUBJECT = {
    Subject.PROJECTS: Selection(subject=Subject.PROJECTS, aggregate=Aggregate.COUNT, years=(2017,)),
    Subject.FIGURES: Selection(
        subject=Subject.FIGURES, aggregate=Aggregate.SUM, years=(2017,), number="fte"
    ),
}


def everyone(_: tuple[str, ...]) -> bool:
    return True


def outsider(access: tuple[str, ...]) -> bool:
    return GROUP not in access


def book(data: Path, stage: Stage, source: str, *, hidden: bool = False) -> tuple[str, ...]:
    """Take in a workbook that says so; what is told of it beside the others."""
    whose = OTHER if hidden else AGENCY
    rows = [project(2, whose, source), figure(2, whose, "fte", 1.0)]
    access = (GROUP,) if hidden else ("alla",)
    return take_in(data, rows, collection(stage=stage), source, access).differs


def stages(data: Path, may_see: object = everyone) -> set[Stage]:
    """What the answers, and the list of collections, say of the one that there is."""
    with closing(Register(data)) as register:
        seen = register.seen(may_see)  # type: ignore[arg-type]  # one of the two above
        assert seen is not None
        return {one.stage for one in seen.collections()} | {
            behind.stage
            for selection in BY_SUBJECT.values()
            for behind in register.ask(selection, may_see).collections  # type: ignore[arg-type]  # so too
        }


@pytest.fixture
def record(tmp_path: Path) -> Iterator[RegisterRecord]:
    with closing(open_register_to_write(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param([Stage.SETTLED], Stage.SETTLED, id="alone"),
        pytest.param([Stage.DRAFT, Stage.SETTLED], Stage.DRAFT, id="settled-after-a-draft"),
        pytest.param([Stage.SETTLED, Stage.DRAFT], Stage.DRAFT, id="draft-after-settled"),
        pytest.param([Stage.SETTLED, Stage.REVIEW], Stage.REVIEW, id="review-after-settled"),
    ],
)
def test_a_collection_is_as_far_as_its_least_settled_workbook(
    tmp_path: Path, given: list[Stage], expected: Stage
) -> None:
    for number, stage in enumerate(given):
        book(tmp_path, stage, f"{number}.xlsx")

    assert stages(tmp_path) == {expected}


@pytest.mark.parametrize(
    ("seen", "hidden"),
    [
        pytest.param(Stage.DRAFT, Stage.SETTLED, id="settled-one"),
        pytest.param(Stage.SETTLED, Stage.DRAFT, id="draft"),
    ],
)
def test_a_hidden_workbook_says_nothing_to_those_who_may_not_see_it(
    tmp_path: Path, seen: Stage, hidden: Stage
) -> None:
    book(tmp_path, seen, "öppen.xlsx")
    book(tmp_path, hidden, "dold.xlsx", hidden=True)

    assert stages(tmp_path, outsider) == {seen}
    assert stages(tmp_path, everyone) == {Stage.DRAFT}


def test_a_workbook_that_is_set_aside_has_no_say_any_more(
    tmp_path: Path, record: RegisterRecord
) -> None:
    book(tmp_path, Stage.SETTLED, "a.xlsx")
    book(tmp_path, Stage.DRAFT, "b.xlsx")
    (held,) = record.collections()

    record.set_aside(held.books[1].id)

    assert stages(tmp_path) == {Stage.SETTLED}


def test_a_newer_version_of_a_workbook_speaks_for_it(tmp_path: Path) -> None:
    book(tmp_path, Stage.SETTLED, "a.xlsx")

    book(tmp_path, Stage.DRAFT, "a.xlsx")

    assert stages(tmp_path) == {Stage.DRAFT}


@pytest.mark.parametrize("said", list(Stage))
def test_what_is_said_of_a_collection_goes_before_its_workbooks_until_it_is_taken_back(
    tmp_path: Path, said: Stage
) -> None:
    book(tmp_path, Stage.REVIEW, "a.xlsx")
    with changing(tmp_path) as record:
        (held,) = record.collections()
        record.set_stage(held.id, said)
    book(tmp_path, Stage.REVIEW, "b.xlsx", hidden=True)

    before = stages(tmp_path, outsider) | stages(tmp_path)
    with changing(tmp_path) as record:
        record.set_stage(held.id, None)

    assert before == {said}
    assert stages(tmp_path) == {Stage.REVIEW}


def test_a_workbook_of_another_stage_than_its_collection_is_told_of(tmp_path: Path) -> None:
    first = book(tmp_path, Stage.SETTLED, "a.xlsx")
    (later,) = book(tmp_path, Stage.DRAFT, "b.xlsx")
    with changing(tmp_path) as record:
        record.set_stage(record.collections()[0].id, Stage.SETTLED)
    same = book(tmp_path, Stage.SETTLED, "c.xlsx")
    (other,) = book(tmp_path, Stage.REVIEW, "d.xlsx")

    assert (first, same) == ((), ())
    assert "har läget utkast" in later
    assert "räknas som utkast, det minst klara" in later
    assert "har läget under granskning, men om insamlingen är det sagt att den är fastställd" in (
        other
    )
