"""Marks a question: every stretch by what it says to the register, misspellings put right.

Knows nothing about how marks go together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.figures.lexicon import Lexicon
from assistant.figures.marks import Kind, Mark
from assistant.figures.names import Named, Names
from assistant.figures.nearness import Near
from assistant.figures.phrases import Phrases, text_of
from assistant.figures.splitting import Token, TokenKind, split
from assistant.figures.types import Corrected
from assistant.understanding.small_words import SMALL_WORDS
from ingest.swedish import stem

MOST_MISSPELT = 5
"""A question with more words that are not understood is not put right: it is not ours."""
MOST_MISSPELT_NAMES = 2
LONGEST_MISSPELT_NAME = 4
_DOUBLED = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question's marks, in order and without gaps, and what was put right.

    `unclear` is a stretch that may be several names, equally near or the same.
    """

    question: str
    marks: tuple[Mark, ...]
    corrections: tuple[Corrected, ...] = ()
    unclear: "Unclear | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A stretch as typed, and the names that it may be."""

    typed: str
    names: tuple[str, ...]


class Marker:
    """Marks questions by a lexicon and the names of one catalogue.

    `ordinary` are the stems of Swedish words that are no misspellings of ours.
    """

    def __init__(self, lexicon: Lexicon, names: Names, ordinary: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._phrases = Phrases(lexicon)
        self._names = names
        self._ordinary = ordinary
        self._near = Near(lexicon.vocabulary)

    def mark(self, question: str) -> Marked:
        """The marks of a question, those of sayings without meaning included."""
        tokens = list(split(question))
        corrections: list[Corrected] = []
        marks = list(self._scan(tokens, ()))
        unknown = [mark for mark in marks if mark.kind is Kind.UNKNOWN]
        outside = any(mark.kind is Kind.OUTSIDE for mark in marks)
        if not unknown or outside or len(unknown) > MOST_MISSPELT:
            return Marked(question=question, marks=tuple(marks))
        for mark in unknown:
            word = self._corrected(tokens, mark.start)
            if word and word != tokens[mark.start].letters:
                corrections.append(Corrected(typed=mark.text, read=word))
                tokens[mark.start] = replace(tokens[mark.start], letters=word)
        misspelt = list(self._misspelt_names(tokens, list(self._scan(tokens, ()))))
        corrections += [
            Corrected(typed=text_of(tokens, named.start, named.end), read=named.names[0].text)
            for named in misspelt
            if len(named.names) == 1
        ]
        unclear = next((one for one in misspelt if len(one.names) > 1), None)
        return Marked(
            question=question,
            marks=tuple(self._scan(tokens, misspelt)),
            corrections=tuple(corrections),
            unclear=_unclear(tokens, unclear) if unclear else None,
        )

    def _scan(self, tokens: Sequence[Token], misspelt: Sequence[Named]) -> Iterator[Mark]:
        """The longest phrase or name at each place; a name goes before a phrase as long."""
        start = 0
        found_names = {named.start: named for named in misspelt}
        while start < len(tokens):
            name = found_names.get(start) or self._names.at(tokens, start)
            end, marks = self._phrases.at(tokens, start)
            if name and name.end >= end:
                end, marks = name.end, [_of_name(name, text_of(tokens, start, name.end))]
            yield from marks
            start = end

    def _corrected(self, tokens: Sequence[Token], at: int) -> str | None:
        """The one word of the lexicon that a word was meant to be.

        Of those equally near one with the same letters goes first, then one with the same first
        letter. A name that is as near goes before a word, where it is not in small letters.
        """
        own = tokens[at].letters
        found = self._near.found(own)
        if not found or any(letter.isdigit() for letter in own):
            return None
        is_name = (found[0].edits > 1 or tokens[at].text[:1].isupper()) and at > 0
        if is_name and self._names.near(tokens, at, at + 1):
            return None
        nearest = [one.text for one in found if one.edits == found[0].edits]
        nearest = [one for one in nearest if sorted(one) == sorted(own)] or nearest
        nearest = [one for one in nearest if one[0] == own[0]] or nearest
        stems = {stem(one) for one in nearest}
        if stem(own) in self._ordinary and {_single(one) for one in stems} != {_single(stem(own))}:
            return None
        if len(stems) > 1 and not self._alike(nearest):
            return None
        return min(nearest, key=lambda one: (abs(len(one) - len(own)), one))

    def _alike(self, words: Sequence[str]) -> bool:
        """Whether words say the same by themselves."""
        said = [self._lexicon.phrases.get(word) for word in words]
        return all(one and said[0] and one.sayings == said[0].sayings for one in said)

    def _misspelt_names(self, tokens: Sequence[Token], marks: Sequence[Mark]) -> Iterator[Named]:
        """The names that unknown words belong to, the nearest stretch around each."""
        if sum(mark.kind is Kind.UNKNOWN for mark in marks) > MOST_MISSPELT_NAMES:
            return
        done = -1
        for mark in marks:
            if mark.kind is not Kind.UNKNOWN or mark.start < done:
                continue
            found = self._name_around(tokens, mark.start, max(done, 0))
            if found:
                done = found.end
                yield found

    def _name_around(self, tokens: Sequence[Token], at: int, first: int) -> Named | None:
        """The nearest name of a stretch that holds the word at a place, the longest of these."""
        for length in range(LONGEST_MISSPELT_NAME, 0, -1):
            for start in range(max(first, at - length + 1), at + 1):
                stretch = tokens[start : start + length]
                if len(stretch) < length or any(t.kind is not TokenKind.WORD for t in stretch):
                    continue
                if {stretch[0].letters, stretch[-1].letters} & SMALL_WORDS:
                    continue
                if length == 1 and stem(tokens[at].letters) in self._ordinary:
                    continue
                found = self._names.near(tokens, start, start + length)
                if found:
                    return found
        return None


def _unclear(tokens: Sequence[Token], named: Named) -> Unclear:
    typed = text_of(tokens, named.start, named.end)
    return Unclear(typed=typed, names=tuple(name.text for name in named.names))


def _single(text: str) -> str:
    """A text with its doubled letters single, as they are often misspelt."""
    return _DOUBLED.sub(r"\1", text)


def _of_name(named: Named, text: str) -> Mark:
    """The mark of a name; of one that may be several things, the ids or conditions of all."""
    first = named.names[0]
    return Mark(
        start=named.start,
        end=named.end,
        kind=first.kind,
        text=text,
        value=first.owner,
        ids=tuple(name.id for name in named.names if name.kind is Kind.AGENCY),
        conditions=tuple(name.condition for name in named.names if name.condition),
    )
