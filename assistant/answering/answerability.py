"""The chance that the excerpts found answer a question, from what they bear of it.

A logistic regression, fitted by `python -m tests.bench.fitting` on questions of the product's own
over two libraries, answerable ones and near misses (docs/measurements.md); no weight may say
that more borne is less likely. Knows nothing about
how an answer is put together.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from assistant.answering.candidates import Candidate
from assistant.types import Query, Wanted

READ = 5
"""So many of the best excerpts are looked at ..."""
READ_FOR_SORT = 8
"""... and so many for what is asked for: a date, an amount, a name."""
OPEN = 0.6
"""What counts as borne beside it where nothing of a sort is asked for."""
MANY_WORDS = 12
_YEAR = re.compile(r"(?<![\d:/])(?:1[89]|20)\d\d(?![\d:/])")
_SEVERAL = re.compile(r"\b(?:vilka|lista|räkna upp|nämn|which)\b", re.IGNORECASE)
_LISTED = re.compile(r" • |[:;] |, [^,.;]+,|, [^,.;]+ (?:och|samt) ")
REFUSED = 0.45
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
    the best excerpt, and again as far as an amount or a person is asked for.
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
        length=len(query.words) / MANY_WORDS,
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
        place=traits.place,
        weight=best.weight / 10,
        amount_meant=is_amount * traits.meant,
        amount_said=is_amount * traits.said,
        who_sort=float(query.wanted is Wanted.WHO) * traits.sort,
    )


def chance(query: Query, candidates: Sequence[Candidate]) -> float:
    """The chance that the candidates answer the question, 0 to 1; 0 when there are none."""
    if not candidates:
        return 0.0
    pairs = zip(_IN_ORDER(WEIGHTS), _IN_ORDER(signals(query, candidates)), strict=True)
    return 1 / (1 + math.exp(-BIAS - sum(weight * signal for weight, signal in pairs)))


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


_IN_ORDER = attrgetter(*(field.name for field in fields(Signals)))
BIAS = -4.01
WEIGHTS = Signals(
    sort_meant=2.5,
    length=2.97,
    names_missed=-1.75,
    meant_surely=0.62,
    sign=0.43,
    said_beside_names=0.57,
    silent=-0.36,
    least_said=1.44,
    all_names=0.58,
    other_year=-1.1,
    enumerated=0.27,
    focus_missed=-0.73,
    place=-2.88,
    weight=0.42,
    amount_meant=-1.13,
    amount_said=-1.25,
    who_sort=1.83,
)
