"""How alike the best sentence of a passage is to a question: finer than the whole passage's."""

from collections.abc import Sequence

import numpy as np

from assistant.retrieval.legs import Floats
from ingest.embedding import Embedder
from ingest.record.types import Vectors
from ingest.remembering import RememberedMany, of_vectors
from ingest.sentences import sentence_spans
from ingest.types import Span

TEXTS = 800
"""The sentences of so many texts are remembered, about 8 kB each; fewer of longer vectors."""


class SentenceLikeness:
    """Compares texts with questions, sentence by sentence. One per process; usable by threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors = RememberedMany(self._embedded, of_vectors(TEXTS, embedder.dimension))

    def of(self, texts: Sequence[str], vector: Vectors) -> Floats:
        """The highest cosine of a sentence of each text to a vector of length 1, in their order."""
        found = [float((own @ vector).max()) for own in self._vectors(texts)]
        return np.array(found, np.float64)

    def _embedded(self, texts: list[str]) -> list[Vectors]:
        """The vectors of the sentences of each text, as rows."""
        sentences = [_sentences(text) for text in texts]
        vectors = self._embedder.embed_passages([one for some in sentences for one in some])
        ends = np.cumsum([len(some) for some in sentences])
        return [own.copy() for own in np.split(vectors, ends[:-1])]


def _sentences(text: str) -> list[str]:
    spans = sentence_spans(text, Span(start=0, end=len(text)))
    return [span.of(text) for span in spans] or [text]
