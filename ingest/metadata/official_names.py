"""Gives an agency written in any known form its official name of that time."""

import re
from functools import cache

from ingest.agencies import read_forms

_PARTS = re.compile(r"\s+[–|-]\s+|\s*[,;/|()]\s*")
_ONLY_AS_WRITTEN = 2
"""A form of so few letters is known only in capitals: "AV", not "av"."""


def official_name(written: str) -> str | None:
    """The official name of the agency that is meant; None where that is not certain.

    Knows "Digg", "DIGG – Myndigheten för digital förvaltning" and "Statens skolverk (Skolverket)".
    """
    name = " ".join(written.split())
    if found := _known(name):
        return found
    parts = {_known(part) for part in _PARTS.split(name) if part}
    return parts.pop() if len(parts) == 1 else None


def _known(name: str) -> str | None:
    exact, folded = _names()
    if name in exact:
        return exact[name]
    return folded.get(name.casefold()) if len(name) > _ONLY_AS_WRITTEN else None


@cache
def _names() -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The packaged forms, as written and whatever their capitals; the first of a form counts."""
    exact: dict[str, str | None] = {}
    folded: dict[str, str | None] = {}
    for form in read_forms():
        name = form.official
        official = None if name is None or name.endswith(")") else name
        exact.setdefault(form.text, official)
        exact.setdefault(form.text.upper(), official)
        folded.setdefault(form.text.casefold(), official)
    return exact, folded
