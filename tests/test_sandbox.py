import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from ingest.confinement import Limits
from ingest.sandbox import Read, read_documents
from ingest.types import Document, Failure, Listing

ROOT = Path(__file__).parent.parent
HOSTILE = ROOT.parent / "shared" / "hostile"


def children() -> set[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (line.split(maxsplit=1) for line in listed.stdout.splitlines())
    return {int(pid) for pid, arguments in lines if "sandbox_child" in arguments}


def written(folder: Path, count: int) -> list[str]:
    names = [f"fil{number:03}.txt" for number in range(count)]
    for name in names:
        (folder / name).write_text(f"Detta är {name}.")
    return names


def by_source(outcomes: Iterable[Read]) -> dict[str, Document | Listing | Failure]:
    return {read.outcome.source: read.outcome for read in outcomes}


def test_every_source_ends_once_as_a_document_or_a_failure(tmp_path: Path) -> None:
    names = [*written(tmp_path, 30), "saknas.txt", "okänd.xyz"]

    outcomes = list(read_documents(tmp_path, names, workers=2))

    assert sorted(read.outcome.source for read in outcomes) == sorted(names)
    assert sum(isinstance(read.outcome, Failure) for read in outcomes) == 2
    assert all(0 <= read.seconds < 10 for read in outcomes)


def test_no_sources_start_no_process(tmp_path: Path) -> None:
    assert list(read_documents(tmp_path, [])) == []


def test_a_file_that_takes_too_long_fails_alone(tmp_path: Path) -> None:
    names = written(tmp_path, 20)
    (tmp_path / "evig.txt").write_text("Ett ord till. " * 4_000_000)
    names.insert(3, "evig.txt")

    reads = list(read_documents(tmp_path, names, workers=1, limits=Limits(seconds=1)))

    outcomes = by_source(reads)
    failed = [outcome for outcome in outcomes.values() if isinstance(outcome, Failure)]
    assert len(outcomes) == 21
    assert [failure.source for failure in failed] == ["evig.txt"]
    assert max(reads, key=lambda read: read.seconds).outcome == failed[0]
    assert "1 sekund" in failed[0].reason


def test_a_child_that_is_killed_fails_only_the_file_it_was_on(tmp_path: Path) -> None:
    names = written(tmp_path, 40)
    before = children()
    outcomes = read_documents(tmp_path, names, workers=1)
    first = next(outcomes)

    for child in children() - before:
        os.kill(child, signal.SIGKILL)
    rest = list(outcomes)

    assert {read.outcome.source for read in (first, *rest)} == set(names)
    assert sum(isinstance(read.outcome, Failure) for read in rest) <= 1


@pytest.mark.parametrize("workers", [0, 2])
def test_no_more_children_are_started_than_there_is_work_for(tmp_path: Path, workers: int) -> None:
    before = children()
    outcomes = read_documents(tmp_path, written(tmp_path, 1), workers=workers)
    next(outcomes)

    started = children() - before

    assert len(started) == 1
    assert list(outcomes) == []


def test_closing_the_iterator_leaves_no_process(tmp_path: Path) -> None:
    before = children()
    outcomes: Iterator[Read] = read_documents(tmp_path, written(tmp_path, 40))
    next(outcomes)

    close: Callable[[], None] = outcomes.close  # type: ignore[attr-defined]  # it is a generator
    close()

    assert children() <= before


def test_a_child_learns_no_secret_of_its_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "hemlig")
    before = children()
    outcomes = read_documents(tmp_path, written(tmp_path, 40), workers=1)
    next(outcomes)

    (child,) = children() - before
    environment = Path(f"/proc/{child}/environ").read_bytes()

    assert b"hemlig" not in environment
    assert list(outcomes)


def test_a_file_that_makes_the_processor_work_too_long_fails_alone(tmp_path: Path) -> None:
    names = written(tmp_path, 3)
    (tmp_path / "evig.txt").write_text("Ett ord till. " * 4_000_000)
    limits = Limits(seconds=100, cpu_seconds=1)

    outcomes = by_source(read_documents(tmp_path, ["evig.txt", *names], workers=1, limits=limits))

    failed = outcomes.pop("evig.txt")
    assert isinstance(failed, Failure)
    assert "1 sekunders räknande" in failed.reason
    assert all(isinstance(outcome, Document) for outcome in outcomes.values())


def test_a_child_that_stands_still_is_ended_by_its_parent(tmp_path: Path) -> None:
    names = written(tmp_path, 40)
    before = children()
    outcomes = read_documents(tmp_path, names, workers=1, limits=Limits(seconds=1))
    next(outcomes)

    for child in children() - before:
        os.kill(child, signal.SIGSTOP)
    rest = list(outcomes)

    failed = [read.outcome for read in rest if isinstance(read.outcome, Failure)]
    assert len(rest) == 39
    assert len(failed) <= 1
    assert all("längre tid att läsa än gränsen 1 sekunder" in failure.reason for failure in failed)
    assert children() <= before


def test_what_is_too_large_to_send_is_told_of_instead(tmp_path: Path) -> None:
    names = written(tmp_path, 2)
    (tmp_path / "stor.txt").write_text("Ord. " * 1000)

    outcomes = by_source(
        read_documents(tmp_path, ["stor.txt", *names], workers=1, limits=Limits(answer=4000))
    )

    failed = outcomes.pop("stor.txt")
    assert isinstance(failed, Failure)
    assert "mer än gränsen" in failed.reason
    assert all(isinstance(outcome, Document) for outcome in outcomes.values())


def test_a_childs_temporary_files_have_a_folder_that_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    outcomes = read_documents(tmp_path, written(tmp_path, 20), workers=2)
    next(outcomes)

    while_reading = list(spare.iterdir())

    assert len(while_reading) == 2
    assert list(outcomes)
    assert list(spare.iterdir()) == []


@pytest.mark.slow
@pytest.mark.material
@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared hostile files are not here")
def test_every_hostile_file_ends_as_a_document_or_a_failure() -> None:
    paths = sorted(path for path in HOSTILE.rglob("*") if path.is_file())
    sources = [path.relative_to(HOSTILE).as_posix() for path in paths]

    outcomes = list(read_documents(HOSTILE, sources))

    assert sorted(read.outcome.source for read in outcomes) == sorted(sources)
