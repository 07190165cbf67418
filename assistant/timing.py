"""How long each step of an answer takes, in milliseconds."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def timed(times: dict[str, float], name: str) -> Iterator[None]:
    """Add what the block takes to the step of this name, also where it fails."""
    started = time.perf_counter()
    try:
        yield
    finally:
        spent = (time.perf_counter() - started) * 1000
        times[name] = round(times.get(name, 0.0) + spent, 2)


def total(times: Mapping[str, float]) -> float:
    """All steps together."""
    return round(sum(times.values()), 2)
