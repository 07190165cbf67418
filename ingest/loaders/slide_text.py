"""The text of one slide's shapes in reading order: top to bottom, left to right.

Shapes whose tops differ little stand in one row. A group is read where it stands, as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import SlideShapes
from pptx.text.text import _Paragraph

from ingest.errors import LoadError

_MOST_SHAPES = 50_000
_BYTES_OF_SHAPE = 10_000
_ROW_HEIGHT = 250_000  # EMU, 7 millimetres
_LAST = 1 << 40
_LEFT_OUT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_LISTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_BULLETS = (qn("a:buChar"), qn("a:buAutoNum"), qn("a:buBlip"))
_NO_BULLET = qn("a:buNone")
_PARAGRAPH, _WORDS, _ROW, _CELL = (qn(f"a:{name}") for name in ("p", "t", "tr", "tc"))
_RUNS = (_WORDS, qn("a:br"))
_ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{name}"
    for name in ("AlternateContent", "Choice", "Fallback")
)
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHARTS = (
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex",
)
_NODES = (None, "node", "asst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list or table of a slide, or its title."""

    text: str
    is_title: bool = False


@dataclass(slots=True, kw_only=True)
class Budget:
    """How many shapes may yet be read of a presentation; a large drawing counts as many."""

    shapes: int = _MOST_SHAPES

    def spend(self, shapes: int = 1) -> None:
        """Count what is read; raise `LoadError` when it is too much."""
        self.shapes -= shapes
        if self.shapes < 0:
            raise LoadError(
                f"presentationen har fler än {_MOST_SHAPES} former på sina bilder.",
                "Dela den i flera filer, eller ta bort tecknade bilder ur den.",
            )


def blocks_of(shapes: SlideShapes, budget: Budget) -> Iterator[Block]:
    """The blocks of a slide, its title first; raise `LoadError` when `budget` is spent."""
    _choose(shapes)
    title = shapes.title
    if title is not None and (words := " ".join(title.text_frame.text.split())):
        yield Block(text=words, is_title=True)
    for shape in _in_reading_order(shapes, budget):
        if shape != title:
            yield from (Block(text=text) for text in _texts(shape, budget))


def has_unread(shapes: SlideShapes) -> bool:
    """True when a slide has a chart, whose text is not read."""
    data = shapes.element.iter(qn("a:graphicData"))
    return any(part.get("uri") in _CHARTS for part in data)


def _choose(shapes: SlideShapes) -> None:
    """Put in place of shapes with alternatives the first of them, as a newer PowerPoint does."""
    for wrapper in list(shapes.element.iter(_ALTERNATIVES)):
        chosen = wrapper.find(_CHOICE)
        chosen = wrapper.find(_FALLBACK) if chosen is None else chosen
        parent = wrapper.getparent()
        if chosen is not None and parent is not None:
            for element in list(chosen):
                wrapper.addprevious(element)
            parent.remove(wrapper)


def _in_reading_order(shapes: Iterable[BaseShape], budget: Budget) -> Iterator[BaseShape]:
    row: list[BaseShape] = []
    for shape in sorted(_counted(shapes, budget), key=_top):
        if row and _top(shape) - _top(row[0]) > _ROW_HEIGHT:
            yield from sorted(row, key=_left)
            row = []
        row.append(shape)
    yield from sorted(row, key=_left)


def _counted(shapes: Iterable[BaseShape], budget: Budget) -> Iterator[BaseShape]:
    for shape in shapes:
        budget.spend()
        yield shape


def _top(shape: BaseShape) -> int:
    top: int | None = shape.top
    return _LAST if top is None else top


def _left(shape: BaseShape) -> int:
    left: int | None = shape.left
    return _LAST if left is None else left


def _texts(shape: BaseShape, budget: Budget) -> Iterator[str]:
    if shape.is_placeholder and shape.placeholder_format.type in _LEFT_OUT:
        return
    if isinstance(shape, GroupShape):
        for inner in _in_reading_order(shape.shapes, budget):
            yield from _texts(inner, budget)
    elif isinstance(shape, GraphicFrame):
        yield from filter(None, ("\n".join(_rows(shape)), "\n".join(_nodes(shape, budget))))
    elif isinstance(shape, Shape):
        yield from _paragraphs(shape)


def _rows(frame: GraphicFrame) -> Iterator[str]:
    """The rows of a table, or nothing."""
    for row in frame.element.iter(_ROW):
        cells = [_words(cell) for cell in row.findall(_CELL)]
        if any(cells):
            yield f"| {' | '.join(cells)} |"


def _nodes(frame: GraphicFrame, budget: Budget) -> Iterator[str]:
    """The words of a SmartArt drawing as a list, or nothing."""
    for data in frame.element.iter(f"{_DIAGRAM}relIds"):
        place = data.get(qn("r:dm"))
        content = frame.part.related_part(place).blob if place in frame.part.rels else b""
        budget.spend(len(content) // _BYTES_OF_SHAPE)
        root = parse_xml(content or b"<empty/>")
        for node in root.iter(f"{_DIAGRAM}pt"):
            if node.get("type") in _NODES and (words := _words(node)):
                yield f"– {words}"


def _words(element: BaseOxmlElement) -> str:
    """The words of an element on one line."""
    paragraphs = (
        "".join((part.text or "") if part.tag == _WORDS else " " for part in p.iter(*_RUNS))
        for p in element.iter(_PARAGRAPH)
    )
    return " ".join(" ".join(paragraphs).split())


def _paragraphs(shape: Shape) -> Iterator[str]:
    """The paragraphs of a frame; items that follow one another are one list."""
    said = [one for one in shape.text_frame.paragraphs if one.text.strip()]
    is_list = _holds_list(shape) and len(said) > 1
    items: list[str] = []
    for one in said:
        if _is_item(one, is_list=is_list):
            items.append(f"– {' '.join(one.text.split())}")
            continue
        yield from _list(items)
        items = []
        yield one.text.replace("\v", "\n").strip()
    yield from _list(items)


def _list(items: Sequence[str]) -> Iterator[str]:
    if items:
        yield "\n".join(items)


def _holds_list(shape: Shape) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in _LISTS


def _is_item(paragraph: _Paragraph, *, is_list: bool) -> bool:
    """True for a paragraph with a bullet of its own, or that of the frame it stands in."""
    own = paragraph._p.pPr
    if own is None:
        return is_list
    return any(own.find(tag) is not None for tag in _BULLETS) or (
        is_list and own.find(_NO_BULLET) is None
    )
