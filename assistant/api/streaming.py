"""`POST /api/v1/ask` for who accepts `text/event-stream`: the answer step by step."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, closing
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import Scope

from assistant.api.ask import LARGEST_BODY
from assistant.api.entry import Here
from assistant.api.events import events
from assistant.api.questions import Question
from assistant.api.turns import Asked, read, steps_of

STREAM = "text/event-stream"


class StreamRoute(APIRoute):
    """A route for requests that name `text/event-stream` in `Accept`; others pass it by."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As any route, but only where a stream is accepted."""
        return super().matches(scope) if _takes_stream(scope) else (Match.NONE, {})


def streaming_routes() -> APIRouter:
    """The route that answers step by step; to be asked before the one that answers at once."""
    routes = APIRouter(prefix="/api/v1", route_class=StreamRoute)

    def asked_of(service: Here, body: Question) -> Asked:
        """What can be refused before anything is sent is refused like any request."""
        return read(service, body)

    @routes.post(
        "/ask",
        response_class=EventSourceResponse,
        max_body_size=LARGEST_BODY,
        include_in_schema=False,  # described with the route that answers at once
    )
    def ask(
        service: Here,
        asked: Annotated[Asked, Depends(asked_of)],
        work: Annotated[ExitStack, Depends(_work)],
    ) -> Iterator[ServerSentEvent]:
        steps = work.enter_context(closing(steps_of(service, asked)))
        yield from events(steps)

    return routes


async def _work() -> AsyncIterator[ExitStack]:
    """What is to be closed when the response is over, also because the client has gone."""
    with ExitStack() as stack:
        yield stack


def _takes_stream(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    accepted = Headers(scope=scope).get("accept", "")
    return any(part.partition(";")[0].strip().lower() == STREAM for part in accepted.split(","))
