"""The nouns of what may be quoted: a passage's text, an excerpt of it, and the forms of that."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.record.types import Passage
from ingest.types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageText:
    """A passage as it is written, under its document's title and its headings, outermost first.

    `offset` is where the text begins in its document.
    """

    text: str
    offset: int
    heading: str
    title: str

    def says(self, span: Span) -> str:
        """The words of a span of the document that lies in the passage."""
        return self.text[span.start - self.offset : span.end - self.offset]

    def placed(self, span: Span) -> Span:
        """A span of the text as one of the document's."""
        return Span(start=span.start + self.offset, end=span.end + self.offset)


def text_of(passage: Passage) -> PassageText:
    """The text of a passage, with what stands above it."""
    return PassageText(
        text=passage.text,
        offset=passage.chunk.span.start,
        heading=passage.chunk.heading,
        title=passage.document.metadata.title,
    )


class Form(StrEnum):
    """What an excerpt is in its document."""

    SENTENCE = "sentence"
    LIST = "list"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A piece of a passage that an answer may quote; spans are offsets into the document's text.

    `before` is what the core needs to be understood: the sentence that it points back to, what
    leads in to a list or an item (or stands as heading over it), the header row of a table row.
    It ends before the core begins, and need not stand next to it; `adjacent` tells whether only
    blanks lie between. `cut` tells of a list that goes on after the core; `dangling` that the
    first words point back to something that the excerpt does not hold.
    """

    form: Form
    core: Span
    before: Span | None = None
    adjacent: bool = False
    cut: bool = False
    dangling: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """What to cite, in reading order: one span where the two stand together."""
        if self.before is None:
            return (self.core,)
        if self.adjacent:
            return (Span(start=self.before.start, end=self.core.end),)
        return (self.before, self.core)
