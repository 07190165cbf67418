"""What may happen to a curated answer, by whom, and who sees it meanwhile. Pure.

As lessons: where people sign in, nobody reviews what they have written.
"""

from enum import StrEnum

from assistant.errors import CuratedStateError, ForbiddenError
from assistant.people.types import Caller, Role
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


_AUTHOR, _REVIEWER, _BOTH = (
    frozenset({Role.EDITOR}),
    frozenset({Role.REVIEWER}),
    frozenset({Role.EDITOR, Role.REVIEWER}),
)
RULES = {
    (CuratedState.DRAFT, Step.SUBMIT): (CuratedState.REVIEW, _AUTHOR),
    (CuratedState.DRAFT, Step.WITHDRAW): (CuratedState.WITHDRAWN, _AUTHOR),
    (CuratedState.REVIEW, Step.PIN): (CuratedState.PINNED, _REVIEWER),
    (CuratedState.REVIEW, Step.SEND_BACK): (CuratedState.DRAFT, _REVIEWER),
    (CuratedState.REVIEW, Step.WITHDRAW): (CuratedState.WITHDRAWN, _BOTH),
    (CuratedState.PINNED, Step.REOPEN): (CuratedState.DRAFT, _BOTH),
    (CuratedState.PINNED, Step.WITHDRAW): (CuratedState.WITHDRAWN, _BOTH),
}
"""Every step there is, by the state that it is taken from: where it leads, and in what capacity
it is taken, as its author or as its reviewer."""


def is_author(curated: Curated, caller: Caller) -> bool:
    """True for who wrote it; what nobody in particular wrote is any editor's."""
    is_own = curated.author.id is None or curated.author.id == caller.id
    return Role.EDITOR in caller.roles and is_own


def may_review(curated: Curated, caller: Caller) -> bool:
    """True for a reviewer who sees it and, where people sign in, has not written it."""
    is_other = caller.id is None or curated.author.id != caller.id
    return Role.REVIEWER in caller.roles and is_other and _is_within(curated, caller)


def may_see(curated: Curated, caller: Caller) -> bool:
    """True for those who may work with it, as far as its own rule says; its sources say more."""
    if is_author(curated, caller):
        return True
    works = not caller.roles.isdisjoint(_BOTH)
    return works and curated.state is not CuratedState.DRAFT and _is_within(curated, caller)


def steps(curated: Curated, caller: Caller) -> tuple[Step, ...]:
    """The steps that the caller may take with one that they see."""
    capacities = _capacities(curated, caller)
    return tuple(
        step
        for (state, step), (_, by) in RULES.items()
        if state is curated.state and by & capacities
    )


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
    if not rule[1] & _capacities(curated, caller):
        raise ForbiddenError(
            "Steget är inte ditt att ta.",
            "Den som har skrivit svaret lämnar det till granskning, och någon annan granskar.",
        )
    return rule[0]


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


def _capacities(curated: Curated, caller: Caller) -> frozenset[Role]:
    held = {Role.EDITOR: is_author(curated, caller), Role.REVIEWER: may_review(curated, caller)}
    return frozenset(one for one, is_so in held.items() if is_so)
