"""Everything that people and systems make themselves known by, in one service."""

from dataclasses import dataclass

from assistant.people.addresses import Networks
from assistant.people.keys import KeyRing
from assistant.people.limiting import Limits
from assistant.people.oidc.signing_in import OidcSignIn
from assistant.people.oidc.signing_out import OidcSignOut
from assistant.people.persons import RoleRules
from assistant.people.proxy import BehindProxy
from assistant.people.sessions import Sessions
from assistant.people.settings import SignInMode
from assistant.people.visitors import VisitorPasses
from assistant.repeating import HOURLY


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcDoor:
    """Signing in with another service: the way there and out, the sessions, their cookies.

    `is_secure`: the service is reached by https, and its cookies by nothing else.
    """

    way: OidcSignIn
    out: OidcSignOut
    sessions: Sessions
    is_secure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PerMinute:
    """So many requests at most, each for one; 0: any number."""

    person: int = 0
    visitor: int = 0
    sign_in: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How a service knows who asks. `oidc` and `proxy` are there in their own mode alone.

    `trusted` are the web servers in front, whose word on addresses is taken when requests are
    counted. Lives until it is closed.
    """

    mode: SignInMode
    roles: RoleRules
    keys: KeyRing
    visitors: VisitorPasses
    limits: Limits
    most: PerMinute
    trusted: Networks
    oidc: OidcDoor | None = None
    proxy: BehindProxy | None = None

    def sweep(self) -> float:
        """Remove the sessions that are over, and tell in how many seconds to do it again."""
        if self.oidc:
            self.oidc.sessions.sweep()
        return HOURLY

    def close(self) -> None:
        """Let go of the records."""
        self.keys.close()
        if self.oidc:
            self.oidc.sessions.close()
