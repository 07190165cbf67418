"""Finds projects of the register's copy page by page, by what their newest collection says."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ingest.register.agencies_asked import names_asked, within
from ingest.register.columns import Columns
from ingest.register.fields import DAYS

MOST_FOUND = 500


class Sort(StrEnum):
    """What projects are put in order by."""

    NAME = "name"
    AGENCY = "agency"
    YEAR = "year"
    START = "start"
    BUDGET = "budget"
    OUTCOME = "outcome"
    OVERRUN = "overrun"
    DELAY = "delay"
    LENGTH = "length"
    RISK = "highest_risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsWanted:
    """Which projects, in which order, and which of them; what is None or "" may be anything.

    With a year, what that collection says counts, else what each project's newest says. `risk` is
    the highest risk, 1 to 3; `text` stands in the name or purpose, whatever its case.
    """

    agency: int | None = None
    year: int | None = None
    kind: str = ""
    phase: str = ""
    status: str = ""
    risk: int | None = None
    text: str = ""
    system: str = ""
    supplier: str = ""
    sort: Sort = Sort.NAME
    falling: bool = False
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFound:
    """A project that was found, by the row that was looked at; amounts in kronor, spans in days."""

    project: int
    row: int
    agency: int
    agency_name: str
    year: int
    name: str
    purpose: str | None
    kind: str | None
    system: str | None
    supplier: str | None
    phase: str | None
    status: str | None
    start: str | None
    planned_end: str | None
    revised_end: str | None
    actual_end: str | None
    budget: float | None
    revised_budget: float | None
    outcome: float | None
    overrun: float | None
    delay: int | None
    length: int | None
    highest_risk: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsFound:
    """One page of the projects that were found, and how many there are in all."""

    total: int
    projects: tuple[ProjectFound, ...]


_COLUMNS = tuple(ProjectFound.__dataclass_fields__)


def find_projects(columns: Columns, books: Sequence[int], wanted: ProjectsWanted) -> ProjectsFound:
    """The projects that these workbooks tell of and that are as wanted; at most `MOST_FOUND`."""
    conditions, parameters = _conditions(wanted)
    told = within("book", books)
    told += f" AND year = {int(wanted.year)}" if wanted.year is not None else ""
    newest = (  # alone, before the texts are read: a third of the time of a window over them
        "SELECT arg_max(row, (year, row)) FROM projects "
        f"WHERE project IS NOT NULL AND {told} GROUP BY project"
    )
    source = (
        f"FROM projects p JOIN {names_asked(books)} n ON n.agency = p.agency "
        f"WHERE {' AND '.join((f'p.row IN ({newest})', *conditions))}"
    )
    ((total,),) = columns.fetch(f"SELECT count(*) {source}", parameters)
    order = "DESC" if wanted.falling else "ASC"
    rows = columns.fetch(
        f"SELECT {', '.join(map(_column, _COLUMNS))} {source} "
        f"ORDER BY {_sorted_by(wanted.sort)} {order} NULLS LAST, lower(p.name), p.project "
        f"LIMIT {min(MOST_FOUND, int(wanted.limit))} OFFSET {int(wanted.offset)}",
        parameters,
    )
    found = (ProjectFound(**dict(zip(_COLUMNS, row, strict=True))) for row in rows)
    return ProjectsFound(total=total, projects=tuple(found))


def _conditions(wanted: ProjectsWanted) -> tuple[list[str], list[Any]]:
    """The conditions, and the values that go beside them."""
    texts = ("kind", "phase", "status")
    is_it = [(f"p.{name} = ?", getattr(wanted, name)) for name in texts if getattr(wanted, name)]
    if wanted.agency is not None:
        is_it.append(("p.agency = ?", wanted.agency))
    if wanted.risk is not None:
        is_it.append(("p.highest_risk = ?", wanted.risk))
    holds = "contains(lower({}), lower(?))"
    for column, words in (
        ("p.system", [wanted.system]),
        ("p.supplier", [wanted.supplier]),
        ("concat_ws(' ', p.name, p.purpose)", wanted.text.split()),
    ):
        is_it += [(holds.format(column), word) for word in words if word]
    return [condition for condition, _ in is_it], [value for _, value in is_it]


def _sorted_by(sort: Sort) -> str:
    plain = {Sort.NAME: "lower(p.name)", Sort.AGENCY: "lower(n.name)"}
    return plain.get(sort) or f"p.{sort.value}"


def _column(name: str) -> str:
    if name == "agency_name":
        return "n.name"
    return f"CAST(p.{name} AS VARCHAR)" if name in DAYS else f"p.{name}"
