"""Reads the small Markdown dialect in which the set documents are written.

Known: front matter, headings of three levels, paragraphs, lists with `- ` or `1. `, tables
(a line `Tabell: ...` above is the caption), boxes with `> `, `**bold**` inside a paragraph,
and the directives `[[innehall]]` (table of contents), `[[sida]]` (page break) and
`[[huvuddel]]` (page break; arabic page numbers begin). Nothing here knows what is made of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

_TABLE_RULE = re.compile(r"\|[\s:|-]+\|")
_ORDERED = re.compile(r"\d+\. ")
_DIRECTIVE = re.compile(r"\[\[(\w+)\]\]")


class MarkupError(ValueError):
    """A text source is not written in the dialect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A heading; `level` 1 is the highest."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; `boxed` text is set in a tinted box."""

    text: str
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list with bullets, or with numbers where `ordered`."""

    items: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the first row holds the column heads; `right` says which columns are figures."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """An order to the setter: `innehall`, `sida` or `huvuddel`."""

    name: str


Block = Title | Paragraph | Listing | Table | Directive


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """One text source: what it says of itself (lower-case keys) and its blocks in order."""

    name: str
    properties: dict[str, str]
    blocks: tuple[Block, ...]


def read(path: Path) -> Manuscript:
    """The manuscript in `path`; MarkupError where its front matter is missing."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise MarkupError(f"{path.name} has no front matter: begin the file with a --- block.")
    properties = {str(key): str(value) for key, value in yaml.safe_load(parts[1]).items()}
    return Manuscript(name=path.name, properties=properties, blocks=tuple(_blocks(parts[2])))


def _blocks(body: str) -> Iterator[Block]:
    caption = ""
    for piece in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in piece.splitlines()]
        if lines[0].startswith("Tabell: "):
            caption, lines = lines[0].removeprefix("Tabell: "), lines[1:]
        if lines:
            yield _block(lines, caption)
            caption = ""


def _block(lines: list[str], caption: str) -> Block:
    first = lines[0]
    if directive := _DIRECTIVE.fullmatch(first):
        return Directive(name=directive[1])
    if first.startswith("#"):
        marks, _, text = first.partition(" ")
        return Title(level=len(marks), text=text)
    if first.startswith("|"):
        return _table(lines, caption)
    if first.startswith("- ") or _ORDERED.match(first):
        return Listing(items=tuple(_items(lines)), ordered=not first.startswith("- "))
    if first.startswith(">"):
        return Paragraph(text=" ".join(line.lstrip("> ") for line in lines), boxed=True)
    return Paragraph(text=" ".join(lines))


def _items(lines: list[str]) -> Iterator[str]:
    """The items of a list; a line without a mark goes on with the item above."""
    item = ""
    for line in lines:
        marked = line.removeprefix("- ") if line.startswith("- ") else _ORDERED.sub("", line, 1)
        if marked != line and item:
            yield item
            item = ""
        item = f"{item} {marked}".strip()
    yield item


def _table(lines: list[str], caption: str) -> Table:
    if len(lines) < 3 or not _TABLE_RULE.fullmatch(lines[1]):
        raise MarkupError(f"The table “{lines[0]}” lacks its line of dashes or its rows.")
    rows = tuple(_cells(line) for line in (lines[0], *lines[2:]))
    if any(len(row) != len(rows[0]) for row in rows):
        raise MarkupError(f"The table “{lines[0]}” has rows of different lengths.")
    right = tuple(rule.endswith(":") for rule in _cells(lines[1]))
    return Table(caption=caption, rows=rows, right=right)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
