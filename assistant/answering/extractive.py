"""Answers without a language model: the few sentences of the material that answer, as they stand.

Picked by how well each fits the question, not by the order of the passages; put in reading
order, the passage with the best sentence first.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate, CandidateFinder
from assistant.confirmation import Confirmer
from assistant.naming import names_in
from assistant.types import Draft, Hit, Query, Statement, Status, Wanted
from ingest.record.types import Vectors
from ingest.swedish import words

MOST_SENTENCES = 4
NEAR_BEST = 0.6
"""A further sentence must score at least this share of the best one ..."""
ADDS = 0.12
"""... and bear this share of the question's weight that the chosen ones do not ..."""
AS_GOOD = 0.6
"""... or score this share of the best one."""
SAME = 0.55
"""Two sentences that share this much of the smaller one's grams say the same."""
ANSWERED = 0.68
"""So much of the question's weight the best sentence and its surroundings bear in a full answer."""
NAMED = 0.6
"""So far what is asked for by name must stand in one of the first `TOLD` sentences."""
TOLD = 5

UNNAMED = "De närmaste dokumenten säger inget om ”{what}”."
LEADS = 0.8
"""The first sentence must score at least this share of the best one."""
ASKED = 0.25
"""So much of the question's words besides names must the best sentence itself bear."""
MOST_UNBORNE = 0.6
"""No more of the question's weight may stand neither in the best sentence nor around it."""
NEARBY = "Källorna svarar kanske bara delvis på frågan; det här är det närmaste de säger."
UNSAID = "Frågan säger inte vad den gäller: skriv vad du vill veta något om."


class ExtractiveAnswerer:
    """Drafts answers by quoting. Lives as long as the library it reads."""

    def __init__(self, finder: CandidateFinder, confirmer: Confirmer) -> None:
        self._finder = finder
        self._confirmer = confirmer

    def draft(self, query: Query, vector: Vectors, hits: Sequence[Hit]) -> Draft:
        """The draft for a query, from its hits, best first."""
        if not query.terms:
            return _nothing(UNSAID)
        candidates = self._finder.find(query, vector, hits)
        if not candidates:
            return _nothing()
        weights = [self._finder.rarity(term) for term in query.terms]
        candidates = _lead_first(query, candidates, weights)
        missing = _missing_names(query, candidates[:1])
        if not _is_named(query, candidates):
            return _nothing(UNNAMED.format(what=_asked_for(query)))
        status = _status(candidates[0])
        if missing and len(missing) == len(_names(query)):
            about = f"De närmaste dokumenten nämner inte {_listed(missing)}." if missing else ""
            return _nothing(about)
        chosen = _in_reading_order(self._choose(candidates, weights))
        if not chosen:
            return _nothing()
        missing = _missing_names(query, chosen)
        if missing or not _gives(query, chosen):
            status = Status.PARTIAL
        return Draft(
            status=status,
            statements=tuple(Statement(text=c.wording, evidence=(c.evidence,)) for c in chosen),
            notice=_notice(missing, status),
        )

    def _choose(self, candidates: Sequence[Candidate], weights: Sequence[float]) -> list[Candidate]:
        """The best sentence, and those near it that bear more of the question or are as good.

        Only sentences that the second reader finds on their page are chosen.
        """
        chosen: list[Candidate] = []
        for candidate in candidates:
            if len(chosen) == MOST_SENTENCES or candidate.score < NEAR_BEST * candidates[0].score:
                break
            if _is_wanted(candidate, chosen, weights):
                evidence = self._confirmer.confirmed(candidate.evidence)
                if evidence is not None:
                    chosen.append(replace(candidate, evidence=evidence))
        return chosen


def _nothing(notice: str = "") -> Draft:
    return Draft(status=Status.NO_EVIDENCE, statements=(), notice=notice)


def _lead_first(
    query: Query, candidates: list[Candidate], weights: Sequence[float]
) -> list[Candidate]:
    """The candidates, with the best that bears what is asked moved first, if it is near the top."""
    near = [c for c in candidates if c.score >= LEADS * candidates[0].score]
    lead = next((c for c in near if _asked_share(query, c, weights) >= ASKED), candidates[0])
    return [lead, *(c for c in candidates if c is not lead)]


