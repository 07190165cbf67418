"""The blocks of a Word document in order: headings, paragraphs, list items, tables, notes.

A text box stands after the paragraph it hangs on; a frame (a table of one column) gives up
the blocks inside it; a table inside a table becomes words of its cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.loaders.word_notes import Notes
from ingest.loaders.word_numbering import BULLET, Numbering
from ingest.loaders.word_package import Node, child, name_of, value, whole
from ingest.loaders.word_runs import Written, written
from ingest.loaders.word_styles import BODY_LEVEL, Numbered, Styles, numbered_of
from ingest.loaders.word_tables import (
    TABLE,
    Row,
    is_frame,
    opened,
    row_text,
    rows_of,
    spanning_title,
    table_text,
)

_PARAGRAPH, _INSERTED = name_of("w:p"), name_of("w:altChunk")
_BLOCKS = (_PARAGRAPH, TABLE, _INSERTED)
_NO_LIST = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a table; `level` is a heading's, else 0; `notes` are those it refers to."""

    text: str
    level: int = 0
    is_item: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class LeftOut:
    """How much of the document was not read: words, and pictures or documents with words."""

    hidden_words: int = 0
    pictured: int = 0
    inserted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Reads blocks and counts in `left_out` what it passes by."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    left_out: LeftOut = field(default_factory=LeftOut)

    def within(self, parent: Node) -> Iterator[Block]:
        """The blocks of a body, a cell or a text box; some may have no words."""
        carried = ""
        for node in opened(parent, _BLOCKS):
            if node.tag == TABLE:
                yield from self._table(node)
            elif node.tag == _INSERTED:
                self.left_out.inserted += 1
            elif next(iter(node), None) is None:
                continue  # an empty line
            elif _runs_on(node):
                read, notes = self._read(node)
                carried += read.text
                yield from self._beside(read, notes)
            else:
                yield from self._paragraph(node, carried)
                carried = ""
        yield Block(text=carried.strip())

    def _read(self, paragraph: Node) -> tuple[Written, tuple[str, ...]]:
        """The words of a paragraph, and the notes that it refers to."""
        read = written(paragraph, self.styles)
        self.left_out.hidden_words += read.hidden_words
        self.left_out.pictured += read.pictured
        found = [note for one in read.references if (note := self.notes.take(one))]
        return read, tuple(f"{note.name}: {self._flat(note.content)}" for note in found)

    def _paragraph(self, node: Node, carried: str) -> Iterator[Block]:
        read, notes = self._read(node)
        properties = child(node, "w:pPr")
        level, text = self._level(properties), (carried + read.text).strip()
        mark = self._mark(properties) if text else ""
        if level:
            yield Block(text=" ".join(text.split()), level=level, notes=notes)
        else:
            marked = f"{mark} {text}" if mark else text
            yield Block(text=marked, is_item=bool(mark), notes=notes)
        yield from self._beside(read, ())

    def _beside(self, read: Written, notes: tuple[str, ...]) -> Iterator[Block]:
        """The text boxes of a paragraph, and notes that no block has yet."""
        if notes:
            yield Block(text="", notes=notes)
        for box in read.boxes:
            yield from self.within(box)

    def _level(self, properties: Node | None) -> int:
        """The level of a heading, by the paragraph's own outline level or else its style."""
        own = value(properties, "w:outlineLvl")
        if own is not None:
            level = whole(own, BODY_LEVEL)
            return level + 1 if level < BODY_LEVEL else 0
        return self.styles.look(value(properties, "w:pStyle")).level

    def _mark(self, properties: Node | None) -> str:
        """The list mark, which is counted for headings too; "" outside lists."""
        style_id = value(properties, "w:pStyle")
        look = self.styles.look(style_id)
        numbered = self._numbered(numbered_of(properties), look.numbered)
        if numbered is None:
            return BULLET if look.is_listed and numbered_of(properties) is None else ""
        return self.numbering.mark(numbered, style_id)

    def _numbered(self, own: Numbered | None, styled: Numbered | None) -> Numbered | None:
        said = own or styled
        return None if said is None or said.list_id == _NO_LIST else said

    def _table(self, table: Node) -> Iterator[Block]:
        rows = self._shown(table)
        if is_frame(rows):
            for row in rows:
                for cell in row.cells:
                    yield from self.within(cell.content)
            return
        if title := spanning_title(rows):
            yield from self.within(title.content)
            rows = rows[1:]
        notes: list[str] = []
        texts = [row_text(row, [self._cell(c.content, notes) for c in row.cells]) for row in rows]
        yield Block(text=table_text(texts), notes=tuple(notes))

    def _shown(self, table: Node) -> list[Row]:
        """The rows of a table; the words of hidden ones are counted."""
        rows = rows_of(table)
        for row in rows:
            if row.is_hidden:
                hidden = " ".join(self._flat(cell.content) for cell in row.cells)
                self.left_out.hidden_words += len(hidden.split())
        return [row for row in rows if row.cells and not row.is_hidden]

    def _cell(self, cell: Node, notes: list[str]) -> str:
        """The words of a cell on one line; its notes are put with the others."""
        parts: list[str] = []
        for node in opened(cell, _BLOCKS):
            if node.tag == TABLE:
                parts.append(self._inner_table(node, notes))
            elif node.tag == _PARAGRAPH:
                read, found = self._read(node)
                notes += found
                parts.append(read.text)
                parts += [self._cell(box, notes) for box in read.boxes]
        return " ".join(" ".join(parts).split())

    def _inner_table(self, table: Node, notes: list[str]) -> str:
        """The rows of a table in a cell, "a, b; c, d"."""
        rows = ([self._cell(c.content, notes) for c in row.cells] for row in self._shown(table))
        return "; ".join(", ".join(filter(None, texts)) for texts in rows if any(texts))

    def _flat(self, parent: Node) -> str:
        """All words of a note or a cell on one line."""
        return self._cell(parent, [])


def _runs_on(paragraph: Node) -> bool:
    """True when the end of the paragraph is deleted: its words go on in the next."""
    mark = child(paragraph, "w:pPr", "w:rPr")
    return any(child(mark, name) is not None for name in ("w:del", "w:moveFrom"))
