"""Replies to questions that documents do not answer, and lists the documents asked for.

Knows nothing about how a question is told to be one of these.
"""

from dataclasses import dataclass, replace

from assistant.answer import Answer, Choice
from assistant.answering.composing import nearest
from assistant.answering.refusing import refusal
from assistant.answering.replies import (
    MOST_CHOICES,
    Reply,
    counter_question,
    greeting,
    help_with,
    listed,
    outside,
)
from assistant.enumerating import Enumeration, Enumerator, ListRequest
from assistant.filtering.types import Filtering
from assistant.library import OpenLibrary
from assistant.searching import Found, Request, Understood
from assistant.suggesting import Suggester
from assistant.types import Asker, Route


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Errand:
    """A question that was understood, what is to be done with it, and on whose behalf."""

    request: Request
    understood: Understood
    route: Route

    @property
    def question(self) -> str:
        """The question without blanks around or within."""
        return self.understood.query.question


class Replier:
    """Replies. One per process; usable by threads."""

    def __init__(self, enumerator: Enumerator, suggester: Suggester) -> None:
        self._enumerator = enumerator
        self._suggester = suggester

    def examples(self, library: OpenLibrary, asker: Asker) -> tuple[Choice, ...]:
        """Questions that the library answers this asker; found by asking, the first time."""
        return self._suggester.examples(library, asker)

    def known_examples(self, library: OpenLibrary, asker: Asker) -> tuple[Choice, ...]:
        """Those questions where they have been found, at once; else none."""
        return self._suggester.known(library, asker) or ()

    def reply(self, errand: Errand) -> Reply:
        """The reply to a greeting, a call for help, or an errand outside the library."""
        if errand.route is Route.GREETING:
            return greeting(errand.question)
        if errand.route is Route.HELP:
            return self._help(errand, errand.request.asker)
        return outside()

    def ask_back(self, errand: Errand, found: Found | None) -> Reply:
        """The question what is meant, with the documents found to choose from."""
        near = nearest(found.hits, MOST_CHOICES) if found else ()
        return counter_question(errand.question, near)

    def enumerate(self, errand: Errand) -> Enumeration:
        """All the documents asked for; raises QuestionError for filters that cannot be meant."""
        request = ListRequest(
            query=errand.understood.query,
            asker=errand.request.asker,
            filters=errand.request.filters,
            ignored=errand.request.ignored,
        )
        return self._enumerator.enumerate(errand.understood.library.record, request)

    def listed(self, found: Enumeration, near: Found | None = None) -> Reply:
        """The list, with the nearest documents where nothing is on it."""
        return listed(found, nearest(near.hits) if near else ())

    def refused(self, answer: Answer, errand: Errand, found: Found, told: str) -> Answer:
        """A refusal with what was looked for, and questions near it that do have an answer.

        `told` is what the draft says of it, which may be nothing.
        """
        query = errand.understood.query
        said = refusal(query, found.hits, found.filters.applied, told)
        return replace(answer, answer=said, choices=self._suggester.near(query, found.hits))

    def _help(self, errand: Errand, asker: Asker) -> Reply:
        library = errand.understood.library
        rows = [row for row in library.record.documents() if asker.may_see(row.access)]
        return help_with(rows, self.examples(library, asker) if rows else ())


def as_answer(reply: Reply, errand: Errand, times: dict[str, float]) -> Answer:
    """A reply in the form of an answer: without sentences and citations."""
    return Answer(
        question=errand.question,
        status=reply.status,
        answer=reply.text,
        sentences=(),
        citations=(),
        nearest=reply.nearest,
        notice=reply.notice or None,
        generation=errand.understood.library.generation,
        model=None,
        ai_generated=False,
        timings_ms=times,
        filters=Filtering(applied=reply.filters),
        route=errand.route,
        choices=reply.choices,
        listing=reply.listing,
    )
