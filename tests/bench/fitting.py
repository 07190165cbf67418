"""Fits the weights of `assistant.answering.weighing` and `.answerability`, and tells how good.

`python -m tests.bench.fitting MATERIAL_LIBRARY CORPUS_LIBRARY`, two data folders: one with the
material that the sets `tests/quality/fitting/material-*.jsonl` ask about, one with `corpus/`.
Each figure is of a set by weights fitted on the others, beside that of the weights in the product.
The dataclass literals it ends with are fitted on all sets; nothing is written anywhere. The signals
depend on the product's weights of traits: when those are pasted, run it again for the signals.
`defines` is set by hand, for too few questions ask what something is: keep its weight then.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from assistant.answering import answerability, weighing
from assistant.answering.answerability import REFUSED, Signals
from assistant.answering.weighing import Traits
from ingest.embedding import load_embedder
from tests.bench.fitting_data import Example, examples, read_set
from tests.bench.regression import (
    Bounds,
    Choosing,
    Flags,
    Floats,
    Likelihood,
    fit_choice,
    fit_likelihood,
    refused,
    told_apart,
)

QUALITY = Path(__file__).parent.parent / "quality"
OF_MATERIAL = "material"
PENALTY = 8.0
ANSWERED = 0.85
LESS_LIKELY = frozenset({"names_missed", "silent", "other_year", "focus_missed", "place"})
"""Signals that may only speak against an answer ..."""
EITHER_WAY = frozenset({"amount_meant", "amount_said"})
"""... that correct another signal; all the others may only speak for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Of the questions with an answer, the share where some excerpt ..."""

    first: float
    in_three: float
    place_in_five: float


def main() -> None:
    """Print the figures, then the literals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path, help="a data folder with the material")
    parser.add_argument("corpus", type=Path, help="a data folder with corpus/")
    chosen = parser.parse_args()
    embedder = load_embedder("", batch_size=64, device="cpu")
    paths = [*sorted((QUALITY / "fitting").glob("*.jsonl")), QUALITY / "questions.jsonl"]
    found: list[Example] = []
    for data, is_of_material in ((chosen.material, True), (chosen.corpus, False)):
        sets = [path for path in paths if path.stem.startswith(OF_MATERIAL) == is_of_material]
        found += examples(data, embedder, [one for path in sets for one in read_set(path)])
    print("\n".join(report(found)))  # noqa: T201  (a bench prints)


def report(found: Sequence[Example]) -> Iterator[str]:
    """The lines to print."""
    names = sorted({one.set_name for one in found})
    answerable = sum(one.is_answerable for one in found)
    yield f"{len(found)} questions, {answerable} with an answer, in {len(names)} sets"
    yield from (f"not in its library: {place}" for one in found for place in one.lost)
    yield from _ranking_lines(found, names)
    yield from _chance_lines(found, names)
    yield literal("WEIGHTS = Traits", Traits, fit_traits(found))
    fitted = fit_signals(found)
    yield f"BIAS = {fitted.bias:.2f}"
    yield literal("WEIGHTS = Signals", Signals, fitted.weights)


def fit_traits(found: Sequence[Example]) -> Floats:
    """The weights of traits, in the order of the fields."""
    some = [Choosing(traits=one.traits, right=one.holds) for one in found if one.is_answerable]
    return fit_choice(some, PENALTY)


def fit_signals(found: Sequence[Example]) -> Likelihood:
    """The weights of signals, in the order of the fields, and their bias."""
    rows, is_so = _rows(found)
    return fit_likelihood(rows, is_so, bounds(), PENALTY)


def bounds() -> Bounds:
    """What the weights of signals may be: what bears more may not be less likely."""
    names = [field.name for field in fields(Signals)]
    least = [-np.inf if name in LESS_LIKELY | EITHER_WAY else 0.0 for name in names]
    most = [0.0 if name in LESS_LIKELY else np.inf for name in names]
    return Bounds(least=np.array(least), most=np.array(most))


def ranking(found: Sequence[Example], weights: Sequence[Floats]) -> Ranking:
    """How well weights of traits, a row for each example, put the right excerpts first."""
    first, three, five = [], [], []
    for one, own in zip(found, weights, strict=True):
        if one.is_answerable:
            order = np.argsort(-(one.traits @ own), kind="stable")
            first.append(one.holds[order[:1]].any())
            three.append(one.holds[order[:3]].any())
            five.append(one.is_there[order[:5]].any())
    means = (float(np.mean(some)) for some in (first, three, five))
    return Ranking(first=next(means), in_three=next(means), place_in_five=next(means))


def literal(opening: str, of: type, weights: Floats) -> str:
    """A dataclass literal, ready to paste."""
    told = zip(fields(of), weights, strict=True)
    lines = (f"    {field.name}={weight:.2f}," for field, weight in told)
    return "\n".join([f"{opening}(", *lines, ")"])


def _ranking_lines(found: Sequence[Example], names: Sequence[str]) -> Iterator[str]:
    now = np.array(astuple(weighing.WEIGHTS))
    fitted = {name: fit_traits([e for e in found if e.set_name != name]) for name in names}
    yield f"\n{'excerpts':<34}{'answer first':>14}{'in first 3':>14}{'place in 5':>14}"
    yield _ranked("as they are", ranking(found, [now] * len(found)))
    yield _ranked("fitted, each set left out", ranking(found, [fitted[e.set_name] for e in found]))
    for name in names:
        own = [one for one in found if one.set_name == name]
        yield _ranked(f"  {name}", ranking(own, [fitted[name]] * len(own)))


def _ranked(name: str, one: Ranking) -> str:
    return f"{name:<34}{one.first:>14.3f}{one.in_three:>14.3f}{one.place_in_five:>14.3f}"


def _chance_lines(found: Sequence[Example], names: Sequence[str]) -> Iterator[str]:
    rows, is_so = _rows(found)
    sets = np.array([one.set_name for one in found])
    is_material = np.char.startswith(sets, OF_MATERIAL)
    kinds = {"material": is_material, "corpus": ~is_material, "all": np.ones(len(found), np.bool_)}
    now = Likelihood(
        weights=np.array(astuple(answerability.WEIGHTS)), bias=answerability.BIAS
    ).chances(rows)
    left_out = np.zeros(len(found))
    for name in names:
        fitted = fit_signals([one for one in found if one.set_name != name])
        left_out[sets == name] = fitted.chances(rows[sets == name])
    yield f"\n{'chances':<34}{'AUC':>14}{f'refused @{ANSWERED}':>14}{'answered':>14}{'refused':>14}"
    for way, chances in (("as they are", now), ("fitted, each set left out", left_out)):
        for kind, some in kinds.items():
            yield _told(f"{way}, {kind}", chances[some], is_so[some])


def _told(name: str, chances: Floats, is_so: Flags) -> str:
    """AUC, refused where 85 % are answered, answered and refused at the product's threshold."""
    figures = (
        told_apart(chances, is_so),
        refused(chances, is_so, ANSWERED),
        float((chances[is_so] >= REFUSED).mean()),
        float((chances[~is_so] < REFUSED).mean()),
    )
    return f"{name:<34}" + "".join(f"{figure:>14.3f}" for figure in figures)


def _rows(found: Sequence[Example]) -> tuple[Floats, Flags]:
    return np.array([one.signals for one in found]), np.array([one.is_answerable for one in found])


if __name__ == "__main__":
    main()
