"""Evens out the directions of learnt vectors, so that a few of them do not decide alone.

After learning, some directions carry a hundred times as much of the passages as others. To
divide each by a power of what it carries (partial whitening) turns and stretches the whole
space: texts stay means of their pieces.
"""

import numpy as np
from numpy.typing import NDArray

from ingest.training.corpus import Corpus
from ingest.training.ragged import Ragged
from ingest.training.settings import TrainingSettings

Vectors = NDArray[np.float32]

_SAMPLE = 8000


def even_out(vectors: Vectors, corpus: Corpus, settings: TrainingSettings) -> Vectors:
    """The vectors of the pieces, stretched along the directions of a sample of passages.

    `settings.evenness` 0 only turns them; at 0.5 all directions would carry equally much.
    """
    chosen = np.random.default_rng(settings.seed + 2).integers(0, len(corpus), _SAMPLE)
    first, last = corpus.first[chosen], corpus.first[chosen + 1]
    starts = corpus.lines.starts
    passages = _embed(vectors, corpus.lines.spans(starts[first], starts[last]))
    carried, directions = np.linalg.eigh(passages.T @ passages)
    stretch = (np.maximum(carried, carried[-1] * 1e-6) / carried[-1]) ** -settings.evenness
    evened: Vectors = (vectors @ directions * stretch).astype(np.float32)
    return evened


def _embed(vectors: Vectors, texts: Ragged) -> Vectors:
    """Unit vectors, one row per text; an empty text gives a zero row."""
    rows = [vectors[part].sum(axis=0) for part in np.split(texts.values, texts.starts[1:-1])]
    sums = np.array(rows, np.float32)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: Vectors = sums / np.maximum(lengths, 1e-9)
    return unit
