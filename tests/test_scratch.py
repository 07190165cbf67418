import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ingest.children import environment
from ingest.scratch import Scratch, empty

KILLED = """
import os, signal
from ingest.scratch import Scratch
folder = Scratch().path
(folder / "fil").write_text("kvar")
print(folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_a_folder_is_gone_with_what_is_in_it_when_it_is_removed(temporary: Path) -> None:
    scratch = Scratch()
    (scratch.path / "mapp").mkdir()
    (scratch.path / "mapp" / "fil").write_text("x")

    scratch.remove()
    scratch.remove()

    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_process_that_was_killed_is_taken_away_by_the_next(
    temporary: Path,
) -> None:
    killed = subprocess.run(
        [sys.executable, "-P", "-c", KILLED],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert Path(killed.stdout.strip(), "fil").exists()

    scratch = Scratch()

    assert list(temporary.iterdir()) == [scratch.path]
    scratch.remove()


def test_the_folder_of_one_that_lives_is_left_alone() -> None:
    first = Scratch()

    second = Scratch()

    assert first.path.is_dir()
    assert first.path != second.path
    first.remove()
    second.remove()


def test_only_our_own_folders_are_taken_away(temporary: Path) -> None:
    others = [temporary / "annat", temporary / "lardom-scratch-fil"]
    others[0].mkdir()
    others[1].write_text("en fil")
    (temporary / "lardom-scratch-link").symlink_to(others[0])

    Scratch().remove()

    assert all(path.exists() for path in others)


def test_emptying_takes_files_folders_and_links_but_not_what_they_lead_to(tmp_path: Path) -> None:
    folder, outside = tmp_path / "mapp", tmp_path / "utanför"
    (folder / "under").mkdir(parents=True)
    outside.mkdir()
    (outside / "fil").write_text("kvar")
    (folder / "under" / "fil").write_text("x")
    (folder / "länk").symlink_to(outside)

    empty(folder)

    assert list(folder.iterdir()) == []
    assert (outside / "fil").exists()
