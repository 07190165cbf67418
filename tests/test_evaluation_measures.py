"""Which passages are right, and what the measures make of their ranks."""

import math
from collections.abc import Sequence

import pytest

from assistant.errors import QuestionSetError
from assistant.evaluation.judging import judge
from assistant.evaluation.measures import figures, measured
from assistant.evaluation.types import Judged, Measure, Outcome, Question, Relevant
from ingest.record.types import DocumentRow, Passage
from ingest.types import EVERYONE, Chunk, Metadata, Span


def outcome(right: set[int], found: Sequence[int], *, kind: str = "", ms: float = 1.0) -> Outcome:
    question = Question(text="Vad?", relevant=(Relevant(source="a"),), type=kind, language=kind)
    judged = Judged(question=question, keys=frozenset(right))
    return Outcome(judged=judged, found=tuple(found), document=None, page=None, milliseconds=ms)


def passage(key: int, source: str, text: str, page: int | None = None) -> Passage:
    row = DocumentRow(
        id=source,
        version_id=source,
        folder="/material",
        source=source,
        content_hash="",
        media_type="text/plain",
        metadata=Metadata(title=source),
        access=(EVERYONE,),
        chunks=1,
    )
    chunk = Chunk(ordinal=key, span=Span(start=0, end=len(text)), page=page, heading="")
    return Passage(key=key, document=row, chunk=chunk, text=text, page_label=None)


def right_keys(relevant: Relevant, *passages: Passage) -> set[int]:
    question = Question(text="Vad?", relevant=(relevant,))
    return set(judge([question], passages)[0].keys)


def test_a_right_passage_on_second_place() -> None:
    scores = figures([outcome({7}, [3, 7, 5])]).scores

    assert scores[Measure.NDCG] == pytest.approx(1 / math.log2(3))
    assert scores[Measure.MRR] == 0.5
    assert (scores[Measure.HIT_1], scores[Measure.HIT_5], scores[Measure.HIT_20]) == (0, 1, 1)


def test_every_right_passage_counts_for_ndcg_and_the_first_for_the_rest() -> None:
    scores = figures([outcome({7, 8}, [7, 3, 8])]).scores

    assert scores[Measure.NDCG] == pytest.approx((1 + 1 / 2) / (1 + 1 / math.log2(3)))
    assert scores[Measure.MRR] == 1


def test_more_than_nine_passages_are_ranked_by_place_and_not_by_name() -> None:
    scores = figures([outcome({9}, range(20))]).scores

    assert scores[Measure.MRR] == pytest.approx(0.1)
    assert scores[Measure.NDCG] == pytest.approx(1 / math.log2(11))


def test_what_lies_deeper_than_twenty_is_missed() -> None:
    scores = figures([outcome({99}, [*range(20), 99])]).scores

    assert (scores[Measure.HIT_20], scores[Measure.MRR]) == (0, 0)


def test_nothing_found_and_nothing_to_find_are_missed() -> None:
    scores = figures([outcome({1}, []), outcome(set(), [1]), outcome({1}, [1])]).scores

    assert scores[Measure.HIT_1] == pytest.approx(1 / 3)
    assert scores[Measure.NDCG] == pytest.approx(1 / 3)


def test_documents_and_pages_are_measured_only_where_they_are_asked_for() -> None:
    assert Measure.DOCUMENT not in figures([outcome({1}, [1])]).scores
    assert Measure.PAGE not in figures([outcome({1}, [1])]).scores


def test_times_are_told_by_median_and_95th_percentile() -> None:
    told = figures([outcome({1}, [1], ms=float(n)) for n in range(1, 101)])

    assert (told.median_ms, told.p95_ms) == (50.5, 95.0)


def test_groups_have_their_own_figures() -> None:
    result = measured(
        "x", [outcome({1}, [1], kind="fact"), outcome({1}, [], kind="list"), outcome({1}, [1])]
    )

    hits = {kind: told.scores[Measure.HIT_1] for kind, told in result.by_type.items()}
    assert hits == {"fact": 1, "list": 0}
    assert set(result.by_language) == {"fact", "list"}
    assert result.figures.questions == 3


def test_the_passages_that_hold_the_quote_are_right() -> None:
    quoted = Relevant(source="a", quote="kostade 14 miljoner")

    keys = right_keys(
        quoted,
        passage(1, "a", "Projektet\nKostade 14\nmiljoner kronor."),
        passage(2, "a", "Det kostade mycket."),
        passage(3, "b", "Projektet kostade 14 miljoner."),
        passage(4, "a", "Det kostade 14 miljonersbelopp."),
    )

    assert keys == {1}


def test_a_quote_counts_on_its_page_alone() -> None:
    quoted = Relevant(source="a", page=2, quote="kaffe")

    assert right_keys(quoted, passage(1, "a", "kaffe", 1), passage(2, "a", "kaffe", 2)) == {2}


def test_a_quote_cut_in_two_is_found_where_most_of_it_stands() -> None:
    quoted = Relevant(source="a", quote="regeringen gav verket i uppdrag")

    keys = right_keys(
        quoted, passage(1, "a", "Så gav regeringen verket"), passage(2, "a", "i uppdrag att mäta")
    )

    assert keys == {1}


def test_a_passage_that_is_named_is_right_whatever_it_says() -> None:
    assert right_keys(Relevant(source="b"), passage(1, "a", "x"), passage(2, "b", "!")) == {2}


def test_questions_about_other_documents_are_refused() -> None:
    with pytest.raises(QuestionSetError, match=r"till exempel borta\.pdf"):
        right_keys(Relevant(source="borta.pdf"), passage(1, "a", "x"))
