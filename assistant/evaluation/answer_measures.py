"""The figures over judged answers: shares of questions, of citations, of sentences."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.evaluation.answer_types import AnswerFigures, JudgedAnswer
from assistant.types import Status

WITH_FACTS = frozenset({"fact", "figure", ""})
"""The types whose facts count over all questions; a type's own figures count its own facts."""
ANSWERED = frozenset({Status.ANSWERED, Status.PARTIAL})


def figures_of(judged: Sequence[JudgedAnswer]) -> AnswerFigures:
    """The figures over all questions of a set, of which there is one at least."""
    return _figures(judged, [one for one in judged if one.question.type in WITH_FACTS])


def figures_by_type(judged: Sequence[JudgedAnswer]) -> dict[str, AnswerFigures]:
    """The figures of each type of question; how right refusals are cannot be told of one type."""
    types = dict.fromkeys(one.question.type for one in judged)
    groups = {name: [one for one in judged if one.question.type == name] for name in types if name}
    return {
        name: replace(_figures(group, group), refusal_precision=None)
        for name, group in groups.items()
    }


def is_answered(one: JudgedAnswer) -> bool:
    """True for an answer in full or in part."""
    return one.answer.status in ANSWERED


def is_refused(one: JudgedAnswer) -> bool:
    """True where the answer is that the material has none."""
    return one.answer.status is Status.NO_EVIDENCE


def _figures(judged: Sequence[JudgedAnswer], with_facts: Sequence[JudgedAnswer]) -> AnswerFigures:
    answerable = [one for one in judged if one.question.relevant]
    unanswerable = [one for one in judged if not one.question.relevant]
    citations = [citation for one in judged for citation in one.citations]
    facts = [one for one in with_facts if one.question.facts]
    times = sorted(one.milliseconds for one in judged)
    return AnswerFigures(
        questions=len(judged),
        recall=_share(any(c.right for c in one.citations) for one in answerable),
        recall_all=_share(not one.missing_sources for one in answerable),
        precision=_share(c.right for one in answerable for c in one.citations),
        supported=_share(not s.objections for one in judged for s in one.sentences),
        verbatim=_share(citation.verbatim for citation in citations),
        facts=_share(is_answered(one) and not one.missing_facts for one in facts),
        facts_in_citations=_share(is_answered(one) and not one.unquoted_facts for one in facts),
        refused=_share(map(is_refused, unanswerable)),
        refusal_precision=_share(not one.question.relevant for one in judged if is_refused(one)),
        answered=_share(map(is_answered, answerable)),
        answered_fully=_share(one.answer.status is Status.ANSWERED for one in answerable),
        median_ms=statistics.median(times),
        p95_ms=times[math.ceil(0.95 * len(times)) - 1],
    )


def _share(told: Iterable[bool]) -> float | None:
    every = list(told)
    return statistics.fmean(every) if every else None
