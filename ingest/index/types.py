"""What the index hands out, remembers, and is told to build."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One chunk that a search found; a higher score is a better one, within one search only."""

    key: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StemCount:
    """A stem of the index without its mark, and in how many chunks it stands."""

    stem: str
    chunks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation was made of and with; `keys_hash` is over its sorted chunk keys.

    `analyser` is empty in generations that were made before it was written down.
    """

    generation: int
    chunks: int
    keys_hash: str
    embedder: str
    dimension: int
    chromadb: str
    lexical: str
    analyser: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build or check: `generation` in `folder`.

    It is built upon the generation `previous` (0: upon nothing).
    """

    data: str
    folder: str
    generation: int
    previous: int
    embedder: str
    dimension: int
