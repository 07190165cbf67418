"""Finds who published a document: declared, by its series, named on its first pages, its folder."""

from collections.abc import Iterator

from ingest.metadata.facts import Facts, Found
from ingest.metadata.first_pages import alone_on_a_line, is_organisation, printed_issuer
from ingest.metadata.official_names import official_name
from ingest.metadata.series import publisher_of_series
from ingest.types import Witness

_SHORTEST_FOLDER = 3
_ORDINARY_WORDS = frozenset({"sida", "forte", "uka", "nis"})
"""Names of agencies that a folder may well have for another reason."""


def publisher_of(facts: Facts, number: str | None) -> Found[str] | None:
    """The publisher by its official name, where that is known; a person is none."""
    if said := facts.said("publisher"):
        return Found(value=official_name(said) or said, witness=facts.witness("publisher"))
    named = ((name, by) for name, by in _guesses(facts, number) if name)
    return next((Found(value=official_name(name) or name, witness=by) for name, by in named), None)


def _guesses(facts: Facts, number: str | None) -> Iterator[tuple[str | None, Witness]]:
    """Who it may be, the surest first; the later ones take longer, and are often not needed."""
    yield publisher_of_series(number), Witness.SERIES
    author = facts.said("author") or ""
    yield author if is_organisation(author) else None, facts.witness("author")
    yield printed_issuer(facts.beginning), Witness.FIRST_PAGES
    yield alone_on_a_line(facts.beginning) if facts.has_pages else None, Witness.FIRST_LINE
    yield _of_folder(facts.folders), Witness.FOLDER


def _of_folder(folders: tuple[str, ...]) -> str | None:
    """The agency that the nearest folder is called by."""
    fit = (name for name in reversed(folders) if len(name) >= _SHORTEST_FOLDER)
    known = (official_name(name) for name in fit if name.lower() not in _ORDINARY_WORDS)
    return next((name for name in known if name), None)
