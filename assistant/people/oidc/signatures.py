"""Whether what is said is signed by the other service, with keys that it tells of.

The algorithms are listed here, never taken from what is to be checked: none is no signature, and
HS256 would take a public key for a secret.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from assistant.errors import ProviderError

ALGORITHMS = (
    *("RS256", "RS384", "RS512"),
    *("PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
)
_KEPT_SECONDS = 3600.0
_BETWEEN_SECONDS = 30.0
"""Keys are fetched anew for a name that is not known, but no oftener than this."""
_REMEDY = "Försök igen om en stund. Går det inte: den som sköter tjänsten ser mer i loggen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a token says that the other service signed; whether it holds here is not known yet."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]


class Signatures:
    """Checks signatures of one issuer, and keeps its keys for an hour. Usable by threads.

    `fetch` gives the issuer's keys, a JSON Web Key Set; raises `ProviderError`.
    """

    def __init__(
        self, fetch: Callable[[], Mapping[str, Any]], clock: Callable[[], float] = time.time
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._keys = KeySet([])
        self._fetched = -_KEPT_SECONDS

    def signed(self, token: str) -> Signed:
        """What a token says, where the issuer signed it.

        Raises:
            ValueError: it did not, or that is no token.
            ProviderError: the keys to check it by cannot be had.
        """
        try:
            shown = self._decoded(token)
        except (JoseError, TypeError) as error:
            raise ValueError(str(error)) from error
        return Signed(header=shown.header, claims=shown.claims)

    def _decoded(self, token: str) -> jwt.Token:
        keys = self._keys_younger_than(_KEPT_SECONDS)
        try:
            return jwt.decode(token, keys, algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            return jwt.decode(
                token, self._keys_younger_than(_BETWEEN_SECONDS), algorithms=ALGORITHMS
            )

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
