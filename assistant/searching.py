"""The way from a question to its hits: understand, narrow to the filters, find."""

import unicodedata
from dataclasses import dataclass

from assistant.filtering.among import legs_among
from assistant.filtering.narrowing import Asked, DocumentFilters
from assistant.filtering.types import NO_FILTERS, NOT_FILTERED, Filtering, Filters
from assistant.library import LibraryKeeper, OpenLibrary
from assistant.retrieval.finding import Finder
from assistant.retrieval.outlining import outlined
from assistant.retrieval.reranking import Reranker
from assistant.types import Asker, Hit, Query
from assistant.understanding.question import Understander
from ingest.embedding import Embedder
from ingest.record.types import Keys, Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked, on whose behalf, of which documents, and how many hits are wanted.

    `ignored` are parts of filters (`filtering.parts`) that the question sets and that shall not
    hold.
    """

    question: str
    asker: Asker
    limit: int
    filters: Filters = NO_FILTERS
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Understood:
    """A question understood in the light of one generation; `vector` has length 1."""

    library: OpenLibrary
    query: Query
    vector: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found, best first, in which generation, and what became of its filters."""

    generation: int
    hits: tuple[Hit, ...]
    filters: Filtering = NOT_FILTERED


class Searcher:
    """Searches the live generation. One per process; usable by threads."""

    def __init__(
        self,
        library: LibraryKeeper,
        embedder: Embedder,
        understander: Understander,
        documents: DocumentFilters,
        reranker: Reranker | None = None,
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._understander = understander
        self._documents = documents
        self._finder = Finder(embedder, reranker)

    def search(self, request: Request) -> Found:
        """The passages nearest a question, only of documents that pass the filters."""
        return self.find(self.understand(request.question), request)

    def understand(self, question: str) -> Understood:
        """A question as the library of now reads it; raises QuestionError, NoLibraryError."""
        library = self._library.current()
        query = self._understander.understand(readable(question), library.speller)
        vector: Vectors = self._embedder.embed_queries([query.question])[0]
        return Understood(library=library, query=query, vector=vector)

    def find(self, understood: Understood, request: Request) -> Found:
        """The hits of a question that has been understood."""
        library, query = understood.library, understood.query
        asked = Asked(asker=request.asker, caller=request.filters, question=query.filters)
        narrowed = self._documents.narrow(library.record, asked)
        hits = self.among(understood, request, narrowed.keys)
        if narrowed.keys is None and len(hits) < request.limit:
            seen = self._documents.visible(library.record, request.asker)
            # Where most is hidden, what may be seen is never reached from the top.
            hits = hits if seen is None else self.among(understood, request, seen)
        outlines = outlined(hits, library.record)
        return Found(generation=library.generation, hits=outlines, filters=narrowed.filtering)

    def among(
        self, understood: Understood, request: Request, among: Keys | None
    ) -> tuple[Hit, ...]:
        """The hits among these chunks (ascending; None: all), whatever filters are asked for."""
        library = understood.library
        fingerprint = self._embedder.fingerprint
        legs = library.legs if among is None else legs_among(library, among, fingerprint)
        return self._finder.find(
            understood.query, understood.vector, legs, request.asker, request.limit
        )


def readable(question: str) -> str:
    """The question without control characters and halves of letters, which nothing can read."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in question)
