"""Files that come in through the service: taken in at once, or not at all, for the right ones."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from assistant import wiring
from assistant.auditing import Action, head_of
from assistant.deciding import AccessDecider
from assistant.errors import AssistantError
from assistant.types import Asker
from assistant.uploading.taking_in import Limits, Uploader
from ingest.embedding import Embedder
from ingest.lock import writing
from ingest.record.audit import Wanted, open_audit
from ingest.record.deciding import By
from ingest.settings import LibrarySettings
from ingest.sync import sync
from ingest.syncprocess import Ending, Synced, SyncProcess
from ingest.work import Library
from tests.conftest import ROOT, write_material
from tests.services import GROUP, client, serving
from tests.test_api import assert_told
from tests.test_upload_placing import Scripted

DOCUMENTS = "/api/v1/documents"
RAVEN = b"# Korpen\n\nProjekt Korpen kostade 3 miljoner kronor.\n"
OWL = b"# Ugglan\n\nProjekt Ugglan var hemligt och kostade 7 miljoner kronor.\n"
BROKEN = b"%PDF-1.7\nno such thing\n"
LIMIT = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A service that takes files in, its folders, and what came of the first uploads."""

    api: TestClient
    inside: TestClient
    data: Path
    uploads: Path

    def noted(self) -> set[tuple[str, str]]:
        """What the audit log has, as action and object."""
        with closing(open_audit(self.data, head_of(self.data, None))) as log:
            return {(one.event.action, one.event.object) for one in log.entries(Wanted())}


def send(api: TestClient, name: str, content: bytes, **said: Any) -> Any:
    return api.post(DOCUMENTS, files={"file": (name, content)}, data=said)


