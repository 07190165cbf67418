"""The register as it is asked: from the newest copy, for whoever may see which workbooks.

The copy is made anew of the record where it is missing or damaged; what is shown of a result is
looked up in the record, which is the truth.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from threading import Lock

from ingest.errors import DataFolderError
from ingest.record.register.doubting import ReviewSeen
from ingest.record.register.reader import RegisterReader
from ingest.record.register.record import RegisterRecord, open_register
from ingest.register.behind import Doubt
from ingest.register.cataloguing import read_catalogue
from ingest.register.columns import Columns, make_copy
from ingest.register.contradictions import Contradictions
from ingest.register.copied import copy_of
from ingest.register.seen import MaySee, SeenRegister
from ingest.register.selecting import Selector, books_in
from ingest.register.selection import Catalogue, Figure, Found, Result, Selection

MOST_ROWS = 200
_MOST_SUSPECTS = 200
"""Rows that are looked through for doubts besides those shown: the others are not counted."""
NOTHING = Catalogue(
    agencies=(), project_years=(), numbers=(), systems=(), suppliers=(), projects=()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A copy of a version of the register, with the workbooks in it.

    `catalogues` are those that were read in it, by the workbooks that may be seen.
    """

    version: int
    columns: Columns
    books: frozenset[int]
    catalogues: dict[tuple[int, ...], Catalogue]


class Register:
    """The register of a data folder; empty until a workbook is imported. Close it.

    A copy stays open for as long as anybody holds it, the newest until the register is closed.
    Every method raises `DataFolderError` as the record does.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._record: RegisterRecord | None = None
        self._opened: _Opened | None = None
        self._lock = Lock()

    def close(self) -> None:
        """Let go of record and copy."""
        if self._opened is not None:
            self._opened.columns.close()
        if self._record is not None:
            self._record.close()

    @contextmanager
    def at_once(self, may_see: MaySee) -> Iterator["Moment"]:
        """One version of the register, whatever is written meanwhile.

        For one who may see what `may_see` says, and for one thread.
        """
        with ExitStack() as held:
            seen = self._newest(held)
            yield Moment(seen, may_see)

    def catalogue(self, may_see: MaySee) -> Catalogue:
        """What it can be asked about by one who may see what `may_see` says."""
        with self.at_once(may_see) as now:
            return now.catalogue()

    def ask(self, selection: Selection, may_see: MaySee, most_rows: int = MOST_ROWS) -> Result:
        """The result of one selection, as `Moment.ask`."""
        with self.at_once(may_see) as now:
            return now.ask(selection, most_rows)

    def seen(self, may_see: MaySee) -> SeenRegister | None:
        """All of it that one may see, to be used at once; None where that is nothing."""
        with ExitStack() as held:
            newest = self._newest(held)
            books = () if newest is None else newest.books(may_see)
            if newest is None or not books or self._record is None:
                return None
            hides = not newest.opened.books <= set(books)
            return SeenRegister(self._record, newest.opened, books, hides=hides)

    def _newest(self, held: ExitStack) -> "_Newest | None":
        """The register as it is now, with its copy; None where there is none."""
        with self._lock:  # whoever waits here for a copy comes to what is newest then
            self._record = self._record or open_register(self._data)
            if self._record is None:
                return None
            record = held.enter_context(self._record.at_once())
            version = record.version()
            if version is None:
                return None
            if self._opened is None or self._opened.version != version:
                self._opened = _opened(self._data, version, record)
            return _Newest(record=record, opened=self._opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Newest:
    """The register of a moment: the record as it is then, and the copy of that version."""

    record: RegisterReader
    opened: _Opened

    def books(self, may_see: MaySee) -> tuple[int, ...]:
        """The live workbooks that may be seen."""
        return tuple(book for book, access in self.record.books() if may_see(access))


class Moment:
    """One version of the register, as one may see it; nothing, where there is none."""

    def __init__(self, newest: _Newest | None, may_see: MaySee) -> None:
        self._newest = newest
        self._books = () if newest is None else newest.books(may_see)

    def catalogue(self) -> Catalogue:
        """What it can be asked about."""
        if self._newest is None or not self._books:
            return NOTHING
        opened = self._newest.opened
        known = opened.catalogues.get(self._books)
        if known is None:
            known = opened.catalogues[self._books] = read_catalogue(opened.columns, self._books)
        return known

    def ask(self, selection: Selection, most_rows: int = MOST_ROWS) -> Result:
        """The result of a selection, with at most so many rows.

        Raises:
            SelectionError: the selection names what the register does not have.
        """
        if self._newest is None or not self._books:
            return no_result(selection)
        opened, record = self._newest.opened, self._newest.record
        sees_all = opened.books <= set(self._books)
        selector = Selector(opened.columns, self._books, all_books=sees_all)
        answered = selector.select(selection, most_rows)
        seen = ReviewSeen(books=self._books, hides=not sees_all)
        rows = record.trace(selection, answered.rows, seen)
        doubtful, are_all = rows, True
        if len(answered.rows) < answered.row_count:
            suspects = record.suspects(selection, seen)
            picked = selector.among(selection, suspects, _MOST_SUSPECTS) if suspects else ()
            doubtful = record.trace(selection, picked, seen)
            are_all = len(picked) < _MOST_SUSPECTS
        doubts = [row.doubts for row in doubtful if row.doubts]
        return replace(
            no_result(selection),
            figures=tuple(_with_doubts(figure, doubtful) for figure in answered.figures),
            rows=rows,
            row_count=answered.row_count,
            silent=answered.silent,
            asked=answered.asked,
            collections=answered.collections,
            definitions=answered.definitions,
            files=answered.files,
            contradicted=Contradictions(
                count=answered.contradicted.count,
                first=self._newest.record.trace_twice(answered.contradicted.first),
            ),
            doubts=_each_once(doubts),
            doubtful=len(doubts),
            all_doubtful=are_all,
        )


def _with_doubts(figure: Figure, rows: Sequence[Found]) -> Figure:
    doubts = [row.doubts for row in rows if row.doubts and row.group == figure.group]
    return replace(figure, doubts=_each_once(doubts)) if doubts else figure


def _each_once(doubts: Iterable[tuple[Doubt, ...]]) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(doubts)))


def rebuild(data: Path) -> bool:
    """Make the copy anew, whatever it is like; False where there is no register."""
    record = open_register(data)
    if record is None:
        return False
    try:
        if record.version() is None:
            return False
        copy_anew(data, record)
        return True
    finally:
        record.close()


def copy_anew(data: Path, record: RegisterReader) -> Path:
    """Make the copy of the register as it is in the record."""
    with record.columns() as (version, batches):
        return make_copy(data, version, batches)


def _opened(data: Path, version: int, record: RegisterReader) -> _Opened:
    """The copy of the version that the record is of at this moment, made where there is none."""
    columns = _columns(copy_of(data, version)) or Columns(copy_anew(data, record))
    return _Opened(version=version, columns=columns, books=books_in(columns), catalogues={})


def _columns(path: Path) -> Columns | None:
    """The copy that lies there; None where none does, or a damaged one."""
    if path.exists():
        with suppress(DataFolderError):
            return Columns(path)
    return None


def no_result(selection: Selection) -> Result:
    """The result of asking where there is nothing to see."""
    return Result(
        selection=selection,
        figures=(),
        rows=(),
        row_count=0,
        silent=(),
        asked=0,
        collections=(),
    )
