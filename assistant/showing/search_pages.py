"""The page that finds documents: a form, what was found, and what it can be narrowed to."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from assistant.browsing.types import DocumentsWanted, FacetValue, Sort
from assistant.service import Service
from assistant.showing.found_documents import documents_shown
from assistant.showing.frames import Frame
from assistant.showing.languages import Messages
from assistant.showing.rendering import page
from ingest.types import Kind

PATH = "/sok"
SHOWN = 8
"""So many values of a facet stand open; the others unfold."""
KINDS = {
    Kind.REPORT.value: "search.report",
    Kind.PROJECT.value: "search.project",
    Kind.LESSON.value: "search.lesson",
    Kind.DECISION.value: "search.decision",
    Kind.REGULATION.value: "search.regulation",
    Kind.OTHER.value: "search.other",
}
_SORTS = {
    Sort.RELEVANCE: "search.relevance",
    Sort.NEWEST: "search.newest",
    Sort.OLDEST: "search.oldest",
    Sort.TITLE: "search.title",
}
_FACETS = {
    "publisher": ("publishers", "search.publisher"),
    "year": ("years", "search.year"),
    "kind": ("kinds", "search.kind"),
    "agency": ("agencies", "search.agency"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceShown:
    """A value that can be chosen, or that is chosen, and the address that does or undoes it."""

    name: str
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetShown:
    """A facet with its values; `rest` are those that unfold."""

    id: str
    name: str
    first: tuple[ChoiceShown, ...]
    rest: tuple[ChoiceShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A facet that is chosen, what it is chosen to, and the address without it."""

    field: str
    name: str
    value: str
    said: str
    url: str


def search_page(frame: Frame, service: Service, wanted: DocumentsWanted) -> str:
    """The page of what is wanted; of all documents, where no words are given."""
    found = documents_shown(service.documents.search(wanted, service.asker))
    after = wanted.offset + len(found.documents)
    messages = frame.messages
    return page(
        frame,
        "search",
        here=PATH,
        shown=found,
        asked=wanted,
        last=after,
        chips=list(_chips(messages, wanted)),
        facets=[
            _facet(messages, wanted, field, getattr(found.facets, of_facets))
            for field, (of_facets, _) in _FACETS.items()
        ],
        kinds=KINDS,
        sorts=[
            (sort.value, messages.say(said))
            for sort, said in _SORTS.items()
            if found.words or sort is not Sort.RELEVANCE
        ],
        before=_at(wanted, offset=max(0, wanted.offset - wanted.limit)) if wanted.offset else None,
        after=_at(wanted, offset=after) if after < found.total and found.documents else None,
        ask=_asked_instead(wanted),
    )


def _asked_instead(wanted: DocumentsWanted) -> str:
    """The address that asks the words as a question, of the same documents."""
    chosen = {
        "q": wanted.words,
        "publisher": wanted.publisher,
        "agency": wanted.agency,
        "kind": wanted.kind,
        "first_year": wanted.year,
        "last_year": wanted.year,
    }
    return f"/?{urlencode({name: value for name, value in chosen.items() if value})}"


def _chips(messages: Messages, wanted: DocumentsWanted) -> Iterator[Chip]:
    for field, (_, said) in _FACETS.items():
        value = getattr(wanted, field)
        if value is not None:
            yield Chip(
                field=field,
                name=messages.say(said),
                value=str(value),
                said=_said(messages, field, str(value)),
                url=_at(wanted, offset=0, **{field: None}),
            )


def _facet(
    messages: Messages, wanted: DocumentsWanted, field: str, values: tuple[FacetValue, ...]
) -> FacetShown:
    chosen = getattr(wanted, field)
    choices = tuple(
        ChoiceShown(
            name=_said(messages, field, one.value),
            count=one.count,
            is_chosen=str(chosen) == one.value,
            url=_at(wanted, offset=0, **{field: None if str(chosen) == one.value else one.value}),
        )
        for one in values
    )
    return FacetShown(
        id=field,
        name=messages.say(_FACETS[field][1]),
        first=choices[:SHOWN],
        rest=choices[SHOWN:],
    )


def _said(messages: Messages, field: str, value: str) -> str:
    return messages.say(KINDS[value]) if field == "kind" else value


def _at(wanted: DocumentsWanted, **changes: object) -> str:
    """The address of the same search, but for some of it; what goes without saying is left out."""
    changed = replace(wanted, **changes)  # type: ignore[arg-type]  # fields by name
    named = {one.name: getattr(changed, one.name) for one in fields(DocumentsWanted)}
    said = {"q": named.pop("words"), **named}
    own = {"limit": DocumentsWanted.__dataclass_fields__["limit"].default, "offset": 0, "q": ""}
    query = urlencode({k: v for k, v in said.items() if v is not None and v != own.get(k)})
    return f"{PATH}?{query}" if query else PATH
