"""What comes of a question, step by step, to those who show it while the rest is made."""

from dataclasses import dataclass

from assistant.answer import Answer, Citation, Sentence
from assistant.searching import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A sentence of the answer to come, with its citations, in the order of their numbers."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Nothing yet: it comes now and then, so that whoever reads may stop."""


Step = Found | Verified | Waiting | Answer
"""What was found comes first, then the sentences in reading order, the whole answer last."""
