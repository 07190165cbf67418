"""Finds questions that the library answers: for who asks for help, and near what it could not.

None is given that was not tried: one for help has been asked the whole way, one near a question
of the passages found for that. Which documents the asker may see is looked up anew each time.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, zip_longest

from assistant.answer import Choice
from assistant.answering.questioning import Part, is_plain, of_document, questions_of
from assistant.errors import AssistantError
from assistant.filtering.types import NO_FILTERS
from assistant.library import OpenLibrary
from assistant.matching.bearing import bearing
from assistant.quoting import Quoter
from assistant.searching import Request, Searcher
from assistant.types import Asker, Draft, Hit, Query, Route, Status
from assistant.understanding.routing import route
from ingest.record.types import DocumentRow
from ingest.swedish import words
from ingest.types import running_text

WANTED = 3
LOOKED_AT = 48
"""Of so many questions those that people would ask are tried first."""
TRIES = 12
"""So many questions are asked for help at most ..."""
SECONDS = 1.5
"""... for so long; those near a question have `SECONDS_NEAR`."""
TRIES_NEAR = 6
SECONDS_NEAR = 0.03
OF_ONE_DOCUMENT = 2
"""So many questions of one document are tried."""
READ = 6
"""So many passages near a question are looked at for others."""
HITS = 8
HALF = 0.5
KEPT = 64
"""So many askers' groups are remembered."""

_Key = tuple[int, frozenset[str]]


class Suggester:
    """Suggests questions. One per process; usable by threads.

    `quoter` answers as the product does; `trusting` does without a second reading of pages.
    """

    def __init__(
        self,
        searcher: Searcher,
        quoter: Quoter,
        trusting: Quoter,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._searcher = searcher
        self._quoter = quoter
        self._trusting = trusting
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[_Key, tuple[Choice, ...]] = {}

    def examples(self, library: OpenLibrary, asker: Asker) -> tuple[Choice, ...]:
        """Up to three questions that the library answers this asker, each from another document.

        Found by asking, for a moment, the first time that somebody of the same groups
        wants them of a generation.
        """
        known = self.known(library, asker)
        if known is None:
            known = tuple(islice(self._found(library, asker), WANTED))
            with self._lock:
                if len(self._known) >= KEPT:
                    self._known.clear()
                self._known[library.generation, asker.groups] = known
        return known

    def known(self, library: OpenLibrary, asker: Asker) -> tuple[Choice, ...] | None:
        """The examples where they have been found already and may still be seen, at once."""
        with self._lock:
            known = self._known.get((library.generation, asker.groups))
        if known is None or not all(_is_seen(one, library, asker) for one in known):
            return None
        return known

    def near(self, query: Query, hits: tuple[Hit, ...]) -> tuple[Choice, ...]:
        """Up to three questions that the passages near another question answer.

        Of those passages only that bear half of its words, a name counted twice.
        """
        until = self._clock() + SECONDS_NEAR
        about = tuple(hit for hit in hits[:READ] if _bears(hit, query) >= HALF)
        return tuple(islice(self._near(about, until), WANTED))

    def _found(self, library: OpenLibrary, asker: Asker) -> Iterator[Choice]:
        until = self._clock() + SECONDS
        seen = [row for row in library.record.documents() if asker.may_see(row.access)]
        answered: set[str] = set()
        looked_at = islice(_by_turns(library, seen), LOOKED_AT)
        plain_first = sorted(looked_at, key=lambda one: not is_plain(one[1]))
        for row, question in plain_first[:TRIES]:
            if self._clock() > until:
                return
            if row.id not in answered and self._is_answered(question, row, asker):
                answered.add(row.id)
                yield Choice(label=question, question=question, document_id=row.id)

    def _near(self, hits: tuple[Hit, ...], until: float) -> Iterator[Choice]:
        tried: set[str] = set()
        used: set[str] = set()
        for hit in hits:
            document = hit.passage.document
            for question in islice(questions_of(_part(hit)), OF_ONE_DOCUMENT):
                if len(tried) == TRIES_NEAR or self._clock() > until:
                    return
                if question in tried or document.id in used:
                    continue
                tried.add(question)
                own = tuple(one for one in hits if one.passage.document.id == document.id)
                if self._is_borne(question, own):
                    used.add(document.id)
                    yield Choice(label=question, question=question, document_id=document.id)

    def _is_answered(self, question: str, row: DocumentRow, asker: Asker) -> bool:
        """True when the whole way of the question ends at the document."""
        try:
            understood = self._searcher.understand(question)
        except AssistantError:
            return False
        if route(question, understood.query) is not Route.DOCUMENTS:
            return False
        request = Request(question=question, asker=asker, limit=HITS)
        found = self._searcher.find(understood, request)
        return _cites(self._quoter.quote(understood, found.hits), row)

    def _is_borne(self, question: str, hits: tuple[Hit, ...]) -> bool:
        """True when these passages answer the question, and nothing keeps it from them."""
        try:
            understood = self._searcher.understand(question)
        except AssistantError:
            return False
        query = understood.query
        if route(question, query) is not Route.DOCUMENTS or query.filters != NO_FILTERS:
            return False
        return _cites(self._trusting.quote(understood, hits), hits[0].passage.document)


def _bears(hit: Hit, query: Query) -> float:
    """The share of a question's words that a passage bears, a name counted twice."""
    weights = [2 if term.is_name else 1 for term in query.terms]
    passage = hit.passage
    around = (passage.document.metadata.title, passage.chunk.heading, passage.text)
    (borne,) = bearing(query, [words(" ".join(around))]).said
    said = sum(weight * one for weight, one in zip(weights, borne, strict=True))
    return float(said) / (sum(weights) or 1)


def _is_seen(choice: Choice, library: OpenLibrary, asker: Asker) -> bool:
    row = library.record.document(choice.document_id or "")
    return row is not None and asker.may_see(row.access)


def _cites(draft: Draft, row: DocumentRow) -> bool:
    """True for an answer that begins with the document's words; the question is made of them."""
    if draft.status is Status.NO_EVIDENCE or not draft.statements:
        return False
    return draft.statements[0].evidence[0].passage.document.id == row.id


def _questions(library: OpenLibrary, row: DocumentRow) -> Iterator[str]:
    read = library.record.text(row.version_id)
    headings = [heading.title for heading in read.headings]
    text = running_text(read.text, read.pages)
    return questions_of(of_document(row.metadata.title, headings, text))


def _part(hit: Hit) -> Part:
    """The passage with the heading right above it."""
    passage = hit.passage
    headings = passage.chunk.heading.split(" › ")[-1:]
    return of_document(passage.document.metadata.title, headings, passage.text)


def _by_turns(
    library: OpenLibrary, rows: Iterable[DocumentRow]
) -> Iterator[tuple[DocumentRow, str]]:
    """Questions of each publisher's documents by turns, its newest first, most documents first."""
    of_publisher: defaultdict[str | None, list[DocumentRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-(row.metadata.year or 0), row.metadata.title)):
        of_publisher[row.metadata.publisher].append(row)
    ordered = sorted(of_publisher.values(), key=len, reverse=True)
    for turn in zip_longest(*(_all_questions(library, own) for own in ordered)):
        yield from filter(None, turn)


def _all_questions(
    library: OpenLibrary, rows: Iterable[DocumentRow]
) -> Iterator[tuple[DocumentRow, str]]:
    for row in rows:
        for question in islice(_questions(library, row), OF_ONE_DOCUMENT):
            yield row, question
