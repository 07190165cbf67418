"""Turns a question into a query: its content words, what else they may be called, what it wants.

Question words and other small words weigh nothing: "Hur många projekt hade reviderat sitt
slutdatum?" is searched by *projekt*, *reviderat* and *slutdatum*. A question in English is
searched by its words in Swedish. Knows nothing about the library but what a `Corrector` tells of
its words.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.errors import QuestionError
from assistant.naming import names_in
from assistant.types import Alternative, Origin, Query, Term
from assistant.understanding.alternatives import (
    Corrector,
    Spoken,
    WordKnowledge,
    alternative,
    alternatives,
)
from assistant.understanding.english import English, Translated, with_names
from assistant.understanding.filters import filters_in
from assistant.understanding.focus import focus_of
from assistant.understanding.small_words import QUESTION_WORDS, SMALL_WORDS
from assistant.understanding.wanted import wanted_by
from ingest.swedish import word_terms, words, written_forms
from ingest.written_forms.types import FormKind, WrittenForm

LONGEST_QUESTION = 2000
SHORTEST_NUMBER = 3
"""A year or a publication number points out what is asked about; "3" does not."""

_SPOKEN = re.compile(r"\A(?P<before>\W*)(?:[Vv]ad? e|[Vv]a)(?= \w)")
"""How a question begins where somebody writes as they speak; "VA" in capitals is a name."""


class Understander:
    """Understands questions. One per process; usable by threads."""

    def __init__(self, known: WordKnowledge, english: English) -> None:
        self._known = known
        self._english = english

    def understand(self, question: str, corrector: Corrector | None = None) -> Query:
        """The query of a question; without terms when it holds small words alone.

        Raises:
            QuestionError: when it is empty, holds no words, or is longer than
                `LONGEST_QUESTION`.
        """
        asked = " ".join(question.split())
        found = _checked(_as_written(asked))
        typed = with_names(found, asked)
        if self._english.is_spoken_in(typed):
            return self._translated(asked, self._english.translated(typed))
        terms = _terms(found, _names_in(asked))
        spoken = Spoken(text=asked, words=found, terms=terms)
        return self._query(asked, spoken, alternatives(spoken, self._known, corrector))

    def _translated(self, asked: str, stretches: Sequence[Translated]) -> Query:
        """The query of an English question: the first translations are its words."""
        said = tuple(word for stretch in stretches for word in stretch.ways[0])
        typed = {name.lower(): name for name in names_in(asked)}  # capitals tell an agency
        text = " ".join(typed.get(word, word) for word in said)
        agencies = self._known.agencies.named_in(text)
        named = {word for agency in agencies for word in said[agency.start : agency.end]}
        terms = _terms(said, _names_in(asked) | named)
        spoken = Spoken(text=text, words=said, terms=terms)
        places = {term.word: n for n, term in enumerate(terms)}
        further = [
            alternative(
                Origin.TRANSLATION, [places[w] for w in stretch.ways[0] if w in places], way
            )
            for stretch in stretches
            for way in stretch.ways[1:]
        ]
        return self._query(asked, spoken, (*further, *alternatives(spoken, self._known, None)))

    def _query(self, asked: str, spoken: Spoken, other: Sequence[Alternative]) -> Query:
        forms = written_forms(asked)
        return Query(
            question=asked,
            words=tuple(word for word in spoken.words if word not in QUESTION_WORDS),
            terms=spoken.terms,
            values=_terms_of(form for form in forms if form.kind is not FormKind.COMPOUND),
            compounds=_terms_of(form for form in forms if form.kind is FormKind.COMPOUND),
            wanted=wanted_by(asked),
            focus=_place_of(focus_of(spoken.words), spoken.terms),
            alternatives=tuple(other),
            filters=filters_in(asked, self._known.agencies),
        )


def _as_written(asked: str) -> str:
    """The question as it is written: "va e" and "va kostar" begin with "vad"."""
    return _SPOKEN.sub(lambda found: f"{found['before']}vad", asked)


def _checked(asked: str) -> tuple[str, ...]:
    """The words of a question that can be asked."""
    if not asked:
        raise QuestionError("Frågan är tom.", "Skriv en fråga och försök igen.")
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(
            f"Frågan är {len(asked)} tecken lång; högst {LONGEST_QUESTION} går att ställa.",
            "Korta den till det du vill veta.",
        )
    found = tuple(words(asked))
    if not found:
        raise QuestionError(f"Frågan ”{asked[:40]}” innehåller inga ord.", "Skriv den i ord.")
    return found


def _place_of(word: str | None, terms: Sequence[Term]) -> int | None:
    return next((n for n, term in enumerate(terms) if term.word == word), None)


def _terms_of(forms: Iterable[WrittenForm]) -> tuple[str, ...]:
    """The index terms of expressions, each once."""
    return tuple(dict.fromkeys(form.term for form in forms))


def _names_in(asked: str) -> set[str]:
    """The lower-case words of its names."""
    return {word for name in names_in(asked) for word in words(name)}


def _terms(said: Sequence[str], names: set[str]) -> tuple[Term, ...]:
    """The content words, each once."""
    return tuple(
        Term(
            word=word,
            forms=tuple(word_terms(word).split()),
            is_name=word in names or (word[0].isdigit() and len(word) >= SHORTEST_NUMBER),
        )
        for word in dict.fromkeys(said)
        if word not in SMALL_WORDS
    )
