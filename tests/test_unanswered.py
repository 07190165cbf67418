"""Questions without an answer: gathered once, grouped by topic, whatever order they come in."""

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.types import Status
from assistant.unanswered.discretion import impersonal, told
from assistant.unanswered.gathering import gathered
from assistant.unanswered.grouping import TopicGrouper
from assistant.unanswered.types import AskedQuestion
from ingest.embedding import Embedder
from ingest.record.answers import KeptAnswer, WantingAnswer

PENSION = (
    "Hur stora är pensionsavgifterna för it-konsulter?",
    "Vad är pensionsavgiften för en konsult?",
    "Vilka pensionsavgifter betalar konsulter?",
)
HORSES = ("Hur många hästar finns i hovstallet?", "Vilka hästar har hovstallet?")
ALONE = "Vad kostar en resa till Mars?"


def asked(
    question: str,
    count: int = 1,
    partly: int = 0,
    latest: str = "",
    *,
    marked: int = 0,
    askers: tuple[str, ...] = ("",),
    without: tuple[str, ...] | None = None,
) -> AskedQuestion:
    day = latest or "2026-01-31"
    return AskedQuestion(
        question=question,
        count=count,
        partly=partly,
        marked=marked,
        latest=day,
        askers=frozenset(askers),
        without=frozenset(askers if without is None else without),
    )


def kept(
    question: str,
    day: str,
    status: Status,
    understood: str | None = None,
    *,
    hour: int = 12,
    owner: str | None = None,
    is_marked: bool = False,
) -> WantingAnswer:
    answer = KeptAnswer(
        id="0" * 32,
        asked=f"{day}T{hour:02}:00:00Z",
        expires="2030-01-01T12:00:00Z",
        owner=owner,
        question=question,
        filters="{}",
        answer=json.dumps({"status": status.value, "understood_as": understood}),
        files=(),
        generation=1,
        embedder="",
        model=None,
        product="",
    )
    return WantingAnswer(kept=answer, is_marked=is_marked)


@pytest.fixture
def grouper(embedder: Embedder) -> TopicGrouper:
    return TopicGrouper(embedder)


def test_questions_about_one_thing_are_one_topic(grouper: TopicGrouper) -> None:
    topics = grouper.grouped([asked(one) for one in (*PENSION, *HORSES, ALONE)])

    together = [{one.question for one in topic.questions} for topic in topics]
    assert sorted(map(sorted, together)) == sorted(map(sorted, (PENSION, HORSES, (ALONE,))))


def test_the_same_questions_give_the_same_topics_in_any_order(grouper: TopicGrouper) -> None:
    questions = [asked(one, count=n + 1) for n, one in enumerate((*PENSION, *HORSES, ALONE))]
    first = grouper.grouped(questions)
    drawing = random.Random(3)  # noqa: S311  (nothing secret)

    for _ in range(10):
        drawing.shuffle(questions)
        assert grouper.grouped(questions) == first


def test_a_topic_is_named_by_what_is_typical_of_it(grouper: TopicGrouper) -> None:
    (topic,) = grouper.grouped([asked(PENSION[0]), asked(PENSION[1], count=9), asked(PENSION[2])])

    assert topic.name == PENSION[1]
    assert "konsult" in " ".join(topic.words)
    assert any(word.startswith("pensionsavgift") for word in topic.words)
    assert not {"hur", "är", "vad"} & set(topic.words)


def test_the_topics_most_asked_for_come_first_then_the_latest(grouper: TopicGrouper) -> None:
    topics = grouper.grouped(
        [
            asked(ALONE, latest="2026-01-01"),
            asked(HORSES[0], count=2, partly=1),
            asked("Vilken färg har trappan?", latest="2026-02-01"),
        ]
    )

    assert [topic.name for topic in topics] == [HORSES[0], "Vilken färg har trappan?", ALONE]
    assert (topics[0].count, topics[0].partly, topics[0].latest) == (2, 1, "2026-01-31")


def test_no_questions_are_no_topics(grouper: TopicGrouper) -> None:
    assert grouper.grouped([]) == ()


def test_a_question_is_gathered_once_however_it_is_typed() -> None:
    found = gathered(
        [
            kept("vad kostar  torv", "2026-01-02", Status.PARTIAL),
            kept("Vad kostar torv?", "2026-01-03", Status.NO_EVIDENCE),
            kept("Och lera?", "2026-01-01", Status.NO_EVIDENCE, "Vad kostar lera?"),
        ]
    )

    assert found == (
        asked("Vad kostar lera?", latest="2026-01-01"),
        asked("Vad kostar torv?", count=2, partly=1, latest="2026-01-03"),
    )


