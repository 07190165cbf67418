"""Conditions in Swedish where no question is made of them: two bounds of one field as a range."""

from collections.abc import Sequence

from assistant.figures.conditions_said import DATES, amount_in_words, condition_said
from assistant.figures.kinds import UNITS
from assistant.figures.naming import called
from ingest.register.selection import Condition, Op

_YEAR = 4
_FIRST_DAY, _LAST_DAY = "-01-01", "-12-31"


def ranges_said(conditions: Sequence[Condition]) -> list[str]:
    """Each condition; one that is the upper bound of another goes with it."""
    texts, spent = [], set[int]()
    for at, one in enumerate(conditions):
        if at in spent:
            continue
        other = next((n for n in range(at + 1, len(conditions)) if _binds(one, conditions[n])), 0)
        spent |= {other} if other else set()
        texts.append(_range(one, conditions[other]) if other else condition_said(one))
    return texts


def _binds(low: Condition, high: Condition) -> bool:
    bounds = (low.op, high.op) == (Op.AT_LEAST, Op.AT_MOST)
    return bounds and low.field == high.field and not (low.either or high.either)


def _range(low: Condition, high: Condition) -> str:
    field = low.field
    if field in UNITS:
        first, last = (amount_in_words(field, one.value) for one in (low, high))
        return f"med {called(field)} från {first} till {last}"
    since, until = str(low.value), str(high.value)
    verb = DATES.get(field, called(field))
    if since.endswith(_FIRST_DAY) and until.endswith(_LAST_DAY):
        first, last = since[:_YEAR], until[:_YEAR]
        return f"som {verb} {first}" if first == last else f"som {verb} {first}–{last}"
    return f"som {verb} från {since} till {until}"
