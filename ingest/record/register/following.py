"""Tells which project each row of the record is about, anew when an agency's rows have changed.

A project keeps its number as long as one of its rows is left. What a person said of two rows
goes before what they look like.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from ingest.record.inserting import inserted
from ingest.record.moments import now
from ingest.record.register.agencies import heirs
from ingest.record.register.corrections import Corrected
from ingest.record.register.tables import (
    register_agency_rows,
    register_books,
    register_collections,
    register_matches,
    register_project_rows,
    register_projects,
    register_sheets,
)
from ingest.register.matching import Pair, ProjectYear, Said, follow

_SAME, _DIFFERENT = "same", "different"


def follow_projects(connection: Connection, agencies: Collection[int]) -> None:
    """Tell the projects of these agencies' live rows, and list the pairs that are uncertain.

    A project goes on at the agency that took over its first one.
    """
    after = heirs(connection)
    last = {after.get(agency, agency) for agency in agencies}
    kin = last | set(agencies) | {agency for agency, heir in after.items() if heir in last}
    rows, known = _rows(connection, kin, after)
    said = _said(connection)
    followed = follow(rows, said)
    agency_of = {row.row: row.agency for row in rows}
    taken: set[int] = set()
    for project in followed.projects:
        numbers = Counter(known[row] for row in project if known[row] is not None)
        number = next((n for n, _ in numbers.most_common() if n not in taken), None)
        if number is None:
            number = inserted(
                connection, insert(register_projects).values(agency_id=agency_of[project[0]])
            )
        taken.add(number)
        changed = [row for row in project if known[row] != number]
        _assign(connection, changed, number)
    _list_uncertain(connection, [row.row for row in rows], followed.uncertain)


def follow_heirs(connection: Connection, corrections: Iterable[Corrected]) -> None:
    """Tell the projects anew where a correction says another agency has taken one over, or not."""
    sheets = {one.sheet for one in corrections if one.field == "successor"}
    if sheets:
        c = register_sheets.c
        books = connection.scalars(select(c.book_id).where(c.id.in_(sheets)).distinct())
        follow_projects(connection, touched(connection, books.all()))


def touched(connection: Connection, books: Iterable[int | None]) -> list[int]:
    """The agencies that workbooks have projects of, or say that another took over."""
    found = set[int]()
    for table in (register_project_rows, register_agency_rows):
        query = (
            select(table.c.agency_id)
            .join(register_sheets, register_sheets.c.id == table.c.sheet_id)
            .where(register_sheets.c.book_id.in_(list(books)))
            .distinct()
        )
        found.update(connection.scalars(query))
    return sorted(found)


def say(connection: Connection, said: Said, who: str | None) -> bool:
    """Note what a person says of two rows; False where there is no such pair to say it of."""
    c = register_matches.c
    verdict = _SAME if said.are_same else _DIFFERENT
    done = connection.execute(
        update(register_matches)
        .where(c.earlier_id == said.earlier, c.later_id == said.later)
        .values(verdict=verdict, who=who, said=now())
    )
    return done.rowcount > 0


def _rows(
    connection: Connection, agencies: Collection[int], after: Mapping[int, int]
) -> tuple[list[ProjectYear], dict[int, int | None]]:
    c = register_project_rows.c
    query = (
        select(register_project_rows, register_collections.c.year)
        .join(register_sheets, register_sheets.c.id == c.sheet_id)
        .join(register_books, register_books.c.id == register_sheets.c.book_id)
        .join(register_collections, register_collections.c.id == register_books.c.collection_id)
        .where(register_books.c.is_live, c.agency_id.in_(agencies))
        .order_by(c.id)
    )
    rows, known = [], {}
    for row in connection.execute(query):
        known[row.id] = row.project_id
        rows.append(
            ProjectYear(
                row=row.id,
                agency=after.get(row.agency_id, row.agency_id),
                year=row.year,
                name=row.project,
                start=row.start,
                planned_end=row.planned_end,
                system=row.system or "",
                kind=row.kind or "",
                budget=row.budget,
            )
        )
    return rows, known


def _said(connection: Connection) -> list[Said]:
    c = register_matches.c
    query = select(c.earlier_id, c.later_id, c.verdict).where(c.verdict.is_not(None))
    return [
        Said(earlier=earlier, later=later, are_same=verdict == _SAME)
        for earlier, later, verdict in connection.execute(query)
    ]


def _assign(connection: Connection, rows: Sequence[int], project: int) -> None:
    for row in rows:
        is_it = register_project_rows.c.id == row
        connection.execute(update(register_project_rows).where(is_it).values(project_id=project))


def _list_uncertain(connection: Connection, rows: Sequence[int], pairs: Sequence[Pair]) -> None:
    c = register_matches.c
    gone = delete(register_matches).where(c.verdict.is_(None), c.earlier_id.in_(rows))
    connection.execute(gone)
    spoken = {(one.earlier, one.later) for one in _said(connection)}
    fresh = [pair for pair in pairs if (pair.earlier, pair.later) not in spoken]
    for pair in fresh:
        connection.execute(
            insert(register_matches).values(
                earlier_id=pair.earlier, later_id=pair.later, likeness=pair.likeness
            )
        )
