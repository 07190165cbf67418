"""What is known of all documents of one generation, to count, choose and order them by."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.browsing.labels import Labels
from assistant.browsing.types import DocumentsWanted, Sort
from assistant.types import Asker
from ingest.record.types import Column, DocumentColumns, Keys

Mask = NDArray[np.bool_]
"""One truth for each document."""
Places = NDArray[np.intp]
Value = TypeVar("Value")
_LAST = "~"
_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "é": "e", "ü": "y"})
"""In a Swedish list å, ä and ö come last, in this order."""


class KnownDocuments:
    """The documents of one generation as they were read; usable by threads.

    `access` is how often it had changed who may see which.
    """

    def __init__(self, columns: DocumentColumns, labels: Labels, access: str | None = None) -> None:
        self._columns = columns
        self.access = access
        self._labels = labels
        self.ids = columns.ids
        self.years = columns.years
        self.kinds = columns.kinds
        self.publishers = columns.publishers

    def seen(self, asker: Asker, rules: Mapping[str, tuple[str, ...]]) -> Mask:
        """Which documents the asker may see by these rules, by document; what has none is gone."""
        allowed = (asker.may_see(rules.get(name, ())) for name in self.ids)
        return np.fromiter(allowed, np.bool_, len(self.ids))

    def owning(self, keys: Keys) -> Mask:
        """Which documents own any of these chunks."""
        found = np.zeros(len(self.ids), np.bool_)
        known = self._columns.keys
        places = np.searchsorted(known, keys)
        is_known = places < len(known)
        is_known[is_known] = known[places[is_known]] == keys[is_known]
        found[self._columns.owners[places[is_known]]] = True
        return found

    def owners(self, keys: Sequence[int]) -> list[int]:
        """The place of the document of each of these chunks, all of them known."""
        wanted = np.array(keys, np.int64)
        found: list[int] = self._columns.owners[
            np.searchsorted(self._columns.keys, wanted)
        ].tolist()
        return found

    def keys_of(self, mask: Mask) -> Keys:
        """The keys of the chunks of these documents, ascending."""
        return self._columns.keys[mask[self._columns.owners]]

    @cached_property
    def concerned(self) -> tuple[Column[str], Places]:
        """The agencies that documents concern: one entry for each pair, and its document."""
        pairs = [
            (name, place) for place, names in enumerate(self._concerned()) for name in sorted(names)
        ]
        values = {name: n for n, name in enumerate(dict.fromkeys(name for name, _ in pairs))}
        column = Column(
            values=tuple(values), places=np.array([values[name] for name, _ in pairs], np.intp)
        )
        return column, np.array([place for _, place in pairs], np.intp)

    def chosen(self, wanted: DocumentsWanted) -> dict[str, Mask]:
        """Which documents each of the facets that are chosen leaves."""
        masks: dict[str, Mask] = {}
        if wanted.publisher is not None:
            masks["publishers"] = self._published_by(wanted.publisher)
        if wanted.year is not None:
            masks["years"] = _having(self.years, wanted.year)
        if wanted.kind is not None:
            masks["kinds"] = _having(self.kinds, wanted.kind)
        if wanted.agency is not None:
            column, owners = self.concerned
            mask = np.zeros(len(self.ids), np.bool_)
            mask[owners[_having(column, self._called(wanted.agency))]] = True
            masks["agencies"] = mask
        return masks

    def ordered(self, sort: Sort) -> Places:
        """The places of all documents in an order that nothing but themselves decides."""
        return {
            Sort.NEWEST: self._newest,
            Sort.RELEVANCE: self._newest,
            Sort.OLDEST: self._oldest,
            Sort.TITLE: self._by_title,
        }[sort]

    @cached_property
    def _by_title(self) -> Places:
        titles = [_title_key(title) for title in _cells(self._columns.titles)]
        return np.array(sorted(range(len(titles)), key=lambda n: (titles[n], n)), np.intp)

    @cached_property
    def _oldest(self) -> Places:
        issued = self._issued
        return np.array(sorted(self._by_title, key=lambda n: issued[n] or _LAST), np.intp)

    @cached_property
    def _newest(self) -> Places:
        issued = self._issued
        return np.array(
            sorted(self._by_title.tolist(), key=lambda n: issued[n], reverse=True), np.intp
        )

    @cached_property
    def _issued(self) -> list[str]:
        """As 2021, 2021-03 or 2021-03-04; "" where it is not known."""
        both = zip(_cells(self._columns.dates), _cells(self.years), strict=True)
        return [date or (str(year) if year else "") for date, year in both]

    def _concerned(self) -> list[set[str]]:
        titles, publishers = _cells(self._columns.titles), _cells(self.publishers)
        return [
            self._labels.named_in(title)
            | ({self._labels.agency(publisher)} if publisher else set())
            for title, publisher in zip(titles, publishers, strict=True)
        ]

    def _published_by(self, name: str) -> Mask:
        """By a publisher as it is called in documents, else by the agency of that name."""
        if name in self.publishers.values:
            return _having(self.publishers, name)
        agency = self._labels.agency(name)
        called = [one and self._labels.agency(one) for one in self.publishers.values]
        return _having(Column(values=tuple(called), places=self.publishers.places), agency)

    def _called(self, agency: str) -> str:
        return agency if agency in self.concerned[0].values else self._labels.agency(agency)


def all_of(masks: Iterable[Mask]) -> Mask:
    """Which documents all of the masks have; one at least."""
    found: Mask = np.logical_and.reduce(list(masks))
    return found


def _cells(column: Column[Value]) -> list[Value]:
    return [column.values[place] for place in column.places]


def _having(column: Column[Value], wanted: Value) -> Mask:
    places = [n for n, value in enumerate(column.values) if value == wanted]
    return np.isin(column.places, places)


def _title_key(title: str) -> str:
    return title.casefold().translate(_LETTERS).lstrip("\"”’' ")
