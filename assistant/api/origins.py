"""Which other web sites may use the service, and that no others do.

A request of a page elsewhere carries its origin. A listed one may fetch the widget and ask; what
else it asks of these paths, and what any other origin asks, is refused, as is whatever would change
something anywhere. Own pages and whoever sends no origin (commands, links that are followed) are
let by. Nothing here tells persons apart.
"""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.middleware.base import RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response

from assistant.api.failures import failed
from assistant.errors import AssistantError

WIDGET = "/widget.js"
ASK = "/api/v1/ask"
VISITORS = "/api/v1/visitors"
_GUARDED = re.compile(rf"/api(?:/.*)?|{re.escape(WIDGET)}", re.DOTALL)
_ALLOWED = {WIDGET: ("GET", "HEAD"), ASK: ("POST",), VISITORS: ("POST",)}
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(
    rf"https://{_LABEL}(?:\.{_LABEL})*(?::[1-9]\d{{0,4}})?|http://localhost(?::[1-9]\d{{0,4}})?"
)
_LEFT_OUT = {"https": 443, "http": 80}
_LARGEST_PORT = 65535
_PREFLIGHT_SECONDS = 600
_SAFE = frozenset({"GET", "HEAD"})


def read_origins(listed: str) -> tuple[str, ...]:
    """The origins of a list with commas, as browsers send them, each once.

    Raises:
        AssistantError: one of them is no exact origin of HTTPS, or of HTTP on this machine.
    """
    wanted = [part.strip() for part in listed.split(",")]
    return tuple(dict.fromkeys(_checked(one) for one in wanted if one))


def only_of_origins(
    listed: tuple[str, ...],
) -> Callable[[Request, RequestResponseEndpoint], Awaitable[Response]]:
    """Middleware that keeps API and widget from the pages of origins that are not listed."""

    async def only_listed(request: Request, call_next: RequestResponseEndpoint) -> Response:
        path, origin = request.url.path, request.headers.get("origin")
        if request.method in _SAFE and not _GUARDED.fullmatch(path):
            return await call_next(request)
        if is_own(request, origin):
            response = await call_next(request)
        elif origin in listed and path in _ALLOWED:
            response = await _shared(request, call_next)
            response.headers["Access-Control-Allow-Origin"] = origin
        else:
            response = _refused(origin)
        response.headers.add_vary_header("Origin")  # else a cache hands one origin's to another
        return response

    return only_listed


async def _shared(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """The response to a listed origin; a browser that asks before is told what it may send."""
    if request.method != "OPTIONS":
        return await call_next(request)
    allowed = {
        "Access-Control-Allow-Methods": ", ".join(_ALLOWED[request.url.path]),
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Max-Age": str(_PREFLIGHT_SECONDS),
    }
    return Response(status_code=204, headers=allowed)


def is_own(request: Request, origin: str | None) -> bool:
    """Whether no page elsewhere asks; what the browser itself says of that goes first."""
    site = request.headers.get("sec-fetch-site")
    if origin is None:
        return request.method in _SAFE or site in {None, "same-origin", "none"}
    if site:
        return site == "same-origin"
    # The scheme is left out: behind a proxy the server does not see the one of the reader.
    return urlsplit(origin).netloc == request.headers.get("host", "")


def _refused(origin: str | None) -> Response:
    return failed(
        403,
        f"Webbplatsen {origin or 'som anropet kom från'} får inte använda den här tjänsten.",
        "Den som sköter tjänsten kan ta med webbplatsen i LARDOM_ORIGINS.",
    )


def _checked(origin: str) -> str:
    fitting = _ORIGIN.fullmatch(origin)
    port = int(origin.rpartition(":")[2]) if fitting and origin.count(":") > 1 else None
    scheme = origin.partition(":")[0]
    if fitting and (port is None or (port <= _LARGEST_PORT and port != _LEFT_OUT[scheme])):
        return origin
    raise AssistantError(
        f"LARDOM_ORIGINS innehåller ”{origin}”, som inte är en webbplats på rätt form.",
        "Skriv den som webbläsaren gör: https:// och namnet med små bokstäver (å, ä och ö som "
        "xn--…), bara port som avviker, inget snedstreck sist och ingen stjärna, till exempel "
        "https://intranat.exempel.se. http:// går bara för localhost. Sätt komma mellan flera.",
    )
