"""Signing out of another service too, and being signed out by it: a real one on loopback."""

import html
import json
import re
import sqlite3
import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey

from assistant.api.app import create_app
from assistant.errors import LogoutError
from assistant.people.oidc.logout_tokens import LONGEST_SECONDS, LogoutTokens
from assistant.people.oidc.signatures import Signatures
from assistant.people.oidc.signing_out import LONGEST_HINT
from assistant.people.persons import Person
from assistant.people.sessions import Elsewhere, Lasting, Sessions
from assistant.people_wiring import build_sign_in
from ingest.embedding import Embedder
from tests.oidc_provider import CLIENT, LOGOUT, SUBJECT, Claims, OidcProvider, oidc_provider
from tests.services import serving
from tests.test_sign_in_oidc import (
    COOKIE,
    HOME,
    _hs256,
    _none,
    is_let_in,
    noted,
    oidc_settings,
    signed_in,
)

LEAVING = "__Host-lardom_utloggning"
TOLD = "/logga-ut/av-inloggningstjansten"


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProvider]:
    with oidc_provider() as running:
        running.described = {"end_session_endpoint": f"{running.issuer}/end?realm=a"}
        yield running


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signing-out")


@pytest.fixture(scope="module")
def app(provider: OidcProvider, data: Path, embedder: Embedder) -> Iterator[TestClient]:
    with serving(data, embedder) as service:
        sign_in = build_sign_in(oidc_settings(provider, data))
        made = create_app(service, sign_in=sign_in)
        with TestClient(made, base_url=HOME, follow_redirects=False) as running:
            yield running


@pytest.fixture
def browser(app: TestClient, provider: OidcProvider) -> Iterator[TestClient]:
    app.cookies.clear()
    provider.more, provider.without = {"sid": "session-1"}, ()
    yield app
    app.cookies.clear()


