"""What stands in an open library: its documents, who may see them, and which ones pass filters.

Knows nothing about what to do when none passes.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.filtering.types import Filters
from assistant.types import Asker
from assistant.understanding.agencies import Agency
from ingest.record.types import DocumentRow, Keys, VersionKeys
from ingest.types import Metadata

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

    def documents(self) -> list[DocumentRow]:
        """Every document shown."""
        ...

    def document(self, document: str) -> DocumentRow | None:
        """One document as it is now, or None."""
        ...

    def keys_of_versions(self) -> list[VersionKeys]:
        """The keys of every chunk shown, by version."""
        ...


class AgencyBook(Protocol):
    """Knows agencies by any of their names."""

    def of_name(self, text: str) -> Agency | None:
        """The agency of that name."""
        ...


class Catalogue:
    """The documents of one generation, read when it is made; usable by threads."""

    def __init__(self, record: Listing, agencies: AgencyBook) -> None:
        self._record = record
        self._agencies = agencies
        self._rows = record.documents()
        self._keys, self._owners = _by_key(self._rows, record.keys_of_versions())
        self.seen_by: Callable[[Asker], Mask] = lru_cache(KEPT)(self._seen_by)
        """Which documents the asker might see when the catalogue was made."""
        self.passing: Callable[[Filters], Mask] = lru_cache(KEPT)(self._passing)
        """Which documents pass all of the filters."""

    def keys_of(self, mask: Mask) -> Keys:
        """The keys of the chunks of these documents."""
        return self._keys[mask[self._owners]]

    def still_shows(self, mask: Mask, asker: Asker, tries: int) -> bool:
        """True when the asker may see one of these documents now; looks at `tries` at most."""
        return any(
            now is not None and asker.may_see(now.access)
            for place in np.flatnonzero(mask)[:tries]
            for now in [self._record.document(self._rows[place].id)]
        )

    def _seen_by(self, asker: Asker) -> Mask:
        return self._mask(asker.may_see(row.access) for row in self._rows)

    def _passing(self, filters: Filters) -> Mask:
        wanted = _number_key(filters.publication_number)
        issued_by = self._issued_by(filters.publisher)
        concerns = self._concerns(filters.agency)
        return self._mask(
            _in_years(known, filters)
            and (filters.kind is None or known.kind is filters.kind)
            and (filters.publication_number is None or wanted in _numbers_of(known))
            and issued_by(known)
            and concerns(known)
            for known in (row.metadata for row in self._rows)
        )

    def _mask(self, truths: Iterable[bool]) -> Mask:
        return np.fromiter(truths, np.bool_, len(self._rows))

    def _issued_by(self, name: str | None) -> Callable[[Metadata], bool]:
        """Whether a document was published by the agency, under any of its names."""
        if name is None:
            return lambda _: True
        asked, agency = _bare(name), self._agencies.of_name(name)

        @lru_cache(None)
        def is_it(publisher: str) -> bool:
            if _bare(publisher) == asked:
                return True
            found = self._agencies.of_name(publisher) or self._agencies.of_name(_bare(publisher))
            return agency is not None and found is not None and found.name == agency.name

        return lambda known: bool(known.publisher) and is_it(str(known.publisher))

    def _concerns(self, name: str | None) -> Callable[[Metadata], bool]:
        """Whether a document was published by the agency, or names it in its title."""
        if name is None:
            return lambda _: True
        agency = self._agencies.of_name(name)
        forms = "|".join(re.escape(form) for form in {name, *(agency.names if agency else ())})
        in_title = re.compile(rf"(?<!\w)(?:{forms})(?::?s)?(?!\w)")
        issued_by = self._issued_by(name)
        return lambda known: bool(in_title.search(known.title)) or issued_by(known)


def _by_key(rows: list[DocumentRow], groups: list[VersionKeys]) -> tuple[Keys, NDArray[np.intp]]:
    """All chunk keys, ascending, and the place of each one's document in `rows`."""
    places = {row.version_id: place for place, row in enumerate(rows)}
    known = [group for group in groups if group.version_id in places]
    keys = np.concatenate([np.zeros(0, np.int64), *(group.keys for group in known)])
    owners = np.repeat(
        np.array([places[group.version_id] for group in known], np.intp),
        [len(group.keys) for group in known],
    )
    order = np.argsort(keys)
    return keys[order], owners[order]


def _in_years(known: Metadata, filters: Filters) -> bool:
    if filters.first_year is None and filters.last_year is None:
        return True
    first, last = filters.first_year or 0, filters.last_year or 9999
    return known.year is not None and first <= known.year <= last


def _numbers_of(known: Metadata) -> set[str]:
    return {_number_key(known.publication_number), _number_key(known.diarienummer)} - {""}


@lru_cache(maxsize=100_000)
def _number_key(number: str | None) -> str:
    """What is left of "ESV 2017:77" and of "esv 2017-77" alike: "esv.2017.77"."""
    parts = _NUMBER_PARTS.findall((number or "").casefold())
    return ".".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)


def _bare(publisher: str) -> str:
    """A publisher's name in lower case, without "(gamla)" or "m.fl." behind it."""
    return " ".join(_ADDED.sub("", publisher).casefold().split())
