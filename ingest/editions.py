"""Finds which documents are newer editions of others.

Editions have the same publisher, the same title but for what marks an edition, and much of their
text in common. A yearly report is none of the last year's: the year stands in its title. Decisions
have no editions: a bill has the title and the words of the draft that it rests on, and stands
beside it. Where nothing tells which is the newer, neither replaces the other.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.resemblance import resemblance
from ingest.types import EVERYONE, Kind

ALIKE = 0.25
"""Editions share so much of their runs of words."""
MOST_EDITIONS = 40
"""More documents of one title are minutes or letters, and each would be compared with each."""
SHORTEST_KEY = 2
"""Words that a title must have besides its mark; «Bilaga» is of many documents."""

_ORDINALS = "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde".split()
_NUMBERED = re.compile(
    r"\b(?:version|ver|v|utgåva|utg|upplaga|revision|rev|edition)[\s._]*(\d{1,3}(?:\.\d{1,3}){0,3})\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?:(\d{{1,2}}):?[ae]|({'|'.join(_ORDINALS)}))\s+(?:\w+\s+)?(?:upplagan?|utgåvan?)\b",
    re.IGNORECASE,
)
_DECIMAL_BEHIND = re.compile(r"\s(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\s*$")
_STANDING = re.compile(
    r"\b(?:(utkast|remissversion|arbetsversion|draft)|reviderad|uppdaterad|slutlig|slutversion|ny"
    r"|revised)\b(?:\s+(?:version|utgåva|upplaga|\d{4}(?:-\d\d)*))*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is known of a document that may be an edition; `issued` as 2021, 2021-03 or 2021-03-04.

    `sketch` is of its text (see `resemblance`).
    """

    document: str
    title: str
    publisher: str | None
    kind: Kind
    number: str | None
    issued: str | None
    access: tuple[str, ...]
    sketch: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A title without what marks an edition, and what the marks say.

    `is_final` is false for drafts; `version` is empty where none is named.
    """

    key: tuple[str, ...]
    version: tuple[int, ...]
    is_final: bool


def newer_editions(publications: Iterable[Publication]) -> dict[str, str]:
    """The newest edition of each document that has been replaced by one, by their ids."""
    groups: defaultdict[tuple[str, ...], list[_Edition]] = defaultdict(list)
    for publication in publications:
        mark = marked(publication.title)
        if len(mark.key) >= SHORTEST_KEY and publication.kind is not Kind.DECISION:
            groups[mark.key].append(_Edition(publication=publication, mark=mark))
    return {
        older.publication.document: newest.publication.document
        for group in groups.values()
        if len(group) <= MOST_EDITIONS
        for older in group
        if (newest := _newest(older, group))
    }


def marked(title: str) -> Mark:
    """What a title says of its edition."""
    version: tuple[int, ...] = ()
    rest = title
    for pattern in (_NUMBERED, _DECIMAL_BEHIND):
        if found := pattern.search(rest):
            version = version or tuple(int(part) for part in found[1].split("."))
            rest = pattern.sub(" ", rest)
    if found := _ORDINAL.search(rest):
        number = int(found[1]) if found[1] else _ORDINALS.index(found[2].lower()) + 1
        version = version or (number,)
        rest = _ORDINAL.sub(" ", rest)
    is_final = not any(found[1] for found in _STANDING.finditer(rest))
    rest = _STANDING.sub(" ", rest)
    return Mark(key=tuple(_WORD.findall(rest.casefold())), version=version, is_final=is_final)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    publication: Publication
    mark: Mark


def _newest(older: _Edition, group: Sequence[_Edition]) -> _Edition | None:
    newest = None
    for other in group:
        if (
            _is_of_one_hand(other.publication, older.publication)
            and _is_newer(other, newest or older)
            and _may_replace(other.publication, older.publication)
        ):
            newest = other
    return newest


def _is_newer(one: _Edition, other: _Edition) -> bool:
    """By the version where both name one, then by the date, a draft before what is final."""
    if one.mark.version and other.mark.version and one.mark.version != other.mark.version:
        return one.mark.version > other.mark.version
    first, second = one.publication.issued, other.publication.issued
    if first and second:
        length = min(len(first), len(second))
        if first[:length] != second[:length]:
            return first > second
    return one.mark.is_final and not other.mark.is_final


def _is_of_one_hand(one: Publication, other: Publication) -> bool:
    """True for two of one publisher, one kind, and one series where both have a number."""
    series = [publication.number.split()[0] for publication in (one, other) if publication.number]
    same = (one.publisher or "").casefold() == (other.publisher or "").casefold()
    return same and one.kind is other.kind and len(set(series)) <= 1


def _may_replace(newer: Publication, older: Publication) -> bool:
    """Whoever may see the older must be free to see the newer, for they will be pointed to it."""
    allowed = EVERYONE in newer.access or set(older.access) <= set(newer.access)
    alike = resemblance(newer.sketch, older.sketch)
    return allowed and bool(older.access) and alike >= ALIKE
