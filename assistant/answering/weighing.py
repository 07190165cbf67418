"""What speaks for and against an excerpt as an answer, and how much each of it weighs.

The weights were fitted by `python -m tests.bench.fitting` as a conditional logit: that the excerpt
which holds the answer comes first among the excerpts of the passages found (docs/measurements.md);
but `defines`, for which those questions are too few.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter, mul
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """An excerpt's traits, each about 0 to 1.

    Shares of the question are weighed by how rare its terms are; the names and numbers in it are
    known apart. `meant` is the share that the excerpt bears with its heading and its document's
    title, words like the question's counted as far as they are like; `meant_surely` the same with
    no credit for little likeness. `said` is the share that the excerpt bears in the question's
    words; `said_beside_names` that of what is asked about the names. `supported`: with what its
    passage says counted in part. `likeness`: the cosine to the question.
    `below_best` and `place` tell what its passage lacks of the best one's score, and its rank.
    `names_missed`: the share of the names that stand nowhere in the passage. `focus`: how far it
    names what is asked for by name. `sort`: holds what is asked for, with the right unit;
    `not_sort`: surely holds no such thing; `sign`: has some sign of such a thing.
    `defines`: it says what a word is, where that is asked.
    The rest tells of its form; `list_asked`: it is a list, where one is asked for.
    """

    meant: float
    meant_surely: float
    said: float
    said_beside_names: float
    supported: float
    likeness: float
    below_best: float
    place: float
    names_missed: float
    focus: float
    sort: float
    not_sort: float
    sign: float
    defines: float
    is_question: float
    is_fragment: float
    is_item: float
    list_asked: float


WEIGHTS = Traits(
    meant=6.4,
    meant_surely=1.6,
    said=-2.4,
    said_beside_names=2.6,
    supported=1.2,
    likeness=1.0,
    below_best=0.42,
    place=-0.84,
    names_missed=-1.4,
    focus=0.83,
    sort=2.3,
    not_sort=-0.92,
    sign=0.72,
    defines=2.4,
    is_question=-3.5,
    is_fragment=-1.0,
    is_item=-1.0,
    list_asked=2.4,
)


def weighed(traits: Traits) -> float:
    """How much speaks for an excerpt, on the scale of a logit."""
    return _WEIGHED(traits)


def summing(weights: Any) -> Callable[[object], float]:
    """What adds up the fields of a record, each times its weight in a record of the same class."""
    in_order = attrgetter(*(field.name for field in fields(weights)))
    of_each = in_order(weights)
    return lambda values: float(sum(map(mul, of_each, in_order(values))))


_WEIGHED = summing(WEIGHTS)
