"""Reads the title pages of the state's own documents: regulations, statutes, bills, directives.

Each has a set form, so that title and issuer are told for sure where it is met.
"""

import re

from ingest.metadata.official_names import official_name
from ingest.typography import unbroken

_LONGEST = 300
_SHORTEST = 3
_REGULATION = re.compile(
    r"^(?P<issuer>[A-ZÅÄÖ][^.;:\n]{2,80}?(?:\n[^.;:\n]{2,60}?)?s)\s+"
    r"(?P<sort>(?:gemensamma\s+)?(?:föreskrifter|allmänna\s+råd))(?=\d?\s)(?P<rest>[^;]{0,400}?)"
    r"\s*(?:;|\.\s|[,.]?\s*(?:beslutade|utkom\s+från)"
    r"|\n\n(?!\((?!Ändrad)|om\s))",
    re.MULTILINE,
)
_STATUTE = re.compile(
    r"^((?:Lag|Förordning)\s+(?:om|\()[^;]{4,250}?)\s*(?:;|\n\n|utfärdad)", re.MULTILINE | re.I
)
_DIRECTIVE = re.compile(
    r"^Kommittédirektiv\s+(?P<title>\S[^;]{3,300}?)\s+(?:Dir\.\s+\d{4}:\d+\s+)?"
    r"Beslut vid regeringssammanträde",
    re.MULTILINE,
)
_BILL = re.compile(
    r"^Regeringens (?:proposition|skrivelse)\s+(?:\d{4}(?:/\d\d(?:\d\d)?)?:\d+\s+)?"
    r"(?P<title>\S[^;]{3,300}?)\s+Regeringen överlämnar denna",
    re.MULTILINE,
)
_OWN_NUMBER = re.compile(r"\s*\b(?:Dir|Prop|Skr)\.\s+\d{4}(?:/\d\d(?:\d\d)?)?:\d+\b")
_GOVERNMENT = re.compile(
    r"^(?:Kommittédirektiv$|Regeringens (?:proposition|skrivelse)\b"
    r"|Svensk\s+författningssamling\b)",
    re.MULTILINE,
)
_OFFICES = re.compile(r"^Statens offentliga utredningar\b", re.MULTILINE)
_COLLECTION = re.compile(r"^\W*([A-ZÅÄÖ][^.;:]{3,90}?)s\s+författningssamling", re.MULTILINE)
_ISSUER = re.compile(r"Utgivare:[^\n,]{3,60},\s*([A-ZÅÄÖ][^\n,.]{3,80})")
_ORGANISATION = re.compile(
    r"(?:verket|verk|myndigheten|styrelsen|inspektionen|kansliet|kansli|nämnden|revisionen|kontoret"
    r"|departementet|regeringen|digg|kommun|region|universitet|högskola|institutet|rådet|stiftelsen"
    r"|center|centrum)\b|^(?:Myndigheten|Region|Statens|Sveriges)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?<=[a-zåäö)])\d{1,2}(?=\s|$)")


def printed_title(page: str) -> str | None:
    """The title as the title page of a regulation, statute, bill or directive has it."""
    if found := _DIRECTIVE.search(page) or _BILL.search(page):
        return _one_line(_OWN_NUMBER.sub("", found["title"]))
    if title := _of_a_regulation(page):
        return title
    found = _STATUTE.search(page)
    return _one_line(found[1]) if found else None


def printed_issuer(page: str) -> str | None:
    """Who issued it, as a title page of that sort says; None where it is of another sort."""
    if _GOVERNMENT.search(page):
        return "Regeringen"
    if _OFFICES.search(page):
        return "Regeringskansliet"
    for found in filter(None, (_COLLECTION.search(page), _ISSUER.search(page))):
        if is_organisation(found[1]):
            return _one_line(found[1])
    regulation = _regulation(page)
    return _one_line(regulation["issuer"][:-1]) if regulation else None


def is_organisation(name: str) -> bool:
    """True for the name of an agency, or one that is formed as those of organisations are."""
    return official_name(name) is not None or _ORGANISATION.search(name) is not None


def alone_on_a_line(page: str) -> str | None:
    """The one agency, no ministry, whose name is a line of its own; None for none or several.

    A ministry's name stands there as a recipient's as well.
    """
    lines = (" ".join(line.split()) for line in page.split("\n"))
    named = {official_name(line) for line in lines if len(line) > _SHORTEST} - {None}
    return named.pop() if len(named) == 1 else None


def _of_a_regulation(page: str) -> str | None:
    found = _regulation(page)
    return _one_line(f"{found['issuer']} {found['sort']}{found['rest']}") if found else None


def _regulation(page: str) -> "re.Match[str] | None":
    """The first wording of a regulation's title whose issuer is one."""
    return next((one for one in _REGULATION.finditer(page) if _is_issuer(one["issuer"][:-1])), None)


def _is_issuer(words: str) -> bool:
    """True for a name; over two lines only a known one, for the line before may be another's."""
    name = _one_line(words)
    return official_name(name) is not None or ("\n" not in words and is_organisation(name))


def _one_line(text: str) -> str:
    return _MARK.sub("", " ".join(unbroken(text).split()))[:_LONGEST]
