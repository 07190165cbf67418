"""Notes in the audit log every request that was refused, and every sign-in that did not hold.

Noted is the route with its places unfilled: nothing of what was asked.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from assistant.auditing import Action, Auditor, Outcome
from assistant.people.types import NOBODY

_Next = Callable[[Request], Awaitable[Response]]


def refusals_noted(auditor: Auditor) -> Callable[[Request, _Next], Awaitable[Response]]:
    """Middleware that tells the auditor; put around whatever may refuse."""

    async def noting(request: Request, call_next: _Next) -> Response:
        response = await call_next(request)
        action = _action(request, response.status_code)
        if action is not None:
            caller = getattr(request.state, "caller", NOBODY)
            route = f"{request.method} {_template(request)}"
            await run_in_threadpool(auditor.note, caller, action, route, Outcome.REFUSED)
        return response

    return noting


def _action(request: Request, status: int) -> Action | None:
    if status == HTTPStatus.FORBIDDEN:
        return Action.REFUSAL
    shown = getattr(request.state, "showed_something", False)  # whoever shows nothing is asked to
    return Action.SIGN_IN if status == HTTPStatus.UNAUTHORIZED and shown else None


def _template(request: Request) -> str:
    return str(getattr(request.scope.get("route"), "path", "(ingen väg)"))
