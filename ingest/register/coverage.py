"""Counts what the register has of each agency and year, and of each number and year."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.register.agencies_asked import within
from ingest.register.columns import Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyYear:
    """What an agency has told of a year: projects of its collection, and figures of that year."""

    agency: int
    year: int
    projects: int
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberYear:
    """How many agencies have told a number, a measure or a level of maturity, of a year."""

    number: str
    year: int
    agencies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What the register has; what stands in neither is lacking. `years` are rising."""

    years: tuple[int, ...]
    of_agencies: tuple[AgencyYear, ...]
    of_numbers: tuple[NumberYear, ...]


def read_coverage(columns: Columns, books: Sequence[int]) -> Covered:
    """What these workbooks have."""
    seen = within("book", books)
    counted = columns.fetch(
        "SELECT agency, year, sum(p), sum(f) FROM ("
        f"SELECT agency, year, 1 AS p, 0 AS f FROM projects WHERE {seen} UNION ALL "
        f"SELECT agency, year, 0 AS p, 1 AS f FROM figures WHERE {seen}"
        ") GROUP BY agency, year ORDER BY agency, year"
    )
    numbers = columns.fetch(
        "SELECT number, year, count(DISTINCT agency) FROM figures "
        f"WHERE {seen} GROUP BY number, year ORDER BY number, year"
    )
    collected = columns.fetch(f"SELECT DISTINCT year FROM books WHERE {seen}")
    years = {year for (year,) in collected} | {year for _, year, _, _ in counted}
    return Covered(
        years=tuple(sorted(years)),
        of_agencies=tuple(
            AgencyYear(agency=agency, year=year, projects=int(projects), figures=int(figures))
            for agency, year, projects, figures in counted
        ),
        of_numbers=tuple(
            NumberYear(number=number, year=year, agencies=agencies)
            for number, year, agencies in numbers
        ),
    )
