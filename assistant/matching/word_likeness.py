"""How alike single words are in meaning, by the vectors of a model that embeds thousands a second.

Knows nothing about questions. Words are remembered, so that most are embedded once.
"""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.embedding import Embedder
from ingest.record.types import Vectors

MOST_WORDS = 20_000
"""Words whose vectors are kept: 20 MB at 256 numbers each."""


class WordLikeness:
    """Compares words by vector. One per process; usable by threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = threading.Lock()
        self._known: dict[str, int] = {}
        self._vectors: Vectors = np.empty((MOST_WORDS, embedder.dimension), np.float32)

    def likeness(self, asked: Sequence[str], there: Sequence[str]) -> NDArray[np.float64]:
        """The cosine of every word asked for with every word there, of shape (asked, there)."""
        vectors = self._of([*asked, *there])
        # A product of matrices would wait for threads on loaded cores.
        found: NDArray[np.float64] = np.einsum(
            "ik,jk->ij", vectors[: len(asked)], vectors[len(asked) :], dtype=np.float64
        )
        return found

    def _of(self, words: Sequence[str]) -> Vectors:
        if len(set(words)) > MOST_WORDS:
            return self._embedder.embed_passages(words)
        with self._lock:
            new = [word for word in dict.fromkeys(words) if word not in self._known]
            if len(self._known) + len(new) > MOST_WORDS:
                self._known = {}
                new = list(dict.fromkeys(words))
            if new:
                first, behind = len(self._known), len(self._known) + len(new)
                self._vectors[first:behind] = self._embedder.embed_passages(new)
                self._known.update(zip(new, range(first, behind), strict=True))
            return self._vectors.take([self._known[word] for word in words], axis=0)
