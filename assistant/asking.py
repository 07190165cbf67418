"""The way of a question: understand, route, retrieve, write, verify, compose; each timed."""

import logging
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Protocol

from assistant.answer import Answer, Choice
from assistant.answering.composing import compose
from assistant.figures.answer import FiguresAnswer
from assistant.figures.joining import joined, leads, not_asked, unreadable
from assistant.filtering.parts import without
from assistant.filtering.types import NO_FILTERS, Filtering, Filters
from assistant.library import OpenLibrary
from assistant.replying import Errand, Replier, as_answer
from assistant.searching import Found, Request, Searcher, readable
from assistant.steps import Step
from assistant.timing import timed, total
from assistant.types import Asker, Route, Status
from assistant.understanding.question import LONGEST_QUESTION
from assistant.understanding.routing import route
from assistant.writing import Writer
from ingest.errors import IngestError

_LOG = logging.getLogger("lardom")
HITS = 12


class Figures(Protocol):
    """Answers from the register of projects and key figures."""

    def answer(self, question: str, asker: Asker) -> FiguresAnswer:
        """The answer; it says so where the question is none to the register."""
        ...


class Rewriting(Protocol):
    """Makes a question that leans on those before it one of its own."""

    def self_contained(self, question: str, before: Sequence[str]) -> str | None:
        """The question as one of its own; None when it stands alone already. Never raises."""
        ...


