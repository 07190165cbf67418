"""Signing in with another service: a real one on loopback, told the truth and told lies."""

import base64
import hmac
import json
import logging
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from pydantic import SecretStr

from assistant.api.app import create_app
from assistant.errors import AssistantError, ProviderError, SignInError
from assistant.people.oidc.attempts import MOST, SECONDS, Attempts
from assistant.people.oidc.id_tokens import IdTokens
from assistant.people.oidc.signatures import Signatures
from assistant.people.oidc.types import Returned
from assistant.people.persons import Person
from assistant.people.sessions import Lasting, Sessions
from assistant.people.settings import SignInMode
from assistant.people_wiring import build_sign_in
from assistant.settings import Settings
from ingest.embedding import Embedder
from ingest.record.opening import RECORD_NAME
from tests.oidc_provider import CLIENT, SECRET, SUBJECT, Claims, OidcProvider, oidc_provider
from tests.services import serving
from tests.test_wiring import settings

HOME = "https://lardom.exempel.se"
LISTED = "https://intranat.exempel.se"
COOKIE = "__Host-lardom_session"
ATTEMPT = "__Host-lardom_inloggning"
ROLES = "editor=redaktion, reviewer=granskare+chefer"
EMPTY_LIBRARY = 503
"""Let in, to a library without documents."""
ASKED = "/api/v1/documents"


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProvider]:
    with oidc_provider() as running:
        yield running


@pytest.fixture(autouse=True)
def _truth(provider: OidcProvider) -> None:
    provider.forget()


def oidc_settings(provider: OidcProvider, data: Path, **more: Any) -> Settings:
    said = {
        "data": data,
        "sign_in": SignInMode.OIDC,
        "public_url": HOME,
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SecretStr(SECRET),
        "roles": ROLES,
        "limit_sign_in": 0,
    }
    return settings(**{**said, **more})


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signing-in")


@pytest.fixture(scope="module")
def app(provider: OidcProvider, data: Path, embedder: Embedder) -> Iterator[TestClient]:
    with serving(data, embedder) as service:
        sign_in = build_sign_in(oidc_settings(provider, data))
        made = create_app(service, (LISTED,), sign_in=sign_in)
        with TestClient(made, base_url=HOME, follow_redirects=False) as running:
            yield running


@pytest.fixture
def browser(app: TestClient) -> Iterator[TestClient]:
    app.cookies.clear()
    yield app
    app.cookies.clear()


def begun(browser: TestClient, till: str = "/sok") -> str:
    """The own address that the provider sends the browser back to."""
    start = browser.get("/logga-in/start", params={"till": till})
    back = httpx2.get(start.headers["location"])
    return back.headers["location"].removeprefix(HOME)


def signed_in(browser: TestClient, till: str = "/sok") -> httpx2.Response:
    return browser.get(begun(browser, till))


def is_let_in(browser: TestClient, **more: Any) -> bool:
    return browser.get(ASKED, **more).status_code == EMPTY_LIBRARY


def encoded(part: Claims | bytes) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def test_whoever_signs_in_is_led_to_where_they_were_going(browser: TestClient) -> None:
    response = signed_in(browser, "/sok?q=nytta")

    assert (response.status_code, response.headers["location"]) == (303, "/sok?q=nytta")
    assert is_let_in(browser)


def test_the_cookie_is_kept_from_scripts_plain_http_and_other_sites(browser: TestClient) -> None:
    response = signed_in(browser)

    set_cookies = response.headers.get_list("set-cookie")
    (cookie,) = (one for one in set_cookies if one.startswith(f"{COOKIE}="))
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert response.headers["cache-control"] == "no-store"


def test_the_page_says_who_has_signed_in_and_lets_them_out(browser: TestClient) -> None:
    signed_in(browser)

    page = browser.get("/")
    out = browser.post("/logga-ut")

    assert "Inloggad som Redaktör A" in page.text
    assert 'action="/logga-ut"' in page.text
    assert page.headers["cache-control"] == "private, no-store"
    assert out.headers["location"] == "/logga-in?ut=1"
    assert "utloggad" in browser.get("/logga-in?ut=1").text


