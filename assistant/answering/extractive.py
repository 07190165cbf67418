"""Answers without a language model: the few excerpts of the material that answer, as they stand.

Picked by how well each fits the question, not by the order of the passages; put in reading
order, the passage with the best excerpt first. Refused where the chance that the material
answers is small (`answerability`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.answerability import REFUSED, SURE, chance
from assistant.answering.candidates import Candidate, CandidateFinder
from assistant.answering.comparing import differences
from assistant.answering.comparing import notice as told_apart
from assistant.answering.merging import merged
from assistant.answering.newest import newest_first
from assistant.answering.whole_lists import is_of, whole_list
from assistant.confirmation import Confirmer
from assistant.naming import names_in
from assistant.short_answers.direct import direct_answer
from assistant.types import Draft, Hit, Query, Short, Statement, Status, Wanted
from ingest.record.types import Vectors
from ingest.swedish import words

MOST_SENTENCES, MOST_WHEN_SURE = 4, 3
BELOW_BEST = 4.0
"""A further excerpt may weigh so much less than the best one, on the scale of a logit."""
MOST_OF_ONE = 3
"""So many excerpts at most are of one passage."""
SAME = 0.55
"""Two excerpts that share this much of the smaller one's grams say the same."""
BORNE = 0.5
"""So far must a term stand somewhere to count as standing there."""
_NUMBER = re.compile(r"\d[:/]\d")
_SOME_WORD = re.compile(r"[^\W\d_]{3}|\d[:/-]\d|[^\W_]+\d{2}|\d{2}[^\W\d_]")
NEARBY = "Källorna svarar kanske bara delvis på frågan; det här är det närmaste de säger."
UNSAID = "Frågan säger inte vad den gäller: skriv vad du vill veta något om."


class ExtractiveAnswerer:
    """Drafts answers by quoting. Lives as long as the library it reads."""

    def __init__(self, finder: CandidateFinder, confirmer: Confirmer) -> None:
        self._finder = finder
        self._confirmer = confirmer

    def draft(self, query: Query, vector: Vectors, hits: Sequence[Hit]) -> Draft:
        """The draft for a query, from its hits, best first."""
        if not _says_enough(query):
            return _nothing(UNSAID)
        candidates = _of_the_number(query, self._finder.find(query, vector, hits))
        answered = chance(query, candidates)
        missing = _missing_names(query, candidates[:1])
        if answered < REFUSED:
            return _nothing(_unnamed(missing))
        candidates = newest_first(query, candidates)
        most = MOST_WHEN_SURE if answered >= SURE else MOST_SENTENCES
        definitions = _definitions(candidates)
        chosen = self._choose(definitions, most) if definitions else []
        chosen = chosen or self._choose(candidates, most)
        if not chosen:
            return _nothing()
        missing = _missing_names(query, chosen)
        is_full = answered >= SURE and not missing and _gives(query, chosen)
        status = Status.ANSWERED if is_full else Status.PARTIAL
        ordered = _in_reading_order(chosen)
        return Draft(
            status=status,
            statements=tuple(map(self._confirmed, merged(ordered, candidates, hits))),
            notice=_notice(query, chosen, missing, status),
            short=_short(query, chosen),
        )

    def _choose(self, candidates: Sequence[Candidate], most: int) -> list[Candidate]:
        """The best excerpt, and those near it that say something else, at most so many.

        Only excerpts that the second reader finds on their page are chosen.
        """
        chosen: list[Candidate] = []
        for candidate in candidates:
            if len(chosen) == most or not _is_near(candidate, candidates[0]):
                break
            if not _has_room(candidate, chosen):
                continue
            whole = whole_list(candidate, chosen, candidates)
            if whole and (found := self._found(whole)):
                chosen = _in_place_of_items(found, chosen)
            elif found := self._found(candidate):
                chosen.append(found)
        return chosen

    def _found(self, candidate: Candidate) -> Candidate | None:
        """The candidate with its evidence confirmed; None where the second reader misses some."""
        evidence = [self._confirmer.confirmed(one) for one in candidate.evidence]
        found = tuple(one for one in evidence if one is not None)
        return replace(candidate, evidence=found) if len(found) == len(evidence) else None

    def _confirmed(self, statement: Statement) -> Statement:
        """The statement with its first evidence, confirmed before, and what else is confirmed."""
        first, *more = statement.evidence
        found = (self._confirmer.confirmed(evidence) for evidence in more)
        return replace(statement, evidence=(first, *(one for one in found if one is not None)))


