"""Finds amounts in a sentence that have the unit that a question asks for.

"Vad kostade" asks for money, "Hur stor andel" for a share, "Hur många projekt" for a number that
counts projects.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.short_answers.kinds import Counted, asks_change, counted_by
from assistant.short_answers.numbers import (
    A_NUMBER,
    ARTICLE_ALONE,
    MAY_COUNT,
    MODIFIER,
    NUMBER,
    SENTENCES,
)
from assistant.short_answers.reading import Beside, beside
from assistant.short_answers.tokens import Token
from assistant.types import Query, Term
from assistant.understanding.small_words import SMALL_WORDS
from assistant.verification.reading import root
from ingest.types import Span

_SIZE = r"(?:miljon(?:er)?|miljard(?:er)?|milj\.?|tusen)"
_SMALL = "|".join(sorted(SMALL_WORDS | {"dyrare", "billigare", "totalt"}))
_CURRENCY = r"(?:(?:svenska\s+)?kronor|kr|euro|dollar|sek)\b"
_YEARLY = r"(?:\s+(?:per\s+\w+|om året|årligen))?"
_MONEY = re.compile(
    rf"{MODIFIER}{NUMBER}\s*(?:{_SIZE}\s+{_CURRENCY}|{_CURRENCY}"
    rf"|(?:mnkr|mkr|mdkr|tkr|msek|ksek)\b|(?:miljoner|miljarder|miljon|miljard)\b"
    rf"(?=\s*(?:[.,;:)(|·–]|\Z|(?:{_SMALL})\b))){_YEARLY}",
    re.IGNORECASE,
)
_PARTS = r"(?:hälften|(?:en|två|tre|fyra)\s+(?:tredje|fjärde|femte|tion)del(?:ar)?)"
_SHARE = re.compile(
    rf"{MODIFIER}(?:{NUMBER}\s*(?:procent\b|%(?!-))|\b{_PARTS}\b"
    rf"|{NUMBER}\s+av\s+(?:de\s+)?(?:{NUMBER})(?:\s+[a-zåäö-]+)?|\bvar[t]?\s+\w+(?:te|de|je)\b)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"{MODIFIER}{NUMBER}\s+gång(?:er)?(?:\s+(?:per|om|i)\s+\w+)?"
    r"|\b(?:varje|vart|varannan|vartannat)\s+(?:\w+\s+)?(?:år|månad|vecka|dag|kvartal)\b"
    r"|\bårligen\b",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"\b(?:hälften|varje|vart|varannan|vartannat|årligen|var[t]?\s+\w+(?:te|de|je)\b"
    r"|(?:en|ett|två|tre|fyra)\s+(?:tredje|fjärde|femte|tion)del|(?:en|ett)\s+(?:gång|mil|av\b))",
    re.IGNORECASE,
)
"""Shares and frequencies that hold no other number than "en"."""
_MAY_TELL = re.compile(
    r"kr\b|kronor|mkr|tkr|sek\b|euro|dollar|miljon|miljard|procent|%|del|hälften|\bvar|gång|årlig|\bav\b",
    re.IGNORECASE,
)
"""Without any of these no money, share or frequency is told: most sentences need no more."""
_PLAIN = re.compile(rf"{MODIFIER}{NUMBER}", re.IGNORECASE)
_OF = re.compile(rf"\s+av\s+(?:(?:de|dem|alla|sammanlagt|totalt)\s+)?(?:{NUMBER})?", re.IGNORECASE)
_FOLLOWING = re.compile(r"[ \u00a0\n]+([^\W\d_][\w-]*)")
_TOTAL = re.compile(
    r"(?:\A|[.,;:|·]\s*|\b(?:hälften|delar|del|delen|procent|andel|många|flera|någon|några)\s+)"
    r"av\s+(?:(?:de|samtliga|alla)\s+)?\Z",
    re.IGNORECASE,
)
"""What stands before a number of which others are a part: "Av 63 myndigheter svarade 52"."""
_YEAR = re.compile(r"\s*(?:\w+\s+)?(?:19|20)\d\d\s*")
_TIME_OF = re.compile(r"(?:år|dagar|månader|veckor|timmar)s", re.IGNORECASE)
"""Of "tolv års projekt" the number counts the years."""
_ADJECTIVE = re.compile(r"\w+(?<!rn)(?<!ningarn)a|\w+(?:ade|nde)")
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_OF_WHICH = frozenset(("av", "de", "dem", "alla", "olika"))
_MANY, _ENGLISH = "många", "how many"
SHORTEST_END = 5
FARTHEST = 3
"""So many words at most stand between a number and what it counts."""


def amounts(query: Query, sentence: str) -> list[Span]:
    """The amounts of the sentence that the question asks for, as far as their kind tells."""
    kind = counted_by(query)
    found: Sequence[Span] = ()
    if kind in {Counted.MONEY, Counted.SIZE} and asks_change(query):
        found = _changes(sentence)
    elif kind is Counted.MONEY:
        found = _spans(_MONEY, sentence)
    elif kind is Counted.SHARE:
        found = _spans(_SHARE, sentence)
    elif kind is Counted.TIMES:
        found = _spans(_TIMES, sentence)
    elif kind is Counted.COUNT:
        found = list(_counts(query, beside(query, sentence))) if MAY_COUNT.search(sentence) else ()
    elif kind is Counted.SIZE:
        found = _only([*_spans(_MONEY, sentence), *_spans(_SHARE, sentence)])
    return [span for span in found if not _is_said(query, span.of(sentence))]


@lru_cache(SENTENCES)
def tells_amount(sentence: str) -> bool:
    """True when a sentence has any number or share, a year aside; also words for how often."""
    told = (m[0] for m in A_NUMBER.finditer(sentence)) if MAY_COUNT.search(sentence) else ()
    if any(not ARTICLE_ALONE.fullmatch(one) and not _YEAR.fullmatch(one) for one in told):
        return True
    return _IN_WORDS.search(sentence) is not None


@lru_cache(SENTENCES)
def _spans(pattern: re.Pattern[str], sentence: str) -> tuple[Span, ...]:
    if not _MAY_TELL.search(sentence):
        return ()
    found = pattern.finditer(sentence)
    return tuple(Span(start=one.start(), end=one.end()) for one in found)


def _changes(sentence: str) -> list[Span]:
    """The amounts by which something became more or less: "med 12 procent", "… mer än"."""
    return [
        span
        for span in [*_spans(_MONEY, sentence), *_spans(_SHARE, sentence)]
        if re.search(r"\bmed\s+\Z", sentence[: span.start], re.IGNORECASE)
        or re.match(
            r"\s+(?:mer|mindre|över|under|dyrare|billigare|högre|lägre)\b", sentence[span.end :]
        )
    ]


def _only(spans: list[Span]) -> list[Span]:
    """The only amount of a sentence, where the question does not tell the unit."""
    return spans if len(spans) == 1 else []


def _counts(query: Query, read: Beside) -> Iterator[Span]:
    """Numbers with what they count; where there are none, the number alone of a table's row."""
    heads = _heads(query)
    places = {
        n
        for n, token in enumerate(read.tokens)
        if any(_names(query.terms[head], token) for head in heads)
    } | {anchor.token for anchor in read.anchors if anchor.term in heads and anchor.other}
    spans = [s for found in _PLAIN.finditer(read.text) if (s := _with_noun(read, found, places))]
    yield from spans
    if not spans and heads and places:
        yield from _alone(read)


