"""Does something again and again beside the answers, in a thread of its own."""

import threading
from collections.abc import Callable

HOURLY, DAILY = 3600.0, 24 * 3600.0
"""Seconds."""


class Repeating:
    """Does `what` at once, then as many seconds later as it says. One per server; stop it.

    What is being done when it is stopped goes on until it is done, or the process ends.
    """

    def __init__(self, name: str, what: Callable[[], float]) -> None:
        self._what = what
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._repeat, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Do it no more."""
        self._stopped.set()

    def _repeat(self) -> None:
        wait = 0.0
        while not self._stopped.wait(wait):
            wait = self._what()
