"""Reads a sentence or a quote for checking: its tokens, content words, clauses and names."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.naming import names_in
from assistant.understanding.small_words import SMALL_WORDS
from ingest.remembering import remembered
from ingest.swedish import stem, words
from ingest.typography import CELL_BLANK, unbroken

_GROUPED = re.compile(rf"(?<![\d.,:/])\d{{1,3}}(?:[^\S{CELL_BLANK}]\d{{3}})+(?!\d)")
_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_](?:[\w-]*\w)?|[%+.,;:!?()–-]")
_RANGE = re.compile(
    r"(?<![\w,.:/-])([1-9]\d{0,3}(?:,\d+)?)[-–]([1-9]\d{0,3}(?:,\d+)?)(?![\d,.:/-]*\d)"
)
_IN_MARKS = re.compile(r"(?<=[(”\"’'/\[«»])[A-ZÅÄÖÉÜ][\w-]+")
"""A name that stands first within brackets or quotation marks."""
_STOPS = frozenset(".,;:!?()")
_JOINTS = frozenset(
    "och men som att eftersom medan när där vilket samt fast trots innan sedan så".split()
)
_LIGHT = frozenset(
    """
    uppgå uppgår uppgick uppgått utgör utgjorde innebär innebar framgår cirka ca ungefär omkring
    totalt sammanlagt tillsammans motsvarar motsvarande lika år åren årets året ännu respektive
    drygt knappt nästan dvs vill såväl även dock därmed
    inte ej icke aldrig före efter innan sedan under över minst högst mer mindre
    """.split()
) | (
    SMALL_WORDS - frozenset("måste bara endast alla allt samma mest många stor stort stora".split())
)
_ENDINGS = re.compile(
    r"(?<=\w{3})(?:ningar|ning|ingar|ande|ende|elser|else|nad|are|ing|ade|at|ad|it|de|te|t|d|a|e|s|(?<=[^aeiouyåäö])n)\Z"
)
_LESS = ("icke", "miss", "under", "över", "anti")
"""Beginnings that turn or change the word they stand before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch without a stop or a conjunction: its small-lettered words, and their roots."""

    words: tuple[str, ...]
    roots: frozenset[str]


def plain(text: str) -> str:
    """The text with broken words made whole, numbers closed up, and all its hyphens alike."""
    whole = unbroken(unicodedata.normalize("NFC", text)).replace("\u2010", "-")
    closed = _GROUPED.sub(lambda found: "".join(found[0].split()), whole.replace("\u2011", "-"))
    return closed.replace("\u2212", "-")


def tokens(text: str) -> list[str]:
    """Small-lettered words, numbers and marks, in order; a range is two numbers."""
    return _TOKEN.findall(_RANGE.sub(r"\1 - \2", plain(text).lower()))


@remembered(50_000)
def root(word: str) -> str:
    """The stem without the endings that make verbs nouns: "kostnaden" and "kostade" are one."""
    stemmed = stem(word.removesuffix("s") if len(word) > 5 else word)
    return _ENDINGS.sub("", stemmed) if len(stemmed) > 4 else stemmed


def is_content(word: str) -> bool:
    """True for a word that says something by itself; numbers do not."""
    return word not in _LIGHT and word[:1].isalpha() and (len(word) > 2 or word == "it")


def content(text: str) -> list[str]:
    """The content words of a text, in order, small-lettered."""
    return [word for word in words(plain(text)) if is_content(word)]


def roots(text: str) -> frozenset[str]:
    """The roots of all words of a text, and of the parts of those with hyphens."""
    return frozenset(
        root(part) for word in words(text) for part in (word, *word.split("-")) if part
    )


def holds(there: frozenset[str], word: str) -> bool:
    """True when a text with these roots has the word, or a compound that ends or begins with it."""
    wanted = root(word)
    if wanted in there or root(word.replace("-", "")) in there:
        return True
    parts = [part for part in word.split("-") if part]
    if len(parts) > 1:
        return all(holds(there, part) for part in parts)
    return len(wanted) >= 5 and any(_is_part(wanted, whole) for whole in there)


def _is_part(wanted: str, whole: str) -> bool:
    if whole.endswith(wanted):
        return len(whole) - len(wanted) >= 3 and not whole.startswith(_LESS)
    return whole.startswith(wanted) and len(whole) - len(wanted) >= 4


def clauses(text: str) -> list[Clause]:
    """The clauses of a text, in order; one of fewer than two content words goes with the next."""
    found: list[Clause] = []
    held: list[str] = []
    for piece in _pieces(text):
        held += piece
        if sum(map(is_content, held)) >= 2:
            found.append(_clause(held))
            held = []
    if held:
        before = list(found.pop().words) if found else []
        found.append(_clause(before + held))
    return found


def _pieces(text: str) -> Iterator[list[str]]:
    piece: list[str] = []
    for token in tokens(text):
        if token in _STOPS or token in _JOINTS:
            yield piece
            piece = []
        if token not in _STOPS:
            piece.append(token)
    yield piece


def _clause(held: list[str]) -> Clause:
    said = frozenset(root(word) for word in held if is_content(word))
    return Clause(words=tuple(held), roots=said)


def name_stems(text: str) -> list[str]:
    """The stems of the names of a text, in order; of "IT-rådet" those of both parts."""
    read = plain(text)
    named = [*names_in(read), *_IN_MARKS.findall(read)]
    return [stem(word) for name in named for word in words(name)]


def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text, and of the parts of those with hyphens."""
    there = words(plain(text))
    return frozenset(stem(part) for word in there for part in (word, *word.split("-")))
