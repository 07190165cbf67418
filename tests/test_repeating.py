"""What is done again and again beside the answers goes on, whatever comes in its way."""

import logging
import threading

import pytest

from assistant.repeating import Repeating


def test_an_error_that_nobody_foresaw_ends_nothing_and_tells_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    went_well = threading.Event()
    errors = [ValueError("Vad kostar torv?")]

    def do() -> float:
        if errors:
            raise errors.pop()
        went_well.set()
        return 60.0

    repeating = Repeating("tasks", do, after_failure=0.0)
    with caplog.at_level(logging.ERROR, "lardom"):
        repeating.start()
        is_done = went_well.wait(10)
    repeating.stop()

    assert is_done
    assert "tasks ended in ValueError" in caplog.text
    assert "torv" not in caplog.text
