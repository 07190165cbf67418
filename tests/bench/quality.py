"""How well retrieval finds: the figures of `lardom eval` on the question sets beside the material.

The sets lie outside the project and are only measured with; nothing is trained or chosen on
them.
"""

import tempfile
from pathlib import Path

from assistant.evaluation.question_sets import read_question_set
from assistant.evaluation.running import evaluate
from assistant.evaluation.types import Measure, Report
from assistant.settings import Settings
from tests.bench.english import measured_in_both
from tests.bench.running import show

LEGS = ("lexical", "dense")
WITH_PASSAGES = ("swequad", "squad_sv")
DOMAIN = "domain"


def measure_quality(data: Path, shared: Path) -> None:
    """Print the table of retrieval figures; `data` holds a library of the material."""
    settings = Settings(data=data)
    for name in (*WITH_PASSAGES, DOMAIN):
        folder = shared / "eval" / name
        if not folder.exists():
            show(f"{name}: not there", "", "")
            continue
        report = evaluate(settings, read_question_set(folder), LEGS)
        (_show_documents if name == DOMAIN else _show_ndcg)(report)
        if name == DOMAIN:
            with tempfile.TemporaryDirectory() as scratch:
                both = measured_in_both(data, folder, Path(scratch))
            show("20 of them in English, share of the Swedish result", f"{both.share:.2f}", "0.60")


def _show_ndcg(report: Report) -> None:
    for way in (report.ours, *report.baselines):
        score = way.figures.scores[Measure.NDCG]
        show(
            f"{report.name} nDCG@10, {way.name} ({report.questions} questions)", f"{score:.3f}", ""
        )


def _show_documents(report: Report) -> None:
    for kind, figures in {"all": report.ours.figures, **report.ours.by_type}.items():
        found = figures.scores[Measure.DOCUMENT]
        show(
            f"{report.name}, right document in 5, {kind} ({figures.questions})", f"{found:.2f}", ""
        )
    page = report.ours.figures.scores[Measure.PAGE]
    show(f"{report.name}, right PDF page in 5", f"{page:.2f}", "")
