"""Exact vector search over the record's own vectors, all held in memory.

The reference for Chroma, and what serves when Chroma's folder cannot be opened.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from ingest.index.types import Found
from ingest.record.types import IndexRow, Vectors


class ExactVectors:
    """Searches all vectors by inner product; may be shared by threads."""

    def __init__(self, batches: Iterable[Sequence[IndexRow]]) -> None:
        rows = [row for batch in batches for row in batch]
        self._keys = [row.key for row in rows]
        self._vectors = np.stack([row.vector for row in rows]) if rows else np.zeros((0, 1))

    def count(self) -> int:
        """How many chunks it holds."""
        return len(self._keys)

    def search(self, vector: Vectors, limit: int) -> list[Found]:
        """The nearest chunks, best first; `vector` is float32 of shape (dimension,)."""
        if not self._keys:
            return []
        scores = self._vectors @ vector
        best = np.argsort(-scores, kind="stable")[:limit]
        return [Found(key=self._keys[i], score=float(scores[i])) for i in best]
