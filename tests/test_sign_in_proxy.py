"""Signing in by the word of a web server in front: by address and secret, or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.app import create_app
from assistant.errors import AssistantError, SignInError
from assistant.people.addresses import Networks, counted_address, read_networks
from assistant.people.presented import Header, Presented
from assistant.people.settings import SignInMode
from assistant.people_wiring import build_sign_in
from ingest.embedding import Embedder
from tests.services import serving
from tests.test_wiring import settings

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105  (of this file alone)
PROXY, ELSEWHERE = "10.1.2.3", "192.0.2.7"
LISTED = "https://intranat.exempel.se"
EMPTY_LIBRARY = 503
ASKED = "/api/v1/documents"
EDITED = "/api/v1/documents/3f2a9c1e5b7d8046/corrections"
Headers = list[tuple[str, bytes]]
SAID: Headers = [
    ("X-Lardom-Secret", SECRET.encode()),
    ("X-Lardom-User", b"exempel-1"),
    ("X-Lardom-Name", "Redaktör A".encode()),
    ("X-Lardom-Groups", "webb; redaktion,å".encode()),
]


def proxy_settings(data: Path, **more: Any) -> Any:
    said = {
        "data": data,
        "sign_in": SignInMode.PROXY,
        "proxy_addresses": "10.1.2.0/24, ::1",
        "proxy_secret": SecretStr(SECRET),
        "roles": "editor=redaktion",
    }
    return settings(**{**said, **more})


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[FastAPI]:
    data = tmp_path_factory.mktemp("proxy")
    with serving(data, embedder) as service:
        yield create_app(service, (LISTED,), sign_in=build_sign_in(proxy_settings(data)))


def asked(app: FastAPI, headers: Headers, peer: str = PROXY, path: str = ASKED) -> int:
    client = TestClient(app, client=(peer, 50000), follow_redirects=False)
    raw = [(name.encode(), value) for name, value in headers]
    return int(client.get(path, headers=raw).status_code)


def without(name: str) -> Headers:
    return [(one, value) for one, value in SAID if one != name]


def changed(name: str, value: bytes) -> Headers:
    return [*without(name), (name, value)]


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        pytest.param(PROXY, SAID, id="from a listed network"),
        pytest.param("::1", SAID, id="from a listed address"),
        pytest.param(f"::ffff:{PROXY}", SAID, id="from a listed network, written as IPv6"),
        pytest.param(PROXY, [(name.lower(), value) for name, value in SAID], id="small letters"),
        pytest.param(PROXY, without("X-Lardom-Name"), id="without a name to show"),
        pytest.param(PROXY, [*SAID, ("X-Forwarded-For", b"192.0.2.7")], id="on behalf of another"),
    ],
)
def test_who_the_web_server_vouches_for_is_let_in(
    app: FastAPI, peer: str, headers: Headers
) -> None:
    assert asked(app, headers, peer) == EMPTY_LIBRARY
    assert asked(app, headers, peer, EDITED) == EMPTY_LIBRARY


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        pytest.param(PROXY, [], id="nothing said"),
        pytest.param(ELSEWHERE, SAID, id="from another address"),
        pytest.param("testclient", SAID, id="from no address"),
        pytest.param("10.1.20.3", SAID, id="from a network that begins alike"),
        pytest.param("2001:db8::1", SAID, id="from another IPv6 address"),
        pytest.param(ELSEWHERE, [*SAID, ("X-Forwarded-For", b"10.1.2.3")], id="forwarded-for"),
        pytest.param(ELSEWHERE, [*SAID, ("Forwarded", b"for=10.1.2.3")], id="forwarded"),
        pytest.param(ELSEWHERE, [*SAID, ("X-Real-IP", b"10.1.2.3")], id="real-ip"),
        pytest.param(PROXY, without("X-Lardom-Secret"), id="no secret"),
        pytest.param(PROXY, changed("X-Lardom-Secret", b""), id="an empty secret"),
        pytest.param(PROXY, changed("X-Lardom-Secret", b"fel"), id="a wrong secret"),
        pytest.param(PROXY, changed("X-Lardom-Secret", SECRET[:-1].encode()), id="cut short"),
        pytest.param(PROXY, changed("X-Lardom-Secret", SECRET.upper().encode()), id="capitals"),
        pytest.param(PROXY, changed("X-Lardom-Secret", b"\xff\xfe"), id="a secret of other bytes"),
        pytest.param(PROXY, [*SAID, SAID[0]], id="the secret twice"),
        pytest.param(PROXY, [*SAID, ("X-Lardom-Secret", b"fel")], id="two secrets"),
        pytest.param(PROXY, [*SAID, ("X-Lardom-User", b"annan")], id="two users"),
        pytest.param(PROXY, [*SAID, ("x-lardom-user", b"annan")], id="two users, other letters"),
        pytest.param(PROXY, [*SAID, ("X-Lardom-Groups", b"chefer")], id="groups twice"),
        pytest.param(PROXY, without("X-Lardom-User"), id="no user"),
        pytest.param(PROXY, changed("X-Lardom-User", b""), id="an empty user"),
        pytest.param(PROXY, changed("X-Lardom-User", b"  "), id="a blank user"),
        pytest.param(PROXY, changed("X-Lardom-User", b"a\x00b"), id="a user with a NUL"),
        pytest.param(PROXY, changed("X-Lardom-User", "a\u2028b".encode()), id="a line separator"),
        pytest.param(PROXY, changed("X-Lardom-User", b"a" * 4001), id="a user without end"),
        pytest.param(PROXY, [("X-Remote-User", b"exempel-1"), SAID[0]], id="another header"),
        pytest.param(PROXY, [("Authorization", b"Basic ZXhlbXBlbA==")], id="a password"),
        pytest.param(PROXY, [*SAID, ("Authorization", b"Bearer fel")], id="and a wrong key"),
        pytest.param(PROXY, [*SAID, ("Cookie", b"lardom_session=x"), SAID[1]], id="and a cookie"),
    ],
)
def test_what_does_not_come_from_the_web_server_as_it_should_is_not_believed(
    app: FastAPI, peer: str, headers: Headers
) -> None:
    assert asked(app, headers, peer) == 401


@pytest.mark.parametrize("name", ["X-Lardom-User", "X-Lardom-Name", "X-Lardom-Groups"])
def test_what_is_not_in_utf_8_is_not_believed(tmp_path: Path, name: str) -> None:
    proxy = build_sign_in(proxy_settings(tmp_path)).proxy
    sent = [Header(name=one.lower(), value=value) for one, value in changed(name, b"\xe5")]
    assert proxy

    with pytest.raises(SignInError, match="UTF-8"):
        proxy.person(Presented(peer=PROXY, headers=tuple(sent)))


@pytest.mark.parametrize("typed", ["åsa", "Åsa", "ÅSA", "A\u030asa", "a\u030aSA", " Åsa "])
def test_one_person_is_one_however_the_name_is_typed(tmp_path: Path, typed: str) -> None:
    proxy = build_sign_in(proxy_settings(tmp_path)).proxy
    said = changed("X-Lardom-User", typed.encode())
    sent = tuple(Header(name=one.lower(), value=value) for one, value in said)
    assert proxy

    person = proxy.person(Presented(peer=PROXY, headers=sent))

    assert person
    assert person.id == "proxy:åsa"


@pytest.mark.parametrize(
    "groups", ["everyone", "internal", "visitor", "editor", "everyone,internal"]
)
def test_a_group_with_the_name_of_something_else_gives_nothing(app: FastAPI, groups: str) -> None:
    headers = changed("X-Lardom-Groups", groups.encode())

    assert asked(app, headers) == EMPTY_LIBRARY
    assert asked(app, headers, path=EDITED) == 403


def test_a_page_of_a_listed_site_does_not_ask_as_whoever_has_signed_in(app: FastAPI) -> None:
    client = TestClient(app, client=(PROXY, 50000))
    raw = [(name.encode(), value) for name, value in [*SAID, ("Origin", LISTED.encode())]]

    assert client.post("/api/v1/ask", json={"question": "Vad?"}, headers=raw).status_code == 401


def test_a_page_says_who_has_signed_in_or_that_nobody_has(app: FastAPI) -> None:
    client = TestClient(app, client=(PROXY, 50000))
    raw = [(name.encode(), value) for name, value in SAID]

    known, unknown = client.get("/", headers=raw), client.get("/")

    assert "Inloggad som Redaktör A" in known.text
    assert "/logga-ut" not in known.text
    assert unknown.status_code == 401
    assert "Du är inte inloggad." in unknown.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param({"proxy_addresses": ""}, "LARDOM_PROXY_ADDRESSES", id="no addresses"),
        pytest.param({"proxy_addresses": "0.0.0.0/0"}, "alla adresser", id="every address"),
        pytest.param({"proxy_addresses": "::/0"}, "alla adresser", id="every IPv6 address"),
        pytest.param({"proxy_addresses": "10.1.2.3/24"}, "10.1.2.3/24", id="an address in a net"),
        pytest.param({"proxy_addresses": "webb"}, "webb", id="a name"),
        pytest.param({"proxy_secret": SecretStr("")}, "LARDOM_PROXY_SECRET", id="no secret"),
        pytest.param({"proxy_secret": SecretStr("x" * 31)}, "32 tecken", id="a short secret"),
        pytest.param({"proxy_user_header": "X-Lardom-Name"}, "olika namn", id="one name twice"),
        pytest.param({"proxy_user_header": "X Lardom"}, "olika namn", id="a name with a space"),
        pytest.param({"roles": "reader=internal"}, "reserverat", id="a reserved group"),
        pytest.param({"roles": "editor=a, editor=b"}, "flera gånger", id="a role twice"),
    ],
)
def test_it_does_not_start_without_what_makes_it_safe(
    tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(AssistantError) as refused:
        build_sign_in(proxy_settings(tmp_path, **wrong))

    assert said in str(refused.value)


def test_the_secret_is_never_shown(tmp_path: Path) -> None:
    shown = proxy_settings(tmp_path)

    assert SECRET not in f"{shown} {shown!r}"


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        pytest.param(ELSEWHERE, "", ELSEWHERE, id="who is at the socket"),
        pytest.param(ELSEWHERE, "203.0.113.9", ELSEWHERE, id="a stranger's word is not taken"),
        pytest.param(PROXY, "203.0.113.9", "203.0.113.9", id="whom our own server heard"),
        pytest.param(PROXY, "1.1.1.1, 203.0.113.9", "203.0.113.9", id="not what that one claimed"),
        pytest.param(PROXY, "203.0.113.9, 10.1.2.9", "203.0.113.9", id="through two of ours"),
        pytest.param(PROXY, "203.0.113.9:4711", "203.0.113.9", id="with a port"),
        pytest.param(PROXY, "203.0.113.9, 10.1.2.9:80", "203.0.113.9", id="ours with a port"),
        pytest.param(PROXY, "[2001:db8::7]:4711", "2001:db8::/64", id="IPv6 with a port"),
        pytest.param(PROXY, "[2001:db8::7]", "2001:db8::/64", id="IPv6 in brackets"),
        pytest.param(PROXY, "203.0.113.9:x", PROXY, id="what is no port"),
        pytest.param(PROXY, "skräp", PROXY, id="what is no address"),
        pytest.param(None, "", "okänd", id="no address at all"),
        pytest.param("2001:db8::7", "", "2001:db8::/64", id="a site of IPv6"),
    ],
)
def test_requests_are_counted_to_whom_they_come_from(
    peer: str | None, forwarded: str, counted: str
) -> None:
    assert counted_address(peer, forwarded, read_networks("10.1.2.0/24")) == counted


@pytest.mark.parametrize(
    ("listed", "is_warned"),
    [("10.1.2.0/24, ::1", False), ("10.1.0.0/16", True), ("2001:db8::/48", True)],
)
def test_a_network_with_more_than_web_servers_in_it_is_warned_of(
    listed: str, is_warned: bool, caplog: pytest.LogCaptureFixture
) -> None:
    read_networks(listed)

    assert ("LARDOM_PROXY_ADDRESSES" in caplog.text) == is_warned


def test_no_address_is_in_networks_that_are_none() -> None:
    assert not Networks().has(PROXY)
