"""Quotes on pages of PDFs, as a citation would have them."""

from pathlib import Path

from ingest.loaders import pdf
from ingest.quoting import PageQuote
from ingest.types import Span


def quote_on(path: Path, number: int, words: str, *, earlier: int = 0) -> PageQuote:
    """The quote of `words` on page `number` (from 1), behind so many of the same before it."""
    extract = pdf.load(path.read_bytes())
    text = extract.pages[number - 1].span.of(extract.text)
    return quote_in(text, words, earlier=earlier)


def quote_in(text: str, words: str, *, earlier: int = 0) -> PageQuote:
    """The quote of `words` in a page's text, behind so many of the same before it."""
    start = text.index(words)
    for _ in range(earlier):
        start = text.index(words, start + 1)
    return PageQuote(text=text, span=Span(start=start, end=start + len(words)))


def quote_of_letters(text: str, words: str, *, earlier: int = 0) -> PageQuote:
    """As `quote_in`, however blanks and line breaks stand in either."""
    letters = [n for n, letter in enumerate(text) if not letter.isspace()]
    bare, wanted = ("".join(one.split()) for one in (text, words))
    start = bare.index(wanted)
    for _ in range(earlier):
        start = bare.index(wanted, start + 1)
    first, last = letters[start], letters[start + len(wanted) - 1]
    return PageQuote(text=text, span=Span(start=first, end=last + 1))
