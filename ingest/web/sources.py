"""Reads `sources.yaml`, the list of what is to be fetched from the web.

A wrong line stops the whole list, for a person mends it sooner than they miss a document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from ingest.errors import LoadError, SourceListError
from ingest.sidecar import groups_of, told_once
from ingest.system_errors import in_swedish
from ingest.types import EVERYONE
from ingest.web.urls import Url, parse_url

LARGEST = 4 << 20
LIMIT = 200
"""Addresses of one page or sitemap, where the list sets no limit of its own."""
MOST_LIMIT = 50_000
_ADDRESS_KEYS = ("url", "links", "sitemap")
_OF_ONE = ("title", "publication_number", "diarienummer", "date", "year")
"""What is true of one document, and not of all those that a page or sitemap names."""
_OF_ALL = ("publisher", "type")
_KEYS = frozenset(
    {*_ADDRESS_KEYS, *_OF_ONE, *_OF_ALL, "kind", "access", "include", "exclude", "limit"}
)
_TOP_KEYS = frozenset({"sources", "allow_hosts"})


class Form(StrEnum):
    """What an address of the list is: a document, or what names documents."""

    DOCUMENT = "document"
    LINKS = "links"
    SITEMAP = "sitemap"


_KINDS = {"page": Form.LINKS, "document": Form.DOCUMENT, "pdf": Form.DOCUMENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One entry of the list.

    `include` and `exclude` are patterns with `*` for whole addresses; without `include` every
    address of a sitemap is wanted, and of a page those of PDF files. `inside` are host names that
    may lie inside the organisation: those of the list, where the entry itself names one of them.
    """

    url: Url
    form: Form
    properties: tuple[tuple[str, str], ...]
    access: tuple[str, ...]
    inside: frozenset[str]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    limit: int

    @property
    def origin(self) -> str:
        """What the record calls the entry."""
        return f"{self.form} {self.url}"

    def wants(self, url: str, *, unless_said: bool) -> bool:
        """True for an address that the patterns want; `unless_said` where there is no `include`."""
        if any(fnmatchcase(url, pattern) for pattern in self.exclude):
            return False
        if not self.include:
            return unless_said
        return any(fnmatchcase(url, pattern) for pattern in self.include)


def read_sources(path: Path) -> tuple[Source, ...]:
    """The entries of a list, in its order.

    Raises:
        SourceListError: the list is missing, empty or wrong; it names the line's entry.
    """
    listed = _listed(path)
    allowed = frozenset(_host(name, path) for name in _texts(listed.get("allow_hosts", [])))
    entries = listed.get("sources")
    if not isinstance(entries, list) or not entries:
        raise SourceListError(
            f"Källistan {path} har inga källor under «sources». Inget har hämtats eller ändrats. "
            "Ska det som har hämtats bort: kör `lardom forget` på mappen web i datamappen."
        )
    return tuple(_source(entry, n, path, allowed) for n, entry in enumerate(entries, start=1))


def _listed(path: Path) -> Mapping[str, object]:
    try:
        if path.stat().st_size > LARGEST:
            raise SourceListError(f"Källistan {path} är större än {LARGEST >> 20} MB. Dela den.")
        found = told_once(path.read_bytes())
    except OSError as error:
        raise SourceListError(
            f"Källistan {path} går inte att läsa ({in_swedish(error)}). "
            "Peka ut en annan med --sources FIL."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        place = getattr(error, "problem_mark", None)
        where = f" (rad {place.line + 1})" if place else ""
        raise SourceListError(
            f"Källistan {path} är inte giltig YAML med varje uppgift en gång{where}. "
            "Jämför med docs/web-sources.md."
        ) from error
    if not isinstance(found, dict) or set(found) - _TOP_KEYS:
        raise SourceListError(
            f"Källistan {path} ska ha «sources» och, om det behövs, «allow_hosts» överst, och "
            "inget annat. Jämför med docs/web-sources.md."
        )
    return found


def _source(entry: object, number: int, path: Path, allowed: frozenset[str]) -> Source:
    if not isinstance(entry, dict):
        raise _wrong(path, number, "är ingen lista av uppgifter", "Skriv «- url: https://…».")
    if unknown := sorted(set(map(str, entry)) - _KEYS):
        known = ", ".join(sorted(_KEYS))
        raise _wrong(path, number, f"har en okänd uppgift «{unknown[0]}»", f"Giltiga är {known}.")
    named = [key for key in _ADDRESS_KEYS if key in entry]
    if len(named) != 1:
        raise _wrong(
            path, number, "har ingen adress, eller flera", "Skriv en av url, links, sitemap."
        )
    form = _form(entry, named[0], number, path)
    try:
        url = parse_url(str(entry[named[0]]))
        access = groups_of(entry.get("access", EVERYONE), "källan")
    except LoadError as error:
        raise _wrong(path, number, f"är fel: {error.reason}", error.remedy) from error
    return Source(
        url=url,
        form=form,
        properties=_properties(entry, form),
        access=access,
        inside=allowed if url.host in allowed else frozenset(),
        include=_texts(entry.get("include", [])),
        exclude=_texts(entry.get("exclude", [])),
        limit=_limit(entry, number, path),
    )


def _form(entry: Mapping[str, object], key: str, number: int, path: Path) -> Form:
    if key != "url":
        return Form(key)
    kind = str(entry.get("kind", "document"))
    if kind not in _KINDS:
        raise _wrong(path, number, f"har kind «{kind}»", f"Giltiga är {', '.join(_KINDS)}.")
    return _KINDS[kind]


def _properties(entry: Mapping[str, object], form: Form) -> tuple[tuple[str, str], ...]:
    keys = (*_OF_ONE, *_OF_ALL) if form is Form.DOCUMENT else _OF_ALL
    said = ((key, _texts(entry.get(key, []))) for key in keys)
    # several numbers are those of several documents, and none of them is this one's for sure
    return tuple((key, values[0]) for key, values in said if len(values) == 1)


def _limit(entry: Mapping[str, object], number: int, path: Path) -> int:
    said = str(entry.get("limit", LIMIT))
    if not said.isdecimal() or not 0 < int(said[:9]) <= MOST_LIMIT:
        raise _wrong(
            path, number, f"har limit «{said}»", f"Skriv ett tal från 1 till {MOST_LIMIT}."
        )
    return int(said)


def _texts(said: object) -> tuple[str, ...]:
    """One text or a list of them."""
    named = said if isinstance(said, list) else [said]
    return tuple(text.strip() for text in named if isinstance(text, str) and text.strip())


def _host(name: str, path: Path) -> str:
    written = f"[{name}]" if name.count(":") > 1 else name
    try:
        url = parse_url(f"https://{written}/")
    except LoadError as error:
        raise SourceListError(
            f"Källistan {path}: «{name}» under allow_hosts är inget värdnamn. "
            "Skriv bara namnet, som intranat.myndigheten.se."
        ) from error
    if url.authority.strip("[]") != url.host or url.target != "/":
        raise SourceListError(
            f"Källistan {path}: «{name}» under allow_hosts ska vara ett värdnamn utan port och "
            "sökväg, som intranat.myndigheten.se."
        )
    return url.host


def _wrong(path: Path, number: int, what: str, remedy: str) -> SourceListError:
    return SourceListError(f"Källistan {path}: källa {number} {what}. {remedy}")
