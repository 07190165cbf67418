"""Conditions on rows, made whole: risks, comparisons with amounts, what is not, what is named."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures.comparisons import (
    amount_first,
    between,
    degree,
    degree_of,
    post,
    quantity_alone,
    told,
)
from assistant.figures.folding import fold, joined, kinds_of
from assistant.figures.marks import Kind, Mark
from assistant.figures.risks import risk
from ingest.register.selection import Condition, Op

SCOPE_FIELDS = frozenset(("department", "size", "groups", "agency"))
_NEGATED = {
    Op.IS: Op.IS_NOT,
    Op.IS_NOT: Op.IS,
    Op.ABOVE: Op.AT_MOST,
    Op.AT_MOST: Op.ABOVE,
    Op.BELOW: Op.AT_LEAST,
    Op.AT_LEAST: Op.BELOW,
    Op.PRESENT: Op.MISSING,
    Op.MISSING: Op.PRESENT,
}
_MOST = "mest"
_HAS_PLAN = Condition(field="benefit_plan", op=Op.IS, value=True)
_NO_PLAN = Condition(field="benefit_plan", op=Op.LACKS)
_HAS_OWNER = Condition(field="benefit_owner", op=Op.PRESENT)
_NO_OWNER = Condition(field="benefit_owner", op=Op.LACKS)
_OPPOSITES = {
    _HAS_PLAN: _NO_PLAN,
    _NO_PLAN: _HAS_PLAN,
    _HAS_OWNER: _NO_OWNER,
    _NO_OWNER: _HAS_OWNER,
}


def fold_filters(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with filters in place of everything that conditions are said with."""
    plain = [_conditioned(mark) for mark in marks]
    compared = fold(plain, risk, degree, between, told, post, amount_first, quantity_alone)
    return fold(compared, _negated, _excepted, _under, _most)


def opposite(condition: Condition) -> Condition:
    """The condition that holds where this one does not, of what can be told."""
    known = _OPPOSITES.get(condition)
    return known or replace(condition, op=_NEGATED[condition.op])


def _conditioned(mark: Mark) -> Mark:
    """A condition of the lexicon or a name of the catalogue as a filter."""
    if mark.kind is Kind.NAME:
        is_scope = mark.conditions[0].field in SCOPE_FIELDS
        return replace(mark, kind=Kind.FILTER, value="scope" if is_scope else "plain")
    if mark.kind not in {Kind.CONDITION, Kind.PREDICATE}:
        return mark
    field, op, *rest = mark.value.split(" ", 2)
    condition = Condition(field=field, op=Op(op), value=_value(rest[0] if rest else ""))
    value = "predicate" if mark.kind is Kind.PREDICATE else "plain"
    return replace(
        mark,
        kind=Kind.FILTER,
        value="scope" if field in SCOPE_FIELDS else value,
        conditions=(condition,),
    )


def _value(text: str) -> str | float | bool:
    if text == "yes":
        return True
    return float(text) if text.isdigit() else text


def _negated(marks: Sequence[Mark]) -> Mark | None:
    """Inte försenade, ej avslutade, inte är över budget."""
    verb = kinds_of(marks, 2) == [Kind.NOT, Kind.GLUE] and marks[1].value == "verb"
    own = [marks[0], *marks[2:]] if verb else marks
    if kinds_of(own, 2) != [Kind.NOT, Kind.FILTER] or len(own[1].conditions) != 1:
        return None
    said = _opposed(own[:2])
    return replace(said, value="predicate") if verb and said.value != "scope" else said


def _excepted(marks: Sequence[Mark]) -> Mark | None:
    """Utom avslutade, utom Norrverket och Söderverket."""
    names = _names(marks[1:]) if marks[0].kind is Kind.EXCEPT else []
    if names:
        conditions = tuple(
            Condition(field="agency", op=Op.IS_NOT, value=mark.value)
            for mark in names
            if mark.kind is Kind.AGENCY
        )
        whole = joined([marks[0], *names], Kind.FILTER, "scope")
        return replace(whole, conditions=conditions)
    if kinds_of(marks, 2) == [Kind.EXCEPT, Kind.FILTER] and len(marks[1].conditions) == 1:
        return _opposed(marks[:2])
    return None


def _names(marks: Sequence[Mark]) -> list[Mark]:
    """The agencies that come first, with what joins them."""
    found: list[Mark] = []
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        joins = mark.kind in {Kind.AND, Kind.COMMA} and after and after.kind is Kind.AGENCY
        if mark.kind is not Kind.AGENCY and not (found and joins):
            break
        found.append(mark)
    return found


def _under(marks: Sequence[Mark]) -> Mark | None:
    """Under Finansdepartementet."""
    if kinds_of(marks, 2) != [Kind.DURING, Kind.FILTER] or marks[1].value != "scope":
        return None
    return replace(marks[1], start=marks[0].start)


def _most(marks: Sequence[Mark]) -> Mark | None:
    """Överskridit budgeten mest: that is said by how much, and orders by it."""
    if sorted(kinds_of(marks, 2)) != [Kind.FILTER, Kind.SUPERLATIVE]:
        return None
    said = next(mark for mark in marks[:2] if mark.kind is Kind.SUPERLATIVE)
    number = degree_of(next(mark for mark in marks[:2] if mark.kind is Kind.FILTER))
    if said.text.lower() != _MOST or not number:
        return None
    return joined(marks[:2], Kind.SUPERLATIVE, f"falling {number}")


def _opposed(marks: Sequence[Mark]) -> Mark:
    whole = joined(marks, Kind.FILTER, marks[1].value)
    return replace(whole, conditions=tuple(map(opposite, marks[1].conditions)))
