"""What the books of several collections tell, laid out for comparing: figures and projects.

An agency is the same one in two books when its number is, or a name. Where a value is told
twice, the first counts, and the second is kept beside it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ingest.register.types import Book, Cell, Refused, Row, RowKind, SheetNamed, Value

_WORD = re.compile(r"\w+")
_WHAT = {RowKind.FIGURE: ("measure", "value"), RowKind.MATURITY: ("question", "level")}
_NAMED = ("agency", "short_names", "former_names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number that a book tells: `agency` is a key, `named` what the book lists it as.

    `subject` is a measure or question, `book` the year of the collection.
    """

    agency: str
    named: str
    year: int
    kind: RowKind
    subject: str
    value: float
    original: str
    cell: Cell
    book: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project's row: `agency` is a key, `book` the year of the collection."""

    agency: str
    named: str
    name: str
    row: Row
    book: int

    def value(self, name: str) -> Value | None:
        """The value of a field, or None."""
        return self.row.get(name)

    def number(self, name: str) -> float | None:
        """The number of a field, or None."""
        value = self.row.get(name)
        return float(value.value) if value else None

    def text(self, name: str) -> str:
        """The text of a field, or ""."""
        value = self.row.get(name)
        return str(value.value) if value else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An agency that a book lists: `successor` is a key, "" while it is there still."""

    agency: str
    named: str
    size: str
    successor: str
    cell: Cell
    book: int


Key = tuple[str, int, str]
"""Agency, year and subject of a number."""


@dataclass(slots=True, kw_only=True)
class Gathered:
    """All that the books tell; `again` are the numbers told a second time, each with the first."""

    numbers: dict[Key, Told] = field(default_factory=dict)
    again: list[tuple[Told, Told]] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    refused: list[tuple[int, Refused]] = field(default_factory=list)
    """The year of the collection, and a cell of it that could not be read."""
    sheets: dict[str, SheetNamed] = field(default_factory=dict)
    """What sheet of what file the cells' sheets stand for, where that is told."""
    columns: dict[tuple[int, RowKind, str, str], int] = field(default_factory=dict)
    """The column where a sheet of a book tells a field, measure or question."""

    def number(self, agency: str, year: int, subject: str) -> float | None:
        """The number told first, or None."""
        told = self.numbers.get((agency, year, subject))
        return told.value if told else None

    def size(self, agency: str) -> str:
        """The agency's class of size as the latest book gives it, or ""."""
        return next((one.size for one in reversed(self.asked) if one.agency == agency), "")

    def place_of(self, book: int, kind: RowKind, subject: str, near: Cell) -> Cell:
        """Where the row of a cell would hold a subject; column 0 where its sheet has no column."""
        column = self.columns.get((book, kind, subject, near.sheet), 0)
        return Cell(sheet=near.sheet, row=near.row if column else 0, column=column)


def gather(books: Iterable[Book]) -> Gathered:
    """Lay out the books, the earliest first."""
    books = sorted(books, key=lambda book: book.collection.year)
    keys = _keys(row for book in books for row in book.rows if row.kind is RowKind.AGENCY)
    found = Gathered()
    for book in books:
        names = _listed(book, keys)
        found.sheets |= {one.sheet: one for one in book.sheets}
        for row in book.rows:
            _add(found, row, book.collection.year, _Names(keys=keys, listed=names))
        for one in book.refused:
            named = names.get(_key(keys, one.agency), one.agency)
            found.refused.append((book.collection.year, replace(one, agency=named)))
    return found


def words_of(name: str) -> str:
    """A name as it is compared: its words in small letters."""
    return " ".join(_WORD.findall(name.casefold()))


def _keys(rows: Iterable[Row]) -> dict[str, str]:
    """Every name of an agency to its key; names that share a number or a name share a key."""
    keys: dict[str, str] = {}
    for row in rows:
        names = [words_of(name) for name in _names(row)]
        number = row.get("org_number")
        known = [str(number.value)] if number else []
        key = next((keys[name] for name in (*known, *names) if name in keys), None)
        for name in (*known, *names):
            keys.setdefault(name, key or (known or names)[0])
    return keys


def _names(row: Row) -> Iterator[str]:
    for one in _NAMED:
        if value := row.get(one):
            yield from (name.strip() for name in str(value.value).split(";"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Every name to its key, and each key to the name by which the book lists it."""

    keys: dict[str, str]
    listed: dict[str, str]


def _listed(book: Book, keys: dict[str, str]) -> dict[str, str]:
    names = [
        str(value.value)
        for row in book.rows
        if row.kind is RowKind.AGENCY and (value := row.get("agency"))
    ]
    return {_key(keys, name): name for name in names}


def _key(keys: dict[str, str], name: str) -> str:
    return keys.get(words_of(name), words_of(name))


def _add(found: Gathered, row: Row, book: int, names: _Names) -> None:
    agency = row.get("agency")
    if agency is None:
        return
    key = _key(names.keys, str(agency.value))
    named = names.listed.get(key, str(agency.value))
    if row.kind is RowKind.AGENCY:
        _add_agency(found, row, book, (key, named, agency.cell), names.keys)
    elif row.kind is RowKind.PROJECT:
        name = row.get("project")
        found.projects.append(
            Project(
                agency=key, named=named, name=str(name.value) if name else "", row=row, book=book
            )
        )
        for value in row.values:
            place = (book, row.kind, value.field, value.cell.sheet)
            found.columns.setdefault(place, value.cell.column)
    elif row.kind in _WHAT:
        _add_number(found, row, book, (key, named))


def _add_agency(
    found: Gathered, row: Row, book: int, who: tuple[str, str, Cell], keys: dict[str, str]
) -> None:
    key, named, cell = who
    size, successor = row.get("size"), row.get("successor")
    found.asked.append(
        Asked(
            agency=key,
            named=named,
            size=str(size.value) if size else "",
            successor=_key(keys, str(successor.value)) if successor else "",
            cell=cell,
            book=book,
        )
    )


def _add_number(found: Gathered, row: Row, book: int, who: tuple[str, str]) -> None:
    what, number = (row.get(name) for name in _WHAT[row.kind])
    year = row.get("year")
    if what is None or number is None:
        return
    told = Told(
        agency=who[0],
        named=who[1],
        year=int(year.value) if year else book,
        kind=row.kind,
        subject=str(what.value),
        value=float(number.value),
        original=number.original,
        cell=number.cell,
        book=book,
    )
    place = (book, row.kind, told.subject, told.cell.sheet)
    found.columns.setdefault(place, told.cell.column)
    first = found.numbers.setdefault((told.agency, told.year, told.subject), told)
    if first is not told:
        found.again.append((first, told))
