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


def own_of(stored: str) -> tuple[str, ...] | None:
    """What a file says of who may see it, as the record has it; None where it is silent."""
    return None if stored == "null" else from_column(stored)


def own_to_column(said: Sequence[str] | None) -> str:
    """The same as the record has it."""
    return "null" if said is None else to_column(said)


def set_of(stored: str | None) -> tuple[str, ...] | None:
    """What an editor has set, as the record has it; None where nothing is set."""
    return None if stored is None else from_column(stored)