def test_a_page_without_a_session_leads_to_signing_in_and_the_api_refuses(
    browser: TestClient,
) -> None:
    page, api = browser.get("/sok?q=a b"), browser.get(ASKED)

    assert page.status_code == 303
    assert page.headers["location"] == "/logga-in?till=%2Fsok%3Fq%3Da%2520b"
    assert (api.status_code, api.headers["www-authenticate"]) == (401, "Bearer")
    assert api.json()["error"]["message"] == "Du är inte inloggad."


@pytest.mark.parametrize(
    ("groups", "status"),
    [
        pytest.param(["redaktion"], EMPTY_LIBRARY, id="a group that has the role"),
        pytest.param("redaktion", EMPTY_LIBRARY, id="one group, told as text"),
        pytest.param(["granskare"], 403, id="a group that has another role"),
        pytest.param(["REDAKTION"], 403, id="a group with other letters"),
        pytest.param(["everyone", "internal", "editor"], 403, id="reserved names, and a role's"),
        pytest.param([], 403, id="no groups"),
    ],
)
def test_groups_give_the_roles_that_are_set(
    provider: OidcProvider, browser: TestClient, groups: Any, status: int
) -> None:
    provider.more = {"groups": groups}

    signed_in(browser)

    corrections = browser.get("/api/v1/documents/3f2a9c1e5b7d8046/corrections")
    assert corrections.status_code == status


@pytest.mark.parametrize(
    ("shown", "path", "route"),
    [
        pytest.param({}, "{back}&iss=annan", "/logga-in/svar", id="another service's word"),
        pytest.param({}, "/logga-in/svar?state=fel&code=fel", "/logga-in/svar", id="forged code"),
        pytest.param({COOKIE: "gissad"}, ASKED, ASKED, id="a guessed session, by the API"),
        pytest.param({COOKIE: "gissad"}, "/sok", "/sok", id="a guessed session, for a page"),
    ],
)
def test_what_does_not_hold_is_noted(
    browser: TestClient, data: Path, shown: dict[str, str], path: str, route: str
) -> None:
    before = len(refused_at(data, route))
    browser.cookies.update(shown)

    browser.get(path.format(back=begun(browser)) if "{back}" in path else path)

    assert refused_at(data, route)[before:] == [("", "sign-in", "refused")]


def refused_at(data: Path, route: str) -> list[tuple[str, str, str]]:
    """What the audit log says of that route."""
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        asked = "SELECT caller, action, outcome FROM audit WHERE object = ? ORDER BY number"
        return list(record.execute(asked, (f"GET {route}",)))


def test_keys_that_were_changed_are_fetched_anew(provider: OidcProvider) -> None:
    now, before = [1000.0], provider.key
    fetched: list[int] = []

    def fetch() -> Claims:
        fetched.append(1)
        return {"keys": [provider.key.as_dict(private=False)]}

    tokens = IdTokens(provider.issuer, CLIENT, Signatures(fetch, lambda: now[0]), lambda: now[0])
    claims = {**provider.claims("n"), "iat": 1000, "exp": 2000}
    tokens.claims(provider.signed(claims), "n")

    provider.key, now[0] = RSAKey.generate_key(2048, {"kid": "b"}), 1010.0
    with pytest.raises(SignInError):
        tokens.claims(provider.signed(claims), "n")
    now[0] = 1040.0
    shown = tokens.claims(provider.signed(claims), "n")
    provider.key = before

    assert shown["sub"] == SUBJECT
    assert len(fetched) == 2


def _tampered(provider: OidcProvider, claims: Claims) -> str:
    head, _, signature = provider.signed(claims).split(".")
    return f"{head}.{encoded({**claims, 'groups': ['it-drift']})}.{signature}"


def _by_other_key(provider: OidcProvider, claims: Claims, **header: Any) -> str:
    other = OidcProvider(key=RSAKey.generate_key(2048, {"kid": str(provider.key.kid)}))
    return other.signed(claims, header)


def _with_own_key(provider: OidcProvider, claims: Claims) -> str:
    own = ECKey.generate_key("P-256")
    head = {"alg": "ES256", "kid": provider.key.kid, "jwk": own.as_dict(private=False)}
    return jwt.encode(head, claims, own, algorithms=["ES256"])


def _none(_: OidcProvider, claims: Claims) -> str:
    return f"{encoded({'alg': 'none'})}.{encoded(claims)}."


