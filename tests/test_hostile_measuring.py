import os
import sys
from pathlib import Path

import pytest

from tests.bench.hostile import Statuses, faults_of, statuses_of
from tests.bench.watching import watched

PROCESSES = Path("/proc/self")


def test_the_lists_of_a_report_become_one_status_a_file() -> None:
    report = {
        "stored": ["a.txt"],
        "replaced": ["b.txt"],
        "unchanged": [],
        "moved": ["e.txt"],
        "copies": ["f.txt"],
        "failed": [{"source": "c.pdf", "reason": "filen är tom.", "remedy": "Hämta den."}],
        "skipped": [{"source": ".d", "reason": "dold fil"}],
    }

    statuses = statuses_of(report)

    assert statuses.taken == ("a.txt", "b.txt", "e.txt", "f.txt")
    assert statuses.failed == {"c.pdf": "filen är tom. Hämta den."}
    assert statuses.cover(["a.txt", "b.txt", "c.pdf", ".d", "e.txt", "f.txt"])


@pytest.mark.parametrize(
    "sources",
    [["a.txt"], ["a.txt", "b.txt", "c.txt"]],
    ids=["one too many", "one too few"],
)
def test_a_file_in_no_list_or_a_list_with_no_file_is_noticed(sources: list[str]) -> None:
    statuses = Statuses(taken=("a.txt",), failed={"b.txt": "filen är tom."}, skipped={})

    assert not statuses.cover(sources)


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("filen kunde inte läsas (KeyError: 'Root').", "names a program's own error"),
        ("filen is broken: file not found.", "is English"),
        ("filen är tom", "does not end with a stop"),
        ("filen tog längre tid att läsa än gränsen 60 sekunder.", "tells of a crash, too long"),
    ],
    ids=["an exception", "English", "no stop", "a time limit"],
)
def test_a_refusal_in_bad_words_is_found(reason: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults_of(reason))


def test_a_refusal_in_good_words_has_no_fault() -> None:
    assert faults_of("PDF-filen har inga sidor. Hämta eller spara filen på nytt.") == ()


def test_a_command_that_ends_is_told_with_what_it_said() -> None:
    run = watched([sys.executable, "-c", "print('klart')"], os.environ, 30)

    assert (run.out.strip(), run.code, run.left) == ("klart", 0, 0)


def test_a_command_that_hangs_is_killed_when_its_time_is_up() -> None:
    run = watched([sys.executable, "-c", "import time; time.sleep(60)"], os.environ, 0.5)

    assert run.code is None
    assert run.seconds < 30


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="the system does not tell memory")
def test_the_memory_of_a_commands_child_is_counted() -> None:
    child = "held = b'x' * (200 << 20); import time; time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    run = watched([sys.executable, "-c", parent], os.environ, 30)

    assert run.peak > 200 << 20


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="the system lists no processes")
def test_a_process_that_outlives_its_command_is_counted_and_killed() -> None:
    child = "import time; time.sleep(60)"
    parent = (
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', "
        f"{child!r}], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)"
    )

    run = watched([sys.executable, "-c", parent], os.environ, 30)

    assert run.left == 1
