"""The register as it is for one who may see certain workbooks: nothing here tells of the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from ingest.record.register.files import FileHeld
from ingest.record.register.findings import FindingHeld
from ingest.record.register.matches import MatchHeld, RowMatched
from ingest.record.register.reader import RegisterReader
from ingest.record.register.telling import AgencyTold, FigureTold, RowTold
from ingest.record.register.types import CollectionHeld, RowCounts
from ingest.register.cataloguing import read_names
from ingest.register.checks.findings import OF_ITS_ROW
from ingest.register.columns import Columns
from ingest.register.coverage import Covered, read_coverage
from ingest.register.finding import ProjectsFound, ProjectsWanted, find_projects
from ingest.register.profiles import ProjectKnown, read_projects

MaySee = Callable[[tuple[str, ...]], bool]
"""Whether whoever asks may see what has this rule of access."""


class Copy(Protocol):
    """An open copy of a version of the register."""

    @property
    def version(self) -> int:
        """Which one."""
        ...

    @property
    def columns(self) -> Columns:
        """What it holds."""
        ...


class SeenRegister:
    """One version of the register, for the workbooks `books`; `hides` says there are others."""

    def __init__(
        self, record: RegisterReader, copy: Copy, books: tuple[int, ...], *, hides: bool
    ) -> None:
        self._record = record
        self._columns = copy.columns
        self._hides = hides
        self.version = copy.version
        self.books = books

    def projects(self, ids: Sequence[int] = (), most: int = 0) -> tuple[ProjectKnown, ...]:
        """Projects with what each collection says, by id: those named, or all, at most so many."""
        return read_projects(self._columns, self.books, ids, most)

    def found(self, wanted: ProjectsWanted) -> ProjectsFound:
        """The projects that are as wanted."""
        return find_projects(self._columns, self.books, wanted)

    def coverage(self) -> Covered:
        """What there is of each agency, number and year."""
        return read_coverage(self._columns, self.books)

    def rows(self, rows: Sequence[int]) -> dict[int, RowTold]:
        """Rows about projects in full, by id."""
        told = self._record.told(rows)
        return {number: row for number, row in told.items() if row.book in self.books}

    def agencies(self) -> dict[int, AgencyTold]:
        """What is said of agencies, by id."""
        return self._record.agencies(self.books)

    def figures_of(self, agency: int) -> tuple[FigureTold, ...]:
        """An agency's figures, each with its cell."""
        return self._record.figures_of(agency, self.books)

    def matches(self) -> tuple[MatchHeld, ...]:
        """The pairs of rows that may be one project and that nobody has spoken of."""
        names = self._names()
        return tuple(
            replace(match, earlier=_called(match.earlier, names), later=_called(match.later, names))
            for match in self._record.matches()
            if match.are_same is None and {match.earlier.book, match.later.book} <= set(self.books)
        )

    def collections(self) -> tuple[CollectionHeld, ...]:
        """The collections, each with its workbooks; one without any is left out."""
        held = (
            replace(one, books=tuple(book for book in one.books if book.id in self.books))
            for one in self._record.collections()
        )
        return tuple(one for one in held if one.books)

    def counts(self) -> dict[int, RowCounts]:
        """How many rows each workbook has, by its id."""
        return {book: n for book, n in self._record.counts().items() if book in self.books}

    def findings(self, collection: int) -> tuple[FindingHeld, ...]:
        """What was found in a collection, by agency and place.

        Where workbooks are hidden it is only what a row of a seen one shows by itself.
        """
        names = self._names()
        found = (_found_of(one, names) for one in self._record.findings(collection))
        if not self._hides:
            return tuple(found)
        return tuple(
            one for one in found if one.book in self.books and one.finding.kind in OF_ITS_ROW
        )

    def _names(self) -> dict[int, str]:
        """What the agencies are called by the workbooks that may be seen."""
        return read_names(self._columns, self.books)

    def file(self, sha256: str, may_see: MaySee) -> FileHeld | None:
        """The kept file of that hash; None where there is none that may be seen."""
        held = self._record.file(sha256)
        if held is None or not any(all(map(may_see, rules)) for rules in held.ways):
            return None
        return held


def _called(row: RowMatched, names: Mapping[int, str]) -> RowMatched:
    return replace(row, agency=names.get(row.agency_id, ""))


def _found_of(held: FindingHeld, names: Mapping[int, str]) -> FindingHeld:
    """A finding with the agency's name as it is seen; one of no agency as it is."""
    if held.agency is None:
        return held
    place = replace(held.finding.place, agency=names.get(held.agency, ""))
    return replace(held, finding=replace(held.finding, place=place))
