"""Tasks over the interface, the page and the command: made by editors, seen by nobody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from assistant.api.app import create_app
from assistant.auditing import Action
from assistant.cli import app
from assistant.service import Service
from ingest.record.audit import Wanted
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import write_material
from tests.lessons import ByHeader, by
from tests.services import serving
from tests.shelving import copied_with_material
from tests.test_tasks import ANSWERING, ASKERS, PEAT, home

__all__ = ["home"]  # a fixture, taken in by its name

EDITOR, OTHER, READER = by("editor"), by("other-editor"), by("reader")
WISH = {"topic": PEAT, "kind": "find_material", "note": "Fråga arkivet."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A served library with a topic that three have asked about."""

    client: TestClient
    service: Service
    library: Library
    material: Path

    def ask(self, question: str, *names: str) -> None:
        for name in names:
            asked = {"question": question}
            assert self.client.post("/api/v1/ask", json=asked, headers=by(name)).status_code == 200

    def make(self, **said: str) -> Any:
        return self.client.post("/api/v1/tasks", json={**WISH, **said}, headers=EDITOR)

    def step(self, task: str, what: str, **more: str) -> Any:
        body = {"step": what, **more}
        return self.client.post(f"/api/v1/tasks/{task}/steps", json=body, headers=EDITOR)

    def tasks(self, state: str = "", headers: dict[str, str] = EDITOR) -> list[Any]:
        query = f"?state={state}" if state else ""
        found: list[Any] = self.client.get(f"/api/v1/tasks{query}", headers=headers).json()["tasks"]
        return found

    def sync(self, source: str = "torv.md") -> str:
        """Take the answer in and go a round; the document that it came in."""
        write_material(self.material, {source: ANSWERING})
        sync(self.library, [self.material])
        self.service.tasks.ask_again()
        rows = self.service.library.current().record.documents()
        return next(row.id for row in rows if row.source == source)


@pytest.fixture
def web(home: Path, tmp_path: Path, library: Library) -> Iterator[Web]:
    copied_with_material(home, tmp_path)
    with (
        serving(library.data, library.embedder) as service,
        TestClient(create_app(service, recognisers=[ByHeader()])) as client,
    ):
        made = Web(client=client, service=service, library=library, material=tmp_path / "material")
        made.ask(PEAT, *ASKERS)
        yield made


def test_a_task_is_made_seen_by_editors_and_settled(web: Web) -> None:
    made = web.make()
    task = made.json()["task_id"]

    assert made.status_code == 201
    assert (made.json()["label"], made.json()["note"]) == (PEAT, "Fråga arkivet.")
    assert made.json()["steps"] == ["take", "done", "drop"]
    assert [one["task_id"] for one in web.tasks(headers=OTHER)] == [task]
    assert web.step(task, "take").json()["assignee"] == "Exempel editor"
    done = web.step(task, "done", note="Beställd.").json()
    assert (done["state"], done["outcome"], done["steps"]) == ("done", "Beställd.", ["reopen"])
    assert (web.tasks("open"), len(web.tasks("done"))) == ([], 1)
    assert web.step(task, "reopen").json()["state"] == "open"


def test_what_cannot_be_done_is_told(web: Web) -> None:
    task = web.make().json()["task_id"]

    assert web.make().status_code == 409
    assert web.make(topic="Vem sålde lakritsbåtarna?").status_code == 404
    assert web.make(kind="sleep").status_code == 422
    assert web.step(task, "reopen").status_code == 409
    assert web.step("f" * 32, "done").status_code == 404
    assert web.step(task, "done", note="x" * 5001).status_code == 422


def test_readers_are_told_of_no_task(web: Web) -> None:
    task = web.make().json()["task_id"]

    for method, path, body in (
        ("GET", "/api/v1/tasks", None),
        ("POST", "/api/v1/tasks", WISH),
        ("POST", f"/api/v1/tasks/{task}/steps", {"step": "done"}),
        ("GET", "/uppgifter", None),
    ):
        for headers in (READER, by("reviewer")):
            reply = web.client.request(method, path, json=body, headers=headers)
            assert reply.status_code == 403
            assert PEAT not in reply.text


def test_a_task_that_the_library_closed_tells_what_answered_to_those_who_may_see_it(
    web: Web,
) -> None:
    web.make()

    document = web.sync()

    (task,) = web.tasks("closed_by_library")
    assert task["closed_by"]["kind"] == "documents"
    assert [one["document_id"] for one in task["closed_by"]["documents"]] == [document]
    write_material(web.material, {"_access.yaml": "access: [styrgrupp]\n"})
    sync(web.library, [web.material])
    (hidden,) = web.tasks(headers=OTHER)
    assert hidden["closed_by"]["documents"] == []
    assert [one["document_id"] for one in web.tasks()[0]["closed_by"]["documents"]] == [document]


