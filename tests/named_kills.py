"""Kills a sync at a named point and holds the library to its promises; used by tests and bench.

Beyond what holds at random moments (`tests.kills`): nothing is left lying about, and after the
next sync the library is, and answers, as one that was made afresh.
"""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.embedding import Embedder
from tests.kill_points import POINTS, REACHED, WHOM, KillPoint, interpreter_killed_at
from tests.shelving import copied
from tests.wholeness import (
    Holdings,
    complete,
    difference,
    holdings,
    leftovers,
    note,
    on_disk,
    shown,
    sync_command,
    sync_environment,
    wait_for_orphans,
)

FEW = 8
MANY = 150
LARGE_FILES = 3
LARGE = 600
"""Sections, each a passage of its own: together more than are stored in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a sync that is to be killed finds: how the library came to be, and what changes then.

    `began` says whether a library of the first files is there, `staged` whether a sync was killed
    before with changes of its own.
    """

    name: str
    began: bool
    staged: bool
    change: Callable[[Path], None]


def _write(material: Path, mark: str, *numbers: int, sections: int = 0) -> None:
    material.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        text = note(f"ords{mark}x{number}x", sections)
        (material / f"{number:03}.md").write_text(text, encoding="utf-8")


def _remove(material: Path, *numbers: int) -> None:
    for number in numbers:
        (material / f"{number:03}.md").unlink()


def _nothing(_material: Path) -> None:
    """A first sync changes nothing: all is new."""


def _rewrite_some(material: Path) -> None:
    _write(material, "b", 2, 3, FEW)


def _remove_half(material: Path) -> None:
    _remove(material, *range(FEW // 2))
    _write(material, "b", FEW, FEW + 1)


def _add_many(material: Path) -> None:
    _write(material, "b", *range(FEW + LARGE_FILES, FEW + MANY))
    _write(material, "b", *range(FEW, FEW + LARGE_FILES), sections=LARGE)


def _change_two_more(material: Path) -> None:
    _write(material, "c", 4, 5)


STATES = (
    State(name="first sync", began=False, staged=False, change=_nothing),
    State(name="files changed", began=True, staged=False, change=_rewrite_some),
    State(name="files removed", began=True, staged=False, change=_remove_half),
    State(name="many files", began=True, staged=False, change=_add_many),
    State(name="killed before", began=True, staged=True, change=_change_two_more),
)
QUESTIONS = ("Hur lång tid tog projekt ordsbx2x?", "Hur lång tid tog projekt ordsax7x?")


class NamedKills:
    """Kills syncs in one folder, each in the state that it is to find."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder
        self._embedder = embedder
        self._fresh: dict[str, Holdings] = {}

    def broken_promise(self, point: KillPoint, state: State, whom: str) -> str:
        """Kill a sync and let the next complete; what did not hold, or nothing."""
        try:
            room, before, after = self._laid_out(state)
            killed_and_looked(room, point, whom, Look(before, after, self._embedder))
            complete(room, after)
            found = shown(room / "data", self._embedder)
            assert found == after, f"the next sync did not mend it: {difference(found, after)}"
            assert leftovers(room) == [], leftovers(room)
            assert self._holdings(room) == self._fresh_one(state, room), "not as made afresh"
        except AssertionError as broken:
            return f"{point.name}, {state.name}, {whom}: {broken}"
        return ""

    def _laid_out(self, state: State) -> tuple[Path, dict[str, str], dict[str, str]]:
        """A room as the sync is to find it, what its library shows, and what it should then."""
        room = self._folder / "room"
        for part in ("data", "material", "spare"):
            shutil.rmtree(room / part, ignore_errors=True)
        _write(room / "material", "a", *range(FEW))
        before = on_disk(room / "material") if state.began else {}
        if state.began:
            copied(self._beginning(room, staged=state.staged), room / "data")
        if state.staged:
            _rewrite_some(room / "material")
        state.change(room / "material")
        return room, before, on_disk(room / "material")

    def _beginning(self, room: Path, *, staged: bool) -> Path:
        """A library of the first files, made once; if `staged`, one where a sync was killed."""
        kept = self._folder / ("staged" if staged else "begun")
        if kept.exists():
            return kept
        complete(room, on_disk(room / "material"))
        if staged:
            _rewrite_some(room / "material")
            (point,) = (one for one in POINTS if one.name == "before the build")
            killed_at(room, point, "group")
        return (room / "data").rename(kept)

    def _holdings(self, room: Path) -> Holdings:
        return holdings(room / "data", self._embedder, QUESTIONS)

    def _fresh_one(self, state: State, room: Path) -> Holdings:
        if state.name not in self._fresh:
            shutil.rmtree(room / "data")
            complete(room, on_disk(room / "material"))
            self._fresh[state.name] = self._holdings(room)
        return self._fresh[state.name]


@dataclass(frozen=True, slots=True)
class Look:
    """What a library may show after a kill: one of these, as it is found with this model."""

    before: dict[str, str]
    after: dict[str, str]
    embedder: Embedder


def killed_and_looked(room: Path, point: KillPoint, whom: str, look: Look) -> dict[str, str]:
    """Kill the sync of a room; what is then shown, which is one whole generation."""
    killed_at(room, point, whom)
    found = shown(room / "data", look.embedder)
    wrong = difference(found, look.before, look.after)
    assert found in (look.before, look.after), f"half a generation: {wrong}"
    return found


def killed_at(room: Path, point: KillPoint, whom: str) -> None:
    """Sync a room and kill it at the point, which it must reach.

    A sync that only lost a child says so in a sentence, or gets by without.
    """
    python = interpreter_killed_at(point, whom, room / "watch")
    with subprocess.Popen(
        sync_command(room, python=python),
        env=sync_environment(room),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        _, said = process.communicate()
    wait_for_orphans(process.pid, room)
    assert (room / "watch" / REACHED).exists(), (
        f"no sync comes to “{point.name}” ({point.function}); is it called otherwise now? "
        f"{said[-800:]}"
    )
    assert "Traceback" not in said, said[-800:]
    assert process.returncode in {-9, 2}, f"the sync ended with {process.returncode}: {said}"
    assert process.returncode == -9 or said.startswith("Fel: "), said


def victim(number: int) -> str:
    """Whom the kill number so and so is for."""
    return WHOM[number % len(WHOM)]


class Chain:
    """One library whose syncs are killed one after the other, none of them completed.

    The points come in the order of a sync's life, so each sync goes further than the one before.
    """

    def __init__(self, room: Path, embedder: Embedder) -> None:
        self._room = room
        self._embedder = embedder
        self._shown: dict[str, str] = {}
        self._number = 0

    def kill_at(self, point: KillPoint) -> None:
        """Change the material, sync, kill, look; raises AssertionError for what does not hold."""
        after = self._changed()
        look = Look(self._shown, after, self._embedder)
        self._shown = killed_and_looked(self._room, point, victim(self._number), look)

    def end(self) -> tuple[Holdings, Holdings]:
        """Sync to the end; what the library holds, and what one holds that is made afresh."""
        data = self._room / "data"
        complete(self._room, on_disk(self._room / "material"))
        assert leftovers(self._room) == [], leftovers(self._room)
        found = holdings(data, self._embedder, QUESTIONS)
        shutil.rmtree(data)
        complete(self._room, on_disk(self._room / "material"))
        return found, holdings(data, self._embedder, QUESTIONS)

    def _changed(self) -> dict[str, str]:
        material, number = self._room / "material", self._number
        self._number += 1
        if number:
            _remove(material, number - 1)
        _write(material, f"n{number}", *range(number, number + FEW))
        return on_disk(material)
