"""Nobody is told anything of what is not for them, on any surface, whichever way they ask."""

import logging
import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from urllib.parse import quote

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from assistant.service import Service
from ingest.embedding import Embedder
from tests.canaries import CALLERS, FILTERS, ROOTS, SEES, Planted, leaked, planted, served, words_in

__all__ = ["planted"]  # a fixture, taken in by its name

MISSING, MISSING_NUMBER, MISSING_FILE = "f" * 16, 987654, "e" * 64
GENERAL = (
    "Vad kostade projektet?",
    "Vem ledde projektet?",
    "När blev projektet klart?",
    "Vilka rapporter finns om projektet?",
    "Hur många rapporter finns det från 2017?",
    "Vad kostade driften av systemet?",
    "Hur stor är budgeten för alla projekt 2017?",
    "Vilka projekt finns i registret 2017?",
    "Hur många projekt hade myndigheterna 2017?",
    "Vad var it-kostnaden per myndighet 2017?",
    "Vilka erfarenheter gav projektet?",
    "Vad står det i bilagan om driften?",
    "Hur stor är it-kostnaden 2017?",
    "Vilket projekt har störst budget 2017?",
)
ABOUT = (
    "Vad kostade {root}projektet?",
    "Vem ledde {root}projektet?",
    "När blev {root}projektat klart?",
    "Vilka rapporter finns om {root}projektet?",
    "Vad säger {root}verket om projektet?",
    "Hur många projekt hade {root}myndigheten 2017?",
    "Vad är budgeten för {root}registerprojekt 2017?",
    "Vad har {root}myndigheten för it-kostnad 2017?",
    "Berätta om {root}systemet",
    "Vad är {root}nummer?",
    "{root}registerprojekt",
    "{root}texten",
    "Jämför {root}projektet med driften av systemet",
    "Vilka lärdomar gav {root}projektet?",
    "Vad kostade {root}?",
)
QUESTIONS = (*GENERAL, *(text.format(root=root) for root in ROOTS.values() for text in ABOUT))
EACH = 100
"""Questions by each of the five callers: 500."""
ANSWER = "Vad kostade projektet?"

Paths = Callable[[Planted], list[str]]


def fixed(*paths: str) -> Paths:
    return lambda _: list(paths)


def of_documents(path: str) -> Paths:
    return lambda planted: [path.format(one) for some in planted.documents.values() for one in some]


def of_projects(path: str) -> Paths:
    return lambda planted: [path.format(one) for one in planted.projects.values()]


def of_agencies(path: str) -> Paths:
    return lambda planted: [path.format(one) for one in planted.agencies.values()]


def lists(planted: Planted) -> list[str]:
    place = f"/api/v1/register/collections/{planted.collection}/lists"
    return [f"{place}/{one}.xlsx" for one in planted.agencies.values()]


def reviews(planted: Planted) -> list[str]:
    return [f"/register/granskning/{planted.collection}"]


def sheets(planted: Planted) -> list[str]:
    return [
        f"/register/blad?fil={book}&blad={sheet}&cell=A2"
        for book in planted.books.values()
        for sheet in ("Projekt",)
    ]


def searches(path: str) -> Paths:
    words = ["projektet", "systemet", *(f"{root}projektet" for root in ROOTS.values())]
    return fixed(path.format(""), *(path.format(word) for word in words))


