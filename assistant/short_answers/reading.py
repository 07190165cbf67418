"""Reads a sentence beside a question: its words in place, and which words of the question stand.

Tells also which of several places stands nearest to the question's words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.matching.term_matching import forms_of, in_part
from assistant.short_answers.tokens import Token, bare_root, tokens_of, words_of
from assistant.types import Query
from assistant.verification.opposites import NEGATORS
from ingest.swedish import stem, words
from ingest.types import Span

_ROW = re.compile(r"[|·]")
_JOINED = re.compile(
    r"[\s,/]*(?:(?:och|samt|men|eller|respektive|till)\s+)?(?:(?:högst|minst|i|på|med)\s+)*"
)
_ASKING = re.compile(
    r"\b(?:hur (?:många|mycket|stora?|stort|länge|lång)|vem|vilka|vilket|vilken|varför|vart"
    r"|how (?:many|much|long|large|big)|who|what|which|why"
    r"|(?:\A|(?<=[,.?:;] )|(?<=och )|(?<=and ))(?:när|when))\b",
    re.IGNORECASE,
)
SHORTEST_ROOT = 3
NAME_WEIGHT = 0.5
"""A name in the question is often the subject of all that a sentence says."""
NUMBER_WEIGHT = 2.0
"""A year in the question tells its figure from those of other years."""
FOCUS_WEIGHT = 1.5
OTHER_CLAUSE = 0.4
"""A word in another clause counts this share."""
REACH = 3.0
"""So many words away a word counts half."""
CLEARLY = 1.2
"""The nearest of several places must stand so many times nearer than the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A word of the sentence that is one of the question: places among tokens and terms.

    `other` says that it is so by another way of saying the question's word.
    """

    token: int
    term: int
    other: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A sentence read beside a question; `anchors` in the order of its words."""

    text: str
    tokens: tuple[Token, ...]
    anchors: tuple[Anchor, ...]

    def tokens_in(self, span: Span) -> list[int]:
        """The places of the words that a span covers."""
        return [
            n
            for n, token in enumerate(self.tokens)
            if span.start < token.span.end and token.span.start < span.end
        ]

    def terms_outside(self, span: Span) -> set[int]:
        """The question's terms that stand outside a span."""
        inside = self.tokens_in(span)
        return {anchor.term for anchor in self.anchors if anchor.token not in inside}


def asks_once(query: Query) -> bool:
    """True when the question asks for one thing: an answer to two has no short form."""
    return len(_ASKING.findall(query.question)) <= 1


def beside(query: Query, sentence: str) -> Beside:
    """The sentence, read beside the question."""
    tokens = tokens_of(sentence)
    found = {*_by_term(query, tokens), *_by_alternative(query, tokens)}
    return Beside(
        text=sentence,
        tokens=tokens,
        anchors=tuple(sorted(found, key=lambda anchor: (anchor.token, anchor.term))),
    )


def nearest(
    query: Query, read: Beside, spans: Sequence[Span], rivals: Sequence[Span] = ()
) -> Span | None:
    """The span that stands clearly nearest to the question's words, or None.

    A span by itself has to stand in a sentence that has one of the question's words too.
    `rivals` are what else may be meant in other clauses.
    """
    alone = _outermost(spans)
    best = _clearly_nearest(query, read, alone)
    if best is None or not read.terms_outside(best) or _is_denied(query, read):
        return None
    if any(_are_joined(read.text, best, other) for other in alone):
        return None
    return None if _says_more(read, best, [*alone, *rivals]) else best


def _clearly_nearest(query: Query, read: Beside, spans: Sequence[Span]) -> Span | None:
    if len(spans) <= 1:
        return spans[0] if spans else None
    if _ROW.search(read.text):
        return None  # which column is meant its heading tells, and that stands elsewhere
    ranked = sorted((_nearness(query, read, span), span.start, span) for span in spans)
    return ranked[-1][2] if ranked[-1][0] >= CLEARLY * ranked[-2][0] else None


def _is_denied(query: Query, read: Beside) -> bool:
    """True when the sentence has a negation that the question has not: who knows what of."""
    if not NEGATORS.isdisjoint(words(query.question)):
        return False
    return any(token.word in NEGATORS for token in read.tokens)


def _says_more(read: Beside, best: Span, others: Sequence[Span]) -> bool:
    """True when a later clause with a rival has a word of the question that stands only there.

    An earlier clause may well have one: it names the subject of both.
    """
    last = max((read.tokens[n].clause for n in read.tokens_in(best)), default=0)
    taken = {read.tokens[n].clause for span in others for n in read.tokens_in(span)}
    till = {anchor.term for anchor in read.anchors if read.tokens[anchor.token].clause <= last}
    return any(
        anchor.term not in till and read.tokens[anchor.token].clause in taken
        for anchor in read.anchors
    )


def _are_joined(text: str, one: Span, other: Span) -> bool:
    """True for "den 4 april och den 9 maj": the sentence tells both."""
    first, second = sorted((one, other), key=lambda span: span.start)
    return one != other and _JOINED.fullmatch(text, first.end, second.start) is not None


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """The spans that lie in no other."""
    return [
        one
        for one in dict.fromkeys(spans)
        if not any(
            other != one and other.start <= one.start and one.end <= other.end for other in spans
        )
    ]


def _nearness(query: Query, read: Beside, span: Span) -> float:
    inside = read.tokens_in(span)
    if not inside:
        return 0.0
    best: dict[int, float] = {}
    for anchor in read.anchors:
        if anchor.token not in inside:
            close = _closeness(read, inside, anchor.token)
            best[anchor.term] = max(best.get(anchor.term, 0.0), close)
    return sum(_weight(query, term) * close for term, close in best.items())


def _closeness(read: Beside, inside: Sequence[int], at: int) -> float:
    far = min(abs(at - place) for place in inside) - 1
    same = read.tokens[at].clause in {read.tokens[place].clause for place in inside}
    return (1.0 if same else OTHER_CLAUSE) / (1 + far / REACH)


def _weight(query: Query, term: int) -> float:
    if term == query.focus:
        return FOCUS_WEIGHT
    own = query.terms[term]
    if own.is_name:
        return NUMBER_WEIGHT if own.word[0].isdigit() else NAME_WEIGHT
    return 1.0


def _by_term(query: Query, tokens: Sequence[Token]) -> Iterator[Anchor]:
    roots = [bare_root(term.word) for term in query.terms]
    there = [forms_of(words_of(token.word)) for token in tokens]
    for m, term in enumerate(query.terms):
        borne = in_part(term, list(chain.from_iterable(there)))
        at = 0
        for n, (token, forms) in enumerate(zip(tokens, there, strict=True)):
            first, at = at, at + len(forms)
            own = bare_root(token.word)
            alike = len(own) >= SHORTEST_ROOT and own == roots[m]
            if alike or any(borne[first:at]):
                yield Anchor(token=n, term=m)


def _by_alternative(query: Query, tokens: Sequence[Token]) -> Iterator[Anchor]:
    """The words of other ways to say the question's, where all of them stand."""
    if not query.alternatives:
        return
    places: dict[str, list[int]] = {}
    for n, token in enumerate(tokens):
        for word in words_of(token.word):
            places.setdefault(stem(word), []).append(n)
    for other in query.alternatives:
        said = [stem(word) for word in other.words]
        if all(word in places for word in said):
            for term in other.terms:
                yield from (
                    Anchor(token=n, term=term, other=True) for word in said for n in places[word]
                )
