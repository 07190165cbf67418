"""Makes the answer of the register of what its results say: numbered cells, words, addresses."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.figures import filter_written
from assistant.figures.answer import (
    Caution,
    Downloads,
    FigureGiven,
    FiguresAnswer,
    FiguresResult,
    FiguresRow,
    FiguresStatus,
    Pictures,
    Workbook,
)
from assistant.figures.charts import chart_of, title_of
from assistant.figures.citing import CellNumbering
from assistant.figures.reading import Reader
from assistant.figures.said import Said
from assistant.figures.saying import Sayer
from assistant.figures.types import AskBack, Outcome, Refused
from ingest.register.selection import Catalogue, Figure, Found, Result

ROUTE = "/api/v1/figures"
_NOTHING_READ = "Frågan är ingen som registret säkert kan svara på."


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A catalogue, with what reads and says by it, and the names of its agencies by their ids."""

    catalogue: Catalogue
    reader: Reader
    sayer: Sayer
    names: dict[int, str]


def unanswered(question: str, outcome: Outcome) -> FiguresAnswer:
    """What is said of a question that was not read as a selection."""
    match outcome:
        case AskBack():
            return FiguresAnswer(
                question=question,
                status=FiguresStatus.ASKED_BACK,
                answer=outcome.question,
                reading="",
                choices=outcome.choices,
            )
        case Refused():
            return FiguresAnswer(
                question=question,
                status=FiguresStatus.REFUSED,
                answer=outcome.why,
                reading="",
                remedy=outcome.remedy,
            )
        case _:
            return FiguresAnswer(
                question=question,
                status=FiguresStatus.NOT_REGISTER,
                answer=_NOTHING_READ,
                reading="",
            )


def answered(question: str, reading: str, results: Sequence[Result], known: Known) -> FiguresAnswer:
    """The answer of results, each with the cells of its rows numbered through."""
    numbering = CellNumbering()
    said = known.sayer.results(results)
    given = tuple(
        _result(result, told, known, numbering) for result, told in zip(results, said, strict=True)
    )
    return FiguresAnswer(
        question=question,
        status=FiguresStatus.ANSWERED,
        answer=" ".join(told.answer for told in said),
        reading=reading,
        results=given,
        citations=numbering.citations,
        files=tuple(
            dict.fromkeys(
                Workbook(source=file.source, sha256=file.sha256)
                for result in results
                for file in result.files
            )
        ),
    )


def _result(result: Result, said: Said, known: Known, numbering: CellNumbering) -> FiguresResult:
    text = filter_written.written(result.selection, known.catalogue)
    address = urlencode({"filter": text})
    drawn = chart_of(result, known.names, title_of(result))
    return FiguresResult(
        reading=said.sentence,
        answer=said.answer,
        figures=tuple(
            _figure(figure, told.text, told.basis, told.formula)
            for figure, told in zip(result.figures, said.figures, strict=True)
        ),
        items=said.items,
        rows=tuple(_row(row, known.names, numbering) for row in result.rows),
        row_count=result.row_count,
        gaps=said.gaps,
        warnings=tuple(Caution(kind=one.kind, text=one.text, url=one.url) for one in said.warnings),
        filter=json.loads(text),
        pictures=None
        if drawn is None
        else Pictures(
            svg=f"{ROUTE}/picture.svg?{address}",
            png=f"{ROUTE}/picture.png?{address}",
            summary=drawn.summary,
        ),
        downloads=Downloads(
            csv=f"{ROUTE}/table.csv?{address}", xlsx=f"{ROUTE}/table.xlsx?{address}"
        ),
    )


def _figure(figure: Figure, text: str, basis: str, formula: str) -> FigureGiven:
    return FigureGiven(
        group=figure.group,
        value=figure.value,
        unit=figure.unit,
        n=figure.n,
        missing=figure.missing,
        above=figure.above,
        below=figure.below,
        text=text,
        basis=basis,
        formula=formula,
        doubts=tuple(one.why for one in figure.doubts),
    )


def _row(row: Found, names: dict[int, str], numbering: CellNumbering) -> FiguresRow:
    return FiguresRow(
        agency=names.get(row.agency, ""),
        agency_id=row.agency,
        project=row.name,
        project_id=row.project,
        year=row.year,
        number=row.number,
        citations=tuple(dict.fromkeys(map(numbering.number, row.values))),
        doubts=tuple(one.why for one in row.doubts),
    )