SURFACES: dict[str, Paths] = {
    "/": fixed("/"),
    "/dokument/{document_id}": of_documents("/dokument/{}"),
    "/dokument/{document_id}/synlighet": of_documents("/dokument/{}/synlighet"),
    "/sok": searches("/sok?q={}"),
    "/projekt": fixed("/projekt", "/projekt?text=projekt", "/projekt?ar=2017"),
    "/projekt/{project_id}": of_projects("/projekt/{}"),
    "/tackning": fixed("/tackning"),
    "/nyckeltal": fixed("/nyckeltal", "/nyckeltal?fraga=Hur+stor+var+budgeten+2017"),
    "/register": fixed("/register"),
    "/register/blad": sheets,
    "/register/granskning/{collection_id}": reviews,
    "/inlasningar": fixed("/inlasningar"),
    "/inlasningar/{number}": fixed(
        *(f"/inlasningar/1?status={one}" for one in ("stored", "failed", "skipped")),
        "/inlasningar/1",
    ),
    "/obesvarade": fixed("/obesvarade", "/obesvarade?delvis=true"),
    "/embed": fixed("/embed"),
    "/widget.js": fixed("/widget.js"),
    "/sprak/{language}": fixed("/sprak/en"),
    "/livez": fixed("/livez"),
    "/readyz": fixed("/readyz"),
    "/openapi.json": fixed("/openapi.json"),
    "/api/v1/search": searches("/api/v1/search?q={}"),
    "/api/v1/search/documents": searches("/api/v1/search/documents?q={}&limit=50"),
    "/api/v1/examples": fixed("/api/v1/examples"),
    "/api/v1/filters": fixed("/api/v1/filters"),
    "/api/v1/answers/{answer_id}.json": fixed(),
    "/api/v1/answers/{answer_id}.md": fixed(),
    "/api/v1/answers/{answer_id}.docx": fixed(),
    "/api/v1/answers/{answer_id}.pdf": fixed(),
    "/api/v1/documents": fixed("/api/v1/documents"),
    "/api/v1/documents/{document_id}": of_documents("/api/v1/documents/{}"),
    "/api/v1/documents/{document_id}/corrections": of_documents("/api/v1/documents/{}/corrections"),
    "/api/v1/documents/{document_id}/visibility": of_documents("/api/v1/documents/{}/visibility"),
    "/api/v1/documents/{document_id}/dublin-core": of_documents("/api/v1/documents/{}/dublin-core"),
    "/api/v1/documents/{document_id}/pages/{number}/picture": of_documents(
        "/api/v1/documents/{}/pages/1/picture?width=200"
    ),
    "/api/v1/figures": fixed(
        *(f"/api/v1/figures?filter={one}&rows=100" for one in FILTERS),
        *(f"/api/v1/figures?question={quote(one)}" for one in GENERAL[6:10]),
    ),
    "/api/v1/figures/picture.svg": fixed(f"/api/v1/figures/picture.svg?filter={FILTERS[2]}"),
    "/api/v1/figures/picture.png": fixed(f"/api/v1/figures/picture.png?filter={FILTERS[2]}"),
    "/api/v1/figures/table.csv": fixed(
        *(f"/api/v1/figures/table.csv?filter={one}" for one in FILTERS)
    ),
    "/api/v1/figures/table.xlsx": fixed(
        *(f"/api/v1/figures/table.xlsx?filter={one}" for one in FILTERS)
    ),
    "/api/v1/agencies": fixed("/api/v1/agencies"),
    "/api/v1/agencies/{agency_id}": of_agencies("/api/v1/agencies/{}"),
    "/api/v1/coverage": fixed("/api/v1/coverage"),
    "/api/v1/projects": fixed("/api/v1/projects?limit=50", "/api/v1/projects?text=projekt"),
    "/api/v1/projects/similar": fixed("/api/v1/projects/similar?text=byta+system&limit=20"),
    "/api/v1/projects/{project_id}": of_projects("/api/v1/projects/{}"),
    "/api/v1/projects/{project_id}/plans.svg": of_projects("/api/v1/projects/{}/plans.svg"),
    "/api/v1/projects/{project_id}/plans.png": of_projects("/api/v1/projects/{}/plans.png"),
    "/api/v1/projects/{project_id}/money.svg": of_projects("/api/v1/projects/{}/money.svg"),
    "/api/v1/projects/{project_id}/money.png": of_projects("/api/v1/projects/{}/money.png"),
    "/api/v1/register/collections/{collection_id}/lists/{agency_id}.xlsx": lists,
    "/api/v1/lessons": fixed("/api/v1/lessons"),
    "/api/v1/lessons/feed.atom": fixed("/api/v1/lessons/feed.atom"),
    "/api/v1/lessons/template.md": fixed("/api/v1/lessons/template.md"),
    "/api/v1/lessons/template.docx": fixed("/api/v1/lessons/template.docx"),
    "/lardomar": fixed("/lardomar"),
    "/lardomar/ny": fixed("/lardomar/ny"),
    "/api/v1/curated": fixed("/api/v1/curated"),
    "/api/v1/uploads/visibility": fixed("/api/v1/uploads/visibility"),
    "/ladda-upp": fixed("/ladda-upp", "/ladda-upp?vem=folder"),
    "/api/v1/marks": fixed("/api/v1/marks", "/api/v1/marks?state=open"),
    "/markeringar": fixed("/markeringar", "/markeringar?lage=settled"),
    "/granskade-svar": fixed("/granskade-svar"),
    "/granskade-svar/ny": fixed("/granskade-svar/ny"),
    "/api/v1/tasks": fixed("/api/v1/tasks"),
    "/uppgifter": fixed("/uppgifter", "/uppgifter?state=open"),
    "/api/v1/me/records": fixed("/api/v1/me/records"),
    "/api/v1/retention": fixed("/api/v1/retention"),
    "/api/v1/switches": fixed("/api/v1/switches"),
    "/api/v1/audit": fixed("/api/v1/audit"),
    "/logga-in": fixed("/logga-in"),
    "/api/v1/runs": fixed("/api/v1/runs"),
    "/api/v1/runs/{run_id}": fixed("/api/v1/runs/1"),
}
"""Every address that can be read, with what is asked of it.

Answers have tests of their own, single lessons (`test_lessons_api`), and single
curated answers (`test_curated_api`), and marks of canaries (`test_citation_marks`)."""
STATIC = {"/static"}
LEADING = {"/logga-in/start", "/logga-in/svar", "/logga-ut/klart"}
"""They lead to another service, or on from there."""


