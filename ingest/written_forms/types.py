"""What an expression is, and what its readers read: words that the analyser has cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

SIGNS = frozenset("§%-")
"""What the analyser cuts out beside words; "-" is a hyphen that stands for a word part."""
MARGIN = ("",) * 10
"""Empty tokens before the first one and after the last, so that readers may look beside them."""

Tokens = Sequence[str]
"""Lower-case words and `SIGNS` in order, with their margins."""


class FormKind(StrEnum):
    """What an expression is."""

    NUMBER = "number"
    DATE = "date"
    SECTION = "section"
    REFERENCE = "reference"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenForm:
    """An expression's canonical index term, and its place: positions of words, end excluded."""

    kind: FormKind
    term: str
    start: int
    end: int
