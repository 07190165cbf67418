"""Reads the questions that weights are fitted on, and what the product's own rooms find for each.

A place of an answer is a span of a document's text, or its words where the document is the
project's own (`tests/quality/fitting/README.md`). Questions go the way of documents, whatever
route they would take; nothing is drafted.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant import search_wiring, wiring
from assistant.answering.answerability import signals
from assistant.answering.candidates import Candidate, CandidateFinder
from assistant.asking import HITS
from assistant.excerpts.reading import PassageReader
from assistant.library import LibraryKeeper
from assistant.searching import Request
from assistant.types import Asker, Evidence
from ingest.embedding import Embedder
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentText
from ingest.types import Span
from tests.bench.regression import Flags, Floats

SHORTEST_SHARED = 20
"""An excerpt holds a place when it shares so many characters with it, or half of a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A place as a line of a set tells it: by its words, or by offsets where it has none."""

    source: str
    page: int | None
    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an answer stands in a document; `page` is None where it has none."""

    source: str
    page: int | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A question of a set, with the places of its answer."""

    id: str
    set_name: str
    text: str
    is_answerable: bool
    places: tuple[Told, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Example:
    """What was found for a question, for each excerpt in the order that the product gives them.

    `traits` is of shape (excerpts, columns), both in the order of the fields of `Traits`; `holds`
    tells which hold the answer's words, `is_there` which stand at a right place. `signals` are in
    the order of the fields of `Signals`. `lost` names places that are not in the library.
    """

    set_name: str
    is_answerable: bool
    traits: Floats
    holds: Flags
    is_there: Flags
    signals: Floats
    lost: tuple[str, ...]


def read_set(path: Path) -> tuple[Posed, ...]:
    """The questions of a set, a JSON object a line."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Posed(
            id=one["id"],
            set_name=path.stem,
            text=one["question"],
            is_answerable=one["answerable"],
            places=tuple(Told(**told) for told in one["relevant"]),
        )
        for one in lines
    )


def examples(data: Path, embedder: Embedder, questions: Sequence[Posed]) -> Iterator[Example]:
    """An example for every question of which anything is found in the library in `data`."""
    with closing(LibraryKeeper(data, embedder)) as keeper:
        searcher = search_wiring.build_searcher(keeper, embedder)
        library = keeper.current()
        alike = wiring.build_word_likeness(embedder)
        finder = CandidateFinder(PassageReader(embedder), alike, library.frequency, library.chunks)
        texts = _Texts(library.record)
        for posed in questions:
            asked = searcher.understand(posed.text)
            request = Request(question=posed.text, asker=Asker(), limit=HITS)
            found = finder.find(asked.query, asked.vector, searcher.find(asked, request).hits)
            if found:
                told = np.array(astuple(signals(asked.query, found)))
                yield _example(posed, found, told, [texts.place(one) for one in posed.places])


class _Texts:
    """The texts of a library's documents by their source; each is read once."""

    def __init__(self, record: RecordReader) -> None:
        self._record = record
        self._versions = {row.source: row.version_id for row in record.documents()}
        self._text = cache(record.text)

    def place(self, told: Told) -> Place | None:
        """The place that a line of a set tells; None when the library has no such place."""
        version = self._versions.get(told.source)
        if version is None:
            return None
        document = self._text(version)
        within = page_span(document, told.page)
        span = None if within is None else _span(told, document.text, within)
        return None if span is None else Place(source=told.source, page=told.page, span=span)


def page_span(document: DocumentText, page: int | None) -> Span | None:
    """The span of the page with that number, None when there is none; of all, without a number."""
    if page is None:
        return Span(start=0, end=len(document.text))
    return next((one.span for one in document.pages if one.number == page), None)


def _span(told: Told, text: str, within: Span) -> Span | None:
    if told.quote:
        return span_of(told.quote, text, within)
    is_within = within.start <= told.start < told.end <= within.end
    return Span(start=told.start, end=told.end) if is_within else None


def span_of(quote: str, text: str, within: Span) -> Span | None:
    """Where the quote first stands in that part of the text, however blanks are; or None."""
    places = [n for n in range(within.start, within.end) if not text[n].isspace()]
    sought = "".join(quote.split())
    start = "".join(text[n] for n in places).find(sought)
    if start < 0 or not sought:
        return None
    return Span(start=places[start], end=places[start + len(sought) - 1] + 1)


def holds(place: Span, quoted: Span) -> bool:
    """True when the quoted span holds the place, a good part of it, or is itself a part of it."""
    length = place.end - place.start
    shared = min(place.end, quoted.end) - max(place.start, quoted.start)
    enough = min(length, max(SHORTEST_SHARED, length // 2), quoted.end - quoted.start)
    return shared >= max(enough, 1)


def _example(
    posed: Posed, found: Sequence[Candidate], told: Floats, placed: Sequence[Place | None]
) -> Example:
    places = [place for place in placed if place is not None]
    return Example(
        set_name=posed.set_name,
        is_answerable=posed.is_answerable,
        traits=np.array([astuple(one.traits) for one in found]),
        holds=np.array([any(_holds(places, part) for part in one.evidence) for one in found]),
        is_there=np.array([any(_stands(place, one.core) for place in places) for one in found]),
        signals=told,
        lost=tuple(
            f"{posed.id}: {told.source}"
            for told, place in zip(posed.places, placed, strict=True)
            if place is None
        ),
    )


def _holds(places: Sequence[Place], part: Evidence) -> bool:
    return any(_stands(place, part) and holds(place.span, part.span) for place in places)


def _stands(place: Place, part: Evidence) -> bool:
    passage = part.passage
    return passage.document.source == place.source and place.page in {None, passage.chunk.page}
