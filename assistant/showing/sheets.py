"""A sheet of a kept file as it is shown: some rows around the cells that are cited."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from assistant.addresses import cell_url
from assistant.errors import NotFoundError, SourceChangedError
from assistant.service import Service
from ingest.register.bookprocess import read_grid
from ingest.register.grids import MOST_COLUMNS, Grid, GridRow, GridWanted
from ingest.register.importing import kept_file
from ingest.register.types import column_letters, column_number

AROUND = 40
_AT_ONCE = 2 * AROUND + 1
_CELL = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})", re.ASCII)
_MOST_CELLS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell that is cited, by row and column from 1."""

    row: int
    column: int

    @property
    def name(self) -> str:
        """As spreadsheets name it."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOfSheet:
    """A cell: `name` is C14; `is_cited` where it is one of those that are cited."""

    name: str
    text: str
    is_cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOfSheet:
    """A row with its cells by column."""

    number: int
    cells: tuple[CellOfSheet, ...]
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLink:
    """A sheet of the same file and where it is shown."""

    name: str
    url: str
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedCell:
    """A cell that is cited: what it says, None where it is not among the rows that are shown."""

    name: str
    text: str | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetShown:
    """A part of a sheet: rows `first` to `last` of `end`; `before` and `after` show the others."""

    source: str
    sheet: str
    sheets: tuple[SheetLink, ...]
    letters: tuple[str, ...]
    rows: tuple[RowOfSheet, ...]
    cited: tuple[CitedCell, ...]
    first: int
    last: int
    end: int
    columns_left: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWanted:
    """Which sheet of which file, "" for the first; `cells` such as "C14,D14"; `first` row or 0."""

    sha256: str
    sheet: str
    cells: str = ""
    first: int = 0


def sheet_shown(service: Service, wanted: SheetWanted) -> SheetShown:
    """A part of a sheet of a file that may be seen.

    Raises:
        NotFoundError: there is no such file, sheet or cell, or not for the asker.
        SourceChangedError: the kept file is gone, or not the one that was kept.
        LoadError: it cannot be read any more.
    """
    seen = service.register.seen(service.asker.may_see)
    held = seen.file(wanted.sha256, service.asker.may_see) if seen else None
    if held is None:
        raise NotFoundError("Registret har ingen sådan fil.", "Kontrollera adressen.")
    cited = cells_named(wanted.cells)
    first = wanted.first or max(1, min((place.row for place in cited), default=1) - AROUND)
    content = _content(kept_file(service.library.data, wanted.sha256, held.source), wanted.sha256)
    part = GridWanted(sheet=wanted.sheet, first=first, last=first + _AT_ONCE - 1)
    grid = read_grid(content, held.source, part)
    if not grid.is_there:
        there = ", ".join(f"”{name}”" for name in grid.sheets)
        raise NotFoundError(f"{held.source} har inget blad ”{wanted.sheet}”.", f"Den har {there}.")
    return _shown(held.source, wanted, grid, cited)


def cells_named(text: str) -> tuple[Place, ...]:
    """The cells of "C14,D14", in order, each once; raises NotFoundError for what names none."""
    found = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        match = _CELL.fullmatch(name)
        if match is None:
            raise NotFoundError(f"”{name}” är ingen cell.", "En cell heter som C14.")
        found.append(Place(row=int(match[2]), column=column_number(match[1])))
    return tuple(dict.fromkeys(found))[:_MOST_CELLS]


def _content(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SourceChangedError(
            "Den sparade filen är borta eller har ändrats.",
            "Ta in arbetsboken på nytt med `lardom register import FIL`.",
        )
    return content


def _shown(source: str, wanted: SheetWanted, grid: Grid, cited: tuple[Place, ...]) -> SheetShown:
    wide = max([len(row.texts) for row in grid.rows] + [place.column for place in cited], default=0)
    wide = min(wide, MOST_COLUMNS)
    rows = tuple(_row(row, wide, cited) for row in grid.rows)
    first, last = (rows[0].number, rows[-1].number) if rows else (1, 0)
    texts = {cell.name: cell.text for row in rows for cell in row.cells}
    return SheetShown(
        source=source,
        sheet=grid.sheet,
        sheets=tuple(
            SheetLink(name=name, url=cell_url(wanted.sha256, name), is_shown=name == grid.sheet)
            for name in grid.sheets
        ),
        letters=tuple(column_letters(n) for n in range(1, wide + 1)),
        rows=rows,
        cited=tuple(
            CitedCell(
                name=place.name,
                text=texts.get(place.name),
                url=cell_url(wanted.sha256, grid.sheet, place.name),
            )
            for place in cited
        ),
        first=first,
        last=last,
        end=grid.last,
        columns_left=grid.columns_left,
        before=_page(wanted, max(1, first - _AT_ONCE)) if first > 1 else None,
        after=_page(wanted, last + 1) if last < grid.last else None,
    )


def _row(row: GridRow, wide: int, cited: tuple[Place, ...]) -> RowOfSheet:
    texts = (*row.texts, *[""] * (wide - len(row.texts)))
    return RowOfSheet(
        number=row.number,
        is_hidden=row.is_hidden,
        cells=tuple(
            CellOfSheet(
                name=f"{column_letters(n)}{row.number}",
                text=text,
                is_cited=Place(row=row.number, column=n) in cited,
            )
            for n, text in enumerate(texts, start=1)
        ),
    )


def _page(wanted: SheetWanted, first: int) -> str:
    """The same sheet from another row on."""
    return f"{cell_url(wanted.sha256, wanted.sheet)}&{urlencode(_asked(wanted, first))}"


def _asked(wanted: SheetWanted, first: int) -> dict[str, str]:
    cells = {"cell": wanted.cells} if wanted.cells else {}
    return {**cells, "rad": str(first)}
