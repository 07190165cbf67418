"""An evaluation as JSON and as a table for a terminal."""

import json
from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.evaluation.tables import decimal, table_of
from assistant.evaluation.types import Figures, Measure, Report, Result
from ingest.progress import Progress
from ingest.sync_output import progress_shown

COLUMNS = {
    Measure.NDCG: "nDCG",
    Measure.HIT_1: "@1",
    Measure.HIT_5: "@5",
    Measure.HIT_20: "@20",
    Measure.MRR: "MRR",
    Measure.DOCUMENT: "Dok",
    Measure.PAGE: "Sida",
}
LEGEND = (
    "nDCG över 10 stycken. @: ett rätt stycke bland de så många första. Dok, Sida: rätt dokument "
    "och rätt sida bland de 5 första olika. ms, p95: söktid, median och 95:e percentil."
)


def run_and_report(job: Callable[[Progress], Report], *, as_json: bool) -> None:
    """Run an evaluation with a progress bar and print what it found."""
    with progress_shown(hidden=as_json) as progress:
        report = job(progress)
    if as_json:
        print(json.dumps(report_as_json(report), ensure_ascii=False))  # noqa: T201  (the contract)
    else:
        print_report(Console(soft_wrap=True), report)


def report_as_json(report: Report) -> dict[str, Any]:
    """The JSON of `lardom eval --json`; its fields stand in `docs/evaluation.md`."""
    generation = {} if report.generation is None else {"generation": report.generation}
    return {
        "set": report.name,
        "questions": report.questions,
        "unanswerable": report.unanswerable,
        "missing": report.missing,
        "passages": report.passages,
        **generation,
        "ours": _result_as_json(report.ours),
        "baselines": {one.name: _result_as_json(one) for one in report.baselines},
        "ratios": {
            one.name: {
                measure.value: _rounded(ratio(report.ours.figures, one.figures, measure))
                for measure in report.ours.figures.scores
            }
            for one in report.baselines
        },
    }


def ratio(ours: Figures, other: Figures, measure: Measure) -> float | None:
    """Ours divided by the other's; None where the other found nothing."""
    theirs = other.scores[measure]
    return ours.scores[measure] / theirs if theirs else None


def print_report(console: Console, report: Report) -> None:
    """Print what was measured: ours beside the baselines, then ours by type of question."""
    console.print(_heading(report), "\n", markup=False, highlight=False)
    ways = (report.ours, *report.baselines)
    console.print(_table("Sökning", {way.name: way.figures for way in ways}), "")
    if report.baselines:
        console.print(_ratios(report), "")
    for title, groups in (("Frågetyp", report.ours.by_type), ("Språk", report.ours.by_language)):
        if groups:
            console.print(_table(title, groups), "")
    console.print(LEGEND, highlight=False)


def _heading(report: Report) -> str:
    where = (
        f"{report.passages} stycken i frågesamlingen"
        if report.generation is None
        else f"biblioteket, version {report.generation} med {report.passages} stycken"
    )
    left_out = (
        f" {report.unanswerable} utan svar i materialet mäts inte." if report.unanswerable else ""
    )
    missing = (
        f" Till {report.missing} av dem finns svarets stycke inte i biblioteket; de räknas som "
        "missar."
        if report.missing
        else ""
    )
    return f"{report.name}: {report.questions} frågor mot {where}.{missing}{left_out}"


def _table(title: str, rows: dict[str, Figures]) -> Table:
    shown = [m for m in Measure if any(m in figures.scores for figures in rows.values())]
    table = table_of(title, ["Antal", *(COLUMNS[measure] for measure in shown), "ms", "p95"])
    for name, figures in rows.items():
        scores = [decimal(figures.scores.get(measure), 3) for measure in shown]
        times = [decimal(figures.median_ms, 1), decimal(figures.p95_ms, 1)]
        table.add_row(escape(name), str(figures.questions), *scores, *times)
    return table


def _ratios(report: Report) -> Table:
    ours = report.ours.figures
    table = table_of("Lärdom delat med", [COLUMNS[measure] for measure in ours.scores])
    for way in report.baselines:
        ratios = [ratio(ours, way.figures, measure) for measure in ours.scores]
        table.add_row(way.name, *(decimal(value, 2) for value in ratios))
    return table


def _result_as_json(result: Result) -> dict[str, Any]:
    languages = {name: _figures_as_json(one) for name, one in result.by_language.items()}
    return {
        **_figures_as_json(result.figures),
        "by_type": {name: _figures_as_json(one) for name, one in result.by_type.items()},
        **({"by_language": languages} if languages else {}),
    }


def _figures_as_json(figures: Figures) -> dict[str, Any]:
    return {
        "questions": figures.questions,
        **{measure.value: _rounded(score) for measure, score in figures.scores.items()},
        "latency_ms": {"median": round(figures.median_ms, 2), "p95": round(figures.p95_ms, 2)},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
