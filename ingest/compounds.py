"""Compounds that are written apart: "it kostnader", "e tjänst", "drifts- och vårdkostnader".

A first part that stands alone is known by its shape, not by a list: up to three letters before a
longer word. What a hyphen stands for ("drifts- och förvaltningskostnader": *driftskostnader*) is
known where the compound that follows has a hyphen itself, or a part that ends as "-ings",
"-ions", "-hets" and their like do. Knows nothing about stems.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

LONGEST_FIRST = 3
SHORTEST_WHOLE = LONGEST_FIRST + 2
_JOINING = frozenset(("och", "eller", "samt", "respektive"))
_LAST_PART = re.compile(
    r"(?:[^\W_]{1,60}-|[^\W_]{3,60}(?:ing|ion|het|skap|tet|ment|nad|dom|else|lek)s)"
    r"([^\W\d_]{4,40})"
)


def side_by_side(tokens: Sequence[str]) -> dict[int, str]:
    """Each short word joined with its longer neighbour, by the place of the short one."""
    return {
        n: (first + second).replace("-", "")
        for n, (first, second) in enumerate(pairwise(tokens))
        if len(first) <= LONGEST_FIRST < len(second) and first.isalpha() and second.islower()
    }


def suspended(tokens: Sequence[str]) -> dict[int, str]:
    """The compounds whose last part a hyphen stands for, by the place of their first part.

    Of the tokens "-" is such a hyphen; the compound ends with the word after the next.
    """
    if "-" not in tokens:
        return {}
    return {
        n - 1: tokens[n - 1].replace("-", "") + found[1]
        for n in range(1, len(tokens) - 2)
        if tokens[n] == "-"
        and tokens[n + 1] in _JOINING
        and (found := _LAST_PART.fullmatch(tokens[n + 2]))
    }
