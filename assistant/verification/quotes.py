"""Whether a quote stands where its evidence says, and whether a sentence is its quote."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Evidence, Statement
from assistant.verification.opposites import NEGATORS
from ingest.swedish import words

_SILENT = re.compile(r"[^\w%§.,:/]|_|(?<!\d)[.,:/]|[.,:/](?!\d)")
_FRAGMENT_BEFORE = re.compile(r"[^.,;:!?•]*\Z")
_DOUBTED = re.compile(
    r"\b(?:inte|ej|aldrig|knappast|tveksamt|osäkert|oklart|felaktigt|fel)\b[^.!?]{0,40}"
    r"\b(?:att|om)\s*\Z"
)


def with_true_evidence(statement: Statement) -> Statement:
    """The statement with only the evidence whose quote stands, letter by letter, at its place."""
    true = tuple(filter(_stands_there, statement.evidence))
    return replace(statement, evidence=tuple(e for e in true if not _is_turned_by_its_context(e)))


def is_verbatim(text: str, quotes: Sequence[str]) -> bool:
    """True when a sentence has the words and numbers of one of the quotes, in its order."""
    return bool(words(text)) and any(_folded(text) == _folded(quote) for quote in quotes)


def _stands_there(evidence: Evidence) -> bool:
    start, end = _place(evidence)
    inside = 0 <= start < end <= len(evidence.passage.text)
    return inside and _letters(evidence.passage.text[start:end]) == _letters(evidence.quote)


def _place(evidence: Evidence) -> tuple[int, int]:
    chunk = evidence.passage.chunk.span
    return evidence.span.start - chunk.start, evidence.span.end - chunk.start


def _letters(text: str) -> str:
    """All but the blanks, on which two readers of one page may disagree."""
    return "".join(text.split())


def _folded(text: str) -> str:
    """Letters, digits and the marks inside numbers: the same words, whatever their blanks."""
    return _SILENT.sub("", _letters(text))


def _is_turned_by_its_context(evidence: Evidence) -> bool:
    """True for a part of a sentence that the rest of it denies: "Det är inte så att …"."""
    (start, end), text = _place(evidence), evidence.passage.text
    before, after = text[max(0, start - 200) : start], text[end : end + 40]
    if text[start].islower() and _DOUBTED.search(before.lower()):
        return True
    led = _FRAGMENT_BEFORE.search(before) if text[start].islower() else None
    close = words(led[0])[-3:] if led else []
    if text[end - 1].isalnum() and after[:1] == " ":
        close += words(re.split(r"[.,;:!?\n]", after, maxsplit=1)[0])[:2]
    return not NEGATORS.isdisjoint(close)
