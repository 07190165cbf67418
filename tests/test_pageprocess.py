"""Pages are read and drawn in a process of their own, and what goes wrong there stays there."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import LoadError
from ingest.pageprocess import PageProcess
from ingest.secondreading import SecondReader
from tests.page_quotes import quote_on

REPORT = Path("corpus/rapporter/esv-2017-77-it-kostnader-och-projekt.pdf").resolve()


@pytest.fixture
def pages() -> Iterator[PageProcess]:
    process = PageProcess()
    yield process
    process.close()


def child_of(process: PageProcess) -> int:
    child = process._child
    assert child is not None
    return child.process.pid


def test_a_page_is_read_and_drawn(pages: PageProcess) -> None:
    text = pages.text(REPORT, 1)
    quote = quote_on(REPORT, 1, "18,8 miljarder kronor")
    picture = pages.picture(REPORT, 1, quote, 400)

    assert "18,8 miljarder kronor" in " ".join(text.split())
    assert picture[:4] == b"RIFF"
    assert picture[8:12] == b"WEBP"


def test_a_page_that_is_not_there_is_a_clear_error(pages: PageProcess) -> None:
    with pytest.raises(LoadError, match="sidan 99"):
        pages.text(REPORT, 99)


def test_a_child_that_was_killed_is_replaced(pages: PageProcess) -> None:
    pages.text(REPORT, 1)
    os.kill(child_of(pages), signal.SIGKILL)

    assert pages.text(REPORT, 2)


def test_the_child_learns_no_secret_of_its_parent(
    pages: PageProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LARDOM_CHAT_KEY", "hemlig nyckel")
    pages.start()

    environment = Path(f"/proc/{child_of(pages)}/environ").read_bytes()

    assert b"hemlig nyckel" not in environment
    assert pages.text(REPORT, 1)


def test_a_page_that_takes_too_long_costs_the_child_alone() -> None:
    hasty = PageProcess(seconds=0)

    with pytest.raises(LoadError, match="inom 0 sekunder"):
        hasty.text(REPORT, 1)
    hasty.close()


def test_a_page_that_could_not_be_read_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    reader = SecondReader(seconds=0)

    said = [reader.wording(REPORT, 1, "18,8 miljarder kronor") for _ in range(2)]
    reader.close()

    assert said == [None, None]
    assert caplog.text.count("inom 0 sekunder") == 2


def test_the_second_reader_words_a_quote_as_it_stands() -> None:
    reader = SecondReader()

    found = reader.wording(REPORT, 1, "18,8\nmiljarder kronor")
    missing = reader.wording(REPORT, 1, "188 miljarder kronor")
    gone = reader.wording(REPORT.with_name("borta.pdf"), 1, "18,8")
    reader.close()

    assert found == "18,8\nmiljarder kronor"
    assert missing is None
    assert gone == "18,8"
