"""Agencies where they stand in a text, and their names with and without the genitive."""

import re
from dataclasses import dataclass
from typing import Protocol

from assistant.understanding.agencies import AgencyNamed
from ingest.swedish import words


class AgencyNames(Protocol):
    """Recognises agencies by any of their names."""

    def named_in(self, question: str) -> tuple[AgencyNamed, ...]:
        """The agencies that a question names, from left to right without overlap."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An agency in a text, characters `start` to `end` (excluded); `text` is no genitive."""

    start: int
    end: int
    text: str
    genitive: bool


def mentions_in(text: str, agencies: AgencyNames) -> tuple[Mention, ...]:
    """The agencies that a text names, from left to right without overlap."""
    typed, lowered = words(text), text.lower()
    found, at = [], 0
    for one in agencies.named_in(text):
        start = lowered.find(typed[one.start], at)
        last = lowered.find(typed[one.end - 1], start)
        if start < 0 or last < 0:  # a word that the analyser put together over a line end
            continue
        at = last + len(typed[one.end - 1])
        found.append(_mention(text, start, at, {name.lower() for name in one.agency.names}))
    return tuple(found)


def genitive(name: str) -> str:
    """As in "Skatteverkets" and "ESV:s"."""
    if name.isupper():
        return f"{name}:s"
    return name if name.endswith("s") else f"{name}s"


def _mention(text: str, start: int, end: int, names: set[str]) -> Mention:
    bare = text[start:end]
    if ending := re.match(r":?s\b", text[end:]):
        return Mention(start=start, end=end + ending.end(), text=bare, genitive=True)
    if bare.lower().endswith(":s"):
        return Mention(start=start, end=end, text=bare[:-2], genitive=True)
    if bare.endswith("s") and bare.lower() not in names and bare.lower()[:-1] in names:
        return Mention(start=start, end=end, text=bare[:-1], genitive=True)
    return Mention(start=start, end=end, text=bare, genitive=False)
