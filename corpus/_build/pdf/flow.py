"""The blocks of a manuscript as the pieces that reportlab sets, in the house typography."""

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import ListFlowable, ListItem, NextPageTemplate, PageBreak, Spacer
from reportlab.platypus import Paragraph as Set
from reportlab.platypus import Table as Grid

from .. import typography as look
from ..facts import Facts
from ..markup import Block, Directive, Listing, Paragraph, Table, Title
from .folio import MAIN

_PADDING = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LEFTPADDING", (0, 0), (-1, -1), 7),
    ("RIGHTPADDING", (0, 0), (-1, -1), 7),
]


def cover(facts: Facts) -> list[Any]:
    """Title, subtitle and the box of facts, above the first heading."""
    rows = [[_set(name, "cell", bold=True), _set(value, "cell")] for name, value in facts.rows]
    grid = Grid(rows, colWidths=[130, look.MEASURE - 130], hAlign="LEFT")
    tint = look.SIGNAL_TINT if facts.example else look.TINT
    grid.setStyle([*_PADDING, ("BACKGROUND", (0, 0), (-1, -1), HexColor(tint))])
    return [_set(facts.title, "cover"), _set(facts.subtitle, "subtitle"), grid, Spacer(0, 8)]


def flow(block: Block, key: str) -> list[Any]:
    """The flowables of one block; `key` names it in the outline."""
    match block:
        case Title():
            heading = _set(block.text, f"h{block.level}")
            heading.level, heading.key = block.level, key
            return [heading]
        case Paragraph(boxed=True):
            return [_boxed(block.text), Spacer(0, 9)]
        case Paragraph():
            return [_set(block.text, "body")]
        case Listing():
            return [_listing(block), Spacer(0, 5)]
        case Table():
            return [_set(block.caption, "caption"), _grid(block), Spacer(0, 11)]
        case Directive():
            return [*([NextPageTemplate(MAIN)] if block.name == MAIN else []), PageBreak()]


def contents(lines: Iterable[tuple[Title, str]]) -> list[Any]:
    """The table of contents: headings with the label of their page."""
    rows = [
        [_set(title.text, f"toc{title.level}"), _set(label, f"toc{title.level}", right=True)]
        for title, label in lines
    ]
    grid = Grid(rows, colWidths=[look.MEASURE - 40, 40], hAlign="LEFT")
    grid.setStyle([*_PADDING, ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(look.RULE))])
    return [grid]


def _boxed(text: str) -> Any:
    box = Grid([[_set(text, "box")]], colWidths=[look.MEASURE])
    bar = ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(look.ACCENT))
    box.setStyle([*_PADDING, bar, ("BACKGROUND", (0, 0), (-1, -1), HexColor(look.TINT))])
    return box


def _listing(block: Listing) -> Any:
    items = [
        ListItem(_set(item, "item"), bulletColor=HexColor(look.ACCENT)) for item in block.items
    ]
    kind = (
        {"bulletType": "1", "bulletFormat": "%s."}
        if block.ordered
        else {"bulletType": "bullet", "start": "•"}
    )
    return ListFlowable(items, leftIndent=17, bulletFontName="Vera", bulletFontSize=9.8, **kind)


def _grid(block: Table) -> Any:
    heads = [
        _set(cell, "head", right=right)
        for cell, right in zip(block.rows[0], block.right, strict=True)
    ]
    body = [
        [_set(cell, "cell", right=right) for cell, right in zip(row, block.right, strict=True)]
        for row in block.rows[1:]
    ]
    grid = Grid([heads, *body], colWidths=_widths(block), repeatRows=1, hAlign="LEFT")
    grid.setStyle(
        [
            *_PADDING,
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(look.ACCENT)),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(look.RULE)),
        ]
    )
    return grid


def _widths(block: Table) -> list[float]:
    """Column widths that fill the measure; no column is narrower than its longest word."""
    columns = list(zip(*block.rows, strict=True))
    least = [max(_long(word) for cell in column for word in cell.split()) for column in columns]
    wanted = [max(_long(cell) for cell in column) for column in columns]
    spare = [want - need for want, need in zip(wanted, least, strict=True)]
    left = look.MEASURE - sum(least)
    weights = spare if sum(spare) > left else wanted
    return [
        need + left * weight / sum(weights) for need, weight in zip(least, weights, strict=True)
    ]


def _long(text: str) -> float:
    """The width of `text` in a cell, padding included, in points."""
    return float(stringWidth(text.replace("**", ""), "Vera-Bold", look.FACES["cell"].size)) + 15


def _set(text: str, face: str, *, right: bool = False, bold: bool = False) -> Any:
    """A paragraph; thousands keep together with a no-break space."""
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))
    kept = re.sub(r"(?<=\d) (?=\d{3}\b)", "\u00a0", marked)
    style = _style(face, alignment=2 if right else 0)
    return Set(f"<b>{kept}</b>" if bold else kept, style)


def _style(name: str, **more: Any) -> Any:
    face = look.FACES[name]
    return ParagraphStyle(
        name,
        fontName="Vera-Bold" if face.bold else "Vera",
        fontSize=face.size,
        leading=face.leading,
        spaceBefore=face.before,
        spaceAfter=face.after,
        textColor=HexColor(face.colour),
        keepWithNext=face.keep,
        allowWidows=0,
        allowOrphans=0,
        **more,
    )
