"""A pack as a PDF for the register: tagged, with its fonts inside, in Swedish by its own word."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import SimpleDocTemplate

from assistant.evidence.blocks import TITLE, Form, blocks
from assistant.evidence.tagging import TaggedCanvas, TaggedFigure, TaggedParagraph
from assistant.evidence.types import Evidence, PagePicture

PLAIN, BOLD = "Vera", "VeraBd"
MARGIN = 2.2 * cm
WIDTH = A4[0] - 2 * MARGIN - 12
TALLEST = A4[1] - 2 * MARGIN - 40
_INK = HexColor(0x1A1A1A)
_style = partial(ParagraphStyle, fontName=PLAIN, textColor=_INK, spaceAfter=6)
_heading = partial(_style, fontName=BOLD, keepWithNext=True)
STYLES = {
    Form.TITLE: _heading("H1", fontSize=18, leading=24),
    Form.HEADING: _heading("H2", fontSize=13, leading=18, spaceBefore=10),
    Form.SUBHEADING: _heading("H3", fontSize=10.5, leading=15, spaceBefore=8),
    Form.TEXT: _style("P", fontSize=9.5, leading=14),
    Form.QUOTE: _style("BlockQuote", fontSize=9.5, leading=14, leftIndent=14, rightIndent=14),
}
"""How each form is set; the names are the tags of the PDF standard."""


def as_pdf(evidence: Evidence) -> bytes:
    """The pack as a PDF."""
    _register_fonts()
    target = BytesIO()
    template = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=TITLE,
        author="Lärdom",
        subject=f"Svar {evidence.pack.answer_id}",
        lang="sv-SE",
        displayDocTitle=True,
    )
    numbered = partial(_number_page, evidence.pack.answer_id)
    template.build(
        list(_flow(evidence)),
        onFirstPage=numbered,
        onLaterPages=numbered,
        canvasmaker=TaggedCanvas,
    )
    return target.getvalue()


def _register_fonts() -> None:
    for name in (PLAIN, BOLD):
        registerFont(TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf")))


def _flow(evidence: Evidence) -> Iterator[Any]:
    pictures = {picture.n: picture for picture in evidence.pictures}
    for block in blocks(evidence.pack):
        if block.form is not Form.PICTURE:
            yield TaggedParagraph(escape(block.text), STYLES[block.form])
        elif block.n in pictures:
            yield _figure(pictures[block.n], block.text)


def _figure(picture: PagePicture, shows: str) -> TaggedFigure:
    scale = min(WIDTH / picture.width, TALLEST / picture.height)
    size = (picture.width * scale, picture.height * scale)
    return TaggedFigure(BytesIO(picture.jpeg), *size, shows)


def _number_page(answer_id: str, canvas: TaggedCanvas, _: object) -> None:
    with canvas.adorning():
        canvas.setFont(PLAIN, 7.5)
        foot = f"Svar {answer_id} · sida {canvas.getPageNumber()}"
        canvas.drawString(MARGIN, MARGIN / 2, foot)
