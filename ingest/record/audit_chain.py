"""The chain of the audit log: every entry's hash is over the one before it and its own words.

Whoever changes, removes, inserts or moves an entry breaks it there; whoever cuts entries off at
the end, or writes all of it anew, is told by a head that is kept apart (`audit_head.py`). Knows
no database.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256

CUT = "audit.cut"
"""The action of an entry that tells that the oldest entries were removed, by retention."""
_NOTHING_BEFORE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is noted: who did what to what, when (UTC, as 2026-01-31T12:00:00Z), and how it went."""

    moment: str
    caller: str
    way: str
    action: str
    object: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event in the chain: its number, from 1, and its hash, SHA-256 in hex."""

    number: int
    event: Event
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place in the chain: an entry's number, and its hash. Number 0 is before the first."""

    number: int
    hash: str


BEGINNING = Link(number=0, hash=_NOTHING_BEFORE)


def sealed(before: Link, event: Event) -> Entry:
    """The event as the entry after `before`."""
    number = before.number + 1
    return Entry(number=number, event=event, hash=_hash(before.hash, number, event))


def cut_at(last: Link) -> str:
    """The object of the entry that tells that all up to `last` were removed."""
    return f"{last.number} {last.hash}"


def link_of(entry: Entry) -> Link:
    """Where an entry stands."""
    return Link(number=entry.number, hash=entry.hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a look through the whole chain found: how many entries, its end, and every fault.

    `faults` are Swedish sentences; none where the chain is whole.
    """

    entries: int
    end: Link
    faults: tuple[str, ...]


def verified(entries: Iterable[Entry], cuts: Iterable[str] = ()) -> Verified:
    """Look through a chain, given by number; `cuts` are the objects of its entries of cuts."""
    faults: list[str] = []
    before, count = BEGINNING, 0
    for entry in entries:
        if entry.number != before.number + 1:
            before = _jumped(before, entry, {*cuts}, faults)
        if _hash(before.hash, entry.number, entry.event) != entry.hash:
            faults.append(f"Post {entry.number} stämmer inte med kedjan: ändrad eller insatt.")
        before, count = link_of(entry), count + 1
    return Verified(entries=count, end=before, faults=tuple(faults))


def _jumped(before: Link, entry: Entry, cuts: set[str], faults: list[str]) -> Link:
    """The link that an entry after a gap builds upon, where a cut tells of it."""
    told = (_link(one) for one in cuts)
    known = next((one for one in told if one and one.number == entry.number - 1), None)
    if before == BEGINNING and known:
        return known
    faults.append(f"Posterna {before.number + 1}–{entry.number - 1} saknas.")
    return Link(number=entry.number - 1, hash=known.hash if known else before.hash)


def _link(text: str) -> Link | None:
    number, _, hashed = text.partition(" ")
    return Link(number=int(number), hash=hashed) if number.isdigit() else None


def _hash(before: str, number: int, event: Event) -> str:
    told = json.dumps(
        {"number": number, **asdict(event)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return sha256(f"{before}\n{told}".encode()).hexdigest()
