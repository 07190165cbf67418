"""Checks what somebody has written of a lesson, before it is kept and before it goes on. Pure."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from assistant.errors import LessonError
from assistant.types import Asker
from ingest.record.lesson_types import LessonText
from ingest.types import EVERYONE, INTERNAL

LONGEST_TITLE = 200
LONGEST_LINE = 300
LONGEST_TEXT = 20_000
"""Characters."""
MOST_GROUPS = 50
LABELS = {
    "title": "Rubrik",
    "context": "Sammanhang",
    "happened": "Vad hände",
    "why": "Varför",
    "differently": "Vad vi skulle göra annorlunda",
    "agency": "Myndighet",
    "project": "Projekt",
    "phase": "Fas",
    "theme": "Tema",
    "sure": "Säkerhet",
    "access": "Får se",
    "remind": "Omprövas",
}
"""What each field is called to a person."""
LONG = ("context", "happened", "why", "differently")
_PROJECT = re.compile(r"\d{0,18}", re.ASCII)
_NEEDED = ("title", "happened", "differently")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def checked_text(said: LessonText, asker: Asker) -> LessonText:
    """The text as it is kept: trimmed, on one line where it is one line.

    Raises `LessonError` naming the field that cannot be.
    """
    kept = replace(
        said,
        title=_line("title", said.title, LONGEST_TITLE),
        context=_long("context", said.context),
        happened=_long("happened", said.happened),
        why=_long("why", said.why),
        differently=_long("differently", said.differently),
        agency=_line("agency", said.agency),
        phase=_line("phase", said.phase),
        theme=_line("theme", said.theme),
        project=said.project.strip(),
        access=checked_access(said.access),
        remind=said.remind.strip(),
    )
    if not kept.title:
        raise LessonError(
            "Lärdomen saknar rubrik.", "Skriv en rubrik som säger vad den handlar om."
        )
    if not _PROJECT.fullmatch(kept.project):
        raise _wrong("project", kept.project, "Ange projektets id, som det står i dess adress.")
    if kept.remind and not _is_day(kept.remind):
        raise _wrong("remind", kept.remind, "Skriv dagen som 2027-01-31.")
    if not asker.may_see(kept.access):
        raise _wrong(
            "access",
            ", ".join(kept.access),
            "Välj grupper så att du själv hör till dem som får se.",
        )
    return kept


def checked_access(said: Sequence[str]) -> tuple[str, ...]:
    """Who may see it; what could be read in two ways is refused, never taken as everyone."""
    groups = tuple(dict.fromkeys(one.strip() for one in said))
    is_odd = any(not one or not one.isprintable() or "," in one for one in groups)
    if not groups or is_odd or len(groups) > MOST_GROUPS:
        raise _wrong("access", ", ".join(said), f"Skriv {EVERYONE}, {INTERNAL} eller grupper.")
    if len(groups) > 1 and (EVERYONE in groups or INTERNAL in groups):
        raise _wrong("access", ", ".join(groups), "Välj antingen alla, internt eller grupper.")
    return groups


def refuse_unfinished(text: LessonText) -> None:
    """Raise `LessonError` unless all is written that a reviewer needs."""
    if lacking := [LABELS[name] for name in _NEEDED if not getattr(text, name)]:
        raise LessonError(
            f"Lärdomen saknar: {', '.join(lacking)}.",
            "Fyll i det innan den lämnas till granskning.",
        )


def changed_fields(before: LessonText, after: LessonText) -> tuple[tuple[str, str, str], ...]:
    """The fields that differ, as name, before and after in text."""
    names = (one.name for one in fields(LessonText))
    told = ((name, written(before, name), written(after, name)) for name in names)
    return tuple(one for one in told if one[1] != one[2])


def written(text: LessonText, field: str) -> str:
    """A field as text."""
    value = getattr(text, field)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _long(field: str, said: str) -> str:
    text = _CONTROLS.sub("", said.replace("\r\n", "\n")).strip()
    if len(text) > LONGEST_TEXT:
        raise LessonError(
            f"Fältet {LABELS[field]} har {len(text)} tecken, fler än {LONGEST_TEXT}.", "Korta det."
        )
    return text


def _line(field: str, said: str, most: int = LONGEST_LINE) -> str:
    line = " ".join(_CONTROLS.sub(" ", said).split())
    if len(line) > most:
        raise LessonError(f"Fältet {LABELS[field]} är längre än {most} tecken.", "Korta det.")
    return line


def _is_day(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _wrong(field: str, said: str, remedy: str) -> LessonError:
    return LessonError(f"Fältet {LABELS[field]} kan inte vara ”{said[:100]}”.", remedy)
