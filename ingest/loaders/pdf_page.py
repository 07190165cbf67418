"""The lines of one PDF page, and which of pdfium's characters their letters are.

Knows nothing about files and other pages.
"""

from collections.abc import Mapping, Sequence
from ctypes import byref
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from ingest.loaders.pdf_letters import spelled
from ingest.loaders.pdf_lines import Glyph, Line, lines_of
from ingest.loaders.pdf_tables import with_rows

_BOLD = 600
_HYPHEN = 0x02


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page's text as pdfium gives it, and its lines, whose places are spans of that text.

    `indices` has for each character of the text the index at which pdfium counts it; None where
    pdfium's text leaves characters out, so that this is not known.
    """

    text: str
    lines: Sequence[Line]
    indices: Sequence[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spelling:
    """A page's text, and for each of its characters the index at which pdfium counts it."""

    text: str
    places: Sequence[int]


def read_page(textpage: pypdfium2.PdfTextPage) -> ReadPage:
    """What is printed on a page; valid when it has been closed, too."""
    text = textpage.get_text_range().replace("\0", " ")
    if len(text) == textpage.count_chars():
        ruler = _Ruler(textpage)
        lines = with_rows(lines_of(text, ruler), text, ruler)
        return ReadPage(text=text, lines=lines, indices=range(len(text)))
    # pdfium has left characters out, so that their indices do not tell positions in its text.
    if (spelling := _spelled(textpage)) is None:
        return ReadPage(text=text, lines=lines_of(text, None), indices=None)
    lines = lines_of(spelling.text, _RulerOfPlaces(textpage, spelling.places))
    return ReadPage(text=spelling.text, lines=lines, indices=spelling.places)


def indices_on(textpage: pypdfium2.PdfTextPage, read: ReadPage) -> Sequence[int]:
    """For each character of the text that was read on the page, pdfium's index of it.

    Where pdfium left characters out, the next that is the same sign.
    """
    if read.indices is not None:
        return read.indices
    signs = [raw.FPDFText_GetUnicode(textpage, n) for n in range(textpage.count_chars())]
    found, place = [], 0
    for character in read.text:
        code = _HYPHEN if character == "\ufffe" else _first_half(character)
        if code in signs[place:]:
            place = signs.index(code, place)
        found.append(min(place, len(signs) - 1))
        place += 1
    return found


def _first_half(character: str) -> int:
    """What pdfium has first of a sign: all of it, or half where it is outside the basic plane."""
    return int.from_bytes(character.encode("utf-16-le", "surrogatepass")[:2], "little")


def _spelled(textpage: pypdfium2.PdfTextPage) -> _Spelling | None:
    """The page's text, where glyphs that the file does not name can be told as letters.

    pdfium leaves their blanks out of a page's text, and sets some of its own beside them.
    """
    count = textpage.count_chars()
    unnamed = [
        index for index in range(count) if raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
    ]
    letters = spelled([raw.FPDFText_GetUnicode(textpage, index) for index in unnamed])
    if letters is None:
        return None
    told = dict(zip(unnamed, letters, strict=True))
    places = [index for index in range(count) if not _is_second_blank(textpage, index, told)]
    text = "".join(told.get(index) or _character(textpage, index) for index in places)
    return _Spelling(text=text, places=places)


def _is_second_blank(textpage: pypdfium2.PdfTextPage, index: int, told: Mapping[int, str]) -> bool:
    return (
        told.get(index - 1) == " "
        and raw.FPDFText_IsGenerated(textpage, index) == 1
        and raw.FPDFText_GetUnicode(textpage, index) == ord(" ")
    )


def _character(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    code = raw.FPDFText_GetUnicode(textpage, index)
    return "\ufffe" if code == _HYPHEN else chr(code or ord(" "))


class _Ruler:
    """Measures characters by pdfium's own indices; valid while the page is open."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self._page = textpage.raw
        self._box = raw.FS_RECTF()
        self._target = byref(self._box)

    def glyph(self, index: int) -> Glyph:
        """See `Ruler`."""
        raw.FPDFText_GetLooseCharBox(self._page, index, self._target)
        box = self._box
        return Glyph(left=box.left, bottom=box.bottom, right=box.right, top=box.top)

    def is_bold(self, index: int) -> bool:
        """See `Ruler`."""
        return bool(raw.FPDFText_GetFontWeight(self._page, index) >= _BOLD)


class _RulerOfPlaces:
    """Measures characters whose indices are not pdfium's: `places` has those."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, places: Sequence[int]) -> None:
        self._ruler = _Ruler(textpage)
        self._places = places

    def glyph(self, index: int) -> Glyph:
        """See `Ruler`."""
        return self._ruler.glyph(self._places[index])

    def is_bold(self, index: int) -> bool:
        """See `Ruler`."""
        return self._ruler.is_bold(self._places[index])
