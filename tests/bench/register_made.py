"""Makes a register of any size straight in the record's tables: quicker than workbooks would be.

Every agency reports every year, in a workbook that it shares with some others: its projects, and
its key figures of the year and of the years before. All values come from the rows' numbers alone,
so the same sizes give the same register.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.record.opening import RECORD_NAME, open_for_writing
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES
from ingest.types import EVERYONE

NUMBERS = (*(one.id for one in MEASURES), *(one.id for one in QUESTIONS))
LAST_YEAR = 2022
HIDDEN = "granskare"
"""The group that alone may see a tenth of the workbooks."""
_DEPARTMENTS = ("Exempeldepartementet", "Övningsdepartementet", "Provdepartementet")
_DAY = "date('2008-01-01', '+' || {} || ' days')"
_JOINED = (
    "JOIN register_sheets s ON s.id = r.sheet_id JOIN register_books b ON b.id = s.book_id "
    "JOIN register_collections c ON c.id = b.collection_id"
)
_PROJECT_CELLS = {"agency": [1, "x"], "project": [2], "budget": [10, "x"], "start": [6]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large: projects of an agency in a year, and years of key figures in each collection."""

    agencies: int = 2000
    collections: int = 10
    projects: int = 50
    years: int = 32
    agencies_in_a_book: int = 200

    @property
    def project_years(self) -> int:
        """How many rows about projects there are."""
        return self.agencies * self.collections * self.projects

    @property
    def figures(self) -> int:
        """How many key figures there are."""
        return self.agencies * self.collections * self.years * len(NUMBERS)


def make_register(data: Path, sizes: Sizes) -> None:
    """Fill the record of a data folder, in which there is none yet."""
    data.mkdir(parents=True, exist_ok=True)
    open_for_writing(data).dispose()
    with closing(sqlite3.connect(data / RECORD_NAME)) as database:
        database.execute("PRAGMA synchronous = OFF")
        _insert_agencies(database, sizes)
        _insert_books(database, sizes)
        _insert_agency_rows(database)
        _insert_projects(database, sizes)
        _insert_figures(database, sizes)
        _insert_findings(database)
        database.execute("INSERT INTO facts VALUES ('register', '1'), ('reviewed', '1')")
        database.commit()
        database.execute("ANALYZE")
        database.commit()


def _insert_agencies(database: sqlite3.Connection, sizes: Sizes) -> None:
    rows = (
        (n, f"exempelmyndigheten {n:04}", f"Exempelmyndigheten {n:04}")
        for n in range(1, sizes.agencies + 1)
    )
    database.executemany("INSERT INTO register_agencies (id, key, name) VALUES (?, ?, ?)", rows)


def _insert_books(database: sqlite3.Connection, sizes: Sizes) -> None:
    """The collections, their workbooks, and one sheet in each; every tenth workbook is hidden."""
    first_year = LAST_YEAR - sizes.collections
    for number in range(1, sizes.collections + 1):
        year = first_year + number
        database.execute(
            "INSERT INTO register_collections VALUES (?, 'Övning', ?, 'settled')", (number, year)
        )
    for book, (collection, first) in enumerate(_books(sizes), start=1):
        access = json.dumps([HIDDEN if book % 10 == 0 else EVERYONE])
        source = f"register/insamling-{collection}-{first}.xlsx"
        database.execute(
            "INSERT INTO register_books VALUES (?, ?, ?, ?, '', '2026-01-01T00:00:00Z', ?, 1, "
            "'[]', '[]', 'excluded', ?, 1, 'settled')",
            (book, collection, source, f"{book:064}", access, first_year + collection),
        )
        database.execute("INSERT INTO register_sheets VALUES (?, ?, 'Projekt', '{}')", (book, book))


def _books(sizes: Sizes) -> Iterator[tuple[int, int]]:
    for collection in range(1, sizes.collections + 1):
        for first in range(0, sizes.agencies, sizes.agencies_in_a_book):
            yield collection, first


def _insert_agency_rows(database: sqlite3.Connection) -> None:
    database.execute(
        "CREATE TEMP TABLE given AS SELECT s.id AS sheet_id, c.year, a.id AS agency_id "
        "FROM register_sheets s JOIN register_books b ON b.id = s.book_id "
        "JOIN register_collections c ON c.id = b.collection_id JOIN register_agencies a "
        "ON (a.id - 1) / (SELECT max(id) / (SELECT count(*) FROM register_books "
        "WHERE collection_id = 1) FROM register_agencies) "
        "= (b.id - 1) % (SELECT count(*) FROM register_books WHERE collection_id = 1)"
    )
    choice = " ".join(f"WHEN {n} THEN '{name}'" for n, name in enumerate(_DEPARTMENTS))
    database.execute(
        "INSERT INTO register_agency_rows (sheet_id, row, agency_id, short_names, former_names, "
        "department, size, groups, cells) SELECT sheet_id, agency_id, agency_id, "
        "'[\"EX' || agency_id || '\"]', '[]', "
        f"CASE agency_id % {len(_DEPARTMENTS)} {choice} END, "
        "CASE agency_id % 3 WHEN 0 THEN 'liten' WHEN 1 THEN 'medelstor' ELSE 'stor' END, "
        "CASE WHEN agency_id <= 20 THEN '[\"de tjugo\"]' ELSE '[]' END, '{\"agency\":[1,\"x\"]}' "
        "FROM given"
    )
    database.execute(
        "INSERT INTO register_names (book_id, agency_id, name, is_full) SELECT s.book_id, a.id, "
        "a.name, 1 FROM given g JOIN register_sheets s ON s.id = g.sheet_id "
        "JOIN register_agencies a ON a.id = g.agency_id"
    )


