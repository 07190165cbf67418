"""What may happen to a lesson, by whom, and who sees it meanwhile. Pure.

Where people sign in, nobody reviews what they have written.
"""

from enum import StrEnum

from assistant.errors import ForbiddenError, LessonStateError
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
from ingest.record.lesson_types import Lesson, LessonState

STATES = {
    LessonState.DRAFT: "utkast",
    LessonState.REVIEW: "under granskning",
    LessonState.PUBLISHED: "publicerad",
    LessonState.SUPERSEDED: "ersatt",
    LessonState.WITHDRAWN: "återkallad",
}


class Step(StrEnum):
    """What is done with a lesson."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    REOPEN = "reopen"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


RULES = {
    (LessonState.DRAFT, Step.SUBMIT): Rule(leads_to=LessonState.REVIEW, by=AUTHOR),
    (LessonState.DRAFT, Step.WITHDRAW): Rule(leads_to=LessonState.WITHDRAWN, by=AUTHOR),
    (LessonState.REVIEW, Step.PUBLISH): Rule(leads_to=LessonState.PUBLISHED, by=REVIEWER),
    (LessonState.REVIEW, Step.SEND_BACK): Rule(leads_to=LessonState.DRAFT, by=REVIEWER),
    (LessonState.REVIEW, Step.WITHDRAW): Rule(leads_to=LessonState.WITHDRAWN, by=BOTH),
    (LessonState.PUBLISHED, Step.REOPEN): Rule(leads_to=LessonState.DRAFT, by=BOTH),
    (LessonState.PUBLISHED, Step.SUPERSEDE): Rule(leads_to=LessonState.SUPERSEDED, by=REVIEWER),
    (LessonState.PUBLISHED, Step.WITHDRAW): Rule(leads_to=LessonState.WITHDRAWN, by=BOTH),
}
"""Every step there is, by the state that it is taken from."""
_ATTACHED_TO = frozenset({LessonState.DRAFT, LessonState.REVIEW})


def is_author(lesson: Lesson, caller: Caller) -> bool:
    """True for who wrote it; what nobody in particular wrote is any editor's who sees it.

    Whoever sees the document now sees what was proposed from it, until somebody works on that.
    """
    if Role.EDITOR not in caller.roles:
        return False
    if lesson.author.id is not None:
        return lesson.author.id == caller.id
    is_untouched = lesson.origin is not None and lesson.revision == 1
    rule = lesson.origin.access if lesson.origin and is_untouched else lesson.text.access
    return caller.asker.may_see(rule)


def may_review(lesson: Lesson, caller: Caller) -> bool:
    """True for a reviewer who sees it and, where people sign in, has not written it."""
    is_reviewer = Role.REVIEWER in caller.roles and is_anothers(lesson.author, caller)
    return is_reviewer and caller.asker.may_see(lesson.text.access)


def may_see(lesson: Lesson, caller: Caller) -> bool:
    """True for who may know of it: readers of what is published, and those who work on it."""
    if is_author(lesson, caller):
        return True
    if not caller.asker.may_see(lesson.text.access):
        return False
    if lesson.state is LessonState.PUBLISHED:
        return Role.READER in caller.roles or Role.REVIEWER in caller.roles
    return lesson.state is not LessonState.DRAFT and Role.REVIEWER in caller.roles


def steps(lesson: Lesson, caller: Caller) -> tuple[Step, ...]:
    """The steps that the caller may take with a lesson that they see."""
    return steps_from(RULES, lesson.state, _capacities(lesson, caller))


def led_to(lesson: Lesson, step: Step, caller: Caller) -> LessonState:
    """Where a step leads.

    Raises:
        LessonStateError: it cannot be taken from where the lesson is.
        ForbiddenError: it can, but not by this caller.
    """
    rule = RULES.get((lesson.state, step))
    if rule is None:
        raise LessonStateError(
            f"Lärdomen är {STATES[lesson.state]}, så steget {step.value} går inte att ta.",
            "Läs om lärdomen och välj bland de steg som går.",
        )
    if not rule.is_open_to(_capacities(lesson, caller)):
        raise ForbiddenError(
            "Steget är inte ditt att ta.",
            "Den som har skrivit lärdomen lämnar den till granskning, och någon annan granskar.",
        )
    return rule.leads_to


def refuse_to_write(lesson: Lesson, caller: Caller) -> None:
    """Raise `ForbiddenError` or `LessonStateError` unless the caller may change the text now."""
    if not is_author(lesson, caller):
        raise ForbiddenError(
            "Bara den som har skrivit lärdomen kan ändra den.",
            "Skicka tillbaka den med en kommentar om vad som bör ändras.",
        )
    if lesson.state is not LessonState.DRAFT:
        raise LessonStateError(
            f"Lärdomen är {STATES[lesson.state]} och kan inte ändras.",
            "Öppna den igen, så att den blir ett utkast.",
        )


def may_attach(lesson: Lesson, caller: Caller) -> bool:
    """True where the caller may add and remove files: who wrote it, until it is published."""
    return is_author(lesson, caller) and lesson.state in _ATTACHED_TO


def refuse_to_attach(lesson: Lesson, caller: Caller) -> None:
    """Raise `ForbiddenError` or `LessonStateError` unless the caller may add and remove files."""
    if not is_author(lesson, caller):
        raise ForbiddenError(
            "Bara den som har skrivit lärdomen kan ändra dess bilagor.",
            "Skicka tillbaka den med en kommentar om vad som bör ändras.",
        )
    if lesson.state not in _ATTACHED_TO:
        raise LessonStateError(
            f"Lärdomen är {STATES[lesson.state]}, så dess bilagor kan inte ändras.",
            "Öppna den igen, så att den blir ett utkast.",
        )


def _capacities(lesson: Lesson, caller: Caller) -> frozenset[By]:
    return capacities(is_author=is_author(lesson, caller), may_review=may_review(lesson, caller))
