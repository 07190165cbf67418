"""Writes the register's files: a workbook for each year, and tables of what is true of them.

The workbooks are material; the tables stay beside the code that makes them, for measuring.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from ingest.register.template import workbook
from ingest.register.types import RowKind

from .making import Register, make_register
from .places import cell_of, row_of

TABLES = Path(__file__).resolve().parent
FOLDER = "register"
_PLANTED = ("kind", "year", "agency", "row_kind", "field", "project", "sheet", "cell", "what")
_IDENTITIES = ("project", "year", "row", "agency", "name")
_SIBLINGS = ("project", "sibling")


def write_register(folder: Path) -> tuple[str, ...]:
    """Write the workbooks below `folder`; the paths made, in order."""
    register = make_register()
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    made = []
    for book in register.books:
        name = f"{FOLDER}/insamling-{book.collection.year}.xlsx"
        lines = [said.line for said in book.lines]
        (folder / name).write_bytes(workbook(book.collection, lines))
        made.append(name)
    return tuple(made)


def write_tables(folder: Path) -> None:
    """Write what is true of the register into `folder`: faults, identities, siblings."""
    for name, text in tables(make_register()).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def tables(register: Register) -> dict[str, str]:
    """File name to tab-separated text."""
    return {
        "made_planted.tsv": _table(_PLANTED, _planted(register)),
        "made_identities.tsv": _table(_IDENTITIES, _identities(register)),
        "made_siblings.tsv": _table(_SIBLINGS, _siblings(register)),
    }


def _planted(register: Register) -> Iterator[tuple[str, ...]]:
    books = {book.collection.year: book.lines for book in register.books}
    for fault in register.planted:
        cell = cell_of(books[fault.year], fault)
        yield (
            fault.kind,
            str(fault.year),
            fault.agency.name_in(fault.year),
            fault.row_kind.value,
            fault.field,
            fault.subject if fault.row_kind is RowKind.PROJECT else "",
            cell.sheet if cell else "",
            cell.name if cell else "",
            fault.what,
        )


def _identities(register: Register) -> Iterator[tuple[str, ...]]:
    """Every row of a project, with the project it truly is of."""
    rows = [
        (said.subject, str(book.collection.year), row_of(book.lines, said), said)
        for book in register.books
        for said in book.lines
        if said.line.kind is RowKind.PROJECT
    ]
    for identity, year, row, said in sorted(rows, key=lambda row: row[:3]):
        yield identity, year, str(row), said.text("agency"), said.text("project")


def _siblings(register: Register) -> Iterator[tuple[str, ...]]:
    pairs: dict[str, list[str]] = {}
    for truth in register.projects:
        if truth.pair:
            pairs.setdefault(truth.pair, []).append(truth.id)
    for _, (one, other) in sorted(pairs.items()):
        yield one, other


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    written = StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return written.getvalue()

