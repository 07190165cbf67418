"""Says once what several places say, and cites them all.

Places that say a chosen sentence over again, word by word or nearly so, become further evidence
for it: only where their quote by itself bears the whole sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate
from assistant.answering.saying import (
    Saying,
    is_near,
    is_of_series,
    is_turned_alike,
    saying,
    shared,
)
from assistant.types import Draft, Evidence, Hit, Statement, Status, Verdict
from assistant.verification.verifying import verify
from ingest.record.types import Passage
from ingest.types import Span

MOST_MORE = 3
ALIKE = 0.75
"""Two sentences that say the same share so much of the content words of either ..."""
FEWEST = 3
"""... of which each has at least so many."""


def merged(
    chosen: Sequence[Candidate], others: Sequence[Candidate], hits: Sequence[Hit] = ()
) -> tuple[Statement, ...]:
    """A statement for each chosen sentence, in their order, with the places that say the same.

    Its own evidence stands first, then at most `MOST_MORE` of `others` (which may hold the
    chosen ones too) and of the passages folded into its hit, new documents first. A chosen
    sentence that only says an earlier one over again gives evidence and no statement. The
    evidence of `others` is as they have it: no second reader has confirmed it.
    """
    folded = {hit.passage.key: hit.same for hit in hits if hit.same}
    kept: list[Candidate] = []
    for candidate in chosen:
        if not any(_says(candidate, one) and _says(one, candidate) for one in kept):
            kept.append(candidate)
    places = {_place(candidate.core) for candidate in kept}
    rest = [c for c in (*chosen, *others) if _place(c.core) not in places]
    return tuple(_statement(c, rest, folded.get(c.core.passage.key, ())) for c in kept)


def _statement(
    candidate: Candidate, others: Iterable[Candidate], folded: Sequence[Passage]
) -> Statement:
    evidence = list(candidate.evidence)
    said = (other.core for other in others if _says(other, candidate))
    is_whole = len(evidence) == 1 and not saying(candidate.wording).leans
    found = [*(_standing(candidate.core, folded) if is_whole else ()), *said]
    for only_new in (True, False):
        for one in found:
            documents = {known.passage.document.id for known in evidence}
            is_new = one.passage.document.id not in documents
            room = len(evidence) < len(candidate.evidence) + MOST_MORE and is_new >= only_new
            if room and not any(_overlap(one, known) for known in evidence):
                evidence.append(one)
    return Statement(text=candidate.wording, evidence=tuple(evidence))


def _standing(evidence: Evidence, passages: Sequence[Passage]) -> Iterator[Evidence]:
    """Where a quote stands, whatever its blanks, in passages folded into its own."""
    if not passages:
        return
    wording = re.compile(r"\s+".join(map(re.escape, evidence.quote.split())))
    for passage in passages:
        if found := wording.search(passage.text):
            offset = passage.chunk.span.start
            span = Span(start=offset + found.start(), end=offset + found.end())
            yield Evidence(passage=passage, span=span, quote=found[0])


def _says(other: Candidate, chosen: Candidate) -> bool:
    """True when another sentence says the chosen one, all of it and hardly more."""
    if len(other.evidence) > 1 or not is_near(other.grams, chosen.grams):
        return False
    if _overlap(other.core, chosen.core):
        return False
    there, said = saying(other.wording), saying(chosen.wording)
    if not _says_the_same(there, said) or there.roots - said.roots:
        return False  # a word more might narrow what it says
    return _may_be_one(other, chosen) and _bears(other, said)


def _says_the_same(one: Saying, other: Saying) -> bool:
    if min(len(one.roots), len(other.roots)) < FEWEST or shared(one, other) < ALIKE:
        return False
    figures, others = ({q.key for q in said.figures} for said in (one, other))
    return figures == others and is_turned_alike(one, other)


def _may_be_one(one: Candidate, other: Candidate) -> bool:
    """True when like words mean like things: "Projektet kostade …" is another one elsewhere."""
    mine, theirs = one.core.passage.document, other.core.passage.document
    said, there = saying(one.wording), saying(other.wording)
    if said.leans or there.leans:
        return False
    is_undated = bool(said.figures) and not said.years
    return not (is_undated and is_of_series(mine, theirs))


def _bears(other: Candidate, said: Saying) -> bool:
    """True when verification finds the sentence borne in full by the other's quote alone."""
    statement = Statement(text=said.text, evidence=other.evidence)
    checked = verify(Draft(status=Status.ANSWERED, statements=(statement,)))
    supported = replace(statement, verdict=Verdict.SUPPORTED)
    return checked.statements == (supported,)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return (
        one.passage.document.id == other.passage.document.id
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return (evidence.passage.document.id, evidence.span.start, evidence.span.end)