class Assistant:
    """Answers questions on behalf of an asker. One per process; usable by threads."""

    def __init__(
        self,
        searcher: Searcher,
        writer: Writer,
        replier: Replier,
        rewriting: Rewriting,
        figures: Figures,
    ) -> None:
        self._searcher = searcher
        self._writer = writer
        self._replier = replier
        self._rewriting = rewriting
        self._figures = figures

    def search(
        self, question: str, asker: Asker, limit: int, filters: Filters = NO_FILTERS
    ) -> Found:
        """The passages nearest a question, best first; only of documents that pass the filters."""
        request = Request(question=question, asker=asker, limit=limit, filters=filters)
        return self._searcher.search(request)

    def examples(self, library: OpenLibrary, asker: Asker) -> tuple[Choice, ...]:
        """Questions that the library answers this asker; found by asking, the first time."""
        return self._replier.examples(library, asker)

    def known_examples(self, library: OpenLibrary, asker: Asker) -> tuple[Choice, ...]:
        """Those questions where they have been found, at once; else none."""
        return self._replier.known_examples(library, asker)

    def ask(
        self,
        question: str,
        asker: Asker,
        filters: Filters = NO_FILTERS,
        earlier: Sequence[str] = (),
        ignored: tuple[str, ...] = (),
    ) -> Answer:
        """The answer to a question, with citations that have been checked, or a reply.

        Only documents that pass the filters answer: the caller's, and what the question asks for
        but for the parts that are `ignored`.
        `earlier` are the questions that it may lean on, the oldest first.
        """
        steps = self.answering(question, asker, filters, earlier, ignored)
        return next(step for step in steps if isinstance(step, Answer))

    def answering(
        self,
        question: str,
        asker: Asker,
        filters: Filters = NO_FILTERS,
        earlier: Sequence[str] = (),
        ignored: tuple[str, ...] = (),
    ) -> Generator[Step, None, None]:
        """The steps to that answer: what the register says, what was found, sentences, the whole.

        A sentence is given once it is verified, and never taken back: the answer holds exactly
        those that were given. Where nothing was searched the answer is the only step. Whoever
        closes the steps ends the work where it stands.
        """
        times: dict[str, float] = {}
        with timed(times, "understanding"):
            asked = " ".join(readable(question).split())
            whole = self._in_context(asked, earlier)
            request = Request(
                question=whole, asker=asker, limit=HITS, filters=filters, ignored=ignored
            )
            errand = self._understood(request)
        with timed(times, "register"):
            figures = self._from_register(request)
        if leads(figures):
            yield figures
        with closing(self._steps(errand, times)) as steps:
            for step in steps:
                if isinstance(step, Answer):
                    yield _as_asked(joined(step, figures), asked)
                else:
                    yield step

    def _in_context(self, asked: str, earlier: Sequence[str]) -> str:
        """The question as one of its own; as it was asked where that would be too long."""
        if not earlier or len(asked) > LONGEST_QUESTION:
            return asked
        whole = self._rewriting.self_contained(asked, earlier)
        return whole if whole and len(whole) <= LONGEST_QUESTION else asked

    def _from_register(self, request: Request) -> FiguresAnswer:
        """What the register says; that it cannot be read keeps no document from answering.

        Filters are of documents: whoever sets them asks for those alone.
        """
        if request.filters != NO_FILTERS:
            return not_asked(request.question)
        try:
            return self._figures.answer(request.question, request.asker)
        except IngestError as error:
            _LOG.warning("Registret kunde inte läsas: %s", error)
            return unreadable(request.question, str(error))

    def _understood(self, request: Request) -> Errand:
        understood = self._searcher.understand(request.question)
        said = understood.query
        query = replace(said, filters=without(said.filters, *request.ignored))
        return Errand(
            request=request,
            understood=replace(understood, query=query),
            route=route(query.question, query),
        )

    def _steps(self, errand: Errand, times: dict[str, float]) -> Generator[Step, None, None]:
        match errand.route:
            case Route.DOCUMENTS:
                yield from self._from_documents(errand, times)
            case Route.ENUMERATION:
                yield from self._listing(errand, times)
            case Route.AMBIGUOUS:
                yield from self._asking_back(errand, times)
            case Route.GREETING | Route.HELP | Route.OUTSIDE:
                yield from self._replying(errand, times)

    def _found(self, errand: Errand, times: dict[str, float]) -> Found:
        with timed(times, "retrieval"):
            return self._searcher.find(errand.understood, errand.request)

    def _from_documents(
        self, errand: Errand, times: dict[str, float]
    ) -> Generator[Step, None, None]:
        found = self._found(errand, times)
        yield found
        draft = yield from self._writer.write(errand.understood, found.hits, times)
        answer = compose(errand.question, draft, found.hits, found.generation, times)
        if answer.status is Status.NO_EVIDENCE:
            with timed(times, "suggesting"):
                answer = self._replier.refused(answer, errand, found, draft.notice)
        times["total"] = total(times)
        yield _with_filters(answer, found.filters)

    def _listing(self, errand: Errand, times: dict[str, float]) -> Generator[Step, None, None]:
        with timed(times, "answering"):
            listed = self._replier.enumerate(errand)
        near = None
        if not listed.documents and listed.topic:
            near = self._found(errand, times)
            yield near
        times["total"] = total(times)
        yield as_answer(self._replier.listed(listed, near), errand, times)

    def _asking_back(self, errand: Errand, times: dict[str, float]) -> Generator[Step, None, None]:
        found = None
        if errand.understood.query.terms:  # what has none comes near to nothing
            found = self._found(errand, times)
            yield found
        times["total"] = total(times)
        answer = as_answer(self._replier.ask_back(errand, found), errand, times)
        yield _with_filters(answer, found.filters) if found else answer

    def _replying(self, errand: Errand, times: dict[str, float]) -> Generator[Step, None, None]:
        with timed(times, "answering"):
            reply = self._replier.reply(errand)
        times["total"] = total(times)
        yield as_answer(reply, errand, times)


def _as_asked(answer: Answer, asked: str) -> Answer:
    """The answer with the question as it was asked, and as it was understood if that differs."""
    if answer.question == asked:
        return answer
    return replace(answer, question=asked, understood_as=answer.question)


def _with_filters(answer: Answer, filtering: Filtering) -> Answer:
    """The answer with what is to be told of its filters."""
    notice = " ".join(filter(None, (filtering.notice, answer.notice))) or None
    return replace(answer, filters=filtering, notice=notice)
