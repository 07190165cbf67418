"""Does something again and again beside the answers, in a thread of its own."""

import logging
import threading
import traceback
from collections.abc import Callable

_LOG = logging.getLogger("lardom")
HOURLY, DAILY = 3600.0, 24 * 3600.0
"""Seconds."""
AFTER_FAILURE = 300.0
"""Seconds until it is tried again where it ended in an error that nobody foresaw."""


class Repeating:
    """Does `what` at once, then as many seconds later as it says. One per server; stop it.

    An error in it is logged without its words, which may be a question's, and ends nothing.
    What is being done when it is stopped goes on until it is done, or the process ends.
    """

    def __init__(
        self, name: str, what: Callable[[], float], after_failure: float = AFTER_FAILURE
    ) -> None:
        self._name = name
        self._what = what
        self._after_failure = after_failure
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
            wait = self._done()

    def _done(self) -> float:
        try:
            return self._what()
        except Exception as error:  # whatever it is, the next time may go well
            where = "".join(traceback.format_tb(error.__traceback__))
            _LOG.error("%s ended in %s\n%s", self._name, type(error).__name__, where)
            return self._after_failure
