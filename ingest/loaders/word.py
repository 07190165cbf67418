"""Word documents (.docx): paragraphs, lists and tables in the order they stand. No pages."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from ingest.errors import LoadError
from ingest.types import Extract, Heading

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPACKED_LIMIT = 1 << 30
_BETWEEN = "\n\n"
_TITLE_STYLES = ("title", "rubrik")
_HEADING_STYLES = ("heading", "rubrik")
_LIST_STYLES = ("list", "punkt", "numrerad")
_BODY_LEVEL = 9
_DEEPEST_STYLE = 10
_PARAGRAPH, _TABLE, _ROW, _CELL, _WORDS = (
    qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t")
)
_WRAPPERS = tuple(qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag"))
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:p"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_PROPERTIES = ("title", "author", "subject")


def load(content: bytes) -> Extract:
    """Read a .docx file; raise `LoadError` when it is encrypted, broken or something else."""
    _check(content)
    try:
        return _extract(docx.Document(BytesIO(content)))
    except MemoryError:
        raise
    except Exception as error:  # python-docx lets lxml's, zipfile's and its own errors out
        raise LoadError(
            f"Word-filen är skadad och kan inte läsas ({type(error).__name__}).",
            "Öppna den i Word eller LibreOffice, spara en ny kopia som .docx och lägg in den.",
        ) from error


def _check(content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        raise LoadError(
            "filen är lösenordsskyddad eller i det äldre formatet .doc.",
            "Öppna den i Word, ta bort lösenordet och spara den som .docx.",
        )
    if not content.startswith(b"PK"):
        raise LoadError(
            "filen är ingen Word-fil, trots filändelsen.",
            "Kontrollera filändelsen, eller spara om dokumentet som .docx.",
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as error:
        raise LoadError(
            "Word-filen är skadad: den är ofullständig eller ingen giltig zip-fil.",
            "Hämta eller spara filen på nytt.",
        ) from error
    if unpacked > _UNPACKED_LIMIT:
        raise LoadError(
            f"Word-filen är {unpacked >> 20} MB uppackad, mer än gränsen "
            f"{_UNPACKED_LIMIT >> 20} MB.",
            "Dela dokumentet eller ta bort stora bilder ur det.",
        )


def _extract(word: WordFile) -> Extract:
    parts: list[str] = []
    headings: list[Heading] = []
    offset = 0
    for level, text in _blocks(word):
        if level:
            headings.append(Heading(level=level, title=" ".join(text.split()), start=offset))
        parts.append(text)
        offset += len(text) + len(_BETWEEN)
    return Extract(
        text=_BETWEEN.join(parts), headings=tuple(headings), properties=_properties(word)
    )


def _blocks(word: WordFile) -> Iterator[tuple[int, str]]:
    """Each paragraph or table with its heading level, 0 for running text."""
    for element in _opened(word.element.body):
        if element.tag == _TABLE:
            level, text = 0, "\n".join(_rows(element))
        else:
            level, text = _paragraph(Paragraph(element, word))
        if text.strip():
            yield level, text.strip()


def _opened(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The paragraphs and tables of a body, those inside content controls included."""
    for child in parent:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _opened(child)


def _rows(table: BaseOxmlElement) -> Iterator[str]:
    for row in table.iter(_ROW):
        cells = [" ".join(_text(cell).split()) for cell in row.iter(_CELL)]
        if any(cells):
            yield " | ".join(cells)


def _text(element: BaseOxmlElement) -> str:
    """The words inside an element, tracked insertions included and deletions left out."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == _WORDS:
            parts.append(node.text or "")
        else:
            parts.append(_SIGNS.get(node.tag, ""))
    return "".join(parts)


def _paragraph(paragraph: Paragraph) -> tuple[int, str]:
    text, level = _text(paragraph._p).strip(), _level(paragraph)
    if not text or level:
        return level, " ".join(text.split())
    return 0, f"– {text}" if _is_list_item(paragraph) else text


def _is_list_item(paragraph: Paragraph) -> bool:
    numbered = bool(paragraph._p.xpath("./w:pPr/w:numPr"))
    return numbered or any(name.startswith(_LIST_STYLES) for name, _ in _styles(paragraph))


def _level(paragraph: Paragraph) -> int:
    """The level of a heading, by its style's name or outline level; 0 for other paragraphs."""
    for name, outline in _styles(paragraph):
        if name in _TITLE_STYLES:
            return 1
        word, _, number = name.partition(" ")
        if word in _HEADING_STYLES and number.isdigit():
            return int(number)
        if outline.isdigit() and int(outline) < _BODY_LEVEL:
            return int(outline) + 1
    return 0


def _styles(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """The names and outline levels of the paragraph's style and those it is based on."""
    style = paragraph.style
    for _ in range(_DEEPEST_STYLE):
        if style is None:
            return
        outline = style.element.xpath("./w:pPr/w:outlineLvl/@w:val")
        yield (style.name or "").lower(), str(outline[0]) if outline else ""
        style = getattr(style, "base_style", None)


def _properties(word: WordFile) -> tuple[tuple[str, str], ...]:
    core = word.core_properties
    found = [(name, str(getattr(core, name) or "")) for name in _PROPERTIES]
    if core.created is not None:
        found.append(("created", core.created.date().isoformat()))
    return tuple((name, value) for name, value in found if value.strip())
