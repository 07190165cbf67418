"""The measures: nDCG, hits and reciprocal rank by ir-measures; documents, pages and time here.

nDCG, hits and MRR look at the first twenty passages. A question with several right passages is
hit by any one; for nDCG the more of them stand high, the better.
"""

import math
import statistics
from collections.abc import Sequence

import ir_measures
from ir_measures import RR, Success, nDCG

from assistant.evaluation.types import Figures, Measure, Outcome, Result

DEPTH = 20
"""Passages looked at."""
_RANKED = {
    Measure.NDCG: nDCG @ 10,
    Measure.HIT_1: Success @ 1,
    Measure.HIT_5: Success @ 5,
    Measure.HIT_20: Success @ 20,
    Measure.MRR: RR,
}


def measured(name: str, outcomes: Sequence[Outcome]) -> Result:
    """The figures of one way of searching, of which there must be one outcome at least."""
    types = dict.fromkeys(one.judged.question.type for one in outcomes)
    languages = dict.fromkeys(one.judged.question.language for one in outcomes)
    return Result(
        name=name,
        figures=figures(outcomes),
        by_type={
            type_: figures([one for one in outcomes if one.judged.question.type == type_])
            for type_ in filter(None, types)
        },
        by_language={
            language: figures([one for one in outcomes if one.judged.question.language == language])
            for language in filter(None, languages)
        },
    )


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Means over the outcomes; what none of them was asked for is left out of the scores."""
    scores = _ranked(outcomes)
    for measure, told in (
        (Measure.DOCUMENT, [one.document for one in outcomes if one.document is not None]),
        (Measure.PAGE, [one.page for one in outcomes if one.page is not None]),
    ):
        if told:
            scores[measure] = statistics.fmean(told)
    times = sorted(one.milliseconds for one in outcomes)
    return Figures(
        questions=len(outcomes),
        scores=scores,
        median_ms=statistics.median(times),
        p95_ms=times[math.ceil(0.95 * len(times)) - 1],
    )


def _ranked(outcomes: Sequence[Outcome]) -> dict[Measure, float]:
    right = {
        str(n): {str(key): 1 for key in one.judged.keys} or {"missing": 1}
        for n, one in enumerate(outcomes)
    }
    ranks = {
        str(n): {str(key): -float(rank) for rank, key in enumerate(one.found[:DEPTH])}
        for n, one in enumerate(outcomes)
    }
    means = ir_measures.calc_aggregate(list(_RANKED.values()), right, ranks)
    return {measure: float(means[way]) for measure, way in _RANKED.items()}
