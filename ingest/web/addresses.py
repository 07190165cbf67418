"""Which network addresses may be connected to. Looks host names up; connects to none.

Public addresses may. Addresses inside an organisation (private networks, this very machine) may
where the host is allowed by name. No name opens the rest: link-local addresses, among them the
metadata services of cloud machines, group and reserved ones.
"""

import socket
from collections.abc import Callable, Sequence
from enum import Enum, auto
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from ingest.errors import AddressRefusedError, FetchError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str], Sequence[str]]
"""A host name to its network addresses, as text; raises OSError where it has none."""

_INSIDE = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10",
        "fc00::/7", "::1/128",
    )
)  # fmt: skip
_METADATA = frozenset({ip_address("fd00:ec2::254"), ip_address("100.100.100.200")})
"""Where two clouds serve their machines' secrets, within ranges that are otherwise private."""
_TRANSLATED = ip_network("64:ff9b::/96")
_TUNNELS = (ip_network("2002::/16"), ip_network("2001::/32"))
_UNICAST = ip_network("2000::/3")


class Place(Enum):
    """Where a network address leads."""

    OUTSIDE = auto()
    INSIDE = auto()
    CLOSED = auto()


def place_of(address: Address) -> Place:
    """Where an address leads; of one that carries an IPv4 address, where that leads."""
    inner = _carried(address)
    if inner in _METADATA:
        return Place.CLOSED
    if _within(inner, _INSIDE):
        return Place.INSIDE
    if isinstance(inner, IPv6Address) and (inner not in _UNICAST or _within(inner, _TUNNELS)):
        return Place.CLOSED
    public = inner.is_global and not inner.is_multicast and not inner.is_reserved
    return Place.OUTSIDE if public else Place.CLOSED


def checked_addresses(host: str, inside: frozenset[str], resolve: Resolve) -> list[str]:
    """The addresses of a host, every one of which may be connected to.

    `inside` are the host names that may lie inside the organisation.

    Raises:
        AddressRefusedError: one of them may not; a name with both sorts is a trap.
        FetchError: the host has none.
    """
    try:
        found = [ip_address(one) for one in resolve(host)]
    except (OSError, ValueError) as error:
        raise _unknown(host) from error
    if not found:
        raise _unknown(host)
    for address in found:
        _refuse_unless_open(host, address, allowed=host in inside)
    return [str(address) for address in found]


def system_addresses(host: str) -> list[str]:
    """What the system's resolver says, each once."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long
        raise OSError(str(error)) from error
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def _refuse_unless_open(host: str, address: Address, *, allowed: bool) -> None:
    place = place_of(address)
    if place is Place.CLOSED:
        raise AddressRefusedError(
            f"{_led(host, address)}, en adress som aldrig hämtas från.",
            "Kontrollera adressen, eller hämta filen själv och lägg den i en materialmapp.",
        )
    if place is Place.INSIDE and not allowed:
        raise AddressRefusedError(
            f"{_led(host, address)}, en adress inom organisationen eller på den egna datorn.",
            f"Är det meningen: skriv «{host}» under allow_hosts i källistan, och själva adressen "
            "i listan.",
        )


def _led(host: str, address: Address) -> str:
    return f"{host} leder till {address}" if host != str(address) else f"servern är {address}"


def _carried(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address


def _within(address: Address, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    return any(address in network for network in networks)


def _unknown(host: str) -> FetchError:
    return FetchError(
        f"värdnamnet {host} går inte att slå upp.",
        "Kontrollera stavningen och att datorn har internet.",
    )
