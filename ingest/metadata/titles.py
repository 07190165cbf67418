"""Finds the title a person would call the document by."""

import re

from ingest.metadata.facts import Facts
from ingest.metadata.numbers import without_numbers
from ingest.typography import unbroken

_JUNK = re.compile(
    r"^microsoft|^powerpoint|\.(?:docx?|pdf|indd|xlsx?|pptx?|rtf|odt|qxd|wpd)\b|^untitled|^namnlös"
    r"|^(?:dokument|(?:word )?document|presentation|författning|mall|rapport|slide|bild"
    r"|blad|ark|tabell|sheet)\s*\d*$"
    r"|författningssamling$|^\W*\d[\d\W]*$|~\d|^[A-ZÅÄÖ-]+FS \d{4}[:-]\d+(?: FS)?$",
    re.IGNORECASE,
)
_REGULATION = re.compile(
    r"^([A-ZÅÄÖ][^.;:\n]{2,90}?s\s+(?:föreskrifter|allmänna\s+råd)\b[^;]{0,300}?)"
    r"\s*(?:;|\.\s|[,.]?\s*(?:beslutade|utkom\s+från)|\n\n)",
    re.MULTILINE,
)
_STATUTE = re.compile(
    r"^((?:Lag|Förordning)\s+(?:om|\()[^;]{4,250}?)\s*(?:;|\n\n|utfärdad)", re.M | re.I
)
_MARK = re.compile(r"(?<=[a-zåäö)])\d{1,2}(?=\s|$)")
_LONGEST = 300
_SHORTEST = 4


def title_of(facts: Facts) -> str:
    """The title: declared, or on the first page, or the file's name made readable."""
    said = facts.said("title")
    if said and "title" in facts.declared:
        return said
    if facts.is_sheet:
        return _serious(said) or _readable(facts.name)
    candidates = (
        _serious(said),
        _on_first_page(facts),
        _top_heading(facts),
        None if facts.headings else _first_line(facts),
    )
    return next((title for title in candidates if title), _readable(facts.name))


def _serious(said: str | None) -> str | None:
    """The title unless it is what a program put there."""
    title = without_numbers(said or "")
    junk = _JUNK.search(said or "") or _JUNK.search(title)
    return None if junk or len(title) < _SHORTEST else title


def _on_first_page(facts: Facts) -> str | None:
    """The title of an agency's regulation or a statute, as its first page words it."""
    if not facts.has_pages:
        return None
    found = _REGULATION.search(facts.beginning) or _STATUTE.search(facts.beginning)
    return _one_line(found[1]) if found else None


def _top_heading(facts: Facts) -> str | None:
    """The first of the highest headings that stand at the document's beginning."""
    here = [heading for heading in facts.headings if heading.start < len(facts.beginning)]
    highest = min((heading.level for heading in here), default=0)
    titles = (heading.title for heading in here if heading.level == highest)
    return next((title for title in map(_serious, titles) if title), None)


def _first_line(facts: Facts) -> str | None:
    lines = (line.strip() for line in facts.beginning.split("\n"))
    line = next((line for line in lines if _SHORTEST <= len(line) <= _LONGEST), None)
    return _serious(line)


def _one_line(text: str) -> str:
    return _MARK.sub("", " ".join(unbroken(text).split()))[:_LONGEST]


def _readable(name: str) -> str:
    words = " ".join(re.sub(r"[-_.]+", " ", name).split())
    return words[:1].upper() + words[1:] if words else name
