"""Which network addresses are connected to, however they are written."""

from collections.abc import Sequence
from ipaddress import ip_address

import pytest

from ingest.errors import AddressRefusedError, FetchError
from ingest.web.addresses import Place, checked_addresses, place_of, system_addresses
from tests.web_site import Names

INSIDE = [
    "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.0.0.1", "127.255.255.254",
    "100.64.0.1", "::1", "fd12:3456::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::c0a8:101",
]  # fmt: skip
CLOSED = [
    "169.254.169.254", "169.254.0.1", "0.0.0.1", "0.1.2.3", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "100.100.100.200", "::", "fe80::1", "fec0::1", "ff02::1", "fd00:ec2::254", "2001:db8::1",
    "2001::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "::7f00:1", "::ffff:169.254.169.254",
    "::ffff:0.0.0.0", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "100::1",
]  # fmt: skip
OUTSIDE = ["193.10.10.10", "8.8.8.8", "2001:6b0:1::200", "2a02:750::1", "64:ff9b::808:808"]
NONE = frozenset[str]()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        *((address, Place.INSIDE) for address in INSIDE),
        *((address, Place.CLOSED) for address in CLOSED),
        *((address, Place.OUTSIDE) for address in OUTSIDE),
    ],
)
def test_an_address_leads_outside_inside_or_nowhere(address: str, place: Place) -> None:
    assert place_of(ip_address(address)) is place


@pytest.mark.parametrize("address", INSIDE)
def test_an_inner_address_is_open_only_to_who_is_allowed_by_name(address: str) -> None:
    names = Names(intranat_se=[[address]])

    assert checked_addresses("intranat.se", frozenset({"intranat.se"}), names) == [
        str(ip_address(address))
    ]
    with pytest.raises(AddressRefusedError, match=r"inom organisationen.*allow_hosts"):
        checked_addresses("intranat.se", frozenset({"annan.se"}), names)


@pytest.mark.parametrize("address", CLOSED)
def test_no_name_opens_a_closed_address(address: str) -> None:
    names = Names(intranat_se=[[address]])

    with pytest.raises(AddressRefusedError, match="aldrig"):
        checked_addresses("intranat.se", frozenset({"intranat.se", address}), names)


def test_a_name_with_a_public_and_an_inner_address_is_refused() -> None:
    names = Names(falla_se=[["193.10.10.10", "127.0.0.1"]])

    with pytest.raises(AddressRefusedError):
        checked_addresses("falla.se", NONE, names)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "::1",
     "::ffff:127.0.0.1"],
)  # fmt: skip
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(FetchError):
        checked_addresses(host, NONE, system_addresses)


@pytest.mark.parametrize(
    "found", [pytest.param([], id="none"), pytest.param(["ingen adress"], id="nonsense")]
)
def test_a_name_without_an_address_is_told(found: Sequence[str]) -> None:
    with pytest.raises(FetchError, match="går inte att slå upp"):
        checked_addresses("borta.se", NONE, Names(borta_se=[found]))


def test_a_name_that_cannot_be_one_is_told() -> None:
    with pytest.raises(FetchError, match="går inte att slå upp"):
        checked_addresses(f"{'a' * 70}.se", NONE, system_addresses)
