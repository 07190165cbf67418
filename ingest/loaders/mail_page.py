"""The words of a message that is written as a web page: all of them, in their order.

A web page has a main text among menus; a message is all main text, with what it answers below
it, so nothing here is judged to be beside the matter. Tables of data become rows between pipes,
tables that only place things become lines.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.types import Extract, Heading

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "title"})
_APART = frozenset("p table ul ol dl blockquote pre hr h1 h2 h3 h4 h5 h6".split())
_LINES = frozenset("div li tr dt dd section article header footer main".split())
_CELLS = frozenset({"td", "th"})
_HEADING = re.compile(r"h[1-6]")
_ITEM = "– "
_MARK = "\0"  # before a heading's level; no text that was decoded holds it
_BLANKS = re.compile(r"\s+")
_DEEPEST_TABLE = 20


def parse(source: str) -> Extract:
    """The text of a page, its headings with their places, and no properties."""
    parser = etree.HTMLParser(target=_Page(), encoding="utf-8")
    parser.feed(source.encode("utf-8", "replace"))
    return _arranged(parser.close())


@dataclass(slots=True, kw_only=True)
class _Row:
    """A row that is being read: how deep its table lies, what stands around it, its cells."""

    table: int
    around: list[str]
    cells: list[list[str]] = field(default_factory=list)

    def words(self) -> str:
        """The row between pipes; one block after another when its cells are not of data."""
        cells = ["".join(cell).strip() for cell in self.cells]
        flat = [_BLANKS.sub(" ", cell) for cell in cells]
        is_data = sum(map(bool, flat)) > 1 and not any(
            "\n" in cell or _MARK in cell for cell in cells
        )
        return f"| {' | '.join(flat)} |\n" if is_data else "\n".join([*cells, ""])


class _Page:
    """Collects words as lxml's parser meets them, in the innermost open cell."""

    def __init__(self) -> None:
        self._here: list[str] = []
        self._rows: list[_Row] = []
        self._tables = 0
        self._silent = ""

    def start(self, tag: str, _attributes: object) -> None:
        """An element begins."""
        if tag in _SILENT and not self._silent:
            self._silent = tag
        self._break(tag)
        if tag == "table":
            self._tables += 1
        elif tag == "tr":
            self._begin_row()
        elif tag in _CELLS and self._rows:
            self._here = []
            self._rows[-1].cells.append(self._here)
        elif tag == "li":
            self._here.append(_ITEM)
        elif _HEADING.fullmatch(tag):
            self._here.append(f"{_MARK}{tag[1]}")

    def end(self, tag: str) -> None:
        """An element ends, or is ended by what follows."""
        if tag == self._silent:
            self._silent = ""
        if tag in {"tr", "table"}:
            self._end_rows(self._tables)
        if tag == "table":
            self._tables = max(0, self._tables - 1)
        if tag != "br":
            self._break(tag)

    def data(self, data: str) -> None:
        """Characters between tags."""
        if not self._silent:
            self._here.append(_BLANKS.sub(" ", data.replace(_MARK, "")))

    def close(self) -> str:
        """Everything, with line ends where blocks end."""
        self._end_rows(0)
        return "".join(self._here)

    def _break(self, tag: str) -> None:
        if tag == "br":
            self._here.append("\n")
        elif tag in _APART or tag in _LINES:
            while self._here and self._here[-1] == " ":
                self._here.pop()
            last = self._here[-1][-2:] if self._here else ""
            if tag in _APART and last != "\n\n":
                self._here.append("\n\n")
            elif not last.endswith("\n"):
                self._here.append("\n")

    def _begin_row(self) -> None:
        self._end_rows(self._tables)
        if len(self._rows) < _DEEPEST_TABLE:
            self._rows.append(_Row(table=self._tables, around=self._here))

    def _end_rows(self, table: int) -> None:
        """Write the open rows of this table, and of tables inside it."""
        while self._rows and self._rows[-1].table >= table:
            row = self._rows.pop()
            row.around.append(row.words())
            self._here = row.around


def _arranged(words: str) -> Extract:
    """The lines without blanks around them, at most one empty line between two."""
    kept: list[str] = []
    headings: list[Heading] = []
    length = 0
    for written in words.split("\n"):
        line = _BLANKS.sub(" ", written).strip()
        level = line[1:2] if line.startswith(_MARK) else ""
        line = line[2:].strip() if level else line.replace(_MARK, "")
        if not line and (not kept or not kept[-1]):
            continue
        if level and line:
            headings.append(Heading(level=int(level), title=line, start=length))
        kept.append(line)
        length += len(line) + 1
    return Extract(text="\n".join(kept).rstrip(), headings=tuple(headings))