def _hs256(provider: OidcProvider, claims: Claims) -> str:
    """The public key, which everybody has, as the secret."""
    said = f"{encoded({'alg': 'HS256', 'kid': provider.key.kid})}.{encoded(claims)}"
    public = provider.key.as_pem(private=False)
    return f"{said}.{encoded(hmac.new(public, said.encode(), sha256).digest())}"


def _hs256_by_secret(provider: OidcProvider, claims: Claims) -> str:
    said = f"{encoded({'alg': 'HS256', 'kid': provider.key.kid})}.{encoded(claims)}"
    return f"{said}.{encoded(hmac.new(SECRET.encode(), said.encode(), sha256).digest())}"


def _critical(provider: OidcProvider, claims: Claims) -> str:
    head = {"alg": "RS256", "kid": provider.key.kid, "crit": ["x"], "x": 1}
    said = f"{encoded(head)}.{encoded(claims)}"
    assert provider.key.private_key
    signature = provider.key.private_key.sign(said.encode(), PKCS1v15(), SHA256())
    return f"{said}.{encoded(signature)}"


def _unsigned(provider: OidcProvider, claims: Claims) -> str:
    return provider.signed(claims).rpartition(".")[0] + "."


@pytest.mark.parametrize(
    "twist",
    [
        pytest.param(_none, id="alg none"),
        pytest.param(_hs256, id="HS256 with the public key"),
        pytest.param(_hs256_by_secret, id="HS256 with the client secret"),
        pytest.param(_unsigned, id="the signature left out"),
        pytest.param(_tampered, id="claims changed after signing"),
        pytest.param(_by_other_key, id="signed by another key of the same name"),
        pytest.param(_with_own_key, id="bringing its own key along"),
        pytest.param(lambda p, c: p.signed(c, {"kid": "okänd"}), id="an unknown key"),
        pytest.param(lambda p, c: p.signed(c, {"kid": "../a"}), id="a path as the key's name"),
        pytest.param(_critical, id="an extension that must be understood"),
        pytest.param(lambda _p, _c: "inte.ett.intyg", id="no token at all"),
        pytest.param(lambda _p, _c: "", id="an empty token"),
        pytest.param(lambda _p, _c: "a.b.c.d.e", id="an encrypted token"),
    ],
)
def test_a_token_that_is_not_signed_by_the_provider_lets_nobody_in(
    provider: OidcProvider, browser: TestClient, twist: Callable[[OidcProvider, Claims], str]
) -> None:
    provider.twist = twist

    response = signed_in(browser)

    assert response.status_code == 401
    assert not is_let_in(browser)


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"iss": "https://annan.exempel.se"}, id="another issuer"),
        pytest.param({"aud": "annan"}, id="another audience"),
        pytest.param({"aud": ["annan", "tredje"]}, id="several other audiences"),
        pytest.param({"aud": [CLIENT, "annan"]}, id="several audiences and no authorised party"),
        pytest.param({"aud": [CLIENT, "annan"], "azp": "annan"}, id="another authorised party"),
        pytest.param({"azp": "annan"}, id="another party for the one audience"),
        pytest.param({"nonce": "en annans"}, id="another nonce"),
        pytest.param({"exp": 1}, id="expired"),
        pytest.param({"exp": "2099"}, id="a time that is text"),
        pytest.param({"nbf": int(time.time()) + 3600}, id="not yet valid"),
        pytest.param({"iat": int(time.time()) + 3600}, id="issued in the future"),
        pytest.param({"iat": int(time.time()) - 3600}, id="issued long ago"),
        pytest.param({"sub": ""}, id="an empty subject"),
        pytest.param({"sub": 7}, id="a subject that is a number"),
        pytest.param({"sub": "a\u0000b"}, id="a subject with control characters"),
        pytest.param({"groups": {"redaktion": True}}, id="groups that are no list"),
        pytest.param({"groups": ["redaktion", 1]}, id="a group that is a number"),
    ],
)
def test_a_token_that_says_what_it_may_not_lets_nobody_in(
    provider: OidcProvider, browser: TestClient, more: Claims
) -> None:
    provider.more = more

    response = signed_in(browser)

    assert response.status_code == 401
    assert not is_let_in(browser)


@pytest.mark.parametrize("lacking", ["iss", "aud", "sub", "exp", "iat", "nonce"])
def test_a_token_that_lacks_what_it_must_say_lets_nobody_in(
    provider: OidcProvider, browser: TestClient, lacking: str
) -> None:
    provider.without = (lacking,)

    response = signed_in(browser)

    assert response.status_code == 401
    assert not is_let_in(browser)


