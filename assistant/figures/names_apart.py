"""Names that several things have, told apart by the word before, or asked back."""

from dataclasses import dataclass, replace

from assistant.figures.marking import Marked
from assistant.figures.marks import Kind, Mark
from assistant.figures.naming import called
from assistant.figures.scope_said import listed
from assistant.figures.types import MOST_CHOICES, AskBack
from assistant.figures.wording import Wording

_MOST_NAMED = 10


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
            names = tuple(wording.name(one) for one in mark.ids)
            doubt = doubt or _which_of(mark, names, marked.question)
            marks[at] = replace(mark, ids=mark.ids[:1])
        if mark.kind is Kind.AGENCY:
            marks[at] = replace(marks[at], value=wording.name(mark.ids[0]))
        if len(mark.conditions) > 1 and mark.kind is Kind.NAME:
            said = marks[at - 1].value if at else ""
            field = "project" if said == "projects" else said
            meant = tuple(one for one in mark.conditions if one.field == field)
            doubt = doubt or (None if meant or _are_alike(mark) else _what(mark))
            own = meant or mark.conditions
            typed = tuple(one for one in own if one.value == mark.text)
            doubt = doubt or (None if typed or len(own) == 1 else _spelt(mark, marked.question))
            marks[at] = replace(mark, conditions=(typed or own)[:1])
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


def _which_of(mark: Mark, names: tuple[str, ...], question: str) -> AskBack:
    """A question back for which agency, with the question put for each of the first of them."""
    genitive = "s" if mark.text.lower().endswith("s") else ""
    texts = [name if name.endswith("s") else f"{name}{genitive}" for name in names[:MOST_CHOICES]]
    choices = tuple(question.replace(mark.text, text) for text in texts)
    which = _which(names)
    if len(names) > MOST_CHOICES:
        all_told = len(names) <= _MOST_NAMED
        told = listed(names if all_told else names[:MOST_CHOICES])
        so = f"har namn som börjar så{':' if all_told else ', bland dem'}"
        which = replace(which, question=f"{len(names)} myndigheter {so} {told}. Vilken menar du?")
    return replace(which, choices=choices if mark.text in question else ())


def _are_alike(mark: Mark) -> bool:
    """Whether it is names of one kind, that are written in several ways."""
    return len({one.field for one in mark.conditions}) == 1


def _spelt(mark: Mark, question: str) -> AskBack:
    """A question back for which of names that differ in how they are written."""
    names = tuple(str(one.value) for one in mark.conditions[:MOST_CHOICES])
    choices = tuple(question.replace(mark.text, name) for name in names)
    return replace(_which(names), choices=choices if mark.text in question else ())


def _which(names: tuple[str, ...]) -> AskBack:
    *first, last = names[:MOST_CHOICES]
    return AskBack(question=f"Menar du {', '.join(first)} eller {last}?")


def _what(mark: Mark) -> AskBack:
    kinds = " eller ".join(called(one.field) for one in mark.conditions)
    return AskBack(question=f"Är ”{mark.text}” {kinds}?")
