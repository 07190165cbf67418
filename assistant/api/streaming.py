"""`POST /api/v1/ask` for who accepts `text/event-stream`: the answer step by step."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import Scope

from assistant.answer import Answer
from assistant.api.ask import LARGEST_BODY, Question
from assistant.api.events import events
from assistant.service import Service
from assistant.steps import Step

STREAM = "text/event-stream"


class StreamRoute(APIRoute):
    """A route for requests that name `text/event-stream` in `Accept`; others pass it by."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As any route, but only where a stream is accepted."""
        return super().matches(scope) if _takes_stream(scope) else (Match.NONE, {})


def streaming_routes(service: Service) -> APIRouter:
    """The route that answers step by step; to be asked before the one that answers at once."""
    routes = APIRouter(prefix="/api/v1", route_class=StreamRoute)

    @routes.post(
        "/ask",
        response_class=EventSourceResponse,
        max_body_size=LARGEST_BODY,
        include_in_schema=False,  # described with the route that answers at once
    )
    def ask(
        body: Question, work: Annotated[ExitStack, Depends(_work)]
    ) -> Iterator[ServerSentEvent]:
        filters = body.wanted_filters()
        steps = service.assistant.answering(body.question, service.asker, filters)
        work.enter_context(closing(steps))
        yield from events(_kept(steps, lambda answer: service.answers.keep(answer, filters)))

    return routes


async def _work() -> AsyncIterator[ExitStack]:
    """What is to be closed when the response is over, also because the client has gone."""
    with ExitStack() as stack:
        yield stack


def _kept(steps: Iterable[Step], keep: Callable[[Answer], Answer]) -> Iterator[Step]:
    """The steps, the answer with the id that it is kept under."""
    for step in steps:
        yield keep(step) if isinstance(step, Answer) else step


def _takes_stream(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    accepted = Headers(scope=scope).get("accept", "")
    return any(part.partition(";")[0].strip().lower() == STREAM for part in accepted.split(","))
