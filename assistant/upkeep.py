"""Has a damaged index built anew while the service answers from what is left of it.

Knows nothing about how: it asks the library for its trouble, and mends when there is some.
"""

import logging
import threading
from collections.abc import Callable

from assistant.errors import AssistantError
from assistant.library import LibraryKeeper
from ingest.errors import IngestError, LockedError

_LOG = logging.getLogger("lardom")
EVERY = 60.0
LONGEST = 3600.0
"""Seconds between two looks; twice as long after each try that failed, up to this."""


class Upkeep:
    """Looks after one library, in a thread of its own. One per server; stop it.

    `mend` builds the index anew where that can be done now, and raises `IngestError` if not.
    """

    def __init__(
        self, library: LibraryKeeper, mend: Callable[[], object], every: float = EVERY
    ) -> None:
        self._library = library
        self._mend = mend
        self._every = every
        self._stopped = threading.Event()
        # A build may take an hour. It is given up with the process, and leaves the old index.
        self._thread = threading.Thread(target=self._look_after, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin to look, at once."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; what is being built goes on until the process ends."""
        self._stopped.set()

    def _look_after(self) -> None:
        wait = 0.0
        while not self._stopped.wait(wait):
            wait = self._every if self._is_well() else min(max(2 * wait, self._every), LONGEST)

    def _is_well(self) -> bool:
        """True when there was nothing to mend, or it was mended, or another writer is at it."""
        try:
            trouble = self._library.current().trouble
        except (AssistantError, IngestError):  # /readyz tells; there is no index to build
            return True
        return not trouble or self._mended(trouble)

    def _mended(self, trouble: tuple[str, ...]) -> bool:
        _LOG.warning("Indexet byggs om: %s", " ".join(trouble))
        try:
            self._mend()
            return not self._library.current().trouble
        except LockedError:
            return True
        except (AssistantError, IngestError, OSError) as error:
            _LOG.warning("Indexet kunde inte byggas om: %s", error)
            return False
