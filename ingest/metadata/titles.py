"""Finds the title a person would call the document by."""

import re
from itertools import pairwise

from ingest.metadata.facts import Facts, Found
from ingest.metadata.first_pages import printed_title
from ingest.metadata.numbers import without_numbers
from ingest.types import Heading, Witness
from ingest.typography import unbroken

_JUNK = re.compile(
    r"^microsoft|^powerpoint|\.(?:docx?|pdf|indd|xlsx?|pptx?|rtf|odt|qxd|wpd)\b|^untitled|^namnlös"
    r"|^(?:dokument|(?:word )?document|presentation|författning|mall|rapport|slide|bild"
    r"|blad|ark|tabell|sheet)\s*\d*$"
    r"|författningssamling$|^\W*\d[\d\W]*$|~\d|^[A-ZÅÄÖ-]+FS \d{4}[:-]\d+(?: FS)?$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^(?:\d+[.\s]|innehåll|sammanfattning|inledning|förord|bakgrund|syfte|agenda|dagordning"
    r"|tillämpningsområde|contents|summary|introduction)",
    re.IGNORECASE,
)
_LONGEST = 300
_SHORTEST = 4
_TITLE_PAGE = 60
"""A first page of at most so many words is a title page."""


def title_of(facts: Facts) -> Found[str]:
    """The title: declared, or on the first page, or the file's name made readable."""
    said = facts.said("title")
    if said and facts.witness("title") is Witness.SIDECAR:
        return Found(value=said, witness=Witness.SIDECAR)
    property_title = _serious(said)
    if facts.is_sheet:
        candidates = [(property_title, facts.witness("title"))]
    elif facts.is_markdown:
        candidates = [(property_title, Witness.FRONT_MATTER), *_from_text(facts)]
    else:
        candidates = [
            (printed_title(facts.beginning) if facts.has_pages else None, Witness.FIRST_PAGES),
            (_borne_out(property_title, facts.beginning), Witness.FIRST_PAGES),
            (_on_title_page(facts), Witness.HEADING),
            (property_title, Witness.PROPERTIES),
            *_from_text(facts),
        ]
    found = (Found(value=title, witness=by) for title, by in candidates if title)
    return next(found, Found(value=_readable(facts.name), witness=Witness.FILE_NAME))


def _from_text(facts: Facts) -> tuple[tuple[str | None, Witness], ...]:
    first = None if facts.headings else _first_line(facts)
    return ((_top_heading(facts), Witness.HEADING), (first, Witness.FIRST_LINE))


def _serious(said: str | None) -> str | None:
    """The title unless it is what a program put there."""
    title = without_numbers(said or "")
    junk = _JUNK.search(said or "") or _JUNK.search(title)
    return None if junk or len(title) < _SHORTEST else title


def _borne_out(title: str | None, beginning: str) -> str | None:
    """The title, where its words stand on the first pages in the same order."""
    wanted, there = _letters(title or ""), _letters(unbroken(beginning))
    return title if wanted and wanted in there else None


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _on_title_page(facts: Facts) -> str | None:
    """The headings of a title page that stand right after one another: title and subtitle."""
    end = len(facts.first_page)
    if not facts.first_page.strip() or len(facts.first_page.split()) > _TITLE_PAGE:
        return None
    here = [heading for heading in facts.headings if heading.start < end]
    titles = [heading for heading in here if not _SECTION.match(heading.title)]
    if not titles or _serious(titles[0].title) is None:
        return None
    joined = titles[0].title
    for before, heading in pairwise(titles):
        if not _follows(before, heading, facts.first_page):
            break
        joined = f"{joined}{'' if joined.endswith((':', '–', '-')) else ':'} {heading.title}"
    return joined[:_LONGEST]


def _follows(before: Heading, heading: Heading, page: str) -> bool:
    between = page[before.start : heading.start]
    return _letters(unbroken(between)) == _letters(before.title)


def _top_heading(facts: Facts) -> str | None:
    """The first of the highest headings that stand at the document's beginning."""
    here = [heading for heading in facts.headings if heading.start < len(facts.beginning)]
    highest = min((heading.level for heading in here), default=0)
    titles = (heading.title for heading in here if heading.level == highest)
    return next((title for title in map(_serious, titles) if title), None)


def _first_line(facts: Facts) -> str | None:
    """The first line of some length, with those it goes on over: they begin in lower case."""
    lines = [" ".join(line.split()) for line in facts.beginning.split("\n")]
    first = next((n for n, line in enumerate(lines) if _SHORTEST <= len(line) <= _LONGEST), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
        last += 1
    return _serious(" ".join(unbroken("\n".join(lines[first : last + 1])).split())[:_LONGEST])


def _goes_on(line: str, following: str) -> bool:
    return following[:1].islower() and not line.endswith((".", "!", "?", ":", ";"))


def _readable(name: str) -> str:
    words = " ".join(re.sub(r"[-_.]+", " ", name).split())
    return words[:1].upper() + words[1:] if words else name
