"""The way of a question: understand, route, retrieve, draft, verify, compose; each timed."""

import logging
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from assistant.answer import Answer
from assistant.answering.composing import compose
from assistant.errors import ModelError
from assistant.filtering.types import NO_FILTERS, Filtering, Filters
from assistant.quoting import Quoter
from assistant.replying import Errand, Replier, as_answer
from assistant.searching import Found, Request, Searcher
from assistant.steps import Step, sentences_of
from assistant.types import Asker, Draft, Hit, Query, Route, Status
from assistant.understanding.routing import route
from assistant.verification.verifying import verify

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
        quoter: Quoter,
        replier: Replier,
        answerer: Answerer | None = None,
    ) -> None:
        self._searcher = searcher
        self._quoter = quoter
        self._replier = replier
        self._answerer = answerer

    def search(
        self, question: str, asker: Asker, limit: int, filters: Filters = NO_FILTERS
    ) -> Found:
        """The passages nearest a question, best first; only of documents that pass the filters."""
        request = Request(question=question, asker=asker, limit=limit, filters=filters)
        return self._searcher.search(request)

    def ask(self, question: str, asker: Asker, filters: Filters = NO_FILTERS) -> Answer:
        """The answer to a question, with citations that have been checked, or a reply.

        Only documents that pass the filters answer: the caller's, and what the question asks for.
        """
        steps = self.answering(question, asker, filters)
        return next(step for step in steps if isinstance(step, Answer))

    def answering(
        self, question: str, asker: Asker, filters: Filters = NO_FILTERS
    ) -> Generator[Step, None, None]:
        """The steps to that answer: what was found, its sentences, and the whole of it.

        A sentence is given once it is verified, and never taken back: the answer holds exactly
        those that were given. Where nothing was searched the answer is the only step. Whoever
        closes the steps ends the work where it stands.
        """
        times: dict[str, float] = {}
        request = Request(question=question, asker=asker, limit=HITS, filters=filters)
        with _timed(times, "understanding"):
            errand = self._understood(request)
        match errand.route:
            case Route.DOCUMENTS:
                yield from self._from_documents(errand, times)
            case Route.ENUMERATION:
                yield from self._listing(errand, times)
            case Route.AMBIGUOUS:
                yield from self._asking_back(errand, times)
            case Route.GREETING | Route.HELP | Route.OUTSIDE:
                yield from self._replying(errand, times)

    def _understood(self, request: Request) -> Errand:
        understood = self._searcher.understand(request.question)
        query = understood.query
        return Errand(request=request, understood=understood, route=route(query.question, query))

    def _found(self, errand: Errand, times: dict[str, float]) -> Found:
        with _timed(times, "retrieval"):
            return self._searcher.find(errand.understood, errand.request)

    def _from_documents(
        self, errand: Errand, times: dict[str, float]
    ) -> Generator[Step, None, None]:
        found = self._found(errand, times)
        yield found
        with _timed(times, "answering"):
            quoted = self._quoter.quote(errand.understood, found.hits)
            written = self._write(errand.understood.query, found.hits, quoted)
        with _timed(times, "verification"):
            checked = _checked(written, quoted)
        answer = compose(errand.question, checked, found.hits, found.generation, times)
        if answer.status is Status.NO_EVIDENCE:
            with _timed(times, "suggesting"):
                answer = self._replier.refused(answer, errand, found, checked.notice)
        times["total"] = _total(times)
        yield from sentences_of(answer)
        yield _with_filters(answer, found.filters)

    def _listing(self, errand: Errand, times: dict[str, float]) -> Generator[Step, None, None]:
        with _timed(times, "answering"):
            listed = self._replier.enumerate(errand)
        near = None
        if not listed.documents and listed.topic:
            near = self._found(errand, times)
            yield near
        times["total"] = _total(times)
        yield as_answer(self._replier.listed(listed, near), errand, times)

    def _asking_back(self, errand: Errand, times: dict[str, float]) -> Generator[Step, None, None]:
        found = None
        if errand.understood.query.terms:  # what has none comes near to nothing
            found = self._found(errand, times)
            yield found
        times["total"] = _total(times)
        answer = as_answer(self._replier.ask_back(errand, found), errand, times)
        yield _with_filters(answer, found.filters) if found else answer

    def _replying(self, errand: Errand, times: dict[str, float]) -> Generator[Step, None, None]:
        with _timed(times, "answering"):
            reply = self._replier.reply(errand)
        times["total"] = _total(times)
        yield as_answer(reply, errand, times)

    def _write(self, query: Query, hits: tuple[Hit, ...], quoted: Draft) -> Draft:
        """The language model's draft; the quotes as they are where there is none to be had."""
        if self._answerer is None or quoted.status is Status.NO_EVIDENCE:
            return quoted
        try:
            return self._quoter.confirmed(self._answerer.draft(query, hits))
        except ModelError as error:
            _LOG.warning("%s (%s)", error, type(error.__cause__).__name__)  # with the remedy
            return _instead(quoted, error.message)


def _checked(written: Draft, quoted: Draft) -> Draft:
    """What of a draft holds; what of the quotes does, where nothing a model wrote did."""
    checked = verify(written)
    if written.model is not None and written.statements and not checked.statements:
        return _instead(verify(quoted), NOTHING_HELD, checked.struck)
    return checked


def _with_filters(answer: Answer, filtering: Filtering) -> Answer:
    """The answer with what is to be told of its filters."""
    notice = " ".join(filter(None, (filtering.notice, answer.notice))) or None
    return replace(answer, filters=filtering, notice=notice)


def _instead(quoted: Draft, reason: str, struck: int = 0) -> Draft:
    """The quotes with the reason; `struck` are the sentences that had to go before them."""
    notice = f"{reason} {QUOTED_INSTEAD} {quoted.notice}".strip()
    return replace(quoted, notice=notice, struck=quoted.struck + struck)


def _total(times: dict[str, float]) -> float:
    return round(sum(times.values()), 2)


@contextmanager
def _timed(times: dict[str, float], name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    times[name] = round((time.perf_counter() - started) * 1000, 2)
