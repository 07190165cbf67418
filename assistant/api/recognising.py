"""Knows callers by what their requests carry: keys, visitors' passes, sessions, a proxy's word."""

from collections.abc import Callable

from fastapi import Request

from assistant.api.entry import EveryoneIs, Recogniser
from assistant.api.origins import is_own
from assistant.errors import SignInError
from assistant.people import keys, visitors
from assistant.people.addresses import Networks, counted_address
from assistant.people.limiting import Counted
from assistant.people.persons import RoleRules, caller_of
from assistant.people.presented import Header, Presented
from assistant.people.proxy import BehindProxy
from assistant.people.settings import SignInMode
from assistant.people.sign_in import OidcDoor, SignIn
from assistant.people.types import Caller, Way

_BEARER = "bearer"


def recognisers_of(sign_in: SignIn, local: Caller) -> list[Recogniser]:
    """The ways to make oneself known, by turns; `local` is the person of a service without any."""
    found: list[Recogniser] = [Bearers(sign_in)]
    if sign_in.oidc:
        found.append(SessionHolders(sign_in.oidc, sign_in.roles))
    elif sign_in.proxy:
        found.append(Forwarded(sign_in.proxy, sign_in.roles))
    elif sign_in.mode is SignInMode.LOCAL:
        found.append(EveryoneIs(local))
    return found


class Bearers:
    """Knows other systems by their keys, and visitors by their passes (`Authorization: Bearer`)."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in = sign_in

    def caller(self, request: Request) -> Caller | None:
        """Whose key or pass it is; None where the request carries none.

        Raises:
            SignInError: it does not hold.
            TooManyError: the key, or wrong keys or passes from this address, came too often.
        """
        shown = presented(request).only("authorization") or ""
        scheme, _, token = shown.partition(" ")
        if scheme.lower() != _BEARER:
            return None
        if token.startswith(visitors.PREFIX) and self._sign_in.mode is not SignInMode.LOCAL:
            return self._visitor(token, request)
        return self._holder(token, address_of(request, self._sign_in))

    def _visitor(self, token: str, request: Request) -> Caller:
        try:
            return self._sign_in.visitors.caller(token, request.headers.get("origin"))
        except SignInError:  # by itself: what visitors had before a restart shuts out no keys
            address = address_of(request, self._sign_in)
            self._sign_in.limits.take(Counted.BAD_PASS, address, self._sign_in.most.visitor)
            raise

    def _holder(self, token: str, address: str) -> Caller:
        limits, most = self._sign_in.limits, self._sign_in.most
        limits.check(Counted.BAD_KEY, address, most.sign_in)
        is_ours = token.startswith(keys.PREFIX)
        holder = self._sign_in.keys.holder(token) if is_ours else None
        if holder is None:
            limits.take(Counted.BAD_KEY, address, most.sign_in)
            raise SignInError(
                "Nyckeln gäller inte: den är fel, har gått ut eller är återkallad.",
                "Be den som sköter tjänsten om en ny.",
            )
        limits.take(Counted.KEY, str(holder.caller.id), holder.per_minute)
        return holder.caller


class SessionHolders:
    """Knows people by the session that began when they signed in with another service."""

    def __init__(self, door: OidcDoor, roles: RoleRules) -> None:
        self._door = door
        self._roles = roles

    def caller(self, request: Request) -> Caller | None:
        """Whose session it is; None where none is shown, or a page elsewhere asks.

        Raises `SignInError` where the one shown does not go on.
        """
        session = request.cookies.get(session_cookie(self._door))
        if not session or not is_own(request, request.headers.get("origin")):
            return None
        person = self._door.sessions.person_of(session)
        if person is None:  # guessed, or its time is out: the same to whoever looks
            raise SignInError("Du är inte inloggad.", "Logga in och försök igen.")
        return caller_of(person, Way.OIDC, self._roles)


class Forwarded:
    """Knows people by the word of the web server in front."""

    def __init__(self, proxy: BehindProxy, roles: RoleRules) -> None:
        self._proxy = proxy
        self._roles = roles

    def caller(self, request: Request) -> Caller | None:
        """Whom it vouches for; None where nothing is said, or a page elsewhere asks.

        Raises `SignInError` where what is said is not to be believed.
        """
        if not is_own(request, request.headers.get("origin")):
            return None
        person = self._proxy.person(presented(request))
        return caller_of(person, Way.PROXY, self._roles) if person else None


def pace_of(sign_in: SignIn) -> Callable[[Caller, Request], None]:
    """What counts the requests of people and visitors; those of a key are counted with it."""

    def pace(caller: Caller, request: Request) -> None:
        match caller.way:
            case Way.OIDC | Way.PROXY:
                sign_in.limits.take(Counted.PERSON, str(caller.id), sign_in.most.person)
            case Way.VISITOR:
                address = address_of(request, sign_in)
                sign_in.limits.take(Counted.VISITOR, address, sign_in.most.visitor)

    return pace


def presented(request: Request) -> Presented:
    """What a request shows; its peer is the one at the socket, whatever its headers say."""
    return Presented(
        peer=request.client.host if request.client else None,
        headers=tuple(
            Header(name=name.decode("latin-1").lower(), value=value)
            for name, value in request.headers.raw
        ),
    )


def address_of(request: Request, sign_in: SignIn | None) -> str:
    """The address that a request is counted to."""
    forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
    peer = request.client.host if request.client else None
    return counted_address(peer, forwarded, sign_in.trusted if sign_in else Networks())


def session_cookie(door: OidcDoor) -> str:
    """What the cookie of a session is called; over https no other host or path can set it."""
    return "__Host-lardom_session" if door.is_secure else "lardom_session"
