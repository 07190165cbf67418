"""The words of a sentence in place, each with its clause; and what is known of a single word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.verification.reading import root
from ingest.remembering import remembered
from ingest.swedish import words
from ingest.types import Span

SENTENCES = 1000
"""The tokens of so many are remembered, 9 kB each."""
_WORD = re.compile(r"[^\W_](?:[\w]|[-:/](?=\w))*")
_BREAK = re.compile(r"[.;:!?,](?=\s|\Z)|[()|·]|\s[–—-]\s")
_TWICE = re.compile(r"([^aeiouyåäö])\1\Z")
_JOINTS = frozenset(
    "och men samt medan som att eftersom när där vilket varav innan sedan så eller".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word as it stands; `clause` counts the clauses of the sentence from 0."""

    text: str
    span: Span
    clause: int

    @property
    def word(self) -> str:
        """The word in small letters."""
        return self.text.lower()


@lru_cache(SENTENCES)
def tokens_of(sentence: str) -> tuple[Token, ...]:
    """The words of a sentence, in order."""
    return tuple(_each_token(sentence))


def _each_token(sentence: str) -> Iterator[Token]:
    clause, at = 0, 0
    for found in _WORD.finditer(sentence):
        broken = _BREAK.search(sentence, at, found.start() + 1)
        if at and (broken or found[0] in _JOINTS):
            clause += 1
        at = found.end()
        yield Token(text=found[0], span=Span(start=found.start(), end=at), clause=clause)


@remembered(50_000)
def words_of(word: str) -> tuple[str, ...]:
    """A word as it is searched for: most are one, "1999/2000" are two."""
    return tuple(words(word))


@remembered(50_000)
def bare_root(word: str) -> str:
    """The root with its last consonant once: "leda" and "leddes" are one."""
    return _TWICE.sub(r"\1", root(word))
