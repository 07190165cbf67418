"""An event loop on a thread of its own, for work that must be possible to give up.

Knows nothing about what it runs. The thread is a daemon's: it keeps no process alive.
"""

import asyncio
import threading
import weakref
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

_Result = TypeVar("_Result")

_LONGEST_JOIN = 5.0
"""Seconds; the loop only has to cancel what it runs."""


class BackgroundLoop:
    """Runs coroutines for any thread, from its making until it is closed or forgotten."""

    def __init__(self, name: str) -> None:
        loop = asyncio.new_event_loop()
        self._loop = loop
        self._thread = threading.Thread(target=_run, args=(loop,), name=name, daemon=True)
        self._thread.start()
        self._stop = weakref.finalize(self, _stop, loop)

    def start(self, work: Coroutine[Any, Any, _Result]) -> Future[_Result]:
        """Set a coroutine going; cancelling its future cancels the work itself.

        Raises:
            RuntimeError: when the loop has been closed.
        """
        if not self._stop.alive:
            work.close()
            raise RuntimeError("the loop has been closed")
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """Cancel what runs and end the thread; closing again does nothing."""
        self._stop()
        self._thread.join(_LONGEST_JOIN)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    with asyncio.Runner(loop_factory=lambda: loop) as runner:  # cancels what is left, and closes
        runner.get_loop().run_forever()


def _stop(loop: asyncio.AbstractEventLoop) -> None:
    loop.call_soon_threadsafe(loop.stop)
