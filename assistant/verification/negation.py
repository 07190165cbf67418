"""Whether a sentence turns its quotes around: a negation more or less, an opposite, a must."""

from collections.abc import Sequence

from assistant.types import Verdict
from assistant.verification.opposites import MODALS, NEGATORS, opposed, repeated, strong_stems
from assistant.verification.reading import Clause, clauses, content, holds, roots, tokens
from ingest.sentences import sentence_spans
from ingest.types import Span

_WHOLE = 0.9
"""A sentence with so many of another's words says the whole of it."""


def judge_direction(sentence: str, quoted: str) -> Verdict:
    """UNSUPPORTED when it is turned, PARTLY when a reservation is left out."""
    said, there = clauses(sentence), clauses(quoted)
    words, all_there = frozenset(tokens(sentence)), frozenset(tokens(quoted))
    if opposed(words, all_there) or not strong_stems(words) <= strong_stems(all_there):
        return Verdict.UNSUPPORTED
    found = [(clause, _nearest(clause, there)) for clause in said]
    if any(near and _is_turned(clause, near) for clause, near in found):
        return Verdict.UNSUPPORTED
    if _denials(sentence) > _denials(quoted):
        return Verdict.UNSUPPORTED
    if repeated(tokens(sentence), tokens(quoted)) or _denies_less(sentence, quoted):
        return Verdict.UNSUPPORTED
    firm = any(near and _is_firmer(clause, near) for clause, near in found)
    return Verdict.PARTLY if firm else Verdict.SUPPORTED


def _denies_less(sentence: str, quoted: str) -> bool:
    """True when nearly a whole sentence of the quotes is said with another count of negations."""
    said = roots(" ".join(content(sentence)))
    counted = _denials(sentence)
    for span in sentence_spans(quoted, Span(start=0, end=len(quoted))):
        text = quoted[span.start : span.end]
        whole = roots(" ".join(content(text)))
        if whole and len(whole & said) >= _WHOLE * max(len(whole), len(said)):
            return _denials(text) != counted
    return False


def _denials(text: str) -> int:
    return sum(token in NEGATORS for token in tokens(text))


def _nearest(clause: Clause, there: Sequence[Clause]) -> list[Clause]:
    """The clauses of the quotes that share most with one of the sentence; several when alike."""
    shares = [_shared(clause, other) for other in there]
    most = max(shares, default=0)
    if most == 0:
        return []
    return [other for other, share in zip(there, shares, strict=True) if share == most]


def _shared(clause: Clause, other: Clause) -> int:
    numbers = {word for word in clause.words if word[0].isdigit()}
    own = sum(holds(other.roots, word) for word in clause.roots)
    return own + len(numbers.intersection(other.words))


def _is_turned(clause: Clause, near: Sequence[Clause]) -> bool:
    words = frozenset(clause.words)
    negated = _is_negated(clause)
    alike = [other for other in near if _is_negated(other) == negated]
    return not alike or all(opposed(words, frozenset(other.words)) for other in near)


def _is_negated(clause: Clause) -> bool:
    return sum(word in NEGATORS for word in clause.words) % 2 == 1


def _is_firmer(clause: Clause, near: Sequence[Clause]) -> bool:
    return all(
        MODALS.intersection(other.words) and not MODALS.intersection(clause.words) for other in near
    )
