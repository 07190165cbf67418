"""What a question for a list of documents asks for: filters, forms of document, topic words.

Knows nothing about which documents there are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.filtering.types import Filters
from assistant.types import Alternative, Query
from assistant.understanding.agencies import AgencyNamed
from assistant.understanding.list_phrases import ASKING_WORD, FORM_WORDS, KIND_WORDS
from assistant.understanding.mentions import AgencyNames
from ingest.swedish import words
from ingest.types import Kind

_YEAR = r"((?:19|20)\d\d)"
_ISSUED = (
    r"\b(?:publicera\w*|utgiv\w*|gavs ut|get(?:t|ts) ut|givit ut|kom ut|kommit ut|från|under"
    r"|daterade)"
    r"(?: (?:år|åren|under|i|mellan))*"
)
_DURING = re.compile(rf"{_ISSUED} {_YEAR}(?: ?(?:-|–|och|till) ?{_YEAR})?\b")
_SINCE = re.compile(rf"\b(?:sedan|från och med) (?:år )?{_YEAR}|\bfrån (?:år )?{_YEAR} och framåt")
_AFTER = re.compile(rf"\befter (?:år )?{_YEAR}")
_BEFORE = re.compile(rf"\b(?:före|innan) (?:år )?{_YEAR}")
_SPOKEN_OF = frozenset(
    "om kring rörande gällande angående rör berör nämner omnämner behandlar upp till åt about"
    " mention".split()
)
"""Behind these words an agency is what the documents are about or for, not who issued them."""


GOVERNMENT = "Regeringskansliet"
"""Who publishes for the government."""
_BY_GOVERNMENT = re.compile(r"\bregeringen (?:har )?(?:publicera|gett ut|givit ut|gav ut)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Words that together say some of the topic words; `terms` are positions among these."""

    terms: frozenset[int]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What documents are asked for.

    `forms` are the marks of a form of document, any of which its number, title or path may bear;
    `topic` the words that title or heading must say, all of them, in one of the `ways`.
    """

    filters: Filters
    forms: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()


def sought_in(query: Query, agencies: AgencyNames) -> Sought:
    """What documents a question asks for; without topic words for all that pass the filters."""
    filters = _filters(query, agencies)
    return _sought(query, filters, set(_told(query, agencies, filters)))


def about_issuer(query: Query, agencies: AgencyNames) -> Sought | None:
    """What is asked for where its issuer has issued nothing: what names the issuer in its title.

    The sort of document is looked for in the title as well. None where no issuer is named.
    """
    filters = _filters(query, agencies)
    if filters.publisher is None:
        return None
    told = set(_told(query, agencies, filters))
    if filters.kind:
        told -= {term.word for term in query.terms if KIND_WORDS[filters.kind].fullmatch(term.word)}
    about = replace(filters, publisher=None, agency=filters.publisher, kind=None)
    return _sought(query, about, told)


def _sought(query: Query, filters: Filters, told: set[str]) -> Sought:
    kept = [n for n, term in enumerate(query.terms) if term.word not in told]
    return Sought(
        filters=filters,
        forms=_forms(query),
        topic=tuple(query.terms[n].word for n in kept),
        ways=_ways(query, kept),
    )


def _filters(query: Query, agencies: AgencyNames) -> Filters:
    filters = query.filters
    asked = query.question.lower()
    if filters.first_year is None and filters.last_year is None:
        filters = _with_years(filters, asked)
    issuer = _issuer(query.question, agencies) if filters.publisher is None else None
    if issuer:
        filters = replace(filters, publisher=issuer.agency.name)
    elif filters.publisher is None and _BY_GOVERNMENT.search(asked):
        filters = replace(filters, publisher=GOVERNMENT)
    return replace(filters, kind=filters.kind or _kind(query))


def _with_years(filters: Filters, asked: str) -> Filters:
    if since := _SINCE.search(asked):
        return replace(filters, first_year=int(since[1] or since[2]))
    if after := _AFTER.search(asked):
        return replace(filters, first_year=int(after[1]) + 1)
    if before := _BEFORE.search(asked):
        return replace(filters, last_year=int(before[1]) - 1)
    if during := _DURING.search(asked):
        years = [int(year) for year in during.groups() if year]
        return replace(filters, first_year=min(years), last_year=max(years))
    return filters


def _issuer(question: str, agencies: AgencyNames) -> AgencyNamed | None:
    """The one agency that has issued what is asked for."""
    typed = words(question)
    named = [
        one
        for one in agencies.named_in(question)
        if one.start == 0 or typed[one.start - 1] not in _SPOKEN_OF
    ]
    return named[0] if len(named) == 1 else None


def _kind(query: Query) -> Kind | None:
    said = [term.word for term in query.terms]
    found = {kind for kind, noun in KIND_WORDS.items() if any(map(noun.fullmatch, said))}
    return found.pop() if len(found) == 1 else None


def _forms(query: Query) -> tuple[str, ...]:
    return tuple(
        mark
        for noun, marks in FORM_WORDS
        if any(noun.fullmatch(term.word) for term in query.terms)
        for mark in marks
    )


def _told(query: Query, agencies: AgencyNames, filters: Filters) -> Iterator[str]:
    """The words that only ask, or that filters and forms stand for."""
    nouns = (ASKING_WORD, *KIND_WORDS.values(), *(noun for noun, _ in FORM_WORDS))
    for term in query.terms:
        if any(noun.fullmatch(term.word) for noun in nouns):
            yield term.word
        if term.word in {str(filters.first_year), str(filters.last_year)} or (
            _is_year(term.word) and (filters.first_year or filters.last_year)
        ):
            yield term.word
    if filters.publisher is not None:
        typed = words(query.question)
        for one in agencies.named_in(query.question):
            if one.start == 0 or typed[one.start - 1] not in _SPOKEN_OF:
                yield from typed[one.start : one.end]
                yield "s"
        if filters.publisher == GOVERNMENT:
            yield "regeringen"
    if filters.publication_number is not None:
        yield from words(filters.publication_number)


def _is_year(word: str) -> bool:
    return len(word) == len("2000") and word.isdecimal()


def _ways(query: Query, kept: Sequence[int]) -> tuple[Way, ...]:
    place = {n: at for at, n in enumerate(kept)}
    own = [Way(terms=frozenset({place[n]}), words=(query.terms[n].word,)) for n in kept]
    others = [
        Way(terms=frozenset(place[n] for n in other.terms), words=other.words)
        for other in query.alternatives
        if _is_whole(other, place)
    ]
    return (*own, *others)


def _is_whole(other: Alternative, place: dict[int, int]) -> bool:
    """True when all that it stands for is asked for."""
    return bool(other.terms) and all(n in place for n in other.terms)
