"""The rows and cells of a Word table, and how rows are written: "a | b", one a line.

A merged cell is written once, at its upper left corner, with empty cells for the rest of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.loaders.word_package import Node, child, name_of, switch, value, whole
from ingest.loaders.word_runs import ALTERNATIVES, chosen

TABLE = name_of("w:tbl")
_ROW, _CELL = name_of("w:tr"), name_of("w:tc")
_WRAPPERS = frozenset(
    name_of(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_MOST_COLUMNS = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell and how many columns it takes up."""

    content: Node
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that is shown (not deleted, not hidden); `before` columns are skipped first."""

    cells: tuple[Cell, ...]
    before: int
    is_hidden: bool


def opened(parent: Node, tags: tuple[str, ...]) -> Iterator[Node]:
    """The children with one of `tags`, those in content controls and insertions included."""
    for node in parent:
        if node.tag in tags:
            yield node
        elif node.tag in _WRAPPERS:
            yield from opened(node, tags)
        elif node.tag == ALTERNATIVES:
            yield from opened(chosen(node), tags)


def rows_of(table: Node) -> list[Row]:
    """The rows of a `w:tbl` in order, without deleted rows and cells."""
    return [_row(node) for node in opened(table, (_ROW,)) if child(node, "w:trPr", "w:del") is None]


def is_frame(rows: Sequence[Row]) -> bool:
    """True for a table of one column: a frame around text rather than a table."""
    return all(len(row.cells) <= 1 for row in rows)


def spanning_title(rows: Sequence[Row]) -> Cell | None:
    """The one cell of a first row that stands over all columns, above the header row."""
    if len(rows) < 2 or len(rows[0].cells) != 1 or is_frame(rows):
        return None
    return rows[0].cells[0]


def row_text(row: Row, texts: Sequence[str]) -> list[str]:
    """The columns of a row, given the text of each of its cells."""
    columns = [""] * row.before
    for cell, text in zip(row.cells, texts, strict=True):
        columns += [text] + [""] * (cell.columns - 1)
    return columns


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """The table's lines; walls on both sides where a row begins or ends with an empty cell.

    Rows without words are left out, and so are columns at the end that are empty in every row.
    """
    width = max((at for row in rows for at, said in enumerate(row, start=1) if said), default=0)
    said = [row[:width] for row in rows if any(row)]
    lines = [" | ".join(row) for row in said]
    if all(row[0] and row[-1] for row in said):
        return "\n".join(lines)
    return "\n".join(f"| {line} |" for line in lines)


def _row(node: Node) -> Row:
    cells = tuple(
        Cell(content=one, columns=max(1, _columns(value(one, "w:tcPr", "w:gridSpan"))))
        for one in opened(node, (_CELL,))
        if child(one, "w:tcPr", "w:cellDel") is None
    )
    return Row(
        cells=cells,
        before=_columns(value(node, "w:trPr", "w:gridBefore")),
        is_hidden=bool(switch(node, "w:trPr", "w:hidden")),
    )


def _columns(number: str | None) -> int:
    return min(whole(number, 0), _MOST_COLUMNS)
