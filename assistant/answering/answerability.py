"""The chance that the excerpts found answer a question, from what they bear of it.

A logistic regression, fitted by `python -m tests.bench.fitting` on questions of the product's own
over two libraries, answerable ones and near misses (docs/measurements.md). No weight may say that
more borne is less likely; but amounts are asked for in vain more often than other things. Knows
nothing about how an answer is put together.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.candidates import Candidate
from assistant.answering.weighing import summing
from assistant.types import Query, Wanted

READ = 5
"""So many of the best excerpts are looked at ..."""
READ_FOR_SORT = 8
"""... and so many for what is asked for: a date, an amount, a name."""
OPEN = 0.6
"""What counts as borne beside it where nothing of a sort is asked for."""
MANY_WORDS, MOST_WORDS = 12, 15
"""A question of many words is a long one; more than the most make it no longer."""
_YEAR = re.compile(r"(?<![\d:/])(?:1[89]|20)\d\d(?![\d:/])")
_SEVERAL = re.compile(r"\b(?:vilka|lista|räkna upp|nämn|which)\b", re.IGNORECASE)
_LISTED = re.compile(r" • |[:;] |, [^,.;]+,|, [^,.;]+ (?:och|samt) ")
REFUSED = 0.38
"""Below this chance the question is refused."""
SURE = 0.6
"""From this chance on the answer is a full one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What tells whether the material answers, each about 0 to 1; `best` is the best excerpt.

    `sort_meant`: how much of the question an excerpt bears that holds the sort of thing asked for.
    `length`: that of the question, for a long one is never borne in full. `silent`: the share of
    its terms that no excerpt nor passage bears. `least_said`: how far the best excerpt bears the
    term it bears least. `all_names`: every name stands in some excerpt. `other_year`: the best one
    names years, but not the question's. `enumerated`: it lists some, where several are asked for.
    `focus_missed`: how far no excerpt names what is asked for by name. The rest are traits of
    the best excerpt, and again as far as an amount or a person is asked for; its place tells
    nothing where it says what the word means that is asked about.
    """

    sort_meant: float
    length: float
    names_missed: float
    meant_surely: float
    sign: float
    said_beside_names: float
    silent: float
    least_said: float
    all_names: float
    other_year: float
    enumerated: float
    focus_missed: float
    place: float
    weight: float
    amount_meant: float
    amount_said: float
    who_sort: float


def signals(query: Query, candidates: Sequence[Candidate]) -> Signals:
    """The signals of a question's candidates, of which there is one at least, best first."""
    best, first = candidates[0], candidates[:READ]
    traits = best.traits
    is_amount = float(query.wanted is Wanted.AMOUNT)
    terms = range(len(query.terms))
    inside = [max(one.inside[n] for one in first) for n in terms]
    around = [max(one.around[n] for one in first) for n in terms]
    names = [n for n in terms if query.terms[n].is_name]
    return Signals(
        sort_meant=_sort_meant(query, candidates[:READ_FOR_SORT]),
        length=min(len(set(query.words)), MOST_WORDS) / MANY_WORDS,
        names_missed=traits.names_missed,
        meant_surely=traits.meant_surely,
        sign=traits.sign,
        said_beside_names=traits.said_beside_names,
        silent=sum(not (inside[n] or around[n]) for n in terms) / max(len(terms), 1),
        least_said=min(best.inside, default=0.0),
        all_names=float(all(inside[n] for n in names)),
        other_year=float(_names_other_year(query, best)),
        enumerated=float(_enumerates(query, best)),
        focus_missed=0.0 if query.focus is None else 1.0 - inside[query.focus],
        place=0.0 if traits.defines else traits.place,
        weight=best.weight / 10,
        amount_meant=is_amount * traits.meant,
        amount_said=is_amount * traits.said,
        who_sort=float(query.wanted is Wanted.WHO) * traits.sort,
    )


def chance(query: Query, candidates: Sequence[Candidate]) -> float:
    """The chance that the candidates answer the question, 0 to 1; 0 when there are none."""
    if not candidates:
        return 0.0
    return 1 / (1 + math.exp(-BIAS - _WEIGHED(signals(query, candidates))))


def _names_other_year(query: Query, best: Candidate) -> bool:
    asked, told = (set(_YEAR.findall(text)) for text in (query.question, best.wording))
    return bool(asked and told and not asked & told)


def _enumerates(query: Query, best: Candidate) -> bool:
    asked = _SEVERAL.search(query.question)
    return asked is not None and _LISTED.search(best.wording) is not None


def _sort_meant(query: Query, candidates: Sequence[Candidate]) -> float:
    if query.wanted in {Wanted.OTHER, Wanted.REASON}:
        return OPEN
    return max((one.traits.meant for one in candidates if one.traits.sort), default=0.0)


BIAS = -4.11
WEIGHTS = Signals(
    sort_meant=2.58,
    length=3.07,
    names_missed=-1.84,
    meant_surely=0.58,
    sign=0.50,
    said_beside_names=0.63,
    silent=-0.26,
    least_said=1.50,
    all_names=0.54,
    other_year=-1.09,
    enumerated=0.22,
    focus_missed=-0.71,
    place=-2.79,
    weight=0.42,
    amount_meant=-1.36,
    amount_said=-1.13,
    who_sort=1.79,
)
_WEIGHED = summing(WEIGHTS)
