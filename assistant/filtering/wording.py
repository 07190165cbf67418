"""Filters as people write them and as they are told of them, in Swedish."""

from collections.abc import Sequence
from dataclasses import fields

from assistant.errors import QuestionError
from assistant.filtering.parts import PARTS, YEARS, sets
from assistant.filtering.types import Dropped, Filters
from ingest.correctable import KIND_NAMES
from ingest.types import Kind

LONGEST_VALUE = 200
"""Characters; no agency's name and no number is longer."""
_OF_A_KIND = {
    Kind.REPORT: "en rapport",
    Kind.PROJECT: "ett projektdokument",
    Kind.LESSON: "en lärdom",
    Kind.DECISION: "ett beslut",
    Kind.REGULATION: "en föreskrift",
    Kind.OTHER: "av övrigt slag",
}
KINDS = {kind: (name, _OF_A_KIND[kind]) for kind, name in KIND_NAMES.items()}
ALLOWED_KINDS = ", ".join(f"{kind.value} ({name})" for kind, (name, _) in KINDS.items())
_INSTEAD = {
    "publication_number": "oavsett nummer",
    "publisher": "hos alla utgivare",
    "agency": "för alla myndigheter",
    "kind": "i alla slags dokument",
    YEARS: "i alla år",
}


def kind_named(text: str) -> Kind:
    """The kind of that name, such as "report" or "rapport".

    Raises:
        QuestionError: naming those that there are.
    """
    asked = text.strip().casefold()
    for kind, (name, _) in KINDS.items():
        if asked in {kind.value, name}:
            return kind
    raise QuestionError(
        f"Det finns inget slag av dokument som heter ”{_short(text)}”.",
        f"Välj ett av: {ALLOWED_KINDS}.",
    )


def checked(filters: Filters) -> Filters:
    """The filters that a caller sets, without blanks around names; an empty name is none.

    Raises:
        QuestionError: when a name is too long, or the first year comes after the last.
    """
    names = {
        field.name: " ".join(value.split()) or None
        for field in fields(filters)
        if isinstance(value := getattr(filters, field.name), str) and field.name != "kind"
    }
    for name in filter(None, names.values()):
        if len(name) > LONGEST_VALUE:
            raise QuestionError(
                f"Namnet ”{_short(name)}” är {len(name)} tecken långt.",
                f"Skriv högst {LONGEST_VALUE} tecken.",
            )
    first, last = filters.first_year, filters.last_year
    if first is not None and last is not None and first > last:
        raise QuestionError(
            f"Det första året ({first}) kommer efter det sista ({last}).", "Byt plats på dem."
        )
    return Filters(
        publisher=names.get("publisher"),
        first_year=first,
        last_year=last,
        kind=filters.kind,
        publication_number=names.get("publication_number"),
        agency=names.get("agency"),
    )


def dropped(part: str, of: Filters) -> Dropped:
    """Tells that no document passes these filters, and that one part of them was dropped."""
    said = [_predicate(name, of) for name in PARTS if sets(of, name)]
    return Dropped(
        name=part,
        value=_value(part, of),
        message=f"Inget dokument {_joined(said)}, så frågan söktes {_INSTEAD[part]}.",
    )


def _joined(said: Sequence[str]) -> str:
    """As in "är utgivet av X, rör Y och är från år 2015"."""
    return ", ".join(said[:-1]) + (" och " if said[:-1] else "") + said[-1]


def _predicate(part: str, filters: Filters) -> str:
    value = _value(part, filters)
    if part == "kind":
        return f"är {KINDS[filters.kind][1]}" if filters.kind else ""
    return {
        "publication_number": f"har numret {value}",
        "publisher": f"är utgivet av {value}",
        "agency": f"rör {value}",
        YEARS: f"är från {value}",
    }[part]


def _value(part: str, filters: Filters) -> str:
    if part == "kind":
        return KINDS[filters.kind][0] if filters.kind else ""
    if part != YEARS:
        return _short(str(getattr(filters, part)))
    first, last = filters.first_year, filters.last_year
    if first is None:
        return f"år {last} eller tidigare"
    if last is None:
        return f"år {first} eller senare"
    return f"år {first}" if first == last else f"åren {first}–{last}"


def _short(text: str) -> str:
    """So much of a text that somebody wrote as a sentence can hold."""
    return text if len(text) <= 60 else f"{text[:59]}…"
