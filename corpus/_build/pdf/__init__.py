"""Sets a manuscript as a PDF: outline, page labels, printed page numbers, tables.

The only package that knows reportlab. The same manuscript gives the same bytes: no clock, no
compression (which differs between zlib builds), fonts from reportlab itself.
"""

from pathlib import Path

import reportlab
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

from ..facts import Facts
from ..markup import Directive, Manuscript, Title
from .flow import contents, cover, flow
from .folio import FRONT, MAIN, Folio

_FONTS = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf"}


def write(manuscript: Manuscript, target: Path) -> None:
    """Set `manuscript` and write it to `target`, whose folder must exist."""
    for name, file in _FONTS.items():
        registerFont(TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / file)))
    registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera", boldItalic="Vera")
    pages = _pass(manuscript, target, {})
    _pass(manuscript, target, pages)


def _pass(manuscript: Manuscript, target: Path, pages: dict[str, str]) -> dict[str, str]:
    """Set it once; the printed page of each heading, for the contents of the next pass."""
    facts = Facts.of(manuscript)
    divided = Directive(name=MAIN) in manuscript.blocks
    document = Folio(target, facts, first=FRONT if divided else MAIN)
    story = cover(facts)
    for number, block in enumerate(manuscript.blocks):
        if block == Directive(name="innehall"):
            story += contents(_lines(manuscript, pages))
        else:
            story += flow(block, _key(number))
    document.build(story)
    return document.pages


def _lines(manuscript: Manuscript, pages: dict[str, str]) -> list[tuple[Title, str]]:
    """The headings of the main part, each with its printed page ("0" in the first pass)."""
    begin = manuscript.blocks.index(Directive(name=MAIN))
    return [
        (block, pages.get(_key(number), "0"))
        for number, block in enumerate(manuscript.blocks)
        if number > begin and isinstance(block, Title)
    ]


def _key(number: int) -> str:
    return f"avsnitt-{number}"