def _other_state(_: TestClient, back: str) -> str:
    return re.sub(r"state=[^&]*", "state=gissad", back)


def _replayed(browser: TestClient, back: str) -> str:
    browser.get(back)
    browser.cookies.delete(COOKIE)
    return back


def _replayed_code(browser: TestClient, back: str) -> str:
    """A new attempt's state, with a code that was used."""
    browser.get(back)
    browser.cookies.delete(COOKIE)
    code = re.search(r"code=[^&]*", back)
    return re.sub(r"code=[^&]*", code[0] if code else "", begun(browser))


def _foreign_code(browser: TestClient, back: str) -> str:
    """An attempt's state, with a code that another browser's attempt was given."""
    code = re.search(r"code=[^&]*", back)
    browser.cookies.clear()
    return re.sub(r"code=[^&]*", code[0] if code else "", begun(browser))


def _other_browser(browser: TestClient, back: str) -> str:
    browser.cookies.clear()
    return back


def _others_attempt(browser: TestClient, back: str) -> str:
    begun(browser)  # the cookie is the later attempt's
    return back


@pytest.mark.parametrize(
    "come_back",
    [
        pytest.param(_other_state, id="a guessed state"),
        pytest.param(lambda _b, back: re.sub(r"&?state=[^&]*", "", back), id="no state"),
        pytest.param(
            lambda _b, back: re.sub(r"code=[^&]*", "code=gissad", back), id="guessed code"
        ),
        pytest.param(lambda _b, back: re.sub(r"code=[^&]*&?", "", back), id="no code"),
        pytest.param(_replayed, id="a state used twice"),
        pytest.param(_replayed_code, id="a code used twice"),
        pytest.param(_foreign_code, id="another's code"),
        pytest.param(_other_browser, id="another browser"),
        pytest.param(_others_attempt, id="another attempt's cookie"),
        pytest.param(lambda _b, back: f"{back}&error=access_denied", id="told of an error"),
        pytest.param(lambda _b, back: f"{back}&iss=https://annan.exempel.se", id="another service"),
    ],
)
def test_a_way_back_that_is_not_the_one_begun_lets_nobody_in(
    browser: TestClient, come_back: Callable[[TestClient, str], str]
) -> None:
    back = come_back(browser, begun(browser))

    response = browser.get(back)

    assert response.status_code == 401
    assert "Logga in" in response.text
    assert not is_let_in(browser)


@pytest.mark.parametrize("named", [False, True], ids=["not named", "named"])
def test_a_service_that_says_it_names_itself_must_do_so(
    provider: OidcProvider, tmp_path: Path, named: bool
) -> None:
    provider.described = {"authorization_response_iss_parameter_supported": True}
    door = build_sign_in(oidc_settings(provider, tmp_path)).oidc
    assert door
    way = door.way.begin("/sok")
    sent = httpx2.get(way.address).headers["location"]
    told = dict(parse_qsl(urlsplit(sent).query))
    issuer = provider.issuer if named else ""
    back = Returned(**told, issuer=issuer, error="", browser=way.browser)

    with nullcontext() if named else pytest.raises(SignInError, match="rätt inloggningstjänst"):
        assert door.way.complete(back).person.id == f"{provider.issuer}#{SUBJECT}"


@pytest.mark.parametrize(
    "described",
    [
        pytest.param({"issuer": "https://annan.exempel.se"}, id="another issuer"),
        pytest.param({"token_endpoint": "http://annan.exempel.se/token"}, id="a plain address"),
        pytest.param({"jwks_uri": "file:///etc/passwd"}, id="a file for the keys"),
        pytest.param({"jwks_uri": None}, id="no keys"),
        pytest.param({"authorization_endpoint": "javascript:alert(1)"}, id="a script"),
    ],
)
def test_a_service_that_describes_itself_wrongly_is_not_gone_to(
    provider: OidcProvider, tmp_path: Path, described: Claims
) -> None:
    provider.described = described
    door = build_sign_in(oidc_settings(provider, tmp_path)).oidc
    assert door

    with pytest.raises(ProviderError):
        door.way.begin("/")


