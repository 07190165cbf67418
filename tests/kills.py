"""Kills a sync at a random moment and holds the library to its promises; used by tests and bench.

Whatever the moment: readers get one whole generation, the old or the new; no process is left
behind; the next sync completes; nothing that a finished sync acknowledged is lost.
"""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

from ingest.embedding import Embedder, load_embedder
from tests.wholeness import (
    complete,
    difference,
    note,
    on_disk,
    shown,
    sync_command,
    sync_environment,
    wait_for_orphans,
)

FILES = 240
LONGEST_DELAY = 4.0


def broken_promise(room: Path, seed: int) -> str:
    """Change the material in `room`, sync, kill, look, sync to the end, look: what did not hold?

    Empty when all did. A room may be new, or handed on from one trial to the next; in a new one
    every other seed kills the very first sync.
    """
    chance = random.Random(seed)  # noqa: S311  (a drawn delay is no secret)
    embedder = load_embedder("", batch_size=64, device="cpu")
    try:
        if seed % 2 and not (room / "data").exists():
            complete(room, _changed(room / "material", chance, f"s{seed}x"))
        _kill_and_look(room, chance, f"s{seed}", embedder)
    except AssertionError as broken:
        return str(broken) or "a check in tests/kills.py failed"
    return ""


def _kill_and_look(room: Path, chance: random.Random, mark: str, embedder: Embedder) -> None:
    before = on_disk(room / "material")
    after = _changed(room / "material", chance, mark)
    finished = _killed(room, chance.uniform(0.1, LONGEST_DELAY), group=chance.random() < 0.5)
    found = shown(room / "data", embedder)
    assert found in (before, after), f"half a generation: {difference(found, before, after)}"
    assert found == after or not finished, "an acknowledged sync was lost"
    complete(room, after)
    found = shown(room / "data", embedder)
    assert found == after, f"the next sync did not mend it: {difference(found, after)}"


def _changed(material: Path, chance: random.Random, mark: str) -> dict[str, str]:
    """Write a third of the files anew, remove some and add others; what then lies there."""
    material.mkdir(parents=True, exist_ok=True)
    names = sorted(path.name for path in material.glob("*.md"))
    for name in chance.sample(names, len(names) // 10):
        (material / name).unlink()
        names.remove(name)
    added = [f"{mark}-{number}.md" for number in range(FILES - len(names))]
    for number, name in enumerate([*chance.sample(names, len(names) // 3), *added]):
        (material / name).write_text(note(f"ord{mark}x{number}x"), encoding="utf-8")
    return on_disk(material)


def _killed(room: Path, delay: float, *, group: bool) -> bool:
    """Start a sync in a process group of its own and kill it; True when it was done before."""
    with subprocess.Popen(
        sync_command(room),
        env=sync_environment(room, workers=2),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(delay)
        finished = process.poll() is not None
        if group and not finished:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
    wait_for_orphans(process.pid, room)
    return finished
