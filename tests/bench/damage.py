"""Damaged index files and full disks, from the command line: answers meanwhile, whole after.

Every command runs as a person runs it; none may end by a signal or with a traceback.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ingest.embedding import Embedder, load_embedder
from tests.bench.running import show
from tests.conftest import write_material
from tests.damage import ASKED, COST, KINDS, Damage, graph_material
from tests.disks import fill, make_room, may_mount, small_disk
from tests.shelving import copied
from tests.wholeness import (
    Holdings,
    complete,
    holdings,
    leftovers,
    note,
    on_disk,
    shown,
    sync_command,
    sync_environment,
)

DISK = 20_000
LEVELS = (0, 16, 40, 80, 120, 160, 200, 250, 300, 350, 400, 450, 500, 550, 600, 700)
"""Kilobytes left on a disk where a sync needs about 550."""


def measure_damage(scratch: Path) -> None:
    """Damage an index in every way, ask, sync, compare; then fill a disk to many levels."""
    embedder = load_embedder("", batch_size=64, device="cpu")
    room = scratch / "room"
    write_material(room / "material", graph_material())
    _sync(room)
    whole = copied(room / "data", scratch / "whole")
    first = holdings(room / "data", embedder, [ASKED])
    _show(
        "damaged index files: answered, told, mended by the next sync",
        [_broken(kind, room, whole, (embedder, first)) for kind in KINDS],
    )
    (scratch / "disk").mkdir()
    if may_mount(scratch / "disk"):
        _show("full disk: told, nothing lost, next sync whole", _of_levels(scratch, embedder))
    else:
        show("full disk", "not measured", "only root may mount a disk")


def _broken(kind: Damage, room: Path, whole: Path, made: tuple[Embedder, Holdings]) -> str:
    embedder, first = made
    shutil.rmtree(room / "data")
    kind.happen(copied(whole, room / "data"))
    try:
        asked = _lardom(room, "ask", ASKED)
        assert (asked.returncode, COST in asked.stdout) == (0, True), asked.stderr[-300:]
        said = json.loads(_sync(room))
        assert not said["stored"], "documents were read anew"
        assert holdings(room / "data", embedder, [ASKED]) == first, "something was lost"
        assert leftovers(room) == [], leftovers(room)
    except AssertionError as broken:
        return f"{kind.name}: {broken}"
    return ""


def _of_levels(scratch: Path, embedder: Embedder) -> list[str]:
    room = scratch / "small"
    _write(room, "a", range(8))
    with small_disk(scratch / "disk", DISK) as disk:
        (disk / "data").mkdir()
        (room / "data").symlink_to(disk / "data")
        complete(room, on_disk(room / "material"))
        return [_broken_by_level(room, disk, level, embedder) for level in LEVELS]


def _broken_by_level(room: Path, disk: Path, level: int, embedder: Embedder) -> str:
    before = shown(room / "data", embedder)
    _write(room, f"l{level}", range(level % 5, 10))
    after = on_disk(room / "material")
    fill(disk, level)
    try:
        done = _synced(room)
        asked = _lardom(room, "ask", "Hur lång tid tog projektet?")
        make_room(disk)
        assert done.returncode in {0, 2}, f"exit code {done.returncode}: {done.stderr[-300:]}"
        assert done.returncode == 0 or _is_told(done.stderr), done.stderr[-300:]
        assert asked.returncode == 0, f"not answered: {asked.stderr[-300:]}"
        assert shown(room / "data", embedder) in (before, after), "half a generation"
        complete(room, after)
        assert shown(room / "data", embedder) == after, "the next sync did not mend it"
        assert leftovers(room) == [], leftovers(room)
    except AssertionError as broken:
        return f"{level} kB left: {broken}"
    return ""


def _is_told(said: str) -> bool:
    return said.startswith("Fel: ") and "full" in said and said.count("\n") == 1


def _write(room: Path, mark: str, numbers: Sequence[int]) -> None:
    files = {f"{number:03}.md": note(f"ords{mark}x{number}x") for number in numbers}
    write_material(room / "material", files)


def _sync(room: Path) -> str:
    done = _synced(room)
    assert done.returncode == 0, done.stderr[-300:]
    return done.stdout


def _synced(room: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        sync_command(room), env=sync_environment(room), capture_output=True, text=True, check=False
    )


def _lardom(room: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [*sync_command(room)[:4], *words]
    environment = {**os.environ, **sync_environment(room)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _show(name: str, promises: list[str]) -> None:
    broken = [promise for promise in promises if promise]
    show(name, f"{len(promises) - len(broken)} of {len(promises)}", "all")
    for promise in broken:
        show("  did not hold", "", promise)
