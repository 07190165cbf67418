"""The sentences that an answer may be picked from, and how well each fits the question."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.term_matching import TextTerms, terms_of, touches
from assistant.types import Evidence, Hit, Query, Term, Wanted
from ingest.embedding import Embedder
from ingest.record.types import Vectors
from ingest.rendering import readable
from ingest.sentences import sentence_spans
from ingest.swedish import terms
from ingest.types import Span
from ingest.typography import LIST_MARK

HITS_READ = 8
SHORTEST, LONGEST, LONGEST_LIST = 25, 450, 900
CONTEXT_CREDIT = 0.6
"""A word that stands only in the heading or the passage around counts this much."""
NAME_CREDIT = 0.9
"""A name or a number does, almost: a report seldom repeats its own number."""
NAME_WEIGHT = 1.6
RAREST = 0.02
"""A word counts as standing in at least this share of the passages ..."""
PRIOR_CHUNKS = 200
"""... and of as many more that the library is thought to have, lest few passages decide."""
NAME_MISSED = 0.3
"""What it costs to stand where none of the question's names and numbers stand."""

_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
_SIGNS = {
    Wanted.TIME: re.compile(
        # a year or a date that is no part of a publication number such as RiR 2025:8
        rf"(?<![\d:/-])(?:1[89]|20)\d\d(?![\d:/])|\b\d{{1,2}} {_MONTH}"
        r"|\b(?:vart|varje|inom) \w+ (?:år|månad|vecka|dag|timm)"
    ),
    Wanted.DURATION: re.compile(
        r"(?:\d|\b(?:ett?|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|halv[ta]?))\s+"
        r"(?:minut|timm|dag|dygn|veck|månad|kvartal|år\b)"
    ),
    Wanted.AMOUNT: re.compile(
        # a number that counts something, which a year does not
        r"(?<![\d:/§-])(?!(?:19|20)\d\d\b)\d+(?:[,.]\d+)?(?: \d{3})*\s*(?:%|[a-zåäö]{2,})"
        r"|\b(?:procent|hälften|tredjedel\w*|fjärdedel\w*|miljon\w*|miljard\w*"
        r"|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b"
    ),
    Wanted.REASON: re.compile(
        r"\b(?:därför|eftersom|på grund av|orsak\w*|berodde|beror|skäl\w*"
        r"|till följd|brist\w*|saknade\w*|svag\w*|eftersatt\w*)\b"
    ),
    Wanted.WHO: re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]{2,}"),
}
_ITEM = re.compile(LIST_MARK)
_LIST_BEGUN = re.compile(rf":\s*\n\s*{LIST_MARK}")
_WHOLE = re.compile(r"\A[\W\d]*[A-ZÅÄÖÉÜ§].*[.!?:”\")]\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of a passage, with what speaks for it.

    `wording` is the sentence as a person reads it, on one line.
    `inside` tells for each of the question's terms how far it stands in the sentence itself
    (0 to 1), `around` the same for its headings and passage, both in the order of the query;
    `covered` and `supported` are their weighted shares, the second with `around` counted in
    part. `likeness` is the cosine to the question, `typed` whether the sentence holds the sort
    of thing that is asked for, `score` all of it together.
    """

    evidence: Evidence
    wording: str
    inside: tuple[float, ...]
    around: tuple[float, ...]
    covered: float
    supported: float
    likeness: float
    typed: bool
    score: float
    grams: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A sentence as it was met: its wording, its passage's rank, its cosine to the question.

    `below_best` is what its passage's score lacks of the best one's: 0 or less.
    """

    evidence: Evidence
    wording: str
    rank: int
    below_best: float
    likeness: float


class CandidateFinder:
    """Reads the passages found, sentence by sentence. Lives as long as the library it reads."""

    def __init__(self, embedder: Embedder, frequency: Callable[[str], int], chunks: int) -> None:
        self._embedder = embedder
        self._frequency = frequency
        self._chunks = max(chunks, 1)

    def find(self, query: Query, vector: Vectors, hits: Sequence[Hit]) -> list[Candidate]:
        """The candidates of the first `HITS_READ` passages, best first."""
        read = hits[:HITS_READ]
        found = [(rank, e) for rank, hit in enumerate(read) for e in _sentences(hit)]
        if not found:
            return []
        weights = np.array([self.rarity(term) for term in query.terms])
        around = [terms_of(_context(hit)) for hit in read]
        wordings = [readable(evidence.quote) for _, evidence in found]
        likenesses = self._embedder.embed_passages(wordings) @ vector
        sentences = [
            _Read(
                evidence=evidence,
                wording=wording,
                rank=rank,
                below_best=read[rank].score - read[0].score,
                likeness=float(likeness),
            )
            for (rank, evidence), wording, likeness in zip(found, wordings, likenesses, strict=True)
        ]
        candidates = [_candidate(query, weights, s, around[s.rank]) for s in sentences]
        return sorted(candidates, key=lambda candidate: -candidate.score)

    def rarity(self, term: Term) -> float:
        """The inverse document frequency of a term's stem: how much it tells passages apart.

        A word that the library lacks weighs no more than a rare one that it has, and a name
        more than another word: it points out what the question is about.
        """
        chunks = self._chunks + PRIOR_CHUNKS
        seen = max(self._frequency(term.forms[0]) + RAREST * PRIOR_CHUNKS, RAREST * chunks)
        frequency = math.log(1 + (chunks - seen + 0.5) / (seen + 0.5))
        return frequency * (NAME_WEIGHT if term.is_name else 1.0)


def _candidate(query: Query, weights: np.ndarray, sentence: _Read, around: TextTerms) -> Candidate:
    text = sentence.wording
    own = terms_of(text)
    inside = np.array(touches(query, own))
    outside = np.array(touches(query, around))
    names = np.array([term.is_name for term in query.terms])
    whole = float(weights.sum()) or 1.0
    credited = np.maximum(inside, outside * np.where(names, NAME_CREDIT, CONTEXT_CREDIT))
    covered = float(weights @ np.where(names, credited, inside)) / whole
    supported = float(weights @ credited) / whole
    typed = _is_typed(query.wanted, text)
    score = (
        0.6 * covered
        + 0.65 * supported
        + 0.7 * max(sentence.likeness, 0.0)
        + (0.4 if typed else 0.0)
        + 0.1 * sentence.below_best
        + (0.0 if query.focus is None else 0.2 * float(inside[query.focus]))
        - NAME_MISSED * float((names & (inside + outside == 0)).sum()) / max(names.sum(), 1)
        - 0.5 * _form_faults(text)
    )
    return Candidate(
        evidence=sentence.evidence,
        wording=text,
        inside=tuple(inside),
        around=tuple(outside),
        covered=covered,
        supported=supported,
        likeness=sentence.likeness,
        typed=typed,
        score=score,
        grams=_grams(text),
    )


def _is_typed(wanted: Wanted, text: str) -> bool:
    sign = _SIGNS.get(wanted)
    return sign is not None and sign.search(text) is not None


def _form_faults(text: str) -> float:
    """What speaks against a sentence by its form: a fragment, a heading, a question, too long."""
    return (
        (0.0 if _WHOLE.match(text) else 0.1 if " · " in text else 0.4)
        + (0.15 if len(text) > LONGEST and ": " not in text else 0.0)
        + (0.3 if text.endswith("?") else 0.0)
    )


def _sentences(hit: Hit) -> list[Evidence]:
    text = hit.passage.text
    offset = hit.passage.chunk.span.start
    return [
        Evidence(
            passage=hit.passage,
            span=Span(start=offset + span.start, end=offset + span.end),
            quote=span.of(text),
        )
        for span in _with_lists(text, sentence_spans(text, Span(start=0, end=len(text))))
        if span.end - span.start >= SHORTEST
    ]


def _with_lists(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences, those that announce a list made one with its items."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and _ITEM.match(text, span.start) and _announces(text, last, span):
            merged[-1] = Span(start=last.start, end=span.end)
        else:
            merged.append(span)
    return merged


def _announces(text: str, last: Span, item: Span) -> bool:
    """True for "… fyra orsaker:", and for that with its first items already."""
    before = last.of(text)
    return item.end - last.start <= LONGEST_LIST and (
        before.endswith(":") or _LIST_BEGUN.search(before) is not None
    )


def _context(hit: Hit) -> str:
    passage = hit.passage
    known = passage.document.metadata
    facts = (known.title, known.publisher, known.year, known.publication_number)
    return " ".join([*(str(fact) for fact in facts if fact), passage.chunk.heading, passage.text])


def _grams(text: str) -> frozenset[str]:
    return frozenset(terms(text).split())