def _heads(query: Query) -> set[int]:
    """The place of the term that names what is counted."""
    before = -1 if query.question.lower().startswith(_ENGLISH) else None
    at = next((n for n, word in enumerate(query.words) if word == _MANY), before)
    behind = () if at is None else query.words[at + 1 : at + 6]
    named = {term.word: n for n, term in enumerate(query.terms)}
    heads: set[int] = set()
    for word in behind:
        if word in SMALL_WORDS and not (word in _OF_WHICH and not heads):
            break
        if word in named and not _NUMBER.fullmatch(word):
            heads = {named[word]}
            if not _ADJECTIVE.fullmatch(word):
                break
    return heads or ({query.focus} if query.focus is not None else set())


def _names(term: Term, token: Token) -> bool:
    """True when a word is the term, ends with it or is its end."""
    own, asked = root(token.word), root(term.word)
    return own.endswith(asked) or (len(own) >= SHORTEST_END and asked.endswith(own))


def _with_noun(read: Beside, found: re.Match[str], places: set[int]) -> Span | None:
    """The number with the counted word behind it, if that is what it counts."""
    number = found[0]
    if ARTICLE_ALONE.fullmatch(number) or _YEAR.fullmatch(number):
        return None
    if _TOTAL.search(read.text, 0, found.start()):
        return None
    of = _OF.match(read.text, found.end())
    at = of.end() if of else found.end()
    for _ in range(FARTHEST + 1):
        word = _FOLLOWING.match(read.text, at) or (of and _FOLLOWING.match(read.text, at - 1))
        if (
            not word
            or _TIME_OF.fullmatch(word[1])
            or (word[1].lower() in SMALL_WORDS - {"andra", "olika", "stora", "hela"})
        ):
            return None
        at = word.end()
        if _stands_at(read, word.start(1), places):
            counted = not word[1].endswith("ts")  # "har 11 frigjorts" counts something else
            return Span(start=found.start(), end=at if counted else found.end())
        of = None
    return None


def _stands_at(read: Beside, start: int, places: set[int]) -> bool:
    return any(read.tokens[n].span.start == start for n in places)


def _alone(read: Beside) -> list[Span]:
    """The only number of a table's row that has no unit."""
    if not re.search(r"[|·]", read.text):
        return []
    bare = [
        Span(start=m.start(), end=m.end())
        for m in re.finditer(r"(?<=[|·] )[\d \u00a0]*\d(?= [|·]|\Z| *\|)", read.text)
    ]
    return _only([span for span in bare if not _YEAR.fullmatch(span.of(read.text))])


def _is_said(query: Query, text: str) -> bool:
    """True when the first number of an amount stands in the question."""
    numbers = re.findall(r"\d[\d \u00a0]*(?:[.,]\d+)?", text)
    return (
        bool(numbers)
        and re.search(rf"\b{re.escape(numbers[0].strip())}\b", query.question) is not None
    )
