"""The way of a question to the register: read, ask, say; never guess.

Readers are made once for each catalogue, which is the same as long as the register is, for those
who may see the same of it.
"""

from collections import OrderedDict
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import Protocol

from assistant.figures.answer import (
    FiguresAnswer,
)
from assistant.figures.charts import Chart, chart_of, title_of
from assistant.figures.filter_read import read
from assistant.figures.presented import Known, answered, unanswered
from assistant.figures.reading import Reader
from assistant.figures.saying import Sayer
from assistant.figures.tables import ResultTable, figure_table, row_table
from assistant.figures.types import NotRegister, Reading
from assistant.types import Asker
from ingest.register.asking import MOST_ROWS, Moment
from ingest.register.seen import MaySee
from ingest.register.selection import Catalogue, Result, Selection

_READERS_KEPT = 8


class AskedNow(Protocol):
    """One version of the register, as far as it is asked."""

    def catalogue(self) -> Catalogue:
        """What it can be asked about."""
        ...

    def ask(self, selection: Selection, most_rows: int = ...) -> Result:
        """The result of a selection."""
        ...


class Asked(Protocol):
    """The register: an answer is all of one version, however many selections it takes."""

    def at_once(self, may_see: MaySee) -> AbstractContextManager[AskedNow]:
        """The version of this moment."""
        ...


class NoRegister:
    """A register of nothing, for a library that has none."""

    def at_once(self, may_see: MaySee) -> AbstractContextManager[AskedNow]:
        """Nothing."""
        return nullcontext(Moment(None, may_see))


NO_REGISTER = NoRegister()


class FiguresAnswerer:
    """Answers from the register on behalf of an asker. One per process; usable by threads."""

    def __init__(self, register: Asked) -> None:
        self._register = register
        self._known: OrderedDict[int, Known] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: str, asker: Asker, most_rows: int = MOST_ROWS) -> FiguresAnswer:
        """The answer to a question in Swedish.

        Raises:
            DataFolderError: the record cannot be used.
        """
        with self._register.at_once(asker.may_see) as now:
            catalogue = now.catalogue()
            if not catalogue.agencies:
                return unanswered(question, NotRegister())
            known = self._of(catalogue)
            outcome = known.reader.read(question)
            if not isinstance(outcome, Reading):
                return unanswered(question, outcome)
            results = tuple(now.ask(one, most_rows) for one in outcome.selections)
        return answered(question, known.sayer.reading(outcome), results, known)

    def by_filter(self, text: str, asker: Asker, most_rows: int = MOST_ROWS) -> FiguresAnswer:
        """The answer to a filter, as an answer carries it and somebody may have edited it.

        Raises:
            FilterError: for the first thing in it that cannot be.
            DataFolderError: the record cannot be used.
        """
        result, known = self._result(text, asker, most_rows)
        reading = known.sayer.reading(Reading(selections=(result.selection,)))
        return answered("", reading, (result,), known)

    def chart(self, text: str, asker: Asker) -> Chart | None:
        """What is drawn of a filter's result, or None; raises as `by_filter`."""
        result, known = self._result(text, asker, MOST_ROWS)
        return chart_of(result, known.names, title_of(result))

    def tables(self, text: str, asker: Asker, most_rows: int) -> tuple[ResultTable, ...]:
        """The tables of a filter's result, figures before rows; raises as `by_filter`."""
        result, known = self._result(text, asker, most_rows)
        rows = row_table(result, known.names)
        return (figure_table(result), rows) if result.figures else (rows,)

    def _result(self, text: str, asker: Asker, most_rows: int) -> tuple[Result, Known]:
        """The result of a filter, and what the register of that moment is read and said by."""
        with self._register.at_once(asker.may_see) as now:
            catalogue = now.catalogue()
            return now.ask(read(text, catalogue), most_rows), self._of(catalogue)

    def _of(self, catalogue: Catalogue) -> Known:
        with self._lock:
            known = self._known.get(id(catalogue))
            if known is None or known.catalogue is not catalogue:
                known = Known(
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
