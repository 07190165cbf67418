"""Sets a manuscript as a Word file with styled headings, lists, tables and page numbers.

The same manuscript gives the same bytes: the archive is written anew with a fixed clock and
without compression. The only room of the build that knows python-docx.
"""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor

from . import typography as look
from .facts import Facts
from .markup import Block, Directive, Listing, Manuscript, Paragraph, Table, Title

_CLOCK = (1980, 1, 1, 0, 0, 0)
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_FONT = "Calibri"
_UNUSED = ("stylesWithEffects", "thumbnail", "customXml")
_TABLES = ("Normal Table", "Table Grid", "Light List Accent 1")
_SIZES = {"Normal": 11, "Title": 24, "Subtitle": 13, "Heading 1": 16, "Heading 2": 13}


def write(manuscript: Manuscript, target: Path) -> None:
    """Set `manuscript` and write it to `target`, whose folder must exist."""
    facts = Facts.of(manuscript)
    word = docx.Document()
    _slim(word)
    _style(word)
    _properties(word, facts)
    _furniture(word, facts)
    word.add_paragraph(facts.title, style="Title")
    word.add_paragraph(facts.subtitle, style="Subtitle")
    _rows(word, facts.rows, right=(False, False), headed=False)
    for block in manuscript.blocks:
        _add(word, block)
    packed = BytesIO()
    word.save(packed)
    target.write_bytes(_steady(packed))


def _slim(word: Any) -> None:
    """Leave out what the template carries but nothing here uses: most of its 800 kB."""
    for part in (word.part, word.part.package):
        for key in [key for key, link in part.rels.items() if link.reltype.endswith(_UNUSED)]:
            part.rels.pop(key)
    for style in list(word.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLES:
            style.delete()


def _style(word: Any) -> None:
    for name, size in _SIZES.items():
        style = word.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.element.rPr.rFonts.attrib.clear()  # the template's theme fonts go before a name
        style.font.name = _FONT
        if name not in ("Normal", "Subtitle"):
            style.font.color.rgb = RGBColor.from_string(look.ACCENT.removeprefix("#"))
    word.styles["Normal"].paragraph_format.space_after = Pt(6)


def _properties(word: Any, facts: Facts) -> None:
    core = word.core_properties
    core.title, core.author, core.subject = facts.title, facts.author, facts.subject
    core.keywords, core.comments, core.language = ", ".join(facts.keywords), "", "sv-SE"
    core.last_modified_by, core.revision = facts.author, 1
    core.created = core.modified = datetime.fromisoformat(f"{facts.day}T12:00:00")


def _furniture(word: Any, facts: Facts) -> None:
    section = word.sections[0]
    section.header.paragraphs[0].text = f"{facts.header}\t\t{facts.tag}"
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{facts.footer}\t\tSida ")
    _page_number(foot.add_run())


def _page_number(run: Any) -> None:
    """The field that Word fills with the number of the page."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(docx.oxml.ns.qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)


def _add(word: Any, block: Block) -> None:
    match block:
        case Title():
            word.add_paragraph(block.text, style=f"Heading {block.level}")
        case Paragraph():
            _runs(word.add_paragraph(style="Intense Quote" if block.boxed else None), block.text)
        case Listing():
            style = "List Number" if block.ordered else "List Bullet"
            for item in block.items:
                _runs(word.add_paragraph(style=style), item)
        case Table():
            word.add_paragraph(
                block.caption, style="Caption"
            ).paragraph_format.keep_with_next = True
            _rows(word, block.rows, right=block.right, headed=True)
        case Directive():
            word.add_page_break()


def _rows(word: Any, rows: Any, *, right: tuple[bool, ...], headed: bool) -> None:
    table = word.add_table(rows=0, cols=len(right))
    table.style = "Light List Accent 1" if headed else "Table Grid"
    for number, row in enumerate(rows):
        for cell, text, figures in zip(table.add_row().cells, row, right, strict=True):
            _runs(cell.paragraphs[0], text)
            if figures and number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph()


def _runs(paragraph: Any, text: str) -> None:
    for number, part in enumerate(_STRONG.split(text)):
        if part:
            paragraph.add_run(part).bold = bool(number % 2) or None


def _steady(packed: BytesIO) -> bytes:
    """The same archive with a fixed clock and no compression."""
    steady = BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(steady, "w") as copy:
        for name in source.namelist():
            copy.writestr(zipfile.ZipInfo(name, _CLOCK), source.read(name))
    return steady.getvalue()
