"""The register answers what the exam means as the reference does, whoever reads the questions.

The specifications of the exam are put as selections: so what differs here differs in the numbers,
and not in the reading.
"""

import hashlib
import json
from collections.abc import Iterator

import pytest

from ingest.record.register.types import Import
from ingest.register.applying import apply_template
from ingest.register.asking import Register
from ingest.register.importing import import_book
from ingest.register.selection import Aggregate, Condition, Op, Order, Result, Selection, Subject
from ingest.types import EVERYONE
from tests.register_questions.comparing import Given, Mark, Question, Status, judge
from tests.register_questions.reference import Spec, accepted, expected, spec_from
from tests.register_questions.sets import WRITTEN
from tests.register_questions.templates import questions
from tests.register_questions.workbooks import FOLDER, YEARS, Tables, read_tables

ENOUGH = 1000
TABLES = read_tables()
NOT_SELECTED = ("agencies",)
"""Aggregates of the reference that a selection has no word for."""


def specs() -> dict[str, Spec]:
    """All single specifications of the exam that may be looked at, by name."""
    found = {made.text: made.spec for made in questions(TABLES)}
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for number, way in enumerate(row.get("right", ())):
            for part, told in enumerate(way):
                found[f"{row['question']} {number}{part}"] = spec_from(told)
    return {name: spec for name, spec in found.items() if spec.aggregate not in NOT_SELECTED}


SPECS = specs()


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    data = tmp_path_factory.mktemp("register")
    for year in YEARS:
        name = f"insamling-{year}.xlsx"
        content = (FOLDER / name).read_bytes()
        what = Import(
            book=apply_template(content, name),
            source=name,
            sha256=hashlib.sha256(content).hexdigest(),
            mapping_hash="",
            access=(EVERYONE,),
        )
        import_book(data, content, what)
    found = Register(data)
    yield found
    found.close()


@pytest.fixture(scope="module")
def ids(register: Register) -> dict[str, int]:
    """Each agency's number of the reference, with its id in the register."""
    catalogue = register.catalogue(lambda _: True)
    return {
        TABLES.names[name.casefold()]: known.id
        for known in catalogue.agencies
        for name in known.names
        if name.casefold() in TABLES.names
    }


def conditions(told: tuple[tuple[str, str, object], ...]) -> tuple[Condition, ...]:
    return tuple(
        Condition(field=field, op=Op(op), value=value)  # type: ignore[arg-type]  # from JSON
        for field, op, value in told
    )


def selection(spec: Spec, ids: dict[str, int], tables: Tables) -> Selection:
    latest = max(getattr(tables, spec.subject)["year"])
    return Selection(
        subject=Subject(spec.subject),
        aggregate=Aggregate(spec.aggregate),
        years=spec.years or (latest,),
        number=spec.number,
        agencies=tuple(ids[tables.names[name.casefold()]] for name in spec.agencies),
        conditions=conditions(spec.where),
        share_of=conditions(spec.share_of),
        by=spec.by,
        order=Order(spec.order) if spec.order else Order.NONE,
        limit=spec.limit,
    )


def given(result: Result, names: dict[int, str]) -> Given:
    return Given(
        status=Status.ANSWERED,
        figures=tuple((one.group, one.value, one.unit, one.n) for one in result.figures),
        rows=tuple((names[row.agency], row.name, row.year) for row in result.rows),
    )


@pytest.mark.parametrize("name", SPECS)
def test_a_selection_gives_what_the_reference_gives(
    name: str, register: Register, ids: dict[str, int]
) -> None:
    spec = SPECS[name]
    names = {known.id: known.names[0] for known in register.catalogue(lambda _: True).agencies}

    result = register.ask(selection(spec, ids, TABLES), lambda _: True, ENOUGH)

    question = Question(id=name, text=name, right=tuple((o,) for o in accepted(spec, TABLES)))
    told = given(result, names)
    assert judge(question, told, TABLES) is Mark.EXACT, (
        told.figures,
        told.rows,
        expected(spec, TABLES),
    )
