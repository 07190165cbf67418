"""The one selection that a head of a draft means."""

from dataclasses import replace

from assistant.figures.changes import change_years
from assistant.figures.drafting import Draft
from assistant.figures.finishing import Finishing
from assistant.figures.heads import Head
from assistant.figures.kinds import UNITS, is_money
from assistant.figures.marks import Kind
from assistant.figures.scope_said import is_name
from assistant.figures.types import NOT_REGISTER, Halt
from assistant.figures.years import known_years, years_of
from ingest.register.measures import Unit
from ingest.register.selection import (
    Aggregate,
    Catalogue,
    Condition,
    Order,
    Selection,
    Subject,
)

_GROUPS = {"agencies": "agency", "projects": "", "figures": "", "": ""}
_NAME = "project"
_HOW_MANY = "hur många"
_OWN = {"count": "", "share": "", "biggest": "budget", "smallest": "budget"}


def select(draft: Draft, head: Head, subject: Subject, catalogue: Catalogue) -> Selection:
    """The selection of one head.

    Raises:
        Halt: when there is none, or the register lacks what it asks for.
        Unsure: when there are several.
    """
    own = _OWN.get(draft.order_number, draft.order_number)
    number = head.number or own
    in_days = own == "length" and UNITS.get(head.number) is Unit.DAYS
    if own and head.number not in {"", own} and not in_days:
        raise Halt(NOT_REGISTER)
    if (draft.limit and draft.order is Order.NONE) or (draft.extreme and head.aggregate):
        raise Halt(NOT_REGISTER)
    known = known_years(catalogue, subject, number)
    aggregate = _aggregate(draft, head, subject, number)
    changes = aggregate == "change"
    if draft.is_series and (changes or aggregate == "list" or _counts_rows(draft)):
        raise Halt(NOT_REGISTER)
    if draft.shown and aggregate != "list":
        raise Halt(NOT_REGISTER)
    years = _last_of(draft, catalogue) or _years(draft, known)
    selection = Selection(
        subject=subject,
        aggregate=Aggregate(aggregate) if aggregate not in {"", "unsaid"} else Aggregate.SUM,
        years=years,
        number=number,
        agencies=draft.agencies,
        conditions=_conditions(draft),
        by=_by(draft),
        order=draft.order,
        limit=draft.limit or int(draft.is_one and draft.order is not Order.NONE),
        price_year=_price_year(draft, number, years),
        shown=draft.shown,
    )
    if changes:
        selection = replace(selection, years=change_years(draft, selection, known))
    finished = Finishing(draft=draft, selection=selection, aggregate=aggregate).finished()
    return _namesakes_apart(finished, draft, aggregate, catalogue)


def _namesakes_apart(
    selection: Selection, draft: Draft, aggregate: str, catalogue: Catalogue
) -> Selection:
    """Projects of several agencies that have one name are told apart, unless their sum is asked."""
    names = {one.value for one in selection.conditions if is_name(one)}
    several = bool(names.intersection(catalogue.namesakes)) and len(selection.agencies) != 1
    if not several or aggregate not in {"", "change"} or draft.is_together:
        return selection
    if aggregate == "change":
        return replace(selection, by=("agency", *(one for one in selection.by if one != "agency")))
    return replace(selection, aggregate=Aggregate.LIST, by=())


def _aggregate(draft: Draft, head: Head, subject: Subject, number: str) -> str:
    """What is made of the rows, by an aggregate's name; "" where it is not said.

    Raises:
        Halt: when it cannot be selected.
    """
    grouped = _GROUPS.get(draft.target, draft.target) or draft.by
    if head.aggregate == "unsaid":
        return "unsaid"
    if draft.order_number == "share" and head.aggregate in {"", "share"} and grouped:
        return "" if UNITS.get(number) is Unit.PERCENT else "share"
    if draft.order_number == "count":
        if not grouped or head.number or head.aggregate not in {"", "count"}:
            raise Halt(NOT_REGISTER)
        return "count"
    if head.aggregate == "count":
        return _count(draft, subject, number)
    if head.aggregate:
        own = any(one.field == number for mark in draft.filters for one in mark.conditions)
        if head.aggregate == "share" and number and (not own or subject is Subject.PROJECTS):
            raise Halt(NOT_REGISTER)
        return head.aggregate
    return _unsaid(draft, subject, number, grouped=bool(grouped))


def _count(draft: Draft, subject: Subject, number: str) -> str:
    """Raises: Halt, when what is counted cannot be."""
    of_agencies = draft.counted == "agencies"
    if subject is Subject.PROJECTS and number:
        raise Halt(NOT_REGISTER)
    if subject is Subject.PROJECTS and of_agencies:
        if "projects" not in draft.subjects or "agency" in draft.by or draft.target:
            raise Halt(NOT_REGISTER)
        return "agencies"
    if subject is not Subject.PROJECTS and not of_agencies:
        raise Halt(NOT_REGISTER)
    return "count"


def _unsaid(draft: Draft, subject: Subject, number: str, *, grouped: bool) -> str:
    """What is made of the rows where no aggregate is said."""
    if draft.extreme:
        if not number:
            raise Halt(NOT_REGISTER)
        return draft.extreme
    if subject is not Subject.PROJECTS:
        return ""
    listed = draft.target == "projects" or "project" in draft.by or (draft.is_list and not grouped)
    of_agency = draft.target == "agencies" and draft.order is not Order.NONE and bool(number)
    if listed or of_agency:
        orderless = draft.order is not Order.NONE and not number
        if orderless or (of_agency and "projects" not in draft.subjects):
            raise Halt(NOT_REGISTER)
        return "list"
    return "count" if grouped and not number else ""


def _counts_rows(draft: Draft) -> bool:
    """Whether "hur många projekt utvecklas ..." asks for projects, and not how a number went."""
    counts = (mark.text.lower() for mark in draft.marks if mark.kind is Kind.AGGREGATE)
    return any(text.startswith(_HOW_MANY) for text in counts)


def _by(draft: Draft) -> tuple[str, ...]:
    target = _GROUPS.get(draft.target, draft.target)
    of_projects = draft.order_number not in {"", "count", "share"}
    if target == "agency" and "projects" in draft.subjects and of_projects:
        target = ""
    series = "year" if draft.is_series else ""
    found = [one for one in (target, *draft.by, series) if one and one != "project"]
    return tuple(dict.fromkeys(found))


def _conditions(draft: Draft) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(one for mark in draft.filters for one in mark.conditions))


def _years(draft: Draft, known: tuple[int, ...]) -> tuple[int, ...]:
    if not draft.when and (draft.target == "year" or "year" in draft.by or draft.is_series):
        return known
    return years_of(draft.when, known)


def _last_of(draft: Draft, catalogue: Catalogue) -> tuple[int, ...]:
    """The last year that a named project was in, where no year is said and it has left since."""
    names = [one.value for mark in draft.filters for one in mark.conditions if one.field == _NAME]
    earlier = {one.name: one.year for one in catalogue.earlier}
    found = [earlier[str(name)] for name in names if name in earlier]
    return tuple(found[:1]) if not (draft.when or draft.by or draft.is_series) else ()


def _price_year(draft: Draft, number: str, years: tuple[int, ...]) -> int | None:
    """Raises: Halt, when prices are asked for of what is no money."""
    asked = draft.price_year or (years[-1] if draft.is_fixed else None)
    if asked and not is_money(number):
        raise Halt(NOT_REGISTER)
    return asked
