"""A sync may be killed at any moment."""

from pathlib import Path

import pytest

from ingest.embedding import Embedder
from tests.kill_points import POINTS, KillPoint
from tests.kills import broken_promise
from tests.named_kills import Chain, killed_at

KILLS = 3
"""More, and at every millisecond: `python -m tests.bench --only kills`."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One library that is killed again and again."""
    return tmp_path_factory.mktemp("kills")


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Chain:
    """One library that is killed at one point after the other."""
    return Chain(tmp_path_factory.mktemp("chain"), embedder)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_sync_leaves_a_whole_library_and_the_next_one_completes(
    seed: int, room: Path
) -> None:
    assert broken_promise(room, seed) == ""


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_a_sync_killed_at_a_named_point_leaves_a_whole_library(
    point: KillPoint, chain: Chain
) -> None:
    chain.kill_at(point)


@pytest.mark.slow
def test_after_all_those_kills_the_library_becomes_as_one_made_afresh(chain: Chain) -> None:
    mended, fresh = chain.end()

    assert mended == fresh


@pytest.mark.slow
def test_a_point_that_no_sync_comes_to_is_told(tmp_path: Path) -> None:
    never = KillPoint(name="never", function="ingest.work:renamed_meanwhile")

    with pytest.raises(AssertionError, match="renamed_meanwhile"):
        killed_at(tmp_path, never, "group")  # there is nothing to take in: it ends at once