@pytest.fixture(scope="module")
def serve(planted: Planted, embedder: Embedder) -> Iterator[tuple[Service, TestClient]]:
    with served(planted.data, embedder) as opened:
        yield opened


@pytest.fixture
def api(serve: tuple[Service, TestClient]) -> TestClient:
    return serve[1]


def as_(caller: str) -> dict[str, str]:
    return {"x-caller": caller}


def test_every_address_that_can_be_read_has_a_row(serve: tuple[Service, TestClient]) -> None:
    app = serve[1].app
    found = {
        str(route.path)
        for route in iter_route_contexts(app.routes)  # type: ignore[attr-defined]  # is FastAPI's
        if "GET" in (route.methods or ())
    }

    own_tests = {one for one in found if "{lesson_id}" in one or "{curated_id}" in one}
    assert found - STATIC - LEADING - own_tests == set(SURFACES)


@pytest.mark.parametrize("caller", CALLERS)
def test_no_surface_tells_a_caller_of_what_is_not_for_them(
    api: TestClient, planted: Planted, caller: str
) -> None:
    found, told = {}, set()
    for surface, paths in SURFACES.items():
        for path in paths(planted):
            response = api.get(path, headers=as_(caller), follow_redirects=False)
            asked = path.rpartition("?")[2].replace("=", " ")
            said = f"{words_in(response.content)} {response.headers}".casefold()
            assert response.status_code < 500, path
            told |= {surface} if response.status_code < 400 else set()
            if levels := leaked(said, caller, asked):
                found[path] = levels

    assert found == {}
    if caller == "editor":  # who may read everything, so that every surface has something to tell
        assert {one for one in SURFACES if "{answer_id}" not in one} == told


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/documents",
        "/api/v1/search?q=projektet",
        "/api/v1/search/documents?q=&limit=50",
        "/api/v1/filters",
        "/api/v1/figures?filter=" + FILTERS[1] + "&rows=100",
        "/api/v1/figures/table.xlsx?filter=" + FILTERS[1],
        "/api/v1/agencies",
        "/api/v1/projects?limit=50",
        "/api/v1/projects/similar?text=byta+system&limit=20",
        "/sok?q=",
        "/projekt",
        "/tackning",
    ],
)
@pytest.mark.parametrize("caller", ["reader", "member", "both"])
def test_a_caller_is_told_of_all_that_is_for_them(api: TestClient, caller: str, path: str) -> None:
    said = words_in(api.get(path, headers=as_(caller)).content)

    assert {level for level, root in ROOTS.items() if root in said} == SEES[caller]


@pytest.mark.parametrize("caller", [one for one in CALLERS if one != "visitor"])
@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/documents/{}",
        "/api/v1/documents/{}/dublin-core",
        "/api/v1/documents/{}/corrections",
        "/api/v1/documents/{}/pages/1/picture",
    ],
)
def test_a_document_that_is_not_for_a_caller_is_as_one_that_is_not_there(
    api: TestClient, planted: Planted, caller: str, path: str
) -> None:
    nothing = api.get(path.format(MISSING), headers=as_(caller))

    for level in ROOTS.keys() - SEES[caller]:
        for name in planted.documents[level]:
            response = api.get(path.format(name), headers=as_(caller))
            assert response.status_code == nothing.status_code
            assert response.content.replace(name.encode(), MISSING.encode()) == nothing.content


