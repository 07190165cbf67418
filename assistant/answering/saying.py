"""What a sentence says beside its figures, so that two can be told to speak of the same thing.

Knows nothing about questions. All tests here would rather miss a likeness than see a false one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.understanding.small_words import SMALL_WORDS
from assistant.verification.number_words import MONTHS, UNIT_WORDS
from assistant.verification.opposites import MODALS, NEGATORS, STRONG
from assistant.verification.quantities import BARE, Quantity, quantities
from assistant.verification.reading import content, name_stems, plain, root, stems, tokens
from ingest.record.types import DocumentRow
from ingest.swedish import words
from ingest.typography import LIST_MARK

NEAR = 0.6
"""Sentences that share less of the grams of either cannot say the same."""
ABOUT = frozenset("cirka ca ungefär omkring drygt knappt nästan nära".split())
"""Words that make a figure a rough one."""
_BOUNDS = frozenset(
    "minst högst lägst mer mindre fler färre över under före efter mellan innan".split()
)
_POINTING = frozenset(
    """
    detta denna dessa dem han hon dess deras hans hennes där då här båda bägge samma
    sådan sådana sådant året årets förra
    """.split()
)
_PRONOUN = re.compile(r"\W*(?:det|den|de)\b(?! \d)", re.I)
_LEANING = re.compile(
    r"\b(?i:(?:projekt|uppdrag|dokument)(?:et|en)|(?:rapport|utredning|granskning|insamling"
    r"|undersökning|enkät|mätning|skrivels|myndighet|delegation|expertgrupp)en)s?\b"
    r"(?! (?:för\b|[A-ZÅÄÖ]))"
)
"""Things that a document calls by no name once it has told which one it means."""
_PER = frozenset(("per", "varje", "om", "i", "var", "vart"))
_KNOWN = SMALL_WORDS | UNIT_WORDS | {"s", "it"}
_DEFINITE = re.compile(r"\w{3,}(?:en|et|na|ens|ets|nas|erna|orna|arna|n)\Z")
_ONLY_ONE = re.compile(
    r"(?:regeringen|riksdagen|staten|riksbanken|\w{3,}(?:verket|kassan|revisionen|förmedlingen"
    r"|myndigheten|kollegiet|inspektionen)|(?:polis|social|transport|skol)\w*(?:styrelsen|verket))s?"
)
"""Definite words that are names, or as good as names."""
_YEAR = re.compile(r"(?<![\d:/])(?:1[89]|20)\d\d(?![\d:/]|-\d{5}| \d{3}\b)")
_ITEM = re.compile(LIST_MARK)
_NUMBERED = re.compile(r"\d+|[ivx]+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A sentence read: the roots of its content words, and what else must be alike.

    `roots` leaves out numbers and units; `turns` holds its negations (counted), words of all and
    must, reservations, bounds, labels, and the periods that figures are for. `leans` tells that it
    points at something said before it.
    """

    text: str
    roots: frozenset[str]
    names: frozenset[str]
    stems: frozenset[str]
    turns: tuple[int, frozenset[str]]
    years: frozenset[str]
    figures: tuple[Quantity, ...]
    leans: bool


@lru_cache(maxsize=20_000)
def saying(wording: str) -> Saying:
    """What a sentence says; a list mark before it says nothing."""
    text = _ITEM.sub("", wording.lstrip(), count=1) if _ITEM.match(wording.lstrip()) else wording
    read = tokens(text)
    there = frozenset(read)
    years = frozenset(_YEAR.findall(plain(text)))
    return Saying(
        text=text,
        roots=frozenset(root(word) for word in content(text) if word not in UNIT_WORDS),
        names=frozenset(name_stems(text)),
        stems=stems(text),
        turns=(
            sum(token in NEGATORS for token in read),
            (there & (STRONG | _BOUNDS | MODALS - ABOUT)).union(_labels(text), _periods(read)),
        ),
        years=years,
        figures=tuple(_figures(text, years)),
        leans=_leans(text),
    )


def is_near(grams: frozenset[str], others: frozenset[str]) -> bool:
    """True when two sentences with these grams share enough to be looked at closer."""
    one, other = len(grams), len(others)
    least = NEAR * (one if one > other else other)  # max() costs as much as all of the rest
    return one >= least and other >= least and len(grams & others) >= least


def shared(one: Saying, other: Saying) -> float:
    """The share of the content words that both have, of the one that has more: 0 to 1."""
    return len(one.roots & other.roots) / (max(len(one.roots), len(other.roots)) or 1)


def is_turned_alike(one: Saying, other: Saying) -> bool:
    """True when both have the same negations, reservations and bounds, and the same names."""
    return one.turns == other.turns and one.names <= other.stems and other.names <= one.stems


def is_of_series(one: DocumentRow, other: DocumentRow) -> bool:
    """True for publications of different times whose titles differ by numbers and months alone.

    And for two editions of one.
    """
    if other.superseded_by == one.id or one.superseded_by == other.id:
        return True
    mine, theirs = one.metadata, other.metadata
    title = _title(mine.title)
    if title != _title(theirs.title) or mine.publisher != theirs.publisher:
        return False
    is_dated = bool(mine.date and theirs.date) and mine.date != theirs.date
    is_other = mine.year != theirs.year or mine.title != theirs.title or is_dated
    return is_other and len(title) >= (2 if mine.publisher is None else 1)


def _title(title: str) -> tuple[str, ...]:
    """The words of a title but numbers, years and months."""
    said = (word for word in words(plain(title)) if word not in MONTHS)
    return tuple(word for word in said if not _NUMBERED.fullmatch(word) and word.isalpha())


def _figures(text: str, years: frozenset[str]) -> Iterator[Quantity]:
    """The quantities; the year of "2016 till 21 miljoner" is no part of a range."""
    found = quantities(text)
    dated = {q.at for q in found if q.unit == BARE and str(q.value) in years}
    return (q for q in found if q.unit == BARE or q.at not in dated)


def _labels(text: str) -> Iterator[str]:
    """The shortest words that tell things apart: "ny", the "a" of "alternativ A"."""
    short = (word for word in words(plain(text)) if len(word) < 3 and not word.isdigit())
    return (word for word in short if word not in _KNOWN)


def _periods(read: Sequence[str]) -> Iterator[str]:
    """What a figure is for: the "månad" of "per månad"."""
    return (word for before, word in pairwise(read) if before in _PER and word in UNIT_WORDS)


def _leans(text: str) -> bool:
    there = plain(text).split()
    read = words(plain(text))
    if not _POINTING.isdisjoint(read) or _PRONOUN.match(text) or _LEANING.search(text):
        return True
    if text[:1].islower():
        return True
    if not read or _ONLY_ONE.fullmatch(read[0]) or not _DEFINITE.match(read[0]):
        return False
    following = there[1] if len(there) > 1 else ""
    return not (following[:1].isupper() or following in {"för", "hos"})
