"""Which years are asked for.

The value of a `when` mark: "years" (just these), "span" (from the first to the last), "since",
"until", "after", "before" (of one year), "latest", "first", "previous", "unclear", "all", "last"
(of `amount` years).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures.folding import fold, joined, kinds_of
from assistant.figures.marks import Kind, Mark

_YEAR_DAYS = 365
_YEAR_WORDS = {"åren", "insamlingarna", "insamlingar", "mätningarna", "år"}
_AHEAD = {"och framåt", "och senare", "eller senare"}
_BACK = {"och tidigare", "eller tidigare"}
_JOINING = {Kind.AND, Kind.COMMA, Kind.OR, Kind.VERSUS}


def fold_times(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with the years that go together put together."""
    return fold(marks, _during, _named, _last, _between, _from_on, _related, _ahead, _years)


def _during(marks: Sequence[Mark]) -> Mark | None:
    """Under 2017."""
    if marks[0].kind is not Kind.DURING or len(marks) == 1:
        return None
    inner = fold_times(marks[1:])[0]
    return replace(inner, start=marks[0].start) if inner.kind is Kind.WHEN else None


def _named(marks: Sequence[Mark]) -> Mark | None:
    return replace(marks[0], kind=Kind.WHEN) if marks[0].kind is Kind.TIME else None


def _last(marks: Sequence[Mark]) -> Mark | None:
    """De tre senaste åren, senaste 3 åren."""
    if set(kinds_of(marks, 2)) != {Kind.LAST, Kind.QUANTITY}:
        return None
    quantity = next(mark for mark in marks[:2] if mark.kind is Kind.QUANTITY)
    if quantity.value == "days" and quantity.amount % _YEAR_DAYS == 0:
        years = quantity.amount // _YEAR_DAYS
        return replace(joined(marks[:2], Kind.WHEN, "last"), amount=years)
    if quantity.value == "" and len(marks) > 2 and marks[2].kind is Kind.UNIT:
        return replace(joined(marks[:3], Kind.WHEN, "last"), amount=quantity.amount)
    return None


def _between(marks: Sequence[Mark]) -> Mark | None:
    """Mellan 2015 och 2018, från 2015 till 2018, 2015–2018."""
    opened = marks[0].value in {"between", "from", "since"} and marks[0].kind is Kind.RELATION
    rest = marks[1:] if opened else marks
    if kinds_of(rest, 3) not in (
        [Kind.YEAR, Kind.RELATION, Kind.YEAR],
        [Kind.YEAR, Kind.AND, Kind.YEAR],
    ):
        return None
    joins = rest[1].value in {"to", "until"} or (opened and rest[1].kind is Kind.AND)
    return _of([*marks[: len(marks) - len(rest)], *rest[:3]], "span") if joins else None


def _from_on(marks: Sequence[Mark]) -> Mark | None:
    """Från 2015, från 2015 och framåt."""
    if kinds_of(marks, 2) != [Kind.RELATION, Kind.YEAR] or marks[0].value != "from":
        return None
    ahead = len(marks) > 2 and marks[2].text.lower() in _AHEAD
    return _of(marks[:3], "since") if ahead else _of(marks[:2], "years")


def _related(marks: Sequence[Mark]) -> Mark | None:
    """Sedan 2016, före 2017."""
    values = {"since", "until", "after", "before"}
    if kinds_of(marks, 2) != [Kind.RELATION, Kind.YEAR] or marks[0].value not in values:
        return None
    return _of(marks[:2], marks[0].value)


def _ahead(marks: Sequence[Mark]) -> Mark | None:
    """2016 och framåt, 2016 eller tidigare."""
    if kinds_of(marks, 2) != [Kind.YEAR, Kind.RELATION]:
        return None
    text = marks[1].text.lower()
    value = "since" if text in _AHEAD else "until" if text in _BACK else ""
    return _of(marks[:2], value) if value else None


def _years(marks: Sequence[Mark]) -> Mark | None:
    """2015, 2016 och 2018; also with "jämfört med" between."""
    if marks[0].kind is not Kind.YEAR:
        return None
    end = 1
    while kinds_of(marks[end + 1 :], 1) == [Kind.YEAR] and marks[end].kind in _JOINING:
        end += 2
    return _of(marks[:end], "years")


def _of(marks: Sequence[Mark], value: str) -> Mark:
    years = {year for mark in marks for year in mark.years}
    return replace(joined(marks, Kind.WHEN, value), years=tuple(sorted(years)))
