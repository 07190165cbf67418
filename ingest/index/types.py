"""What the index hands out and remembers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One chunk that a search found; a higher score is a better one, within one search only."""

    key: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation was made of and with; `keys_hash` is over its sorted chunk keys."""

    generation: int
    chunks: int
    keys_hash: str
    embedder: str
    dimension: int
    chromadb: str
    lexical: str
