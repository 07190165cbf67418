"""The parts of filters, which hold or are dropped one by one, and how specific each is."""

from dataclasses import replace

from assistant.filtering.types import NO_FILTERS, Filters

YEARS = "years"
_FIELDS = {
    "publication_number": ("publication_number",),
    "publisher": ("publisher",),
    "agency": ("agency",),
    "kind": ("kind",),
    YEARS: ("first_year", "last_year"),
}
PARTS = tuple(_FIELDS)
"""The most specific first; `YEARS` is the first and the last year together."""


def part_of(filters: Filters, part: str) -> Filters:
    """One part of the filters, alone."""
    return with_part(NO_FILTERS, part, filters)


def sets(filters: Filters, part: str) -> bool:
    """True when the filters say anything of this part."""
    return part_of(filters, part) != NO_FILTERS


def with_part(filters: Filters, part: str, of: Filters) -> Filters:
    """The filters with this part taken from others."""
    return replace(filters, **{field: getattr(of, field) for field in _FIELDS[part]})


def without(filters: Filters, *parts: str) -> Filters:
    """The filters but for these parts."""
    left = filters
    for part in parts:
        left = with_part(left, part, NO_FILTERS)
    return left