def _names(query: Query) -> list[str]:
    """The names and numbers in the question."""
    return [term.word for term in query.terms if term.is_name]


def _missing_names(query: Query, found: Sequence[Candidate]) -> list[str]:
    """Names in the question, as written, that stand in none of the sentences nor near them."""
    written = {word: name for name in names_in(query.question) for word in words(name)}
    return [
        written.get(term.word, term.word)
        for n, term in enumerate(query.terms)
        if term.is_name and not any(c.inside[n] or c.around[n] for c in found)
    ]


def _gives(query: Query, chosen: Sequence[Candidate]) -> bool:
    """True when some sentence holds the sort of thing that is asked for, such as a date."""
    return query.wanted is Wanted.OTHER or any(candidate.typed for candidate in chosen)


def _listed(names: Sequence[str]) -> str:
    return " eller ".join(f"”{name}”" for name in names)


def _is_named(query: Query, candidates: Sequence[Candidate]) -> bool:
    """True when one of the best sentences names what is asked for, with a number if one is."""
    asked = query.focus
    counted = query.wanted in {Wanted.AMOUNT, Wanted.DURATION}
    return any(
        (asked is None or one.inside[asked] >= NAMED) and (one.typed or not counted)
        for one in candidates[:TOLD]
    )


def _asked_for(query: Query) -> str:
    return query.terms[query.focus].word if query.focus is not None else ""


def _status(best: Candidate) -> Status:
    support = best.supported + 0.25 * max(best.likeness, 0.0)
    return Status.ANSWERED if support >= ANSWERED else Status.PARTIAL


def _asked_share(query: Query, best: Candidate, weights: Sequence[float]) -> float:
    """How much of what is asked about the names, as apart from the names, the sentence bears.

    1 where nothing but names is asked about, and where the sentence gives a reason or a time
    that is asked for: it often does so without repeating the question's words.
    """
    asked = [
        (weight, inside)
        for term, weight, inside in zip(query.terms, weights, best.inside, strict=True)
        if not term.is_name
    ]
    whole = sum(weight for weight, _ in asked)
    if not whole or (best.typed and query.wanted in {Wanted.REASON, Wanted.TIME}):
        return 1.0
    return sum(weight * inside for weight, inside in asked) / whole


def _notice(missing: Sequence[str], status: Status) -> str:
    if missing:
        return f"Källorna nämner inte {_listed(missing)}."
    return NEARBY if status is Status.PARTIAL else ""


def _is_wanted(candidate: Candidate, chosen: Sequence[Candidate], weights: Sequence[float]) -> bool:
    if not chosen:
        return True
    useful = (
        _gain(candidate, chosen, weights) >= ADDS
        or candidate.score >= AS_GOOD * chosen[0].score
        or (candidate.typed and not any(other.typed for other in chosen))
    )
    return useful and not any(_alike(candidate, other) for other in chosen)


def _gain(candidate: Candidate, chosen: Sequence[Candidate], weights: Sequence[float]) -> float:
    """The share of the question's weight that the candidate bears and the chosen ones do not."""
    borne = [max(other.inside[n] for other in chosen) for n in range(len(weights))]
    more = sum(
        weight * max(0.0, own - other)
        for weight, own, other in zip(weights, candidate.inside, borne, strict=True)
    )
    return more / (sum(weights) or 1.0)


def _alike(one: Candidate, other: Candidate) -> bool:
    smaller = min(len(one.grams), len(other.grams)) or 1
    return len(one.grams & other.grams) / smaller > SAME


def _in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Passages by their best sentence, sentences of one passage as they stand in it."""
    first: dict[int, int] = {}
    for place, candidate in enumerate(chosen):
        first.setdefault(candidate.evidence.passage.key, place)
    return sorted(chosen, key=lambda c: (first[c.evidence.passage.key], c.evidence.span.start))
