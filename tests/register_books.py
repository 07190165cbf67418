"""Books as the reader gives them, made from lines without writing a workbook first."""

from collections.abc import Iterable, Iterator

from corpus._build.register.making import Book as MadeBook
from corpus._build.register.making import Register
from ingest.register.filling import Line
from ingest.register.layout import sheet_of
from ingest.register.types import Book, Cell, Collection, Row, RowKind, Value

_WIDE = {RowKind.FIGURE: ("measure", "value"), RowKind.MATURITY: ("question", "level")}
_FIRST_ROW = 2


def books_of(register: Register) -> tuple[Book, ...]:
    """The books of a made register, the earliest first."""
    return tuple(map(book_of, register.books))


def book_of(made: MadeBook) -> Book:
    return book(made.collection, (said.line for said in made.lines))


def book(collection: Collection, lines: Iterable[Line]) -> Book:
    """The lines as rows, each value with the cell that the collection workbook gives it."""
    lines = list(lines)
    rows = [row for kind in RowKind for row in _rows([one for one in lines if one.kind is kind])]
    return Book(collection=collection, rows=tuple(rows))


def _rows(lines: list[Line]) -> Iterator[Row]:
    told: list[set[str]] = []
    numbers: dict[str, int] = {}
    for line in lines:
        columns = [field.id for field in sheet_of(line.kind).columns]
        if line.kind in _WIDE:
            what = _text(line, _WIDE[line.kind][0])
            who = f"{_text(line, 'agency')} {_text(line, 'year')}"
            if who not in numbers or what in told[numbers[who]]:
                numbers[who] = len(told)
                told.append(set())
            told[numbers[who]].add(what)
            place = dict.fromkeys(_WIDE[line.kind], columns.index(what) + 1)
            yield _row(line, numbers[who], {name: at for at, name in enumerate(columns, 1)} | place)
        else:
            told.append(set())
            yield _row(line, len(told) - 1, {name: at for at, name in enumerate(columns, 1)})


def _text(line: Line, field: str) -> str:
    entry = line.get(field)
    return str(entry.value) if entry else ""


def _row(line: Line, number: int, columns: dict[str, int]) -> Row:
    values = tuple(
        Value(
            field=entry.field,
            value=entry.value,
            original=str(entry.value if entry.written is None else entry.written),
            cell=Cell(
                sheet=sheet_of(line.kind).title,
                row=_FIRST_ROW + number,
                column=columns[entry.field],
            ),
        )
        for entry in line.entries
    )
    return Row(kind=line.kind, values=tuple(sorted(values, key=lambda one: one.cell.column)))
