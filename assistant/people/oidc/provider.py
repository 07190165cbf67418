"""Speaks to the other service: what it says of itself, and what it gives for a code.

The only room that sends anything there. Redirects are not followed.
"""

import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client

from assistant.errors import ProviderError, SignInError
from assistant.people.oidc.types import Attempt, Endpoints, Granted, OidcTerms
from assistant.people.web_addresses import is_safe

_LOG = logging.getLogger("lardom")
_SECONDS = 10.0
_KNOWN_SECONDS = 3600.0
"""So long its description of itself is believed."""
_DISCOVERY = "/.well-known/openid-configuration"
_REMEDY = "Försök igen om en stund. Går det inte: den som sköter tjänsten ser mer i loggen."


class Provider:
    """The other service, by the terms agreed with it. Usable by threads."""

    def __init__(self, terms: OidcTerms, clock: Callable[[], float] = time.monotonic) -> None:
        self._terms = terms
        self._clock = clock
        self._trusted = ssl.create_default_context()  # what the machine trusts, an agency's own too
        self._lock = threading.Lock()
        self._known: Endpoints | None = None
        self._known_since = 0.0

    def endpoints(self) -> Endpoints:
        """Where it takes what; asked again when an hour has gone.

        Raises:
            ProviderError: it is unreachable, or describes another service or unsafe addresses.
        """
        with self._lock:
            if self._known is None or self._clock() - self._known_since > _KNOWN_SECONDS:
                told = self.document(self._terms.issuer.rstrip("/") + _DISCOVERY)
                self._known, self._known_since = _endpoints(self._terms, told), self._clock()
            return self._known

    def address(self, attempt: Attempt) -> str:
        """The address to send somebody to; raises as `endpoints`."""
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self.endpoints().authorization,
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
            )
        return str(address)

    def granted(self, code: str, verifier: str) -> Granted:
        """What it gives for whoever came back with this code.

        Raises:
            SignInError: it does not take the code.
            ProviderError: it is unreachable, or gives no token.
        """
        try:
            with self._client() as client:
                given = client.fetch_token(
                    self.endpoints().token, code=code, code_verifier=verifier
                )
        except OAuthError as error:
            raise SignInError(
                f"Inloggningstjänsten godtog inte inloggningen ({error.error}).",
                "Gå till inloggningen och börja om.",
            ) from error
        except (httpx2.HTTPError, ValueError) as error:
            raise _unreachable(self._terms.issuer, error) from error
        token, access = given.get("id_token"), given.get("access_token")
        if not isinstance(token, str) or not isinstance(access, str):
            raise ProviderError("Inloggningstjänsten gav inget id-token.", _REMEDY)
        return Granted(id_token=token, access_token=access)

    def told_of(self, access_token: str) -> Mapping[str, Any]:
        """What it says of whoever that was given for, at its userinfo endpoint.

        Raises:
            ProviderError: it has none, is unreachable, or answers something else than JSON.
        """
        address = self.endpoints().userinfo
        if not address:
            raise ProviderError(
                "Inloggningstjänsten säger inte var den berättar om personer (userinfo_endpoint).",
                "Den som sköter tjänsten kan stänga av LARDOM_OIDC_USERINFO.",
            )
        return self.document(address, access_token)

    def document(self, address: str, access_token: str = "") -> Mapping[str, Any]:
        """The JSON object at one of its addresses, for whoever the access token is of, if any.

        Raises:
            ProviderError: it is unreachable, or none lies there.
        """
        try:
            with self._client() as client:
                shown = {"Authorization": f"Bearer {access_token}"} if access_token else {}
                response = client.request("GET", address, withhold_token=True, headers=shown)
                response.raise_for_status()
                told = response.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise _unreachable(address, error) from error
        if not isinstance(told, dict):
            raise _unreachable(address, "no JSON object")
        return told

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            client_id=self._terms.client_id,
            client_secret=self._terms.client_secret or None,
            scope=self._terms.scopes,
            redirect_uri=self._terms.callback,
            code_challenge_method="S256",
            timeout=_SECONDS,
            verify=self._trusted,
            follow_redirects=False,
        )


def _endpoints(terms: OidcTerms, told: Mapping[str, Any]) -> Endpoints:
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    addresses = [told.get(name) for name in names]
    local = urlsplit(terms.issuer).scheme == "http"
    if told.get("issuer") != terms.issuer:
        raise ProviderError(
            f"Inloggningstjänsten säger sig vara ”{told.get('issuer')}”, inte ”{terms.issuer}”.",
            "Skriv LARDOM_OIDC_ISSUER precis som tjänsten själv gör.",
        )
    if not all(isinstance(one, str) and is_safe(one, local=local) for one in addresses):
        raise ProviderError("Inloggningstjänstens adresser saknas eller är inte https.", _REMEDY)
    authorization, token, keys = map(str, addresses)
    names_itself = told.get("authorization_response_iss_parameter_supported") is True
    return Endpoints(
        authorization=authorization,
        token=token,
        keys=keys,
        userinfo=_optional(told, "userinfo_endpoint", local=local),
        end_session=_optional(told, "end_session_endpoint", local=local),
        names_itself=names_itself,
    )


def _optional(told: Mapping[str, Any], name: str, *, local: bool) -> str:
    """An address that need not be there, empty where it is not safe; nobody is shut out for it."""
    address = told.get(name)
    if address is None or (isinstance(address, str) and is_safe(address, local=local)):
        return address or ""
    _LOG.warning("The sign-in service's %s is not https: %s", name, address)
    return ""


def _unreachable(address: str, why: object) -> ProviderError:
    _LOG.warning("The sign-in service at %s: %s", address, why)
    return ProviderError(f"Inloggningstjänsten svarar inte som den ska på {address}.", _REMEDY)
