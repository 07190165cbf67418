"""A quote on one page of a document: where it stands in that page's text. Pure."""

from dataclasses import dataclass

from ingest.types import Page, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PageQuote:
    """The text of a whole page as it was read, and the span of the quote in it."""

    text: str
    span: Span

    @property
    def words(self) -> str:
        """The quote itself."""
        return self.span.of(self.text)


def quote_on(page: Page, text: str, quoted: Span) -> PageQuote | None:
    """What stands on the page of a span of the document's text; None where nothing does."""
    start, end = max(quoted.start, page.span.start), min(quoted.end, page.span.end)
    here = Span(start=start - page.span.start, end=end - page.span.start)
    return PageQuote(text=page.span.of(text), span=here) if start < end else None
