"""How a service holds out: many people who are signed in, at once, for minutes, a large library.

Each person asks a question, opens the first document that is cited, reads for a while, and asks
again, as somebody whom a web server in front has signed in; what is asked is kept. The server is
`lardom serve` in a process of its own, on the same cores as those who ask. Memory is that of its
whole process tree.
"""

import http.client
import json
import random
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.bench.made_folders import write_texts
from tests.bench.multiplying import Material
from tests.bench.running import lardom, show
from tests.bench.watching import held_by
from tests.conftest import served

PEOPLE = 50
PAUSES = (2.0, 8.0)
"""Seconds that somebody reads between an answer and the next question, drawn evenly."""
WARM_UP = 60.0
"""Seconds without pauses before memory is first looked at: every thread has worked by then."""
EVERY = 5.0
TIMEOUT = 60
OK = 200
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  (of this server alone)
SETTINGS = {
    "LARDOM_SIGN_IN": "proxy",
    "LARDOM_PROXY_ADDRESSES": "127.0.0.1/32",
    "LARDOM_PROXY_SECRET": SECRET,
    "LARDOM_KEEP_ANSWERS": "30",
}
ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """So many people, for so long, with such pauses; all times in seconds."""

    people: int
    seconds: float
    pauses: tuple[float, float]


@dataclass(slots=True, kw_only=True)
class Seen:
    """What everybody saw: seconds of each sort of request that ended well, and the failures."""

    times: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def time(self, sort: str, what: Callable[[], tuple[int, bytes]]) -> bytes | None:
        """What a request gives, by the clock; None where it fails or is refused."""
        started = time.monotonic()
        try:
            status, given = what()
        except (OSError, http.client.HTTPException) as error:
            status, given = 0, repr(error).encode()
        passed = time.monotonic() - started
        with self.lock:
            if status == OK:
                self.times.setdefault(sort, []).append(passed)
            else:
                self.failures.append(f"{sort}: {status} {given[:200].decode(errors='replace')}")
        return given if status == OK else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """A library of so many passages, made out of a material where it is not there yet."""

    material: Material
    keep: Path
    chunks: int

    @property
    def folder(self) -> Path:
        """Its files."""
        return self.keep / "material"

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self.keep / "data"


class Person:
    """Somebody with a connection of their own, whom the web server in front has signed in."""

    def __init__(self, number: int, host: str, seen: Seen) -> None:
        self.number = number
        self._seen = seen
        self._connection = http.client.HTTPConnection(host, timeout=TIMEOUT)
        self._headers = {
            "X-Lardom-Secret": SECRET,
            "X-Lardom-User": f"person-{number}",
            "Content-Type": "application/json",
        }

    def ask(self, question: str) -> None:
        """Ask, and open what the answer cites first."""
        body = json.dumps({"question": question})
        answer = self._seen.time(ANSWER, lambda: self._sent("POST", "/api/v1/ask", body))
        cited = json.loads(answer)["citations"] if answer else []
        documents = [one["document_id"] for one in cited if one.get("document_id")]
        if documents:
            place = f"/dokument/{documents[0]}"
            self._seen.time("document's page", lambda: self._sent("GET", place))
        self._connection.close()

    def _sent(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        self._connection.request(method, path, body, self._headers)
        response = self._connection.getresponse()
        return response.status, response.read()


def measure_load(large: Large, questions: Sequence[str], minutes: float) -> None:
    """Print how a large library serves many people for so many minutes."""
    _make(large)
    hurried = Load(people=PEOPLE, seconds=WARM_UP, pauses=(0.0, 0.0))
    reading = Load(people=PEOPLE, seconds=minutes * 60, pauses=PAUSES)
    with served(large.data, **SETTINGS) as server:
        host = server.address.removeprefix("http://")
        _show(f"{PEOPLE} without a pause", hurried, _under(hurried, host, questions))
        assert server.process is not None
        with _Held(server.process) as held:
            seen = _under(reading, host, questions)
        _show(f"{PEOPLE} who read, for {minutes:g} minutes", reading, seen)
    begun, most, ended = (one >> 20 for one in (held.seen[0], max(held.seen), held.seen[-1]))
    show("  memory: begun / most / ended", f"{begun} / {most} / {ended} MB", "")
    show("  memory: grown", f"{ended - begun} MB", "at most 50 MB")


def _make(large: Large) -> None:
    if not large.folder.exists():
        write_texts(large.material, large.folder, large.chunks)
    lardom(large.data, "sync", str(large.folder))


class _Held:
    """The bytes of memory that a process and its own hold, looked at from now to the end."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._ended = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self.seen = [held_by(process)]

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._looking.join()
        self.seen.append(held_by(self._process))

    def _look(self) -> None:
        while not self._ended.wait(EVERY):
            self.seen.append(held_by(self._process))


def _under(load: Load, host: str, questions: Sequence[str]) -> Seen:
    """What everybody sees who asks a server at once."""
    seen, ends = Seen(), time.monotonic() + load.seconds
    people = [
        threading.Thread(target=_live, args=(Person(number, host, seen), load, ends, questions))
        for number in range(load.people)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return seen


def _live(person: Person, load: Load, ends: float, questions: Sequence[str]) -> None:
    """Ask and read until the end; the first question comes somewhere in the first pause.

    As a browser does, nobody keeps a connection that is not used for seconds.
    """
    drawing = random.Random(person.number)  # noqa: S311  (nothing secret)
    time.sleep(drawing.uniform(0, load.pauses[1]))
    while time.monotonic() < ends:
        person.ask(drawing.choice(questions))
        time.sleep(drawing.uniform(*load.pauses))


def _show(name: str, load: Load, seen: Seen) -> None:
    asked = seen.times.get(ANSWER, [])
    rate = len(asked) / load.seconds
    bar = "p95 at most 1000 ms" if load.pauses[1] else ""
    show(f"{name}: answers, answers/s", f"{len(asked):,}, {rate:.1f}", "")
    for sort, times in seen.times.items():
        some = sorted(1000 * one for one in times)
        p95 = some[max(0, int(0.95 * len(some)) - 1)]
        figure = f"{statistics.median(some):.0f} / {p95:.0f} / {some[-1]:.0f} ms"
        show(f"  {sort}: median / p95 / longest", figure, bar if sort == ANSWER else "")
    show("  refused or failed", str(len(seen.failures)), "0")
    for failure in seen.failures[:5]:
        show("    such as", failure, "")
