"""The way out: to the other service to sign out there too, and what it says by itself."""

import secrets
from urllib.parse import urlencode

from assistant.people.oidc.logout_tokens import LogoutTokens
from assistant.people.oidc.provider import Provider
from assistant.people.oidc.types import Leaving, OidcTerms, SignedOut

LONGEST_HINT = 6000
"""Characters of an ID token that go in an address; web servers refuse such as are longer."""


class OidcSignOut:
    """Signing out of one other service. Usable by threads."""

    def __init__(self, terms: OidcTerms, provider: Provider, tokens: LogoutTokens) -> None:
        self._terms = terms
        self._provider = provider
        self._tokens = tokens

    def leave(self, id_token: str) -> Leaving | None:
        """Where to send somebody to sign out there; None where there is no such place.

        As OpenID Connect RP-Initiated Logout 1.0 has it. Raises `ProviderError`.
        """
        place = self._provider.endpoints().end_session
        if not place:
            return None
        state = secrets.token_urlsafe(32)
        said = {
            "client_id": self._terms.client_id,
            "post_logout_redirect_uri": self._terms.signed_out,
            "state": state,
        }
        if id_token and len(id_token) <= LONGEST_HINT:
            said["id_token_hint"] = id_token
        joint = "&" if "?" in place else "?"
        return Leaving(address=f"{place}{joint}{urlencode(said)}", state=state)

    def told(self, token: str) -> SignedOut:
        """Who the other service says has signed out; raises as `LogoutTokens.read`."""
        return self._tokens.read(token)

    def person_of(self, told: SignedOut) -> str:
        """The id of the person that is named; empty where only a session is."""
        return self._terms.person(told.subject) if told.subject else ""

    def done(self, told: SignedOut) -> None:
        """What was said has been done, and is not taken once more."""
        self._tokens.spend(told)
