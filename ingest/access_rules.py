"""What two rules of access allow together. A rule names groups, or everyone; none is nobody."""

from collections.abc import Sequence

from ingest.types import EVERYONE


def allowed_by_both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Who may see what both rules are for."""
    if EVERYONE in one:
        return tuple(other)
    return tuple(one if EVERYONE in other else [group for group in one if group in other])
