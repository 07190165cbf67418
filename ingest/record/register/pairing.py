"""Which row of a newer version of a workbook is which of the older, where several have one name.

Rows of one agency and name are told apart by what a project seldom changes: its number with the
agency, its dates, its system. Where nothing tells them apart, their order does, if as many are
there as before; else they are left unpaired, and told of. Knows nothing about the record.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

_NUMBERED = re.compile(r"diarie|\bdnr\b|\bid\b|nummer|nr\b", re.IGNORECASE)
"""A column beside the fields whose values are one project's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNamed:
    """A row about a project, as far as it tells which row of another version it is.

    `signs` are what it says, the surest first, None where it does not say that.
    """

    id: int
    agency: int
    name: str
    row: int
    signs: tuple[Hashable | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The older rows' ids to the newer ones', and the newer rows that may be several of them."""

    pairs: dict[int, int]
    unclear: tuple[RowNamed, ...]


def numbers_among(free: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...] | None:
    """What numbers a project, of the headers and words of columns beside the fields."""
    return tuple((header, said) for header, said in free if _NUMBERED.search(header)) or None


def paired(before: Iterable[RowNamed], after: Iterable[RowNamed]) -> Paired:
    """Pair the rows of two versions; each in the order of its workbook."""
    older, newer = _by_name(before), _by_name(after)
    pairs: dict[int, int] = {}
    unclear: list[RowNamed] = []
    for name in older.keys() & newer.keys():
        found, left = _told_apart(older[name], newer[name])
        pairs |= found
        unclear += left
    return Paired(pairs=pairs, unclear=tuple(sorted(unclear, key=lambda row: row.row)))


def _by_name(rows: Iterable[RowNamed]) -> dict[tuple[int, str], list[RowNamed]]:
    found: defaultdict[tuple[int, str], list[RowNamed]] = defaultdict(list)
    for row in rows:
        found[row.agency, row.name].append(row)
    return found


def _told_apart(
    older: Sequence[RowNamed], newer: Sequence[RowNamed]
) -> tuple[dict[int, int], list[RowNamed]]:
    """The pairs of rows of one name, and the newer rows that may be any of those left."""
    if len(older) == len(newer) == 1:
        return {older[0].id: newer[0].id}, []
    mine, theirs, pairs = list(older), list(newer), dict[int, int]()
    for at in range(len(older[0].signs)):
        pairs |= _by(at, mine, theirs)
        mine = [row for row in mine if row.id not in pairs]
        theirs = [row for row in theirs if row.id not in pairs.values()]
    if len(older) == len(newer) and not any(map(_differ, mine, theirs)):
        return pairs | {old.id: new.id for old, new in zip(mine, theirs, strict=True)}, []
    return pairs, theirs if mine else []


def _by(at: int, mine: Sequence[RowNamed], theirs: Sequence[RowNamed]) -> dict[int, int]:
    """The pairs that have the same sign, which no others of either version have."""
    older, newer = _once(at, mine), _once(at, theirs)
    both = [(row, newer[said]) for said, row in older.items() if said in newer]
    return {old.id: new.id for old, new in both if not _differ(old, new)}


def _once(at: int, rows: Sequence[RowNamed]) -> dict[Hashable, RowNamed]:
    counts = Counter(row.signs[at] for row in rows)
    signs = {row.signs[at]: row for row in rows}
    return {said: row for said, row in signs.items() if said is not None and counts[said] == 1}


def _differ(old: RowNamed, new: RowNamed) -> bool:
    """Whether two rows have different numbers: they are not one, whatever their order."""
    return None not in {old.signs[0], new.signs[0]} and old.signs[0] != new.signs[0]
