"""What a child process inherits, and what it may take."""

import subprocess
import time
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from ingest.children import Child, command, environment

OURS = ("LARDOM_CHAT_KEY", "OPENAI_API_KEY", "HTTPS_PROXY", "PYTHONSTARTUP")


def test_a_child_inherits_what_it_needs_to_start_and_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in OURS:
        monkeypatch.setenv(name, "hemlig")

    inherited = environment()

    assert "hemlig" not in inherited.values()
    assert {"PATH", "PYTHONPATH", "LANG"} <= inherited.keys()


def test_our_modules_are_found_from_any_folder_and_none_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "ingest.py").write_text("raise SystemExit(9)")

    ran = subprocess.run(
        command("ingest.children"), cwd=tmp_path, env=environment(), check=False, timeout=60
    )

    assert ran.returncode == 0


def test_a_child_can_be_ended_twice() -> None:
    child = Child("ingest.pageprocess_child", str(1 << 30), "15", longest=1 << 20)

    child.end()
    child.end()

    assert child.process.returncode is not None


def test_memory_is_limited_within_the_hard_limit_and_no_core_is_left() -> None:
    said = (
        "from ingest.confinement import limit_memory; import resource;"
        "resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)); limit_memory(4 << 30);"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE))"
    )
    [python, *_] = command("ingest")

    done = subprocess.run(
        [python, "-P", "-c", said], env=environment(), capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == f"{2 << 30} (0, 0)"


def _heard(child: Child) -> list[bytes]:
    assert wait([child.fileno()], 20)
    return child.hear()


def _is_running(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_what_a_child_started_and_wrote_is_gone_when_it_is_ended() -> None:
    child = Child("tests.unruly_child", "starts another", longest=1000)
    (said,) = _heard(child)
    pid, folder = said.decode().split()
    assert Path(folder, "fil.tmp").read_text() == "kvar"

    child.end()

    assert not Path(folder).exists()
    deadline = time.monotonic() + 10
    while _is_running(int(pid)):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_half_a_message_is_not_waited_for() -> None:
    child = Child("tests.unruly_child", "stops in the middle", longest=1000)

    heard = _heard(child)

    assert heard == []
    assert child.is_sending
    assert not child.has_news
    child.end()


@pytest.mark.parametrize("way", ["says too much", "sends no message"])
def test_what_is_too_long_or_no_message_is_taken_for_the_end(way: str) -> None:
    child = Child("tests.unruly_child", way, longest=1000)

    with pytest.raises(EOFError):
        _heard(child)
    child.end()


def test_messages_are_heard_whole_and_in_order() -> None:
    child = Child("tests.unruly_child", "sends two", longest=1000)

    heard: list[bytes] = []
    while len(heard) < 3:
        heard += _heard(child)

    assert heard == [b"ett", b"", b"x" * 900]
    child.end()
