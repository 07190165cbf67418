"""Kills a sync at a random moment and holds the library to its promises; used by tests and bench.

Whatever the moment: readers get one whole generation, the old or the new; no process is left
behind; the next sync completes; nothing that a finished sync acknowledged is lost.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from assistant.errors import NoLibraryError
from assistant.library import LibraryKeeper, OpenLibrary
from ingest.embedding import Embedder, load_embedder
from ingest.index.lexical import query_weights

FILES = 240
LONGEST_DELAY = 4.0
ORPHANS_GONE_WITHIN = 10.0
SEARCHED = 25
WORD = re.compile(r"ords\w+x")


def kill_trial(room: Path, seed: int) -> bool:
    """Change the material in `room`, sync, kill, look, sync to the end, look: did all hold?

    A room may be new, or handed on from one trial to the next; in a new one every other seed
    kills the very first sync.
    """
    return not broken_promise(room, seed)


def broken_promise(room: Path, seed: int) -> str:
    """The same, telling what did not hold; empty when all did."""
    chance = random.Random(seed)  # noqa: S311  (a drawn delay is no secret)
    embedder = load_embedder("", batch_size=64, device="cpu")
    try:
        if seed % 2 and not (room / "data").exists():
            _complete(room, _changed(room / "material", chance, f"s{seed}x"))
        _kill_and_look(room, chance, f"s{seed}", embedder)
    except AssertionError as broken:
        return str(broken) or "a check in tests/kills.py failed"
    return ""


def _kill_and_look(room: Path, chance: random.Random, mark: str, embedder: Embedder) -> None:
    before = _on_disk(room / "material")
    after = _changed(room / "material", chance, mark)
    finished = _killed(room, chance.uniform(0.1, LONGEST_DELAY), group=chance.random() < 0.5)
    shown = _shown(room / "data", embedder)
    assert shown in (before, after), f"half a generation: {_difference(shown, before, after)}"
    assert shown == after or not finished, "an acknowledged sync was lost"
    _complete(room, after)
    shown = _shown(room / "data", embedder)
    assert shown == after, f"the next sync did not mend it: {_difference(shown, after)}"


def _on_disk(material: Path) -> dict[str, str]:
    """Source to word, for every file: what a library that is up to date shows."""
    files = material.glob("*.md")
    return {path.name: _word_of(path.read_text(encoding="utf-8")) for path in files}


def _word_of(text: str) -> str:
    """The word that only this version of this file has."""
    return str(WORD.findall(text)[0])


def _changed(material: Path, chance: random.Random, mark: str) -> dict[str, str]:
    """Write a third of the files anew, remove some and add others; what then lies there."""
    material.mkdir(parents=True, exist_ok=True)
    names = sorted(path.name for path in material.glob("*.md"))
    for name in chance.sample(names, len(names) // 10):
        (material / name).unlink()
        names.remove(name)
    added = [f"{mark}-{number}.md" for number in range(FILES - len(names))]
    for number, name in enumerate([*chance.sample(names, len(names) // 3), *added]):
        word = f"ord{mark}x{number}x"
        text = f"# Anteckning {word}\n\nHär står ordet {word} en gång till.\n"
        (material / name).write_text(text, encoding="utf-8")
    return _on_disk(material)


def _command(room: Path) -> list[str]:
    return [sys.executable, "-P", "-m", "assistant", "sync", "--json", str(room / "material")]


def _environment(room: Path) -> dict[str, str]:
    return {**os.environ, "LARDOM_DATA": str(room / "data"), "LARDOM_WORKERS": "2"}


def _killed(room: Path, delay: float, *, group: bool) -> bool:
    """Start a sync in a process group of its own and kill it; True when it was done before."""
    with subprocess.Popen(
        _command(room),
        env=_environment(room),
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
    _wait_for_orphans(process.pid, room)
    return finished


def _wait_for_orphans(group: int, room: Path) -> None:
    deadline = time.monotonic() + ORPHANS_GONE_WITHIN
    while left := _members(group, room):
        assert time.monotonic() < deadline, f"left behind: {left}"
        time.sleep(0.05)


def _members(group: int, room: Path) -> list[str]:
    """The living processes of a process group, and those outside it that read in the room."""
    listed = subprocess.run(
        ["ps", "-eo", "pgid=,stat=,args=", "-ww"], capture_output=True, text=True, check=True
    )
    rows = (line.split(maxsplit=2) for line in listed.stdout.splitlines())
    return [
        row[-1]
        for row in rows
        if not row[1].startswith("Z")
        and (int(row[0]) == group or ("sandbox_child" in row[-1] and str(room) in row[-1]))
    ]


def _shown(data: Path, embedder: Embedder) -> dict[str, str]:
    """Source to word, for every document; a sample is searched for and must be found."""
    with closing(LibraryKeeper(data, embedder)) as keeper:
        try:
            library = keeper.current()
        except NoLibraryError:
            return {}
        assert library.trouble == (), library.trouble
        rows = library.record.documents()
        shown = {row.source: _word_of(library.record.text(row.version_id).text) for row in rows}
        assert len(shown) == len(rows), "a document is shown twice"
        assert sum(row.chunks for row in rows) == library.chunks
        _search(library, embedder, shown)
    return shown


def _search(library: OpenLibrary, embedder: Embedder, shown: dict[str, str]) -> None:
    assert library.lexical is not None
    assert library.vectors is not None
    assert library.lexical.count() == library.vectors.count() == library.chunks
    for source, word in sorted(shown.items())[:: max(1, len(shown) // SEARCHED)]:
        found = library.lexical.search(query_weights(word), 1)
        (passage,) = library.record.passages([found[0].key])
        assert passage.document.source == source, f"{source} is not found by its own word"
        nearest = library.vectors.search(embedder.embed_queries([word])[0], 5)
        assert len(library.record.passages([one.key for one in nearest])) == 5


def _complete(room: Path, after: dict[str, str]) -> None:
    done = subprocess.run(
        _command(room), env=_environment(room), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    listed = [*said["stored"], *said["unchanged"], *said["replaced"]]
    assert sorted(listed) == sorted(after), "a file stands in no list, or in two"


def _difference(shown: dict[str, str], *states: dict[str, str]) -> str:
    counts = (len(shown.items() ^ state.items()) for state in states)
    return " and ".join(f"{count} differences" for count in counts)
