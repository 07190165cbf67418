"""Reads and draws single pages in a child process, so that no page can take the service down.

The child (`pageprocess_child.py`) is started when it is first needed and again after it died;
a page that takes too long or too much memory costs the child, not the caller.
"""

import json
import math
import threading
import time
from multiprocessing.connection import wait
from pathlib import Path

from ingest.children import Child
from ingest.errors import LIKELY_DAMAGED, LoadError
from ingest.quoting import PageQuote

SECONDS = 15
MEMORY = 2 << 30
LONGEST = 64 << 20
DONE = b"+"


class PageProcess:
    """One child process at a time; may be shared by threads, which take turns. Close it."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = threading.Lock()
        self._child: Child | None = None

    def start(self) -> None:
        """Start the child, so that the first page need not wait for it."""
        with self._lock:
            self._running()

    def text(self, path: Path, number: int) -> str:
        """The text of a PDF's page `number` (from 1) as pypdf reads it.

        Raises:
            LoadError: when the page cannot be read within the limits.
        """
        return self._ask({"do": "text", "path": str(path.absolute()), "number": number}).decode()

    def picture(self, path: Path, number: int, quote: PageQuote | None, width: int) -> bytes:
        """A PDF's page as a WebP picture `width` pixels wide, with the quote marked.

        Raises:
            LoadError: when the page cannot be drawn within the limits.
        """
        wanted = {"do": "picture", "path": str(path.absolute()), "number": number}
        marked = quote and [quote.text, quote.span.start, quote.span.end]
        return self._ask({**wanted, "quote": marked, "width": width})

    def content_hash(self, path: Path) -> str:
        """The hash of a member of an archive, as `originals.content_hash` has it.

        Raises:
            LoadError: when it cannot be read within the limits.
        """
        return self._ask({"do": "hash", "path": str(path), "number": 1}).decode()

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _ask(self, wanted: dict[str, object]) -> bytes:
        with self._lock:
            answer = self._answer(json.dumps(wanted).encode())
        if not answer:
            name = Path(str(wanted["path"])).name
            raise LoadError(
                f"sidan {wanted['number']} i {name} gick inte att läsa inom "
                f"{self._seconds:.0f} sekunder.",
                LIKELY_DAMAGED,
            )
        if not answer.startswith(DONE):
            reason, remedy = json.loads(answer)
            raise LoadError(reason, remedy)
        return answer[len(DONE) :]

    def _answer(self, wanted: bytes) -> bytes:
        """What the child says, or nothing; one that was found dead is replaced once."""
        for _ in range(2):
            child = self._running()
            try:
                child.send(wanted)
                if heard := self._heard(child):
                    return heard[0]
                break
            except (EOFError, OSError):
                self._end()
        self._end()
        return b""

    def _heard(self, child: Child) -> list[bytes]:
        """The child's messages as soon as there is one; none when its time is over."""
        deadline = time.monotonic() + self._seconds
        while wait([child.fileno()], max(0.0, deadline - time.monotonic())):
            if messages := child.hear():
                return messages
        return []

    def _running(self) -> Child:
        if self._child is None or self._child.process.poll() is not None:
            self._end()
            seconds = str(math.ceil(self._seconds) + 1)
            self._child = Child(
                "ingest.pageprocess_child", str(self._memory), seconds, longest=LONGEST
            )
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
        self._child = None
