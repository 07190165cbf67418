"""Makes RTF code plain for striprtf, whose patterns take hours on a hostile file.

Pictures, other binary data, field codes and tracked deletions are taken out, the table of
fonts is written anew in front, and signs of Unicode's private use stand for what striprtf
loses: where cells, rows and notes are.
"""

import codecs
import re
from enum import StrEnum
from itertools import islice

from striprtf.striprtf import charset_map

from ingest.errors import LIKELY_DAMAGED, LoadError

_DROPPED = (
    "pict objdata themedata colorschememapping datastore blipuid fldinst deleted fonttbl".split()
)
_TOKEN = re.compile(
    r"[{}]|\\[\\{}]|\\bin(?P<length>\d{1,9}) ?|\\(?P<word>"
    + "|".join([*_DROPPED, "cell", "nestcell", "nestrow", "row", "trowd", "line", "footnote"])
    + r")(?![a-z]|-?0)-?\d* ?",
    re.IGNORECASE,
)
_MOST_FONT_CODES = 20_000
_FONT = re.compile(r"\\f(\d{1,6})(?!\d)|\\fcharset(\d{1,3})(?!\d)")


class Sign(StrEnum):
    """What stands in the plain text for something that striprtf has no characters for."""

    CELL = "\ue000"
    ROW = "\ue001"
    TABLE = "\ue002"
    LINE = "\ue003"
    NOTE = "\ue004"
    NOTE_END = "\ue005"


_SIGNS = {
    "cell": f"{{{Sign.CELL}}}",
    "row": f"{{{Sign.ROW}}}",
    "trowd": f"{{{Sign.TABLE}}}",
    "line": f"{{{Sign.LINE}}}",
    "nestcell": "{ }",
    "nestrow": "{ }",
}


def plainer(code: str) -> str:
    """The same document for striprtf to read; raise `LoadError` when it is cut off."""
    reader = _Reader(code)
    reader.read()
    return f"{{{{\\fonttbl{''.join(reader.fonts)}}}{''.join(reader.parts)[1:]}"


class _Reader:
    """Goes through the code once, group by group; knows the depth it is at."""

    def __init__(self, code: str) -> None:
        self.parts: list[str] = []
        self.fonts: list[str] = []
        self._code = code
        self._kept_to = 0
        self._depth = 0
        self._dropping: int | None = None
        self._is_font_table = False
        self._notes: list[int] = []

    def read(self) -> None:
        """Read up to the end of the outermost group."""
        place = 0
        while token := _TOKEN.search(self._code, place):
            place = token.end()
            if token["length"]:
                place += int(token["length"])
                self._replace(token.start(), place, "")
            elif token["word"]:
                self._take_word(token["word"].lower(), token)
            elif token[0] == "{":
                self._depth += 1
            elif token[0] == "}":
                self._close(token.start())
                if self._depth <= 0:
                    self._replace(place, len(self._code), "")
                    return
            elif token[0] == "\\\\":
                self._replace(token.start(), place, "\\'5c")
        raise LoadError("RTF-filen är skadad: den är avklippt före sitt slut.", LIKELY_DAMAGED)

    def _replace(self, start: int, end: int, by: str) -> None:
        """Keep what stands before `start` and put `by` for the code up to `end`."""
        if self._dropping is None:
            self.parts += (self._code[self._kept_to : start], by)
            self._kept_to = end

    def _take_word(self, word: str, token: re.Match[str]) -> None:
        if self._dropping is not None:
            return
        if word in _DROPPED:
            self._replace(token.start(), token.start(), "")
            self._dropping = self._depth
            self._is_font_table = word == "fonttbl"
        elif word == "footnote":
            self._replace(token.start(), token.end(), Sign.NOTE)
            self._notes.append(self._depth)
        else:
            self._replace(token.start(), token.end(), _SIGNS[word])

    def _close(self, start: int) -> None:
        if self._dropping == self._depth:
            if self._is_font_table:
                self.fonts += _fonts(self._code[self._kept_to : start])
            self._kept_to = start
            self._dropping = None
        if self._notes and self._notes[-1] == self._depth and self._dropping is None:
            self._replace(start, start, Sign.NOTE_END)
            self._notes.pop()
        self._depth -= 1


def _fonts(table: str) -> list[str]:
    """The fonts of a table whose character set can be read, one a line."""
    found: list[str] = []
    number = ""
    for font in islice(_FONT.finditer(table), _MOST_FONT_CODES):
        number = font[1] or number
        if font[2] and _is_readable(charset_map.get(int(font[2]), "")):
            found.append(f"{{\\f{number}\\fcharset{font[2]} x;}}\n")
    return found


def _is_readable(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
