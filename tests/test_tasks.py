"""Tasks made of topics, and closed by a library that answers: a real one, synced anew."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.auditing import Action
from assistant.curated.keeping import StepWanted
from assistant.curated.workflow import Step as CuratedStep
from assistant.errors import NotFoundError, TaskError, TaskStateError
from assistant.people.types import Caller
from assistant.repeating import Repeating
from assistant.service import Service
from assistant.tasks.keeping import LONGEST_NOTE, Wish
from assistant.tasks.rounds import Rounds, asked_again
from assistant.tasks.workflow import RULES, Step, steps
from assistant.types import Status
from ingest.embedding import Embedder
from ingest.record.answers import Verdict
from ingest.record.audit import Wanted
from ingest.record.curated_types import CuratedQuote, CuratedSentence, CuratedText
from ingest.record.task_types import AnswerKind, Task, TaskKind, TaskState
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.lessons import person
from tests.services import serving
from tests.shelving import copied_with_material, taken_in_at
from tests.test_task_record import task

PEAT = "Vad kostade projekt Torvmossen?"
KNOWN = "När lanserades webbplatsen Hinden?"
FILES = {
    "tranan.md": "# Slutrapport om Tranan\n\nProjekt Tranan kostade 31 miljoner kronor 2016.\n",
    "hinden.md": "# Om Hinden\n\nWebbplatsen Hinden lanserades den 4 maj 2018.\n",
    "hemligt/_access.yaml": "access: [styrgrupp]\n",
    "hemligt/buffert.md": "# Buffert\n\nProjekt Tranan hade en buffert på 7 miljoner kronor.\n",
}
ANSWERING = "# Slutrapport om Torvmossen\n\nProjekt Torvmossen kostade 14 miljoner kronor 2019.\n"
ASKERS = ("reader", "outside-reviewer", "other-editor")
"""Who have no groups."""
EDITOR, OTHER = person("editor"), person("other-editor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A library with its service."""

    service: Service
    library: Library
    material: Path

    def asks(self, question: str, *names: str) -> None:
        """Ask it as these people do, and keep the answers."""
        for name in names:
            caller = person(name)
            answer = self.service.assistant.ask(question, caller.asker)
            self.service.answers.keep(answer, owner=caller.id)

    def make(self, topic: str = PEAT, caller: Caller = EDITOR, **said: str) -> Task:
        kind = TaskKind(said.pop("kind", "find_material"))
        return self.service.tasks.make(caller, Wish(topic=topic, kind=kind, **said))

    def sync(self, source: str = "torv.md", text: str = ANSWERING) -> None:
        write_material(self.material, {source: text})
        sync(self.library, [self.material])

    def found(self, made: Task) -> Task:
        return self.service.tasks.find(EDITOR, made.id)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """The files taken in, made once; not to be written to."""
    return taken_in_at(tmp_path_factory.mktemp("tasks"), FILES, embedder)


@pytest.fixture
def place(home: Path, tmp_path: Path, library: Library) -> Iterator[Place]:
    copied_with_material(home, tmp_path)
    with serving(library.data, library.embedder) as service:
        made = Place(service=service, library=library, material=tmp_path / "material")
        made.asks(PEAT, *ASKERS)
        yield made


def test_a_task_is_made_of_a_topic_that_several_asked_about(place: Place) -> None:
    made = place.make(note="  Fråga\r\narkivet. ")

    assert (made.state, made.label, made.note) == (TaskState.OPEN, PEAT, "Fråga\narkivet.")
    assert (made.is_shared, made.is_asked, made.maker.id) == (True, True, EDITOR.id)
    assert place.service.tasks.listed(OTHER) == (made,)
    assert place.service.tasks.listed(person("reader")) == ()
    with pytest.raises(NotFoundError):
        place.service.tasks.find(person("reader"), made.id)


def test_no_task_is_made_of_what_is_not_shown(place: Place) -> None:
    place.asks("Vem sålde lakritsbåtarna?", "reader", "member")

    for topic in ("Vem sålde lakritsbåtarna?", "Vad som helst?"):
        with pytest.raises(NotFoundError, match="obesvarade frågorna"):
            place.make(topic)


