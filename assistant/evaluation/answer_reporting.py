"""Measured answers as JSON, as a table for a terminal, and what was missed as a file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.errors import QuestionSetError
from assistant.evaluation.answer_measures import is_answered, is_refused
from assistant.evaluation.answer_types import AnswerFigures, AnswersReport, JudgedAnswer
from assistant.evaluation.tables import decimal, table_of
from ingest.progress import Progress
from ingest.sync_output import progress_shown

ROWS = {
    "recall": "Rätt sida eller dokument bland citaten",
    "recall_all": "Alla rätta dokument bland citaten",
    "precision": "Citat som står på rätt sida",
    "supported": "Meningar med fullt stöd",
    "verbatim": "Citat ordagrant i källan",
    "facts": "Faktauppgifterna i svaret",
    "facts_in_citations": "Faktauppgifterna i citaten",
    "refused": "Frågor utan svar som avböjts",
    "refusal_precision": "Avböjda som saknade svar",
    "answered": "Frågor med svar som besvarats",
    "answered_fully": "… därav fullt ut",
}
COLUMNS = {
    "recall": "Källa",
    "recall_all": "Alla",
    "precision": "Citat",
    "supported": "Stöd",
    "facts": "Fakta",
    "answered": "Svar",
    "refused": "Avböjt",
}
LEGEND = (
    "Andelar från 0 till 1. Faktauppgifter räknas för frågetyperna fact och figure, på en "
    "frågetyps egen rad för den. Svaren är citat; ingen språkmodell frågas."
)


def run_and_report(
    job: Callable[[Progress], AnswersReport], *, as_json: bool, failures: Path | None = None
) -> None:
    """Measure with a progress bar, print the figures, and write what was missed where told.

    Raises:
        QuestionSetError: when the file of failures cannot be written.
    """
    if failures is not None:
        _write(failures, "")  # found out before the measuring, not after
    with progress_shown(hidden=as_json) as progress:
        report = job(progress)
    if failures is not None:
        _write(failures, failures_as_lines(report))
    if as_json:
        print(json.dumps(report_as_json(report), ensure_ascii=False))  # noqa: T201  (the contract)
    else:
        print_report(Console(soft_wrap=True), report)


def report_as_json(report: AnswersReport) -> dict[str, Any]:
    """The JSON of `lardom eval --answers --json`; its fields stand in `docs/evaluation.md`."""
    return {
        "set": report.name,
        "questions": report.questions,
        "unanswerable": report.unanswerable,
        "answers": {
            **_as_json(report.figures),
            "by_type": {
                name: {"questions": figures.questions, **_as_json(figures)}
                for name, figures in report.by_type.items()
            },
        },
    }


def failures_as_lines(report: AnswersReport) -> str:
    """One JSON object a line for every question that was missed in some way."""
    lines = [_failure(one) for one in report.judged if missed(one)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def missed(one: JudgedAnswer) -> list[str]:
    """The measures that a question lowers, by their names in the JSON."""
    tests = {
        "answered": bool(one.question.relevant) and not is_answered(one),
        "refused": not one.question.relevant and not is_refused(one),
        "recall": bool(one.question.relevant) and not any(c.right for c in one.citations),
        "recall_all": bool(one.missing_sources),
        "facts": bool(one.missing_facts),
        "supported": any(sentence.objections for sentence in one.sentences),
        "verbatim": not all(citation.verbatim for citation in one.citations),
    }
    return [name for name, failed in tests.items() if failed]


def print_report(console: Console, report: AnswersReport) -> None:
    """Print the figures over all questions, then by type of question."""
    heading = (
        f"{report.name}: {report.questions} frågor med svar i materialet, "
        f"{report.unanswerable} utan."
    )
    console.print(heading, "\n", markup=False, highlight=False)
    console.print(_totals(report.figures), "")
    if report.by_type:
        console.print(_types(report.by_type), "")
    console.print(LEGEND, highlight=False)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise QuestionSetError(
            f"Filen {path} går inte att skriva.", "Ange en fil i en mapp som du får skriva i."
        ) from error


def _as_json(figures: AnswerFigures) -> dict[str, Any]:
    shares = {name: getattr(figures, name) for name in ROWS}
    return {
        **{name: None if share is None else round(share, 4) for name, share in shares.items()},
        "latency_ms": {"median": round(figures.median_ms, 2), "p95": round(figures.p95_ms, 2)},
    }


def _failure(one: JudgedAnswer) -> dict[str, Any]:
    question = one.question
    return {
        "id": question.id,
        "type": question.type,
        "question": question.text,
        "status": one.answer.status.value,
        "missed": missed(one),
        "answer": one.answer.answer,
        "missing_facts": list(one.missing_facts),
        "unquoted_facts": list(one.unquoted_facts),
        "missing_sources": list(one.missing_sources),
        "relevant": [
            {"source": place.source, "page": place.page, "quote": place.quote}
            for place in question.relevant
        ],
        "citations": [
            {
                "source": judged.citation.source,
                "page": judged.citation.page,
                "quote": judged.citation.quote,
                "right": judged.right,
                "verbatim": judged.verbatim,
            }
            for judged in one.citations
        ],
        "unsupported": [
            {"sentence": sentence.text, "objections": [why.value for why in sentence.objections]}
            for sentence in one.sentences
            if sentence.objections
        ],
    }


def _totals(figures: AnswerFigures) -> Table:
    table = table_of("Alla frågor", ["Andel"])
    for name, row in ROWS.items():
        table.add_row(row, decimal(getattr(figures, name), 3))
    table.add_row("Svarstid i ms, median", decimal(figures.median_ms, 1))
    table.add_row("Svarstid i ms, 95:e percentil", decimal(figures.p95_ms, 1))
    return table


def _types(groups: dict[str, AnswerFigures]) -> Table:
    table = table_of("Frågetyp", ["Antal", *COLUMNS.values(), "ms"])
    for name, figures in groups.items():
        shares = [decimal(getattr(figures, column), 3) for column in COLUMNS]
        table.add_row(escape(name), str(figures.questions), *shares, decimal(figures.median_ms, 1))
    return table
