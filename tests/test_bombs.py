"""One sync of a folder of bombs and tricks: each ends in a status, and nothing else happens."""

import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ingest.archives import open_archive
from ingest.confinement import Limits
from ingest.errors import LoadError
from ingest.record.opening import open_for_reading
from ingest.record.reading import RecordReader
from ingest.sandbox import read_documents
from ingest.types import Document, Failure
from tests.bench.hostile import faults_of
from tests.bench.watching import Watched, watched
from tests.bombs import Bomb
from tests.bombs.archives import ARCHIVES, SWOLLEN
from tests.bombs.entities import entities
from tests.bombs.folders import folders
from tests.bombs.pdfs import pdfs
from tests.bombs.sheets import HEAVY, SHEETS
from tests.bombs.texts import MAILS, NOTES, PAGES, RICH, TEXTS

MARK = "ordet som ligger utanför mappen"
HONEST = ("först.md", "mitt/emellan.txt", "till sist.html")
CHANGING = ("växer.txt", "krymper.txt")
SECONDS = 300.0
MOST_OF_PARENT = 1 << 30
SYNC = """
import json, re, sys
from pathlib import Path
from ingest.embedding import load_embedder
from ingest.sync import sync
from ingest.work import Library
embedder = load_embedder("", batch_size=64, device="cpu")
report = sync(Library(data=Path(sys.argv[1]), embedder=embedder, workers=2), [Path(sys.argv[2])])
status = Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1] if status.exists() else 0
print(json.dumps({"report": report.as_json(), "peak": int(peak) << 10}))
"""


def _bombs(room: Path, address: str) -> list[Bomb]:
    secret, folder = room / "hemlig.txt", room / "material"
    return [
        *folders(secret, folder),
        *ARCHIVES,
        *SWOLLEN,
        *entities(str(secret), address),
        *SHEETS,
        *pdfs(str(room / "spår"), address),
        *PAGES,
        *NOTES,
        *MAILS,
        *RICH,
        *TEXTS,
    ]