def test_a_question_that_one_person_asks_again_on_a_day_counts_once() -> None:
    found = gathered(
        [
            kept("Vad kostar torv?", "2026-01-02", Status.NO_EVIDENCE, hour=9),
            kept("Vad kostar torv?", "2026-01-02", Status.PARTIAL, hour=10),
            kept("vad kostar torv", "2026-01-02", Status.NO_EVIDENCE, owner="b"),
            kept("Vad kostar torv?", "2026-01-03", Status.NO_EVIDENCE),
        ]
    )

    (wanted,) = found
    assert wanted == asked(
        "Vad kostar torv?",
        count=3,
        partly=1,
        latest="2026-01-03",
        askers=("", "b"),
        without=("", "b"),
    )


def test_a_bad_mark_is_counted_with_its_question() -> None:
    (found,) = gathered(
        [
            kept("Vad kostar torv?", "2026-01-02", Status.ANSWERED, is_marked=True),
            kept("Vad kostar torv?", "2026-01-03", Status.NO_EVIDENCE),
        ]
    )

    assert (found.count, found.marked) == (2, 1)


OWNERS = st.lists(
    st.tuples(st.sampled_from((*PENSION, *HORSES, ALONE)), st.sampled_from("abcd")), max_size=12
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(times=OWNERS)
def test_no_topic_is_shown_that_fewer_than_three_people_asked_about(
    grouper: TopicGrouper, times: list[tuple[str, str]]
) -> None:
    day = "2026-01-02"
    wanting = [kept(said, day, Status.NO_EVIDENCE, owner=owner) for said, owner in times]

    topics = grouper.grouped(gathered(wanting))

    shown = {one.name: one for one in told(topics, with_partly=False)}
    for topic in topics:
        said = {one.question for one in topic.questions}
        people = {owner for question, owner in times if question in said}
        assert (topic.name in shown) == (len(people) >= 3)
        if topic.name in shown:
            assert set(shown[topic.name].questions) == said


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(times=OWNERS, partly=st.sets(st.integers(0, 11)))
def test_a_topic_tells_the_same_whether_or_not_those_answered_in_part_are_wanted(
    grouper: TopicGrouper, times: list[tuple[str, str]], partly: set[int]
) -> None:
    wanting = [
        kept(said, "2026-01-02", Status.PARTIAL if n in partly else Status.NO_EVIDENCE, owner=owner)
        for n, (said, owner) in enumerate(times)
    ]
    topics = grouper.grouped(gathered(wanting))

    wide, narrow = (told(topics, with_partly=wanted) for wanted in (True, False))

    assert [one for one in wide if one in narrow] == list(narrow)


def test_one_more_asker_of_a_topic_does_not_show_between_the_steps(grouper: TopicGrouper) -> None:
    three = grouper.grouped([asked(ALONE, count=3, latest="2026-01-02", askers=tuple("abc"))])
    four = grouper.grouped([asked(ALONE, count=9, latest="2026-02-03", askers=tuple("abcd"))])
    five = grouper.grouped([asked(ALONE, count=9, latest="2026-02-03", askers=tuple("abcde"))])

    assert told(three, with_partly=True) == told(four, with_partly=True)
    assert told(four, with_partly=True) != told(five, with_partly=True)


def test_visitors_who_may_be_one_person_with_many_passes_count_as_one(
    grouper: TopicGrouper,
) -> None:
    passes = [f"visitor:{n}" for n in range(4)]
    wanting = [kept(ALONE, "2026-01-02", Status.NO_EVIDENCE, owner=one) for one in (*passes, "a")]

    assert not told(grouper.grouped(gathered(wanting)), with_partly=True)

    with_another = [*wanting, kept(ALONE, "2026-01-02", Status.NO_EVIDENCE, owner="b")]
    assert told(grouper.grouped(gathered(with_another)), with_partly=True)


@pytest.mark.parametrize(
    "personal",
    ["811218-9876", "anna@exempel.se", "070-123 45 67"],
    ids=["number", "e-mail", "phone"],
)
def test_a_question_with_personal_data_is_not_shown_to_others(personal: str) -> None:
    questions = [asked("Vad kostar torv?"), asked(f"Vad har {personal} gjort?")]

    assert impersonal(questions) == (questions[0],)
