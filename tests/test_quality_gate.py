"""The product's own questions over the starter corpus: retrieval stays as good as it is.

Measured (2026-11-22): nDCG@10 .718, hit@1 .727, hit@5 .856, hit@20 .950, MRR .787,
document@5 .928, page@5 .964. Each floor is a little below; raise it when retrieval gets better.
"""

from pathlib import Path

import pytest

from assistant.evaluation.question_sets import read_question_set
from assistant.evaluation.running import evaluate
from assistant.evaluation.types import Measure, Report
from assistant.settings import Settings
from tests.conftest import ROOT

FLOORS = {
    Measure.NDCG: 0.705,
    Measure.HIT_1: 0.70,
    Measure.HIT_5: 0.84,
    Measure.HIT_20: 0.935,
    Measure.MRR: 0.77,
    Measure.DOCUMENT: 0.92,
    Measure.PAGE: 0.94,
}
LEGS = ("lexical", "dense")


@pytest.fixture(scope="module")
def report(starter_data: Path) -> Report:
    question_set = read_question_set(ROOT / "tests" / "quality")
    return evaluate(Settings(data=starter_data), question_set, LEGS)


def test_every_question_has_its_passage_in_the_library(report: Report) -> None:
    assert report.missing == 0


@pytest.mark.parametrize("measure", FLOORS, ids=[measure.value for measure in FLOORS])
def test_retrieval_does_not_fall_below_its_floor(report: Report, measure: Measure) -> None:
    assert report.ours.figures.scores[measure] >= FLOORS[measure]


@pytest.mark.parametrize("measure", FLOORS, ids=[measure.value for measure in FLOORS])
def test_retrieval_is_not_worse_than_the_better_of_its_legs(
    report: Report, measure: Measure
) -> None:
    legs = [leg.figures.scores[measure] for leg in report.baselines]

    assert report.ours.figures.scores[measure] >= max(legs)
