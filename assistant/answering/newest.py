"""Puts the newest of a yearly series first, where a question does not say which year it means."""

import re
from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.saying import is_near, is_of_series, is_turned_alike, saying, shared
from assistant.types import Query, Wanted

BELOW_BEST = 3.0
"""A sentence that weighs so much less than the best one, on a logit's scale, stays where it is."""
ALIKE = 0.8
"""Sentences of a series share so much of the content words of either."""
BELOW_OLDER = 1.5
"""The newer one may weigh so much less than the older one."""

_OF_OLD = re.compile(
    r"\b(?:första|äldsta|tidigare|förra|ursprunglig\w*|från början|utveckla\w*|historik\w*"
    r"|jämför\w*|år för år|varje år|årligen|över tid|trend\w*|förändra\w*|ökat|minskat)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def newest_first(query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each before the older ones of its series that say no more than it does.

    As they are where the question names a year or a publication, or asks for what was before.
    """
    if not candidates or not _leaves_year_open(query):
        return list(candidates)
    least = max(candidate.weight for candidate in candidates) - BELOW_BEST
    ordered: list[Candidate] = []
    for candidate in candidates:
        older = (n for n, one in enumerate(ordered) if _replaces(query, candidate, one))
        place = next(older, None) if candidate.weight >= least else None
        ordered.insert(len(ordered) if place is None else place, candidate)
    return ordered


def _leaves_year_open(query: Query) -> bool:
    filters = query.filters
    if filters.first_year or filters.last_year or filters.publication_number:
        return False
    return not _YEAR.search(query.question) and not _OF_OLD.search(query.question)


def _replaces(query: Query, newer: Candidate, older: Candidate) -> bool:
    """True when a sentence is to stand before an older one of its series."""
    is_less = newer.weight < older.weight - BELOW_OLDER or newer.traits.sign < older.traits.sign
    pairs = zip(newer.inside, older.inside, strict=True)
    if is_less or any(n < o for n, o in pairs) or not is_near(newer.grams, older.grams):
        return False
    one, other = saying(newer.wording), saying(older.wording)
    if shared(one, other) < ALIKE or not is_turned_alike(one, other):
        return False
    if one.years and other.years and query.wanted is not Wanted.TIME:
        return max(one.years) > max(other.years) and not (one.years & other.years)
    documents = newer.core.passage.document, older.core.passage.document
    is_undated = not one.years and not other.years and is_of_series(*documents)
    is_edition = documents[1].superseded_by == documents[0].id
    return is_undated and (is_edition or _time(newer) > _time(older))


def _time(candidate: Candidate) -> tuple[int, str]:
    known = candidate.core.passage.document.metadata
    return (known.year or 0, known.date or "")
