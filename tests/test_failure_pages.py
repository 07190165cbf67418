"""A browser is told of failures by a page in its reader's language; commands by JSON."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.people.types import Caller, Way
from ingest.embedding import Embedder
from tests.services import serving

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ENGLISH = {**BROWSER, "Cookie": "lardom_sprak=en"}


class Gate:
    """Knows those who say so, who have no role; breaks for those who say that."""

    def caller(self, request: Request) -> Caller | None:
        if "x-broken" in request.headers:
            raise ValueError("hemlig detalj")
        return Caller(way=Way.KEY, id="a") if "x-known" in request.headers else None


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("failing")


@pytest.fixture(scope="module")
def web(data: Path, embedder: Embedder) -> Iterator[TestClient]:
    """A service without a library."""
    with (
        serving(data, embedder) as service,
        TestClient(
            create_app(service), raise_server_exceptions=False, follow_redirects=False
        ) as opened,
    ):
        yield opened


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", re.split("</?main", page)[1])).split())


def ways(page: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', re.split("</?main", page)[1])


@pytest.mark.parametrize(
    ("path", "status", "swedish", "english", "way"),
    [
        pytest.param("/finnsinte", 404, "Sidan finns inte", "no such page", "/sok", id="no-page"),
        pytest.param(
            "/projekt/abc", 422, "inte går att använda", "cannot be used", "/projekt", id="no-id"
        ),
        pytest.param("/projekt/7", 404, "inget projekt 7", "no such page", "/projekt", id="gone"),
        pytest.param("/sok?kind=zzz", 422, "kind=zzz", "cannot be used", "/sok", id="no-kind"),
        pytest.param(
            "/inlasningar?status=x",
            422,
            "inte går att använda",
            "cannot be used",
            "/inlasningar",
            id="runs",
        ),
        pytest.param(
            "/lardomar/abc", 422, "inte går att använda", "cannot be used", "/lardomar", id="lesson"
        ),
        pytest.param(
            "/uppgifter?state=x",
            422,
            "state=x",
            "cannot be used",
            "/uppgifter",
            id="tasks",
        ),
        pytest.param(
            "/register/blad", 422, "inte går att använda", "cannot be used", "/register", id="sheet"
        ),
    ],
)
def test_a_browser_gets_a_page_with_ways_on_in_its_language(
    web: TestClient, path: str, status: int, swedish: str, english: str, way: str
) -> None:
    told, said = web.get(path, headers=BROWSER), web.get(path, headers=ENGLISH)

    assert (told.status_code, said.status_code) == (status, status)
    assert told.headers["content-type"].startswith("text/html")
    assert '<html lang="sv">' in told.text
    assert swedish in plain(told.text)
    assert '<html lang="en">' in said.text
    assert english in plain(said.text)
    assert ways(told.text) == ways(said.text) == [way, "/"]


def test_the_title_that_a_browser_remembers_has_nothing_of_what_was_written(
    web: TestClient,
) -> None:
    page = web.get("/sok?kind=zzz", headers=BROWSER).text

    (title,) = re.findall(r"<title>(.*?)</title>", page)
    assert "kind=zzz" in page
    assert "zzz" not in title


@pytest.mark.parametrize("path", ["/finnsinte", "/projekt/abc", "/sok?kind=zzz"])
def test_no_page_speaks_of_the_interface(web: TestClient, path: str) -> None:
    page = plain(web.get(path, headers=BROWSER).text)

    assert not re.search(r"openapi|JSON|UTF-8|ett av '|Anropet|/api/", page)


def test_what_a_failure_says_itself_is_marked_as_swedish_on_an_english_page(
    web: TestClient,
) -> None:
    page = web.get("/sok?year=nej", headers=ENGLISH).text

    assert re.search(r'<span lang="sv">[^<]*year=nej', page)
    assert '<h1 lang="sv">' not in page


@pytest.mark.parametrize("path", ["/finnsinte", "/projekt/abc", "/api/v1/nope"])
@pytest.mark.parametrize("accept", ["*/*", "application/json"])
def test_commands_get_json(web: TestClient, path: str, accept: str) -> None:
    response = web.get(path, headers={"Accept": accept})

    assert set(response.json()["error"]) == {"message", "remedy"}


@pytest.mark.parametrize("path", ["/api/v1/nope", "/api/v1/projects/abc", "/static/nope.js"])
def test_the_interface_and_files_answer_a_browser_with_json_too(web: TestClient, path: str) -> None:
    assert web.get(path, headers=BROWSER).json()["error"]["message"]


def test_what_nobody_foresaw_is_told_without_details(closed: TestClient) -> None:
    told, said = (
        closed.get("/sok", headers={**language, "x-broken": "1"}) for language in (BROWSER, ENGLISH)
    )

    assert (told.status_code, said.status_code) == (500, 500)
    assert "Något gick fel i tjänsten" in plain(told.text)
    assert "Something went wrong" in plain(said.text)
    assert "hemlig" not in told.text + said.text
    assert "default-src 'none'" in told.headers["content-security-policy"]


def test_an_address_never_becomes_markup(web: TestClient) -> None:
    page = web.get("/sok?kind=%3Cimg+src%3Dx%3E", headers=BROWSER).text

    assert "<img src=x>" not in page
    assert "kind=<img src=x>" in plain(page)


EMPTY = {
    "/": 200,
    "/sok": 503,
    "/sok?q=lön": 503,
    "/dokument/x": 503,
    "/obesvarade": 200,
    "/inlasningar": 200,
    "/projekt": 200,
    "/register": 200,
    "/nyckeltal": 200,
}


@pytest.mark.parametrize("path", EMPTY)
def test_without_a_library_a_page_says_what_is_lacking_and_who_does_what(
    web: TestClient, data: Path, path: str
) -> None:
    told, said = web.get(path, headers=BROWSER), web.get(path, headers=ENGLISH)

    assert (told.status_code, said.status_code) == (EMPTY[path], EMPTY[path])
    assert re.search("Inget material har tagits in än|Registret (är tomt|har inga)", told.text)
    assert re.search("Nothing has been taken in yet|register (is empty|has no)", said.text)
    assert re.search("lardom (sync MAPP|register import FIL)", plain(told.text))
    assert str(data) not in told.text + said.text
    assert "`" not in plain(told.text) + plain(said.text)


def test_without_a_library_the_interface_names_no_folder_of_the_server(
    web: TestClient, data: Path
) -> None:
    told = web.post("/api/v1/ask", json={"question": "Vad kostade det?"})

    assert told.status_code == 503
    assert "Biblioteket är tomt" in told.json()["error"]["message"]
    assert "lardom sync" in told.json()["error"]["remedy"]
    assert str(data) not in told.text


@pytest.fixture(scope="module")
def closed(data: Path, embedder: Embedder) -> Iterator[TestClient]:
    with serving(data, embedder) as service:
        app = create_app(service, (), [Gate()])
        with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as opened:
            yield opened


@pytest.mark.parametrize(
    ("headers", "status", "swedish", "english"),
    [
        pytest.param({}, 401, "Du är inte inloggad", "not signed in", id="nobody"),
        pytest.param({"x-known": "1"}, 403, "Din roll", "Your role", id="no-role"),
    ],
)
def test_whoever_may_not_see_a_page_is_told_on_one(
    closed: TestClient, headers: dict[str, str], status: int, swedish: str, english: str
) -> None:
    told = closed.get("/sok", headers={**BROWSER, **headers})
    said = closed.get("/sok", headers={**ENGLISH, **headers})

    assert (told.status_code, said.status_code) == (status, status)
    assert swedish in plain(told.text)
    assert english in plain(said.text)
    assert 'lang="sv"' not in re.split("</?main", said.text)[1]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        pytest.param("/api/v1/documents", BROWSER, 401, id="interface"),
        pytest.param("/sok", {"Accept": "*/*"}, 401, id="command"),
        pytest.param("/sok", {**BROWSER, "x-known": "1"}, 403, id="no-role"),
    ],
)
def test_where_one_cannot_sign_in_nobody_is_led_there(
    closed: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    assert closed.get(path, headers=headers).status_code == status


@pytest.mark.parametrize("is_told", [True, False], ids=["length-told", "in-parts"])
def test_a_form_that_is_too_large_is_told_by_a_page(web: TestClient, is_told: bool) -> None:
    body = b"question=" + b"a" * 300_000
    headers = {**BROWSER, "Content-Type": "application/x-www-form-urlencoded"}

    shown = web.post(
        "/granskade-svar/ny", content=body if is_told else iter([body]), headers=headers
    )

    assert shown.status_code == 413
    assert "Det du skickade är för stort. Gå tillbaka i webbläsaren" in plain(shown.text)
    assert shown.headers["content-security-policy"]
