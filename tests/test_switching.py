"""Parts of the service are turned off with a message: at once, and never for good."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.errors import AssistantError, SwitchedOffError
from assistant.people.types import Caller, Role, Way, local_caller
from assistant.switching import NAME, Part, Switches
from ingest.embedding import Embedder
from tests.conftest import served
from tests.services import serving

MESSAGE = "Stängt för underhåll till klockan 15."
ELSEWHERE = "https://intranat.exempel.se"
OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("switched")


@pytest.fixture(scope="module")
def running(data: Path, embedder: Embedder) -> Iterator[TestClient]:
    with serving(data, embedder) as service:
        made = create_app(service, origins=(ELSEWHERE,))
        with TestClient(made, raise_server_exceptions=False) as opened:
            yield opened


@pytest.fixture
def asking(data: Path, running: TestClient) -> TestClient:
    (data / NAME).unlink(missing_ok=True)
    return running


def off(data: Path, part: Part) -> None:
    Switches(data).turn(part, MESSAGE)


@pytest.mark.parametrize("path", ["/", "/sok", "/register", "/projekt"])
def test_a_page_that_is_off_says_so_as_a_page(data: Path, asking: TestClient, path: str) -> None:
    off(data, Part.WEB)

    told = asking.get(path)

    assert told.status_code == 503
    assert told.headers["content-type"].startswith("text/html")
    assert f'<h1 lang="sv">{MESSAGE}</h1>' in told.text
    assert told.headers["content-security-policy"]
    assert told.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("part", "headers", "is_off"),
    [
        (Part.API, {}, True),
        (Part.API, OWN, True),
        (Part.API, {"origin": ELSEWHERE}, True),
        (Part.WEB, {}, False),
        (Part.WEB, OWN, True),
        (Part.WEB, {"origin": "http://testserver"}, True),
        (Part.WEB, {"origin": ELSEWHERE}, False),
        (Part.WIDGET, {}, False),
        (Part.WIDGET, OWN, False),
        (Part.WIDGET, {"origin": ELSEWHERE}, True),
    ],
    ids=lambda value: getattr(value, "value", None),
)
def test_a_question_is_refused_where_what_it_comes_through_is_off(
    data: Path, asking: TestClient, part: Part, headers: dict[str, str], is_off: bool
) -> None:
    off(data, part)

    told = asking.post("/api/v1/ask", json={"question": "Hej"}, headers=headers)

    assert (told.json()["error"]["message"] == MESSAGE) == is_off
    if is_off:
        assert told.status_code == 503
        shared = told.headers.get("access-control-allow-origin")
        assert (shared == ELSEWHERE) == (headers.get("origin") == ELSEWHERE)


def test_the_widgets_frame_says_so_and_its_script_is_there_to_say_it(
    data: Path, asking: TestClient
) -> None:
    off(data, Part.WIDGET)

    assert MESSAGE in asking.get("/embed").text
    assert asking.get("/embed").status_code == 503
    assert asking.get("/widget.js").status_code == 200
    assert asking.get("/sok").status_code != 503 or MESSAGE not in asking.get("/sok").text


class VisitorOfFrame:
    """Takes everyone for a visitor, as a frame's own page brings them."""

    def caller(self, request: Request) -> Caller | None:
        return Caller(way=Way.VISITOR, id="v", roles=frozenset({Role.VISITOR}))


def test_a_visitor_is_refused_from_whatever_page_they_come(
    tmp_path: Path, embedder: Embedder
) -> None:
    off(tmp_path, Part.WIDGET)

    with (
        serving(tmp_path, embedder) as service,
        TestClient(create_app(service, recognisers=[VisitorOfFrame()])) as opened,
    ):
        told = opened.post("/api/v1/ask", json={"question": "Hej"}, headers=OWN)

    assert (told.status_code, told.json()["error"]["message"]) == (503, MESSAGE)


def test_with_everything_off_the_service_is_watched_and_turned_on_again(
    data: Path, asking: TestClient
) -> None:
    for part in Part:
        asking.put(f"/api/v1/switches/{part}", json={"is_off": True, "message": MESSAGE})

    assert asking.get("/livez").status_code == 200
    assert MESSAGE not in asking.get("/readyz").text
    assert asking.get("/api/v1/documents").json()["error"]["message"] == MESSAGE
    shown = asking.get("/api/v1/switches", headers=OWN).json()["switches"]
    assert [(one["part"], one["is_off"], one["message"]) for one in shown] == [
        (part.value, True, MESSAGE) for part in Part
    ]
    for part in Part:
        turned = asking.put(f"/api/v1/switches/{part}", json={"is_off": False}, headers=OWN)
        assert turned.status_code == 200
    assert asking.get("/livez").status_code == 200
    assert MESSAGE not in asking.get("/api/v1/documents").text


