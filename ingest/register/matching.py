"""Follows projects over yearly collections: which rows of different years are one project.

A pair of rows of one agency is weighed by how alike their names are, and by what a project
seldom changes: when it began, its system, its kind, the first plan's budget and end. Two rows of
one year are two projects, unless they tell of the same one twice. What is neither certain nor
unlikely is for a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz.fuzz import ratio, token_set_ratio

from ingest.register.names import folded

CERTAIN, POSSIBLE = 0.72, 0.55
_TWICE = 0.95
"""Rows of one year are one project only where it is told of twice, in as good as the same words."""
_NUMBERS = frozenset("0123456789")
_ROMAN = frozenset({"i", "ii", "iii", "iv", "v", "vi"})
_WEIGHTS = (3.0, 2.0, 0.7, 0.5, 1.3, 1.3)
"""Of the name, the start, the system, the kind, the budget and the planned end."""
_OTHER_PART = 0.35
"""What a likeness is worth where the names have different numbers: part 1 is not part 2."""
_CLOSE_DAYS, _FAR_DAYS = 45, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectYear:
    """A row of a collection about a project, as far as it tells which project that is."""

    row: int
    agency: int
    year: int
    name: str
    start: date | None = None
    planned_end: date | None = None
    system: str = ""
    kind: str = ""
    budget: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two rows that may be one project: `likeness` is 0 to 1."""

    earlier: int
    later: int
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person said of two rows."""

    earlier: int
    later: int
    are_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Rows by project, each project's by year; and the pairs that a person should look at."""

    projects: tuple[tuple[int, ...], ...]
    uncertain: tuple[Pair, ...]


def follow(rows: Iterable[ProjectYear], said: Sequence[Said] = ()) -> Followed:
    """The projects that rows of several agencies and years are about."""
    by_agency: defaultdict[int, list[ProjectYear]] = defaultdict(list)
    for row in rows:
        by_agency[row.agency].append(row)
    joined: list[tuple[int, ...]] = []
    uncertain: list[Pair] = []
    for of_one in by_agency.values():
        projects = _Projects(of_one, said)
        uncertain += projects.join(_pairs(of_one))
        joined += projects.rows()
    return Followed(projects=tuple(joined), uncertain=tuple(uncertain))


def likeness(one: ProjectYear, other: ProjectYear) -> float:
    """How sure it is that two rows are about one project, 0 to 1."""
    names = _same_name(one.name, other.name)
    signs = (
        names,
        _same_day(one.start, other.start),
        _same_word(one.system, other.system),
        _same_word(one.kind, other.kind),
        _same_amount(one.budget, other.budget),
        _same_day(one.planned_end, other.planned_end),
    )
    known = [(w, sign) for w, sign in zip(_WEIGHTS, signs, strict=True) if sign is not None]
    weighed = sum(weight * sign for weight, sign in known) / sum(weight for weight, _ in known)
    return weighed * (_OTHER_PART if _has_other_number(one.name, other.name) else 1.0)


class _Projects:
    """Rows of one agency in sets, each with at most one row of a year."""

    def __init__(self, rows: Sequence[ProjectYear], said: Sequence[Said]) -> None:
        self._years = {row.row: row.year for row in rows}
        self._set_of = {row.row: {row.row} for row in rows}
        self._apart = {(one.earlier, one.later) for one in said if not one.are_same}
        for one in said:
            if one.are_same and {one.earlier, one.later} <= self._years.keys():
                self._unite(one.earlier, one.later)

    def join(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Join what is certain, the surest first; gives what is possible and was not joined."""
        possible = []
        for pair in sorted(pairs, key=lambda pair: -pair.likeness):
            if pair.likeness < CERTAIN:
                possible.append(pair)
            elif self._may_unite(pair):
                self._unite(pair.earlier, pair.later)
        for pair in possible:
            if self._may_unite(pair):
                yield pair

    def rows(self) -> list[tuple[int, ...]]:
        unique = {id(rows): rows for rows in self._set_of.values()}
        return [tuple(sorted(rows, key=self._years.__getitem__)) for rows in unique.values()]

    def _may_unite(self, pair: Pair) -> bool:
        mine, theirs = self._set_of[pair.earlier], self._set_of[pair.later]
        years = {self._years[row] for row in mine} & {self._years[row] for row in theirs}
        said = any((a, b) in self._apart or (b, a) in self._apart for a in mine for b in theirs)
        return mine is not theirs and not said and (not years or pair.likeness >= _TWICE)

    def _unite(self, one: int, other: int) -> None:
        together = self._set_of[one] | self._set_of[other]
        for row in together:
            self._set_of[row] = together


def _pairs(rows: Sequence[ProjectYear]) -> Iterator[Pair]:
    ordered = sorted(rows, key=lambda row: (row.year, row.row))
    for one, other in combinations(ordered, 2):
        is_one_year = one.year == other.year
        if is_one_year and _written_alike(one.name, other.name) < _TWICE:
            continue
        if (alike := likeness(one, other)) >= (_TWICE if is_one_year else POSSIBLE):
            yield Pair(earlier=one.row, later=other.row, likeness=round(alike, 4))


def _same_name(one: str, other: str) -> float:
    mine, theirs = folded(one), folded(other)
    return max(ratio(mine, theirs), 0.95 * token_set_ratio(mine, theirs)) / 100


def _written_alike(one: str, other: str) -> float:
    """How alike two names are letter by letter, 0 to 1: a name with words added is another."""
    return ratio(folded(one), folded(other)) / 100


def _has_other_number(one: str, other: str) -> bool:
    mine, theirs = _numbers(one), _numbers(other)
    return bool(mine and theirs) and mine != theirs


def _numbers(name: str) -> set[str]:
    return {word for word in folded(name).split() if word in _ROMAN or _NUMBERS & set(word)}


def _same_day(one: date | None, other: date | None) -> float | None:
    if one is None or other is None:
        return None
    apart = abs((one - other).days)
    return max(0.0, 1 - max(0, apart - _CLOSE_DAYS) / _FAR_DAYS)


def _same_word(one: str, other: str) -> float | None:
    if not one or not other:
        return None
    return float(folded(one) == folded(other))


def _same_amount(one: float | None, other: float | None) -> float | None:
    if not one or not other:
        return None
    return max(0.0, 1 - 2 * abs(one - other) / max(abs(one), abs(other)))