@pytest.mark.parametrize("caller", [one for one in CALLERS if one != "visitor"])
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/projects/{}", "projects"),
        ("/projekt/{}", "projects"),
        ("/api/v1/projects/{}/plans.svg", "projects"),
        ("/api/v1/projects/{}/money.png", "projects"),
        ("/api/v1/agencies/{}", "agencies"),
        ("/register/blad?fil={}&blad=Projekt&cell=A2", "books"),
    ],
)
def test_what_of_the_register_is_not_for_a_caller_is_as_what_is_not_there(
    api: TestClient, planted: Planted, caller: str, path: str, kind: str
) -> None:
    missing = MISSING_FILE if kind == "books" else str(MISSING_NUMBER)
    nothing = api.get(path.format(missing), headers=as_(caller))
    there: dict[str, object] = getattr(planted, kind)

    for level in there.keys() - SEES[caller]:
        name = str(there[level])
        response = api.get(path.format(name), headers=as_(caller))
        assert response.status_code == nothing.status_code == 404
        assert _without(response.text, name) == _without(nothing.text, missing)


def _without(text: str, name: str) -> str:
    """A page without the number, or the hash, that it was asked by."""
    before = "|".join(
        f"(?<={one})" for one in ("projekt ", "myndighet ", "/", "%2F", "%3D", "fil=")
    )
    return re.sub(rf"(?:{before}){name}(?=[./\"?&%< ])", "NAMN", text)


@pytest.mark.slow
@pytest.mark.parametrize("caller", CALLERS)
def test_no_answer_and_no_log_tells_of_what_is_not_for_the_one_who_asks(
    api: TestClient, caller: str, caplog: pytest.LogCaptureFixture
) -> None:
    found = {}
    caplog.set_level(logging.DEBUG)
    for question in islice(cycle(QUESTIONS), EACH):
        response = api.post("/api/v1/ask", json={"question": question}, headers=as_(caller))
        assert response.status_code == 200, question
        if levels := leaked(words_in(response.content), caller, question):
            found[question] = levels

    assert found == {}
    logged = caplog.text.casefold()
    assert [root for root in ROOTS.values() if root in logged] == []


@pytest.mark.parametrize("caller", CALLERS)
def test_an_answer_that_is_streamed_tells_no_more(api: TestClient, caller: str) -> None:
    for question in GENERAL:
        headers = {**as_(caller), "accept": "text/event-stream"}
        response = api.post("/api/v1/ask", json={"question": question}, headers=headers)
        assert response.headers["content-type"].startswith("text/event-stream")
        assert leaked(words_in(response.content), caller) == set()


def test_what_one_was_told_is_not_kept_for_another(api: TestClient) -> None:
    for caller in ("both", "visitor", "both", "reader", "member", "editor", "both", "visitor"):
        response = api.post("/api/v1/ask", json={"question": ANSWER}, headers=as_(caller))
        assert leaked(words_in(response.content), caller) == set()


@pytest.mark.parametrize("ending", ["json", "md", "docx", "pdf"])
def test_an_answer_to_somebody_else_is_as_one_that_is_not_there(
    api: TestClient, ending: str
) -> None:
    asked = api.post("/api/v1/ask", json={"question": ANSWER}, headers=as_("both")).json()
    name, missing = asked["answer_id"], "0" * 32
    own = api.get(f"/api/v1/answers/{name}.{ending}", headers=as_("both"))
    nothing = api.get(f"/api/v1/answers/{missing}.{ending}", headers=as_("member"))

    for caller in ("reader", "member", "editor"):
        response = api.get(f"/api/v1/answers/{name}.{ending}", headers=as_(caller))
        assert (response.status_code, nothing.status_code, own.status_code) == (404, 404, 200)
        assert response.content.replace(name.encode(), missing.encode()) == nothing.content


@pytest.mark.parametrize("act", ["replay", "feedback"])
def test_nothing_can_be_done_with_an_answer_to_somebody_else(api: TestClient, act: str) -> None:
    asked = api.post("/api/v1/ask", json={"question": ANSWER}, headers=as_("both")).json()
    body = {"verdict": "right"}

    statuses = [
        api.post(
            f"/api/v1/answers/{asked['answer_id']}/{act}", json=body, headers=as_(caller)
        ).status_code
        for caller in ("reader", "member", "editor")
    ]

    assert statuses == [404, 404, 404]
