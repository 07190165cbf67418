"""Counts the documents that match by what is known of them."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from assistant.browsing.known import KnownDocuments, Mask, Places, all_of
from assistant.browsing.types import Facets, FacetValue
from ingest.record.types import Column

Value = TypeVar("Value")


def counted(known: KnownDocuments, matching: Mask, chosen: Mapping[str, Mask]) -> Facets:
    """The facets: each value with so many documents as there are when it is chosen."""

    def left(facet: str) -> Mask:
        others = [mask for name, mask in chosen.items() if name != facet]
        return all_of([matching, *others])

    publishers = _counts(known.publishers, np.flatnonzero(left("publishers")))
    column, owners = known.concerned
    agencies = _counts(column, np.flatnonzero(left("agencies")[owners]))
    years = _counts(known.years, np.flatnonzero(left("years")))
    kinds = _counts(known.kinds, np.flatnonzero(left("kinds")))
    return Facets(
        publishers=_by_count(publishers),
        years=tuple(sorted(years, key=lambda one: one.value, reverse=True)),
        kinds=_by_count(kinds),
        agencies=_by_count(agencies),
    )


def _counts(column: Column[Value], places: Places) -> list[FacetValue]:
    """How many of these entries of a column have each value; several values may read alike."""
    counts = np.bincount(column.places[places], minlength=len(column.values))
    named: dict[str, int] = {}
    for value, count in zip(column.values, counts.tolist(), strict=True):
        if value is not None and count:
            named[str(value)] = named.get(str(value), 0) + count
    return [FacetValue(value=name, count=count) for name, count in named.items()]


def _by_count(found: list[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(found, key=lambda one: (-one.count, one.value)))
