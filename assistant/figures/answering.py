"""The way of a question to the register: read, ask, say; never guess.

Readers are made once for each catalogue, which is the same as long as the register is, for those
who may see the same of it.
"""

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol
from urllib.parse import urlencode

from assistant.figures import filter_written
from assistant.figures.answer import (
    Caution,
    FigureGiven,
    FiguresAnswer,
    FiguresResult,
    FiguresRow,
    FiguresStatus,
    Workbook,
)
from assistant.figures.charts import chart_of
from assistant.figures.citing import CellNumbering
from assistant.figures.filter_read import read
from assistant.figures.reading import Reader
from assistant.figures.said import Said
from assistant.figures.saying import Sayer
from assistant.figures.types import AskBack, NotRegister, Outcome, Reading, Refused
from assistant.types import Asker
from ingest.register.asking import MOST_ROWS, NOTHING, MaySee, no_result
from ingest.register.selection import Catalogue, Figure, Found, Result, Selection

PICTURES = "/api/v1/figures/picture"
DOWNLOADS = "/api/v1/figures/table"
_READERS_KEPT = 8
_NOTHING_READ = "Frågan är ingen som registret säkert kan svara på."


class Asked(Protocol):
    """The register, as far as it is asked."""

    def catalogue(self, may_see: MaySee) -> Catalogue:
        """What it can be asked about."""
        ...

    def ask(self, selection: Selection, may_see: MaySee, most_rows: int = ...) -> Result:
        """The result of a selection."""
        ...


class NoRegister:
    """A register of nothing, for a library that has none."""

    def catalogue(self, may_see: MaySee) -> Catalogue:
        """Nothing."""
        return NOTHING

    def ask(self, selection: Selection, may_see: MaySee, most_rows: int = MOST_ROWS) -> Result:
        """Nothing; nobody who reads the catalogue asks."""
        return no_result(selection)


NO_REGISTER = NoRegister()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A catalogue with what reads and says by it."""

    catalogue: Catalogue
    reader: Reader
    sayer: Sayer
    names: dict[int, str]


class FiguresAnswerer:
    """Answers from the register on behalf of an asker. One per process; usable by threads."""

    def __init__(self, register: Asked) -> None:
        self._register = register
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: str, asker: Asker, most_rows: int = MOST_ROWS) -> FiguresAnswer:
        """The answer to a question in Swedish.

        Raises:
            DataFolderError: the record cannot be used.
        """
        catalogue = self._register.catalogue(asker.may_see)
        if not catalogue.agencies:
            return _unanswered(question, NotRegister())
        known = self._of(catalogue)
        outcome = known.reader.read(question)
        if not isinstance(outcome, Reading):
            return _unanswered(question, outcome)
        results = self._ask(outcome.selections, asker, most_rows)
        return _answered(question, known.sayer.reading(outcome), results, known)

    def by_filter(self, text: str, asker: Asker, most_rows: int = MOST_ROWS) -> FiguresAnswer:
        """The answer to a filter, as an answer carries it and somebody may have edited it.

        Raises:
            FilterError: for the first thing in it that cannot be.
            DataFolderError: the record cannot be used.
        """
        selection, catalogue = self.selection(text, asker)
        known = self._of(catalogue)
        results = self._ask((selection,), asker, most_rows)
        reading = known.sayer.reading(Reading(selections=(selection,)))
        return _answered("", reading, results, known)

    def result(self, text: str, asker: Asker, most_rows: int) -> tuple[Result, dict[int, str]]:
        """The bare result of a filter, and the agencies' names: to be drawn or downloaded."""
        selection, catalogue = self.selection(text, asker)
        (result,) = self._ask((selection,), asker, most_rows)
        return result, self._of(catalogue).names

    def selection(self, text: str, asker: Asker) -> tuple[Selection, Catalogue]:
        """The selection that a filter says; raises FilterError."""
        catalogue = self._register.catalogue(asker.may_see)
        return read(text, catalogue), catalogue

    def _ask(
        self, selections: Sequence[Selection], asker: Asker, most_rows: int
    ) -> tuple[Result, ...]:
        return tuple(self._register.ask(one, asker.may_see, most_rows) for one in selections)

    def _of(self, catalogue: Catalogue) -> _Known:
        with self._lock:
            known = self._known.get(id(catalogue))
            if known is None or known.catalogue is not catalogue:
                known = _Known(
                    catalogue=catalogue,
                    reader=Reader(catalogue),
                    sayer=Sayer(catalogue),
                    names={one.id: one.names[0] for one in catalogue.agencies},
                )
                self._known[id(catalogue)] = known
            self._known.move_to_end(id(catalogue))
            while len(self._known) > _READERS_KEPT:
                self._known.popitem(last=False)
            return known


def _unanswered(question: str, outcome: Outcome) -> FiguresAnswer:
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


def _answered(
    question: str, reading: str, results: Sequence[Result], known: _Known
) -> FiguresAnswer:
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


def _result(result: Result, said: Said, known: _Known, numbering: CellNumbering) -> FiguresResult:
    text = filter_written.written(result.selection, known.catalogue)
    address = urlencode({"filter": text})
    drawn = chart_of(result, known.names, said.sentence)
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
        warnings=tuple(Caution(kind=one.kind, text=one.text) for one in said.warnings),
        filter=json.loads(text),
        picture=None if drawn is None else f"{PICTURES}?{address}",
        download=f"{DOWNLOADS}?{address}",
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
    )