NAMED = _bombs(Path("/"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The sync when it is over: its report, what it cost, and where to look for traces."""

    room: Path
    report: dict[str, Any]
    peak: int
    run: Watched
    connections: int

    def lists_with(self, source: str) -> list[str]:
        """The lists of the report that name a file; of an archive, those that name its members."""
        shown = _shown(source)
        named = {
            "taken": [*self.report["stored"], *self.report["copies"]],
            "refused": [item["source"] for item in self.report["failed"]],
            "skipped": [item["source"] for item in self.report["skipped"]],
        }
        found = [
            what
            for what, sources in named.items()
            for one in sources
            if one == shown or (source.startswith("djup/") and one.startswith("djup/"))
        ]
        inside = {
            what
            for what, sources in named.items()
            for one in sources
            if one.startswith(f"{shown}/") and shown.endswith(".zip")
        }
        return [*found, *sorted(inside)]

    def failure(self, source: str) -> dict[str, str] | None:
        """What is said of a file that was refused."""
        found = (one for one in self.report["failed"] if one["source"] == _shown(source))
        return next(found, None)


def _shown(source: str) -> str:
    return "".join("\N{REPLACEMENT CHARACTER}" if one in "\n\x1b\u202e" else one for one in source)


@contextmanager
def _listening() -> Iterator[tuple[str, list[int]]]:
    """A server on this machine; its address, and the list of who connected."""
    met: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    guest, (_, port) = server.accept()
                    met.append(port)
                    guest.close()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", met


@contextmanager
def _changing(folder: Path) -> Iterator[None]:
    """Two files that never are the same twice: one grows, one is cut and written anew."""
    grows, shrinks = (folder / name for name in CHANGING)
    over = threading.Event()

    def change() -> None:
        while not over.wait(0.02):
            with grows.open("a") as file:
                file.write("En rad till om kostnader.\n")
            shrinks.write_text("Fler ord om kostnader.\n" * 4000)
            os.truncate(shrinks, 50)

    grows.write_text("Början.\n")
    shrinks.write_text("Början.\n")
    thread = threading.Thread(target=change)
    thread.start()
    yield
    over.set()
    thread.join()


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    room = tmp_path_factory.mktemp("bomber")
    folder, spare = room / "material", room / "spare"
    folder.mkdir()
    spare.mkdir()
    (room / "hemlig.txt").write_text(f"title: {MARK}\n", encoding="utf-8")
    with _listening() as (address, met):
        for made in _bombs(room, address):
            path = folder / made.source.partition("/ddd")[0]
            path.parent.mkdir(parents=True, exist_ok=True)
            made.make(path)
        for name in HONEST:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(f"<p>Ett ärligt dokument om kostnader: {name}.</p>", "utf-8")
        command = [sys.executable, "-P", "-c", SYNC, str(room / "data"), str(folder)]
        with _changing(folder):
            run = watched(command, {**os.environ, "TMPDIR": str(spare)}, SECONDS)
    assert run.code == 0, run.err[-2000:]
    told = json.loads(run.out)
    return Ended(room=room, report=told["report"], peak=told["peak"], run=run, connections=len(met))


def test_there_are_more_than_forty_bombs_and_none_twice() -> None:
    sources = [made.source for made in NAMED]

    assert len(set(sources)) == len(sources) > 40


@pytest.mark.parametrize(
    "made", NAMED, ids=lambda made: made.source[:60].encode("ascii", "replace").decode()
)
def test_each_ends_once_as_it_should(made: Bomb, ended: Ended) -> None:
    lists = ended.lists_with(made.source)

    assert len(lists) == 1
    assert lists[0] in made.ends.value.split(" or ")


@pytest.mark.parametrize(
    "made", NAMED, ids=lambda made: made.source[:60].encode("ascii", "replace").decode()
)
def test_a_refusal_is_told_in_swedish_with_a_remedy(made: Bomb, ended: Ended) -> None:
    failure = ended.failure(made.source)

    if failure is not None:
        assert faults_of(f"{failure['reason']} {failure['remedy']}") == ()
        assert failure["reason"].endswith((".", "»"))
        assert failure["remedy"]


def test_all_other_files_are_taken_in(ended: Ended) -> None:
    assert set(HONEST) <= set(ended.report["stored"])


@pytest.mark.parametrize("source", CHANGING)
def test_a_file_that_changes_while_it_is_read_ends_once(source: str, ended: Ended) -> None:
    assert len(ended.lists_with(source)) == 1


def test_nothing_is_fetched_started_or_written_elsewhere(ended: Ended) -> None:
    names = {path.name for path in ended.room.iterdir()}

    assert ended.connections == 0
    assert names == {"hemlig.txt", "material", "spare", "data"}
    assert not Path("/etc/cron.d/ut.txt").exists()


def test_nothing_that_lies_outside_the_folder_is_in_the_library(ended: Ended) -> None:
    engine = open_for_reading(ended.room / "data")
    assert engine is not None
    with closing(RecordReader(engine, None)) as reader:
        rows = reader.documents()
        holding = [
            row.source
            for row in rows
            if MARK in reader.text(row.version_id).text or MARK in row.metadata.title
        ]

    assert len(rows) == len(ended.report["stored"])
    assert holding == []


def test_nothing_is_left_of_the_reading(ended: Ended) -> None:
    assert list((ended.room / "spare").iterdir()) == []
    assert ended.run.left == 0


def test_the_memory_of_whoever_takes_in_stays_bounded(ended: Ended) -> None:
    assert 0 <= ended.peak < MOST_OF_PARENT


@pytest.mark.parametrize("made", HEAVY, ids=lambda made: made.source)
def test_what_costs_too_much_is_stopped(made: Bomb, tmp_path: Path) -> None:
    path = tmp_path / made.source
    path.parent.mkdir()
    made.make(path)
    (tmp_path / "efter.txt").write_text("Ord om kostnader.")
    limits = Limits(cpu_seconds=1, memory=1 << 30)

    heavy, after = read_documents(tmp_path, [made.source, "efter.txt"], workers=1, limits=limits)

    assert isinstance(heavy.outcome, Failure)
    assert "gränsen" in heavy.outcome.reason
    assert isinstance(after.outcome, Document)


@pytest.mark.parametrize("made", ARCHIVES, ids=lambda made: made.source)
def test_nothing_is_unpacked_of_an_archive_that_is_a_bomb(made: Bomb, tmp_path: Path) -> None:
    path = tmp_path / "arkiv.zip"
    made.make(path)

    unpacked: list[bytes] = []
    with suppress(LoadError), open_archive(path) as archive:
        for member in archive.contents.members:
            with suppress(LoadError):
                unpacked.append(archive.read(member.name))

    assert unpacked == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_ends_as_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "låst.txt"
    path.write_text("Ord.")
    path.chmod(0)

    (read,) = read_documents(tmp_path, ["låst.txt"])

    assert isinstance(read.outcome, Failure)
    assert "rätt att läsa" in read.outcome.remedy
