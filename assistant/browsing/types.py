"""The nouns of finding documents: what is wanted, what matches, how it is counted."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.record.types import DocumentRow
from ingest.types import Kind, Span


class Sort(StrEnum):
    """In which order documents stand; those of no known day come last by age, either way."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsWanted:
    """Which documents are wanted: by words ("" for all), by facets (None for any), and how many.

    `publisher` and `agency` are agencies by any of their names: the first has published the
    document, the second has published it or is named in its title. `sort` None is by relevance
    where there are words, else the newest first.
    """

    words: str = ""
    publisher: str | None = None
    year: int | None = None
    kind: Kind | None = None
    agency: str | None = None
    sort: Sort | None = None
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that some documents have, and how many are found when it is chosen."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What can be chosen next: in each facet, what the other choices leave.

    Years the newest first, all others by count and then by name; values of no document are not
    there, nor are documents that have none.
    """

    publishers: tuple[FacetValue, ...]
    years: tuple[FacetValue, ...]
    kinds: tuple[FacetValue, ...]
    agencies: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some characters of a passage; `is_sought` where they are a word that was searched for."""

    text: str
    is_sought: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A part of a passage: its words in pieces, and where it stands in the document's text."""

    pieces: tuple[Piece, ...]
    span: Span
    page: int | None
    page_label: str | None
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document that matches, with its best passages (none where no words were given)."""

    row: DocumentRow
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsFound:
    """The documents from `offset` on, out of all `total` that match.

    `words` are those that were searched for, of which each document holds `held`: as many as any
    document that the asker may see.
    """

    generation: int
    total: int
    words: tuple[str, ...]
    held: int
    sort: Sort
    offset: int
    documents: tuple[FoundDocument, ...]
    facets: Facets
