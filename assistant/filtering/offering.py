"""What questions can be narrowed to: the publishers, kinds and years that a library has.

Knows nothing about what passes a filter.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from assistant.types import Asker
from ingest.record.types import Column, DocumentColumns
from ingest.types import Kind

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPublisher:
    """A publisher, and how many documents of its there are."""

    name: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedKind:
    """A kind of document, and how many there are."""

    kind: Kind
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Publishers by name, kinds by number; the years are None where no document has one."""

    publishers: tuple[OfferedPublisher, ...]
    kinds: tuple[OfferedKind, ...]
    first_year: int | None
    last_year: int | None


def offered(columns: DocumentColumns, asker: Asker) -> Offered:
    """What the documents that the asker may see are told apart by; others count for nothing."""
    seen = _seen(columns.access, asker)
    publishers = _counted(columns.publishers, seen)
    kinds = _counted(columns.kinds, seen)
    years = [year for year in _counted(columns.years, seen) if year is not None]
    return Offered(
        publishers=tuple(
            OfferedPublisher(name=name, documents=count)
            for name, count in sorted(publishers.items(), key=_name)
            if name
        ),
        kinds=tuple(OfferedKind(kind=kind, documents=count) for kind, count in kinds.most_common()),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )


def _name(counted: tuple[str | None, int]) -> str:
    return (counted[0] or "").casefold()


def _seen(access: Column[tuple[str, ...]], asker: Asker) -> Callable[[int], bool]:
    may_see = [asker.may_see(rule) for rule in access.values]
    truths = [may_see[place] for place in access.places.tolist()]
    return truths.__getitem__


def _counted(column: Column[Value], seen: Callable[[int], bool]) -> Counter[Value]:
    places = column.places.tolist()
    return Counter(column.values[place] for at, place in enumerate(places) if seen(at))
