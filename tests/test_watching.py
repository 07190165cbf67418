"""`lardom watch` as a process of its own, and when what is due is due."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.history import library_status
from ingest.index.generation import current_generation
from ingest.lock import writing
from ingest.watching import LONGEST, QUIET, Due
from tests.conftest import write_material
from tests.shelving import reader_of

WITHIN = 60.0
A, B = Path("/a"), Path("/b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """A running `lardom watch`: its process, its data folder, and what it writes to."""

    process: subprocess.Popen[bytes]
    data: Path
    out: Path
    err: Path

    def sources(self) -> set[str]:
        generation = current_generation(self.data)
        if not generation:
            return set()
        with closing(reader_of(self.data, generation)) as reader:
            return {row.source for row in reader.documents()}

    def wait_for(self, *sources: str) -> None:
        """Wait until the library has just these, and the sync has said so."""
        self._wait(lambda: self.sources() == set(sources) and self._has_reported())

    def wait_for_word(self, word: str) -> None:
        """Wait until it has been told."""
        self._wait(lambda: word in self.err.read_text("utf-8"))

    def _has_reported(self) -> bool:
        told = self.out.read_text("utf-8").rstrip()
        return told.endswith(f"Biblioteket har version {current_generation(self.data)}.")

    def _wait(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + WITHIN
        while not holds():
            told = self.err.read_text("utf-8")
            assert self.process.poll() is None, told
            assert time.monotonic() < end, f"{self.sources()} {told}"
            time.sleep(0.1)


@contextmanager
def watching(data: Path, *arguments: str) -> Iterator[Watching]:
    """`lardom watch` in a process of its own, which ends with the block."""
    out, err = data.with_name("out.txt"), data.with_name("err.txt")
    command = [sys.executable, "-P", "-m", "assistant", "watch", *arguments]
    environment = {**os.environ, "LARDOM_DATA": str(data), "LARDOM_WORKERS": "1"}
    with (
        out.open("wb") as to,
        err.open("wb") as wrong,
        subprocess.Popen(command, env=environment, stdout=to, stderr=wrong) as process,
    ):
        try:
            yield Watching(process=process, data=data, out=out, err=err)
        finally:
            process.kill()


def end(running: Watching, how: signal.Signals) -> int:
    running.process.send_signal(how)
    return running.process.wait(20)


def test_what_changes_is_taken_in_and_a_folder_that_vanishes_is_waited_for(tmp_path: Path) -> None:
    folder = write_material(tmp_path / "material", {"a.md": "# A\n\nText om Falken.\n"})

    with watching(tmp_path / "data", str(folder)) as running:
        running.wait_for("a.md")
        write_material(folder, {"under/b.md": "# B\n\nText.\n", ".dold": "x"})
        running.wait_for("a.md", "under/b.md")

        shutil.move(folder, tmp_path / "undan")
        running.wait_for_word("väntar på mappen")
        assert running.sources() == {"a.md", "under/b.md"}

        (tmp_path / "undan" / "a.md").unlink()
        shutil.move(tmp_path / "undan", folder)
        running.wait_for("under/b.md")
        assert "på plats igen" in running.err.read_text("utf-8")
        assert end(running, signal.SIGINT) == 0

    told = running.out.read_text("utf-8")
    assert "Nya (1):\n  a.md" in told
    assert "Borttagna (1):\n  a.md" in told
    assert running.err.read_text("utf-8").strip().endswith("Bevakningen är avslutad.")
    assert library_status(tmp_path / "data", 20).documents == 1
    counts = "replaced=0 moved=0 copies=0"
    assert noted(tmp_path / "data") == [
        f"watch stored=1 {counts} removed=0 failed=0",
        f"watch stored=1 {counts} removed=0 failed=0",
        f"watch stored=0 {counts} removed=1 failed=0",
    ]


def noted(data: Path) -> list[str]:
    """What the audit log says of material: nothing of a look that found nothing changed."""
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        asked = "SELECT object FROM audit WHERE action = 'material' ORDER BY number"
        return [told for (told,) in record.execute(asked)]


def test_another_writer_is_waited_for_and_told_of_once_and_polling_sees_changes(
    tmp_path: Path,
) -> None:
    folder = write_material(tmp_path / "material", {"a.md": "# A\n\nText om Falken.\n"})
    data = tmp_path / "data"

    with watching(data, str(folder), str(tmp_path / "borta"), "--poll", "0.3") as running:
        with writing(data):
            running.wait_for_word("En annan inläsning pågår")
            time.sleep(2.5)
        running.wait_for("a.md")
        (folder / "a.md").write_text("# A\n\nEn helt annan text.\n", encoding="utf-8")
        (folder / "b.md").write_text("# B\n\nText.\n", encoding="utf-8")
        running.wait_for("a.md", "b.md")
        assert end(running, signal.SIGTERM) == 0

    told = running.err.read_text("utf-8")
    assert told.count("En annan inläsning pågår") == 1
    assert told.count("väntar på mappen") == 1
    assert "Ersatta (1):\n  a.md" in running.out.read_text("utf-8")


def test_everything_is_due_at_the_beginning() -> None:
    due = Due([A, B])

    assert due.now([A, B], 100.0) == [A, B]
    assert due.now([B], 100.0) == [B]


def test_what_changed_is_due_when_it_has_been_quiet() -> None:
    due = Due([])
    due.add({A}, 100.0)
    due.add({B}, 101.5)
    due.add(set(), 103.0)

    assert due.now([A, B], 101.5 + QUIET - 0.1) == []
    assert due.now([A, B], 101.5 + QUIET) == [A, B]


def test_what_is_never_quiet_is_due_at_last() -> None:
    due = Due([])
    for second in range(int(LONGEST) + 1):
        due.add({A}, 100.0 + second)

    assert due.now([A], 100.0 + LONGEST - 1) == []
    assert due.now([A], 100.0 + LONGEST) == [A]


def test_what_was_taken_or_postponed_is_not_due() -> None:
    due = Due([A, B])
    due.take([A])
    due.postpone(200.0)

    assert due.now([A, B], 199.0) == []
    assert due.now([A, B], 200.0) == [B]


def test_a_wrong_poll_is_told(tmp_path: Path) -> None:
    with watching(tmp_path / "data", str(tmp_path), "--poll", "-1") as running:
        assert running.process.wait(30) == 2
