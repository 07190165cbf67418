"""Figures that are given with different values, as an answer tells of them."""

from dataclasses import dataclass

from ingest.register.types import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueGiven:
    """One of the values: where it stands, in which file; money in kronor."""

    value: float
    source: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A number of an agency and year with its different values, the one that counts first."""

    agency: int
    year: int
    number: str
    values: tuple[ValueGiven, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradictions:
    """How many figures behind an answer are given with different values, and the first of them."""

    count: int
    first: tuple[Contradiction, ...]


NONE = Contradictions(count=0, first=())
