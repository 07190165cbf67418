"""`POST /api/v1/ask` and `GET /api/v1/search`."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from assistant.answer import Answer
from assistant.api import examples
from assistant.api.entry import Here
from assistant.api.example_replies import with_replies
from assistant.api.questions import AskedFilters, Question
from assistant.api.turns import read, steps_of
from assistant.presenting import SearchResult, search_result

LARGEST_BODY = 256 * 1024
"""Bytes; the longest question with the longest before it takes less, however they are written."""


class Search(AskedFilters):
    """What to search for, and where."""

    q: str = Field(description="What to search for.", examples=["nyttorealisering"])
    limit: int = Field(10, ge=1, le=100, description="How many at most.")


def ask_routes() -> APIRouter:
    """The routes that answer."""
    routes = APIRouter(prefix="/api/v1", tags=["Frågor"])

    @routes.post(
        "/ask",
        responses=with_replies(
            examples.streamed(examples.responses(examples.ANSWER, 400, 404, 413, 422, 503))
        ),
        max_body_size=LARGEST_BODY,
    )
    def ask(service: Here, body: Question) -> Answer:
        """Answer a question, each sentence with its citations.

        What no document answers gets a reply in `answer`, without sentences: `route` is then not
        `documents`, and `status` is `reply`, or for a list of documents (in `listing`) `answered`.
        Where the register answers, `route` is `register`, and `answer` begins with what it says.
        `choices` are questions to ask next: what may have been meant, or what the library answers.

        A question may lean on those before it ("Och 2018?"): send them in `earlier`, as they were
        asked or as `understood_as`, or the `conversation_id` of the answer before where there was
        one. `understood_as` is then the question that was answered.

        With `Accept: text/event-stream` the answer comes step by step, as events whose data is
        JSON and whose ids count from 1: `register` (what the register says, where it answers),
        `hits` (the passages it is sought in, where something was searched), a `sentence` for every
        sentence once it is verified (with its citations),
        `answer` (the whole, as in the plain response) and `done`; or `error`, with the body of a
        failure, and nothing after it. A sentence that was sent is never taken back. Closing the
        connection ends the work.
        """
        steps = steps_of(service, read(service, body))
        return next(step for step in steps if isinstance(step, Answer))

    @routes.get("/search", responses=examples.responses(examples.SEARCH, 422, 503))
    def search(service: Here, wanted: Annotated[Search, Query()]) -> SearchResult:
        """Find the passages nearest to some words."""
        filters = wanted.as_filters()
        found = service.assistant.search(wanted.q, service.asker, wanted.limit, filters)
        return search_result(found)

    return routes
