"""Sentences of different documents as candidates for an answer, for tests that need no library."""

from dataclasses import dataclass, replace

import numpy as np

from assistant.answering.candidates import Candidate, CandidateFinder
from assistant.excerpts.reading import PassageReader
from assistant.matching.word_likeness import WordLikeness
from assistant.types import Hit
from ingest.embedding import Embedder
from ingest.types import Metadata
from tests.drafts import passage
from tests.understandings import understand


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that holds one sentence, and what is known of it."""

    text: str
    title: str = "Statens it-kostnader"
    publisher: str | None = None
    year: int | None = 2020
    number: str | None = None


def hits_of(*sources: Source) -> list[Hit]:
    """A hit for each source, each of a document of its own, best first."""
    return [_hit(n, source) for n, source in enumerate(sources)]


def candidates_of(embedder: Embedder, question: str, *hits: Hit) -> list[Candidate]:
    """The candidates of the hits, in the order of the hits."""
    finder = CandidateFinder(PassageReader(embedder), WordLikeness(embedder), lambda _term: 1, 10)
    vector = np.asarray(embedder.embed_queries([question])[0], dtype=np.float32)
    found = finder.find(understand(question), vector, hits)
    places = [hit.passage.key for hit in hits]
    return sorted(found, key=lambda c: places.index(c.core.passage.key))


def _hit(n: int, source: Source) -> Hit:
    found = passage(source.text, key=n + 1, document=f"{n:016}")
    known = Metadata(
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        publication_number=source.number,
    )
    document = replace(found.document, metadata=known)
    return Hit(passage=replace(found, document=document), score=1.0)
