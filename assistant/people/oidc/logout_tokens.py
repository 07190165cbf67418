"""Whether the other service's word that somebody has signed out there holds.

As OpenID Connect Back-Channel Logout 1.0, section 2.6 has it. What is wrong is told in plain
English: it is the other service that reads it, by OAuth's rule for `error_description`.
"""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from assistant.errors import LogoutError
from assistant.people.oidc.id_tokens import LEEWAY
from assistant.people.oidc.signatures import Signatures
from assistant.people.oidc.types import SignedOut

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TYPES = (None, "JWT", "logout+jwt")
MOST = 100_000
"""So many tokens that were used are known at once; the oldest gives way."""
LONGEST_SECONDS = 24 * 3600
"""No token holds for longer, so none has to be known for longer either."""


class LogoutTokens:
    """Checks what one issuer says to one client, each token once. Usable by threads.

    Tokens that were used are known to this process: one that was used before a restart, and still
    holds, ends once more what the person has begun since.
    """

    def __init__(
        self,
        issuer: str,
        client_id: str,
        signatures: Signatures,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._signatures = signatures
        self._clock = clock
        self._lock = threading.Lock()
        self._used: dict[str, float] = {}

    def read(self, token: str) -> SignedOut:
        """Who has signed out there, or of which session, where all of it holds.

        Raises:
            LogoutError: something does not; it says what.
            ProviderError: the keys to check it by cannot be had.
        """
        try:
            shown = self._signatures.signed(token)
        except ValueError as error:
            raise LogoutError("the signature is not one of the issuer's") from error
        if shown.header.get("typ") not in TYPES:
            raise LogoutError("typ is not logout+jwt")
        claims = shown.claims
        self._check_whose(claims)
        self._check_times(claims)
        return SignedOut(
            subject=_text(claims, "sub"),
            sid=_text(claims, "sid"),
            token_id=self._unused(claims),
            ends=claims["exp"],
        )

    def spend(self, told: SignedOut) -> None:
        """Take the token no more."""
        now = self._clock()
        with self._lock:
            self._used = {one: ends for one, ends in self._used.items() if ends + LEEWAY >= now}
            while len(self._used) >= MOST:
                del self._used[next(iter(self._used))]
            self._used[told.token_id] = told.ends

    def _check_whose(self, claims: Mapping[str, Any]) -> None:
        told = claims.get("aud")
        events = claims.get("events")
        if claims.get("iss") != self._issuer:
            raise LogoutError("iss is not the issuer")
        if self._client_id not in (told if isinstance(told, list) else [told]):
            raise LogoutError("aud does not name this client")
        if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
            raise LogoutError("events does not name a back-channel logout")
        if "nonce" in claims:
            raise LogoutError("nonce is there, as in an ID token")
        if not _text(claims, "sub") and not _text(claims, "sid"):
            raise LogoutError("neither sub nor sid is there")

    def _check_times(self, claims: Mapping[str, Any]) -> None:
        now, issued, ends = self._clock(), _time(claims, "iat"), _time(claims, "exp")
        if issued > now + LEEWAY:
            raise LogoutError("iat lies ahead")
        if ends < now - LEEWAY:
            raise LogoutError("exp has gone by")
        if ends > now + LONGEST_SECONDS:
            raise LogoutError("exp lies more than a day ahead")

    def _unused(self, claims: Mapping[str, Any]) -> str:
        token_id = _text(claims, "jti")
        if not token_id:
            raise LogoutError("jti is missing")
        with self._lock:
            if token_id in self._used:
                raise LogoutError("jti was used before")
        return token_id


def _text(claims: Mapping[str, Any], name: str) -> str:
    told = claims.get(name, "")
    if not isinstance(told, str):
        raise LogoutError(f"{name} is not text")
    return told.strip()


def _time(claims: Mapping[str, Any], name: str) -> float:
    told = claims.get(name)
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise LogoutError(f"{name} is no time")
    return float(told)
