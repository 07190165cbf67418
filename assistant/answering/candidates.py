"""The excerpts that an answer may be picked from, and how well each fits the question."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.answering.defining import asks_what_it_is, defines
from assistant.answering.signs import has_sign
from assistant.answering.weighing import Traits, weighed
from assistant.excerpts.reading import PassageReader, ReadExcerpt, terms_of
from assistant.excerpts.types import Form
from assistant.excerpts.wording import evidence_of
from assistant.matching.bearing import bearing
from assistant.matching.word_likeness import WordLikeness
from assistant.short_answers.direct import fits, holds_sort
from assistant.types import Evidence, Hit, Query, Term
from ingest.record.types import Vectors

HITS_READ = 8
KEPT = 24
"""So many excerpts at most an answer may be picked from."""
CONTEXT_CREDIT = 0.6
"""A word that stands only in the heading or the passage around counts this much."""
NAME_CREDIT = 0.9
"""A name or a number does, almost: a report seldom repeats its own number."""
NAME_WEIGHT = 1.6
RAREST = 0.02
"""A word counts as standing in at least this share of the passages ..."""
PRIOR_CHUNKS = 200
"""... and of as many more that the library is thought to have, lest few passages decide."""
UNLIKE, ALIKE = 0.35, 0.75
"""Likeness below the first is none, above the second is whole, where it is to be sure."""

_LIST_ASKED = re.compile(r"\b(?:vilka|lista|räkna upp|nämn|which|list)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\A[\W\d]*[A-ZÅÄÖÉÜ§].*[.!?:”\")]\Z", re.DOTALL)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An excerpt of a passage, with what speaks for it.

    `evidence` ends with the excerpt's core. `wording` is it as a person reads it, on one line.
    `inside` tells for each of the question's terms how far it stands in the excerpt itself
    (0 to 1), `headed` the same for its heading and its document's title, `around` for these and
    all of its passage; in the order of the query.
    `weight` is all that speaks for it, on the scale of a logit.
    """

    evidence: tuple[Evidence, ...]
    form: Form
    wording: str
    inside: tuple[float, ...]
    headed: tuple[float, ...]
    around: tuple[float, ...]
    traits: Traits
    weight: float

    @property
    def grams(self) -> frozenset[str]:
        """The index terms of its wording."""
        return terms_of(self.wording)

    @property
    def core(self) -> Evidence:
        """The excerpt without what it needs to be understood."""
        return self.evidence[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """An excerpt as it was met: read, its hit and that one's rank."""

    read: ReadExcerpt
    hit: Hit
    rank: int

    @property
    def wording(self) -> str:
        return self.read.wording


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Borne:
    """How far the excerpts bear the terms, of shape (excerpts, terms).

    `said` in the question's words, `meant` with their headings and titles and by like words too,
    `headed` their headings and titles, `around` their whole passages.
    """

    said: Floats
    meant: Floats
    headed: Floats
    around: Floats


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Asked:
    """A question's terms: what each weighs, how rare it is as it stands, and which are names."""

    query: Query
    weights: Floats
    rareness: Floats
    names: NDArray[np.bool_]


class CandidateFinder:
    """Reads the passages found, excerpt by excerpt. Lives as long as the library it reads."""

    def __init__(
        self,
        reader: PassageReader,
        alike: WordLikeness,
        frequency: Callable[[str], int],
        chunks: int,
    ) -> None:
        self._reader = reader
        self._alike = alike
        self._frequency = frequency
        self._chunks = max(chunks, 1)

    def find(self, query: Query, vector: Vectors, hits: Sequence[Hit]) -> list[Candidate]:
        """The `KEPT` best candidates of the first `HITS_READ` passages, best first."""
        hits = hits[:HITS_READ]
        read = self._reader.read([hit.passage for hit in hits])
        met = [
            _Met(read=one, hit=hit, rank=rank)
            for rank, (hit, own) in enumerate(zip(hits, read, strict=True))
            for one in own
        ]
        if not met or not query.terms:
            return []
        asked = _Asked(
            query=query,
            weights=np.array([self.rarity(term) for term in query.terms]),
            rareness=np.array([self._rareness(term) for term in query.terms]),
            names=np.array([term.is_name for term in query.terms]),
        )
        borne = self._borne(query, met, hits)
        likeness = np.stack([one.read.vector for one in met]) @ vector
        traits = _traits(asked, met, borne, likeness)
        first = sorted(range(len(met)), key=lambda n: -weighed(traits[n]))[:KEPT]
        candidates = [_candidate(asked, met[n], borne, n, traits[n]) for n in first]
        return sorted(candidates, key=lambda candidate: -candidate.weight)

    def _borne(self, query: Query, met: Sequence[_Met], read: Sequence[Hit]) -> _Borne:
        passages = [hit.passage for hit in read]
        texts = [*self._reader.above(passages), *self._reader.around(passages)]
        found = bearing(query, [*(one.read.words for one in met), *texts], self._alike)
        ranks = np.array([one.rank for one in met])
        head, around = ranks + len(met), ranks + len(met) + len(read)
        own = found.meant[: len(met)]
        return _Borne(
            said=found.said[: len(met)],
            meant=np.maximum(own, found.meant[head]),
            headed=found.said[head],
            around=found.said[around],
        )

    def _rareness(self, term: Term) -> float:
        """The inverse document frequency of a term's stem in this library."""
        seen = self._frequency(term.forms[0])
        return math.log(1 + (self._chunks + 0.5) / (seen + 0.5))

    def rarity(self, term: Term) -> float:
        """The inverse document frequency of a term's stem: how much it tells passages apart.

        A word that the library lacks weighs no more than a rare one that it has, and a name
        more than another word: it points out what the question is about.
        """
        chunks = self._chunks + PRIOR_CHUNKS
        seen = max(self._frequency(term.forms[0]) + RAREST * PRIOR_CHUNKS, RAREST * chunks)
        frequency = math.log(1 + (chunks - seen + 0.5) / (seen + 0.5))
        return frequency * (NAME_WEIGHT if term.is_name else 1.0)


def _candidate(asked: _Asked, met: _Met, borne: _Borne, n: int, traits: Traits) -> Candidate:
    """The candidate; only of the best it is worth while to look for what is asked for."""
    traits = replace(traits, sort=float(holds_sort(asked.query, met.wording)))
    return Candidate(
        evidence=evidence_of(met.read.excerpt, met.hit.passage),
        form=met.read.excerpt.form,
        wording=met.wording,
        inside=tuple(borne.said[n].tolist()),
        headed=tuple(borne.headed[n].tolist()),
        around=tuple(borne.around[n].tolist()),
        traits=traits,
        weight=weighed(traits),
    )


def _traits(
    asked: _Asked, met: Sequence[_Met], borne: _Borne, likeness: NDArray[np.float32]
) -> list[Traits]:
    """The traits of each, but for `sort`."""
    query, names = asked.query, asked.names
    surely = np.clip((borne.meant - UNLIKE) / (ALIKE - UNLIKE), 0.0, 1.0)
    in_context = borne.around * np.where(names, NAME_CREDIT, CONTEXT_CREDIT)
    is_missed = names & (borne.said + borne.around == 0)
    shares = {
        "meant": _share(asked.rareness, borne.meant),
        "meant_surely": _share(asked.rareness, surely),
        "said": _share(asked.rareness, borne.said),
        "said_beside_names": _share(asked.weights * ~names, borne.said),
        "supported": _share(asked.weights, np.maximum(borne.said, in_context)),
        "likeness": np.maximum(likeness, 0.0),
        "names_missed": is_missed.sum(axis=1) / max(int(names.sum()), 1),
        "focus": np.zeros(len(met)) if query.focus is None else borne.said[:, query.focus],
    }
    best = met[0].hit.score
    asks_what = asks_what_it_is(query.question)
    asks_list = _LIST_ASKED.search(query.question) is not None
    return [
        Traits(
            **{name: float(share[n]) for name, share in shares.items()},
            below_best=one.hit.score - best,
            place=one.rank / HITS_READ,
            sort=0.0,
            not_sort=float(not fits(query, one.wording)),
            sign=float(has_sign(query.wanted, one.wording)),
            defines=float(asks_what and defines(query.terms, one.read.excerpt, one.wording)),
            is_question=float(one.wording.endswith("?")),
            is_fragment=float(
                one.read.excerpt.form is Form.SENTENCE and _WHOLE.match(one.wording) is None
            ),
            is_item=float(one.read.excerpt.form is Form.ITEM),
            list_asked=float(one.read.excerpt.form is Form.LIST and asks_list),
        )
        for n, one in enumerate(met)
    ]


def _share(weights: Floats, borne: Floats) -> Floats:
    """The share of the weight that each row bears."""
    found: Floats = borne @ weights / max(float(weights.sum()), 1e-9)
    return found