class Recognised:
    """Recognises everybody as the same caller."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def caller(self, request: Request) -> Caller | None:
        return self._caller


def test_who_turned_a_part_stands_in_the_audit_log_alone(
    tmp_path: Path, embedder: Embedder
) -> None:
    administrator = Caller(
        way=Way.OIDC, id="canary-7", roles=frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
    )
    with (
        serving(tmp_path, embedder) as service,
        TestClient(create_app(service, recognisers=[Recognised(administrator)])) as opened,
    ):
        turned = opened.put("/api/v1/switches/widget", json={"is_off": True}, headers=OWN)
        noted = opened.get("/api/v1/audit").text

    assert turned.status_code == 200
    assert "canary-7" not in turned.text + (tmp_path / NAME).read_text(encoding="utf-8")
    assert "canary-7" in noted


def test_only_an_administrator_may_turn(tmp_path: Path, embedder: Embedder) -> None:
    somebody = Caller(way=Way.OIDC, id="a", roles=frozenset(Role) - {Role.ADMINISTRATOR})
    with (
        serving(tmp_path, embedder) as service,
        TestClient(create_app(service, recognisers=[Recognised(somebody)])) as opened,
    ):
        refused = opened.put("/api/v1/switches/web", json={"is_off": True})

    assert refused.status_code == 403
    assert not any(one.is_off for one in Switches(tmp_path).all())


def test_another_process_hears_of_it_with_its_next_request(tmp_path: Path) -> None:
    import urllib.error
    import urllib.request

    with served(tmp_path) as running:
        off(tmp_path, Part.WEB)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(running.address, timeout=5)  # noqa: S310  (our own)
        refused.value.close()
        Switches(tmp_path).turn(Part.WEB, None)
        with urllib.request.urlopen(running.address, timeout=5) as opened:  # noqa: S310  (the same)
            again = opened.status

    assert (refused.value.code, again) == (503, 200)


@pytest.mark.parametrize("broken", ["{", "[]", '{"web": {}}', '{"web": 7}', "\udcff"])
def test_a_file_that_cannot_be_understood_turns_everything_off(tmp_path: Path, broken: str) -> None:
    (tmp_path / NAME).write_bytes(broken.encode("utf-8", "surrogateescape"))
    switches = Switches(tmp_path)

    with pytest.raises(SwitchedOffError, match="går inte att läsa"):
        switches.refuse(Part.API)
    switches.turn(Part.WEB, None)

    assert [one.is_off for one in switches.all()] == [False, True, True]
    with pytest.raises(SwitchedOffError, match="tillfälligt avstängd"):
        switches.refuse(Part.API)
    for part in Part:
        switches.turn(part, None)
    assert not any(one.is_off for one in switches.all())


TURNING = """
import sys
from pathlib import Path
from assistant.switching import Part, Switches

switches, part = Switches(Path(sys.argv[1])), Part(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for n in range(100):
    switches.turn(part, str(n))
    assert next(one for one in switches.all() if one.part is part).message == str(n)
"""


def test_parts_that_are_turned_at_once_are_all_turned(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-c", TURNING, str(tmp_path)]
    with ExitStack() as stack:
        turning = [stack.enter_context(_waiting([*command, part.value])) for part in Part]

        for one in turning:
            assert one.stdin
            one.stdin.write("\n")
            one.stdin.flush()
        ends = [one.wait(60) for one in turning]

    assert ends == [0] * len(Part)
    assert [one.message for one in Switches(tmp_path).all()] == ["99"] * len(Part)


def _waiting(command: list[str]) -> subprocess.Popen[str]:
    """A process that is about to turn its part, and waits for a line."""
    begun = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert begun.stdout
    assert begun.stdout.readline() == "ready\n"
    return begun


def test_a_message_that_is_too_long_changes_nothing(tmp_path: Path) -> None:
    switches = Switches(tmp_path)

    with pytest.raises(AssistantError, match="501 tecken"):
        switches.turn(Part.WEB, "x" * 501)

    assert not (tmp_path / NAME).exists()


def test_without_a_message_the_usual_one_is_told(tmp_path: Path) -> None:
    Switches(tmp_path).turn(Part.WEB, "")

    with pytest.raises(SwitchedOffError, match="tillfälligt avstängd"):
        Switches(tmp_path).refuse(Part.WEB)
    assert json.loads((tmp_path / NAME).read_text("utf-8"))["web"]["is_off"]
    assert local_caller(frozenset()).roles >= {Role.ADMINISTRATOR}
