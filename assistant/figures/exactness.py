"""Whether a sentence out of documents answers just what the register answered.

Both are marked by the register's own phrases: the sentence must say the year, the measure and how
it is made, and every other word of the question that says something, and hold a figure of the
unit. What it says of fewer rows than the question, such as those with a high risk, is another
thing. Where that cannot be told, it does not answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.answer import FiguresAnswer, FiguresResult
from assistant.figures.lexicon import packaged
from assistant.figures.marks import Kind, Mark
from assistant.figures.phrases import Phrases
from assistant.figures.splitting import split
from assistant.understanding.small_words import SMALL_WORDS
from ingest.register.measures import Unit
from ingest.register.selection import Aggregate
from ingest.swedish import stem, words

_UNSAID = frozenset(
    {
        *(Kind.GLUE, Kind.ASK, Kind.FILLER, Kind.LIST, Kind.ALL, Kind.WHICH, Kind.ANAPHORA),
        *(Kind.AND, Kind.OR, Kind.RELATION, Kind.DURING, Kind.VERSUS, Kind.APART, Kind.TOP),
        *(Kind.YEAR, Kind.TIME, Kind.LAST, Kind.END, Kind.COMMA, Kind.SLASH, Kind.UNIT),
    }
)
"""What a question says that an answer need not repeat, or that is judged apart."""
_BY_MARK = frozenset(
    {Kind.AGGREGATE, Kind.SUPERLATIVE, Kind.DIFFERENCE, Kind.TREND, Kind.AMOUNT, Kind.NUMERAL}
)
"""What other words with the same stems do not say."""
_NARROWING = frozenset({Kind.CONDITION, Kind.PREDICATE, Kind.LEVEL, Kind.ASPECT, Kind.RISK})
_MEASURES = frozenset({Kind.NUMBER, Kind.PART})
_BARE = frozenset({Aggregate.COUNT.value, Aggregate.SUM.value, Aggregate.SHARE.value})
"""They are said by a figure alone, or with its unit."""
_OF_TIME = frozenset({"latest", "first", "previous", "all"})
_YEAR = re.compile(r"(?<![\d:/])(?:19|20)\d\d(?![\d:/])")
_SPAN = re.compile(r"(?<![\d:/])(?:19|20)\d\d\s?[-–—]\s?(?:19|20)?\d\d(?![\d:/])")
_SHARE = re.compile(
    r"%|\bprocent|\bhälften\b|\b(?:tre|fjärde|fem)del|\d av (?:de |totalt )?\d", re.IGNORECASE
)
_UNITS = {
    Unit.KRONOR.value: ("kronor",),
    Unit.KRONOR_EACH.value: ("kronor",),
    Unit.DAYS.value: ("days", "months", "years"),
}
_COUNTED = frozenset({Unit.PROJECTS.value, Unit.AGENCIES.value})
_PARTS = re.compile(r"[;·•]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence, what stands beside it, and the titles of the documents that it cites.

    `beside` are the headings over its quotes, and the quotes of a sentence in other words.
    """

    sentence: str
    beside: str
    titles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The marks of a text and the stems of its words."""

    marks: tuple[Mark, ...]
    stems: frozenset[str]

    def says(self, mark: Mark) -> bool:
        """Whether it says what a mark of the question says."""
        if _is_unsaid(mark) or any(_is_same(mark, one) for one in self.marks):
            return True
        return mark.kind not in _BY_MARK and self.has_words(mark)

    def has_words(self, mark: Mark) -> bool:
        """Whether all words of a mark that say something stand in it, also within longer ones."""
        sought = _stems(mark.text)
        return bool(sought) and all(any(one in own for own in self.stems) for one in sought)


def says_just_that(figures: FiguresAnswer, told: Told) -> bool:
    """True where the sentence answers all that the register was asked."""
    asked, said = _read(figures.question), _read(told.sentence)
    whole = _read(f"{told.sentence} {told.beside}. {told.titles}")
    units = {result.figures[0].unit for result in figures.results if result.figures}
    return (
        _is_of_the_years(figures, asked, told)
        and all(whole.says(mark) for mark in asked.marks)
        and not _is_of_fewer(said, asked)
        and all(_holds(unit, said, asked, told.sentence) for unit in units)
    )


def _read(text: str) -> _Said:
    return _Said(marks=tuple(Phrases(packaged()).all(split(text))), stems=_stems(text))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in SMALL_WORDS)


def _is_of_the_years(figures: FiguresAnswer, asked: _Said, told: Told) -> bool:
    """True where each year asked for is named, and a single one not as the end of a span."""
    years = set(_YEAR.findall(figures.question))
    if any(mark.kind is Kind.LAST or mark.value in _OF_TIME for mark in asked.marks):
        years |= {str(year) for one in figures.results for year in _years(one)}
    text = f"{told.sentence} {told.beside}"
    return years <= set(_YEAR.findall(text if len(years) > 1 else _SPAN.sub(" ", text)))


def _years(result: FiguresResult) -> Sequence[int]:
    years = result.filter["years"]
    return years if isinstance(years, list) else ()


def _is_unsaid(mark: Mark) -> bool:
    if mark.kind in {Kind.AMOUNT, Kind.NUMERAL}:
        return mark.amount == 1 or _YEAR.fullmatch(mark.text) is not None
    return mark.kind in _UNSAID or (mark.kind is Kind.AGGREGATE and mark.value in _BARE)


def _is_same(one: Mark, other: Mark) -> bool:
    if one.kind in {Kind.AMOUNT, Kind.NUMERAL}:
        return other.kind in {Kind.AMOUNT, Kind.NUMERAL} and one.amount == other.amount
    are_measures = {one.kind, other.kind} <= _MEASURES
    return one.value == other.value and (one.kind is other.kind or are_measures)


def _is_of_fewer(said: _Said, asked: _Said) -> bool:
    """True where the sentence is about such rows only as the question does not speak of."""
    return any(
        mark.kind in _NARROWING
        and not any(_is_same(mark, one) for one in asked.marks)
        and not asked.has_words(mark)
        for mark in said.marks
    )


def _holds(unit: str, said: _Said, asked: _Said, text: str) -> bool:
    """True where the sentence has a figure, and the unit where it is one that is always said."""
    if unit == Unit.PERCENT.value:
        return _SHARE.search(text) is not None
    if unit in _COUNTED:
        return any(_counts(_read(part), asked) for part in _PARTS.split(text))
    wanted = _UNITS.get(unit)
    units = [mark.value for mark in said.marks if mark.kind is Kind.UNIT]
    has_unit = wanted is None or any(one.startswith(wanted) for one in units)
    return has_unit and any(map(_is_figure, said.marks))


def _counts(said: _Said, asked: _Said) -> bool:
    """True for "74 projekt med hög risk", of which all stands in a part of a row or a sentence.

    In "hälften av 1 094 projekt" these are not those that are counted.
    """
    marks = said.marks
    is_counted = any(
        _is_figure(mark)
        and (not n or marks[n - 1].value != "of")
        and any(one.kind is Kind.SUBJECT for one in marks[n + 1 : n + 3])
        for n, mark in enumerate(marks)
    )
    return is_counted and all(said.says(mark) for mark in asked.marks if mark.kind in _NARROWING)


def _is_figure(mark: Mark) -> bool:
    return mark.kind in {Kind.AMOUNT, Kind.NUMERAL} and not _is_unsaid(mark)