def _insert_projects(database: sqlite3.Connection, sizes: Sizes) -> None:
    _count_to(database, sizes.projects)
    cells = json.dumps(_PROJECT_CELLS)
    database.execute(
        "INSERT INTO register_projects (id, agency_id) "
        f"SELECT (id - 1) * {sizes.projects} + n, id FROM register_agencies, n"
    )
    h = "((g.agency_id * 7919 + n.n * 104729 + g.year * 1299709) % 1000003)"
    start = _DAY.format(f"({h} % 3000)")
    planned = _DAY.format(f"({h} % 3000 + 200 + {h} % 1500)")
    revised = _DAY.format(f"({h} % 3000 + 300 + {h} % 2500)")
    database.execute(
        "INSERT INTO register_project_rows (sheet_id, row, agency_id, project_id, project, kind, "
        "system, start, planned_end, revised_end, budget, outcome, phase, risk_benefit, "
        "risk_budget, risk_time, benefit_plan, benefit_owner, supplier, status, cells, free) "
        f"SELECT g.sheet_id, g.agency_id * {sizes.projects} + n.n, g.agency_id, "
        f"(g.agency_id - 1) * {sizes.projects} + n.n, "
        "'Projekt ' || g.agency_id || '-' || n.n, "
        f"CASE {h} % 4 WHEN 0 THEN 'nyutveckling' WHEN 1 THEN 'systembyte' "
        "WHEN 2 THEN 'infrastruktur' ELSE 'avveckling' END, "
        f"'System ' || ({h} % 5000), {start}, {planned}, "
        f"CASE WHEN {h} % 2 THEN {revised} END, {h} * 100.0, {h} * (80.0 + {h} % 50), "
        f"CASE {h} % 3 WHEN 0 THEN 'planering' WHEN 1 THEN 'genomförande' ELSE 'avslutat' END, "
        f"{h} % 3 + 1, {h} % 5 / 2 + 1, {h} % 7 / 3 + 1, "
        f"CASE {h} % 3 WHEN 0 THEN 1 WHEN 1 THEN 0 END, "
        f"CASE WHEN {h} % 2 THEN 'avdelningschef' END, 'Leverantör ' || ({h} % 3000), "
        f"'pågående', '{cells}', '[]' FROM given g, n"
    )


def _insert_figures(database: sqlite3.Connection, sizes: Sizes) -> None:
    _count_to(database, sizes.years)
    for column, number in enumerate(NUMBERS, start=1):
        is_level = column > len(MEASURES)
        h = f"((g.agency_id * 7919 + n.n * 104729 + g.year * {1299709 + column}) % 1000003)"
        value = f"{h} % 5 + 1" if is_level else f"{h} * 10.0 + 1"
        database.execute(
            'INSERT INTO register_figures (sheet_id, row, "column", agency_id, year, number, '
            f"value, original) SELECT g.sheet_id, g.agency_id * {sizes.years} + n.n, {column}, "
            f"g.agency_id, g.year + 1 - n.n, '{number}', {value}, '' FROM given g, n"
        )


def _insert_findings(database: sqlite3.Connection) -> None:
    """The review points out one budget and one start in 200, and one key figure in 1,000."""
    of_projects = "FROM register_project_rows r WHERE r.id % 200 = {}"
    for field, kind, severity, rows in (
        ("'budget', 10", "unit", "likely", of_projects.format(0)),
        ("'start', 6", "order", "wrong", of_projects.format(100)),
        ('r.number, r."column"', "unit", "likely", "FROM register_figures r WHERE r.id % 1000 = 0"),
    ):
        is_figure = kind == "unit" and "number" in field
        of_row = ("r.year", "'figure'", "''") if is_figure else ("c.year", "'project'", "r.project")
        year, row_kind, project = of_row
        database.execute(
            "INSERT INTO register_findings (id, collection_id, agency_id, sheet_id, row, field, "
            '"column", kind, severity, year, row_kind, project, original, why, is_open) '
            f"SELECT c.id || '-' || '{kind}' || r.id || {row_kind}, c.id, r.agency_id, r.sheet_id, "
            f"r.row, {field}, '{kind}', '{severity}', {year}, {row_kind}, {project}, '1', "
            f"'Kanske är enheten fel.', 1 {rows.replace('WHERE', _JOINED + ' WHERE')}"
        )


def _count_to(database: sqlite3.Connection, most: int) -> None:
    database.execute("DROP TABLE IF EXISTS temp.n")
    database.execute("CREATE TEMP TABLE n (n INTEGER PRIMARY KEY)")
    database.executemany("INSERT INTO n VALUES (?)", ((n,) for n in range(1, most + 1)))
