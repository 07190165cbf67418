"""One trial of `kill -9` at a random moment of a sync, and what must hold afterwards."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from assistant.library import LibraryKeeper
from ingest.embedding import load_embedder
from ingest.index.lexical import query_weights

FILES = 120
LONGEST_WAIT = 5.0
"""Seconds; a sync of these files takes about this long."""
ORPHANS_GONE = 15.0

State = dict[str, str]
"""Source to the one word that its present version alone holds."""


def kill_trial(scratch: Path, seed: int) -> bool:
    """Kill a sync over changed material; True when nothing half is left behind.

    Even seeds kill the command alone, odd ones its whole process group.

    Raises:
        AssertionError: saying what does not hold.
    """
    dice = random.Random(seed)  # noqa: S311  (a repeatable choice, no secret)
    folder, data = scratch / "material", scratch / "data"
    before = {f"fil{n:03d}.md": _word(seed, n, 0) for n in range(FILES)}
    _write(folder, before)
    assert _sync(folder, data).wait(120) == 0
    after = _changed(before, seed, dice)
    shutil.rmtree(folder)
    _write(folder, after)
    killed = _sync(folder, data)
    time.sleep(dice.uniform(0.0, LONGEST_WAIT))
    _kill(killed, whole_group=bool(seed % 2))
    found = shown(data)
    assert found in (before, after), f"seed {seed}: half a generation of {len(found)} documents"
    assert _sync(folder, data).wait(120) == 0, f"seed {seed}: the next sync failed"
    assert shown(data) == after, f"seed {seed}: the next sync is not complete"
    return True


def shown(data: Path) -> State:
    """What a reader of the live generation finds: for each document the word it is found by."""
    with closing(LibraryKeeper(data, load_embedder("", batch_size=64, device="cpu"))) as keeper:
        library = keeper.current()
        assert not library.trouble, library.trouble
        state: State = {}
        for row in library.record.documents():
            word = library.record.text(row.version_id).text.split()[-1]
            assert library.lexical is not None
            hits = library.lexical.search(query_weights(word), 3)
            best = library.record.passages([hit.key for hit in hits])
            assert best, f"{word} is not found"
            assert best[0].document.source == row.source, f"{word} is found elsewhere"
            state[row.source] = word
        return state


def _word(seed: int, number: int, turn: int) -> str:
    letters = "bdfgklmnprstv"
    dice = random.Random(f"{seed}-{number}-{turn}")  # noqa: S311  (a repeatable choice)
    return "".join(dice.choice(letters) + dice.choice("aeiou") for _ in range(7))


def _changed(before: State, seed: int, dice: random.Random) -> State:
    after = {source: word for source, word in before.items() if dice.random() > 0.1}
    for number, source in enumerate(sorted(after)):
        if dice.random() < 0.3:
            after[source] = _word(seed, number, 1)
    return after | {f"ny{n:03d}.md": _word(seed, n, 2) for n in range(20)}


def _write(folder: Path, state: State) -> None:
    folder.mkdir(parents=True)
    for source, word in state.items():
        text = f"# Dokument {source}\n\n" + "Myndigheten följer upp nyttan av projektet. " * 30
        (folder / source).write_text(f"{text}\n\nKodordet är {word}\n", encoding="utf-8")


def _sync(folder: Path, data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "assistant", "sync", str(folder), "--json"],
        env={**os.environ, "LARDOM_DATA": str(data), "LARDOM_WORKERS": "1"},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _kill(process: subprocess.Popen[bytes], *, whole_group: bool) -> None:
    """Kill, and see that the children, where they were left alone, end by themselves."""
    if whole_group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    deadline = time.monotonic() + ORPHANS_GONE
    while _group_lives(process.pid):
        assert time.monotonic() < deadline, "children outlive the sync that started them"
        time.sleep(0.1)


def _group_lives(group: int) -> bool:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            return True
    return False


if __name__ == "__main__":
    print(json.dumps(kill_trial(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201  (by hand)
