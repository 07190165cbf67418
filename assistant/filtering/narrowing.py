"""Narrows a search to the documents that pass the filters and that the asker may see.

A filter that leaves no document is dropped, and a sentence says so; what the question seems to
ask for yields before what the caller has set, and the vague before the specific. Documents that
the asker may not see count for nothing, so that no sentence tells of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from weakref import WeakKeyDictionary

from assistant.filtering.catalogue import AgencyBook, Catalogue, Listing
from assistant.filtering.parts import PARTS, part_of, sets, with_part, without
from assistant.filtering.types import NO_FILTERS, NOT_FILTERED, Dropped, Filtering, Filters
from assistant.filtering.wording import checked, dropped
from assistant.types import Asker
from ingest.record.facts import Fact
from ingest.record.types import Keys

KEPT = 32
"""So many narrowed searches are remembered for a generation."""
TRIES = 20
"""So many documents are looked up before a catalogue is taken for out of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks for which documents: the filters of the caller, and those of the question."""

    asker: Asker
    caller: Filters = NO_FILTERS
    question: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Narrowed:
    """The chunks that may answer, by key (None: all of them), and what is to be told of it."""

    keys: Keys | None
    filtering: Filtering


ALL = Narrowed(keys=None, filtering=NOT_FILTERED)


class DocumentFilters:
    """Narrows searches in one generation after the other; one per process, usable by threads."""

    def __init__(self, agencies: AgencyBook) -> None:
        self._agencies = agencies
        self._reading = Lock()
        self._known: WeakKeyDictionary[Listing, _Narrowing] = WeakKeyDictionary()

    def narrow(self, record: Listing, asked: Asked) -> Narrowed:
        """The chunks that may answer.

        A document that was hidden or withdrawn after the generation was opened counts no more:
        where none is left of those that pass, all are read anew.

        Raises:
            QuestionError: when the caller's filters cannot be meant.
        """
        asked = replace(asked, caller=checked(asked.caller))
        if asked.caller == asked.question == NO_FILTERS:
            return ALL
        known = self._of(record)
        if known.still_holds(record, asked):
            return known.narrow(asked)
        return self._of(record, instead_of=known).narrow(asked)

    def visible(self, record: Listing, asker: Asker) -> Keys | None:
        """The chunks that the asker may see, whatever the filters; None where that is all."""
        return self._of(record).visible(asker)

    def _of(self, record: Listing, instead_of: "_Narrowing | None" = None) -> "_Narrowing":
        """What is known of a record; it is read where nothing is but what is out of date."""
        access = record.fact(Fact.ACCESS)
        with self._reading:
            known = self._known.get(record)
            if known is None or known is instead_of or known.access != access:
                known = _Narrowing(Catalogue(record.columns(), self._agencies), access)
                self._known[record] = known
            return known


class _Narrowing:
    """Narrows searches in one catalogue; `access` is how often access had changed before."""

    def __init__(self, catalogue: Catalogue, access: str | None) -> None:
        self._catalogue = catalogue
        self.access = access
        self.narrow: Callable[[Asked], Narrowed] = lru_cache(KEPT)(self._narrow)

    def visible(self, asker: Asker) -> Keys | None:
        """The chunks that the asker may see; None where that is all."""
        seen = self._catalogue.seen_by(asker)
        return None if seen.all() else self._catalogue.keys_of(seen)

    def still_holds(self, record: Listing, asked: Asked) -> bool:
        """True when a document that passes the filters applied may be seen now."""
        applied = self.narrow(asked).filtering.applied
        if applied == NO_FILTERS:
            return True
        passing = self._catalogue.seen_by(asked.asker) & self._catalogue.passing(applied)
        return any(
            now is not None and asked.asker.may_see(now.access)
            for now in map(record.document, self._catalogue.first_of(passing, TRIES))
        )

    def _narrow(self, asked: Asked) -> Narrowed:
        applied, gone = self._applied(asked)
        told = Filtering(applied=applied, dropped=gone)
        if applied == NO_FILTERS:
            return Narrowed(keys=None, filtering=told)
        seen = self._catalogue.seen_by(asked.asker)
        keys = self._catalogue.keys_of(seen & self._catalogue.passing(applied))
        return Narrowed(keys=keys, filtering=told)

    def _applied(self, asked: Asked) -> tuple[Filters, tuple[Dropped, ...]]:
        """What is left of the filters, and what was dropped for it."""
        gone: list[Dropped] = []
        held = _together(asked)
        for part in PARTS:
            alone = part_of(held, part)
            if not self._leaves_any(alone, asked.asker):
                gone.append(dropped(part, alone))
                held = without(held, part)
        for part in _yielding(asked):
            if self._leaves_any(held, asked.asker):
                break
            if sets(held, part):
                gone.append(dropped(part, held))
                held = without(held, part)
        return held, tuple(gone)

    def _leaves_any(self, filters: Filters, asker: Asker) -> bool:
        if filters == NO_FILTERS:
            return True
        return bool((self._catalogue.seen_by(asker) & self._catalogue.passing(filters)).any())


def _together(asked: Asked) -> Filters:
    """The filters of both; where the caller sets a part, the question's is not asked for."""
    both = asked.question
    for part in PARTS:
        if sets(asked.caller, part):
            both = with_part(both, part, asked.caller)
    return both


def _yielding(asked: Asked) -> list[str]:
    """The parts in the order in which they yield to the others."""
    vague_first = PARTS[::-1]
    return sorted(vague_first, key=lambda part: sets(asked.caller, part))
