"""What may happen to a curated answer, by whom, and who sees it meanwhile. Pure.

As lessons: where people sign in, nobody reviews what they have written.
"""

from enum import StrEnum

from assistant.errors import CuratedStateError, ForbiddenError
from assistant.people.types import Caller, Role
from assistant.reviewing import (
    AUTHOR,
    BOTH,
    REVIEWER,
    By,
    Rule,
    capacities,
    is_anothers,
    steps_from,
)
from ingest.record.curated_types import Curated, CuratedState

STATES = {
    CuratedState.DRAFT: "utkast",
    CuratedState.REVIEW: "under granskning",
    CuratedState.PINNED: "fäst",
    CuratedState.WITHDRAWN: "återkallat",
}


class Step(StrEnum):
    """What is done with a curated answer."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    PIN = "pin"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


RULES = {
    (CuratedState.DRAFT, Step.SUBMIT): Rule(leads_to=CuratedState.REVIEW, by=AUTHOR),
    (CuratedState.DRAFT, Step.WITHDRAW): Rule(leads_to=CuratedState.WITHDRAWN, by=AUTHOR),
    (CuratedState.REVIEW, Step.PIN): Rule(leads_to=CuratedState.PINNED, by=REVIEWER),
    (CuratedState.REVIEW, Step.SEND_BACK): Rule(leads_to=CuratedState.DRAFT, by=REVIEWER),
    (CuratedState.REVIEW, Step.WITHDRAW): Rule(leads_to=CuratedState.WITHDRAWN, by=BOTH),
    (CuratedState.PINNED, Step.REOPEN): Rule(leads_to=CuratedState.DRAFT, by=BOTH),
    (CuratedState.PINNED, Step.WITHDRAW): Rule(leads_to=CuratedState.WITHDRAWN, by=BOTH),
}
"""Every step there is, by the state that it is taken from."""


def is_author(curated: Curated, caller: Caller) -> bool:
    """True for who wrote it; what nobody in particular wrote is any editor's."""
    is_own = curated.author.id is None or curated.author.id == caller.id
    return Role.EDITOR in caller.roles and is_own


def may_review(curated: Curated, caller: Caller) -> bool:
    """True for a reviewer who sees it and, where people sign in, has not written it."""
    is_reviewer = Role.REVIEWER in caller.roles and is_anothers(curated.author, caller)
    return is_reviewer and _is_within(curated, caller)


def may_see(curated: Curated, caller: Caller) -> bool:
    """True for those who may work with it, as far as its own rule says; its sources say more."""
    if is_author(curated, caller):
        return True
    works = not caller.roles.isdisjoint({Role.EDITOR, Role.REVIEWER})
    return works and curated.state is not CuratedState.DRAFT and _is_within(curated, caller)


def steps(curated: Curated, caller: Caller) -> tuple[Step, ...]:
    """The steps that the caller may take with one that they see."""
    return steps_from(RULES, curated.state, _capacities(curated, caller))


def led_to(curated: Curated, step: Step, caller: Caller) -> CuratedState:
    """Where a step leads.

    Raises:
        CuratedStateError: it cannot be taken from where the answer is.
        ForbiddenError: it can, but not by this caller.
    """
    rule = RULES.get((curated.state, step))
    if rule is None:
        raise CuratedStateError(
            f"Det granskade svaret är {STATES[curated.state]}, så steget {step.value} går inte "
            "att ta.",
            "Läs om det och välj bland de steg som går.",
        )
    if not rule.is_open_to(_capacities(curated, caller)):
        raise ForbiddenError(
            "Steget är inte ditt att ta.",
            "Den som har skrivit svaret lämnar det till granskning, och någon annan granskar.",
        )
    return rule.leads_to


def refuse_to_write(curated: Curated, caller: Caller) -> None:
    """Raise `ForbiddenError` or `CuratedStateError` unless the caller may change the text now."""
    if not is_author(curated, caller):
        raise ForbiddenError(
            "Bara den som har skrivit det granskade svaret kan ändra det.",
            "Skicka tillbaka det med en kommentar om vad som bör ändras.",
        )
    if curated.state is not CuratedState.DRAFT:
        raise CuratedStateError(
            f"Det granskade svaret är {STATES[curated.state]} och kan inte ändras.",
            "Öppna det igen, så att det blir ett utkast.",
        )


def _is_within(curated: Curated, caller: Caller) -> bool:
    return caller.asker.may_see(curated.text.access)


def _capacities(curated: Curated, caller: Caller) -> frozenset[By]:
    return capacities(is_author=is_author(curated, caller), may_review=may_review(curated, caller))
