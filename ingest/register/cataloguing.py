"""Reads what the register can be asked about, for one who may see certain workbooks."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ingest.register.agencies_asked import agencies_asked, names_asked, within
from ingest.register.columns import Columns
from ingest.register.names import folded
from ingest.register.selection import AgencyKnown, Catalogue, EarlierProject, NumberYears

_MOST_TEXTS = 20_000
"""Names of projects, systems or suppliers that a question is searched for."""


def read_catalogue(columns: Columns, books: Sequence[int]) -> Catalogue:
    """The agencies that the workbooks tell of, their years, numbers, systems and so on."""
    seen = within("book", books)
    years = columns.fetch(f"SELECT DISTINCT year FROM projects WHERE {seen} ORDER BY year")
    return Catalogue(
        agencies=_agencies(columns, books),
        project_years=tuple(year for (year,) in years),
        numbers=_numbers(columns, seen),
        systems=_texts(columns, "system", seen),
        suppliers=_texts(columns, "supplier", seen),
        projects=_texts(columns, "name", seen),
        earlier=_earlier(columns, seen),
        namesakes=_namesakes(columns, seen),
    )


def read_names(columns: Columns, books: Sequence[int]) -> dict[int, str]:
    """What the workbooks call each agency, by its id."""
    rows = columns.fetch(f"SELECT agency, name FROM {names_asked(books)}")
    return dict(rows)


def _agencies(columns: Columns, books: Sequence[int]) -> tuple[AgencyKnown, ...]:
    seen = within("book", books)
    rows = columns.fetch(
        "SELECT ag.agency, ag.name, ag.short_names, ag.former_names, called.names, ag.department, "
        "ag.size, ag.groups, ag.is_example "
        f"FROM {agencies_asked(books)} JOIN (SELECT agency, list(DISTINCT name ORDER BY name) AS "
        f"names FROM names WHERE {seen} GROUP BY agency) called ON called.agency = ag.agency "
        "WHERE ag.groups IS NOT NULL OR ag.agency IN ("
        f"SELECT agency FROM projects WHERE {seen} UNION SELECT agency FROM figures WHERE {seen}"
        ") ORDER BY ag.name"
    )
    return tuple(map(_agency, rows))


def _agency(row: tuple[Any, ...]) -> AgencyKnown:
    agency, name, short, former, called, department, size, groups, is_example = row
    names = (name, *json.loads(short or "[]"), *json.loads(former or "[]"), *called)
    return AgencyKnown(
        id=agency,
        names=tuple(_once(names)),
        department=department or "",
        size=size or "",
        groups=tuple(json.loads(groups or "[]")),
        is_example=bool(is_example),
    )


def _once(names: Iterable[str]) -> Iterable[str]:
    """Names in order, the first of those that are written alike."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), name)
    return found.values()


def _numbers(columns: Columns, seen: str) -> tuple[NumberYears, ...]:
    rows = columns.fetch(
        "SELECT number, list(DISTINCT year ORDER BY year) FROM figures "
        f"WHERE {seen} GROUP BY number ORDER BY number"
    )
    return tuple(NumberYears(number=number, years=tuple(years)) for number, years in rows)


def _earlier(columns: Columns, seen: str) -> tuple[EarlierProject, ...]:
    rows = columns.fetch(
        f"SELECT name, max(year) FROM projects WHERE {seen} AND name IS NOT NULL GROUP BY name "
        f"HAVING max(year) < (SELECT max(year) FROM projects WHERE {seen}) "
        f"ORDER BY 1 LIMIT {_MOST_TEXTS}"
    )
    return tuple(EarlierProject(name=name, year=year) for name, year in rows)


def _namesakes(columns: Columns, seen: str) -> tuple[str, ...]:
    rows = columns.fetch(
        f"SELECT DISTINCT name FROM projects WHERE {seen} AND name IS NOT NULL "
        f"GROUP BY name, year HAVING count(*) > 1 ORDER BY 1 LIMIT {_MOST_TEXTS}"
    )
    return tuple(name for (name,) in rows)


def _texts(columns: Columns, column: str, seen: str) -> tuple[str, ...]:
    rows = columns.fetch(
        f"SELECT DISTINCT {column} FROM projects WHERE {seen} AND {column} IS NOT NULL "
        f"ORDER BY 1 LIMIT {_MOST_TEXTS}"
    )
    return tuple(text for (text,) in rows)
