"""Finds the names of projects and IT systems that a document is about; rather none than wrong.

A name is declared, or it stands in quotation marks or in capitals right behind the word for what
it is ("projektet Korpen", "e-tjänsten Mina sidor") in the title, a heading or the opening, and is
met again in the text.
"""

import re

from ingest.metadata.facts import Facts, Found
from ingest.metadata.official_names import official_name
from ingest.types import Witness

_OPENING = 3000
_MOST = 5
_SHORTEST = 3
_SEPARATOR = re.compile(r"\s*[;,|]\s*")
_QUOTED = r"[”\"“»«']([^”\"“»«'\n]{3,50})[”\"“»«']"
_LETTER = r"[\wåäöÅÄÖ-]"
_CALLED = (
    rf"((?:e-)?[A-ZÅÄÖ]{_LETTER}*(?:\.(?:se|nu))?(?:[ ][A-ZÅÄÖ0-9]{_LETTER}*){{0,3}}"
    rf"|[a-zåäö]{_LETTER}+\.(?:se|nu))"
)
# Compounds count as their last part does ("it-projektet"), so a pattern begins with that: words of
# thousands of hyphens are read at once.
_PROJECT = rf"[Pp]rojekt(?:et)?[ ](?:{_QUOTED}|{_CALLED})"
_SYSTEM = (
    r"(?:(?<!referens)(?<!koordinat)(?<!höjd)[Ss]ystem|[Dd]atabas|[Pp]lattform|[Pp]ortal"
    r"|infrastruktur|(?:[Ee]-|[Ii][Tt]-|webb|moln|kommunikations)tjänst|[Aa]pplikation"
    rf"|simuleringsmodell|mobilapp)(?:et|en)[ ](?:{_QUOTED}|{_CALLED})"
)
_PROJECT_NAME = re.compile(_PROJECT)
_SYSTEM_NAME = re.compile(_SYSTEM)
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_UNFINISHED = re.compile(r"(?:igt?|iga|iskt?|iska)$")
"""How a describing word ends: what it describes would belong to the name, and cannot be told."""
_WELL_KNOWN = re.compile(
    r"\b(Mina meddelanden|Mina ombud|Min myndighetspost|Rakel|SGSI|Ladok|Pust"
    r"|Nationella läkemedelslistan|Sveriges dataportal|Geodataportalen|verksamt\.se|öppnadata\.se"
    r")\b"
)
"""Systems of the state that a title names without saying what they are."""
_NOT_A_NAME = frozenset(
    "regeringen den det denna detta dessa vi ett och eu eu:s it ai sverige svenska sveriges norden"
    " europa stockholm göteborg malmö januari februari mars april maj juni juli augusti september"
    " oktober november december"
    " sammandrag sammanfattning exempel utkast bilaga remiss rapport slutrapport".split()
)
"""The last ones stand in running heads behind a title: what sort of text it is."""


def projects_of(facts: Facts, title: str) -> Found[tuple[str, ...]] | None:
    """The projects that it is about, the most often named first; None when nothing names any."""
    return _declared(facts, "project") or _named(facts, title, _PROJECT_NAME)


def systems_of(facts: Facts, title: str) -> Found[tuple[str, ...]] | None:
    """The IT systems that it is about, the most often named first; None when nothing names any."""
    known = tuple(dict.fromkeys(_WELL_KNOWN.findall(title)))
    told = Found(value=known, witness=Witness.TITLE) if known else None
    return _declared(facts, "system") or told or _named(facts, title, _SYSTEM_NAME)


def _declared(facts: Facts, name: str) -> Found[tuple[str, ...]] | None:
    said = facts.said(name)
    names = tuple(dict.fromkeys(filter(None, _SEPARATOR.split(said)))) if said else ()
    return Found(value=names, witness=facts.witness(name)) if names else None


def _named(facts: Facts, title: str, pattern: "re.Pattern[str]") -> Found[tuple[str, ...]] | None:
    headings = "\n".join(heading.title for heading in facts.headings)[:_OPENING]
    for place, witness in ((title, Witness.TITLE), (headings, Witness.HEADING)):
        if names := _names_in(place, pattern):
            return Found(value=tuple(names[:_MOST]), witness=witness)
    names = _names_in(_LINE_END.sub(" ", facts.text[:_OPENING]), pattern)
    often = [(facts.text.count(name), name) for name in names]
    about = [name for count, name in sorted(often, reverse=True) if count > 1]
    return Found(value=tuple(about[:_MOST]), witness=Witness.TEXT) if about else None


def _names_in(text: str, pattern: "re.Pattern[str]") -> list[str]:
    names = (match[match.lastindex or 0].strip(" .,-") for match in pattern.finditer(text))
    return list(dict.fromkeys(name for name in names if _is_name(name)))


def _is_name(name: str) -> bool:
    first = name.partition(" ")[0].lower()
    ordinary = first in _NOT_A_NAME or official_name(name) is not None
    return len(name) >= _SHORTEST and not ordinary and not _UNFINISHED.search(name)
