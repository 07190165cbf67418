"""The way of a question: understand, retrieve, draft, verify, compose; each timed."""

import logging
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from assistant.answering.candidates import CandidateFinder
from assistant.answering.composing import compose
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.confirmation import Confirmer
from assistant.errors import ModelError
from assistant.filtering.types import NO_FILTERS, Filtering, Filters
from assistant.searching import Found, Request, Searcher, Understood
from assistant.steps import Step, sentences_of
from assistant.types import Answer, Asker, Draft, Hit, Query, Status
from assistant.verification.verifying import verify
from ingest.embedding import Embedder

_LOG = logging.getLogger("lardom")
HITS = 12
NOTHING_HELD = "Inget av det som språkmodellen skrev har stöd i källorna."
QUOTED_INSTEAD = "Svaret består därför av citat."


class Answerer(Protocol):
    """Drafts an answer in its own words; raises `ModelError` when it cannot."""

    def draft(self, query: Query, hits: tuple[Hit, ...]) -> Draft:
        """The draft, every statement with the evidence it claims."""
        ...


class Assistant:
    """Answers questions on behalf of an asker. One per process; usable by threads."""

    def __init__(
        self,
        searcher: Searcher,
        embedder: Embedder,
        confirmer: Confirmer,
        answerer: Answerer | None = None,
    ) -> None:
        self._searcher = searcher
        self._embedder = embedder
        self._confirmer = confirmer
        self._answerer = answerer

    def search(
        self, question: str, asker: Asker, limit: int, filters: Filters = NO_FILTERS
    ) -> Found:
        """The passages nearest a question, best first; only of documents that pass the filters."""
        request = Request(question=question, asker=asker, limit=limit, filters=filters)
        return self._searcher.search(request)

    def ask(self, question: str, asker: Asker, filters: Filters = NO_FILTERS) -> Answer:
        """The answer to a question, with citations that have been checked.

        Only documents that pass the filters answer: the caller's, and what the question asks for.
        """
        steps = self.answering(question, asker, filters)
        return next(step for step in steps if isinstance(step, Answer))

    def answering(
        self, question: str, asker: Asker, filters: Filters = NO_FILTERS
    ) -> Generator[Step, None, None]:
        """The steps to that answer: what was found, its sentences, and the whole of it.

        A sentence is given once it is verified, and never taken back: the answer holds exactly
        those that were given. Whoever closes the steps ends the work where it stands.
        """
        times: dict[str, float] = {}
        request = Request(question=question, asker=asker, limit=HITS, filters=filters)
        with _timed(times, "understanding"):
            understood = self._searcher.understand(question)
        with _timed(times, "retrieval"):
            found = self._searcher.find(understood, request)
        yield found
        with _timed(times, "answering"):
            quoted = self._quote(understood, found.hits)
            written = self._write(understood.query, found.hits, quoted)
        with _timed(times, "verification"):
            checked = _checked(written, quoted)
        times["total"] = round(sum(times.values()), 2)
        answer = compose(understood.query.question, checked, found.hits, found.generation, times)
        yield from sentences_of(answer)
        yield _with_filters(answer, found.filters)

    def _quote(self, understood: Understood, hits: tuple[Hit, ...]) -> Draft:
        library = understood.library
        finder = CandidateFinder(self._embedder, library.frequency, library.chunks)
        answerer = ExtractiveAnswerer(finder, self._confirmer)
        return answerer.draft(understood.query, understood.vector, hits)

    def _write(self, query: Query, hits: tuple[Hit, ...], quoted: Draft) -> Draft:
        """The language model's draft; the quotes as they are where there is none to be had."""
        if self._answerer is None or quoted.status is Status.NO_EVIDENCE:
            return quoted
        try:
            return self._confirmer.draft(self._answerer.draft(query, hits))
        except ModelError as error:
            _LOG.warning("%s (%s)", error, type(error.__cause__).__name__)  # with the remedy
            return _instead(quoted, error.message)


def _checked(written: Draft, quoted: Draft) -> Draft:
    """What of a draft holds; what of the quotes does, where nothing a model wrote did."""
    checked = verify(written)
    if written.model is not None and written.statements and not checked.statements:
        return _instead(verify(quoted), NOTHING_HELD)
    return checked


def _with_filters(answer: Answer, filtering: Filtering) -> Answer:
    """The answer with what is to be told of its filters."""
    notice = " ".join(filter(None, (filtering.notice, answer.notice))) or None
    return replace(answer, filters=filtering, notice=notice)


def _instead(quoted: Draft, reason: str) -> Draft:
    notice = f"{reason} {QUOTED_INSTEAD} {quoted.notice}".strip()
    return Draft(status=quoted.status, statements=quoted.statements, notice=notice)


@contextmanager
def _timed(times: dict[str, float], name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    times[name] = round((time.perf_counter() - started) * 1000, 2)
