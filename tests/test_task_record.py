"""Tasks in the record: kept whole, changed by one at a time, removed when it is decided."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from ingest.erasing import erase_person
from ingest.errors import HeldError
from ingest.record.erasing import ErasingRecord
from ingest.record.expiring import ExpiringRecord, opened_expiring
from ingest.record.holds import NOBODY, HoldKind, HoldRecord, KeptClass
from ingest.record.named_persons import Person
from ingest.record.opening import open_for_writing
from ingest.record.persons import records_of
from ingest.record.tables import answers
from ingest.record.task_types import (
    AnswerKind,
    Closing,
    Task,
    TaskKind,
    TaskQuestion,
    TaskState,
)
from ingest.record.tasks import TaskRecord
from tests.test_erasing import found

OLD, NEW = "2020-01-01T12:00:00Z", "2999-01-01T12:00:00Z"
DOCUMENT = "4b1c8a90d2e35f67"
PEAT, CLAY = "Vad kostar torv?", "Vad kostar lera?"


def task(number: int = 1, *questions: str, **said: object) -> Task:
    made = Task(
        id=f"{number:032}",
        kind=TaskKind.FIND_MATERIAL,
        state=TaskState.OPEN,
        revision=1,
        questions=tuple(TaskQuestion(question=one) for one in questions or (PEAT, CLAY)),
        note="Fråga arkivet.",
        maker=Person(id="a", name="Exempel Redaktör"),
        assignee=Person(id="b", name="Exempel Granskare"),
        made=OLD,
        changed=OLD,
        is_shared=True,
        is_asked=True,
        asked="1",
        nearest=(DOCUMENT,),
    )
    return replace(made, **said)  # type: ignore[arg-type]  # each field has its own sort


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_for_writing(tmp_path)
    yield opened
    opened.dispose()


@pytest.fixture
def record(engine: Engine) -> TaskRecord:
    return TaskRecord(engine)


def answered(engine: Engine, number: int, question: str, owner: str | None, files: str) -> None:
    row = {
        "id": f"{number:032}",
        "asked": OLD,
        "expires": NEW,
        "owner": owner,
        "question": "Och?",
        "filters": "{}",
        "answer": f'{{"understood_as": "{question}"}}',
        "files": files,
        "generation": 1,
        "embedder": "",
        "product": "1",
    }
    with engine.begin() as connection:
        connection.execute(insert(answers).values(row))


def left(record: TaskRecord) -> dict[str, list[str]]:
    return {one.id[-1]: [asked.question for asked in one.questions] for one in record.every()}


def test_a_task_comes_back_as_it_was_stored(record: TaskRecord) -> None:
    closing = Closing(generation=3, kind=AnswerKind.DOCUMENTS, documents=(DOCUMENT,))
    one, closed = task(), task(2, state=TaskState.CLOSED_BY_LIBRARY, closing=closing, settled=NEW)
    record.add(one)
    record.add(closed)

    assert record.find(one.id) == one
    assert record.every() == [one, closed]
    assert record.find("f" * 32) is None


def test_the_open_ones_come_first_the_oldest_of_them_first(record: TaskRecord) -> None:
    record.add(task(1, state=TaskState.DONE, changed=OLD))
    record.add(task(2, state=TaskState.DROPPED, changed=NEW))
    record.add(task(3, made=NEW))
    record.add(task(4))

    assert [one.id[-1] for one in record.every()] == ["4", "3", "2", "1"]


def test_only_one_of_two_who_change_a_task_at_once_does(record: TaskRecord) -> None:
    one = task()
    record.add(one)

    first = record.put(one, replace(one, state=TaskState.DONE))
    second = record.put(one, replace(one, state=TaskState.DROPPED))

    assert (first, second) == (True, False)
    found = record.find(one.id)
    assert found == replace(one, state=TaskState.DONE, revision=2)


def test_those_wait_that_are_open_and_asked_of_another_library(record: TaskRecord) -> None:
    for one in (
        task(1),
        task(2, asked="2"),
        task(3, is_asked=False),
        task(4, state=TaskState.DONE),
    ):
        record.add(one)

    assert [one.id[-1] for one in record.waiting("2")] == ["1"]


def test_an_old_task_goes_by_its_rule_unless_it_is_held(engine: Engine, record: TaskRecord) -> None:
    for number, word in enumerate(("torv", "lera", "sand", "grus")):
        record.add(task(number, f"Vad kostar {word}?", changed=NEW if word == "grus" else OLD))
    HoldRecord(engine).add(HoldKind.PROJECT, "LERA", "Begärd.", None)
    expiring = ExpiringRecord(engine)

    due = expiring.due(KeptClass.TASKS, "2026-01-01T00:00:00Z")
    gone = expiring.remove(KeptClass.TASKS, "2026-01-01T00:00:00Z")

    assert (due.due, due.held, gone) == (3, 1, 2)
    assert left(record) == {"1": ["Vad kostar lera?"], "3": ["Vad kostar grus?"]}


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (HoldKind.PERSON, "a"),
        (HoldKind.PERSON, "b"),
        (HoldKind.DOCUMENT, DOCUMENT),
        (HoldKind.PROJECT, "arkivet"),
        (HoldKind.CLASS, "tasks"),
    ],
    ids=["maker", "assignee", "near", "note", "class"],
)
def test_a_task_is_held_by_what_it_has(
    engine: Engine, record: TaskRecord, kind: HoldKind, subject: str
) -> None:
    record.add(task())
    HoldRecord(engine).add(kind, subject, "Begärd.", None)

    assert ExpiringRecord(engine).remove(KeptClass.TASKS, NEW) == 0


def test_an_erased_persons_question_goes_out_of_the_tasks(
    engine: Engine, record: TaskRecord
) -> None:
    record.add(task(1))
    record.add(task(2, PEAT))
    answered(engine, 1, PEAT, "p", "[]")
    answered(engine, 2, CLAY, "q", "[]")

    ErasingRecord(engine).erase_person("p")

    assert left(record) == {"1": [CLAY]}
    assert record.every()[0].label == CLAY


@pytest.mark.parametrize("by_rule", [False, True], ids=["erased", "expired"])
def test_a_question_that_went_is_in_no_byte_of_the_record(
    tmp_path: Path, engine: Engine, record: TaskRecord, by_rule: bool
) -> None:
    record.add(task(1, "Vad kostar kvastfibblan?", PEAT))
    answered(engine, 1, "Vad kostar kvastfibblan?", "p", "[]")
    assert found(tmp_path, "kvastfibbla")
    engine.dispose()

    if by_rule:
        with opened_expiring(tmp_path) as expiring:
            assert expiring.remove(KeptClass.TASKS, NEW) == 1
            assert expiring.remove(KeptClass.ANSWERS, NEW) == 1
            assert expiring.wipe()
    else:
        assert erase_person(tmp_path, "p").is_wiped

    assert found(tmp_path, "kvastfibbla") == []
    assert left(record) == ({} if by_rule else {"1": [PEAT]})


def test_an_erased_answer_takes_its_question_out_of_the_tasks(
    engine: Engine, record: TaskRecord
) -> None:
    record.add(task(1))
    answered(engine, 7, CLAY, "p", "[]")

    ErasingRecord(engine).erase_answer(f"{7:032}")

    assert left(record) == {"1": [PEAT]}


def test_an_erased_document_is_named_in_no_task(engine: Engine, record: TaskRecord) -> None:
    closing = Closing(generation=3, kind=AnswerKind.DOCUMENTS, documents=(DOCUMENT,))
    record.add(task(1, closing=closing))
    answered(engine, 7, CLAY, "p", f'[{{"document_id": "{DOCUMENT}"}}]')
    erasing = ErasingRecord(engine)

    erasing.erase_traces(erasing.erasable(DOCUMENT))

    (found,) = record.every()
    assert left(record) == {"1": [PEAT]}
    assert found.nearest == ()
    assert found.closing == replace(closing, documents=())


def test_who_read_a_task_before_a_document_was_erased_does_not_name_it_again(
    engine: Engine, record: TaskRecord
) -> None:
    before = task(1, PEAT)
    record.add(before)
    erasing = ErasingRecord(engine)

    erasing.erase_traces(erasing.erasable(DOCUMENT))
    is_stored = record.put(before, replace(before, asked="2"))

    assert not is_stored
    assert [one.nearest for one in record.every()] == [()]


def test_a_held_task_keeps_its_question_from_being_erased(
    engine: Engine, record: TaskRecord
) -> None:
    record.add(task(1))
    answered(engine, 7, CLAY, "p", f'[{{"document_id": "{DOCUMENT}"}}]')
    HoldRecord(engine).add(HoldKind.PERSON, "a", "Begärd.", None)
    erasing = ErasingRecord(engine)

    for erase in (
        lambda: erasing.erase_person("p"),
        lambda: erasing.erase_answer(f"{7:032}"),
        lambda: erasing.erasable(DOCUMENT),
    ):
        with pytest.raises(HeldError, match="En uppgift"):
            erase()

    assert left(record) == {"1": [PEAT, CLAY]}


def test_tasks_of_the_one_persons_own_questions_go_with_them(
    engine: Engine, record: TaskRecord
) -> None:
    own = task(1, is_shared=False, maker=Person(id=None, name=""))
    record.add(own)
    record.add(task(2))

    told = records_of(engine, NOBODY).tasks
    ErasingRecord(engine).erase_person(NOBODY)

    assert [one["id"] for one in told] == [own.id]
    assert list(left(record)) == ["2"]


@pytest.mark.parametrize(
    ("kind", "subject"),
    [(HoldKind.CLASS, "tasks"), (HoldKind.DOCUMENT, DOCUMENT), (HoldKind.PROJECT, "torv")],
    ids=["class", "near", "question"],
)
def test_a_held_task_of_the_one_persons_own_questions_stays(
    engine: Engine, record: TaskRecord, kind: HoldKind, subject: str
) -> None:
    record.add(task(1, is_shared=False, maker=Person(id=None, name="")))
    HoldRecord(engine).add(kind, subject, "Begärd.", None)

    with pytest.raises(HeldError, match="Personens uppgifter"):
        ErasingRecord(engine).erase_person(NOBODY)

    assert left(record) == {"1": [PEAT, CLAY]}


def test_what_is_stored_of_a_person_tells_of_tasks_that_they_made_or_have(
    engine: Engine, record: TaskRecord
) -> None:
    record.add(task(1))
    record.add(task(2, assignee=Person(id=None, name="")))

    assert [len(records_of(engine, one).tasks) for one in ("a", "b", "c")] == [2, 1, 0]
