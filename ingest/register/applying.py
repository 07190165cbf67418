"""Makes a `Book` of a file of tables by its mapping: each value with its cell, nothing guessed.

A value that cannot be read for certain is refused and told of; where every row needs it, the row
goes with it. What is wrong with a whole table (a column that is not there, a second table on the
sheet) refuses the file.
"""

from ingest.errors import LoadError, MappingError
from ingest.register.mapping import Mapping, SheetMapping, validate
from ingest.register.read_sheets import ReadFile, ReadSheet
from ingest.register.reading import read_file
from ingest.register.recognising import is_ours, mapping_of
from ingest.register.tables import Table
from ingest.register.types import Book, Refused, Row


def apply(content: bytes, name: str, mapping: Mapping) -> Book:
    """Read a file by its mapping.

    Raises `LoadError` for a file that cannot be read or does not look as the mapping says, and
    `MappingError` for a mapping that is wrong in itself.
    """
    validate(mapping)
    return book_of(read_file(content, name), mapping)


def apply_template(content: bytes, name: str) -> Book:
    """Read a collection workbook of our own, which needs no mapping; raise `LoadError` else."""
    file = read_file(content, name)
    if not is_ours(file):
        raise LoadError(
            "filen är ingen insamlingsbok från Lärdom.",
            "Ange en mappning som säger vad kolumnerna är.",
        )
    mapping = mapping_of(file)
    try:
        validate(mapping)
    except MappingError as error:
        raise LoadError(
            error.message, "Låt rubrikerna i rad 1 stå som de skrevs ut, en gång var."
        ) from error
    return book_of(file, mapping)


def book_of(file: ReadFile, mapping: Mapping) -> Book:
    """The rows of a file that has been read; raises as `apply`."""
    rows: list[Row] = []
    notices = list(file.notices)
    refused: list[Refused] = []
    for sheet_mapping in mapping.sheets:
        sheet = _sheet(file, sheet_mapping)
        table = Table(file, sheet, sheet_mapping)
        rows += table.rows()
        where = f"Bladet ”{sheet.name}”: " if sheet.name else ""
        notices += (f"{where}{notice}" for notice in table.findings.notices)
        refused += table.findings.refused
    notices += () if is_ours(file) else _unread(file, mapping)
    return Book(
        collection=mapping.collection,
        rows=tuple(rows),
        notices=tuple(notices),
        refused=tuple(refused),
    )


def _unread(file: ReadFile, mapping: Mapping) -> list[str]:
    named = {one.sheet.strip().casefold() for one in mapping.sheets}
    return [
        f"Bladet ”{sheet.name}” är inte med i mappningen och är inte läst."
        for sheet in file.sheets
        if sheet.rows and sheet.name.strip().casefold() not in named
    ]


def _sheet(file: ReadFile, mapping: SheetMapping) -> ReadSheet:
    if sheet := file.sheet(mapping.sheet):
        return sheet
    there = ", ".join(f"”{one.name}”" for one in file.sheets)
    raise LoadError(
        f"arbetsboken har inget blad ”{mapping.sheet}”, bara {there}.",
        "Rätta bladets namn i mappningen eller i filen.",
    )
