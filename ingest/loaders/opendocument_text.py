"""The blocks of an OpenDocument text: walks the elements of its content.xml in their order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

_NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "text", "table", "style", "meta")
} | {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_BLANKS = re.compile(r"[ \t\r\n]+")
_DEEPEST_HEADING = 10
_TITLE = "Title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, item, table or note; `level` is that of a heading, 0 for others."""

    text: str
    level: int = 0


@dataclass(slots=True, kw_only=True)
class _Written:
    """What an element's words come to, and what stands in it that is read after it."""

    parts: list[str] = field(default_factory=list)
    apart: list[Block] = field(default_factory=list)

    def line(self) -> str:
        """The words on one line."""
        return " ".join("".join(self.parts).split())

    def lines(self) -> str:
        """The words with their own line breaks."""
        return "\n".join(line.strip() for line in "".join(self.parts).split("\n")).strip()


def qualified(name: str) -> str:
    """The name of an element as lxml has it: "text:p" with its namespace written out."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def _all(names: str) -> frozenset[str]:
    return frozenset(qualified(name) for name in names.split())


_TEXT = qualified("office:text")
_HEADING, _PARAGRAPH, _TABLE = (qualified(n) for n in ("text:h", "text:p", "table:table"))
_ITEMS = _all("text:list-item text:list-header text:numbered-paragraph")
_LEFT_OUT = _all(
    "text:tracked-changes office:annotation office:forms text:table-of-content"
    " text:alphabetical-index text:illustration-index text:table-index text:object-index"
    " text:ruby-text svg:title svg:desc office:binary-data"
)
_ROW = qualified("table:table-row")
_ROWS = _all("table:table-header-rows table:table-rows table:table-row-group")
_CELLS = _all("table:table-cell table:covered-table-cell")
_SIGNS = {
    qualified("text:s"): " ",
    qualified("text:tab"): "\t",
    qualified("text:line-break"): "\n",
}
_NOTE, _NOTE_BODY, _CITED = (
    qualified(n) for n in ("text:note", "text:note-body", "text:note-citation")
)
_BOX = qualified("draw:text-box")


def is_text(document: etree._Element) -> bool:
    """True for the content of a text document; sheets and slides have other bodies."""
    return next(document.iter(_TEXT), None) is not None


def blocks_of(document: etree._Element) -> Iterator[Block]:
    """The blocks of a content.xml in order, none empty."""
    titles = _title_styles(document)
    body = next(document.iter(_TEXT), None)
    if body is not None:
        yield from (block for block in _blocks(body, titles) if block.text)


def _title_styles(document: etree._Element) -> frozenset[str]:
    """The names of the style for titles and those made from it."""
    styles = document.iter(qualified("style:style"))
    parents: Mapping[str | None, str | None] = {
        style.get(qualified("style:name")): style.get(qualified("style:parent-style-name"))
        for style in styles
    }
    return frozenset(name for name in parents if name and parents[name] == _TITLE) | {_TITLE}


def _blocks(parent: etree._Element, titles: frozenset[str], mark: str = "") -> Iterator[Block]:
    """The blocks inside an element; the first paragraph of an item gets its `mark`."""
    for child in parent:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in _ITEMS:
            yield from _blocks(child, titles, "– ")
        elif child.tag == _HEADING:
            yield from _paragraph(child, _level(child))
        elif child.tag == _PARAGRAPH:
            is_title = child.get(qualified("text:style-name")) in titles
            yield from _paragraph(child, int(is_title), mark)
            mark = ""
        elif child.tag == _TABLE:
            yield _table(child)
        else:
            yield from _blocks(child, titles, mark)


def _level(heading: etree._Element) -> int:
    said = heading.get(qualified("text:outline-level"), "")
    return min(max(int(said), 1), _DEEPEST_HEADING) if said.isdecimal() else 1


def _paragraph(element: etree._Element, level: int, mark: str = "") -> Iterator[Block]:
    written = _Written()
    _write(element, written)
    words = written.line() if level or mark else written.lines()
    if words:
        yield Block(text=words if level else mark + words, level=level)
    yield from written.apart


def _write(element: etree._Element, written: _Written) -> None:
    """Add the words inside an element; notes and text boxes are put apart."""
    written.parts.append(_BLANKS.sub(" ", element.text or ""))
    for child in element:
        if child.tag == _NOTE:
            written.apart.append(_note(child))
        elif child.tag == _BOX:
            written.apart.extend(_blocks(child, frozenset()))
        elif child.tag in _SIGNS:
            written.parts.append(_SIGNS[child.tag])
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            _write(child, written)
        written.parts.append(_BLANKS.sub(" ", child.tail or ""))


def _note(note: etree._Element) -> Block:
    """A footnote or endnote as a block of its own, under its number."""
    cited, body = note.find(_CITED), note.find(_NOTE_BODY)
    said = "" if body is None else _on_one_line(body)
    number = "" if cited is None else "".join(cited.itertext()).strip()
    name = "Slutnot" if note.get(qualified("text:note-class")) == "endnote" else "Fotnot"
    return Block(text=f"{name} {number}: {said}" if said else "")


def _table(table: etree._Element) -> Block:
    rows = (_row(row) for row in _table_rows(table))
    return Block(text="\n".join(filter(None, rows)))


def _table_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == _ROW:
            yield child
        elif child.tag in _ROWS:
            yield from _table_rows(child)


def _row(row: etree._Element) -> str:
    cells = [_on_one_line(cell) for cell in row if cell.tag in _CELLS]
    return f"| {' | '.join(cells)} |" if any(cells) else ""


def _on_one_line(element: etree._Element) -> str:
    """The blocks inside a cell or a note, joined with blanks."""
    return " ".join(" ".join(block.text for block in _blocks(element, frozenset())).split())
