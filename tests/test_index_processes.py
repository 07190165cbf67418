"""The children that build and check: started ahead of their order, ended with their parent."""

import pytest

from ingest.errors import IndexDamagedError
from ingest.index.processes import ready, run, started
from ingest.index.types import Order

PATIENCE = 60


def test_a_child_that_is_not_needed_after_all_is_ended() -> None:
    with started() as process:
        pass

    assert process.child.returncode is not None


def test_a_child_without_an_order_ends_when_whoever_started_it_is_gone() -> None:
    with started() as process:
        assert process.child.stdin is not None
        process.child.stdin.close()  # as the system does for a process that was killed

        assert process.child.wait(PATIENCE) == 1


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