def test_what_is_done_with_a_task_is_noted_without_what_it_asks(web: Web) -> None:
    task = web.make().json()["task_id"]
    web.step(task, "drop")

    entries = web.service.auditor.opened().entries(Wanted(action=Action.TASK.value))

    assert [one.event.object for one in entries] == [f"task:{task}:drop", f"task:{task}:make"]


def test_an_editor_makes_a_task_at_its_topic_and_settles_it_on_the_page(web: Web) -> None:
    client = web.client
    topic = client.get("/obesvarade", headers=EDITOR).text
    made = client.post("/uppgifter", data=WISH, headers=EDITOR, follow_redirects=False)
    (task,) = (one["task_id"] for one in web.tasks())
    listed = client.get("/uppgifter", headers=OTHER).text
    settled = client.post(
        f"/uppgifter/{task}/steg",
        data={"step": "done", "note": "Beställd."},
        headers=EDITOR,
        follow_redirects=False,
    )
    closed = client.get("/uppgifter?state=done", headers=EDITOR).text

    assert f'name="topic" value="{PEAT}"' in topic
    assert (made.status_code, made.headers["location"]) == (303, f"/uppgifter#{task}")
    told = (PEAT, "Hitta material", "Skapad i dag", "Fråga arkivet.")
    assert all(word in listed for word in told)
    assert (settled.status_code, settled.headers["location"]) == (303, f"/uppgifter#{task}")
    assert "Beställd." in closed
    assert PEAT not in client.get("/uppgifter?state=open", headers=EDITOR).text


def test_a_topic_with_an_open_task_leads_to_it(web: Web) -> None:
    task = web.make().json()["task_id"]

    page = web.client.get("/obesvarade", headers=EDITOR).text

    assert f'href="/uppgifter#{task}"' in page
    assert 'name="topic"' not in page


def test_a_form_of_a_page_elsewhere_makes_nothing(web: Web) -> None:
    headers = {**EDITOR, "Origin": "https://annan.exempel.se", "Sec-Fetch-Site": "cross-site"}

    reply = web.client.post("/uppgifter", data=WISH, headers=headers)

    assert reply.status_code == 403
    assert web.tasks() == []


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        ("find_material", "/ladda-upp"),
        ("write_lesson", "/lardomar/ny?rubrik=Vad+kostade+projekt+Torvmossen%3F"),
        ("correct_metadata", "/sok?q=Vad+kostade+projekt+Torvmossen%3F"),
    ],
)
def test_a_task_leads_on_to_what_fits_it(web: Web, kind: str, way: str) -> None:
    assert web.make(kind=kind).status_code == 201

    page = web.client.get("/uppgifter", headers=EDITOR).text

    assert f'href="{way}"' in page
    assert web.client.get(way, headers=EDITOR).status_code == 200


def test_the_form_of_a_lesson_starts_from_the_tasks_title(web: Web) -> None:
    form = web.client.get("/lardomar/ny", params={"rubrik": PEAT}, headers=EDITOR).text

    assert re.search(rf'id="title"[^>]*value="{re.escape(PEAT)}"', form)


def test_the_page_speaks_english_too(web: Web) -> None:
    web.make()
    web.sync()
    web.client.cookies.set("lardom_sprak", "en")

    page = web.client.get("/uppgifter", headers=EDITOR).text

    assert "Closed by the library" in page
    assert "answered since version" in page


def test_the_command_lists_asks_again_and_settles(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = web.make().json()["task_id"]
    second = web.make(kind="write_lesson").json()["task_id"]
    monkeypatch.setenv("LARDOM_DATA", str(web.library.data))

    def run(*words: str) -> str:
        return CliRunner().invoke(app, ["tasks", *words], catch_exceptions=False).output

    listed = run()
    closed = run("close", first, "--note", "Beställd.")
    write_material(web.material, {"torv.md": ANSWERING})
    sync(web.library, [web.material])
    again = run("--again", "--all")

    assert f"{first}  hitta material, öppen  {PEAT}" in listed
    assert second in listed
    assert closed == f"Uppgiften {first} är klar.\n"
    assert "Stängda av biblioteket: 1." in again
    assert f"{second}  skriv en lärdom, stängd av biblioteket" in again
    assert [one["outcome"] for one in web.tasks("done")] == ["Beställd."]
