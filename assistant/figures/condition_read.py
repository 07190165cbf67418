"""Reads a condition of an edited filter, and refuses one that no row could be told by."""

import re
from collections.abc import Mapping, Sequence

from assistant.errors import FilterError
from assistant.figures.kinds import UNITS, allowed_ops, is_project_field, kind_of
from ingest.register.fields import AGENCY_FIELDS, LEVELS, PROJECT_FIELDS, FieldKind
from ingest.register.selection import Condition, Op, Subject

LARGEST = 10**15
"""No number of the register is larger; an endless one is none."""
_OF_AGENCY = ("agency", "department", "size", "groups")
_WITHOUT_VALUE = {Op.MISSING, Op.PRESENT, Op.LACKS}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CHOICES = {one.id: one.choices for one in (*AGENCY_FIELDS, *PROJECT_FIELDS) if one.choices}
_NUMBERS = {FieldKind.MONEY, FieldKind.COUNT, FieldKind.SHARE, FieldKind.LEVEL}


def condition_of(given: object, subject: Subject, number: str) -> Condition:
    """A condition on rows of a subject; of key figures also on the number that is asked for.

    Raises:
        FilterError: when the field, how it is compared, or the value cannot be.
    """
    if not isinstance(given, Mapping):
        raise FilterError(f"Villkoret ”{given}” är inget objekt.", "Ange field, op och value.")
    field, op = _said(given, "field"), _said(given, "op")
    _check_field(field, subject, number)
    allowed = allowed_ops(field)
    if op not in {str(one) for one in allowed}:
        raise FilterError(
            f"”{field}” kan inte jämföras med ”{op}”.", f"Använd {', '.join(allowed)}."
        )
    value = "" if Op(op) in _WITHOUT_VALUE else _value(given.get("value"), field)
    either = given.get("either") or ()
    if not isinstance(either, Sequence) or isinstance(either, str):
        raise FilterError(f"either är ”{either}”, ingen lista.", "Ange en lista av villkor.")
    others = tuple(condition_of(one, subject, number) for one in either)
    return Condition(field=field, op=Op(op), value=value, either=others)


def _said(given: Mapping[str, object], key: str) -> str:
    value = given.get(key)
    return str(value["value"] if isinstance(value, Mapping) and "value" in value else value)


def _check_field(field: str, subject: Subject, number: str) -> None:
    of_projects = subject is Subject.PROJECTS and is_project_field(field)
    own = subject is not Subject.PROJECTS and field == number
    if not (field in _OF_AGENCY or of_projects or own):
        raise FilterError(
            f"Det finns inget fält ”{field}” att ha villkor på här.",
            f"Använd till exempel {', '.join(_OF_AGENCY)}.",
        )


def _value(value: object, field: str) -> str | float | bool:
    kind = kind_of(field)
    if kind is FieldKind.YES_NO:
        if not isinstance(value, bool):
            raise _wrong(value, field, "Ange true eller false.")
        return value
    if kind in _NUMBERS or field in UNITS:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _wrong(value, field, "Ange ett tal.")
        if not -LARGEST <= value <= LARGEST:
            raise _wrong(value, field, "Ange ett tal.")
        if kind is FieldKind.LEVEL and value not in range(1, len(LEVELS) + 1):
            raise _wrong(value, field, "Ange 1, 2 eller 3.")
        return float(value)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(value, field, "Ange en text.")
    if kind is FieldKind.DATE and not _DAY.fullmatch(value):
        raise _wrong(value, field, "Ange dagen som 2017-03-31.")
    choices = _CHOICES.get(field, ())
    if choices and kind is FieldKind.CHOICE and value not in choices:
        raise _wrong(value, field, f"Använd {', '.join(choices)}.")
    return value


def _wrong(value: object, field: str, remedy: str) -> FilterError:
    return FilterError(f"”{value}” kan inte vara värde på ”{field}”.", remedy)