def _swapped(browser: TestClient, session: str) -> dict[str, str]:
    return {COOKIE: browser.cookies.get(ATTEMPT) or "ingen"}


@pytest.mark.parametrize(
    "cookies",
    [
        pytest.param(lambda _b, _s: {COOKIE: "vald-av-annan"}, id="fixated"),
        pytest.param(_swapped, id="the attempt's cookie for the session's"),
        pytest.param(lambda _b, s: {COOKIE: sha256(s.encode()).hexdigest()}, id="the kept hash"),
        pytest.param(lambda _b, s: {"lardom_session": s}, id="under the name of plain http"),
        pytest.param(lambda _b, s: {COOKIE: s[:-1]}, id="cut short"),
        pytest.param(lambda _b, _s: {COOKIE: "x' OR '1'='1"}, id="a query"),
    ],
)
def test_a_session_that_was_not_given_lets_nobody_in(
    browser: TestClient, cookies: Callable[[TestClient, str], dict[str, str]]
) -> None:
    signed_in(browser)
    session = browser.cookies.get(COOKIE) or ""
    begun(browser)
    shown = cookies(browser, session)
    browser.cookies.clear()

    header = "; ".join(f"{name}={value}" for name, value in shown.items())

    assert not is_let_in(browser, headers={"Cookie": header})
    assert is_let_in(browser, headers={"Cookie": f"{COOKIE}={session}"})


def test_signing_in_gives_a_new_session_and_ends_the_former(browser: TestClient) -> None:
    browser.cookies.set(COOKIE, "satt-av-annan", domain="lardom.exempel.se", path="/")
    signed_in(browser)
    first = browser.cookies.get(COOKIE, domain="lardom.exempel.se")

    signed_in(browser)

    second = browser.cookies.get(COOKIE, domain="lardom.exempel.se")
    browser.cookies.clear()
    assert len({"satt-av-annan", first, second}) == 3
    assert not is_let_in(browser, headers={"Cookie": f"{COOKIE}={first}"})
    assert is_let_in(browser, headers={"Cookie": f"{COOKIE}={second}"})


def test_a_session_is_over_when_its_holder_has_signed_out(browser: TestClient) -> None:
    signed_in(browser)
    session = browser.cookies.get(COOKIE)

    browser.post("/logga-ut")

    browser.cookies.clear()
    assert not is_let_in(browser, headers={"Cookie": f"{COOKIE}={session}"})


def noted(data: Path, action: str) -> list[tuple[str, str]]:
    """Who the audit log says has done that, and to what."""
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        asked = "SELECT caller, object FROM audit WHERE action = ? ORDER BY number"
        return list(record.execute(asked, (action,)))


def test_signing_out_is_noted_once_with_who_it_was(browser: TestClient, data: Path) -> None:
    signed_in(browser)
    before = noted(data, "sign-out")

    browser.post("/logga-ut")
    browser.post("/logga-ut")

    assert noted(data, "sign-out")[len(before) :] == [noted(data, "sign-in")[-1]]


def test_who_never_signed_in_leaves_no_sign_out_behind(browser: TestClient, data: Path) -> None:
    before = noted(data, "sign-out")
    browser.cookies.set(COOKIE, "gissad", domain="lardom.exempel.se", path="/")

    browser.post("/logga-ut")

    assert noted(data, "sign-out") == before


def test_a_page_of_a_listed_site_does_not_ask_as_whoever_has_signed_in(
    browser: TestClient,
) -> None:
    signed_in(browser)

    asked = browser.post("/api/v1/ask", json={"question": "Vad?"}, headers={"Origin": LISTED})

    assert asked.status_code == 401


@dataclass
class Clock:
    at: datetime = datetime(2026, 1, 31, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.mark.parametrize(
    ("steps", "goes_on"),
    [
        pytest.param([59, 59, 59], True, id="used now and then"),
        pytest.param([61], False, id="left idle"),
        pytest.param([50] * 12 + [1], False, id="used for longer than it lasts at most"),
    ],
)
def test_a_session_ends_by_itself(tmp_path: Path, steps: list[int], goes_on: bool) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path, Lasting(idle_minutes=60, hours=10), clock)
    session = sessions.begin(Person(id="a", name="A", groups=frozenset()), None)

    for minutes in steps:
        clock.at += timedelta(minutes=minutes)
        found = sessions.person_of(session)
    sessions.close()

    assert (found is not None) == goes_on


