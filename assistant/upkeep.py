"""Has a damaged index built anew while the service answers from what is left of it.

Knows nothing about how: it asks the library for its trouble, and mends when there is some.
"""

import logging
from collections.abc import Callable

from assistant.errors import AssistantError
from assistant.library import LibraryKeeper
from ingest.errors import IngestError, LockedError

_LOG = logging.getLogger("lardom")
EVERY = 60.0
LONGEST = 3600.0
"""Seconds between two looks; twice as long after each try that failed, up to this."""


class Upkeep:
    """Looks after one library.

    `mend` builds the index anew where that can be done now, and raises `IngestError` if not. A
    build may take an hour; it is given up with the process, and leaves the old index.
    """

    def __init__(
        self, library: LibraryKeeper, mend: Callable[[], object], every: float = EVERY
    ) -> None:
        self._library = library
        self._mend = mend
        self._every = every
        self._wait = 0.0

    def look(self) -> float:
        """Look, mend what can be mended, and tell in how many seconds to look again."""
        longer = min(max(2 * self._wait, self._every), LONGEST)
        self._wait = self._every if self._is_well() else longer
        return self._wait

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
