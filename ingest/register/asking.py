"""The register as it is asked: from the newest copy, for whoever may see which workbooks.

The copy is made anew of the record where it is missing or damaged; what is shown of a result is
looked up in the record, which is the truth.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from ingest.errors import DataFolderError
from ingest.record.register.record import RegisterRecord, open_register
from ingest.register.cataloguing import read_catalogue
from ingest.register.columns import Columns, make_copy
from ingest.register.copied import copy_of
from ingest.register.seen import MaySee, SeenRegister
from ingest.register.selecting import Selector, books_in
from ingest.register.selection import Catalogue, Result, Selection

MOST_ROWS = 200
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

    Every method raises `DataFolderError` as the record does.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._record: RegisterRecord | None = None
        self._opened: _Opened | None = None
        self._earlier: _Opened | None = None
        self._lock = Lock()

    def close(self) -> None:
        """Let go of record and copy."""
        for opened in (self._opened, self._earlier):
            if opened is not None:
                opened.columns.close()
        if self._record is not None:
            self._record.close()

    def catalogue(self, may_see: MaySee) -> Catalogue:
        """What it can be asked about by one who may see what `may_see` says."""
        opened, books = self._newest(), self._books(may_see)
        if opened is None or not books:
            return NOTHING
        known = opened.catalogues.get(books)
        if known is None:
            known = opened.catalogues[books] = read_catalogue(opened.columns, books)
        return known

    def ask(self, selection: Selection, may_see: MaySee, most_rows: int = MOST_ROWS) -> Result:
        """The result of a selection, with at most so many rows.

        Raises:
            SelectionError: the selection names what the register does not have.
        """
        opened, books = self._newest(), self._books(may_see)
        if opened is None or not books or self._record is None:
            return no_result(selection)
        every = opened.books <= set(books)  # the rules may be newer than the copy
        answered = Selector(opened.columns, books, all_books=every).select(selection, most_rows)
        rows = self._record.trace(selection, answered.rows)
        return replace(
            no_result(selection),
            figures=answered.figures,
            rows=rows,
            row_count=answered.row_count,
            silent=answered.silent,
            asked=answered.asked,
            collections=answered.collections,
            definitions=answered.definitions,
            files=answered.files,
        )

    def seen(self, may_see: MaySee) -> SeenRegister | None:
        """All of it that one may see, to be used at once; None where that is nothing."""
        opened, books = self._newest(), self._books(may_see)
        if opened is None or not books or self._record is None:
            return None
        hides = not opened.books <= set(books)
        return SeenRegister(self._record, opened, books, hides=hides)

    def _books(self, may_see: MaySee) -> tuple[int, ...]:
        """The live workbooks that may be seen."""
        if self._record is None:
            return ()
        return tuple(book for book, access in self._record.books() if may_see(access))

    def _newest(self) -> _Opened | None:
        """The copy of the newest version; None while there is no register."""
        with self._lock:
            self._record = self._record or open_register(self._data)
            version = None if self._record is None else self._record.version()
            if version is None or self._record is None:
                return None
            if self._opened is None or self._opened.version != version:
                self._take(version, self._record)
            return self._opened

    def _take(self, version: int, record: RegisterRecord) -> None:
        """Open that version; the one before stays open for whoever asks it just now."""
        columns = _opened(self._data, version, record)
        if self._earlier is not None:
            self._earlier.columns.close()
        self._earlier = self._opened
        books = books_in(columns)
        self._opened = _Opened(version=version, columns=columns, books=books, catalogues={})


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


def copy_anew(data: Path, record: RegisterRecord) -> Path:
    """Make the copy of the register as it is in the record."""
    with record.columns() as (version, batches):
        return make_copy(data, version, batches)


def _opened(data: Path, version: int, record: RegisterRecord) -> Columns:
    path = copy_of(data, version)
    if path.exists():
        with suppress(DataFolderError):
            return Columns(path)
    return Columns(copy_anew(data, record))


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
