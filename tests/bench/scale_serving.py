"""A process that only serves: opens a library, searches for questions, says what it took.

`python -m tests.bench.scale_serving DATA FILE` reads a JSON list of questions (those before the
last `ASKED` warm up) and prints one line of JSON: milliseconds by step, megabytes of memory.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from assistant.library import LibraryKeeper, OpenLibrary
from assistant.search_wiring import build_searcher
from assistant.searching import Request
from assistant.types import Asker
from ingest.embedding import load_embedder

ASKED = 200
LIMIT = 12
Result = TypeVar("Result")


class Clock:
    """Adds up milliseconds under names, until they are taken."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = {}

    def time(self, name: str, what: Callable[[], Result]) -> Result:
        """What `what` gives, its time counted under `name`."""
        started = time.perf_counter()
        result = what()
        passed = (time.perf_counter() - started) * 1000
        self._spent[name] = self._spent.get(name, 0.0) + passed
        return result

    def take(self) -> dict[str, float]:
        """What has been counted since the last time."""
        spent, self._spent = self._spent, {}
        return spent


class Timed:
    """Anything, each of its methods by the clock."""

    def __init__(self, thing: Any, name: str, clock: Clock) -> None:
        self._thing, self._name, self._clock = thing, name, clock

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._thing, attribute)
        if not callable(found):
            return found
        name = f"{self._name}.{attribute}"
        return lambda *given, **named: self._clock.time(name, lambda: found(*given, **named))


class TimedKeeper(LibraryKeeper):
    """Hands out one open library, its parts by the clock."""

    def __init__(self, library: OpenLibrary, clock: Clock) -> None:
        lexical: Any = Timed(library.lexical, "tantivy", clock)
        vectors: Any = Timed(library.vectors, "chroma", clock)
        record: Any = Timed(library.record, "record", clock)
        self._library = replace(library, lexical=lexical, vectors=vectors, record=record)

    def current(self) -> OpenLibrary:
        """The library, always the same."""
        return self._library


def serve(data: Path, questions: Sequence[str]) -> dict[str, Any]:
    """Open, ask, and tell: `steps` by question, memory before, after opening, after asking."""
    memory = [_resident()]
    clock = Clock()
    embedder = load_embedder("", batch_size=64, device="cpu")
    memory.append(_resident())
    keeper = LibraryKeeper(data, embedder)
    library = clock.time("opening", keeper.current)
    memory.append(_resident())
    timed_embedder: Any = Timed(embedder, "embedder", clock)
    searcher = build_searcher(TimedKeeper(library, clock), timed_embedder)

    def ask(question: str) -> None:
        request = Request(question=question, asker=Asker(), limit=LIMIT)
        understood = clock.time("understanding", lambda: searcher.understand(question))
        clock.time("finding", lambda: searcher.find(understood, request))

    opening = clock.take()["opening"]
    steps = []
    for question in questions:
        clock.time("whole", partial(ask, question))
        steps.append(clock.take())
    memory.append(_resident())
    chunks = library.lexical.count() if library.lexical else library.chunks
    keeper.close()
    return {
        "opening": opening,
        "steps": steps[-ASKED:],
        "memory": memory,
        "chunks": chunks,
        "trouble": library.trouble,
    }


def _resident() -> int:
    """Resident memory of this process, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    print(json.dumps(serve(Path(sys.argv[1]), asked)))  # noqa: T201  (the parent reads it)
