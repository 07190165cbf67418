"""Tells which passages of a library bear the answers that a question set names.

A set with passages names them; a set over documents quotes them, and the passages that hold the
quote count. Where a quote runs over two passages, the one that shares most of its words does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from assistant.errors import QuestionSetError
from assistant.evaluation.types import Judged, Question, Relevant
from ingest.record.types import Passage
from ingest.swedish import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passage stands: its document's source, and its page where that has pages."""

    source: str
    page: int | None


def place_of(passage: Passage) -> Place:
    """Where a passage stands."""
    return Place(source=passage.document.source, page=passage.chunk.page)


def judge(questions: Sequence[Question], passages: Iterable[Passage]) -> list[Judged]:
    """The questions with the keys of the passages that bear an answer, in their order.

    Raises:
        QuestionSetError: when none of the documents they name is among the passages.
    """
    by_source: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_source[passage.document.source].append(passage)
    check_documents(questions, by_source.keys())
    return [_judged(question, by_source) for question in questions]


def check_documents(questions: Sequence[Question], sources: Set[str]) -> None:
    """Raise QuestionSetError when none of the documents that questions name is among these."""
    named = [place.source for question in questions for place in question.relevant]
    if named and sources.isdisjoint(named):
        raise QuestionSetError(
            f"Biblioteket har inget av de dokument som frågorna gäller, till exempel {named[0]}.",
            "Ta in deras materialmapp med `lardom sync MAPP`, eller peka ut ett annat bibliotek "
            "med LARDOM_DATA.",
        )


def _judged(question: Question, by_source: dict[str, list[Passage]]) -> Judged:
    keys = {
        key
        for relevant in question.relevant
        for key in _bearing(relevant, by_source.get(relevant.source, []))
    }
    return Judged(question=question, keys=frozenset(keys))


def _bearing(relevant: Relevant, passages: list[Passage]) -> list[int]:
    there = [one for one in passages if relevant.page in {None, one.chunk.page}]
    quoted = words(relevant.quote)
    phrase = f" {' '.join(quoted)} " if quoted else " "
    texts = {one.key: words(one.text) for one in there}
    holding = [key for key, text in texts.items() if phrase in f" {' '.join(text)} "]
    if holding or not texts:
        return holding
    return [max(texts, key=lambda key: len(set(quoted).intersection(texts[key])))]
