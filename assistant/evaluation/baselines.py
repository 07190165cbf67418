"""The ways of searching that ours is compared with, over the same passages.

Each is what others do, plainly: no understanding of the question, no closer reading.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.errors import AssistantError
from assistant.library import OpenLibrary
from ingest.embedding import Embedder
from ingest.errors import IndexDamagedError
from ingest.index.lexical import LexicalReader, LexicalWriter, query_weights
from ingest.index.part_making import Analyser
from ingest.swedish import stem, terms, words

ALL = "all"
FUSION_CONSTANT = 60
FUSION_DEPTH = 100


class Way(Protocol):
    """A way of searching."""

    def search(self, question: str, limit: int) -> Sequence[int]:
        """The keys of the best passages, best first, at most `limit`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a baseline is made over: an open library, its embedder, a folder to build in."""

    library: OpenLibrary
    embedder: Embedder
    scratch: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexical:
    """BM25 over the terms that an analyser gives."""

    reader: LexicalReader
    analyse: Analyser

    def search(self, question: str, limit: int) -> Sequence[int]:
        """See `Way`."""
        found = self.reader.search(query_weights(question, self.analyse), limit)
        return [hit.key for hit in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dense:
    """Vectors alone."""

    ground: Ground

    def search(self, question: str, limit: int) -> Sequence[int]:
        """See `Way`."""
        vectors = self.ground.library.vectors
        if vectors is None:
            raise IndexDamagedError("Vektorindexet går inte att söka i.")
        vector = self.ground.embedder.embed_queries([question])[0]
        return [hit.key for hit in vectors.search(vector, limit)] if vector.any() else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """Equal-weight reciprocal rank fusion (Cormack, Clarke and Büttcher 2009) of other ways."""

    ways: tuple[Way, ...]

    def search(self, question: str, limit: int) -> Sequence[int]:
        """See `Way`."""
        scores: dict[int, float] = defaultdict(float)
        for way in self.ways:
            for rank, key in enumerate(way.search(question, max(limit, FUSION_DEPTH)), start=1):
                scores[key] += 1 / (FUSION_CONSTANT + rank)
        return sorted(scores, key=lambda key: -scores[key])[:limit]


def chosen_names(name: str) -> tuple[str, ...]:
    """The baselines that a name stands for: itself, all, or none where it is empty.

    Raises:
        AssistantError: for an unknown name, with those there are.
    """
    if name in {"", ALL}:
        return tuple(BASELINES) if name else ()
    if name not in BASELINES:
        raise AssistantError(
            f"Jämförelsen ”{name}” finns inte.", f"Välj en av {', '.join(BASELINES)}, eller {ALL}."
        )
    return (name,)


def build_baseline(name: str, ground: Ground) -> Way:
    """The baseline of that name; raises IndexDamagedError where it needs a leg that is gone."""
    return BASELINES[name](ground)


def _plain_words(text: str) -> str:
    return " ".join(words(text))


def _plain_stems(text: str) -> str:
    return " ".join(map(stem, words(text)))


def _indexed(ground: Ground, name: str, analyse: Analyser) -> Way:
    folder = ground.scratch / name
    record = ground.library.record
    with closing(LexicalWriter(folder, analyse)) as writer:
        for rows in record.index_rows(record.keys()):
            writer.add(rows)
    return Lexical(reader=LexicalReader(folder), analyse=analyse)


def _own_leg(ground: Ground) -> Way:
    if ground.library.lexical is None:
        raise IndexDamagedError("Ordindexet går inte att söka i.")
    return Lexical(reader=ground.library.lexical, analyse=terms)


BASELINES: dict[str, Callable[[Ground], Way]] = {
    "words": lambda ground: _indexed(ground, "words", _plain_words),
    "stems": lambda ground: _indexed(ground, "stems", _plain_stems),
    "dense": lambda ground: Dense(ground=ground),
    "rrf": lambda ground: Fused(ways=(_own_leg(ground), Dense(ground=ground))),
    "lexical": _own_leg,
}
