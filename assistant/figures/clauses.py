"""A question's clauses: what each asks for, and what a later one takes over from an earlier."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.drafting import Draft
from assistant.figures.marks import Kind, Mark
from assistant.figures.types import NOT_REGISTER, Halt

_HEADS = {Kind.AGGREGATE, Kind.NUMBER, Kind.COST, Kind.WHICH, Kind.LIST, Kind.TOP, Kind.MATURITY}
_OPENERS = {Kind.ASK, Kind.WHICH, Kind.LIST}
_BREAKS = {Kind.AND, Kind.COMMA, Kind.END}
_OPENING = ("count", "share")


def clauses_of(marks: Sequence[Mark]) -> tuple[tuple[Mark, ...], ...]:
    """The marks of each clause: a new one begins where a new question is put."""
    clauses: list[list[Mark]] = [[]]
    for at, mark in enumerate(marks):
        if mark.kind in _BREAKS and _asks(clauses[-1]) and _opens(marks[at + 1 :]):
            clauses.append([])
        clauses[-1].append(mark)
    if len(clauses) > 1 and not _asks(clauses[-1]):
        last = clauses.pop()
        clauses[-1] += last
    return tuple(tuple(clause) for clause in clauses)


def inherited(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with what they leave unsaid taken over from the one before.

    Raises:
        Halt: when it is not clear what is to be taken over.
    """
    found: list[Draft] = []
    for draft in drafts:
        if not found:
            if draft.is_back:
                raise Halt(NOT_REGISTER)
            found.append(draft)
            continue
        found.append(_with_earlier(draft, found[-1]))
    if len(drafts) > 1 and not _says_scope(drafts[0]) and any(map(_says_scope, drafts[1:])):
        raise Halt(NOT_REGISTER)
    return tuple(found)


def _with_earlier(draft: Draft, earlier: Draft) -> Draft:
    filters = draft.filters
    conditional = [mark for mark in earlier.filters if mark.value != "scope"]
    own = [mark for mark in draft.filters if mark.value != "scope"]
    if not own or draft.is_back:
        filters = (*earlier.filters, *draft.filters)
    elif conditional and not _is_predicated(earlier):
        raise Halt(NOT_REGISTER)
    else:
        filters = (*(mark for mark in earlier.filters if mark.value == "scope"), *draft.filters)
    added = [mark for mark in filters if mark not in draft.filters]
    return replace(
        draft,
        agencies=draft.agencies or earlier.agencies,
        lacking=draft.lacking or (() if draft.agencies else earlier.lacking),
        when=draft.when or earlier.when,
        filters=tuple(filters),
        subjects=draft.subjects or earlier.subjects,
        is_apart=draft.is_apart or (earlier.is_apart and not draft.agencies),
        is_together=draft.is_together or (earlier.is_together and not draft.agencies),
        by=draft.by or earlier.by,
        target=draft.target or (earlier.target if _asks_which(draft) else ""),
        marks=(*added, *draft.marks),
    )


def _asks_which(draft: Draft) -> bool:
    """Whether it asks which, and nothing of their own: "och vilka är över budget"."""
    return not draft.heads and any(mark.kind is Kind.WHICH for mark in draft.marks)


def _is_predicated(draft: Draft) -> bool:
    """Whether all conditions are what is asked of the projects, and do not say which they are."""
    marks = draft.marks
    for mark in draft.filters:
        if mark.value == "scope":
            continue
        before = marks[: marks.index(mark)]
        said = [one.value for one in before if one.kind is Kind.GLUE]
        noun_after = any(one.kind is Kind.SUBJECT for one in marks[marks.index(mark) :])
        if noun_after or "with" in said or "who" in said:
            return False
    return True


def _says_scope(draft: Draft) -> bool:
    return bool(draft.agencies or draft.lacking or draft.when or draft.filters)


def _asks(marks: Sequence[Mark]) -> bool:
    return any(mark.kind in _HEADS for mark in marks)


def _opens(marks: Sequence[Mark]) -> bool:
    """Whether a question begins there, after words that only bind."""
    first = next((mark for mark in marks if mark.kind not in {*_BREAKS, Kind.GLUE}), None)
    if first is None:
        return False
    counts = first.kind is Kind.AGGREGATE and first.text.lower().startswith(("hur", "vilken"))
    lengths = first.kind is Kind.NUMBER and first.text.lower().startswith("hur")
    return first.kind in _OPENERS or counts or lengths
