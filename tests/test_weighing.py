"""What speaks for an excerpt: each trait has a weight, and they are added."""

from dataclasses import fields, replace

import pytest

from assistant.answering.weighing import WEIGHTS, Traits, weighed

NAMES = [field.name for field in fields(Traits)]
NOTHING = Traits(**dict.fromkeys(NAMES, 0.0))
SPEAKS_FOR = ("meant", "supported", "likeness", "below_best", "focus", "sort", "list_asked")
SPEAKS_AGAINST = ("place", "names_missed", "not_sort", "is_question", "is_fragment")


@pytest.mark.parametrize("name", NAMES)
def test_a_trait_weighs_what_its_weight_says(name: str) -> None:
    weight = weighed(replace(NOTHING, **{name: 1.0}))

    assert weight == pytest.approx(getattr(WEIGHTS, name))
    assert weight != 0


def test_an_excerpt_without_traits_weighs_nothing() -> None:
    assert weighed(NOTHING) == 0


def test_traits_are_added() -> None:
    one = Traits(**{name: 0.1 * n for n, name in enumerate(NAMES)})
    other = Traits(**{name: 1.0 - 0.05 * n for n, name in enumerate(NAMES)})
    both = Traits(**{name: getattr(one, name) + getattr(other, name) for name in NAMES})

    assert weighed(both) == pytest.approx(weighed(one) + weighed(other))


def test_twice_the_traits_weigh_twice_as_much() -> None:
    one = Traits(**{name: 0.1 * n for n, name in enumerate(NAMES)})
    twice = Traits(**{name: 0.2 * n for n, name in enumerate(NAMES)})

    assert weighed(twice) == pytest.approx(2 * weighed(one))


@pytest.mark.parametrize("name", SPEAKS_FOR)
def test_what_fits_the_question_speaks_for_it(name: str) -> None:
    assert getattr(WEIGHTS, name) > 0


@pytest.mark.parametrize("name", SPEAKS_AGAINST)
def test_what_does_not_speaks_against_it(name: str) -> None:
    assert getattr(WEIGHTS, name) < 0


def test_what_bears_the_question_in_every_way_outweighs_what_only_means_it() -> None:
    means = replace(NOTHING, meant=1.0)
    says = replace(means, meant_surely=1.0, said=1.0, said_beside_names=1.0, supported=1.0)

    assert weighed(says) > weighed(means)
