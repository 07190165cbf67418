"""Reads a question to the register: exactly, or not at all.

The way: marks (by lexicon and names) -> folded (amounts, years, conditions) -> clauses -> drafts
(slots) -> selections. Every word must have its place, else the question is not the register's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from assistant.figures.alternatives import fold_alternatives
from assistant.figures.amounts import fold_amounts
from assistant.figures.basis import fold_basis
from assistant.figures.clauses import clauses_of, inherited
from assistant.figures.dates import fold_dates
from assistant.figures.deciding import Decider
from assistant.figures.drafting import draft_of
from assistant.figures.filters import fold_filters
from assistant.figures.lexicon import packaged
from assistant.figures.marking import Marked, Marker
from assistant.figures.marks import Kind, Mark
from assistant.figures.names import Names
from assistant.figures.names_apart import names_apart
from assistant.figures.opposing import fold_opponents
from assistant.figures.overruns import fold_overruns
from assistant.figures.times import fold_times
from assistant.figures.types import (
    MOST_CHOICES,
    NOT_REGISTER,
    AskBack,
    Halt,
    Outcome,
    Reading,
    Unsure,
)
from assistant.figures.wording import Wording
from assistant.understanding.small_words import SMALL_WORDS
from assistant.understanding.thesaurus import DATA
from assistant.understanding.word_lists import lines_of
from ingest.agencies import Form, read_forms
from ingest.register.selection import Aggregate, Catalogue, Selection
from ingest.swedish import stem, words

LONGEST = 400
"""Characters; who writes more tells of something to be looked for in documents."""
MOST_UNKNOWN = 2
_BOTH = ("både", "såväl")
_COLLECTION = ("insamling", "mätning", "statistik", "siffr")
_THEMES = {(Kind.ASPECT, "benefit"): "m3", (Kind.RISK, "any"): "m7"}
_MEANING = re.compile(r"(?:vad (?:är|menas med|betyder|innebär)|definiera)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SYNONYMS = ("synonyms-general.txt", "synonyms-projects.txt")


class Reader:
    """Reads questions against one catalogue; made once for each, it may be shared by threads."""

    def __init__(self, catalogue: Catalogue, forms: Iterable[Form] | None = None) -> None:
        lexicon = packaged()
        names = Names(catalogue, read_forms() if forms is None else forms, lexicon)
        self._marker = Marker(lexicon, names, ordinary_stems())
        self._decider = Decider(catalogue)
        self._wording = Wording(catalogue)

    def read(self, question: str) -> Outcome:
        """What a question asks of the register; it is left to the documents where unsure."""
        if len(question) > LONGEST:
            return NOT_REGISTER
        marked = self._marker.mark(question)
        try:
            selections = self._selections(marked)
            if _asks_for_meaning(question) and not any(map(_has_scope, selections)):
                return NOT_REGISTER
            return Reading(selections=selections, corrections=marked.corrections)
        except Halt as halted:
            return self._nearly(marked) if halted.outcome is NOT_REGISTER else halted.outcome
        except Unsure as unsure:
            doubt = names_apart(marked, self._wording).doubt
            return doubt or AskBack(question=unsure.why, choices=self._choices(unsure.alternatives))

    def _selections(self, marked: Marked) -> tuple[Selection, ...]:
        if _is_of_source(marked.marks) or _is_of_both(marked.marks):
            raise Halt(NOT_REGISTER)
        apart = names_apart(marked, self._wording)
        drafts = inherited([draft_of(clause) for clause in clauses_of(fold(apart.marks))])
        found = [one for draft in drafts for one in self._decider.decide(draft)]
        if apart.doubt:
            raise Halt(apart.doubt)
        return tuple(dict.fromkeys(found))

    def _nearly(self, marked: Marked) -> Outcome:
        """A question back, where all but a few words of one about a known agency are understood."""
        unknown = [mark for mark in marked.marks if mark.kind is Kind.UNKNOWN]
        kinds = {mark.kind for mark in marked.marks}
        if not 0 < len(unknown) <= MOST_UNKNOWN or not _is_ours(kinds):
            return NOT_REGISTER
        left = tuple(mark for mark in marked.marks if mark.kind is not Kind.UNKNOWN)
        try:
            found: Sequence[Selection] = self._selections(replace(marked, marks=left))
        except Unsure as unsure:
            found = unsure.alternatives
        except Halt:
            return NOT_REGISTER
        words_said = " ".join(mark.text for mark in unknown)
        return AskBack(
            question=f"Registret har inget som heter ”{words_said}”. Menar du något av detta?",
            choices=self._choices(found),
        )

    def _choices(self, selections: Iterable[Selection]) -> tuple[str, ...]:
        found = (self._wording.question(one) for one in selections)
        return tuple(dict.fromkeys(found))[:MOST_CHOICES]


def _is_of_both(marks: Sequence[Mark]) -> bool:
    """Whether rows are asked for that are of both of two years: "fanns både 2016 och 2017"."""
    said = [at for at, mark in enumerate(marks) if mark.text.lower() in _BOTH]
    kinds = {Kind.AMOUNT, Kind.YEAR, Kind.AGENCY, Kind.UNIT, Kind.DURING}
    return any(mark.kind in kinds for at in said for mark in marks[at + 1 : at + 2])


def _is_ours(kinds: set[Kind]) -> bool:
    """Whether a question that is not all understood is about the register at all."""
    return Kind.AGENCY in kinds and not kinds & {Kind.OUTSIDE, Kind.COST, Kind.DATE}


def _is_of_source(marks: Sequence[Mark]) -> bool:
    """Whether an agency is named as the one that collected: "ESV:s insamling", "till ESV"."""
    named = {Kind.AGENCY, Kind.LACKING}
    return any(
        (before.kind in named and after.text.lower().startswith(_COLLECTION))
        or (before.value == "to" and before.text.lower() == "till" and after.kind in named)
        for before, after in pairwise(marks)
    )


def fold(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks of a question with those that go together put together, fillers left out."""
    kept = [mark for mark in marks if mark.kind is not Kind.FILTER and mark.kind is not Kind.FILLER]
    filtered = fold_filters(fold_dates(fold_times(fold_amounts(_themed(kept)))))
    return fold_basis(fold_alternatives(fold_opponents(fold_overruns(filtered))))


def _themed(marks: Sequence[Mark]) -> list[Mark]:
    """Where maturity is asked about, benefit and risk are themes of it."""
    if all(mark.kind is not Kind.MATURITY for mark in marks):
        return list(marks)
    return [
        replace(mark, kind=Kind.THEME, value=_THEMES[mark.kind, mark.value])
        if (mark.kind, mark.value) in _THEMES
        else mark
        for mark in marks
    ]


def _asks_for_meaning(question: str) -> bool:
    """True for "Vad är it-kostnad?": what a word means stands in documents."""
    return _MEANING.match(question.strip()) is not None and not _DIGIT.search(question)


def _has_scope(selection: Selection) -> bool:
    """True where a question said whose number it wants, which, or how it is to be made."""
    said = selection.agencies or selection.conditions or selection.by
    return bool(said) or selection.aggregate is not Aggregate.SUM


def ordinary_stems() -> frozenset[str]:
    """The stems of words that are no misspellings: those of the synonyms, and small words."""
    listed = (
        word
        for name in _SYNONYMS
        for line in lines_of(Path(DATA / name), "Synonymfilen")
        if not line.startswith("#")
        for word in words(line)
    )
    return frozenset(stem(word) for word in (*SMALL_WORDS, *listed))
