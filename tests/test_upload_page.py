"""An editor sees who would see a file before it is sent, and sends it into a folder of uploads."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, FilePayload, expect

from assistant.api.app import create_app
from assistant.deciding import AccessDecider
from assistant.service import Service
from assistant.uploading.taking_in import Limits, Uploader
from ingest.embedding import Embedder
from ingest.record.deciding import By
from ingest.settings import LibrarySettings
from ingest.syncprocess import SyncProcess
from ingest.types import EVERYONE
from tests.accessibility import violations
from tests.browsing import browser
from tests.conftest import write_material
from tests.lessons import ByHeader, by
from tests.peopled import of, peopled
from tests.services import serving

__all__ = ["browser"]  # a fixture, taken in by its name

VISIBILITY, DOCUMENTS, PAGE = "/api/v1/uploads/visibility", "/api/v1/documents", "/ladda-upp"
RULES = {
    "avtal/_access.yaml": "access: internal\n",
    "avtal/2026/läs.md": "# Läs\n\nHär ligger avtalen för 2026.\n",
    "fribygge/läs.md": "# Fri\n\nHär ligger sådant som alla får se.\n",
    "hemligkanarie/_access.yaml": "access: [styrgrupp]\nlocked: true\n",
    "hemligkanarie/öppnat/_access.yaml": "access: everyone\n",
    "_utkast/läs.md": "Ett utkast.\n",
    ".dold/läs.md": "Dolt.\n",
}
NO_FOLDERS = ["saknas", "..", "../data", "/etc", "_utkast", ".dold", "avtal/"]
SWAN = b"# Svanen\n\nProjekt Svanen kostade 3 miljoner kronor.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A service that takes files in, and the folder where they lie."""

    client: TestClient
    service: Service
    uploads: Path

    def seen(self, name: str = "editor", **asked: Any) -> Any:
        return self.client.get(VISIBILITY, params=asked, headers=by(name))

    def send(self, file: str, name: str = "editor", content: bytes = SWAN, **said: Any) -> Any:
        files = {"file": (file, content)}
        return self.client.post(DOCUMENTS, files=files, data=said, headers=by(name))


@pytest.fixture
def place(tmp_path: Path, embedder: Embedder) -> Iterator[Place]:
    data, uploads = tmp_path / "data", write_material(tmp_path / "uppladdat", RULES)
    syncing = SyncProcess(LibrarySettings(data=data, workers=1), patience=0.5)
    uploader = Uploader(uploads, syncing, AccessDecider(data), Limits(size=1 << 20))
    with (
        serving(data, embedder, uploader=uploader) as service,
        TestClient(create_app(service, recognisers=[ByHeader()])) as client,
    ):
        yield Place(client=client, service=service, uploads=uploads)


def test_a_folders_rule_is_inherited_and_told_with_the_file_that_says_it(place: Place) -> None:
    told = {folder: place.seen(folder=folder).json() for folder in ("", "avtal", "avtal/2026")}

    assert {name: one["access"] for name, one in told.items()} == {
        "": ["everyone"],
        "avtal": ["internal"],
        "avtal/2026": ["internal"],
    }
    assert told["avtal/2026"]["where"] == "avtal/_access.yaml"
    assert told[""]["where"] == ""
    assert told["avtal"]["who_said"] == "Alla som är inloggade får se det."


def test_narrowing_never_lets_more_see_than_the_folder_does(place: Place) -> None:
    def access(folder: str, *groups: str) -> Any:
        return place.seen(folder=folder, access=list(groups)).json()["access"]

    assert access("", "internal") == ["internal"]
    assert access("avtal", "styrgrupp") == ["styrgrupp"]
    assert access("avtal", "everyone") == ["internal"]
    assert access("hemligkanarie", "internal") == ["styrgrupp"]
    assert access("hemligkanarie/öppnat") == ["styrgrupp"]
    refused = place.seen(folder="hemligkanarie", access=["revision"])
    assert refused.status_code == 422
    assert "styrgrupp" in refused.text


def test_folders_are_told_to_those_who_may_see_what_lies_there(place: Place) -> None:
    inside = place.seen().json()["folders"]
    outside = place.seen("other-editor").json()["folders"]

    assert outside == ["", "avtal", "avtal/2026", "fribygge"]
    assert inside == [*outside, "hemligkanarie", "hemligkanarie/öppnat"]
    page = place.client.get(f"{PAGE}?vem=folder", headers=by("other-editor")).text
    assert "hemligkanarie" not in page
    assert 'value="avtal/2026"' in page


