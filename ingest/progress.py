"""How long work tells how far it has come."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is going on (Swedish), how much of it is done, and of how much."""


def silent(_what: str, _done: int, _all: int) -> None:
    """Progress that nobody looks at."""
