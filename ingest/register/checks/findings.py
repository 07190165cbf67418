"""What a check tells: a value to look at, where it stands, and why."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from ingest.register.types import Cell, RowKind

_ID_LENGTH = 12


class FaultKind(StrEnum):
    """What sort of fault a finding may be."""

    UNREADABLE = "unreadable"
    """The cell holds what could not be read for certain."""
    MISSING = "missing"
    ORDER = "order"
    """Dates that cannot follow each other as they do."""
    SUM = "sum"
    """Parts and whole that do not go together."""
    UNIT = "unit"
    """Ten, a hundred or a thousand times too much or too little."""
    JUMP = "jump"
    OUTLIER = "outlier"
    DUPLICATE = "duplicate"


class Severity(StrEnum):
    """How sure it is that something is wrong."""

    WRONG = "wrong"
    """It cannot be as it stands."""
    LIKELY = "likely"
    ODD = "odd"
    """It may well be right."""


SEVERITIES = {
    FaultKind.UNREADABLE: Severity.WRONG,
    FaultKind.MISSING: Severity.LIKELY,
    FaultKind.ORDER: Severity.WRONG,
    FaultKind.SUM: Severity.WRONG,
    FaultKind.UNIT: Severity.LIKELY,
    FaultKind.JUMP: Severity.ODD,
    FaultKind.OUTLIER: Severity.ODD,
    FaultKind.DUPLICATE: Severity.LIKELY,
}


OF_ITS_ROW = frozenset({FaultKind.UNREADABLE, FaultKind.MISSING, FaultKind.ORDER})
"""Faults that a row shows alone; the others are told by comparing, and say what with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a finding is about.

    `agency` is as the book lists it; `year` what the value is of; `field` the id of a field,
    measure or question, "" where all of the agency's answers are meant; `project` the project's
    name that year, "" otherwise. `cell` is where the value stands, or would stand; its row and
    column are 0 where that cannot be told.
    """

    agency: str
    year: int
    row_kind: RowKind
    field: str
    cell: Cell
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding: `original` is what the cell says, "" where it is empty; `why` is Swedish.

    `id` is the same for the same check of the same thing, wherever its row has come to stand.
    """

    id: str
    kind: FaultKind
    severity: Severity
    place: Place
    value: str | float | bool | None
    original: str
    why: str


def finding(
    kind: FaultKind, place: Place, why: str, *, value: str | float | bool | None, original: str
) -> Finding:
    """A finding, named by what it is about."""
    named = (kind, place.agency, place.year, place.row_kind, place.field, place.project)
    told = "\x1f".join(map(str, named)).casefold()
    return Finding(
        id=hashlib.sha256(told.encode()).hexdigest()[:_ID_LENGTH],
        kind=kind,
        severity=SEVERITIES[kind],
        place=place,
        value=value,
        original=original,
        why=why,
    )
