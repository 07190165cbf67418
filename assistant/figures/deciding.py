"""What selections a clause means: its slots with what is meant where nothing is said.

What may mean several things is asked back, never guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.figures.attributes import asks_owner
from assistant.figures.comparisons import UNSURE_COST
from assistant.figures.drafting import Draft
from assistant.figures.grouping import groups_apart, united, without
from assistant.figures.heads import COST, COUNTED, WHOLE_MATURITY, Head
from assistant.figures.heads import UNSURE_COST as UNSURE_HEAD
from assistant.figures.kinds import is_project_field, subject_of_number
from assistant.figures.marks import Mark
from assistant.figures.meaning import check_meant, is_of_agency
from assistant.figures.opposing import alone, counting, is_of_two, one_named_twice, same_agency
from assistant.figures.refusing import refuse_lacking
from assistant.figures.selecting import select
from assistant.figures.types import NOT_REGISTER, Halt, Unsure
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, RATIOS
from ingest.register.selection import Catalogue, Op, Selection, Subject

_SAID_COSTS = {"budget", "outcome", "revised_budget", *(one.id for one in (*MEASURES, *RATIOS))}
_COSTS = ("budget", "outcome")
_ALTERNATIVE_COSTS = ("it_cost", "operating_cost", "outcome")
_EXCLUSIVE = {Op.IS}


class Decider:
    """Decides what the drafts of questions to one catalogue mean."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def decide(self, draft: Draft) -> tuple[Selection, ...]:
        """The selections that a draft means, one for each of its heads.

        Raises:
            Halt: when it asks for what is not there, or cannot be selected.
            Unsure: when it may mean several selections.
        """
        draft = _with_fields(groups_apart(draft))
        if names := one_named_twice(draft):
            self._ask_alternatives(same_agency(names), [alone(draft)])
        self._check_conditions(draft)
        if draft.is_difference:
            return self._difference(draft)
        heads = _heads(draft)
        return tuple(self._selection(draft, head) for head in heads)

    def _check_conditions(self, draft: Draft) -> None:
        """Conditions must be able to hold together, and be about one thing each."""
        for mark in draft.filters:
            if any(one.field == UNSURE_COST for one in mark.conditions):
                self._ask_alternatives(
                    "Menar du projektens budget eller deras utfall?",
                    [
                        replace(draft, filters=_with_field(draft.filters, mark, field))
                        for field in _COSTS
                    ],
                )
            if len({one.field for one in mark.conditions}) < len(mark.conditions) and all(
                one.op in _EXCLUSIVE for one in mark.conditions
            ):
                raise Halt(NOT_REGISTER)
        single = [one.conditions[0] for one in draft.filters if len(one.conditions) == 1]
        exact = [one for one in dict.fromkeys(single) if one.op in _EXCLUSIVE]
        for condition in exact:
            same = [one for one in exact if one.field == condition.field]
            if len(same) > 1:
                apart = [without(draft, [one for one in same if one != kept]) for kept in same]
                self._ask_alternatives(
                    "Menar du dem tillsammans eller något av dem?", [united(draft, same), *apart]
                )

    def _ask_alternatives(self, why: str, drafts: Iterable[Draft]) -> None:
        """Asks back which of several drafts is meant.

        Raises:
            Unsure: always, unless none of them can be selected.
            Halt: when none can.
        """
        found: list[Selection] = []
        for draft in drafts:
            try:
                found += self.decide(draft)
            except (Halt, Unsure):
                continue
        if not found:
            raise Halt(NOT_REGISTER)
        raise Unsure(why, *found)

    def _difference(self, draft: Draft) -> tuple[Selection, ...]:
        """A difference between two years is a change; one between two agencies is told of them.

        Raises:
            Unsure: with the agencies beside each other, where they are several.
            Halt: when it is one between other things.
        """
        plain = replace(counting(draft), is_difference=False)
        if len(draft.when) == 1 and len(draft.when[0].years) == 2 and len(draft.agencies) < 2:
            heads = tuple(replace(head, aggregate="change") for head in draft.heads)
            return self.decide(replace(plain, heads=heads))
        refuse_lacking(draft, self._catalogue)
        if len(draft.agencies) > 1:
            beside = self.decide(replace(plain, is_apart=True))
            if is_of_two(draft) and all(len(one.years) == 1 for one in beside):
                return beside
            raise Unsure("Registret visar dem bredvid varandra. Vill du se det?", *beside)
        raise Halt(NOT_REGISTER)

    def _selection(self, draft: Draft, head: Head) -> Selection:
        if draft.order_number == "count" and head.number in COUNTED:
            draft = replace(draft, order_number="")
        if draft.order_number == "cost" and head.number in _SAID_COSTS:
            draft = replace(draft, order_number=head.number)
        if head.number in {COST, UNSURE_HEAD} or draft.order_number == "cost":
            self._decide_cost(draft, head)
        if head.number == COST:
            head = replace(head, number="outcome")
        if head.number == WHOLE_MATURITY:
            self._ask_theme(draft, head)
        subject = _subject(draft, head)
        check_meant(draft, head, subject)
        refuse_lacking(draft, self._catalogue)
        found = select(draft, head, subject, self._catalogue)
        if is_of_agency(draft, head, subject):
            raise Unsure(
                "Registret har projektens pengar, inte hela myndighetens. Menar du dem?", found
            )
        return found

    def _decide_cost(self, draft: Draft, head: Head) -> None:
        """A cost of projects is their outcome; of nobody said, it is asked back which.

        Raises:
            Unsure: when it is not clear which cost is meant.
            Halt: when nothing tells that it is the register's at all.
        """
        of_projects = "projects" in draft.subjects or _has_project_filter(draft)
        if draft.order_number == "cost":
            self._ask_alternatives(
                "Menar du projektens budget eller deras utfall?",
                [replace(draft, order_number=number) for number in _COSTS],
            )
        if head.number == COST and of_projects:
            return
        if not (of_projects or draft.agencies):
            raise Halt(NOT_REGISTER)
        numbers = _COSTS if of_projects else _ALTERNATIVE_COSTS
        self._ask_alternatives(
            "Vilken kostnad menar du?",
            [replace(draft, heads=(replace(head, number=number),)) for number in numbers],
        )

    def _ask_theme(self, draft: Draft, head: Head) -> None:
        """Raises: Unsure, always; maturity is asked for by theme."""
        themes = ", ".join(question.theme for question in QUESTIONS)
        self._ask_alternatives(
            f"Mognaden mäts i åtta frågor: {themes}. Vilken menar du?",
            [replace(draft, heads=(replace(head, number=one.id),)) for one in QUESTIONS],
        )


