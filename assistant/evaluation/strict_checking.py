"""Judges whether a sentence is borne out by the quotes it cites, more strictly than the product.

It shares nothing with the product's own verification but the Snowball stemmer, so that a mistake
there is not repeated here. A sentence must hold

- no number with its unit, no date and no magnitude that its quotes lack,
- no name that neither its quotes nor the cited documents' titles, publishers and headings have,
- content words of which seven in ten stand in the quotes,
- the same negations as those sentences of the quotes that it restates.

A unit may stand apart from its number, as in a table, where it stands at no other number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.evaluation.plain_writing import MONTHS, plain
from ingest.swedish import stem

SUPPORT = 0.7
"""This share of a sentence's content stems must stand in its quotes."""
RESTATED = 0.5
"""A quote's sentence is restated when the answer's has this share of its content stems."""
_NEGATIONS = {
    **dict.fromkeys(("inte", "ej", "icke"), "inte"),
    **dict.fromkeys(("ingen", "inget", "inga"), "ingen"),
    **dict.fromkeys(("sakna", "saknar", "saknas", "saknade", "saknades", "saknat"), "saknar"),
    **{word: word for word in ("aldrig", "utan")},
}
_UNITS = {
    *("miljon", "miljard", "tusen", "procent", "procentenhet", "kronor", "euro", "dollar", "§"),
    *("sekunder", "minuter", "minut", "timme", "timmar", "dag", "dagar", "dygn", "vecka", "veckor"),
    *("månad", "månader", "år", "kvartal", "hälften", "tredjedel", "tredjedelar"),
    *("fjärdedel", "fjärdedelar", *MONTHS),
}
_MAGNITUDES = {"miljon", "miljard", "tusen"}
_SMALL = frozenset(
    """
    alla allt andra annan annat av bara både dels denna denne dess dessa dessutom detta deras där
    därefter därför därmed efter eller enligt från för genom hade hans hennes hos hela henne inom
    inte jämfört kan kunde kommer likaså man med medan mellan mera mest många måste något några
    när också om och redan samma samt sedan sig sina sitt ska skall skulle som totalt trots till
    under utan utifrån vara varit varje vars vilka vilken vilket vid var vidare över även är
    """.split()
)
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_TOKEN = re.compile(r"[^\W\d_]+|§|\d+(?:[.,:/]\d+)*")
_NAME = re.compile(r"[^\W\d_][\w-]*")
_OPENING = re.compile(r"(?:^|[.!?:;•|\n(\"”“»«–-])\s*$")
_BROKEN = re.compile(r"[-\u2010]\s*\n\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^a-zåäö])|\n\s*\n|\n(?=\s*[•*–-]\s)")


class Objection(StrEnum):
    """What is wrong with a sentence; the value is its name in the failures file."""

    NOTHING_CITED = "nothing_cited"
    QUOTE = "quote"
    NUMBER = "number"
    NAME = "name"
    CONTENT = "content"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A quote, and what is known of where it stands: title, publisher and heading, in any order."""

    quote: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quantity:
    number: str
    units: frozenset[str]


def objections(sentence: str, cited: Sequence[Cited]) -> tuple[Objection, ...]:
    """What speaks against the sentence, in the order of `Objection`; nothing when it holds."""
    if not cited:
        return (Objection.NOTHING_CITED,)
    quotes = [one.quote for one in cited]
    there, known = _stems(" \n\n ".join(quotes)), _stems(" ".join(one.known for one in cited))
    names, content = _names(sentence), _content(sentence)
    counted = content - (names & known)
    tests = {
        Objection.NUMBER: _quantities_hold(sentence, quotes),
        Objection.NAME: names <= there | known,
        Objection.CONTENT: len(counted & there) >= SUPPORT * len(counted),
        Objection.NEGATION: _negations([sentence]) == _negations(_restated(content, quotes)),
    }
    return tuple(objection for objection, holds in tests.items() if not holds)


def _quantities_hold(sentence: str, quotes: Sequence[str]) -> bool:
    there = [quantity for quote in quotes for quantity in _quantities(quote)]
    words = {word for quote in quotes for word in plain(quote).split()}
    one = {"1"} if words & {"en", "ett"} else set()
    units = {unit for quote in quotes for unit in _units(quote)}
    free = units.difference(*(quantity.units for quantity in there))
    return _units(sentence) <= units and all(
        said.number in one or any(_bears(quantity, said, free) for quantity in there)
        for said in _quantities(sentence)
    )


def _bears(quoted: _Quantity, said: _Quantity, free: set[str]) -> bool:
    """True for the same number with the same magnitude, and no units but its own and free ones.

    `free` are units of the quotes that stand at no number, as in the heading of a table.
    """
    return (
        quoted.number == said.number
        and (not said.units or quoted.units & _MAGNITUDES <= said.units)
        and (said.units <= quoted.units or quoted.units <= said.units <= quoted.units | free)
    )


def _quantities(text: str) -> list[_Quantity]:
    tokens = _TOKEN.findall(plain(text))
    return [
        _Quantity(number=token, units=frozenset(_units_after(tokens[n + 1 : n + 3])))
        for n, token in enumerate(tokens)
        if _NUMBER.fullmatch(token)
    ]


def _units_after(tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        if token not in _UNITS:
            return
        yield token


def _units(text: str) -> set[str]:
    return _UNITS.intersection(_TOKEN.findall(plain(text)))


def _names(sentence: str) -> set[str]:
    """The stems of what is written with a capital, but for small words that open a sentence."""
    names = [
        found[0]
        for found in _NAME.finditer(sentence)
        if found[0][0].isupper() and not _opens(sentence, found)
    ]
    return {stem(_joined(name)) for name in names}


def _opens(sentence: str, found: re.Match[str]) -> bool:
    return found[0].lower() in _SMALL and bool(_OPENING.search(sentence[: found.start()]))


def _content(text: str) -> set[str]:
    """The stems that a text says something by; numbers and units are looked at apart."""
    words = _NAME.findall(plain(_BROKEN.sub("", text)))
    return {
        stem(_joined(word))
        for word in words
        if len(word) > 3 and word not in _SMALL | _UNITS | _NEGATIONS.keys()
    }


def _stems(text: str) -> set[str]:
    """Stems of every word, of its parts, and of it without its hyphens and line ends."""
    whole = text.replace("\u00ad", "")
    words = [*_NAME.findall(whole), *_NAME.findall(_BROKEN.sub("", whole))]
    parts = [part for word in words for part in (_joined(word), *word.lower().split("-"))]
    return set(map(stem, parts))


def _joined(word: str) -> str:
    return word.lower().replace("-", "")


def _restated(said: set[str], quotes: Sequence[str]) -> list[str]:
    """The sentences of the quotes that a sentence of such content says again, or the nearest."""
    every = [part for quote in quotes for part in _SENTENCE_END.split(quote) if part.strip()]
    own = {part: _content(part) for part in every}
    most = max((len(stems & said) for stems in own.values()), default=0)
    return [
        part
        for part, stems in own.items()
        if len(stems & said) == most or (stems and len(stems & said) >= RESTATED * len(stems))
    ]


def _negations(texts: Iterable[str]) -> set[str]:
    words = [word.lower() for text in texts for word in _NAME.findall(text)]
    return {_NEGATIONS[word] for word in words if word in _NEGATIONS}
