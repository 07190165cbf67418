"""Addresses of callers: which lie in listed networks, and which one is to be counted."""

import ipaddress
import logging
import re
from dataclasses import dataclass

from assistant.errors import AssistantError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_LOG = logging.getLogger("lardom")
_WIDE = {4: 24, 6: 64}
"""Bits of a network's prefix, by the version; with fewer it holds more than web servers."""
_WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([\d.]+):\d+")
"""How some web servers write an address: [2001:db8::7]:443, 192.0.2.7:443."""
_SITE = 64
"""Bits of an IPv6 address that tell sites apart; the rest anybody has many of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """Networks that are listed; without any, no address is in them."""

    listed: tuple[Network, ...] = ()

    def has(self, address: str | None) -> bool:
        """Whether that address lies in one of them; False for what is none."""
        known = _read(address)
        return known is not None and any(known in network for network in self.listed)


def read_networks(listed: str) -> Networks:
    """The networks of a list with commas, such as 10.1.0.0/16; a lone address is one too.

    Raises:
        AssistantError: one of them is none, or takes in every address.
    """
    return Networks(listed=tuple(_network(one.strip()) for one in listed.split(",") if one.strip()))


def counted_address(peer: str | None, forwarded: str, trusted: Networks) -> str:
    """Whom a request is counted to: its sender, or whom a trusted sender says it comes from.

    `forwarded` is X-Forwarded-For: each hop adds at its end whom it heard, so what stands before
    the last hop that is not ours is anybody's word. A port beside an address is left out. Never
    used to let anybody in.
    """
    hops = [*forwarded.split(","), peer or ""]
    while len(hops) > 1 and trusted.has(hops[-1].strip()):
        hops.pop()
    known = _read(hops[-1].strip()) or _read(peer)
    if isinstance(known, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((known, _SITE), strict=False))
    return str(known or "okänd")


def _read(address: str | None) -> Address | None:
    beside = _WITH_PORT.fullmatch(address or "")
    try:
        known = ipaddress.ip_address((beside[1] or beside[2]) if beside else (address or ""))
    except ValueError:
        return None
    mapped = known.ipv4_mapped if isinstance(known, ipaddress.IPv6Address) else None
    return mapped or known


def _network(written: str) -> Network:
    try:
        network = ipaddress.ip_network(written)
    except ValueError as error:
        raise _wrong(written, "inte är ett nät eller en adress") from error
    if not network.prefixlen:
        raise _wrong(written, "tar in alla adresser")
    if network.prefixlen < _WIDE[network.version]:
        _LOG.warning(
            "LARDOM_PROXY_ADDRESSES har nätet %s, som rymmer fler än webbservrar: den som anropar "
            "därifrån kan själv välja vilken adress anropen räknas på.",
            written,
        )
    return network


def _wrong(written: str, why: str) -> AssistantError:
    return AssistantError(
        f"LARDOM_PROXY_ADDRESSES innehåller ”{written}”, som {why}.",
        "Skriv näten som webbservern anropar från, till exempel 127.0.0.1, 10.1.2.0/24.",
    )
