"""What stands in an open library: its documents, who may see them, and which ones pass filters.

Knows nothing about what to do when none passes.
"""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.filtering.types import Filters
from assistant.types import Asker
from ingest.agencies import Agency
from ingest.record.facts import Fact
from ingest.record.types import Column, DocumentColumns, DocumentRow, Keys

Value = TypeVar("Value")
Mask = NDArray[np.bool_]
"""One truth for each document of a catalogue."""
KEPT = 64
_ADDED = re.compile(r"\s*(?:\([^)]*\)|\bm\.\s?fl\.)\s*$")
_NUMBER_PARTS = re.compile(r"\d+|[^\W\d_]+")


class Listing(Protocol):
    """The record of one generation, as far as a catalogue reads it."""

    def __hash__(self) -> int:
        """One record is like no other."""
        ...

    def columns(self) -> DocumentColumns:
        """What filters look at, of every document shown."""
        ...

    def fact(self, name: Fact) -> str | None:
        """What is remembered of the library as a whole."""
        ...

    def document(self, document: str) -> DocumentRow | None:
        """One document as it is now, or None."""
        ...


class AgencyBook(Protocol):
    """Knows agencies by any of their names."""

    def of_name(self, text: str) -> Agency | None:
        """The agency of that name."""
        ...


class Catalogue:
    """The documents of one generation, as they were read; usable by threads."""

    def __init__(self, columns: DocumentColumns, agencies: AgencyBook) -> None:
        self._columns = columns
        self._agencies = agencies
        self.seen_by: Callable[[Asker], Mask] = lru_cache(KEPT)(self._seen_by)
        """Which documents the asker might see when the catalogue was made."""
        self.passing: Callable[[Filters], Mask] = lru_cache(KEPT)(self._passing)
        """Which documents pass all of the filters."""

    def keys_of(self, mask: Mask) -> Keys:
        """The keys of the chunks of these documents."""
        return self._columns.keys[mask[self._columns.owners]]

    def first_of(self, mask: Mask, count: int) -> list[str]:
        """The ids of the first of these documents, `count` at most."""
        return [self._columns.ids[place] for place in np.flatnonzero(mask)[:count]]

    def _seen_by(self, asker: Asker) -> Mask:
        return _mask(self._columns.access, asker.may_see)

    def _passing(self, filters: Filters) -> Mask:
        known = self._columns
        passing = np.ones(len(known.ids), np.bool_)
        if filters.first_year is not None or filters.last_year is not None:
            passing &= _mask(known.years, lambda year: _is_within(year, filters))
        if filters.kind is not None:
            passing &= _mask(known.kinds, lambda kind: kind is filters.kind)
        if filters.publication_number is not None:
            passing &= self._numbered(_number_key(filters.publication_number))
        if filters.publisher is not None:
            passing &= self._issued_by(filters.publisher)
        if filters.agency is not None:
            passing &= self._concerns(filters.agency)
        return passing

    def _numbered(self, wanted: str) -> Mask:
        """Which documents have the number, as a publication or as a case."""
        both = (
            _mask(column, lambda key: bool(wanted) and key == wanted)
            for column in self._own_numbers
        )
        return np.logical_or(*both)

    @cached_property
    def _own_numbers(self) -> tuple[Column[str], Column[str]]:
        """What the documents' numbers are compared by; "" stands for none."""
        return _number_keys(self._columns.numbers), _number_keys(self._columns.diarienummer)

    def _issued_by(self, name: str) -> Mask:
        """Which documents were published by the agency, under any of its names."""
        asked, agency = _bare(name), self._agencies.of_name(name)

        def is_it(publisher: str | None) -> bool:
            if not publisher:
                return False
            if _bare(publisher) == asked:
                return True
            found = self._agencies.of_name(publisher) or self._agencies.of_name(_bare(publisher))
            return agency is not None and found is not None and found.name == agency.name

        return _mask(self._columns.publishers, is_it)

    def _concerns(self, name: str) -> Mask:
        """Which documents were published by the agency, or name it in their titles."""
        agency = self._agencies.of_name(name)
        forms = "|".join(re.escape(form) for form in {name, *(agency.names if agency else ())})
        in_title = re.compile(rf"(?<!\w)(?:{forms})(?::?s)?(?!\w)")
        named = _mask(self._columns.titles, lambda title: bool(in_title.search(title)))
        return named | self._issued_by(name)


def _mask(column: Column[Value], passes: Callable[[Value], bool]) -> Mask:
    """Which documents have a value that passes; each different one is looked at once."""
    truths = np.fromiter(map(passes, column.values), np.bool_, len(column.values))
    return truths[column.places]


def _is_within(year: int | None, filters: Filters) -> bool:
    first, last = filters.first_year or 0, filters.last_year or 9999
    return year is not None and first <= year <= last


def _number_keys(numbers: Column[str | None]) -> Column[str]:
    return Column(values=tuple(map(_number_key, numbers.values)), places=numbers.places)


def _number_key(number: str | None) -> str:
    """What is left of "ESV 2017:77" and of "esv 2017-77" alike: "esv.2017.77"."""
    parts = _NUMBER_PARTS.findall((number or "").casefold())
    return ".".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)


def _bare(publisher: str) -> str:
    """A publisher's name in lower case, without "(gamla)" or "m.fl." behind it."""
    return " ".join(_ADDED.sub("", publisher).casefold().split())
