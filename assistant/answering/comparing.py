"""Tells where documents give different figures for one thing.

Two sentences differ when they share all words, names, years and other figures, and one figure of
one unit is another: a different year makes a series and no difference, and so does a different
word ("planerad", "reviderad") make a different thing. Rounding is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.candidates import Candidate
from assistant.answering.saying import ABOUT, Saying, is_near, is_of_series, is_turned_alike, saying
from assistant.answering.values import may_be_one, written
from assistant.short_answers.direct import direct_answer
from assistant.types import Query, Wanted
from assistant.verification.quantities import (
    AMOUNT,
    BARE,
    DAY,
    ORDINAL,
    SIZED,
    Quantity,
    quantities,
)
from assistant.verification.reading import holds, root, roots, tokens

BELOW_BEST = 3.0
"""A sentence may weigh so much less than the best one, on the scale of a logit, to be set against
another."""
BORNE = 0.6
"""So far must the term that is asked for stand in the sentence ..."""
COVERED = 0.5
"""... and so much of the question's weight."""
FEWEST = 2
"""A sentence with fewer content words is set against none."""
MOST_TOLD = 3
LONGEST_NAME = 60
DIFFER = "Källorna anger olika uppgifter: {told}."

_LENGTHS = frozenset(("månader", "dagar", "minuter", "sekunder"))
_UNITS = {
    Wanted.DURATION: _LENGTHS,
    Wanted.TIME: frozenset((DAY,)),
    Wanted.AMOUNT: _LENGTHS | {AMOUNT, SIZED, BARE, "%", "procentenheter", "euro", "dollar"},
}
_LEFT_OUT = frozenset(
    map(
        root,
        """
        uppgår uppgick uppgått utgör utgjorde omfattar omfattade ingick ingår
        finns fanns blev blir hade har
        """.split(),
    )
)
"""Words that one sentence may have and the other lack."""
_SOURCE = re.compile(r"\b[Ee]nligt [A-ZÅÄÖ][\w-]*(?: [A-Z]\w+)?(?: \d{4}:\d+)?,? ?")
"""Who says it, which is told of either anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One of several answers to a question: the figure as it is written, and where it stands.

    `year` and `date` are those of the document, None where they are not known.
    """

    value: str
    candidate: Candidate

    @property
    def year(self) -> int | None:
        """The year of the document."""
        return self.candidate.core.passage.document.metadata.year

    @property
    def date(self) -> str | None:
        """The date of the document, as the material gives it."""
        return self.candidate.core.passage.document.metadata.date

    @property
    def name(self) -> str:
        """What the document is called in a few words: its publication number, or its title."""
        known = self.candidate.core.passage.document.metadata
        title = known.title
        if len(title) > LONGEST_NAME:
            title = f"{title[:LONGEST_NAME].rsplit(' ', 1)[0]} …"
        return known.publication_number or f"”{title}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The figures in which two sentences differ."""

    mine: Quantity
    theirs: Quantity


def differences(query: Query, candidates: Sequence[Candidate]) -> tuple[Difference, ...]:
    """The different figures that documents give for what is asked, that of the best first.

    `candidates` are best first. Empty, or two or more, each of another document.
    """
    units = _UNITS.get(query.wanted)
    if not units or not candidates:
        return ()
    least = max(candidate.weight for candidate in candidates) - BELOW_BEST
    fit = [c for c in candidates if c.weight >= least and _answers(query, c)]
    for n, first in enumerate(fit):
        if found := list(_against(query, first, fit[n + 1 :])):
            return tuple(found)
    return ()


def notice(found: Sequence[Difference]) -> str:
    """What a reader should know of the differences (Swedish); empty when there are none."""
    if not found:
        return ""
    *before, last = [_told(one) for one in found[:MOST_TOLD]]
    return DIFFER.format(told=f"{', '.join(before)} och {last}")


def _told(one: Difference) -> str:
    year = "" if one.year is None else f", {one.year}"
    return f"{one.value} ({one.name}{year})"


def _answers(query: Query, candidate: Candidate) -> bool:
    """True when a sentence gives the sort of thing that is asked for, of what is asked about."""
    asked = query.focus
    if not candidate.traits.sign or candidate.traits.supported < COVERED:
        return False
    if asked is not None and candidate.inside[asked] < BORNE:
        return False
    places = zip(query.terms, candidate.inside, candidate.around, strict=True)
    return all(inside or around for term, inside, around in places if term.is_name)