def test_a_session_that_is_over_is_removed_though_nobody_signs_in(tmp_path: Path) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path, Lasting(idle_minutes=60, hours=10), clock)
    with closing(sessions):
        sessions.begin(Person(id="canary-1", name="A", groups=frozenset()), None)
        clock.at += timedelta(minutes=50)
        going_on = sessions.begin(Person(id="b", name="B", groups=frozenset()), None)
        clock.at += timedelta(minutes=30)

        sessions.sweep()

        assert sessions.person_of(going_on)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"canary-1" not in kept


def test_sessions_that_cannot_be_swept_now_are_another_time(tmp_path: Path) -> None:
    (tmp_path / RECORD_NAME).write_bytes(b"ingen databas" * 100)
    sessions = Sessions(tmp_path, Lasting(idle_minutes=60, hours=10))

    with closing(sessions):
        sessions.sweep()
        (tmp_path / RECORD_NAME).unlink()
        session = sessions.begin(Person(id="a", name="A", groups=frozenset()), None)

        assert sessions.person_of(session)


def test_the_record_has_no_session_id_in_it(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, Lasting(idle_minutes=60, hours=10))

    session = sessions.begin(Person(id="a", name="A", groups=frozenset()), None)

    sessions.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert session.encode() not in kept
    assert sha256(session.encode()).hexdigest().encode() in kept


def test_an_attempt_that_took_too_long_is_over() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    attempt = attempts.begin("/")

    now[0] = SECONDS + 1

    with pytest.raises(SignInError):
        attempts.take(attempt.state, attempt.browser)


def test_attempts_that_nobody_completes_do_not_pile_up() -> None:
    attempts = Attempts()
    first = attempts.begin("/")

    last = [attempts.begin("/") for _ in range(MOST)][-1]

    assert attempts.take(last.state, last.browser) == last
    with pytest.raises(SignInError):
        attempts.take(first.state, first.browser)


@pytest.mark.parametrize(
    "till",
    [
        *("https://annan.exempel.se", "//annan.exempel.se", "/\\annan.exempel.se", "\\\\annan.se"),
        *("javascript:alert(1)", "/\tannan", "/%0d%0aSet-Cookie:a=b\r\n", "annan.exempel.se", ""),
    ],
)
def test_nobody_is_led_away_from_here(browser: TestClient, till: str) -> None:
    page = browser.get("/logga-in", params={"till": till})

    assert signed_in(browser, till).headers["location"] == "/"
    assert "/logga-in/start?till=%2F&" not in page.text
    assert "annan.exempel.se" not in page.text.partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"oidc_issuer": ""}, "LARDOM_OIDC_ISSUER"),
        ({"oidc_issuer": "http://annan.exempel.se"}, "LARDOM_OIDC_ISSUER"),
        ({"oidc_client_id": ""}, "LARDOM_OIDC_CLIENT_ID"),
        ({"public_url": ""}, "LARDOM_PUBLIC_URL"),
        ({"public_url": "http://lardom.exempel.se"}, "LARDOM_PUBLIC_URL"),
        ({"oidc_scopes": "profile"}, "LARDOM_OIDC_SCOPES"),
        ({"roles": "visitor=alla"}, "LARDOM_ROLES"),
        ({"roles": "chef=alla"}, "LARDOM_ROLES"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else None,
)
def test_a_setting_that_is_lacking_or_unsafe_is_told_at_the_start(
    tmp_path: Path, wrong: dict[str, str], said: str
) -> None:
    good = {
        **{"sign_in": SignInMode.OIDC, "public_url": HOME, "oidc_client_id": CLIENT},
        **{"oidc_issuer": "https://inloggning.exempel.se", "data": tmp_path},
    }

    with pytest.raises(AssistantError, match=said):
        build_sign_in(settings(**{**good, **wrong}))


def test_a_service_that_is_not_there_is_told_of(tmp_path: Path, caplog: Any) -> None:
    gone = OidcProvider(issuer="http://127.0.0.1:9")
    door = build_sign_in(oidc_settings(gone, tmp_path)).oidc
    assert door

    with caplog.at_level(logging.WARNING), pytest.raises(ProviderError, match=r"127\.0\.0\.1:9"):
        door.way.begin("/")

    assert "127.0.0.1:9" in caplog.text
