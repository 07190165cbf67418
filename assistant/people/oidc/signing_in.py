"""The way through the other service and back, in two steps: `begin`, `complete`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import SignInError
from assistant.people.oidc.attempts import Attempts
from assistant.people.oidc.id_tokens import IdTokens
from assistant.people.oidc.provider import Provider
from assistant.people.oidc.types import Granted, OidcTerms, Returned
from assistant.people.persons import Person, known_groups, shown_name
from assistant.people.sessions import Elsewhere

_AGAIN = "Gå till inloggningen och börja om."
_NAMES = ("name", "preferred_username", "email")
"""What people are shown as: the first of these claims that there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Where to send somebody, and what their browser is to keep until they are back."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """Who came back, of which session there, and the own page to lead them to."""

    person: Person
    elsewhere: Elsewhere
    till: str


class OidcSignIn:
    """Signing in with one other service. Usable by threads."""

    def __init__(
        self, terms: OidcTerms, provider: Provider, tokens: IdTokens, attempts: Attempts
    ) -> None:
        self._terms = terms
        self._provider = provider
        self._tokens = tokens
        self._attempts = attempts

    def begin(self, till: str) -> Begun:
        """Begin an attempt that is to lead to that own page; raises `ProviderError`."""
        self._provider.endpoints()
        attempt = self._attempts.begin(till)
        return Begun(address=self._provider.address(attempt), browser=attempt.browser)

    def complete(self, returned: Returned) -> Completed:
        """Whoever came back.

        Raises:
            SignInError: what they come back with does not hold, or was used before.
            ProviderError: the other service does not do its part.
        """
        attempt = self._attempts.take(returned.state, returned.browser)
        self._check_issuer(returned.issuer)
        if returned.error or not returned.code:
            raise SignInError("Inloggningen avbröts i inloggningstjänsten.", _AGAIN)
        granted = self._provider.granted(returned.code, attempt.verifier)
        claims = self._tokens.claims(granted.id_token, attempt.nonce)
        return Completed(
            person=self._person({**self._more(claims, granted), **claims}),
            elsewhere=Elsewhere(sid=_session_there(claims), id_token=granted.id_token),
            till=attempt.till,
        )

    def _check_issuer(self, named: str) -> None:
        """Another service's reply is not taken for this one's (RFC 9207)."""
        if named != self._terms.issuer and (named or self._provider.endpoints().names_itself):
            raise SignInError("Svaret kom inte från rätt inloggningstjänst.", _AGAIN)

    def _more(self, claims: Mapping[str, Any], granted: Granted) -> Mapping[str, Any]:
        """The groups, by userinfo, where that is set and the ID token does not tell them."""
        name = self._terms.groups_claim
        if not self._terms.userinfo or name in claims:
            return {}
        told = self._provider.told_of(granted.access_token)
        if told.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0, section 5.3.2
            raise SignInError("Inloggningstjänstens uppgifter gäller en annan person.", _AGAIN)
        return {name: told[name]} if name in told else {}

    def _person(self, claims: Mapping[str, Any]) -> Person:
        subject = claims["sub"].strip()
        if not subject or not subject.isprintable():
            raise SignInError("Inloggningstjänsten sade inte vem du är.", _AGAIN)
        names = (shown_name(claims.get(name)) for name in _NAMES)
        return Person(
            id=self._terms.person(subject),
            name=next(filter(None, names), subject),
            groups=known_groups(self._groups(claims)),
        )

    def _groups(self, claims: Mapping[str, Any]) -> list[str]:
        told = claims.get(self._terms.groups_claim, [])
        groups = [told] if isinstance(told, str) else told
        if not isinstance(groups, list) or not all(isinstance(one, str) for one in groups):
            raise SignInError(
                f"Inloggningstjänstens uppgift {self._terms.groups_claim} är ingen lista av namn.",
                "Den som sköter tjänsten kan rätta LARDOM_OIDC_GROUPS_CLAIM.",
            )
        return groups


def _session_there(claims: Mapping[str, Any]) -> str:
    told = claims.get("sid", "")
    return told.strip() if isinstance(told, str) else ""
