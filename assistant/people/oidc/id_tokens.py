"""Whether what the other service says of somebody holds: signed by it, for us, now, this once.

As OpenID Connect Core 1.0, section 3.1.3.7 has it.
"""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

from assistant.errors import SignInError
from assistant.people.oidc.attempts import SECONDS as LONGEST_ATTEMPT
from assistant.people.oidc.signatures import Signatures, Signed

_LOG = logging.getLogger("lardom")
LEEWAY = 60
"""Seconds that the two services' clocks may differ."""
_REMEDY = (
    "Gå till inloggningen och börja om. Går det inte: den som sköter tjänsten ser mer i loggen."
)


class IdTokens:
    """Checks what one issuer says to one client. Usable by threads."""

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

    def claims(self, token: str, nonce: str) -> Mapping[str, Any]:
        """What a token says, where all of it holds.

        Raises:
            SignInError: something does not.
            ProviderError: the keys to check it by cannot be had.
        """
        try:
            shown = self._signatures.signed(token)
            self._check(shown, nonce)
        except (JoseError, ValueError, TypeError) as error:
            _LOG.warning("An ID token was refused: %s", error)
            raise SignInError(
                "Inloggningstjänstens intyg går inte att lita på.", _REMEDY
            ) from error
        return shown.claims

    def _check(self, shown: Signed, nonce: str) -> None:
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
