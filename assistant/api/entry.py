"""Lets in who may do what they ask, and hands every route the service on their behalf."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Protocol

from fastapi import Depends, Request
from fastapi.routing import APIRoute

from assistant.api.permissions import PERMISSIONS, PUBLIC
from assistant.errors import ForbiddenError, SignInError
from assistant.people.types import NOBODY, Caller, Way
from assistant.service import Service
from assistant.switching import Part


class Recogniser(Protocol):
    """One way of making oneself known."""

    def caller(self, request: Request) -> Caller | None:
        """Whose request it is; None where it does not come this way.

        Raises `SignInError` where it does, and what it shows does not hold.
        """
        ...


class EveryoneIs:
    """Takes whoever reaches the service for one caller: the person at this machine."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def caller(self, request: Request) -> Caller | None:
        """That one caller."""
        return self._caller


Pace = Callable[[Caller, Request], None]
"""Raises `TooManyError` where the caller asks too often."""


def _any_pace(_caller: Caller, _request: Request) -> None:
    return None


class Entrance:
    """What every request passes before its route, once it is known which route that is."""

    def __init__(
        self, service: Service, recognisers: Sequence[Recogniser], pace: Pace = _any_pace
    ) -> None:
        self._service = service
        self._recognisers = recognisers
        self._pace = pace

    def __call__(self, request: Request) -> None:
        """Let the request in.

        Raises:
            SignInError: nobody knows who asks, or what they show does not hold.
            ForbiddenError: the caller may not do this.
            TooManyError: the caller has asked too often for now.
            SwitchedOffError: what the caller comes through is turned off.
        """
        route = request.scope["route"]
        named = (request.method, route.path if isinstance(route, APIRoute) else "")
        caller = NOBODY if named in PUBLIC else self._recognised(request)
        request.state.caller = caller
        if named not in PUBLIC:
            self._pace(caller, request)
            _refuse_who_may_not(caller, named)
            self._refuse_what_is_off(caller)
        request.state.service = replace(self._service, caller=caller)

    def _recognised(self, request: Request) -> Caller:
        seen = (one.caller(request) for one in self._recognisers)
        try:
            caller = next((one for one in seen if one is not None), None)
        except SignInError:
            request.state.showed_something = True  # which is noted, unlike having shown nothing
            raise
        if caller is None:
            raise SignInError("Du är inte inloggad.", "Logga in och försök igen.")
        return caller

    def _refuse_what_is_off(self, caller: Caller) -> None:
        """A visitor comes through the widget, whatever page its frame is of."""
        if caller.way is Way.VISITOR:
            self._service.switches.refuse(Part.WIDGET)


def let_in(request: Request) -> None:
    """Have the request pass the entrance of its app: what every route depends on."""
    entrance: Entrance = request.app.state.entrance
    entrance(request)


def _refuse_who_may_not(caller: Caller, route: tuple[str, str]) -> None:
    if caller.roles.isdisjoint(PERMISSIONS.get(route, frozenset())):
        raise ForbiddenError(
            "Din roll räcker inte till detta.",
            "Den som sköter tjänsten kan ge dig den roll som behövs.",
        )


def _here(request: Request) -> Service:
    service: Service = request.state.service
    return service


Here = Annotated[Service, Depends(_here)]
"""The service, on behalf of whoever sent the request."""
