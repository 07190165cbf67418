"""Whether what the other service says of somebody holds: signed by it, for us, now, this once.

As OpenID Connect Core 1.0, section 3.1.3.7 has it. The algorithms are listed here, never taken
from what is to be checked: none is no signature, and HS256 would take a public key for a secret.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from assistant.errors import ProviderError, SignInError
from assistant.people.oidc.attempts import SECONDS as LONGEST_ATTEMPT

_LOG = logging.getLogger("lardom")
ALGORITHMS = (
    *("RS256", "RS384", "RS512"),
    *("PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
)
LEEWAY = 60
"""Seconds that the two services' clocks may differ."""
_KEPT_SECONDS = 3600.0
_BETWEEN_SECONDS = 30.0
"""Keys are fetched anew for a name that is not known, but no oftener than this."""
_REMEDY = (
    "Gå till inloggningen och börja om. Går det inte: den som sköter tjänsten ser mer i loggen."
)


class IdTokens:
    """Checks what one issuer says to one client. Usable by threads.

    `fetch` gives the issuer's keys, a JSON Web Key Set; raises `ProviderError`.
    """

    def __init__(
        self,
        issuer: str,
        client_id: str,
        fetch: Callable[[], Mapping[str, Any]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._keys = KeySet([])
        self._fetched = -_KEPT_SECONDS

    def claims(self, token: str, nonce: str) -> Mapping[str, Any]:
        """What a token says, where all of it holds.

        Raises:
            SignInError: something does not.
            ProviderError: the keys to check it by cannot be had.
        """
        try:
            shown = self._verified(token)
            self._check(shown, nonce)
        except (JoseError, ValueError, TypeError) as error:
            _LOG.warning("An ID token was refused: %s", error)
            raise SignInError(
                "Inloggningstjänstens intyg går inte att lita på.", _REMEDY
            ) from error
        return shown.claims

    def _verified(self, token: str) -> jwt.Token:
        keys = self._keys_younger_than(_KEPT_SECONDS)
        try:
            return jwt.decode(token, keys, algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            return jwt.decode(
                token, self._keys_younger_than(_BETWEEN_SECONDS), algorithms=ALGORITHMS
            )

    def _check(self, shown: jwt.Token, nonce: str) -> None:
        now = int(self._clock())
        options = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._client_id},
            "sub": {"essential": True},
        }
        params = {"client_id": self._client_id, "nonce": nonce}
        CodeIDToken(shown.claims, shown.header, options, params).validate(now=now, leeway=LEEWAY)
        if shown.claims["iat"] < now - LONGEST_ATTEMPT - LEEWAY:
            raise ValueError("issued too long ago")

    def _keys_younger_than(self, seconds: float) -> KeySet:
        with self._lock:
            now = self._clock()
            if now - self._fetched > seconds:
                self._keys, self._fetched = _read(self._fetch()), now
            return self._keys


def _read(told: Mapping[str, Any]) -> KeySet:
    try:
        return KeySet.import_key_set({"keys": list(told["keys"])})
    except (JoseError, KeyError, ValueError, TypeError) as error:
        raise ProviderError("Inloggningstjänstens nycklar går inte att läsa.", _REMEDY) from error
