"""What an English model knows, as vectors for the Swedish side of a translation to learn.

The teacher is used while training only; nothing of it is shipped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ingest.training.ragged import Ragged
from ingest.training.texts import Translation
from ingest.training.vocabulary import encode

Vectors = NDArray[np.float32]
Teach = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Text i, Swedish or English, shall come to lie at `targets[i]` (unit length)."""

    texts: Ragged
    targets: Vectors

    def __len__(self) -> int:
        return len(self.targets)


def prepare_lessons(
    translations: Sequence[Translation], teach: Teach, tokenizer: Tokenizer, dimension: int
) -> Lessons:
    """Both sides of each translation with the teacher's vector of the English side."""
    english = sorted({each.english for each in translations})
    place = {text: number for number, text in enumerate(english)}
    vectors = _narrow(teach(english), dimension)
    both = [each.swedish for each in translations] + [each.english for each in translations]
    rows = np.array([place[each.english] for each in translations], np.int64)
    texts = encode(tokenizer, both)
    return Lessons(texts=texts, targets=vectors[np.concatenate([rows, rows])])


def _narrow(vectors: Vectors, dimension: int) -> Vectors:
    """The vectors in the `dimension` directions that carry most of them, unit length again."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    narrow = vectors @ directions[:, ::-1][:, :dimension]
    length = np.linalg.norm(narrow, axis=1, keepdims=True)
    result: Vectors = (narrow / np.maximum(length, 1e-9)).astype(np.float32)
    return result
