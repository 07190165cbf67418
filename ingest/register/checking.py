"""Checks a collection against itself and the earlier ones: what the agencies should look at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.register.checks.duplicates import duplicates
from ingest.register.checks.explaining import unexplained
from ingest.register.checks.findings import FaultKind, Finding
from ingest.register.checks.gathering import Gathered, Key, gather
from ingest.register.checks.jumps import jumps
from ingest.register.checks.missing import missing, unreadable
from ingest.register.checks.order import impossible_order
from ingest.register.checks.outliers import outliers
from ingest.register.checks.project_money import Doubted, wrong_amounts
from ingest.register.checks.standing import standing
from ingest.register.checks.sums import wrong_sums
from ingest.register.checks.units import wrong_units
from ingest.register.types import Book, Cell, RowKind

_OF_WHOLE_GROUPS = (FaultKind.JUMP, FaultKind.OUTLIER)
"""Kinds in which a total and its parts go wrong together, though only one of them is told."""


def check(book: Book, earlier: Iterable[Book] = ()) -> tuple[Finding, ...]:
    """What to look at in a collection, by agency, year and place; `earlier` in any order.

    The earlier collections are checked too, so that nothing is compared with what they had wrong.
    """
    books = sorted(earlier, key=lambda one: one.collection.year)
    return check_each((*books, book))[-1]


def check_each(books: Sequence[Book]) -> tuple[tuple[Finding, ...], ...]:
    """The same for each of the collections, earliest first, with those before it."""
    doubted_cells: set[tuple[int, Cell]] = set()
    doubted: set[Key] = set()
    found = []
    for number, book in enumerate(books, start=1):
        gathered = gather(books[:number])
        every = _found(gathered, book.collection.year, doubted, doubted_cells)
        findings = unexplained(every)
        doubted_cells |= {(book.collection.year, one.place.cell) for one in findings}
        moved = [one for one in every if one.kind in _OF_WHOLE_GROUPS]
        doubted |= _keys(gathered, (*findings, *moved))
        found.append(_named(sorted(findings, key=_order)))
    return tuple(found)


def _found(
    gathered: Gathered, year: int, doubted: set[Key], doubted_cells: Doubted
) -> tuple[Finding, ...]:
    stands = standing(gathered)
    plain = [
        *unreadable(gathered, year),
        *missing(gathered, year),
        *impossible_order(gathered, year),
        *duplicates(gathered, year),
        *wrong_sums(gathered, year),
        *wrong_units(gathered, year, stands, doubted),
    ]
    sure = _keys(gathered, [one for one in plain if one.kind is FaultKind.UNIT])
    compared = [
        *jumps(gathered, year, doubted | sure),
        *outliers(gathered, year, stands),
        *wrong_amounts(gathered, year, doubted_cells),
    ]
    return (*plain, *compared)


def _keys(gathered: Gathered, findings: Iterable[Finding]) -> set[Key]:
    """The numbers that findings are about."""
    cells = {one.place.cell for one in findings if one.place.row_kind is not RowKind.PROJECT}
    years = {one.place.year for one in findings}
    return {
        key for key, told in gathered.numbers.items() if told.cell in cells and told.year in years
    }


def _order(one: Finding) -> tuple[str, int, str, int, int]:
    cell = one.place.cell
    return (one.place.agency.casefold(), one.place.year, cell.sheet, cell.row, cell.column)


def _named(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(_told_apart(findings))


def _told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, each once, those about rows of the same name numbered."""
    seen: Counter[str] = Counter()
    for one in {(one.id, one.place.cell): one for one in findings}.values():
        seen[one.id] += 1
        nth = seen[one.id]
        yield one if nth == 1 else replace(one, id=f"{one.id}-{nth}")
