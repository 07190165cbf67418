"""Conditions on one field that cannot hold together: rows of either are meant, or each apart."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.drafting import Draft
from assistant.figures.kinds import is_group
from ingest.register.selection import Condition, Op, Subject


def groups_apart(draft: Draft) -> Draft:
    """A draft that compares groups ("små och stora myndigheter") with a value for each of them."""
    if not draft.is_apart or len(draft.agencies) > 1:
        return draft
    fields = [one.field for one in _exact(draft)]
    many = [one for one in dict.fromkeys(fields) if fields.count(one) > 1 and one != "groups"]
    if len(many) != 1 or not is_group(many[0], Subject.PROJECTS):
        return draft
    same = [one for one in _exact(draft) if one.field == many[0]]
    return replace(united(draft, same), by=tuple(dict.fromkeys((*draft.by, many[0]))))


def united(draft: Draft, same: Sequence[Condition]) -> Draft:
    """The draft with one condition in place of several, of which one is enough."""
    first, *rest = same
    left = without(draft, rest)
    whole = replace(first, either=tuple(rest))
    old = next(mark for mark in left.filters if mark.conditions == (first,))
    new = replace(old, conditions=(whole,))
    return replace(
        left,
        filters=tuple(new if mark is old else mark for mark in left.filters),
        marks=tuple(new if mark is old else mark for mark in left.marks),
    )


def without(draft: Draft, dropped: Sequence[Condition]) -> Draft:
    """The draft without the filters that begin with one of these conditions."""
    kept = tuple(mark for mark in draft.filters if mark.conditions[0] not in dropped)
    gone = [mark for mark in draft.filters if mark not in kept]
    return replace(draft, filters=kept, marks=tuple(m for m in draft.marks if m not in gone))


def _exact(draft: Draft) -> list[Condition]:
    single = [mark.conditions[0] for mark in draft.filters if len(mark.conditions) == 1]
    return [one for one in dict.fromkeys(single) if one.op is Op.IS and not one.either]
