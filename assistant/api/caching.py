"""What may be kept between a reader and the service: nothing but the files that all have."""

from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.responses import Response


def keep_to_one() -> Callable[
    [Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]
]:
    """Middleware by which nothing but the files that all have lies in a cache for the next one."""

    async def kept(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        if not request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return kept
