"""`make quality`: measures every question set there is with every baseline, and writes a page.

`python -m tests.bench.quality_page MATERIAL [--to FILE] [--data LIBRARY]`. The product's own
set, over corpus/, is always there; the others where `eval/` lies beside the material.
"""

import argparse
import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.evaluation.baselines import BASELINES
from assistant.evaluation.question_sets import read_question_set
from assistant.evaluation.reporting import ratio
from assistant.evaluation.running import evaluate
from assistant.evaluation.types import Figures, Measure, Report
from assistant.settings import Settings
from ingest.embedding import load_embedder
from ingest.sync import sync
from ingest.work import Library
from tests.bench.english import InBoth, measured_in_both

ROOT = Path(__file__).parent.parent.parent
INTRODUCTION = """# Retrieval quality

Written by `make quality` on {day}; do not edit. Every table is one run: ours and the baselines
search the same passages with the same questions. What the columns mean stands in
[evaluation.md](evaluation.md); *against it* is our nDCG@10 divided by the baseline's.

`words` and `stems` are BM25 over lower-cased words and over Snowball stems, `dense` is the bundled
embedding model alone, `lexical` our lexical leg alone (character 4-grams and stems), `rrf`
equal-weight reciprocal rank fusion of the last two. Times are of this machine, one question at a
time; ours include understanding the question and fetching the passages from the record.
"""
OWN = "quality"
EXPLANATIONS = {
    OWN: "The project's own questions over `corpus/`, written for it; `tests/test_quality_gate.py` "
    "holds these figures in every run of the tests. A hit is a passage that holds the quoted "
    "answer.",
    "swequad": "SweQUAD-MC: questions about texts of Swedish agencies, one passage right for each. "
    "Its training questions are left out.",
    "squad_sv": "SQuAD 2.0 in machine-translated Swedish: paragraphs of encyclopedia articles, "
    "each with its article's title. The questions were written with the paragraph in sight and "
    "share its words, which flatters every lexical way.",
    "domain": "Questions as people in agencies put them, over some two thousand public-sector "
    "documents that are not part of the project. A hit is a passage that holds the quoted answer.",
}
NAMES = {
    Measure.NDCG: "nDCG@10",
    Measure.HIT_1: "hit@1",
    Measure.HIT_5: "hit@5",
    Measure.HIT_20: "hit@20",
    Measure.MRR: "MRR",
    Measure.DOCUMENT: "document@5",
    Measure.PAGE: "page@5",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A question set, the material it is about (None: its own passages), and a library of it."""

    questions: Path
    material: Path | None
    data: Path | None = None


def main() -> None:
    """Measure and write what the command line asks for."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "quality.md")
    parser.add_argument("--data", type=Path, help="a library of the material that is there already")
    chosen = parser.parse_args()
    material = chosen.material.resolve()
    parts = [INTRODUCTION.format(day=date.today().isoformat())]
    with tempfile.TemporaryDirectory(prefix="lardom-quality-") as scratch:
        data = chosen.data or Path(scratch) / "library"
        parts += [page_part(measured(run)) for run in runs_beside(material, data)]
        if (domain := material.parent / "eval" / "domain").exists():
            parts.append(english_part(measured_in_both(data, domain, Path(scratch))))
    chosen.to.write_text("\n".join(parts), encoding="utf-8")


def runs_beside(material: Path, data: Path) -> list[Run]:
    """Our own set, and those of `eval/` beside the material."""
    beside = material.parent / "eval"
    runs = [
        Run(questions=ROOT / "tests" / "quality", material=ROOT / "corpus"),
        Run(questions=beside / "swequad", material=None),
        Run(questions=beside / "squad_sv", material=None),
        Run(questions=beside / "domain", material=material, data=data),
    ]
    return [run for run in runs if run.questions.exists()]


def measured(run: Run) -> Report:
    """The report of a set with every baseline; its library is made when it is not there."""
    with tempfile.TemporaryDirectory(prefix="lardom-quality-") as scratch:
        data = run.data or Path(scratch) / "data"
        if run.material and not data.exists():
            embedder = load_embedder("", batch_size=64, device="cpu")
            sync(Library(data=data, embedder=embedder), [run.material])
        question_set = read_question_set(run.questions)
        return evaluate(Settings(data=data), question_set, tuple(BASELINES))


def page_part(report: Report) -> str:
    """A set's part of the page, as Markdown."""
    return "\n".join(_lines(report))


def english_part(both: InBoth) -> str:
    """The part about questions in English."""
    return (
        "## In English\n\nTwenty of the domain's questions put in English "
        "(`tests/quality/domain_in_english.jsonl`) find the right document among the first five "
        f"in {both.found(both.english):.2f}, in Swedish in {both.found(both.swedish):.2f}: "
        f"{both.share:.2f} of it.\n"
    )


def _lines(report: Report) -> Iterator[str]:
    yield f"## {report.name}\n"
    explained = EXPLANATIONS.get(report.name, "")
    yield (
        f"{explained} {report.questions} questions over {report.passages} passages; "
        f"{report.unanswerable} that the material does not answer are left out.\n"
    )
    ours = report.ours.figures
    yield from _table(
        "way",
        {way.name: way.figures for way in (report.ours, *report.baselines)},
        {
            way.name: f"{against:.2f}"
            for way in report.baselines
            if (against := ratio(ours, way.figures, Measure.NDCG)) is not None
        },
    )
    if report.ours.by_type:
        yield "Ours, by type of question:\n"
        yield from _table("type", report.ours.by_type)


def _table(
    first: str, rows: dict[str, Figures], against: dict[str, str] | None = None
) -> Iterator[str]:
    shown = [m for m in Measure if any(m in figures.scores for figures in rows.values())]
    last = [] if against is None else ["against it"]
    heads = [first, "questions", *(NAMES[m] for m in shown), "median ms", "p95 ms", *last]
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'---:|' * (len(heads) - 1)}"
    for name, figures in rows.items():
        scores = [f"{figures.scores[m]:.3f}" if m in figures.scores else "" for m in shown]
        times = [f"{figures.median_ms:.1f}", f"{figures.p95_ms:.1f}"]
        ratios = [] if against is None else [against.get(name, "")]
        yield f"| {' | '.join([name, str(figures.questions), *scores, *times, *ratios])} |"
    yield ""


if __name__ == "__main__":
    main()
