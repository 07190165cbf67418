"""The children that build and check: started ahead of their order, ended with their parent."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.embedding import Embedder
from ingest.errors import IndexDamagedError
from ingest.index.generation import MANIFEST, live_generation
from ingest.index.processes import ready, run, started
from ingest.index.types import Order
from tests.conftest import TakenIn

PATIENCE = 60


@pytest.fixture
def order(taken_in: TakenIn, embedder: Embedder, tmp_path: Path) -> Order:
    """To build, in a folder of the test's own, what the small material's generation has."""
    return Order(
        data=str(taken_in.data),
        folder=str(tmp_path / "built"),
        generation=live_generation(taken_in.data),
        previous=0,
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
    )


def test_one_child_obeys_one_order_after_another(order: Order, tmp_path: Path) -> None:
    again = replace(order, folder=str(tmp_path / "again"))
    with started() as process:
        for one in (order, again):
            run(process, "build", one, lambda _done, _all: None)
            run(process, "check", one, lambda _done, _all: None)

        assert process.child.poll() is None


def test_a_child_that_failed_one_order_obeys_the_next(order: Order, tmp_path: Path) -> None:
    missing = replace(order, folder=str(tmp_path / "missing"))
    with started() as process:
        with pytest.raises(IndexDamagedError, match="missing"):
            run(process, "check", missing, lambda _done, _all: None)

        run(process, "build", order, lambda _done, _all: None)


def test_nothing_is_built_on_when_whoever_ordered_it_was_interrupted(order: Order) -> None:
    def interrupted(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with started() as process:
        with pytest.raises(KeyboardInterrupt):
            run(process, "build", order, interrupted)

        assert process.child.stdout is not None
        process.child.stdout.read()  # to the end, which comes when all who could write are gone
        assert not (Path(order.folder) / MANIFEST).exists()


def test_a_child_that_is_not_needed_after_all_is_ended() -> None:
    with started() as process:
        pass

    assert process.child.returncode is not None


def test_a_child_without_an_order_ends_when_whoever_started_it_is_gone() -> None:
    with started() as process:
        assert process.child.stdin is not None
        process.child.stdin.close()  # as the system does for a process that was killed

        assert process.child.wait(PATIENCE) == 0


def test_the_child_that_was_started_ahead_is_the_one_that_works() -> None:
    with started() as ahead, ready(ahead) as process:
        assert process is ahead


def test_a_child_that_died_while_it_waited_is_replaced() -> None:
    with started() as ahead:
        ahead.child.kill()
        ahead.child.wait()

        with ready(ahead) as process:
            assert process is not ahead
            assert process.child.poll() is None


def test_a_child_that_dies_before_its_order_is_told_of_as_one_that_was_ended() -> None:
    order = Order(
        data="data", folder="data/index/b", generation=1, previous=0, embedder="", dimension=3
    )
    with started() as process:
        process.child.kill()
        process.child.wait()

        with pytest.raises(IndexDamagedError, match="utifrån"):
            run(process, "build", order, lambda _done, _all: None)