def test_no_task_is_made_of_what_a_reader_without_groups_may_not_know_of(place: Place) -> None:
    place.sync("hemligt/kanot.md", "# Om kanoten\n\nKanoten köptes 2016.\n")
    hidden = "Vem har sålt kanotens rymdraket?"
    place.asks(hidden, "member", "editor", "reviewer")

    told = {one.name for one in place.service.topics.told(EDITOR.asker, with_partly=True)}

    assert hidden in told
    assert hidden not in place.service.tasks.topics(EDITOR)


def test_a_task_is_made_once_of_each_kind(place: Place) -> None:
    first = place.make()

    with pytest.raises(TaskStateError, match="finns redan"):
        place.make(caller=OTHER)
    place.make(kind="write_lesson")
    place.service.tasks.step(EDITOR, first.id, Step.DROP)
    place.make()

    assert len(place.service.tasks.listed(EDITOR)) == 3


def test_of_two_who_make_a_task_at_once_one_does(place: Place) -> None:
    at_once = threading.Barrier(2)

    def make(caller: Caller) -> bool:
        at_once.wait(10)
        try:
            place.make(caller=caller)
        except TaskStateError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        made = list(both.map(make, (EDITOR, OTHER)))

    assert sorted(made) == [False, True]
    assert len(place.service.tasks.listed(EDITOR)) == 1


def test_a_note_that_is_too_long_is_refused(place: Place) -> None:
    with pytest.raises(TaskError, match="fler än"):
        place.make(note="x" * (LONGEST_NOTE + 1))


def test_the_sync_that_brings_the_answer_closes_the_task(place: Place) -> None:
    made = place.make()
    place.sync("annat.md", "# Annat\n\nProjekt Hinden fick en ny webbplats.\n")
    assert place.service.tasks.ask_again() == ()
    assert place.found(made).state is TaskState.OPEN

    place.sync()
    (closed,) = asked_again(place.service.tasks, place.service.auditor, EDITOR)

    live = place.service.library.current()
    (document,) = [one.id for one in live.record.documents() if one.source == "torv.md"]
    found = place.found(made)
    assert found.state is TaskState.CLOSED_BY_LIBRARY
    assert found.closing is not None
    assert found.closing.kind is AnswerKind.DOCUMENTS
    assert (found.closing.generation, found.closing.documents) == (live.generation, (document,))
    assert all(one.is_answered for one in found.questions)
    assert closed.id == made.id
    noted = place.service.auditor.opened().entries(Wanted(action=Action.TASK.value))
    assert [one.event.object for one in noted] == [f"task:{made.id}:closed_by_library"]


def test_a_curated_answer_that_is_pinned_closes_the_task(place: Place) -> None:
    made, curated = place.make(), place.service.curated
    rows = place.service.library.current().record.documents()
    document = next(one.id for one in rows if one.source == "tranan.md")
    said = "Projekt Tranan kostade 31 miljoner kronor 2016."
    quote = CuratedQuote(document=document, page=None, text=said)
    text = CuratedText(
        question=PEAT,
        wordings=(),
        sentences=(CuratedSentence(text=said, quotes=(quote,)),),
        access=("internal",),
        expires=(datetime.now(UTC) + timedelta(days=9)).date().isoformat(),
    )
    written = curated.write(EDITOR, text)
    curated.step(EDITOR, written.id, StepWanted(step=CuratedStep.SUBMIT))
    assert place.service.tasks.ask_again() == ()

    curated.step(person("reviewer"), written.id, StepWanted(step=CuratedStep.PIN))
    place.service.tasks.ask_again()

    closing = place.found(made).closing
    assert closing is not None
    assert (closing.kind, closing.documents) == (AnswerKind.CURATED, (document,))


def test_asking_again_is_nobodys_question(place: Place) -> None:
    place.make()
    statuses = tuple(Status)
    before = place.service.answers.wanting(statuses, EDITOR.asker, of_everybody=True)

    place.sync()
    assert place.service.tasks.ask_again()

    assert place.service.answers.wanting(statuses, EDITOR.asker, of_everybody=True) == before


