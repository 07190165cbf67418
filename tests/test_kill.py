"""A sync may be killed at any moment."""

from pathlib import Path

import pytest

from tests.kills import broken_promise

KILLS = 6


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One library that is killed again and again."""
    return tmp_path_factory.mktemp("kills")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_sync_leaves_a_whole_library_and_the_next_one_completes(
    seed: int, room: Path
) -> None:
    assert broken_promise(room, seed) == ""
