"""Believes what a web server in front of the service says of who has signed in there.

Two things must fit, or nothing of it is believed: the address at the other end of the socket, and
a secret that only that web server knows. What a header says of addresses counts for nothing.
"""

import hmac
import re
from dataclasses import dataclass
from unicodedata import normalize

from assistant.errors import AssistantError, SignInError
from assistant.people.addresses import Networks
from assistant.people.persons import Person, known_groups, shown_name
from assistant.people.presented import Presented

SHORTEST_SECRET = 32
_HEADER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyHeaders:
    """What the headers are called that say who it is."""

    secret: str
    user: str
    name: str
    groups: str

    @property
    def all(self) -> tuple[str, ...]:
        """Every name."""
        return (self.secret, self.user, self.name, self.groups)


class BehindProxy:
    """Knows the person a web server vouches for.

    Raises:
        AssistantError: what it is to believe by is not set, or not safe.
    """

    def __init__(self, networks: Networks, secret: str, headers: ProxyHeaders) -> None:
        _check(networks, secret, headers)
        self._networks = networks
        self._secret = secret.encode()
        self._headers = headers

    def person(self, shown: Presented) -> Person | None:
        """Who it is; None where the request says nothing of that.

        Raises:
            SignInError: it does, and address or secret do not fit, or a header is doubled, broken
                or lacking.
        """
        headers = self._headers
        if not any(shown.all(name) for name in headers.all):
            return None
        if not self._is_from_it(shown):
            raise SignInError(
                "Inloggningen kom inte från webbservern framför tjänsten.",
                "Gå till tjänstens vanliga adress. Den som sköter tjänsten kan läsa i "
                "docs/sign-in.md om LARDOM_PROXY_ADDRESSES och LARDOM_PROXY_SECRET.",
            )
        user = shown.only(headers.user)
        groups = re.split(r"[,;]", shown.only(headers.groups) or "")
        name = shown_name(shown.only(headers.name)) or user or ""
        if not user:
            raise SignInError("Du är inte inloggad i webbservern.", "Logga in och försök igen.")
        return Person(id=f"proxy:{_one_form(user)}", name=name, groups=known_groups(groups))

    def _is_from_it(self, shown: Presented) -> bool:
        secrets = shown.all(self._headers.secret)
        fits = len(secrets) == 1 and hmac.compare_digest(secrets[0], self._secret)
        return fits and self._networks.has(shown.peer)


def _one_form(user: str) -> str:
    """The name as one and the same person has it, however it was typed at sign-in."""
    return normalize("NFC", normalize("NFC", user).casefold())


def _check(networks: Networks, secret: str, headers: ProxyHeaders) -> None:
    if not networks.listed:
        raise AssistantError(
            "LARDOM_SIGN_IN=proxy behöver LARDOM_PROXY_ADDRESSES, som saknas.",
            "Skriv näten som webbservern anropar från, till exempel 127.0.0.1.",
        )
    if len(secret) < SHORTEST_SECRET:
        raise AssistantError(
            f"LARDOM_PROXY_SECRET saknas eller är kortare än {SHORTEST_SECRET} tecken.",
            "Ta fram en med `openssl rand -hex 32`, och skriv samma i webbservern.",
        )
    wrong = [name for name in headers.all if not _HEADER.fullmatch(name)]
    if wrong or len({name.lower() for name in headers.all}) < len(headers.all):
        raise AssistantError(
            f"Huvudena {', '.join(headers.all)} i LARDOM_PROXY_… går inte att använda.",
            "Ge dem fyra olika namn med bokstäver, siffror och bindestreck.",
        )
