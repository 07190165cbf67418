"""Web addresses: taken apart in one way only, so that what is checked is what is asked for.

Knows nothing about networks.
"""

from dataclasses import dataclass

import httpx

from ingest.errors import FetchError

LONGEST = 4000
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """An address of the web, without its fragment.

    `host` is in ASCII and lower case, an IPv6 address without its brackets; `target` is the path
    with the query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        """The address as it is written; one way only for each."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The host, with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def sibling(self, target: str) -> "Url":
        """Another target on the same host and port."""
        return Url(scheme=self.scheme, host=self.host, port=self.port, target=target)


def parse_url(text: str) -> Url:
    """The address that is written so; raise FetchError for what is none of the web."""
    return _checked(_read(text), text)


def joined(base: Url, reference: str) -> Url:
    """The address that a page at `base` refers to; raise FetchError for what is none of the web."""
    try:
        found = httpx.URL(str(base)).join(reference.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise _no_address(reference) from error
    return _checked(found, reference)


def _read(text: str) -> httpx.URL:
    try:
        return httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise _no_address(text) from error


def _checked(url: httpx.URL, said: str) -> Url:
    host = url.raw_host.decode("ascii").rstrip(".")
    if url.scheme not in PORTS or not host or set(host) & set("%/@\\ "):
        raise _no_address(said)
    if url.userinfo:
        raise FetchError(
            "adressen innehåller användarnamn eller lösenord.",
            "Ta bort dem ur adressen; inloggning stöds inte.",
        )
    port = PORTS[url.scheme] if url.port is None else url.port
    target = url.raw_path.decode("ascii")
    if not 0 < port < 1 << 16 or len(host) + len(target) > LONGEST:
        raise _no_address(said)
    return Url(scheme=url.scheme, host=host, port=port, target=target)


def _no_address(said: str) -> FetchError:
    return FetchError(
        f"«{said[:200]}» är ingen webbadress.",
        "Skriv en adress som börjar med https:// eller http://.",
    )
