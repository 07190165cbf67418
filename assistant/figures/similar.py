"""Finds the projects most like a described or a registered one, and says why.

Like are projects whose purpose, name and system mean the same (by the embedding model and by
shared words), and that are alike in kind, size and length. How each went stands beside it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.embedding import Embedder, Vectors
from ingest.register.profiles import ProjectKnown, ProjectState
from ingest.swedish import stem, words

_MEANING, _WORDS, _KIND, _SYSTEM, _SIZE, _LENGTH = 1.0, 0.45, 0.1, 0.3, 0.06, 0.04
_LEAST = 0.2
_ALIKE = 0.45
"""Meanings nearer than this are told of as alike."""
_SHORTEST_WORD = 4
_TENFOLD = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A project to find others like: described in words, or a registered one's newest state."""

    text: str
    kind: str = ""
    system: str = ""
    budget: float | None = None
    length: int | None = None
    project: int | None = None
    """Its id, which is not like itself; None where it is only described."""


class Shared(StrEnum):
    """What two projects may have in common."""

    PURPOSE = "purpose"
    KIND = "kind"
    SYSTEM = "system"
    SIZE = "size"
    LENGTH = "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What two projects have in common; `value` is the kind or the system, else ""."""

    shared: Shared
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A project like the wanted one: `likeness` is 0 to 1; `traits` are what they share."""

    project: ProjectKnown
    likeness: float
    traits: tuple[Trait, ...]


def as_wanted(known: ProjectKnown) -> Wanted:
    """A registered project, to find others like it."""
    state = known.newest
    return Wanted(
        text=_text(state),
        kind=state.kind or "",
        system=state.system or "",
        budget=state.budget,
        length=state.length,
        project=known.id,
    )


class SimilarProjects:
    """The projects of a register, made ready to be compared. Usable by threads."""

    def __init__(self, projects: Sequence[ProjectKnown], embedder: Embedder) -> None:
        self._projects = tuple(projects)
        self._embedder = embedder
        states = [known.newest for known in self._projects]
        self._meanings = _meanings(embedder, [_text(state) for state in states])
        self._words = [_words(_text(state)) for state in states]
        self._weights = _rarity(self._words)

    def like(self, wanted: Wanted, most: int) -> tuple[Similar, ...]:
        """The projects most like it, best first; at most so many, and none that is unlike it."""
        if not self._projects:
            return ()
        meanings = self._meanings @ _meanings(self._embedder, [wanted.text])[0]
        own = _words(f"{wanted.text} {wanted.system}")
        scores = [self._score(at, wanted, float(meanings[at]), own) for at in self._others(wanted)]
        best = sorted(scores, key=lambda one: (-one.likeness, one.project.id))[:most]
        return tuple(one for one in best if one.likeness >= _LEAST)

    def _others(self, wanted: Wanted) -> Iterator[int]:
        return (at for at, known in enumerate(self._projects) if known.id != wanted.project)

    def _score(self, at: int, wanted: Wanted, meaning: float, words: frozenset[str]) -> Similar:
        state = self._projects[at].newest
        shared = words & self._words[at]
        overlap = self._overlap(shared, words, self._words[at])
        signs = {
            "meaning": (_MEANING, max(0.0, meaning)),
            "words": (_WORDS, overlap),
            "kind": (_KIND, float(bool(wanted.kind) and wanted.kind == state.kind)),
            "system": (_SYSTEM, _same_system(wanted.system, state.system or "")),
            "size": (_SIZE, _near(wanted.budget, state.budget)),
            "length": (_LENGTH, _near(wanted.length, state.length)),
        }
        total = sum(weight * sign for weight, sign in signs.values())
        likeness = total / sum(weight for weight, _ in signs.values())
        told = _traits({name: sign for name, (_, sign) in signs.items()}, state)
        return Similar(project=self._projects[at], likeness=round(likeness, 4), traits=tuple(told))

    def _overlap(self, shared: frozenset[str], one: frozenset[str], other: frozenset[str]) -> float:
        """Shared words, the rarer the more, of the lesser's."""
        least = min(self._weight(one), self._weight(other))
        return self._weight(shared) / least if least else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word, 0.0) for word in words)


def _text(state: ProjectState) -> str:
    return ". ".join(filter(None, (state.name, state.purpose, _bare(state.system or ""))))


def _bare(system: str) -> str:
    """A system's name without what stands before a hyphen: whose it is."""
    return system.rpartition("-")[2]


def _meanings(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    return embedder.embed_passages(texts)


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if len(word) >= _SHORTEST_WORD)


def _rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for one in texts:
        for word in one:
            counts[word] = counts.get(word, 0) + 1
    return {word: math.log(1 + len(texts) / count) for word, count in counts.items()}


def _same_system(one: str, other: str) -> float:
    return float(bool(one) and bool(other) and _bare(one).lower() == _bare(other).lower())


def _near(one: float | None, other: float | None) -> float:
    """1 where two numbers are the same, 0 where one is ten times the other."""
    if not one or not other or one < 0 or other < 0:
        return 0.0
    return max(0.0, 1 - abs(math.log10(one / other)) / _TENFOLD)


def _traits(signs: dict[str, float], state: ProjectState) -> Iterator[Trait]:
    if signs["meaning"] >= _ALIKE:
        yield Trait(shared=Shared.PURPOSE)
    if signs["kind"]:
        yield Trait(shared=Shared.KIND, value=state.kind or "")
    if signs["system"]:
        yield Trait(shared=Shared.SYSTEM, value=_bare(state.system or ""))
    if signs["size"] > 1 / 2:
        yield Trait(shared=Shared.SIZE)
    if signs["length"] > 1 / 2:
        yield Trait(shared=Shared.LENGTH)
