"""Passages read excerpt by excerpt: each one's wording, its different words and its vector.

Signposts, which answer nothing, are left out.

A text says the same whatever is asked of it, so what was read is remembered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.excerpts.cutting import excerpts
from assistant.excerpts.signposts import is_signpost
from assistant.excerpts.types import Excerpt, PassageText, text_of
from assistant.excerpts.wording import wording
from ingest.embedding import Embedder
from ingest.record.types import Passage, Vectors
from ingest.remembering import RememberedMany, of_vectors
from ingest.swedish import different_words, terms

PASSAGES = 800
"""So many are remembered, a dozen excerpts of 2 kB each; fewer where vectors are longer."""
TEXTS = 2000
"""The different words of so many texts with what stands above them are remembered, 3 kB each."""
COMPARED = 250
"""The index terms of so many are remembered, 15 kB each: an answer compares a few with others."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ReadExcerpt:
    """An excerpt, as a person reads it, and of that the different words and the vector."""

    excerpt: Excerpt
    wording: str
    words: tuple[str, ...]
    vector: Vectors


class PassageReader:
    """Reads passages for any question. One per process; usable by threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._read = RememberedMany(self._read_anew, of_vectors(PASSAGES, embedder.dimension))
        self._words: Callable[[str], tuple[str, ...]] = lru_cache(TEXTS)(different_words)

    def read(self, passages: Sequence[Passage]) -> list[tuple[ReadExcerpt, ...]]:
        """The excerpts of each passage that may answer something, in reading order."""
        return self._read(list(map(text_of, passages)))

    def above(self, passages: Sequence[Passage]) -> list[tuple[str, ...]]:
        """The different words of each passage's headings and title."""
        return [
            self._words(f"{one.chunk.heading} {one.document.metadata.title}") for one in passages
        ]

    def around(self, passages: Sequence[Passage]) -> list[tuple[str, ...]]:
        """The different words of each whole passage, and of all that is known of it."""
        return [self._words(_context(one)) for one in passages]

    def _read_anew(self, passages: list[PassageText]) -> list[tuple[ReadExcerpt, ...]]:
        cut = [_worded(passage) for passage in passages]
        vectors = iter(self._embedder.embed_passages([said for some in cut for _, said in some]))
        return [
            tuple(
                ReadExcerpt(
                    excerpt=one,
                    wording=said,
                    words=different_words(said),
                    vector=next(vectors).copy(),
                )
                for one, said in some
            )
            for some in cut
        ]


@lru_cache(COMPARED)
def terms_of(wording: str) -> frozenset[str]:
    """The index terms of an excerpt's wording."""
    return frozenset(terms(wording).split())


def _worded(passage: PassageText) -> list[tuple[Excerpt, str]]:
    """The excerpts but for signposts, each with its wording."""
    return [
        (one, wording(one, passage)) for one in excerpts(passage) if not is_signpost(one, passage)
    ]


def _context(passage: Passage) -> str:
    known = passage.document.metadata
    facts = (known.title, known.publisher, known.year, known.publication_number)
    return " ".join([*(str(fact) for fact in facts if fact), passage.chunk.heading, passage.text])
