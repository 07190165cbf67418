"""Notes in the audit log every refused request, and every sign-in and -out that did not hold.

Noted is the route with its places unfilled: nothing of what was asked. Nobody fills the log:
of one address, or one caller who is known, so many are noted within a minute, and then that there
are more.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.middleware.base import RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response

from assistant.auditing import Action, Auditor, Outcome
from assistant.people.limiting import Counted, Limits
from assistant.people.types import NOBODY, Caller, Way

MOST_NOTED = 30
"""Refusals within a minute, of one address or caller."""
MORE = "(fler avslag, noteras inte denna minut)"
_COUNTED_BY_ID = (Way.OIDC, Way.PROXY, Way.KEY)  # visitors get new ids for the asking
_LED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.SEE_OTHER)
"""What those get who have to sign in: by the interface, and by a page."""


def refusals_noted(
    auditor: Auditor, address_of: Callable[[Request], str]
) -> Callable[[Request, RequestResponseEndpoint], Awaitable[Response]]:
    """Middleware that tells the auditor; put around whatever may refuse."""
    limits = Limits()

    def note(request: Request, action: Action) -> None:
        caller: Caller = getattr(request.state, "caller", NOBODY)
        who = caller.id if caller.id and caller.way in _COUNTED_BY_ID else address_of(request)
        count = limits.count(Counted.REFUSAL, who)
        if count <= MOST_NOTED:
            route = f"{request.method} {_template(request)}"
            auditor.note(caller, action, route, Outcome.REFUSED)
        elif count == MOST_NOTED + 1:
            auditor.note(caller, action, MORE, Outcome.REFUSED)

    async def noting(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        action = _action(request, response.status_code)
        if action is not None:
            await run_in_threadpool(note, request, action)
        return response

    return noting


def _action(request: Request, status: int) -> Action | None:
    if status == HTTPStatus.FORBIDDEN:
        return Action.REFUSAL
    shown = getattr(request.state, "showed_something", False)  # whoever shows nothing is asked to
    if status == HTTPStatus.BAD_REQUEST:
        return Action.SIGN_OUT if shown else None
    return Action.SIGN_IN if status in _LED and shown else None


def _template(request: Request) -> str:
    return str(getattr(request.scope.get("route"), "path", "(ingen väg)"))
