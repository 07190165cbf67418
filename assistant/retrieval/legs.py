"""What is searched: the two legs of a library and its record, as retrieval sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.index.types import Found
from ingest.record.types import KeyedVectors, Keys, Passage, Vectors
from ingest.types import Span

Floats = NDArray[np.float64]


class DenseLeg(Protocol):
    """Searches by vector."""

    def search(self, vector: Vectors, limit: int) -> list[Found]:
        """The nearest chunks, best first."""
        ...


class LexicalLeg(Protocol):
    """Searches by weighted index terms."""

    def search(self, weights: dict[str, float], limit: int) -> list[Found]:
        """The best chunks, best first."""
        ...

    def scores(self, weights: dict[str, float], keys: Keys) -> list[Found]:
        """The scores of these chunks; a chunk that holds none of the terms is left out."""
        ...

    def frequency(self, term: str) -> int:
        """In how many chunks an index term stands."""
        ...

    def count(self) -> int:
        """How many chunks there are."""
        ...


class Passages(Protocol):
    """Gives the passages of chunk keys, as the record has them now."""

    def passages(self, keys: Sequence[int]) -> list[Passage]:
        """In the order asked for; what may no longer be shown is left out."""
        ...

    def characters(self, version: str, span: Span) -> str:
        """The characters of a version's text that a span covers."""
        ...


class StoredVectors(Protocol):
    """Gives the vectors of chunk keys, made by the model that questions are embedded with."""

    def vectors(self, keys: Sequence[int]) -> KeyedVectors:
        """The vectors of the chunks, ascending by key; none while they are of another model."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """What is searched; what cannot be opened is None."""

    lexical: LexicalLeg | None
    dense: DenseLeg | None
    vectors: StoredVectors | None
    record: Passages