def test_what_only_a_group_may_see_closes_no_task(place: Place) -> None:
    made = place.make()

    place.sync("hemligt/torv.md", ANSWERING)
    assert place.service.tasks.ask_again() == ()

    assert place.service.assistant.ask(PEAT, EDITOR.asker).status is Status.ANSWERED
    assert place.found(made).state is TaskState.OPEN


def test_a_library_is_asked_once_and_so_many_questions_a_round(place: Place) -> None:
    made = place.make()
    place.sync()

    assert place.service.tasks.ask_again(most=len(made.questions) - 1) == ()
    assert len(place.service.tasks.ask_again()) == 1
    reopened = place.service.tasks.step(EDITOR, made.id, Step.REOPEN)
    assert place.service.tasks.ask_again() == ()

    assert (reopened.state, reopened.is_asked) == (TaskState.OPEN, False)


def test_a_wrong_answer_is_settled_by_people_alone(place: Place) -> None:
    for name in ASKERS:
        caller = person(name)
        answer = place.service.assistant.ask(KNOWN, caller.asker)
        kept = place.service.answers.keep(answer, owner=caller.id)
        found = place.service.answers.find(str(kept.answer_id), caller.asker, caller.id)
        place.service.answers.say(found, Verdict.WRONG, None, "")
    made = place.make(KNOWN, kind="correct_metadata")
    place.sync()

    assert place.service.tasks.ask_again() == ()
    assert (made.is_asked, place.found(made).state) == (False, TaskState.OPEN)
    assert made.nearest


def test_the_server_closes_it_by_itself(place: Place) -> None:
    made = place.make()
    place.sync()
    going = Rounds(place.service.tasks, place.service.auditor, EDITOR, every=0.05)
    rounds = Repeating("tasks", going.go_round)

    rounds.start()
    deadline = time.monotonic() + 20
    while place.found(made).state is TaskState.OPEN and time.monotonic() < deadline:
        time.sleep(0.05)
    rounds.stop()

    assert place.found(made).state is TaskState.CLOSED_BY_LIBRARY


def test_the_one_person_makes_tasks_of_their_own_questions_which_nobody_else_sees(
    place: Place,
) -> None:
    local, alone = place.service.caller, "Vem sålde lakritsbåtarna?"
    place.service.answers.keep(place.service.assistant.ask(alone, local.asker))

    made = place.make(alone, caller=local)

    assert not made.is_shared
    assert place.service.tasks.listed(local) == (made,)
    assert place.service.tasks.listed(EDITOR) == ()
    with pytest.raises(NotFoundError):
        place.service.tasks.step(EDITOR, made.id, Step.DONE)


def test_a_task_is_taken_settled_and_opened_again(place: Place) -> None:
    made, tasks = place.make(), place.service.tasks

    taken = tasks.step(OTHER, made.id, Step.TAKE)
    done = tasks.step(EDITOR, made.id, Step.DONE, "Rapporten är beställd.")
    with pytest.raises(TaskStateError, match="klar"):
        tasks.step(EDITOR, made.id, Step.DROP)
    opened = tasks.step(EDITOR, made.id, Step.REOPEN)
    left = tasks.step(EDITOR, made.id, Step.LEAVE)

    assert taken.assignee.id == OTHER.id
    assert (done.state, done.outcome) == (TaskState.DONE, "Rapporten är beställd.")
    assert done.settled
    assert (opened.state, opened.settled, opened.is_asked) == (TaskState.OPEN, "", True)
    assert left.assignee.id is None


@pytest.mark.parametrize("state", TaskState, ids=str)
def test_the_steps_are_those_of_the_rules(state: TaskState) -> None:
    taken = task(state=state)
    by_rule = {step for start, step in RULES if start is state}

    assert set(steps(taken, EDITOR)) == by_rule
    local = replace(EDITOR, id=None)
    assert set(steps(taken, local)) == by_rule - {Step.TAKE}
