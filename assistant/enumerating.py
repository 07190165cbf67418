"""Counts and lists documents over the whole library, never among the best hits.

Every document that the asker may see is looked at: its filters, its title, its headings. Whether
a document speaks of a thing only in its running text is not known here, and nobody is told so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.addresses import document_url
from assistant.answer import Listed
from assistant.filtering.catalogue import AgencyBook, Catalogue
from assistant.filtering.parts import PARTS, sets, with_part, without
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.filtering.wording import checked
from assistant.types import Asker, Query
from assistant.understanding.listing import Sought, about_issuer, sought_in
from assistant.understanding.mentions import AgencyNames
from assistant.understanding.phrases import root
from ingest.record.columns import columns_of
from ingest.record.types import DocumentRow, DocumentText
from ingest.remembering import remembered
from ingest.swedish import words

SHORTEST_BEGINNING = 4
SHORTEST_END = 5
"""So many letters of a root may begin or end a compound; fewer stand as a word of their own."""
_EXACT_MARK = 4
"""A mark with so few letters is a whole word: "dir" is no "direktör"."""
_LETTERS = re.compile(r"[^\W\d_]+")
_APART = frozenset({"nytt", "nya", "ny"})
"""Words whose stem is that of another one ("nytta")."""


class Shelf(Protocol):
    """The record, as far as documents are counted."""

    def documents(self) -> list[DocumentRow]:
        """Every document shown."""
        ...

    def text(self, version: str) -> DocumentText:
        """The text of a version, with its headings."""
        ...


class AgencyTable(AgencyBook, AgencyNames, Protocol):
    """Knows agencies by any of their names, alone and in a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """A question for documents understood, on whose behalf, and the filters set beside it.

    `ignored` are parts of the question's own filters that shall not hold.
    """

    query: Query
    asker: Asker
    filters: Filters = NO_FILTERS
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """All the documents asked for: those with the topic in the title first, then the newest.

    `looked_through` is the number of documents that the asker may see; `topic` the words that
    title or heading had to say, empty where all that pass the `filters` are listed. `issuer` has
    issued none of what was asked for, so documents that name it in their titles are listed.
    """

    documents: tuple[Listed, ...]
    looked_through: int
    filters: Filters
    topic: tuple[str, ...]
    issuer: str | None = None

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """A heading with the roots of its words."""

    title: str
    roots: frozenset[str]


class Enumerator:
    """Lists documents. One per process; usable by threads.

    The first question with topic words reads the headings of all documents, which are kept.
    """

    def __init__(self, agencies: AgencyTable) -> None:
        self._agencies = agencies
        self._headings: dict[str, tuple[_Heading, ...]] = {}

    def enumerate(self, record: Shelf, request: ListRequest) -> Enumeration:
        """All the documents that a question asks for, as the record shows them now.

        Raises:
            QuestionError: when the caller's filters cannot be meant.
        """
        caller = checked(request.filters)
        rows = [row for row in record.documents() if request.asker.may_see(row.access)]
        catalogue = Catalogue(columns_of(rows), self._agencies)
        sought = _but(sought_in(request.query, self._agencies), request.ignored)
        found = self._found(record, rows, catalogue, _together(caller, sought))
        about = about_issuer(request.query, self._agencies)
        if found.documents or about is None or sets(caller, "publisher"):
            return found
        issuer = Filters(publisher=sought.filters.publisher)
        if catalogue.passing(issuer).any():
            return found
        sought = _but(about, request.ignored)
        instead = self._found(record, rows, catalogue, _together(caller, sought))
        return replace(instead, issuer=about.filters.agency) if instead.documents else found

    def _found(
        self, record: Shelf, rows: Sequence[DocumentRow], catalogue: Catalogue, sought: Sought
    ) -> Enumeration:
        passing = zip(rows, catalogue.passing(sought.filters), strict=True)
        held = [row for row, passes in passing if passes]
        found = [
            listed
            for row in held
            if _has_form(row, sought.forms) and (listed := self._listed(record, row, sought))
        ]
        found.sort(key=lambda one: (bool(one.heading), -(one.year or 0), one.title))
        return Enumeration(
            documents=tuple(found),
            looked_through=len(rows),
            filters=sought.filters,
            topic=sought.topic,
        )

    def _listed(self, record: Shelf, row: DocumentRow, sought: Sought) -> Listed | None:
        year = {str(row.metadata.year)} if row.metadata.year else set()
        title = frozenset(_roots(row.metadata.title) | year)
        if _says(title, sought):
            return _as_listed(row, "")
        for heading in self._headings_of(record, row.version_id):
            if _says(heading.roots | title, sought):
                return _as_listed(row, heading.title)
        return None

    def _headings_of(self, record: Shelf, version: str) -> tuple[_Heading, ...]:
        if version not in self._headings:
            self._headings[version] = tuple(
                _Heading(title=one.title, roots=frozenset(_roots(one.title)))
                for one in record.text(version).headings
            )
        return self._headings[version]


def _but(sought: Sought, ignored: tuple[str, ...]) -> Sought:
    return replace(sought, filters=without(sought.filters, *ignored))


def _together(caller: Filters, sought: Sought) -> Sought:
    """What is sought by the filters of both; where the caller sets a part, only theirs counts."""
    both = sought.filters
    for part in PARTS:
        if sets(caller, part):
            both = with_part(both, part, caller)
    return replace(sought, filters=both)


def _has_form(row: DocumentRow, forms: tuple[str, ...]) -> bool:
    if not forms:
        return True
    known = row.metadata
    marks = " ".join(filter(None, (known.publication_number, known.title, row.source))).casefold()
    said = _LETTERS.findall(marks)
    return any(
        word == form or (len(form) > _EXACT_MARK and word.startswith(form))
        for form in forms
        for word in said
    )


def _says(roots: frozenset[str], sought: Sought) -> bool:
    """True when every topic word is said, in one of its ways."""
    covered: set[int] = set()
    for way in sought.ways:
        if not way.terms <= covered and all(_is_said(word, roots) for word in way.words):
            covered |= way.terms
    return len(covered) == len(sought.topic)


def _is_said(word: str, roots: frozenset[str]) -> bool:
    return all(_has(_root(part), roots) for part in word.split("-") if part)


def _has(wanted: str, roots: frozenset[str]) -> bool:
    if wanted in roots:
        return True
    begins, ends = len(wanted) >= SHORTEST_BEGINNING, len(wanted) >= SHORTEST_END
    return wanted.isalpha() and any(
        (begins and said.startswith(wanted)) or (ends and said.endswith(wanted)) for said in roots
    )


def _roots(text: str) -> set[str]:
    return {_root(part) for word in words(text) for part in (word, *word.split("-")) if part}


@remembered(50_000)
def _root(word: str) -> str:
    """A word's root; what only looks like another word's keeps its letters apart from it."""
    return f"({word})" if word in _APART else root(word)


def _as_listed(row: DocumentRow, heading: str) -> Listed:
    return Listed(
        document_id=row.id,
        title=row.metadata.title,
        publisher=row.metadata.publisher,
        year=row.metadata.year,
        source=row.source,
        heading=heading,
        url=document_url(row.id),
    )
