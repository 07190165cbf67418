"""`POST /api/v1/ask` and `GET /api/v1/search`."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from assistant.api import examples
from assistant.presenting import SearchResult, search_result
from assistant.service import Service
from assistant.types import Answer

LARGEST_BODY = 64 * 1024
"""Bytes; the longest question takes a fraction of it, however it is written."""


class Question(BaseModel):
    """A question in plain Swedish."""

    question: str = Field(examples=["Hur stora var myndigheternas it-kostnader 2016?"])


def ask_routes(service: Service) -> APIRouter:
    """The routes that answer."""
    routes = APIRouter(prefix="/api/v1", tags=["Frågor"])

    @routes.post(
        "/ask",
        responses=examples.responses(examples.ANSWER, 400, 413, 422, 503),
        max_body_size=LARGEST_BODY,
    )
    def ask(body: Question) -> Answer:
        """Answer a question, each sentence with its citations."""
        return service.assistant.ask(body.question, service.asker)

    @routes.get("/search", responses=examples.responses(examples.SEARCH, 422, 503))
    def search(
        q: Annotated[str, Query(description="What to search for.", examples=["nyttorealisering"])],
        limit: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = 10,
    ) -> SearchResult:
        """Find the passages nearest to some words."""
        return search_result(service.assistant.search(q, service.asker, limit))

    return routes
