"""Whether a question that could be the register's is meant for it.

A question that leans on what was said before ("Vad kostade projektet?", "budgeten?") is not.
"""

from itertools import dropwhile, pairwise

from assistant.figures.comparisons import degree_of
from assistant.figures.drafting import Draft
from assistant.figures.heads import Head
from assistant.figures.kinds import is_project_field, subject_of_number
from assistant.figures.marks import Kind, Mark
from assistant.figures.targets import names_agencies
from assistant.figures.types import NOT_REGISTER, Halt
from ingest.register.selection import Order, Subject

_THAT_ONE = ("projektet", "projektets", "satsningen", "satsningens", "initiativet")
_HOW = "hur"
_OF_PROJECT = "projekt"
_HOW_FAR = ("hur långt", "hur lång tid", "hur mycket", "hur mkt")
_OF_AGENCIES_TOO = {"budget", "outcome"}
_SPENDING = ("kost", "lade", "lägg", "lagt", "spend", "sats", "köp")


def check_meant(draft: Draft, head: Head, subject: Subject) -> None:
    """Nothing where the question says enough by itself.

    Raises:
        Halt: when it points at one project without naming it, or at nothing at all.
    """
    if (
        _has_number(draft, head)
        or _points_at_one(draft)
        or _asks_degree(draft)
        or _means_of_sums(draft)
        or _shares_agencies(draft, head, subject)
        or _names_trend(draft, head)
    ):
        raise Halt(NOT_REGISTER)
    scoped = bool(draft.agencies or draft.lacking or draft.filters or draft.by or draft.target)
    if head.aggregate or draft.extreme or scoped or "projects" in draft.subjects:
        return
    of_projects = subject is Subject.PROJECTS
    spends = any(
        mark.text.lower().startswith(_SPENDING)
        for mark in draft.marks
        if mark.kind in {Kind.NUMBER, Kind.COST, Kind.SPEND}
    )
    if of_projects or (spends and not draft.when):
        raise Halt(NOT_REGISTER)


def is_of_agency(draft: Draft, head: Head, subject: Subject) -> bool:
    """Whether money of projects is asked for in words that might mean the agency's own."""
    if subject is not Subject.PROJECTS or head.number not in _OF_AGENCIES_TOO:
        return False
    conditions = [one for mark in draft.filters for one in mark.conditions]
    of_projects = any(is_project_field(one.field) for one in conditions)
    of_projects |= any(is_project_field(one) for one in (*draft.by, draft.target))
    named = "projects" in draft.subjects or of_projects or draft.target == "projects"
    named |= any(_names_projects(mark) for mark in draft.marks)
    return not named and head.aggregate not in {"mean", "median"}


def _names_projects(mark: Mark) -> bool:
    """Whether a number is said to be that of projects: "projektbudgeten"."""
    return mark.kind is Kind.NUMBER and mark.text.lower().startswith(_OF_PROJECT)


def _has_number(draft: Draft, head: Head) -> bool:
    """Whether "vilka projekt har budget" asks which have one at all."""
    asked = any(mark.kind is Kind.WHICH for mark in draft.marks)
    plain = draft.order is Order.NONE and not head.aggregate
    return asked and plain and draft.target == "projects" and bool(head.number)


def _asks_degree(draft: Draft) -> bool:
    """Whether "hur långt" or "hur mycket" asks by how much a condition holds: "... över budget"."""
    asks = any(mark.text.lower().startswith(_HOW_FAR) for mark in draft.marks)
    degrees = [mark for mark in draft.filters if degree_of(mark)]
    after = [
        one
        for mark in degrees
        for one in draft.marks
        if one.kind is Kind.SUBJECT and one.start >= mark.end
    ]
    costs = any(mark.kind in {Kind.COST, Kind.SPEND} for mark in draft.marks)
    return asks and bool(degrees) and not after and not costs


def _means_of_sums(draft: Draft) -> bool:
    """Whether "budget i snitt per myndighet" may be a mean of what the agencies have together."""
    return any(
        _is_loose_mean(a) and b.kind is Kind.BY and b.value == "agency"
        for pair in pairwise(draft.marks)
        for a, b in (pair, pair[::-1])
    ) and (not draft.heads or subject_of_number(draft.heads[0].number) is Subject.PROJECTS)


def _names_trend(draft: Draft, head: Head) -> bool:
    """Whether a trend is only named ("trender inom it-kostnader"), and of nobody."""
    asked = any(mark.text.lower().startswith(_HOW) for mark in draft.marks)
    said = draft.agencies or draft.lacking or draft.filters or draft.when or head.aggregate
    return draft.is_series and not asked and not said


def _shares_agencies(draft: Draft, head: Head, subject: Subject) -> bool:
    """Whether it is a share of agencies, of which projects tell nothing."""
    if head.aggregate != "share" or subject is not Subject.PROJECTS:
        return False
    after = list(dropwhile(lambda mark: mark.value != "share", draft.marks))
    if names_agencies(after[1:]):
        return True
    first = next((mark for mark in after if mark.kind is Kind.SUBJECT), None)
    return first is not None and first.value == "agencies"


def _is_loose_mean(mark: Mark) -> bool:
    return mark.value in {"mean", "median"} and mark.text.lower().startswith("i ")


def _points_at_one(draft: Draft) -> bool:
    """Whether one project is meant that the question does not name."""
    nouns = [mark.text.lower() for mark in draft.marks if mark.kind is Kind.SUBJECT]
    named = any(one.field == "project" for mark in draft.filters for one in mark.conditions)
    ordered = draft.order is not Order.NONE or bool(draft.extreme)
    asked = any(mark.kind is Kind.WHICH for mark in draft.marks) and draft.target == "projects"
    return any(noun.endswith(_THAT_ONE) for noun in nouns) and not (named or ordered or asked)
