"""Whether a question is one that an answer is pinned to. Rather none found than a wrong one. Pure.

The same words are the same question, whatever their case, their marks and the courtesies around
them. A wording is near where the words that carry it are the same, in the same order and in any
inflection, and the packaged model finds both questions alike. Names, numbers, negations and all
small words but articles must be the same: no vector tells one name or measure from another. What
was measured stands in `docs/curated-answers.md`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.understanding.mentions import AgencyNames
from assistant.understanding.small_words import SMALL_WORDS
from assistant.verification.number_words import UNIT_WORDS
from assistant.verification.opposites import MODALS, NEGATORS, STRONG, has_opposite
from ingest.record.types import Vectors
from ingest.swedish import stem, words

ALIKE = 0.87
"""The least cosine of two wordings: of all that must not match the nearest had 0.86."""
_NEARLY = 0.999
_SHORTEST_STEM = 3
_ENDINGS = frozenset("n en et t na ar er or arna erna orna s ns ens ets".split()) | {""}
_FIXED = SMALL_WORDS | NEGATORS | STRONG | MODALS | UNIT_WORDS
_FREE = frozenset("en ett den det de som att år året i hos inom vid".split())
"""Words that may be there or not."""
_COURTESY_BEFORE = re.compile(
    r"(?:hej|hejsan|hallå|god dag|snälla|vänligen|ursäkta|förlåt|tack"
    r"|(?:kan|kunde|skulle) (?:du|ni)(?: vara snäll och)?(?: kunna)?"
    r"(?= (?:snälla )?(?:berätta|säga|svara|tala|förklara|upplysa|visa))"
    r"|(?:berätta|säg|säga|svara|tala om|upplysa)(?: gärna)?(?: för)?(?: mig| oss)?(?: på| om)?"
    r"(?= (?:vad|vem|vilka|vilken|vilket|vems|när|hur|var|varför|om))"
    r"|jag (?:undrar|vill veta|skulle vilja veta|behöver veta|har en fråga)|vet (?:du|ni)) "
)
_COURTESY_AFTER = re.compile(r" (?:tack(?: så mycket)?|tack på förhand|snälla|är du snäll)$")


class Embedding(Protocol):
    """Turns questions into vectors of length 1."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Float32 of shape (texts, dimension)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A question as it is compared: its words in order without courtesies, and which are names."""

    plain: tuple[str, ...]
    names: frozenset[str]


def wording_of(question: str, agencies: AgencyNames) -> Wording:
    """A question, to be compared."""
    said = " ".join(words(question))
    while (cut := _COURTESY_AFTER.sub("", _without_courtesy(said))) != said:
        said = cut
    plain = tuple(part for word in said.split() for part in word.split("-") if part)
    return Wording(plain=plain, names=_names(question, agencies))


def _without_courtesy(said: str) -> str:
    found = _COURTESY_BEFORE.match(said)
    return said[found.end() :] if found else said


def likeness(asked: Wording, pinned: Wording, embedding: Embedding) -> float:
    """How far they are the same question: 1 for the same words, 0 for another question."""
    if not asked.plain:
        return 0.0
    if asked.plain == pinned.plain:
        return 1.0
    if not _carry_the_same(asked, pinned):
        return 0.0
    vectors = embedding.embed_queries([" ".join(asked.plain), " ".join(pinned.plain)])
    alike = float(vectors[0] @ vectors[1])
    return min(alike, _NEARLY) if alike >= ALIKE else 0.0


def _carry_the_same(asked: Wording, pinned: Wording) -> bool:
    """True where all that carries the question is the same, in its order, inflected at most."""
    numbers = _numbers(asked.plain)
    if numbers != _numbers(pinned.plain):
        return False
    may_move = len(numbers) == 1  # it belongs to the whole question
    mine, theirs = (_carrying(one.plain, without_numbers=may_move) for one in (asked, pinned))
    names = asked.names | pinned.names
    return len(mine) == len(theirs) and all(
        _same(a, b, names) for a, b in zip(mine, theirs, strict=True)
    )


def _same(one: str, other: str, names: frozenset[str]) -> bool:
    """The same word, inflected at most; a small word, a number and a measure as they stand."""
    if one == other:
        return True
    if any(_has_digit(word) or word in _FIXED for word in (one, other)):
        return False
    if {stem(one), stem(other)} & names:
        return one.rstrip("s") == other.rstrip("s")
    turns = has_opposite(one) or has_opposite(other)
    return _is_inflected(one, other) or (not turns and stem(one) == stem(other))


def _is_inflected(one: str, other: str) -> bool:
    """True where two words differ in the ending of a noun alone: "nytta", "nyttan"."""
    return any(
        one[:at] == other[:at] and one[at:] in _ENDINGS and other[at:] in _ENDINGS
        for at in range(_SHORTEST_STEM, min(len(one), len(other)) + 1)
    )


def _carrying(plain: Sequence[str], *, without_numbers: bool) -> list[str]:
    return [
        word for word in plain if word not in _FREE and not (without_numbers and _has_digit(word))
    ]


def _numbers(plain: Sequence[str]) -> list[str]:
    return [word for word in plain if _has_digit(word)]


def _has_digit(word: str) -> bool:
    return any(one.isdigit() for one in word)


def _names(question: str, agencies: AgencyNames) -> frozenset[str]:
    """The stems of agencies, of words with a capital inside a sentence, and of abbreviations."""
    typed = words(question)
    named = (typed[one.start : one.end] for one in agencies.named_in(question))
    found = re.findall(r"(?:^|(?<=[.?!]\s)|(?<=\s)|(?<=[-–/(”\"]))[^\W\d_][\w:]*", question)
    inner = [word for n, word in enumerate(found) if word[:1].isupper() and (n or word.isupper())]
    every = [*(part for word in inner for part in words(word)), *(w for one in named for w in one)]
    return frozenset(stem(part) for word in every for part in word.split("-"))
