"""Conversations: kept for their owner until they expire, and not at all unless that is set."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from assistant.conversing import Conversations, Turn
from assistant.errors import NotFoundError, QuestionError
from assistant.settings import Settings
from assistant.understanding.earlier import MOST_EARLIER, Earlier
from assistant.understanding.question import LONGEST_QUESTION
from ingest.lock import writing
from ingest.record.opening import open_for_writing

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
FIRST = Turn(question="Vad kostade Pust?", understood="Vad kostade Pust?", answer_id="a" * 32)
SECOND = Turn(question="vem ledde det?", understood="Vem ledde Pust?")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    open_for_writing(tmp_path).dispose()
    return tmp_path


def keeper(
    data: Path, *, days: int = 30, now: Callable[[], datetime] = lambda: NOON
) -> Conversations:
    return Conversations(data, days, now)


def stored(data: Path, table: str = "conversations") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        return record.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608  (our own names)


def begun(conversations: Conversations, owner: str | None = None) -> str:
    named = conversations.begin(owner)
    assert named is not None
    return named


def test_the_earlier_questions_come_self_contained_and_the_oldest_first(data: Path) -> None:
    with closing(keeper(data)) as conversations:
        named = begun(conversations)
        added = [conversations.add(named, None, turn) for turn in (FIRST, SECOND)]

        assert conversations.earlier(named) == ("Vad kostade Pust?", "Vem ledde Pust?")
    assert added == [True, True]
    assert len(named) == 32


def test_a_question_is_stored_as_it_was_asked_with_its_answer(data: Path) -> None:
    with closing(keeper(data)) as conversations:
        named = begun(conversations, "en")
        for turn in (FIRST, SECOND):
            conversations.add(named, "en", turn)

    assert stored(data) == [(named, "en", "2026-01-31T12:00:00Z", "2026-03-02T12:00:00Z")]
    assert stored(data, "conversation_questions") == [
        (named, 1, FIRST.question, FIRST.understood, "a" * 32, "2026-01-31T12:00:00Z"),
        (named, 2, "vem ledde det?", "Vem ledde Pust?", None, "2026-01-31T12:00:00Z"),
    ]


def test_at_most_the_last_eight_questions_are_handed_out(data: Path) -> None:
    with closing(keeper(data)) as conversations:
        named = begun(conversations)
        for n in range(10):
            conversations.add(named, None, Turn(question=f"{n}?", understood=f"Fråga {n}?"))

        handed = conversations.earlier(named)

    assert handed == tuple(f"Fråga {n}?" for n in range(2, 10))
    assert len(handed) == MOST_EARLIER


def test_a_new_conversation_has_no_earlier_questions(data: Path) -> None:
    with closing(keeper(data)) as conversations:
        assert conversations.earlier(begun(conversations)) == ()


def test_a_conversation_of_another_owner_is_as_one_that_is_not_there(data: Path) -> None:
    with closing(keeper(data)) as conversations:
        named = begun(conversations, "en")
        conversations.add(named, "en", FIRST)

        for other in ("annan", None):
            with pytest.raises(NotFoundError, match=f"{named} finns inte"):
                conversations.earlier(named, other)
            assert not conversations.add(named, other, SECOND)
        assert conversations.earlier(named, "en") == ("Vad kostade Pust?",)


@pytest.mark.parametrize("unknown", ["0" * 32, "", "' OR 1=1 --"])
def test_an_unknown_conversation_is_told(data: Path, unknown: str) -> None:
    with closing(keeper(data)) as conversations:
        with pytest.raises(NotFoundError, match="30 dagar"):
            conversations.earlier(unknown)

        assert not conversations.add(unknown, None, FIRST)


def test_nothing_is_kept_unless_it_is_set(data: Path) -> None:
    unset = int(Settings.model_fields["keep_conversations"].default)

    with closing(keeper(data, days=unset)) as conversations:
        assert conversations.begin(None) is None
        assert not conversations.add("0" * 32, None, FIRST)

        with pytest.raises(NotFoundError, match="LARDOM_KEEP_CONVERSATIONS"):
            conversations.earlier("0" * 32)
    assert stored(data) == []


def test_turned_off_it_hands_out_nothing_that_was_kept_before(data: Path) -> None:
    with closing(keeper(data)) as conversations:
        named = begun(conversations)

    with closing(keeper(data, days=0)) as off, pytest.raises(NotFoundError):
        off.earlier(named)


def test_a_conversation_expires_days_after_its_last_question(data: Path) -> None:
    times = [NOON]
    with closing(keeper(data, days=2, now=lambda: times[-1])) as conversations:
        named = begun(conversations)
        times.append(NOON + timedelta(days=1))
        conversations.add(named, None, FIRST)
        times.append(NOON + timedelta(days=3, seconds=-1))

        assert conversations.earlier(named) == ("Vad kostade Pust?",)

        times.append(NOON + timedelta(days=3))
        with pytest.raises(NotFoundError):
            conversations.earlier(named)
        assert not conversations.add(named, None, SECOND)


@pytest.mark.parametrize("when", ["begin", "add", "start"])
def test_an_expired_conversation_is_removed_with_its_questions(data: Path, when: str) -> None:
    times = [NOON]
    with closing(keeper(data, days=2, now=lambda: times[-1])) as conversations:
        conversations.add(begun(conversations), None, FIRST)
        times.append(NOON + timedelta(days=1))
        living = begun(conversations)
        times.append(NOON + timedelta(days=2))
        if when == "begin":
            conversations.begin()
        elif when == "add":
            conversations.add(living, None, SECOND)
        else:
            conversations.start()

    assert living in [row[0] for row in stored(data)]
    assert [row[2] for row in stored(data, "conversation_questions")] == (
        [SECOND.question] if when == "add" else []
    )


def test_a_conversation_is_kept_while_a_sync_holds_the_lock(data: Path) -> None:
    with writing(data), closing(keeper(data)) as conversations:
        assert conversations.add(begun(conversations), None, FIRST)


def test_what_cannot_be_kept_is_logged_and_let_go(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(keeper(data)) as conversations:
        named = begun(conversations)
        with closing(sqlite3.connect(data / "record.sqlite3", isolation_level=None)) as syncing:
            syncing.execute("BEGIN IMMEDIATE")

            assert conversations.begin() is None
            assert not conversations.add(named, None, FIRST)
    assert "Samtalet kunde inte sparas" in caplog.text
    assert "Frågan kunde inte sparas" in caplog.text


def test_an_empty_data_folder_keeps_nothing_and_stays_empty(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    with closing(keeper(empty)) as conversations:
        conversations.start()

        assert conversations.begin() is None
    assert not empty.exists()


def test_threads_that_ask_at_once_get_places_of_their_own(data: Path) -> None:
    with closing(keeper(data)) as conversations:
        named = begun(conversations)
        asking = [
            Thread(target=conversations.add, args=(named, None, Turn(question="?", understood="?")))
            for _ in range(6)
        ]
        for one in asking:
            one.start()
        for one in asking:
            one.join()

    assert [row[1] for row in stored(data, "conversation_questions")] == [1, 2, 3, 4, 5, 6]


def test_earlier_questions_may_be_sent_along() -> None:
    sent = Earlier(questions=("å" * LONGEST_QUESTION,) * MOST_EARLIER)

    assert len(sent.questions) == 8


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        pytest.param(("Vad?",) * 9, "9 tidigare frågor", id="too-many"),
        pytest.param(("Vad?", " "), "nummer 2 är tom", id="empty"),
        pytest.param(("å" * 2001,), "2001 tecken", id="too-long"),
    ],
)
def test_earlier_questions_that_cannot_have_been_asked_are_refused(
    questions: tuple[str, ...], said: str
) -> None:
    with pytest.raises(QuestionError, match=said) as refused:
        Earlier(questions=questions)

    assert refused.value.remedy