def _heads(draft: Draft) -> tuple[Head, ...]:
    """The heads of a draft, with what is meant where it has none.

    Raises:
        Halt: when nothing is asked for.
    """
    counts_agencies = draft.counted == "agencies" and "projects" not in draft.subjects
    if counts_agencies and len(draft.heads) == 2 and draft.heads[0].aggregate == "count":
        return (replace(draft.heads[1], aggregate="count"),)
    own = _own_numbers(draft)
    if len(own) > 1:
        raise Halt(NOT_REGISTER)
    if own and (not draft.heads or {head.number for head in draft.heads} == {""}):
        aggregates = [head.aggregate for head in draft.heads] or [""]
        return tuple(Head(aggregate=one, number=own[0]) for one in aggregates)
    if draft.heads:
        return draft.heads
    if draft.target or draft.order_number or (draft.is_list and "projects" in draft.subjects):
        return (Head(aggregate="", number=""),)
    if "projects" in draft.subjects and (draft.filters or draft.agencies or draft.when):
        return (Head(aggregate="unsaid", number=""),)
    raise Halt(NOT_REGISTER)


def _own_numbers(draft: Draft) -> list[str]:
    """The key figures that conditions are on."""
    fields = [one.field for mark in draft.filters for one in mark.conditions]
    return list(
        dict.fromkeys(
            one for one in fields if subject_of_number(one) in {Subject.FIGURES, Subject.MATURITY}
        )
    )


def _subject(draft: Draft, head: Head) -> Subject:
    """What rows are asked about.

    Raises:
        Halt: when the question is about several kinds of rows at once, or none.
    """
    found = {subject_of_number(head.number)} if head.number else set()
    if draft.order_number not in {"", "count", "share", "cost", "biggest", "smallest"}:
        found.add(subject_of_number(draft.order_number))
    if "projects" in draft.subjects or _has_project_filter(draft) or is_project_field(draft.target):
        found.add(Subject.PROJECTS)
    if any(is_project_field(one) for one in draft.by):
        found.add(Subject.PROJECTS)
    if len(found) != 1:
        raise Halt(NOT_REGISTER)
    return next(iter(found))


def _has_project_filter(draft: Draft) -> bool:
    return any(is_project_field(one.field) for mark in draft.filters for one in mark.conditions)


def _with_field(filters: Sequence["Mark"], changed: "Mark", field: str) -> tuple["Mark", ...]:
    conditions = tuple(
        replace(one, field=field) if one.field == UNSURE_COST else one for one in changed.conditions
    )
    return tuple(
        replace(mark, conditions=conditions) if mark is changed else mark for mark in filters
    )


def _with_fields(draft: Draft) -> Draft:
    """Where a project's own fields or its agency are asked for, it is the project that is told."""
    if not (draft.shown or asks_owner(draft.marks, draft.target)):
        return draft
    return replace(draft, target="projects", is_one=False)
