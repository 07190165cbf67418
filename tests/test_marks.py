"""A quote on a page is marked where it stands, each of its letters and no other: 50 pages."""

from pathlib import Path

import pytest

from ingest.loaders import pdf
from ingest.pagepicture import quote_boxes
from ingest.quoteboxes import Box
from ingest.quoting import PageQuote, quote_on
from ingest.sentences import sentence_spans
from tests.conftest import ROOT
from tests.marked import Letter, covering, letters_on, quoted_in
from tests.marked_pages import PAGES
from tests.page_quotes import quote_of_letters

REPORTS = sorted((ROOT / "corpus").rglob("*.pdf"))


def longest_sentence(path: Path) -> tuple[int, PageQuote]:
    """The number of a page in the middle of a PDF, and the longest sentence on it."""
    extract = pdf.load(path.read_bytes())
    page = extract.pages[len(extract.pages) // 2]
    spans = sentence_spans(extract.text, page.body)
    quote = quote_on(page, extract.text, max(spans, key=lambda span: span.end - span.start))
    assert quote is not None
    return page.number, quote


def blue(letters: list[Letter]) -> set[int]:
    return {n for n, letter in enumerate(letters) if letter.blue}


@pytest.mark.parametrize("name", PAGES)
def test_a_quote_on_a_made_page_is_marked_exactly(tmp_path: Path, name: str) -> None:
    made = PAGES[name]()
    path = tmp_path / "sida.pdf"
    path.write_bytes(made.content)
    extract = pdf.load(made.content)
    text = extract.pages[made.number - 1].span.of(extract.text)
    quote = quote_of_letters(text, made.words, earlier=made.earlier)

    boxes = quote_boxes(path, made.number, quote)

    letters = letters_on(path, made.number)
    found = covering(letters, blue(letters), boxes)
    assert found.is_exact, found


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_a_quote_of_the_starter_corpus_is_marked_exactly(path: Path) -> None:
    number, quote = longest_sentence(path)

    boxes = quote_boxes(path, number, quote)

    letters = letters_on(path, number)
    wanted = quoted_in(letters, quote.text, quote.span.start, quote.span.end)
    found = covering(letters, wanted, boxes)
    assert found.is_exact, found


def test_there_are_fifty_of_these_pages() -> None:
    assert len(PAGES) + len(REPORTS) == 50


def test_a_quote_of_a_text_that_was_read_by_other_rules_is_found_by_its_letters(
    tmp_path: Path,
) -> None:
    made = PAGES["a word for the third time"]()
    path = tmp_path / "sida.pdf"
    path.write_bytes(made.content)
    read = pdf.load(made.content).text.replace("\n", "\nNågot som inte står där.\n", 1)
    quote = quote_of_letters(read, made.words, earlier=made.earlier)

    boxes = quote_boxes(path, 1, quote)

    letters = letters_on(path, 1)
    assert covering(letters, blue(letters), boxes).is_exact


@pytest.mark.parametrize(
    ("left", "right", "missed", "foreign"),
    [(0.1, 0.6, "", ""), (0.1, 0.5, "n", ""), (0.1, 0.7, "", "a"), (0.65, 0.7, "Nyttan", "a")],
    ids=["exact", "a letter short", "a letter too far", "beside it"],
)
def test_what_is_marked_wrongly_is_told(
    left: float, right: float, missed: str, foreign: str
) -> None:
    letters = [
        Letter(sign=sign, across=0.1 + 0.1 * n, down=0.5, blue=0)
        for n, sign in enumerate("Nyttana")
    ]
    box = Box(left=left, top=0.4, right=right, bottom=0.6)

    found = covering(letters, set(range(6)), [box])

    assert (found.missed, found.foreign) == (missed, foreign)
    assert found.is_exact == (not missed and not foreign)