def _against(query: Query, first: Candidate, others: Sequence[Candidate]) -> Iterator[Difference]:
    """The difference of the first sentence and those that other documents set against it."""
    seen = {first.core.passage.document.id}
    values: set[str] = set()
    for other in others:
        pair = None if _document(other) in seen else _pair(query, first, other)
        if pair is None:
            continue
        mine, theirs = _value(query, pair.mine, first), _value(query, pair.theirs, other)
        if not mine or not theirs or theirs in values:
            continue
        if not values:
            yield Difference(value=mine, candidate=first)
        values |= {mine, theirs}
        seen.add(_document(other))
        yield Difference(value=theirs, candidate=other)


def _value(query: Query, figure: Quantity, candidate: Candidate) -> str:
    """The short answer of the sentence if it holds the figure; else the figure as written."""
    direct = direct_answer(query, candidate.wording)
    if direct is not None and figure.key in {q.key for q in quantities(direct.text)}:
        return direct.text
    return written(figure, candidate.wording)


def _document(candidate: Candidate) -> str:
    return candidate.core.passage.document.id


def _pair(query: Query, one: Candidate, other: Candidate) -> _Pair | None:
    """The one figure in which two sentences about one thing differ."""
    if not is_near(one.grams, other.grams):
        return None
    mine, theirs = _read(one), _read(other)
    if not _speak_of_one(query, one, other) or not _have_one_frame(mine, theirs):
        return None
    keys, others = ({q.key for q in said.figures} for said in (mine, theirs))
    own = [q for q in mine.figures if q.key not in others]
    their = [q for q in theirs.figures if q.key not in keys]
    if len({q.at for q in own}) != 1 or len({q.at for q in their}) != 1:
        return None
    pair = _Pair(mine=own[-1], theirs=their[-1])
    fits = pair.mine.unit in _UNITS[query.wanted] and _is_alone(pair.mine, mine)
    if not fits or not _is_alone(pair.theirs, theirs) or not _are_comparable(pair):
        return None
    rough = not ABOUT.isdisjoint([*tokens(mine.text), *tokens(theirs.text)])
    return None if may_be_one(pair.mine, pair.theirs, rough) else pair


def _speak_of_one(query: Query, one: Candidate, other: Candidate) -> bool:
    """True when nothing outside the sentences makes them speak of different things."""
    said, there = _read(one), _read(other)
    documents = one.core.passage.document, other.core.passage.document
    if not said.years and is_of_series(*documents):
        return False
    if not (said.leans or there.leans) and (said.names or said.years):
        return True
    named = [n for n, term in enumerate(query.terms) if term.is_name and term.word.isalpha()]
    return bool(named) and all(_names(query, n, c) for n in named for c in (one, other))


def _names(query: Query, n: int, candidate: Candidate) -> bool:
    """True when a name of the question stands in the sentence or in its document's title."""
    title = candidate.core.passage.document.metadata.title
    return candidate.inside[n] > 0 or holds(roots(title), query.terms[n].word)


def _read(candidate: Candidate) -> Saying:
    return saying(_SOURCE.sub("", candidate.wording))


def _have_one_frame(one: Saying, other: Saying) -> bool:
    """True when two sentences are the same but for their figures and the order of their words."""
    if min(len(one.roots), len(other.roots)) < FEWEST or one.years != other.years:
        return False
    if not (one.roots ^ other.roots) <= _LEFT_OUT:
        return False
    return is_turned_alike(one, other)


def _is_alone(figure: Quantity, said: Saying) -> bool:
    """True when a sentence has no other figure of the unit, and no place in an order."""
    years = {Decimal(year) for year in said.years}
    alike = {q.at for q in said.figures if q.unit == figure.unit and q.value not in years}
    ordinal = any(q.unit == ORDINAL for q in said.figures)
    return alike == {figure.at} and not ordinal


def _are_comparable(pair: _Pair) -> bool:
    """True for two figures of one unit, of one thing where they count; a date of one year."""
    money = frozenset((AMOUNT, SIZED))
    if pair.mine.unit != pair.theirs.unit and not {pair.mine.unit, pair.theirs.unit} <= money:
        return False
    if pair.mine.unit == DAY:
        return len(pair.mine.text) == len(pair.theirs.text)
    return bool(pair.mine.unit != BARE or (pair.mine.noun and pair.mine.noun == pair.theirs.noun))
