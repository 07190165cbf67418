"""Names that several things have, told apart by the word before, or asked back."""

from dataclasses import dataclass, replace

from assistant.figures.marking import Marked
from assistant.figures.marks import Kind, Mark
from assistant.figures.naming import called
from assistant.figures.types import MOST_CHOICES, AskBack
from assistant.figures.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Marks of which each means one thing; `doubt` asks back where that was taken for granted."""

    marks: tuple[Mark, ...]
    doubt: AskBack | None = None


def names_apart(marked: Marked, wording: Wording) -> Apart:
    """The marks of a question, fillers left out, with one meaning for each name.

    The value of an agency is its full name.
    """
    marks = [mark for mark in marked.marks if mark.kind is not Kind.FILLER]
    doubt = _misspelt(marked)
    for at, mark in enumerate(marks):
        if len(mark.ids) > 1:
            doubt = doubt or _which(tuple(wording.name(one) for one in mark.ids))
            marks[at] = replace(mark, ids=mark.ids[:1])
        if mark.kind is Kind.AGENCY:
            marks[at] = replace(marks[at], value=wording.name(mark.ids[0]))
        if len(mark.conditions) > 1 and mark.kind is Kind.NAME:
            said = marks[at - 1].value if at else ""
            field = "project" if said == "projects" else said
            meant = tuple(one for one in mark.conditions if one.field == field)
            doubt = doubt or (None if meant else _what(mark))
            marks[at] = replace(mark, conditions=meant or mark.conditions[:1])
    return Apart(marks=tuple(marks), doubt=doubt)


def _misspelt(marked: Marked) -> AskBack | None:
    """A question back for a name that was near several, with each of them in its place."""
    unclear = marked.unclear
    if unclear is None:
        return None
    names = unclear.names[:MOST_CHOICES]
    choices = [marked.question.replace(unclear.typed, name) for name in names]
    found = unclear.typed in marked.question
    return replace(_which(names), choices=tuple(choices) if found else ())


def _which(names: tuple[str, ...]) -> AskBack:
    return AskBack(question=f"Menar du {' eller '.join(names[:MOST_CHOICES])}?")


def _what(mark: Mark) -> AskBack:
    kinds = " eller ".join(called(one.field) for one in mark.conditions)
    return AskBack(question=f"Är ”{mark.text}” {kinds}?")
