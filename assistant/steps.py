"""What comes of a question, step by step, to those who show it while the rest is made."""

from dataclasses import dataclass

from assistant.answer import Answer, Citation, Sentence
from assistant.figures.answer import FiguresAnswer
from assistant.searching import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A sentence of the answer to come, with its citations, in the order of their numbers."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Nothing yet: it comes now and then, so that whoever reads may stop."""


Step = FiguresAnswer | Found | Verified | Waiting | Answer
"""What the register says comes first, then what was found, the sentences in reading order, and
the whole answer last."""