@contextmanager
def opened(folder: Path, embedder: Embedder) -> Iterator[Place]:
    """A service over an empty library; `inside` is the same for those of the group."""
    data, uploads = folder / "data", folder / "uppladdat"

    def uploader() -> Uploader:
        syncing = SyncProcess(LibrarySettings(data=data, workers=1), patience=0.5)
        return Uploader(uploads, syncing, AccessDecider(data), Limits(size=LIMIT))

    with (
        serving(data, embedder, uploader=uploader()) as service,
        serving(data, embedder, GROUP, uploader=uploader()) as within,
        client(service) as api,
        client(within) as inside,
    ):
        yield Place(api=api, inside=inside, data=data, uploads=uploads)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Place]:
    with opened(tmp_path_factory.mktemp("uploading"), embedder) as found:
        yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What the first uploads were told, and how often the service answered in the meantime."""

    raven: Any
    report: Any
    owl: Any
    broken: Any
    archive: Any
    answered: int


def pdf() -> bytes:
    found = (ROOT / "corpus" / "rapporter").glob("*.pdf")
    return min((path.read_bytes() for path in found), key=len)


def archive() -> bytes:
    """One member that can be read, and one that cannot."""
    written = BytesIO()
    with ZipFile(written, "w") as packed:
        packed.writestr("svanen.md", "# Svanen\n\nProjekt Svanen blev klart 2021.\n")
        packed.writestr("trasig.pdf", BROKEN)
    return written.getvalue()


@pytest.fixture(scope="module")
def first(place: Place) -> First:
    """Five files that come at once: two syncs at most."""
    api = place.api
    told = {"title": "Om korpar", "year": "2019", "project": ["Korpen", "Kråkan"], "url": ""}
    with ThreadPoolExecutor() as pool:
        sent: list[Future[Any]] = [
            pool.submit(send, api, "korpen.md", RAVEN, **told),
            pool.submit(send, api, "rapport.pdf", pdf()),
            pool.submit(send, api, "ugglan.md", OWL, access=GROUP),
            pool.submit(send, api, "trasig.pdf", BROKEN, title="Trasig"),
            pool.submit(send, api, "arkiv.zip", archive()),
        ]
        answered = 0
        while not all(one.done() for one in sent):
            answered += api.get("/livez").status_code == 200
            time.sleep(0.05)
    raven, report, owl, broken, held = (one.result() for one in sent)
    return First(
        raven=raven, report=report, owl=owl, broken=broken, archive=held, answered=answered
    )


def test_what_was_uploaded_is_found_when_it_is_answered(place: Place, first: First) -> None:
    found = place.api.get("/api/v1/search", params={"q": "Vad kostade Korpen?"}).json()["hits"]
    listed = {one["source"]: one for one in place.api.get(DOCUMENTS).json()["documents"]}

    assert first.raven.status_code == 201, first.raven.text
    answer = first.raven.json()
    assert (answer["source"], answer["title"]) == ("korpen.md", "Om korpar")
    assert answer["document_id"] == found[0]["document_id"]
    assert answer["documents"] == [listed["korpen.md"]]
    assert listed["korpen.md"]["year"] == 2019
    assert listed["korpen.md"]["projects"] == ["Korpen", "Kråkan"]
    assert first.report.status_code == 201, first.report.text
    assert first.report.json()["document_id"] == listed["rapport.pdf"]["document_id"]


def test_of_an_archive_what_can_be_read_is_taken_in(first: First) -> None:
    assert first.archive.status_code == 201, first.archive.text
    answer = first.archive.json()
    assert [one["source"] for one in answer["documents"]] == ["arkiv.zip/svanen.md"]
    assert [one["source"] for one in answer["failed"]] == ["arkiv.zip/trasig.pdf"]
    assert all(one["reason"] and one["remedy"] for one in answer["failed"])


def test_the_service_answers_others_while_it_takes_in(first: First) -> None:
    assert first.answered > 5


def test_a_file_that_cannot_be_read_is_gone_again_with_its_sidecar(
    place: Place, first: First
) -> None:
    message = assert_told(first.broken, 422)

    assert "trasig.pdf" in message
    assert first.broken.json()["error"]["remedy"]
    assert not [path for path in place.uploads.rglob("*") if "trasig" in path.name]


def test_only_those_whom_its_rule_names_see_an_uploaded_document(
    place: Place, first: First
) -> None:
    outside, inside = (
        {one["source"] for one in api.get(DOCUMENTS).json()["documents"]}
        for api in (place.api, place.inside)
    )
    found = place.api.get("/api/v1/search", params={"q": "hemligt Ugglan"}).text

    assert first.owl.status_code == 201
    answer = first.owl.json()
    assert (answer["document_id"], answer["documents"]) == (None, [])
    assert "inte för dig" in answer["message"]
    assert inside - outside == {"ugglan.md"}
    assert "7 miljoner" not in found


@pytest.mark.usefixtures("first")
def test_nothing_half_done_is_left_in_the_folder(place: Place) -> None:
    names = {path.name for path in place.uploads.rglob("*") if path.is_file()}

    assert {"korpen.md", "rapport.pdf", "ugglan.md", "ugglan.md.meta.yaml"} <= names
    assert not list((place.uploads / ".uppladdning").iterdir())


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("replace", ["", "false", "true"], ids=["unsaid", "no", "not one's own"])
def test_a_name_that_is_taken_is_refused(place: Place, replace: str) -> None:
    name = "ugglan.md" if replace == "true" else "korpen.md"
    before = (place.uploads / name).read_bytes()

    response = send(place.api, name, b"# Nytt\n\nNytt.\n", replace=replace)

    assert name in assert_told(response, 409)
    assert (place.uploads / name).read_bytes() == before


def decide(place: Place, named: str, *, is_withdrawal: bool = False) -> None:
    """Let nobody but the group see what lies under a name in the folder of uploads, or nobody."""
    listed = place.inside.get(DOCUMENTS).json()["documents"]
    (found,) = {one["document_id"] for one in listed if one["source"] == named}
    with closing(AccessDecider(place.data)) as decider:
        inside = Asker(groups=frozenset({GROUP}))
        if is_withdrawal:
            decider.withdraw(found, inside, By(who=None), is_withdrawn=True)
        else:
            decider.decide(found, (GROUP,), inside, By(who=None))


def hide_a_document(place: Place) -> None:
    decide(place, "beslut.md")


def withdraw_a_document(place: Place) -> None:
    decide(place, "beslut.md", is_withdrawal=True)


def hide_a_member(place: Place) -> None:
    decide(place, "beslut.zip/ett.md")


def hide_another_place(place: Place, embedder: Embedder) -> None:
    """The same content, in a folder that only the group may see."""
    material = {"_access.yaml": f"access: [{GROUP}]\n", "samma.md": RAVEN.decode() + "Igen."}
    library = Library(data=place.data, embedder=embedder, workers=1)
    sync(library, [write_material(place.data.parent / "smalt", material)])


def zipped(*names: str) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as packed:
        for name in names:
            packed.writestr(name, f"# {name}\n\nBeslutet i {name} togs av nämnden i år.\n")
    return written.getvalue()


HIDDEN: dict[str, tuple[str, bytes, Callable[[Place], None]]] = {
    "by an editor": ("beslut.md", b"# Beslut\n\nBeslutet togs 2021.\n", hide_a_document),
    "withdrawn": ("beslut.md", b"# Beslut\n\nBeslutet togs 2022.\n", withdraw_a_document),
    "inside an archive": ("beslut.zip", zipped("ett.md", "två.md"), hide_a_member),
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_one_may_not_see_is_not_replaced_and_one_is_not_told_how(
    tmp_path: Path, embedder: Embedder, hidden: str
) -> None:
    name, content, hide = HIDDEN[hidden]
    with opened(tmp_path, embedder) as place:
        assert send(place.api, name, content).status_code == 201
        hide(place)

        told = [
            send(place.api, name, zipped("nytt.md"), **said)
            for said in ({}, {"replace": "true"}, {"replace": "true", "access": "everyone"})
        ]

        for response in told:
            assert "replace" not in assert_told(response, 409) + response.text
        assert (place.uploads / name).read_bytes() == content
        assert not (place.uploads / f"{name}.meta.yaml").exists()


def test_what_lies_elsewhere_too_and_is_hidden_there_is_not_replaced(
    tmp_path: Path, embedder: Embedder
) -> None:
    with opened(tmp_path, embedder) as place:
        content = RAVEN + b"Igen."
        assert send(place.api, "samma.md", content).status_code == 201
        hide_another_place(place, embedder)

        response = send(place.api, "samma.md", OWL, replace="true")

        assert "replace" not in assert_told(response, 409) + response.text
        assert (place.uploads / "samma.md").read_bytes() == content


def test_who_may_see_it_replaces_what_an_editor_has_hidden_from_others(
    tmp_path: Path, embedder: Embedder
) -> None:
    with opened(tmp_path, embedder) as place:
        assert send(place.api, "beslut.md", OWL).status_code == 201
        hide_a_document(place)

        assert send(place.inside, "beslut.md", RAVEN, replace="true").status_code == 201

        assert place.api.get(DOCUMENTS).json()["documents"] == []


def test_it_is_noted_what_an_upload_became_though_it_is_not_for_who_sent_it(
    tmp_path: Path, embedder: Embedder
) -> None:
    with opened(tmp_path, embedder) as place:
        told = send(place.api, "beslut.md", OWL, access=GROUP).json()
        (document,) = (
            one["document_id"] for one in place.inside.get(DOCUMENTS).json()["documents"]
        )

        noted = place.noted()

        assert told["document_id"] is None
        assert (Action.MATERIAL, f"document:{document}") in noted


@pytest.mark.usefixtures("first")
def test_a_file_is_replaced_by_one_that_can_be_read_only(place: Place) -> None:
    newer = RAVEN.replace(b"3 miljoner", b"4 miljoner")
    beside = (place.uploads / "korpen.md.meta.yaml").read_bytes()
    report = (place.uploads / "rapport.pdf").read_bytes()

    with ThreadPoolExecutor() as pool:
        good = pool.submit(send, place.api, "korpen.md", newer, replace="true")
        bad = pool.submit(
            send, place.api, "rapport.pdf", BROKEN, replace="true", access=GROUP, title="Ny"
        )

    assert good.result().status_code == 201, good.result().text
    assert good.result().json()["title"] == "Om korpar"  # what was said before still holds
    assert (place.uploads / "korpen.md.meta.yaml").read_bytes() == beside
    assert_told(bad.result(), 422)
    assert (place.uploads / "rapport.pdf").read_bytes() == report
    assert not (place.uploads / "rapport.pdf.meta.yaml").exists()
    hits = place.api.get("/api/v1/search", params={"q": "Vad kostade Korpen?"}).json()["hits"]
    assert "4 miljoner" in hits[0]["text"]
    listed = place.api.get(DOCUMENTS).json()["documents"]
    assert "rapport.pdf" in {one["source"] for one in listed}


@pytest.mark.usefixtures("first")
def test_while_another_writes_for_long_the_file_is_kept_for_the_next_sync(
    place: Place, embedder: Embedder
) -> None:
    with writing(place.data):
        response = send(place.api, "tornfalken.txt", b"Tornfalken kostade 9 miljoner kronor.")
    sync(Library(data=place.data, embedder=embedder, workers=1), [place.uploads])

    assert response.status_code == 202, response.text
    assert "nästa inläsning" in response.json()["message"]
    assert response.json()["document_id"] is None
    listed = place.api.get(DOCUMENTS).json()["documents"]
    assert "tornfalken.txt" in {one["source"] for one in listed}


def test_who_has_waited_long_is_told_that_it_goes_on(
    place: Place, tmp_path: Path, embedder: Embedder
) -> None:
    syncing = Scripted(Synced(ending=Ending.CLOSED))
    ruling = AccessDecider(place.data)
    uploader = Uploader(tmp_path, syncing, ruling, Limits(seconds=0.05))
    with serving(place.data, embedder, uploader=uploader) as service, client(service) as api:
        response = send(api, "ny.md", RAVEN)

    assert response.status_code == 202, response.text
    assert "fortsätter" in response.json()["message"]
    assert (tmp_path / "ny.md").read_bytes() == RAVEN


NAMES = {
    "hidden": ".dold.md",
    "underscored": "_utkast.md",
    "a sidecar": "korpen.md.meta.yaml",
    "a path": "mapp/korpen.md",
    "a way out": "../korpen.md",
    "an absolute path": "/etc/korpen.md",
    "a Windows path": "mapp\\korpen.md",
    "dots alone": "..",
    "blank": " ",
    "a turned direction": "korpen\u202edm.md",
    "too long": "å" * 130 + ".md",
    "no format": "korpen",
    "another format": "korpen.exe",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_that_cannot_be_is_refused_and_nothing_left(place: Place, name: str) -> None:
    before = files(place)

    assert_told(send(place.api, name, RAVEN), 422)

    assert files(place) == before


SAID = {
    "a year": ({"year": "1066"}, "1066"),
    "a kind": ({"kind": "bok"}, "slag"),
    "an address": ({"url": "javascript:alert(1)"}, "webbadress"),
    "a title twice": ({"title": ["A", "B"]}, "title"),
    "an unknown field": ({"colour": "red"}, "colour"),
    "replace": ({"replace": "perhaps"}, "replace"),
    "an empty rule": ({"access": ""}, "access"),
    "everyone and a group": ({"access": ["everyone", GROUP]}, "access"),
    "groups with commas": ({"access": "a,b"}, "access"),
    "a project of two": ({"project": "A; B"}, "project"),
}


@pytest.mark.parametrize(("said", "told"), SAID.values(), ids=SAID)
def test_what_cannot_be_right_is_refused_and_nothing_left(
    place: Place, said: dict[str, Any], told: str
) -> None:
    before = files(place)

    assert told in assert_told(send(place.api, "ny.md", RAVEN, **said), 422)

    assert files(place) == before


def files(place: Place) -> set[Path]:
    return {path for path in place.uploads.rglob("*") if path.is_file()}


PART = b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
FILE = PART % (b"file", b'; filename="ny.md"', b"text")
FORMS = {
    "no file": PART % (b"title", b"", b"x") + b"--b--\r\n",
    "two files": FILE + FILE + b"--b--\r\n",
    "a file in another field": PART % (b"title", b'; filename="a.md"', b"x") + b"--b--\r\n",
    "a file without a name": PART % (b"file", b"", b"x") + b"--b--\r\n",
    "a control character in its name": PART % (b"file", b'; filename="a\x07.md"', b"x")
    + b"--b--\r\n",
    "an empty file": PART % (b"file", b'; filename="ny.md"', b"") + b"--b--\r\n",
    "broken off": FILE,
    "no form at all": b"hej",
    "nothing": b"",
    "not UTF-8": FILE + PART % (b"title", b"", b"\xff") + b"--b--\r\n",
    "too many fields": FILE + (PART % (b"project", b"", b"x")) * 250 + b"--b--\r\n",
    "too long a text": FILE + PART % (b"title", b"", b"x" * 70_000) + b"--b--\r\n",
}


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS)
def test_a_form_that_cannot_be_read_is_refused_and_nothing_left(place: Place, body: bytes) -> None:
    before = files(place)
    kind = {"Content-Type": "multipart/form-data; boundary=b"}

    assert_told(place.api.post(DOCUMENTS, content=body, headers=kind), 422)

    assert files(place) == before


def test_what_is_no_form_is_refused(place: Place) -> None:
    assert "formulär" in assert_told(place.api.post(DOCUMENTS, json={"file": "x"}), 422)


def in_pieces(whole: int) -> Iterator[bytes]:
    yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="stor.txt"\r\n\r\n'
    for _ in range(whole // 65_536):
        yield b"x" * 65_536


@pytest.mark.parametrize("tells_its_length", [True, False], ids=["told", "untold"])
def test_a_file_that_is_too_large_is_refused_and_nothing_left(
    place: Place, tells_its_length: bool
) -> None:
    before = files(place)
    pieces = in_pieces(3 * LIMIT)
    body = b"".join(pieces) if tells_its_length else pieces
    kind = {"Content-Type": "multipart/form-data; boundary=b"}

    message = assert_told(place.api.post(DOCUMENTS, content=body, headers=kind), 413)

    assert "1 MB" in message
    assert files(place) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    ],
    ids=["another origin", "a hidden origin", "across sites", "a sibling site"],
)
def test_a_page_elsewhere_cannot_send_files(place: Place, headers: dict[str, str]) -> None:
    response = place.api.post(DOCUMENTS, files={"file": ("ny.md", RAVEN)}, headers=headers)

    assert "webbplats" in assert_told(response, 403).casefold()


def test_where_it_is_not_open_nobody_uploads(place: Place, embedder: Embedder) -> None:
    with serving(place.data, embedder, GROUP) as service, client(service) as api:
        response = send(api, "ny.md", RAVEN)

    assert_told(response, 403)
    assert "LARDOM_UPLOADS" in response.json()["error"]["remedy"]


def test_a_folder_that_cannot_be_made_is_told_of(
    tmp_path: Path, embedder: Embedder, place: Place
) -> None:
    (tmp_path / "fil").write_bytes(b"")
    settings = LibrarySettings(data=place.data)
    uploader = wiring.build_uploader(settings, tmp_path / "fil" / "mapp")
    with serving(place.data, embedder, uploader=uploader) as service, client(service) as api:
        response = send(api, "ny.md", RAVEN)

    assert_told(response, 503)
    assert "LARDOM_UPLOADS" in response.json()["error"]["remedy"]


def test_the_folder_of_uploads_may_not_lie_in_the_data_folder(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="LARDOM_UPLOADS"):
        wiring.build_uploader(LibrarySettings(data=tmp_path), tmp_path / "uppladdat")


def test_what_was_uploaded_is_noted_by_its_document_and_not_by_its_name(
    place: Place, first: First
) -> None:
    noted = place.api.get("/api/v1/audit?action=material&limit=1000").json()["entries"]

    assert f"document:{first.raven.json()['document_id']}" in {one["object"] for one in noted}
    assert "korpen.md" not in place.api.get("/api/v1/audit?limit=1000").text
