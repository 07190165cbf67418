"""Whether anybody is told of what is not for them in 5,000 random steps on changing libraries."""

from tests.access_steps import take_steps, told
from tests.bench.running import show

STEPS = 5000
OF_EACH = 50


def measure_access_steps() -> None:
    """Take the steps; a leak ends it with the steps that lead there.

    Hypothesis takes fewer at a time than it may.
    """
    while (left := STEPS - told["steps"]) > 0:
        take_steps(max(left, OF_EACH), OF_EACH)
    show("random steps of access", f"{told['steps']:,}", f"{STEPS:,}")
    show("requests that told something to whom it is for", f"{told['told']}", "above 0")
    show("leaks", "0", "0")
