"""How long one changed file takes, from the change until a running service answers with it.

A folder of real sentences in made files is taken in by `lardom sync`, served by `lardom serve`, and
then changed: a file gets other words, one is added, one goes. Each time a sync is started at once,
and the service is asked for the words until it has them (or has them no more).
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.made_folders import write_texts
from tests.bench.multiplying import Material
from tests.bench.running import lardom, show

ROUNDS = 3
LIMIT = 300.0
EVERY = 0.1
SYLLABLES = ("kva", "pul", "dim", "tan", "sku", "äng", "bro", "fli", "gry", "hös")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A large library: its material folder, its data folder, the address of its service."""

    material: Path
    data: Path
    address: str = ""


@dataclass(slots=True, kw_only=True)
class Seen:
    """Seconds from a change until a step of it was first seen."""

    started: float = field(default_factory=time.monotonic)
    steps: dict[str, float] = field(default_factory=dict)

    def see(self, step: str) -> None:
        """Remember when a step was seen, the first time only."""
        self.steps.setdefault(step, time.monotonic() - self.started)


def measure_one_change(material: Material, keep: Path, chunks: int) -> None:
    """Print how soon a change, an addition and a removal are in answers; make what is missing."""
    place = Place(material=keep / "material", data=keep / "data")
    if not place.material.exists():
        write_texts(material, place.material, chunks)
    first = lardom(place.data, "sync", str(place.material))
    held = len(first.said["stored"]) + len(first.said["unchanged"])
    show("large library: files, seconds of its sync", f"{held:,} / {first.seconds:.1f} s", "")
    with _serving(place) as served:
        show("  passages served", f"{_ask(f'{served.address}/readyz')['chunks']:,}", "")
        for name, change in (("changed", _changed), ("added", _added), ("removed", _removed)):
            rounds = [_until_answered(served, change, number) for number in range(ROUNDS)]
            _show(name, rounds)
    unchanged = lardom(place.data, "sync", str(place.material))
    show("nothing changed: seconds", f"{unchanged.seconds:.1f} s", "")


def _changed(folder: Path, number: int) -> tuple[str, bool]:
    """Other words in a file that is somewhere in the middle."""
    files = _files(folder)
    file = files[len(files) * (number + 1) // (ROUNDS + 2)]
    word = _new_word()
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(f"\n\nEn {word} kostade 17 miljoner kronor.\n")
    return word, True


def _added(folder: Path, number: int) -> tuple[str, bool]:
    word = _new_word()
    file = folder / f"tillagd-{number}.md"
    file.write_text(f"# Om {word}\n\nEn {word} kostade 17 miljoner kronor.\n", encoding="utf-8")
    return word, True


def _new_word() -> str:
    """A word that no material has, another each time."""
    return "".join(SYLLABLES[int(digit)] for digit in str(time.time_ns() // 1000)[-6:])


def _removed(folder: Path, number: int) -> tuple[str, bool]:
    file = folder / f"tillagd-{number}.md"
    word = re.findall(r"# Om (\S+)", file.read_text(encoding="utf-8"))[0]
    file.unlink()
    return word, False


def _until_answered(
    place: Place, change: Callable[[Path, int], tuple[str, bool]], number: int
) -> Seen:
    word, wanted = change(place.material, number)
    seen = Seen()
    command = [sys.executable, "-P", "-m", "assistant", "sync", str(place.material), "--json"]
    environment = {**os.environ, "LARDOM_DATA": str(place.data)}
    before = (place.data / "index" / "CURRENT").read_text(encoding="ascii")
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as sync:
        while not {"in answers", "the sync ended"} <= seen.steps.keys():
            _look(place, before, seen)
            if sync.poll() is not None:
                seen.see("the sync ended")
            if "published" in seen.steps and _found(place, word) == wanted:
                seen.see("in answers")
            if time.monotonic() - seen.started > LIMIT:
                sync.kill()
                raise RuntimeError(f"{word} was not in answers after {LIMIT:.0f} s")
            time.sleep(EVERY)
    return seen


def _look(place: Place, before: str, seen: Seen) -> None:
    """What lies in the index folder tells how far the sync has come."""
    index = place.data / "index"
    for building in index.glob("building-*"):
        seen.see("read and staged")
        if (building / "manifest.json").exists():
            seen.see("built")
    if (index / "CURRENT").read_text(encoding="ascii") != before:
        seen.see("published")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.md") if path.parent != folder)


def _found(place: Place, word: str) -> bool:
    """Whether an answer to a question about the word has it in its sentences."""
    question = json.dumps({"question": f"Vad kostade en {word}?"}).encode()
    answer = _ask(f"{place.address}/api/v1/ask", question)
    return any(word in sentence["text"] for sentence in answer["sentences"])


def _ask(address: str, body: bytes | None = None) -> Any:
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(address, body, headers)  # noqa: S310  (our own server)
    with urllib.request.urlopen(request, timeout=LIMIT) as answer:  # noqa: S310  (the same)
        return json.load(answer)


@contextmanager
def _serving(place: Place) -> Iterator[Place]:
    command = [sys.executable, "-P", "-m", "assistant", "serve", "--port", "0"]
    environment = {**os.environ, "LARDOM_DATA": str(place.data), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            address = re.findall(r"http://\S+?(?=/)", line)[0]
            served = Place(material=place.material, data=place.data, address=address)
            _found(served, "nytta")
            yield served
        finally:
            with suppress(ProcessLookupError):
                server.send_signal(signal.SIGINT)


def _show(name: str, rounds: list[Seen]) -> None:
    bar = "at most 15 s (aim 3 s)"
    for step in ("in answers", *(s for s in rounds[0].steps if s != "in answers")):
        times = sorted(seen.steps.get(step, np.nan) for seen in rounds)
        value = f"{np.median(times):.1f} / {times[-1]:.1f} s"
        lead = f"one file {name}, until it is in answers: median / worst"
        show(lead if step == "in answers" else f"  {step} after", value, bar)
        bar = ""
