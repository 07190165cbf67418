"""Weights fitted on made-up numbers, where it is known what they ought to tell."""

import numpy as np
import pytest

from tests.bench.regression import (
    Bounds,
    Choosing,
    Floats,
    fit_choice,
    fit_likelihood,
    refused,
    told_apart,
)

FREE = Bounds(least=np.full(3, -np.inf), most=np.full(3, np.inf))
PENALTY = 1.0


def rows_of(count: int) -> Floats:
    return np.random.default_rng(7).normal(size=(count, 3))


@pytest.fixture
def choosings() -> list[Choosing]:
    """Of six rows the one with the highest first column is right; the last column never changes."""
    found = []
    for n in range(60):
        rows = np.random.default_rng(n).normal(size=(6, 3))
        rows[:, 2] = 1.0
        found.append(Choosing(traits=rows, right=rows[:, 0] == rows[:, 0].max()))
    return found


def test_the_column_that_tells_which_is_right_weighs_most(choosings: list[Choosing]) -> None:
    weights = fit_choice(choosings, PENALTY)

    assert weights[0] > 5 * abs(weights[1])


def test_what_can_be_told_is_put_first(choosings: list[Choosing]) -> None:
    weights = fit_choice(choosings, PENALTY)

    first = [one.right[(one.traits @ weights).argmax()] for one in choosings]
    assert np.mean(first) > 0.95


def test_a_column_that_never_changes_weighs_nothing(choosings: list[Choosing]) -> None:
    assert fit_choice(choosings, PENALTY)[2] == pytest.approx(0.0, abs=1e-9)


def test_a_choosing_without_a_right_row_teaches_nothing(choosings: list[Choosing]) -> None:
    hopeless = Choosing(traits=rows_of(4), right=np.zeros(4, np.bool_))

    with_it = fit_choice([*choosings, hopeless], PENALTY)

    assert with_it == pytest.approx(fit_choice(choosings, PENALTY))


def test_any_of_several_right_rows_will_do() -> None:
    rows = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    both = Choosing(traits=rows, right=np.array([True, True, False]))

    weights = fit_choice([both] * 20, PENALTY)

    assert weights[0] == pytest.approx(weights[1])
    assert weights[0] > weights[2]


def test_weights_fit_the_columns_as_they_were(choosings: list[Choosing]) -> None:
    larger = [Choosing(traits=one.traits * 100, right=one.right) for one in choosings]

    weights = fit_choice(larger, PENALTY)

    assert weights * 100 == pytest.approx(fit_choice(choosings, PENALTY), abs=1e-6)


def test_fitting_twice_gives_the_same(choosings: list[Choosing]) -> None:
    first, second = (fit_choice(choosings, PENALTY) for _ in range(2))

    assert (first == second).all()


def test_a_separable_problem_is_told_apart() -> None:
    rows = rows_of(200)
    is_so = rows[:, 0] - rows[:, 1] > 0

    fitted = fit_likelihood(rows, is_so, FREE, PENALTY)

    chances = fitted.chances(rows)
    assert told_apart(chances, is_so) > 0.99
    assert ((chances > 0.5) == is_so).mean() > 0.95
    assert fitted.weights[0] > 0 > fitted.weights[1]


def test_the_rarer_outcome_weighs_as_much_as_the_other() -> None:
    is_so = np.arange(200) < 20
    rows = np.where(is_so, 1.0, -1.0)[:, None] * [1.0, 0.0, 0.0]

    fitted = fit_likelihood(rows, is_so, FREE, PENALTY)

    assert fitted.chances(np.zeros((1, 3)))[0] == pytest.approx(0.5, abs=0.1)


def test_no_weight_leaves_its_bounds() -> None:
    rows = rows_of(200)
    is_so = rows[:, 0] - rows[:, 1] > 0
    bounds = Bounds(least=np.zeros(3), most=np.full(3, 0.5))

    fitted = fit_likelihood(rows, is_so, bounds, PENALTY)

    assert fitted.weights[1] == 0.0
    assert (fitted.weights * rows.std(axis=0)).max() <= 0.5 + 1e-9


def test_a_heavier_penalty_gives_smaller_weights() -> None:
    rows = rows_of(200)
    is_so = rows[:, 0] > 0

    light, heavy = (fit_likelihood(rows, is_so, FREE, penalty) for penalty in (1.0, 100.0))

    assert np.abs(heavy.weights).sum() < np.abs(light.weights).sum()


@pytest.mark.parametrize(
    ("chances", "area"),
    [([0.9, 0.8, 0.2, 0.1], 1.0), ([0.1, 0.2, 0.8, 0.9], 0.0), ([0.5, 0.5, 0.5, 0.5], 0.5)],
    ids=["told apart", "the wrong way round", "all alike"],
)
def test_the_area_tells_how_often_the_order_is_right(chances: list[float], area: float) -> None:
    is_so = np.array([True, True, False, False])

    assert told_apart(np.array(chances), is_so) == area


def test_refused_is_what_lies_below_the_answered() -> None:
    is_so = np.array([True] * 4 + [False] * 4)
    chances = np.array([0.9, 0.8, 0.7, 0.2, 0.75, 0.5, 0.4, 0.1])

    assert refused(chances, is_so, answered=0.75) == 0.75
    assert refused(chances, is_so, answered=1.0) == 0.25
