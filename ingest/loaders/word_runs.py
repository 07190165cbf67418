"""The words of a Word paragraph as the reader sees them, tracked changes taken as accepted.

Of a field only its shown result is read. Text boxes and notes are not mixed into the words
but handed over beside them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.loaders.word_package import Node, child, name_of, switch, value
from ingest.loaders.word_styles import Styles

TEXT_BOX = name_of("w:txbxContent")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_MC}AlternateContent"
_WORDS = tuple(name_of(name) for name in ("w:t", "m:t", "a:t"))
_SIGNS = {
    name_of("w:tab"): "\t",
    name_of("w:ptab"): "\t",
    name_of("w:br"): "\n",
    name_of("w:cr"): "\n",
    name_of("w:p"): "\n",
    name_of("a:p"): "\n",
    name_of("w:noBreakHyphen"): "-",
}
_LEFT_OUT = tuple(
    name_of(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "rt", "sdtPr", "ffData")
)
_PICTURED = (name_of("c:chart"), name_of("dgm:relIds"))
_ID, _FIELD_SIGN = name_of("w:id"), name_of("w:fldCharType")
_CODE, _FONT = name_of("w:char"), name_of("w:font")
_CHECKED = {"F0FE": "☒", "F052": "☑", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F071": "☐"}
_LARGEST_CODE = 0xD800


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in the words that refers to the note `note_id`; an endnote, or else a footnote."""

    note_id: str
    is_endnote: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A paragraph's words, its text boxes and notes in order, and what was left out of it."""

    text: str
    boxes: tuple[Node, ...]
    references: tuple[Reference, ...]
    hidden_words: int
    pictured: int


def written(paragraph: Node, styles: Styles) -> Written:
    """Read a `w:p`."""
    hides = styles.look(value(paragraph, "w:pPr", "w:pStyle")).is_hidden
    reader = _Reader(styles, is_hidden=hides)
    reader.read(paragraph, is_hidden=hides)
    return Written(
        text="".join(reader.parts),
        boxes=tuple(reader.boxes),
        references=tuple(reader.references),
        hidden_words=len("".join(reader.hidden).split()),
        pictured=reader.pictured,
    )


def chosen(alternatives: Node) -> Node:
    """The first branch of an `mc:AlternateContent` that holds text, else the first one."""
    branches = list(alternatives)
    texts = (one for one in branches if next(iter(one.iter(*_WORDS)), None) is not None)
    return next(texts, branches[0] if branches else alternatives)


class _Reader:
    """Collects what a paragraph holds, element by element."""

    def __init__(self, styles: Styles, *, is_hidden: bool) -> None:
        self.parts: list[str] = []
        self.hidden: list[str] = []
        self.boxes: list[Node] = []
        self.references: list[Reference] = []
        self.pictured = 0
        self._styles = styles
        self._is_hidden = is_hidden
        self._fields: list[int] = []

    def read(self, parent: Node, *, is_hidden: bool) -> None:
        """Take in what an element holds; recursion ends at the parser's 256 levels."""
        for node in parent:
            tag = node.tag
            if tag == _RUN:
                self.read(node, is_hidden=self._hides(node))
            elif tag in _TAKEN:
                _TAKEN[tag](self, node, is_hidden)
            elif tag == ALTERNATIVES:
                self.read(chosen(node), is_hidden=is_hidden)
            elif tag not in _SKIPPED:
                self.read(node, is_hidden=is_hidden)

    def _hides(self, run: Node) -> bool:
        """Hidden by itself; else by its own style or its paragraph's, but not by both."""
        properties = child(run, "w:rPr")
        if properties is None:
            return self._is_hidden
        own = switch(properties, "w:vanish")
        if own is not None:
            return own
        style = value(properties, "w:rStyle")
        return self._is_hidden != bool(style and self._styles.hides(style))

    def _say(self, text: str, is_hidden: bool) -> None:
        (self.hidden if is_hidden else self.parts).append(text)

    def take_words(self, node: Node, is_hidden: bool) -> None:
        self._say(node.text or "", is_hidden)

    def take_sign(self, node: Node, is_hidden: bool) -> None:
        self._say(_SIGNS[node.tag], is_hidden)
        self.read(node, is_hidden=is_hidden)

    def take_symbol(self, node: Node, is_hidden: bool) -> None:
        """A sign of a symbol font: ticked boxes, and what stands at its place in Unicode."""
        code = (node.get(_CODE) or "").upper()
        is_wingding = "wingding" in (node.get(_FONT) or "").lower()
        try:
            number = int(code, 16)
        except ValueError:
            return
        if is_wingding:
            self._say(_CHECKED.get(code, ""), is_hidden)
        elif 0x20 <= number < _LARGEST_CODE:
            self._say(chr(number), is_hidden)

    def take_field(self, node: Node, is_hidden: bool) -> None:
        """Forget what stood in a field's code, when the code ends."""
        sign = node.get(_FIELD_SIGN)
        if sign == "begin":
            self._fields.append(len(self.parts))
        elif sign == "separate" and self._fields:
            del self.parts[self._fields[-1] :]
            self._fields[-1] = -1
        elif sign == "end" and self._fields:
            begun = self._fields.pop()
            if begun >= 0:
                del self.parts[begun:]

    def take_box(self, node: Node, is_hidden: bool) -> None:
        if is_hidden:
            self.hidden.extend(f" {words.text or ''}" for words in node.iter(*_WORDS))
        else:
            self.boxes.append(node)

    def take_reference(self, node: Node, is_hidden: bool) -> None:
        note_id = node.get(_ID)
        if note_id is not None and not is_hidden:
            is_endnote = node.tag == _ENDNOTE
            self.references.append(Reference(note_id=note_id, is_endnote=is_endnote))

    def take_picture(self, node: Node, is_hidden: bool) -> None:
        self.pictured += not is_hidden


_RUN, _ENDNOTE = name_of("w:r"), name_of("w:endnoteReference")
_SKIPPED = frozenset(_LEFT_OUT)
_TAKEN: Mapping[str, Callable[[_Reader, Node, bool], None]] = {
    **dict.fromkeys(_WORDS, _Reader.take_words),
    **dict.fromkeys(_SIGNS, _Reader.take_sign),
    **dict.fromkeys(_PICTURED, _Reader.take_picture),
    name_of("w:sym"): _Reader.take_symbol,
    name_of("w:fldChar"): _Reader.take_field,
    name_of("w:footnoteReference"): _Reader.take_reference,
    _ENDNOTE: _Reader.take_reference,
    TEXT_BOX: _Reader.take_box,
}
