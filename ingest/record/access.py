"""How an access rule stands in the record: a JSON list of names, whatever the names hold."""

import json
from collections.abc import Sequence
from functools import lru_cache


def to_column(groups: Sequence[str]) -> str:
    """The rule as the record stores it."""
    return json.dumps(list(groups), ensure_ascii=False)


@lru_cache(maxsize=1000)
def from_column(stored: str) -> tuple[str, ...]:
    """The names of a stored rule; none, which is nobody, where it cannot be understood."""
    try:
        groups = json.loads(stored)
    except ValueError:
        return ()
    is_rule = isinstance(groups, list) and all(isinstance(group, str) for group in groups)
    return tuple(groups) if is_rule else ()