@pytest.mark.parametrize("folder", NO_FOLDERS)
def test_a_folder_that_is_not_there_is_as_one_that_is_not_for_somebody(
    place: Place, folder: str
) -> None:
    hidden = place.seen("other-editor", folder="hemligkanarie")
    missing = place.seen("other-editor", folder=folder)

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.text.replace("hemligkanarie", folder) == missing.text
    for name in ("hemligkanarie", folder):
        assert place.send("svan.md", "other-editor", folder=name).status_code == 404
    assert not list(place.uploads.rglob("svan.md"))


def test_a_file_that_is_sent_into_a_folder_lies_there_by_its_rule(place: Place) -> None:
    sent = place.send("svan.md", folder="avtal/2026", expected="internal")

    assert sent.status_code == 201, sent.text
    assert sent.json()["source"] == "avtal/2026/svan.md"
    document = sent.json()["document_id"]
    told = place.client.get(f"{DOCUMENTS}/{document}/visibility", headers=by("editor")).json()
    assert (told["access"], told["where"]) == (["internal"], "avtal/_access.yaml")
    assert (place.uploads / "avtal" / "2026" / "svan.md").read_bytes() == SWAN
    again = place.send("svan.md", folder="avtal/2026")
    assert again.status_code == 409
    other = SWAN.replace(b"3 miljoner", b"4 miljoner")
    assert (
        place.send("svan.md", folder="avtal/2026", content=other, replace="true").status_code == 201
    )
    assert (place.uploads / "avtal" / "2026" / "svan.md").read_bytes() == other


def test_a_rule_that_has_changed_since_it_was_shown_stops_the_file(place: Place) -> None:
    shown = place.seen(folder="avtal").json()["access"]
    write_material(place.uploads, {"avtal/_access.yaml": "access: everyone\n"})

    sent = place.send("svan.md", folder="avtal", expected=shown)

    assert sent.status_code == 409
    assert "har ändrats" in sent.text
    assert not (place.uploads / "avtal" / "svan.md").exists()


@pytest.mark.parametrize("is_there", [True, False], ids=["replaced", "gone before"])
def test_what_an_editor_has_opened_before_is_not_taken_for_what_is_expected(
    place: Place, is_there: bool
) -> None:
    sent = place.send("svan.md", folder="avtal").json()["document_id"]
    everyone = (EVERYONE,)
    place.service.access.decide(sent, everyone, place.service.asker, By(who=None))
    path = place.uploads / "avtal" / "svan.md"
    if not is_there:
        path.unlink()
        place.send("annat.md", content=b"# Annat\n\nEtt annat dokument.\n")

    said = {"folder": "avtal", "replace": "true", "access": "styrgrupp"}
    secret = SWAN + b"Det blev dyrt.\n"
    refused = place.send("svan.md", content=secret, expected="styrgrupp", **said)
    taken = place.send("svan-2.md", content=secret, expected="styrgrupp", **said)

    assert refused.status_code == 409
    assert "byt namn" in refused.json()["error"]["remedy"]
    assert path.exists() is is_there
    assert taken.status_code == 201, taken.text
    new = taken.json()["document_id"]
    seen = place.client.get(f"/api/v1/documents/{new}/visibility", headers=by("editor"))
    assert seen.json()["access"] == ["styrgrupp"]


def test_where_no_files_are_taken_the_page_and_the_route_say_so(
    tmp_path: Path, embedder: Embedder
) -> None:
    with (
        serving(tmp_path / "data", embedder) as service,
        TestClient(create_app(service)) as client,
    ):
        told, page = client.get(VISIBILITY).json(), client.get(PAGE)

    assert (told["is_open"], told["folders"], told["access"]) == (False, [], [])
    assert page.status_code == 200
    assert "LARDOM_UPLOADS" in page.text
    assert 'type="file"' not in page.text


