"""The documents that name a project: in what is known of them, or in their text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.addresses import document_url
from assistant.errors import NoLibraryError, QuestionError
from assistant.service import Service
from ingest.correctable import KIND_NAMES
from ingest.record.types import DocumentRow, Passage
from ingest.types import Span

_MOST_HITS = 20
_AROUND = 120
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNaming:
    """A place in a document's text that names the project, with the words around."""

    page: int | None
    quote: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNaming:
    """A document that names the project; `is_described` says that its metadata does."""

    document_id: str
    title: str
    kind: str
    kind_name: str
    publisher: str | None
    year: int | None
    url: str
    is_described: bool
    places: tuple[PlaceNaming, ...]


def documents_naming(service: Service, names: Sequence[str]) -> tuple[DocumentNaming, ...]:
    """The documents that may be seen and that name one of these, lessons first."""
    try:
        record = service.library.current().record
    except NoLibraryError:
        return ()
    folded = {_folded(name) for name in names}
    described = {
        row.id: row
        for row in record.documents()
        if service.asker.may_see(row.access)
        and folded & {_folded(name) for name in row.metadata.projects}
    }
    places: dict[str, list[PlaceNaming]] = {}
    rows = dict(described)
    for passage, place in _in_texts(service, names):
        rows[passage.document.id] = passage.document
        places.setdefault(passage.document.id, []).append(place)
    shown = [
        _shown(row, places.get(row.id, []), is_described=row.id in described)
        for row in rows.values()
    ]
    return tuple(sorted(shown, key=lambda one: (one.kind != "lesson", one.title, one.document_id)))


def _in_texts(service: Service, names: Sequence[str]) -> Iterator[tuple[Passage, PlaceNaming]]:
    """The passages that hold a name as it stands, each once."""
    seen: set[int] = set()
    for name in names:
        pattern = _pattern(name)
        for passage in _passages(service, name):
            match = pattern.search(passage.text)
            if match and passage.key not in seen:
                seen.add(passage.key)
                yield passage, _place(passage, match)


def _passages(service: Service, name: str) -> Iterator[Passage]:
    try:
        found = service.assistant.search(name, service.asker, _MOST_HITS)
    except QuestionError:  # a name without words is in no text
        return
    for hit in found.hits:
        for passage in (hit.passage, *hit.same):
            if service.asker.may_see(passage.document.access):
                yield passage


def _place(passage: Passage, match: re.Match[str]) -> PlaceNaming:
    start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
    begins = passage.chunk.span.start
    span = Span(start=begins + match.start(), end=begins + match.end())
    before, after = "…" if start else "", "…" if end < len(passage.text) else ""
    quote = _BLANKS.sub(" ", passage.text[start:end]).strip()
    return PlaceNaming(
        page=passage.chunk.page,
        quote=f"{before}{quote}{after}",
        url=document_url(passage.document.id, span),
    )


def _shown(
    row: DocumentRow, places: Sequence[PlaceNaming], *, is_described: bool
) -> DocumentNaming:
    known = row.metadata
    return DocumentNaming(
        document_id=row.id,
        title=known.title,
        kind=known.kind.value,
        kind_name=KIND_NAMES[known.kind],
        publisher=known.publisher,
        year=known.year,
        url=document_url(row.id),
        is_described=is_described,
        places=tuple(places),
    )


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _folded(name: str) -> str:
    return _BLANKS.sub(" ", name).strip().casefold()
