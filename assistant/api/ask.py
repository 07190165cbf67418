"""`POST /api/v1/ask` and `GET /api/v1/search`."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer
from assistant.api import examples
from assistant.api.example_replies import with_replies
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.presenting import SearchResult, search_result
from assistant.service import Service
from ingest.types import Kind

LARGEST_BODY = 64 * 1024
"""Bytes; the longest question takes a fraction of it, however it is written."""


Year = Annotated[int | None, Field(ge=1, le=9999)]


class AskedFilters(BaseModel):
    """Which documents may answer; what is left out leaves all."""

    publisher: str | None = Field(
        None, description="Who published it: any name of an agency.", examples=["Riksrevisionen"]
    )
    first_year: Year = Field(None, description="The first year, included.", examples=[2015])
    last_year: Year = Field(None, description="The last year, included.", examples=[2025])
    kind: Kind | None = Field(None, description="What sort of document.", examples=["report"])
    publication_number: str | None = Field(
        None, description="Its publication number or its diarienummer.", examples=["RiR 2019:28"]
    )
    agency: str | None = Field(
        None, description="Who published it, or is named in its title.", examples=["Digg"]
    )

    def as_filters(self) -> Filters:
        """The filters, as the assistant takes them."""
        return Filters(
            publisher=self.publisher,
            first_year=self.first_year,
            last_year=self.last_year,
            kind=self.kind,
            publication_number=self.publication_number,
            agency=self.agency,
        )


class BodyFilters(AskedFilters):
    """Filters in a body, where no other name is let pass."""

    model_config = ConfigDict(extra="forbid")


class Question(BaseModel):
    """A question in plain Swedish."""

    question: str = Field(examples=["Hur stora var myndigheternas it-kostnader 2016?"])
    filters: BodyFilters | None = None

    def wanted_filters(self) -> Filters:
        """The filters, as the assistant takes them; none where none were sent."""
        return self.filters.as_filters() if self.filters else NO_FILTERS


class Search(AskedFilters):
    """What to search for, and where."""

    q: str = Field(description="What to search for.", examples=["nyttorealisering"])
    limit: int = Field(10, ge=1, le=100, description="How many at most.")


def ask_routes(service: Service) -> APIRouter:
    """The routes that answer."""
    routes = APIRouter(prefix="/api/v1", tags=["Frågor"])

    @routes.post(
        "/ask",
        responses=with_replies(
            examples.streamed(examples.responses(examples.ANSWER, 400, 413, 422, 503))
        ),
        max_body_size=LARGEST_BODY,
    )
    def ask(body: Question) -> Answer:
        """Answer a question, each sentence with its citations.

        What no document answers gets a reply in `answer`, without sentences: `route` is then not
        `documents`, and `status` is `reply`, or for a list of documents (in `listing`) `answered`.
        `choices` are questions to ask next: what may have been meant, or what the library answers.

        With `Accept: text/event-stream` the answer comes step by step, as events whose data is
        JSON and whose ids count from 1: `hits` (the passages it is sought in, where something was
        searched), a `sentence` for every sentence once it is verified (with its citations),
        `answer` (the whole, as in the plain response) and `done`; or `error`, with the body of a
        failure, and nothing after it. A sentence that was sent is never taken back. Closing the
        connection ends the work.
        """
        filters = body.wanted_filters()
        return service.answers.keep(
            service.assistant.ask(body.question, service.asker, filters), filters
        )

    @routes.get("/search", responses=examples.responses(examples.SEARCH, 422, 503))
    def search(wanted: Annotated[Search, Query()]) -> SearchResult:
        """Find the passages nearest to some words."""
        filters = wanted.as_filters()
        found = service.assistant.search(wanted.q, service.asker, wanted.limit, filters)
        return search_result(found)

    return routes