def _nothing(notice: str = "") -> Draft:
    return Draft(status=Status.NO_EVIDENCE, statements=(), notice=notice)


def _definitions(candidates: list[Candidate]) -> list[Candidate]:
    """Those that say what a word means where the best one does; else none."""
    if not candidates[0].traits.defines:
        return []
    return [one for one in candidates if one.traits.defines]


def _is_near(candidate: Candidate, best: Candidate) -> bool:
    return candidate.weight >= best.weight - BELOW_BEST


def _in_place_of_items(whole: Candidate, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The chosen with a list in the place of the first of its items, without the others."""
    first = next(n for n, one in enumerate(chosen) if is_of(one, whole))
    return [
        whole if n == first else one
        for n, one in enumerate(chosen)
        if n == first or not is_of(one, whole)
    ]


def _has_room(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """True for an excerpt that says something new, of a passage that has not said much yet."""
    key = candidate.core.passage.key
    of_passage = sum(one.core.passage.key == key for one in chosen)
    return of_passage < MOST_OF_ONE and not any(_is_alike(candidate, one) for one in chosen)


def _is_alike(one: Candidate, other: Candidate) -> bool:
    smaller = min(len(one.grams), len(other.grams)) or 1
    return len(one.grams & other.grams) / smaller > SAME


def _gives(query: Query, chosen: Sequence[Candidate]) -> bool:
    """True when some excerpt has a sign of the sort of thing that is asked for."""
    return query.wanted is Wanted.OTHER or any(one.traits.sign for one in chosen)


def _short(query: Query, chosen: Sequence[Candidate]) -> Short | None:
    """The short answer of the best excerpt that holds one, and bears all of the question."""
    for one in chosen:
        direct = direct_answer(query, one.wording) if _bears_all(query, one) else None
        if direct is not None:
            return Short(text=direct.text, statement=one.wording)
    return None


def _bears_all(query: Query, one: Candidate) -> bool:
    """True when the excerpt or what stands over it says every term; its passage, every name."""
    places = zip(query.terms, one.inside, one.headed, one.around, strict=True)
    return all(
        max(inside, headed, around if term.is_name else 0.0) >= BORNE
        for term, inside, headed, around in places
    )


def _of_the_number(query: Query, candidates: list[Candidate]) -> list[Candidate]:
    """Only the candidates of the publication that is asked about by number, where it has any."""
    for n, term in enumerate(query.terms):
        if _NUMBER.search(term.word):
            own = [one for one in candidates if max(one.inside[n], one.around[n]) >= BORNE]
            candidates = own or candidates
    return candidates


def _says_enough(query: Query) -> bool:
    """True when some term is more than a letter or two, or a bare number."""
    return any(_SOME_WORD.search(term.word) for term in query.terms)


def _missing_names(query: Query, found: Sequence[Candidate]) -> list[str]:
    """Names in the question, as written, that stand in none of the excerpts nor near them."""
    written = {word: name for name in names_in(query.question) for word in words(name)}
    return [
        written.get(term.word, term.word)
        for n, term in enumerate(query.terms)
        if term.is_name and not any(c.inside[n] or c.around[n] for c in found)
    ]


def _unnamed(missing: Sequence[str]) -> str:
    return f"De närmaste dokumenten nämner inte {_listed(missing)}." if missing else ""


def _listed(names: Sequence[str]) -> str:
    return " eller ".join(f"”{name}”" for name in names)


def _notice(
    query: Query, chosen: Sequence[Candidate], missing: Sequence[str], status: Status
) -> str:
    unsure = NEARBY if status is Status.PARTIAL else ""
    named = f"Källorna nämner inte {_listed(missing)}." if missing else unsure
    return " ".join(filter(None, (named, told_apart(differences(query, chosen)))))


def _in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Passages by their best excerpt, excerpts of one passage as they stand in it."""
    first: dict[int, int] = {}
    for place, candidate in enumerate(chosen):
        first.setdefault(candidate.core.passage.key, place)
    return sorted(chosen, key=lambda c: (first[c.core.passage.key], c.core.span.start))
