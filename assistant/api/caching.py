"""What may be kept between a reader and the service: nothing but the files that all have."""

from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.responses import Response

from assistant.api.origins import WIDGET


def keep_to_one() -> Callable[
    [Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]
]:
    """Middleware by which nothing but the files that all have lies in a cache for the next one.

    It goes before what a route says: who sits down next at a computer may be somebody else.
    """

    async def kept(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        is_for_all = request.url.path == WIDGET or request.url.path.startswith("/static/")
        if not is_for_all and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return kept
