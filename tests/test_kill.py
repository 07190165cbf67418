"""A sync may be killed at any moment: the library stays whole and the next sync completes."""

import sys
from pathlib import Path

import pytest

from tests.kills import kill_trial

KILLS = 4
"""In the gate; `make bench` does twenty."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks for left-over processes in /proc")
@pytest.mark.parametrize("seed", range(100, 100 + KILLS))
def test_a_killed_sync_leaves_the_library_whole(tmp_path: Path, seed: int) -> None:
    assert kill_trial(tmp_path, seed)
