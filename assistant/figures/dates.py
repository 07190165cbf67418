"""When projects started or ended: dates with the years or days that follow them, as filters."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures.marks import Kind, Mark
from ingest.register.selection import Condition, Op

_BETWEEN = {Kind.GLUE, Kind.AGENCY, Kind.DURING, Kind.SUBJECT}
_MONTH = len("2017-03")


def fold_dates(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with filters in place of dates and when they are; "startade före mars 2016"."""
    left = list(marks)
    for mark in [one for one in left if one.kind is Kind.DATE]:
        after = [one for one in left[left.index(mark) + 1 :] if one.kind not in _BETWEEN]
        relation = after[0] if after and after[0].kind is Kind.RELATION else None
        when = after[1 if relation else 0] if len(after) > bool(relation) else None
        conditions = _conditions(mark.value, relation.value if relation else "", when)
        if conditions:
            whole = replace(mark, kind=Kind.FILTER, value="predicate", conditions=conditions)
            left = [one for one in left if one not in (relation, when)]
            left[left.index(mark)] = whole
    return tuple(left)


def _conditions(field: str, relation: str, when: Mark | None) -> tuple[Condition, ...]:
    if when is None:
        return ()
    if when.kind is Kind.DAY:
        return _within(field, relation, *_days_of(when.value))
    if when.kind is not Kind.WHEN or relation or not when.years:
        return ()
    first, last = when.years[0], when.years[-1]
    has_gaps = when.value == "years" and last - first >= len(when.years)
    return () if has_gaps else _within(field, when.value, f"{first}-01-01", f"{last}-12-31")


def _days_of(value: str) -> Sequence[str]:
    """The first and the last day of a day or a month."""
    if len(value) > _MONTH:
        return (value, value)
    year, month = map(int, value.split("-"))
    return (f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]:02}")


def _within(field: str, relation: str, first: str, last: str) -> tuple[Condition, ...]:
    """The conditions that a date lies so by a first and a last day."""
    since = Condition(field=field, op=Op.AT_LEAST, value=first)
    until = Condition(field=field, op=Op.AT_MOST, value=last)
    return {
        "since": (since,),
        "from": (since,),
        "after": (Condition(field=field, op=Op.ABOVE, value=last),),
        "before": (Condition(field=field, op=Op.BELOW, value=first),),
        "until": (until,),
    }.get(relation, (since, until))
