"""Finds the characters of a PDF page that a quote in its text is; blanks do not matter.

The text of a page in the library has its lines in another order than pdfium: heads first, feet
last, and the cells of a row one after the other. Pure; knows nothing about files and boxes.
"""

from collections.abc import Iterator, Sequence

from ingest.loaders.pdf_lines import Line
from ingest.loaders.pdf_page import ReadPage
from ingest.quoting import PageQuote


def quote_places(read: ReadPage, quote: PageQuote) -> Sequence[int]:
    """Where the quote's letters stand in the text of the page, in the quote's order.

    () where the page does not have them.
    """
    places = _letters(read, quote.text)
    if places is None:
        return _found(read.text, quote)
    before = len(_bare(quote.text[: quote.span.start]))
    return places[before : before + len(_bare(quote.words))]


def _bare(text: str) -> str:
    return "".join(text.split())


def _letters(read: ReadPage, text: str) -> list[int] | None:
    """The place of each letter of a page's text; None where it is not made of the page's lines."""
    own = [_bare(line.text) for line in read.lines]
    wanted = [bare for line in text.split("\n") if (bare := _bare(line))]
    if sorted(own) != sorted(wanted):
        return None
    order = _order(own, wanted)
    places = [place for n in order for place in _places(read.lines[n], read.text)]
    return places if len(places) == sum(map(len, wanted)) else None


def _order(own: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    """For each wanted line the index of the same among our own.

    Of several, the one with the longest run of the same lines behind it.
    """
    free: dict[str, list[int]] = {}
    for n, line in enumerate(own):
        free.setdefault(line, []).append(n)
    for place, line in enumerate(wanted):
        same = free[line]
        chosen = (
            max(same, key=lambda n: (_run(own[n:], wanted[place:]), -n)) if same[1:] else same[0]
        )
        same.remove(chosen)
        yield chosen


def _run(own: Sequence[str], wanted: Sequence[str]) -> int:
    """How many lines are the same from the first on."""
    both = enumerate(zip(own, wanted, strict=False))
    return next((n for n, (a, b) in both if a != b), min(len(own), len(wanted)))


def _places(line: Line, text: str) -> Iterator[int]:
    for span in line.places:
        yield from (n for n in range(span.start, span.end) if not text[n].isspace())


def _found(page: str, quote: PageQuote) -> Sequence[int]:
    """The letters by search alone: the text was read by other rules than those of today."""
    bare = [(n, letter) for n, letter in enumerate(page.replace("\ufffe", "-")) if letter.strip()]
    letters, wanted = "".join(letter for _, letter in bare), _bare(quote.words)
    if not wanted:
        return ()
    earlier = _bare(quote.text[: quote.span.start]).count(wanted)
    start = letters.find(wanted)
    while earlier and (following := letters.find(wanted, start + len(wanted))) >= 0:
        start, earlier = following, earlier - 1
    return [n for n, _ in bare[start : start + len(wanted)]] if start >= 0 else ()
