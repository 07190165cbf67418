"""Makes workbooks of the register as they are read, and takes them into a record, for tests."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from ingest.lock import writing
from ingest.record.register.places import BookPlace
from ingest.record.register.record import open_register_to_write
from ingest.record.register.types import Import, Put
from ingest.register import taking_in
from ingest.register.filling import line
from ingest.register.importing import import_book, store_book
from ingest.register.template import workbook
from ingest.register.types import Book, Cell, Collection, Refused, Row, RowKind, Stage, Tax, Value
from ingest.types import EVERYONE

Plain = str | float | bool
SHEETS = {
    RowKind.AGENCY: "Myndigheter",
    RowKind.PROJECT: "Projekt",
    RowKind.FIGURE: "Nyckeltal",
    RowKind.MATURITY: "Mognad",
    RowKind.DEFINITION: "Mått",
}


def collection(year: int = 2017, **but: object) -> Collection:
    given: dict[str, object] = {
        "survey": "Övning",
        "year": year,
        "stage": Stage.SETTLED,
        "tax": Tax.EXCLUDED,
        "price_year": year,
        "is_example": True,
    }
    return Collection(**{**given, **but})  # type: ignore[arg-type]  # fields by their names


def row(of: RowKind, at: int, **fields: Plain) -> Row:
    """A row of its kind's sheet; its fields stand in the order given, from column A."""
    values = tuple(
        Value(
            field=field,
            value=value,
            original=str(value),
            cell=Cell(sheet=SHEETS[of], row=at, column=column),
        )
        for column, (field, value) in enumerate(fields.items(), start=1)
        if value != ""
    )
    return Row(kind=of, values=values)


def project(at: int, agency: str, name: str, **fields: Plain) -> Row:
    return row(RowKind.PROJECT, at, agency=agency, project=name, **fields)


def agency(at: int, name: str, **fields: Plain) -> Row:
    return row(RowKind.AGENCY, at, agency=name, **fields)


def figure(at: int, name: str, measure: str, value: float, **fields: Plain) -> Row:
    return row(RowKind.FIGURE, at, agency=name, measure=measure, value=value, **fields)


def take_in(
    data: Path,
    rows: Iterable[Row],
    of: Collection | None = None,
    source: str = "insamling.xlsx",
    access: Sequence[str] = (EVERYONE,),
    refused: Sequence[Refused] = (),
) -> Put:
    """Take rows in as one workbook; its content is what the rows are."""
    book = Book(collection=of or collection(), rows=tuple(rows), refused=tuple(refused))
    content, what = _import(book, source, access)
    return import_book(data, content, what).put


def lay_in(data: Path, rows: Iterable[Row], folder: Path, source: str) -> Put:
    """The same as a sync does with a file of a folder."""
    book = Book(collection=collection(), rows=tuple(rows))
    content, what = _import(book, source, (EVERYONE,))
    place = BookPlace(folder=folder, source=source, mark="")
    with writing(data), closing(open_register_to_write(data)) as record:
        return store_book(data, record, content, what, place).put


def _import(book: Book, source: str, access: Sequence[str]) -> tuple[bytes, Import]:
    content = repr(book).encode()
    what = Import(
        book=book,
        source=source,
        sha256=hashlib.sha256(content).hexdigest(),
        mapping_hash="",
        access=tuple(access),
    )
    return content, what


def take_file_in(
    data: Path, rows: Iterable[Row], of: Collection, path: Path, access: Sequence[str] = (EVERYONE,)
) -> Put:
    """Write rows as a collection workbook, and take the file in as anybody does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook(of, map(line, rows)))
    return taking_in.take_in(data, path, access).put
