"""What a child process inherits, and what it may take."""

import subprocess
from pathlib import Path

import pytest

from ingest.children import command, environment, start_connected

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
    child = start_connected("ingest.pageprocess_child", str(1 << 30))

    child.end()
    child.end()

    assert child.process.returncode is not None


def test_memory_is_limited_within_the_hard_limit_and_no_core_is_left() -> None:
    said = (
        "from ingest.children import limit_memory; import resource;"
        "resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)); limit_memory(4 << 30);"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE))"
    )
    [python, *_] = command("ingest")

    done = subprocess.run(
        [python, "-P", "-c", said], env=environment(), capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == f"{2 << 30} (0, 0)"