def led_to(response: httpx2.Response) -> str:
    """Where a page leads on to, by itself and by its link."""
    (by_itself,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', response.text)
    assert f'href="{by_itself}"' in response.text
    return html.unescape(by_itself)


def told(browser: TestClient, token: str) -> httpx2.Response:
    """What the other service is answered, which has no cookie to show."""
    return browser.post(TOLD, data={"logout_token": token}, headers={"Cookie": ""})


def test_signing_out_leads_to_the_other_service_with_its_own_word(
    browser: TestClient, provider: OidcProvider
) -> None:
    signed_in(browser)
    session = browser.cookies.get(COOKIE)

    page = browser.post("/logga-ut")

    address = led_to(page)
    sent = dict(parse_qsl(urlsplit(address).query))
    assert address.startswith(f"{provider.issuer}/end?realm=a&")
    assert (sent["client_id"], sent["post_logout_redirect_uri"]) == (
        CLIENT,
        f"{HOME}/logga-ut/klart",
    )
    assert json.loads(_part(sent["id_token_hint"], 1))["sub"] == SUBJECT
    assert "no-store" in page.headers["cache-control"]
    browser.cookies.clear()
    assert not is_let_in(browser, headers={"Cookie": f"{COOKIE}={session}"})


def _part(token: str, number: int) -> bytes:
    part = token.split(".")[number]
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_whoever_comes_back_is_told_that_they_are_out_everywhere_once(
    browser: TestClient, provider: OidcProvider
) -> None:
    signed_in(browser)
    there = httpx2.get(led_to(browser.post("/logga-ut")))
    back = there.headers["location"].removeprefix(HOME)

    first, second = browser.get(back), browser.get(back)

    assert there.status_code == 302
    assert "både ur Lärdom och hos inloggningstjänsten" in first.text
    assert (second.status_code, second.headers["location"]) == (303, "/logga-in")


@pytest.mark.parametrize("state", ["gissad", "", "å"])
def test_whoever_did_not_leave_from_here_is_told_nothing(browser: TestClient, state: str) -> None:
    signed_in(browser)
    browser.post("/logga-ut")

    back = browser.get("/logga-ut/klart", params={"state": state})

    assert (back.status_code, back.headers["location"]) == (303, "/logga-in")


def test_who_has_no_session_is_led_nowhere_else(browser: TestClient) -> None:
    out = browser.post("/logga-ut")

    assert (out.status_code, out.headers["location"]) == (303, "/logga-in?ut=1")
    assert LEAVING not in browser.cookies


def test_a_word_too_long_for_an_address_is_left_out(
    browser: TestClient, provider: OidcProvider
) -> None:
    provider.more = {"sid": "session-1", "extra": "x" * LONGEST_HINT}
    signed_in(browser)

    sent = dict(parse_qsl(urlsplit(led_to(browser.post("/logga-ut"))).query))

    assert "id_token_hint" not in sent
    assert sent["client_id"] == CLIENT


@pytest.mark.parametrize(
    "place",
    [None, "http://annan.exempel.se/end", "javascript:alert(1)", 7],
    ids=["none", "plain", "a script", "a number"],
)
def test_a_service_without_a_safe_way_out_leaves_signing_out_here(
    tmp_path: Path, embedder: Embedder, place: object
) -> None:
    with oidc_provider() as other, serving(tmp_path, embedder) as service:
        other.described = {"end_session_endpoint": place}
        made = create_app(service, sign_in=build_sign_in(oidc_settings(other, tmp_path)))
        with TestClient(made, base_url=HOME, follow_redirects=False) as browser:
            signed_in(browser)
            session = browser.cookies.get(COOKIE)
            out = browser.post("/logga-ut")
            browser.cookies.clear()
            goes_on = is_let_in(browser, headers={"Cookie": f"{COOKIE}={session}"})

    assert (out.status_code, out.headers["location"], goes_on) == (303, "/logga-in?ut=1", False)


def test_a_service_that_is_gone_keeps_nobody_signed_in(tmp_path: Path, embedder: Embedder) -> None:
    with serving(tmp_path, embedder) as service:
        gone = OidcProvider(issuer="http://127.0.0.1:9")
        sign_in = build_sign_in(oidc_settings(gone, tmp_path))
        assert sign_in.oidc
        person = Person(id="a", name="A", groups=frozenset())
        session = sign_in.oidc.sessions.begin(person, None, Elsewhere(sid="1"))
        made = create_app(service, sign_in=sign_in)
        with TestClient(made, base_url=HOME, follow_redirects=False) as browser:
            browser.cookies.set(COOKIE, session)
            out = browser.post("/logga-ut")
            goes_on = sign_in.oidc.sessions.person_of(session)

    assert (out.headers["location"], goes_on) == ("/logga-in?ut=1", None)


@pytest.mark.parametrize(
    ("more", "without", "ends"),
    [
        pytest.param({}, (), True, id="the person, by sub"),
        pytest.param({"sid": "session-1"}, ("sub",), True, id="the session, by sid"),
        pytest.param({"sid": "session-1"}, (), True, id="both"),
        pytest.param({"aud": [CLIENT, "annan"]}, (), True, id="among several audiences"),
        pytest.param({"sub": "exempel-2"}, (), False, id="another person"),
        pytest.param({"sid": "session-2"}, ("sub",), False, id="another session"),
        pytest.param({"sid": "session-2"}, (), False, id="the person's other session"),
        pytest.param({"sub": "exempel-2", "sid": "session-1"}, (), False, id="not theirs"),
    ],
)
def test_the_other_service_ends_the_sessions_that_it_means_at_once(
    browser: TestClient,
    provider: OidcProvider,
    data: Path,
    more: Claims,
    without: tuple[str, ...],
    ends: bool,
) -> None:
    signed_in(browser)
    session, before = browser.cookies.get(COOKIE), noted(data, "sign-out")
    browser.cookies.clear()

    response = told(browser, provider.logout_token(more, without))

    assert (response.status_code, response.text) == (200, "")
    assert response.headers["cache-control"] == "no-store"
    assert is_let_in(browser, headers={"Cookie": f"{COOKIE}={session}"}) != ends
    said = [(f"{provider.issuer}#{SUBJECT}", "session:provider")] if ends else []
    assert noted(data, "sign-out")[len(before) :] == said
    told(browser, provider.logout_token())


def test_every_session_of_the_person_ends_and_no_one_elses(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, Lasting(idle_minutes=60, hours=10))
    anna, bo = (Person(id=one, name=one, groups=frozenset()) for one in "ab")
    first, second = sessions.begin(anna, None, Elsewhere(sid="1")), sessions.begin(anna, None)
    third = sessions.begin(bo, None, Elsewhere(sid="1"))

    ended = sessions.end_of("a", "")

    left = [one for one in (first, second, third) if sessions.person_of(one)]
    sessions.close()
    assert (ended, left) == (("a",), [third])


def test_a_session_that_does_not_know_its_own_there_is_meant_too(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, Lasting(idle_minutes=60, hours=10))
    anna = Person(id="a", name="A", groups=frozenset())
    known, unknown = sessions.begin(anna, None, Elsewhere(sid="1")), sessions.begin(anna, None)

    sessions.end_of("a", "2")

    left = [one for one in (known, unknown) if sessions.person_of(one)]
    sessions.close()
    assert left == [known]


Made = Callable[[OidcProvider], str]


def _foreign(provider: OidcProvider) -> str:
    other = OidcProvider(
        issuer=provider.issuer, key=RSAKey.generate_key(2048, {"kid": str(provider.key.kid)})
    )
    return other.logout_token()


def _said(provider: OidcProvider) -> Claims:
    """What a logout token that holds says."""
    said: Claims = json.loads(_part(provider.logout_token(), 1))
    return said


def _saying(more: Claims | None = None, without: tuple[str, ...] = (), **header: Any) -> Made:
    return lambda provider: provider.logout_token(more, without, **header)


NOW = int(time.time())
NEGATIVES = [
    pytest.param(lambda p: _none(p, _said(p)), "signature", id="alg none"),
    pytest.param(lambda p: _hs256(p, _said(p)), "signature", id="HS256 with the public key"),
    pytest.param(_foreign, "signature", id="a foreign key of the same name"),
    pytest.param(lambda _: "inte.ett.intyg", "signature", id="no token"),
    pytest.param(lambda _: "", "signature", id="nothing"),
    pytest.param(_saying(kid="okänd"), "signature", id="an unknown key"),
    pytest.param(_saying(typ="at+jwt"), "typ", id="another type"),
    pytest.param(_saying({"iss": "https://annan.exempel.se"}), "iss", id="wrong iss"),
    pytest.param(_saying({"aud": "annan"}), "aud", id="wrong aud"),
    pytest.param(_saying({"aud": ["annan"]}), "aud", id="wrong audiences"),
    pytest.param(_saying(without=("aud",)), "aud", id="no aud"),
    pytest.param(_saying(without=("events",)), "events", id="missing events"),
    pytest.param(_saying({"events": {"annat": {}}}), "events", id="another event"),
    pytest.param(_saying({"events": {LOGOUT: True}}), "events", id="an event that is no object"),
    pytest.param(_saying({"events": [LOGOUT]}), "events", id="events in a list"),
    pytest.param(_saying({"nonce": "a"}), "nonce", id="with nonce"),
    pytest.param(_saying({"exp": NOW - 3600}), "exp", id="expired"),
    pytest.param(_saying({"exp": NOW + 2 * LONGEST_SECONDS}), "exp", id="for too long"),
    pytest.param(_saying({"iat": NOW + 3600}), "iat", id="issued in the future"),
    pytest.param(_saying({"exp": "2099"}), "exp", id="a time that is text"),
    pytest.param(_saying(without=("exp",)), "exp", id="no exp"),
    pytest.param(_saying(without=("iat",)), "iat", id="no iat"),
    pytest.param(_saying(without=("jti",)), "jti", id="no jti"),
    pytest.param(_saying(without=("sub",)), "neither sub nor sid", id="neither sub nor sid"),
    pytest.param(_saying({"sub": 7}), "sub", id="a subject that is a number"),
    pytest.param(lambda p: p.signed(p.claims("n")), "events", id="an ID token"),
]


@pytest.mark.parametrize(("made", "why"), NEGATIVES)
def test_a_word_that_does_not_hold_ends_nothing(
    browser: TestClient, provider: OidcProvider, made: Made, why: str
) -> None:
    signed_in(browser)

    response = told(browser, made(provider))

    said = response.json()
    assert (response.status_code, said["error"]) == (400, "invalid_request")
    assert why in said["error_description"]
    assert said["error_description"].isascii()
    assert response.headers["cache-control"] == "no-store"
    assert is_let_in(browser)


def test_a_word_is_taken_once(browser: TestClient, provider: OidcProvider) -> None:
    token = provider.logout_token()
    first = told(browser, token)
    signed_in(browser)

    second = told(browser, token)

    assert (first.status_code, second.status_code) == (200, 400)
    assert "jti" in second.json()["error_description"]
    assert is_let_in(browser)


def test_words_that_were_used_are_known_no_longer_than_they_hold(provider: OidcProvider) -> None:
    now = [time.time()]
    keys = {"keys": [provider.key.as_dict(private=False)]}
    tokens = LogoutTokens(provider.issuer, CLIENT, Signatures(lambda: keys), lambda: now[0])
    token = provider.logout_token()
    tokens.spend(tokens.read(token))
    now[0] += 3600
    later = {"iat": int(now[0]), "exp": int(now[0]) + 120}
    tokens.spend(tokens.read(provider.logout_token(later)))

    with pytest.raises(LogoutError, match="exp has gone by"):
        tokens.read(token)
    assert len(tokens._used) == 1


def test_words_that_do_not_hold_are_noted_and_counted_by_address(
    tmp_path: Path, embedder: Embedder, provider: OidcProvider
) -> None:
    with serving(tmp_path, embedder) as service:
        counted = oidc_settings(provider, tmp_path, limit_sign_in=2)
        made = create_app(service, sign_in=build_sign_in(counted))
        with TestClient(made, base_url=HOME) as browser:
            good = [told(browser, provider.logout_token()).status_code for _ in range(4)]
            bad = [told(browser, "fel").status_code for _ in range(3)]

    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as record:
        told_of = list(record.execute("SELECT action, object, outcome FROM audit"))
    assert (good, bad) == ([200] * 4, [400, 400, 429])
    assert told_of == [("sign-out", f"POST {TOLD}", "refused")] * 2


def test_keys_that_cannot_be_had_fail_the_word_without_taking_it(
    tmp_path: Path, embedder: Embedder
) -> None:
    gone = OidcProvider(issuer="http://127.0.0.1:9")
    with serving(tmp_path, embedder) as service:
        made = create_app(service, sign_in=build_sign_in(oidc_settings(gone, tmp_path)))
        with TestClient(made, base_url=HOME) as browser:
            response = told(browser, gone.logout_token())

    assert (response.status_code, response.json()["error"]) == (400, "temporarily_unavailable")
