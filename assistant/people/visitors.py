"""Passes of visitors who ask through the widget: signed, short-lived, for one web site each."""

import secrets
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from assistant.errors import SignInError
from assistant.people.types import Caller, Role, Way
from ingest.record.moments import Now, utc_now

PREFIX = "lv_"
SECONDS = 600
_ALGORITHM = "HS256"
_AUDIENCE = "lardom-visitors"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorPass:
    """A pass as it is handed out, and the seconds it holds."""

    token: str
    seconds: int = SECONDS


class VisitorPasses:
    """Makes passes and knows its own again; those of another process, or run, are nobody's."""

    def __init__(self, now: Now = utc_now) -> None:
        self._key = OctKey.import_key(secrets.token_bytes(32))
        self._now = now

    def make(self, origin: str) -> VisitorPass:
        """A pass for the pages of one origin."""
        ends = int(self._now().timestamp()) + SECONDS
        name = secrets.token_hex(8)
        claims = {"aud": _AUDIENCE, "origin": origin, "exp": ends, "sub": name}
        token = jwt.encode({"alg": _ALGORITHM}, claims, self._key, algorithms=[_ALGORITHM])
        return VisitorPass(token=PREFIX + token)

    def caller(self, token: str, origin: str | None) -> Caller:
        """Whoever shows this pass on a page of that origin: sees what is open to everyone.

        Raises:
            SignInError: it is none of ours, its time is out, or it was given to another origin.
        """
        checks = jwt.JWTClaimsRegistry(
            now=lambda: int(self._now().timestamp()),
            aud={"essential": True, "value": _AUDIENCE},
            exp={"essential": True},
            sub={"essential": True},
            origin={"essential": True, "value": origin or "(ingen)"},
        )
        try:
            shown = jwt.decode(token.removeprefix(PREFIX), self._key, algorithms=[_ALGORITHM])
            checks.validate(shown.claims)
        except (JoseError, ValueError) as error:
            raise SignInError(
                "Besökspasset gäller inte här eller har gått ut.", "Hämta ett nytt och fråga igen."
            ) from error
        name = f"visitor:{shown.claims['sub']}"
        return Caller(way=Way.VISITOR, id=name, roles=frozenset({Role.VISITOR}))
