"""Whether the boxes around a quote hold its letters and no others: read anew, letter by letter.

The page is read with pdfium's character boxes and turned into the shown page by sums of its own;
nothing of `ingest` is used for it, so that one mistake cannot hide another.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
import pypdfium2
from pypdfium2 import raw

_HYPHENS = (0x02, 0xFFFE)
_JUMP = 10.0
_SLACK = 1e-4


class Rectangle(Protocol):
    """A box in shares (0 to 1) of the shown page, from its upper left corner."""

    @property
    def left(self) -> float:
        """Its left edge."""
        ...

    @property
    def top(self) -> float:
        """Its top edge."""
        ...

    @property
    def right(self) -> float:
        """Its right edge."""
        ...

    @property
    def bottom(self) -> float:
        """Its bottom edge."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A printed sign: its centre in shares of the shown page, and the blue share of its ink."""

    sign: str
    across: float
    down: float
    blue: int

    @property
    def counts(self) -> bool:
        """True for letters and digits."""
        return self.sign.isalnum()


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """The signs that stand in no box though they should, and those that do though they should not.

    `sought` is how many letters and digits the quote has.
    """

    sought: int
    missed: str
    foreign: str

    @property
    def is_exact(self) -> bool:
        """True where the boxes hold the quote's letters and digits, and no others."""
        return self.sought > 0 and not self.missed and not self.foreign


def covering(letters: Sequence[Letter], quoted: set[int], boxes: Sequence[Rectangle]) -> Covering:
    """How the boxes cover the letters at the indices `quoted`."""
    held = {n for n, one in enumerate(letters) if one.counts and _in_any(one, boxes)}
    wanted = {n for n in quoted if letters[n].counts}
    return Covering(
        sought=len(wanted),
        missed="".join(letters[n].sign for n in sorted(wanted - held)),
        foreign="".join(letters[n].sign for n in sorted(held - wanted)),
    )


def _in_any(letter: Letter, boxes: Sequence[Rectangle]) -> bool:
    return any(
        box.left - _SLACK <= letter.across <= box.right + _SLACK
        and box.top - _SLACK <= letter.down <= box.bottom + _SLACK
        for box in boxes
    )


def letters_on(path: Path, number: int) -> list[Letter]:
    """What is printed on page `number` (from 1) as pdfium reads it, without blanks."""
    with pypdfium2.PdfDocument(path) as pdf, closing(pdf[number - 1]) as page:
        return list(_letters(page))


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    left, bottom, right, top = _shown_part(page)
    turned = page.get_rotation()
    with closing(page.get_textpage()) as textpage:
        for index in range(textpage.count_chars()):
            sign = _sign(textpage, index)
            if sign == "\0" or sign.isspace():
                continue
            x1, y1, x2, y2 = textpage.get_charbox(index)
            u = ((x1 + x2) / 2 - left) / (right - left)
            v = ((y1 + y2) / 2 - bottom) / (top - bottom)
            across, down = {0: (u, 1 - v), 90: (v, u), 180: (1 - u, v), 270: (1 - v, 1 - u)}[turned]
            yield Letter(sign=sign, across=across, down=down, blue=_blue(textpage, index))


def _sign(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    """The sign; one that the file does not name by its place in Apple's order of glyphs."""
    code = raw.FPDFText_GetUnicode(textpage, index)
    if raw.FPDFText_HasUnicodeMapError(textpage, index) == 1 and 3 <= code <= 183:
        return chr(code + 29) if code <= 97 else bytes([code + 30]).decode("mac_roman")
    return "-" if code in _HYPHENS else chr(code)


def _shown_part(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    crop, media = page.get_cropbox(), page.get_mediabox()
    left, bottom = max(crop[0], media[0]), max(crop[1], media[1])
    return left, bottom, min(crop[2], media[2]), min(crop[3], media[3])


def _blue(textpage: pypdfium2.PdfTextPage, index: int) -> int:
    red, green, blue, alpha = (raw.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    return int(blue.value)


def quoted_in(letters: Sequence[Letter], text: str, start: int, end: int) -> set[int]:
    """The indices of the letters of `text[start:end]`, `text` being the words of the whole page.

    Where they stand on the page in one run, that run; the same words before it in `text` leave
    out as many runs. Where they do not, the chain of letters with the shortest ways between.
    """
    signs = "".join(one.sign for one in letters)
    wanted, before = _bare(text[start:end]), _bare(text[:start])
    runs = list(_places(signs, wanted))
    if runs:
        earlier = sum(place + len(wanted) <= len(before) for place in _places(_bare(text), wanted))
        first = runs[min(earlier, len(runs) - 1)]
        return set(range(first, first + len(wanted)))
    return set(_chain(letters, wanted))


def _bare(text: str) -> str:
    """Without blanks, a sign outside the basic plane as the two halves that pdfium tells."""
    coded = "".join(text.split()).encode("utf-16-le", "surrogatepass")
    return "".join(chr(coded[k] | coded[k + 1] << 8) for k in range(0, len(coded), 2))


def _places(page: str, wanted: str) -> Iterator[int]:
    place = page.find(wanted) if wanted else -1
    while place >= 0:
        yield place
        place = page.find(wanted, place + 1)


def _chain(letters: Sequence[Letter], wanted: str) -> list[int]:
    """For each sign of `wanted` a letter, those that follow each other on the page if they can.

    The shortest path (Viterbi): going on in the page costs nothing, a jump a fixed price and its
    way. Empty where a sign is not on the page at all.
    """
    x = np.array([one.across for one in letters])
    y = np.array([one.down for one in letters])
    of_sign = {
        sign: np.array([n for n, one in enumerate(letters) if one.sign == sign])
        for sign in set(wanted)
    }
    if not all(len(found) for found in of_sign.values()):
        return []
    cost = np.zeros(len(of_sign[wanted[0]]))
    steps = []
    for earlier, sign in pairwise(wanted):
        a, b = of_sign[earlier], of_sign[sign]
        way = np.hypot(x[a][:, None] - x[b], 2 * (y[a][:, None] - y[b]))
        price = np.where(a[:, None] + 1 == b, 0.0, _JUMP + _JUMP * way)
        price[a[:, None] == b] = np.inf
        total = cost[:, None] + price
        steps.append(total.argmin(axis=0))
        cost = total.min(axis=0)
    chosen = [int(cost.argmin())]
    for step in reversed(steps):
        chosen.append(int(step[chosen[-1]]))
    return [int(of_sign[sign][n]) for sign, n in zip(wanted, reversed(chosen), strict=True)]