def hidden_fields(page: str) -> dict[str, list[str]]:
    """What the form that sends a file says besides the file."""
    (form,) = re.findall(r'<form id="send".*?</form>', page, re.DOTALL)
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def test_the_page_shows_who_would_see_and_takes_a_file_in_without_a_script(place: Place) -> None:
    address, editor = f"{PAGE}?mapp=avtal&vem=groups&grupper=styrgrupp", by("editor")

    before = place.client.get(f"{PAGE}?mapp=avtal", headers=editor).text
    page = place.client.get(address, headers=editor).text
    fields = hidden_fields(page)
    files = {"file": ("svan.md", SWAN)}
    sent = place.client.post(address, files=files, data=fields, headers=editor)
    bad = {"file": ("trasig.pdf", b"%PDF-1.7\nno such thing\n")}
    broken = place.client.post(address, files=bad, data=fields, headers=editor)

    assert 'id="send"' not in before
    assert "Bara den som hör till styrgrupp får se det." in page
    assert "avtal/_access.yaml" in page
    assert fields == {"folder": ["avtal"], "access": ["styrgrupp"], "expected": ["styrgrupp"]}
    assert sent.status_code == 201, sent.text
    assert "avtal/svan.md" in sent.text
    assert "Filen är inläst" in sent.text
    assert broken.status_code == 422
    assert "trasig.pdf" in broken.text
    assert 'id="send"' in broken.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("mapp=avtal&vem=groups&grupper=", "Ingen grupp"),
        ("mapp=hemligkanarie&vem=groups&grupper=revision", "Ingen skulle se filen"),
    ],
    ids=["no group", "nobody left"],
)
def test_a_choice_that_cannot_be_is_told_in_the_form_as_it_was_filled(
    place: Place, asked: str, told: str
) -> None:
    page = place.client.get(f"{PAGE}?{asked}", headers=by("editor")).text

    assert told in page
    assert 'role="alert"' in page
    assert 'value="groups" checked' in page
    assert f'<option value="{asked[5 : asked.index("&")]}" selected' in page
    assert 'type="file"' not in page


def test_what_is_taken_in_later_is_told_by_its_folder_too(place: Place) -> None:
    place.service.uploader.limits = Limits(size=1 << 20, seconds=0)

    sent = place.send("svan.md", folder="avtal")

    assert sent.status_code == 202
    assert sent.json()["source"] == "avtal/svan.md"


def test_who_sends_what_they_would_not_see_is_warned(place: Place) -> None:
    asked = f"{PAGE}?vem=groups&grupper=revision"

    page = place.client.get(asked, headers=by("editor")).text

    assert "du kommer inte att se dem själv" in page


def test_the_page_takes_nothing_from_another_site_and_from_nobody_but_editors(
    place: Place,
) -> None:
    files = {"file": ("svan.md", SWAN)}
    foreign = {**by("editor"), "origin": "https://annan.example", "sec-fetch-site": "cross-site"}

    statuses = [
        place.client.post(PAGE, files=files, headers=headers).status_code
        for headers in (foreign, by("reader"), {})
    ]

    assert statuses == [403, 403, 401]
    assert not list(place.uploads.rglob("svan.md"))


@pytest.mark.browser
def test_several_files_are_sent_at_once_and_each_tells_what_became_of_it(
    browser: Browser, place: Place
) -> None:
    with peopled(place.service) as server:
        seen = of(browser, server, "editor")
        page = seen.open(PAGE)
        page.get_by_label("Mapp", exact=True).select_option("avtal")
        page.get_by_label("Bara de av dem som hör till vissa grupper").check()
        page.get_by_label("Grupper, med komma mellan").fill("styrgrupp")
        page.get_by_role("button", name="Se vem som får se").click()
        expect(page.get_by_text("Bara den som hör till styrgrupp får se det.")).to_be_visible()
        assert violations(page) == []

        page.get_by_label("Välj filer").set_input_files(
            [
                FilePayload(name="svan.md", mimeType="text/markdown", buffer=SWAN),
                FilePayload(name="trasig.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7\nx\n"),
            ]
        )
        page.get_by_role("button", name="Ladda upp").click()

        rows = page.locator("#sent > li")
        expect(rows.nth(0)).to_contain_text("Filen är inläst", timeout=60_000)
        expect(rows.nth(0).get_by_role("link", name="Svanen")).to_be_visible()
        expect(rows.nth(1)).to_contain_text("togs inte in", timeout=60_000)
        expect(page.get_by_role("button", name="Ladda upp")).to_be_enabled()
        assert violations(page) == []
        assert seen.foreign == []
        page.context.close()
    assert (place.uploads / "avtal" / "svan.md").exists()
    assert not (place.uploads / "avtal" / "trasig.pdf").exists()
