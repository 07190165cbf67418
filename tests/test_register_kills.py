"""A sync may be killed wherever it changes the register."""

import pytest

from tests.kill_points import REGISTER_POINTS, KillPoint
from tests.register_kills import RegisterChain


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> RegisterChain:
    """One library that is killed at one point after the other."""
    return RegisterChain(tmp_path_factory.mktemp("chain") / "room")


@pytest.mark.slow
@pytest.mark.parametrize("point", REGISTER_POINTS, ids=lambda point: point.name)
def test_a_sync_killed_at_a_point_of_the_register_leaves_it_whole(
    point: KillPoint, chain: RegisterChain
) -> None:
    chain.kill_at(point)


@pytest.mark.slow
def test_after_all_those_kills_the_register_becomes_as_one_made_afresh(
    chain: RegisterChain,
) -> None:
    mended = chain.complete()

    assert mended == chain.made_afresh()
