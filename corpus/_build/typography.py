"""The house typography as numbers: sizes and distances in points, colours as hex.

Nothing here knows the library that sets the pages.
"""

from dataclasses import dataclass

ACCENT = "#14505c"
TINT = "#e8f0f1"
RULE = "#b9c9cc"
INK = "#1c2326"
QUIET = "#55646a"
SIGNAL = "#8a3b12"
SIGNAL_TINT = "#fbeee4"

PAGE_WIDTH = 595.2756
PAGE_HEIGHT = 841.8898
MARGIN_LEFT = 68.0
MARGIN_RIGHT = 68.0
MARGIN_TOP = 82.0
MARGIN_BOTTOM = 74.0
MEASURE = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How a kind of text is set: `leading` is the distance between lines, all in points.

    `keep` keeps it on the page of what follows.
    """

    size: float
    leading: float
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    colour: str = INK
    keep: bool = False


FACES = {
    "cover": Face(size=21, leading=27, before=10, after=6, bold=True, colour=ACCENT),
    "subtitle": Face(size=12, leading=17, after=16, colour=QUIET),
    "h1": Face(size=14.5, leading=19, before=16, after=6, bold=True, colour=ACCENT, keep=True),
    "h2": Face(size=11.2, leading=15, before=12, after=4, bold=True, colour=ACCENT, keep=True),
    "h3": Face(size=9.6, leading=13, before=9, after=3, bold=True, keep=True),
    "body": Face(size=9.8, leading=14.8, after=7),
    "item": Face(size=9.8, leading=14.8, after=3),
    "box": Face(size=9.8, leading=14.8),
    "caption": Face(size=8.4, leading=12, before=8, after=4, bold=True, colour=ACCENT, keep=True),
    "cell": Face(size=8.7, leading=12),
    "head": Face(size=8.7, leading=12, bold=True, colour="#ffffff"),
    "toc1": Face(size=9.8, leading=13, bold=True),
    "toc2": Face(size=9.4, leading=13),
}
