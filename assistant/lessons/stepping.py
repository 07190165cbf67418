"""What a lesson becomes by a step, and what each step demands. Pure, but for a random name."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.errors import LessonError
from assistant.lessons.personal import marks
from assistant.lessons.workflow import Step
from assistant.lessons.writing import changed_fields, refuse_unfinished
from assistant.personal_data import unconfirmed
from ingest.access_rules import allowed_by_both
from ingest.record.lesson_types import Attachment, Lesson, LessonState, LessonText
from ingest.record.named_persons import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWanted:
    """A step with what goes with it.

    `confirmed` are the keys of the marks that may stay, and of attachments that were read;
    `by` is the lesson that supersedes.
    """

    step: Step
    comment: str = ""
    confirmed: frozenset[str] = frozenset()
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that may be taken: where it leads, who takes it and when.

    `other` is the lesson that supersedes, where one was named; `attached` what goes with it.
    """

    wanted: StepWanted
    leads_to: LessonState
    who: Person
    moment: str
    other: Lesson | None
    attached: tuple[Attachment, ...]


def after_step(before: Lesson, taken: Taken) -> Lesson:
    """The lesson after a step; raises `LessonError` where it lacks what the step demands."""
    after = replace(before, state=taken.leads_to, changed=taken.moment, published="", source="")
    match taken.wanted.step:
        case Step.SUBMIT:
            refuse_unfinished(before.text)
            return taken_over(replace(after, text=kept_within(before, before.text)), taken.who)
        case Step.PUBLISH:
            _refuse_unconfirmed(before.text, taken.wanted.confirmed)
            _refuse_unread(taken.attached, taken.wanted.confirmed)
            return replace(
                after,
                text=kept_within(before, before.text),
                published=taken.moment[:10],
                source=f"lardom-{before.id[:8]}-{secrets.token_hex(12)}.md",
                reviewer=taken.who,
            )
        case Step.SEND_BACK if not taken.wanted.comment.strip():
            raise LessonError(
                "Den som skickar tillbaka en lärdom säger varför.", "Skriv en kommentar."
            )
        case Step.SUPERSEDE:
            return replace(after, superseded_by=_superseding(before, taken.other).id)
    return after


def taken_over(lesson: Lesson, who: Person) -> Lesson:
    """The lesson, somebody's who works on it where it was nobody's in particular."""
    return lesson if lesson.author.id is not None else replace(lesson, author=who)


def takes_over(lesson: Lesson, who: Person) -> bool:
    """True where what was nobody's in particular becomes somebody's who works on it.

    Where nobody signs in, that is when it is worked on first.
    """
    return lesson.author.id is None and (who.id is not None or lesson.revision == 1)


def kept_within(lesson: Lesson, text: LessonText) -> LessonText:
    """A text of a lesson, for nobody who may not see the document it was proposed from now.

    Raises `LessonError` where nobody is left.
    """
    if lesson.origin is None:
        return text
    access = allowed_by_both(text.access, lesson.origin.access)
    if not access:
        raise LessonError(
            "Lärdomen kommer ur ett dokument som ingen av dem som ska få se den får se nu.",
            "Låt den ses av dem som får se dokumentet. Är dokumentet borta eller tillbakadraget: "
            "skriv en ny lärdom.",
        )
    return text if set(access) == set(text.access) else replace(text, access=access)


def told_of(before: Lesson, after: Lesson, wanted: StepWanted) -> tuple[tuple[str, str, str], ...]:
    """What a step changes, as name, before and after."""
    told = [("state", before.state.value, after.state.value)]
    told += changed_fields(before.text, after.text)
    if wanted.step is Step.PUBLISH and wanted.confirmed:
        told.append(("personal", "", "; ".join(sorted(wanted.confirmed))))
    if after.superseded_by != before.superseded_by:
        told.append(("superseded_by", before.superseded_by or "", after.superseded_by or ""))
    return tuple(told)


def _superseding(before: Lesson, other: Lesson | None) -> Lesson:
    if other is None or other.state is not LessonState.PUBLISHED or other.id == before.id:
        raise LessonError(
            "Den lärdom som ersätter är inte en annan publicerad lärdom.",
            "Publicera den först och ange dess id.",
        )
    return other


def _refuse_unconfirmed(text: LessonText, confirmed: frozenset[str]) -> None:
    if left := unconfirmed(marks(text), confirmed):
        raise LessonError(
            f"Lärdomen kan innehålla personuppgifter: {', '.join(left)}.",
            "Bekräfta att var och en får stå kvar, eller skicka tillbaka lärdomen så att de tas "
            "bort.",
        )


def key_of(attachment: Attachment) -> str:
    """By which it is confirmed that somebody has read an attachment, which no check looks into."""
    return f"bilaga:{attachment.id}"


def unchecked(count: int) -> str:
    """What is said before publishing of so many attachments; nothing of none."""
    return f"{count} bilag{'a' if count == 1 else 'or'} granskas inte automatiskt" if count else ""


def _refuse_unread(attached: Sequence[Attachment], confirmed: frozenset[str]) -> None:
    left = [one.name for one in attached if key_of(one) not in confirmed]
    if left:
        raise LessonError(
            f"{unchecked(len(left))}: {', '.join(left)}.",
            "Läs dem, och bekräfta att var och en får vara med; eller skicka tillbaka lärdomen.",
        )
