"""Other words for a question's terms: the names of agencies, synonyms, corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.types import Alternative, Origin, Term
from assistant.understanding.agencies import Agencies
from assistant.understanding.small_words import SMALL_WORDS
from assistant.understanding.thesaurus import Thesaurus
from ingest.swedish import words

WEIGHTS = {
    Origin.ALIAS: 0.8,
    Origin.SPELLING: 0.9,
    Origin.TRANSLATION: 0.9,
    Origin.SYNONYM: 0.5,
}
MOST_NAMES = 4
"""Of an agency with more forms of its name, the first ones."""


class Corrector(Protocol):
    """Puts misspelt words right, by the words that the library has."""

    def correct(self, word: str) -> str | None:
        """The known stem that a lower-case word was meant to have; None when there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A question as it is asked: its text, its lower-case words, and its terms among them."""

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]

    def terms_of(self, start: int, end: int) -> tuple[int, ...]:
        """The positions of the terms of a stretch of words."""
        stretch = set(self.words[start:end])
        return tuple(n for n, term in enumerate(self.terms) if term.word in stretch)

    def says(self, said: Sequence[str], start: int, end: int) -> bool:
        """Whether a stretch of words is just this, however it is parted, or its genitive."""
        asked = _letters(self.words[start:end])
        return _letters(said) in {asked, asked.removesuffix("s")}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordKnowledge:
    """What is known about words, whatever the library holds."""

    agencies: Agencies
    synonyms: Thesaurus


def alternatives(
    spoken: Spoken, known: WordKnowledge, corrector: Corrector | None
) -> tuple[Alternative, ...]:
    """The alternatives of all origins but translation; an agency's name has aliases alone."""
    aliases = tuple(_aliases(spoken, known.agencies))
    inside = {n for alias in aliases for n in alias.terms}
    return (
        *aliases,
        *_corrections(spoken, corrector),
        *(
            other
            for other in _synonyms(spoken, known.synonyms)
            if not other.terms or not inside.issuperset(other.terms)
        ),
    )


def alternative(origin: Origin, terms: Sequence[int], said: Sequence[str]) -> Alternative:
    """An alternative at its origin's weight, small words left out if others are left."""
    content = tuple(word for word in said if word not in SMALL_WORDS)
    return Alternative(
        terms=tuple(terms), words=content or tuple(said), weight=WEIGHTS[origin], origin=origin
    )


def _aliases(spoken: Spoken, agencies: Agencies) -> Iterator[Alternative]:
    for named in agencies.named_in(spoken.text):
        terms = spoken.terms_of(named.start, named.end)
        names = [words(n) for n in named.agency.names if n not in named.agency.english]
        others = [name for name in names if not spoken.says(name, named.start, named.end)]
        yield from (alternative(Origin.ALIAS, terms, name) for name in others[:MOST_NAMES] if terms)


def _letters(said: Sequence[str]) -> str:
    """A name however it is parted: "e-hälsomyndigheten", "e hälsomyndigheten"."""
    return "".join(said).replace("-", "")


def _corrections(spoken: Spoken, corrector: Corrector | None) -> Iterator[Alternative]:
    for n, term in enumerate(spoken.terms if corrector else ()):
        correct = corrector.correct(term.word) if corrector else None
        if correct:
            yield alternative(Origin.SPELLING, [n], [correct])


def _synonyms(spoken: Spoken, synonyms: Thesaurus) -> Iterator[Alternative]:
    for found in synonyms.alternatives(spoken.words):
        terms = spoken.terms_of(found.start, found.end)
        others = [said for said in found.words if not spoken.says(said, found.start, found.end)]
        yield from (alternative(Origin.SYNONYM, terms, said) for said in others)
