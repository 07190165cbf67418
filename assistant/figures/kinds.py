"""Which rows a number or a field is of, its unit, and how it may be compared."""

from ingest.register.fields import AGENCY_FIELDS, PROJECT_FIELDS, FieldKind
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, PROJECT_NUMBERS, RATIOS, Unit
from ingest.register.selection import Op, Subject

_FIGURES = frozenset(one.id for one in (*MEASURES, *RATIOS))
_QUESTIONS = frozenset(question.id for question in QUESTIONS)
_OF_PROJECTS = frozenset(one.id for one in (*PROJECT_FIELDS, *PROJECT_NUMBERS)) - {"agency"}
_KINDS = {one.id: one.kind for one in (*AGENCY_FIELDS, *PROJECT_FIELDS)}
_ADDED_UP = {Unit.KRONOR, Unit.FULL_TIME, Unit.KRONOR_EACH}
_RATIOS = frozenset(ratio.id for ratio in RATIOS)
UNITS = {one.id: one.unit for one in (*MEASURES, *RATIOS, *PROJECT_NUMBERS)} | {
    question.id: Unit.LEVEL for question in QUESTIONS
}
"""The unit of every number that can be counted with."""


def subject_of_number(number: str) -> Subject:
    """The rows that have a number (or a field of projects)."""
    if number in _FIGURES:
        return Subject.FIGURES
    return Subject.MATURITY if number in _QUESTIONS else Subject.PROJECTS


def is_project_field(field: str) -> bool:
    """Whether a field or number is one of projects."""
    return field in _OF_PROJECTS


def is_added_up(number: str) -> bool:
    """Whether a number of several rows without further ado is that of them together.

    Ratios are: their parts are added up.
    """
    return number in _RATIOS or UNITS[number] in _ADDED_UP


def is_money(number: str) -> bool:
    """Whether a number is in kronor, and can be given in the prices of a year."""
    return number != "" and UNITS[number] in {Unit.KRONOR, Unit.KRONOR_EACH}


def kind_of(field: str) -> FieldKind | None:
    """What sort of value a field holds; None of a number that is worked out."""
    return _KINDS.get(field)


def allowed_ops(field: str) -> tuple[Op, ...]:
    """How a field may be compared."""
    present = (Op.MISSING, Op.PRESENT, Op.LACKS)
    kind = _KINDS.get(field)
    if field in UNITS or kind in {FieldKind.DATE, FieldKind.LEVEL}:
        return (Op.IS, Op.IS_NOT, Op.ABOVE, Op.AT_LEAST, Op.BELOW, Op.AT_MOST, *present)
    contains = () if kind in {FieldKind.YES_NO, FieldKind.CHOICE} else (Op.CONTAINS,)
    return (Op.IS, Op.IS_NOT, *contains, *present)


def is_group(field: str, subject: Subject) -> bool:
    """Whether a result about a subject can be parted by a field."""
    if field in {"agency", "year", "department", "size", "groups"}:
        return True
    return subject is Subject.PROJECTS and is_project_field(field)
