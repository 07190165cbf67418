"""How alike the best sentence of a passage is to a question: finer than the whole passage's."""

from collections.abc import Sequence

import numpy as np

from assistant.retrieval.legs import Floats
from ingest.embedding import Embedder
from ingest.record.types import Vectors
from ingest.sentences import sentence_spans
from ingest.types import Span


def sentence_likeness(texts: Sequence[str], vector: Vectors, embedder: Embedder) -> Floats:
    """The highest cosine of a sentence of each text to a vector of length 1, in their order."""
    sentences = [_sentences(text) for text in texts]
    if not sentences:
        return np.zeros(0)
    likeness = embedder.embed_passages([one for some in sentences for one in some]) @ vector
    starts = np.cumsum([0, *(len(some) for some in sentences[:-1])])
    found: Floats = np.maximum.reduceat(likeness, starts).astype(np.float64)
    return found


def _sentences(text: str) -> list[str]:
    spans = sentence_spans(text, Span(start=0, end=len(text)))
    return [span.of(text) for span in spans] or [text]
