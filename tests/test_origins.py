"""Other web sites: only those that are listed may ask, take in the widget, and frame its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.origins import read_origins
from assistant.api.serving import LOOPBACK_NAMES, only_by_names
from assistant.errors import AssistantError
from ingest.embedding import Embedder
from tests.services import serving

LISTED = "https://intranat.exempel.se"
OTHER = "https://annan.exempel.se"
ASK = "/api/v1/ask"
QUESTION = {"question": "Vad kostade projektet?"}
EMPTY_LIBRARY = 503  # the question came through to a library without documents
ALLOW = "access-control-allow-origin"


@pytest.fixture
def asked(tmp_path: Path, embedder: Embedder) -> Iterator[TestClient]:
    with serving(tmp_path, embedder) as service:
        app = create_app(service, (LISTED,))
        app.middleware("http")(only_by_names((*LOOPBACK_NAMES, "testserver")))
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client


@pytest.mark.parametrize(
    ("listed", "read"),
    [
        ("", ()),
        (LISTED, (LISTED,)),
        (f" {LISTED} ,, {OTHER}:8443,{LISTED}", (LISTED, f"{OTHER}:8443")),
        ("http://localhost:8080,http://localhost", ("http://localhost:8080", "http://localhost")),
        ("https://xn--intrant-bxa.exempel.se", ("https://xn--intrant-bxa.exempel.se",)),
    ],
    ids=["none", "one", "several, one twice", "on this machine", "with other letters"],
)
def test_origins_are_told_apart_by_commas(listed: str, read: tuple[str, ...]) -> None:
    assert read_origins(listed) == read


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "null",
        "https://*.exempel.se",
        "http://intranat.exempel.se",
        "http://127.0.0.1:8080",
        "intranat.exempel.se",
        "https://intranat.exempel.se/",
        "https://intranat.exempel.se/sida",
        "https://Intranat.exempel.se",
        "https://intranät.exempel.se",
        "https://intranat.exempel.se:443",
        "https://intranat.exempel.se:70000",
        "http://localhost:80",
        "https://namn@intranat.exempel.se",
        "https://intranat.exempel.se https://annan.exempel.se",
        "https://intranat.exempel.se;script-src *",
    ],
)
def test_what_is_no_exact_origin_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(AssistantError) as refused:
        read_origins(f"{LISTED},{wrong}")

    assert f"”{wrong}”" in refused.value.message
    assert "LARDOM_ORIGINS" in refused.value.message
    assert "https://intranat.exempel.se" in refused.value.remedy


@pytest.mark.parametrize(
    ("headers", "status", "allowed"),
    [
        ({}, EMPTY_LIBRARY, None),
        ({"Origin": LISTED}, EMPTY_LIBRARY, LISTED),
        ({"Origin": LISTED, "Sec-Fetch-Site": "cross-site"}, EMPTY_LIBRARY, LISTED),
        ({"Origin": "http://testserver"}, EMPTY_LIBRARY, None),
        ({"Origin": "https://testserver"}, EMPTY_LIBRARY, None),
        ({"Origin": "https://namn.se", "Sec-Fetch-Site": "same-origin"}, EMPTY_LIBRARY, None),
        ({"Origin": OTHER}, 403, None),
        ({"Origin": "null"}, 403, None),
        ({"Origin": f"{LISTED}:8443"}, 403, None),
        ({"Origin": f"{LISTED}.elsewhere.example"}, 403, None),
        ({"Origin": "http://intranat.exempel.se"}, 403, None),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"}, 403, None),
    ],
    ids=[
        "no page",
        "a listed site",
        "a listed site, as a browser says",
        "its own page",
        "its own page behind a proxy with TLS",
        "its own page, as a browser says",
        "another site",
        "a hidden site",
        "another port",
        "a name that begins alike",
        "without TLS",
        "a sibling, as a browser says",
    ],
)
def test_a_question_comes_through_only_from_its_own_pages_and_listed_sites(
    asked: TestClient, headers: dict[str, str], status: int, allowed: str | None
) -> None:
    response = asked.post(ASK, json=QUESTION, headers=headers)

    assert response.status_code == status
    assert response.headers.get(ALLOW) == allowed
    assert "access-control-allow-credentials" not in response.headers
    assert response.headers["vary"] == "Origin"
    if status == 403:
        problem = response.json()["error"]
        assert headers["Origin"] in problem["message"]
        assert "LARDOM_ORIGINS" in problem["remedy"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/documents"),
        ("POST", "/api/v1/documents"),
        ("GET", "/api/v1/search?q=a"),
        ("GET", ASK),
        ("GET", "/api/nothing"),
        ("OPTIONS", "/api/v1/documents"),
    ],
)
@pytest.mark.parametrize("origin", [LISTED, OTHER], ids=["listed", "not listed"])
def test_no_other_site_reaches_more_of_the_api_than_questions(
    asked: TestClient, method: str, path: str, origin: str
) -> None:
    response = asked.request(method, path, headers={"Origin": origin})

    assert response.status_code in ((405,) if (path, origin) == (ASK, LISTED) else (403,))
    assert response.headers.get(ALLOW) == (LISTED if (path, origin) == (ASK, LISTED) else None)


@pytest.mark.parametrize(("origin", "status"), [(LISTED, 204), (OTHER, 403)])
def test_a_browser_that_asks_before_is_told(asked: TestClient, origin: str, status: int) -> None:
    wanted = {"Origin": origin, "Access-Control-Request-Method": "POST"}

    response = asked.options(ASK, headers=wanted)

    assert response.status_code == status
    assert response.headers.get("access-control-allow-methods") == (
        "POST" if status == 204 else None
    )


def test_the_widget_is_given_to_listed_sites_alone(asked: TestClient) -> None:
    plain = asked.get("/widget.js")
    listed = asked.get("/widget.js", headers={"Origin": LISTED})
    other = asked.get("/widget.js", headers={"Origin": OTHER})
    again = asked.get(
        "/widget.js", headers={"Origin": LISTED, "If-None-Match": plain.headers["etag"]}
    )

    assert (plain.status_code, listed.status_code, other.status_code) == (200, 200, 403)
    assert again.status_code == 304
    assert listed.headers["content-type"].startswith("text/javascript")
    assert listed.headers["cross-origin-resource-policy"] == "cross-origin"
    assert [one.headers.get(ALLOW) for one in (plain, listed, again)] == [None, LISTED, LISTED]
    assert {one.headers["vary"] for one in (plain, listed, again)} == {"Origin"}


def test_the_name_of_the_server_is_still_asked_for_first(asked: TestClient) -> None:
    response = asked.post(ASK, json=QUESTION, headers={"Origin": LISTED, "Host": "elsewhere.se"})

    assert response.status_code == 400


@pytest.mark.parametrize(
    ("origins", "framing"),
    [((), "'none'"), ((LISTED, OTHER), f"{LISTED} {OTHER}")],
    ids=["none", "two"],
)
def test_the_page_for_frames_can_be_framed_by_listed_sites_alone(
    tmp_path: Path, embedder: Embedder, origins: tuple[str, ...], framing: str
) -> None:
    with serving(tmp_path, embedder) as service, TestClient(create_app(service, origins)) as client:
        embedded, page = client.get("/embed"), client.get("/")

    policy, others = (one.headers["content-security-policy"] for one in (embedded, page))
    assert f"; frame-ancestors {framing};" in policy
    assert policy.replace(f"frame-ancestors {framing};", "frame-ancestors 'none';") == others
    assert "x-frame-options" not in embedded.headers


def test_the_page_for_frames_hands_its_address_on_to_the_widget(asked: TestClient) -> None:
    wanted = {"language": "en", "theme": "dark", "title": 'A"><b>', "filter": "kind: report"}

    page = asked.get("/embed", params=wanted).text

    assert '<html lang="en">' in page
    assert 'language="en" theme="dark"' in page
    assert 'title="A&#34;&gt;&lt;b&gt;" filter="kind: report"></lardom-chat>' in page
