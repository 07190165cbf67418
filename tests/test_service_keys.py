"""Keys of other systems, visitors' passes, and how often each may ask."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from typer.testing import CliRunner

from assistant.api.app import create_app
from assistant.cli import app as lardom
from assistant.errors import SignInError, TooManyError
from assistant.people.keys import KeyRing, KeyWanted
from assistant.people.limiting import Counted, Limits
from assistant.people.settings import SignInMode
from assistant.people.types import Role
from assistant.people.visitors import SECONDS, VisitorPasses
from assistant.people_wiring import build_sign_in
from assistant.service import Service
from ingest.embedding import Embedder
from ingest.types import EVERYONE, INTERNAL
from tests.services import serving
from tests.test_wiring import settings

HOME, LISTED = "https://lardom.exempel.se", "https://intranat.exempel.se"
OTHER = "https://annan.exempel.se"
EMPTY_LIBRARY = 503
ASKED = "/api/v1/documents"
PASSES, ASK = "/api/v1/visitors", "/api/v1/ask"
BEHIND: dict[str, Any] = {
    "sign_in": SignInMode.PROXY,
    "proxy_addresses": "10.1.2.0/24",
    "proxy_secret": SecretStr("x" * 32),
}
QUESTION = {"question": "Vad kostade projektet?"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("keys"), embedder) as opened:
        yield opened


@pytest.fixture
def ring(service: Service) -> Iterator[KeyRing]:
    with closing(KeyRing(service.library.data)) as opened:
        yield opened


def opened(
    service: Service, origins: tuple[str, ...] = (LISTED,), **more: Any
) -> Iterator[TestClient]:
    with closing(build_sign_in(settings(data=service.library.data, **more))) as sign_in:
        made = create_app(service, origins, sign_in=sign_in)
        yield TestClient(made, base_url=HOME, follow_redirects=False)


@pytest.fixture
def local(service: Service) -> Iterator[TestClient]:
    yield from opened(service, limit_sign_in=3)


@pytest.fixture
def closed(service: Service) -> Iterator[TestClient]:
    """A service where people sign in, here none of them."""
    yield from opened(service, **BEHIND, limit_visitor=4)


@pytest.fixture
def unvisited(service: Service) -> Iterator[TestClient]:
    """A service where people sign in, and no web site is listed."""
    yield from opened(service, (), **BEHIND)


def wanted(**more: Any) -> KeyWanted:
    said = {"name": "intranät", "roles": [Role.READER], "groups": [], "days": 90, "per_minute": 60}
    return KeyWanted(**{**said, **more})


def bearing(token: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **more}


def test_a_key_lets_in_to_what_its_roles_may(closed: TestClient, ring: KeyRing) -> None:
    key = ring.make(wanted()).secret

    reading = closed.get(ASKED, headers=bearing(key))
    running = closed.get("/api/v1/runs", headers=bearing(key))

    assert key.startswith("lk_")
    assert (reading.status_code, running.status_code) == (EMPTY_LIBRARY, 403)
    assert closed.get(ASKED).status_code == 401


def test_a_revoked_key_is_refused_at_the_next_request(local: TestClient, ring: KeyRing) -> None:
    made = ring.make(wanted())
    before = local.get(ASKED, headers=bearing(made.secret))
    ring.revoke(made.kept.id)
    after = local.get(ASKED, headers=bearing(made.secret))

    assert (before.status_code, after.status_code) == (EMPTY_LIBRARY, 401)


@pytest.mark.parametrize(
    "authorization",
    [
        pytest.param("Bearer lk_fel", id="a wrong key"),
        pytest.param("Bearer lk_", id="an empty key"),
        pytest.param("bearer annat", id="another sort of key"),
        pytest.param("Bearer ", id="no key"),
        pytest.param("Bearer lv_fel", id="a wrong pass"),
        pytest.param("Bearer lk_\x7f", id="a control character"),
    ],
)
def test_what_is_no_key_is_refused_also_where_nobody_signs_in(
    local: TestClient, authorization: str
) -> None:
    assert local.get(ASKED, headers={"Authorization": authorization}).status_code == 401


def test_two_keys_at_once_are_refused(local: TestClient, ring: KeyRing) -> None:
    key = ring.make(wanted()).secret
    twice = [("Authorization", f"Bearer {key}"), ("Authorization", f"Bearer {key}")]

    assert local.get(ASKED, headers=twice).status_code == 401


def test_a_key_holds_for_its_days_and_sees_its_groups_alone(tmp_path: Path) -> None:
    now = [datetime(2026, 1, 31, 12, tzinfo=UTC)]
    with closing(KeyRing(tmp_path, lambda: now[0])) as ring:
        made = ring.make(wanted(groups=["styrgrupp"], days=2))
        holder = ring.holder(made.secret)
        now[0] += timedelta(days=2)
        expired = ring.holder(made.secret)

    assert holder
    assert holder.caller.asker.may_see((EVERYONE,))
    assert holder.caller.asker.may_see(("styrgrupp",))
    assert not holder.caller.asker.may_see((INTERNAL,))
    assert expired is None


def test_the_record_has_no_key_in_it(tmp_path: Path) -> None:
    with closing(KeyRing(tmp_path)) as ring:
        made = ring.make(wanted())

    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert made.secret.encode() not in kept
    assert made.secret.removeprefix("lk_").encode() not in kept
    assert made.kept.hash.encode() in kept


def test_a_key_asks_as_often_as_it_may(local: TestClient, ring: KeyRing) -> None:
    key, other = ring.make(wanted(per_minute=2)).secret, ring.make(wanted()).secret

    asked = [local.get(ASKED, headers=bearing(key)) for _ in range(3)]

    assert [one.status_code for one in asked] == [EMPTY_LIBRARY, EMPTY_LIBRARY, 429]
    assert 1 <= int(asked[2].headers["retry-after"]) <= 60
    assert asked[2].json()["error"]["message"] == "Det har kommit för många anrop."
    assert local.get(ASKED, headers=bearing(other)).status_code == EMPTY_LIBRARY


def test_wrong_keys_are_tried_no_oftener_than_the_limit(local: TestClient, ring: KeyRing) -> None:
    key = ring.make(wanted()).secret

    tried = [local.get(ASKED, headers=bearing("lk_fel")).status_code for _ in range(4)]

    assert tried == [401, 401, 401, 429]
    assert local.get(ASKED, headers=bearing(key)).status_code == 429
    assert local.get(ASKED).status_code == EMPTY_LIBRARY


def test_a_visitor_of_a_listed_site_gets_a_pass_and_asks(closed: TestClient) -> None:
    given = closed.post(PASSES, headers={"Origin": LISTED})
    token = given.json()["token"]

    asked = closed.post(ASK, json=QUESTION, headers=bearing(token, Origin=LISTED))
    read = closed.get(ASKED, headers=bearing(token))

    assert (given.status_code, given.json()["seconds"]) == (201, SECONDS)
    assert given.headers["access-control-allow-origin"] == LISTED
    assert asked.status_code == EMPTY_LIBRARY
    assert read.status_code == 401


@pytest.mark.parametrize(
    ("given_to", "shown_by"),
    [
        pytest.param(LISTED, HOME, id="another site's"),
        pytest.param(HOME, LISTED, id="the own page's"),
        pytest.param(LISTED, None, id="from no page"),
    ],
)
def test_a_pass_holds_for_one_site_alone(
    closed: TestClient, given_to: str, shown_by: str | None
) -> None:
    token = closed.post(PASSES, headers={"Origin": given_to}).json()["token"]
    more = {"Origin": shown_by} if shown_by else {}

    assert closed.post(ASK, json=QUESTION, headers=bearing(token, **more)).status_code == 401


@pytest.mark.parametrize("headers", [{"Origin": OTHER}, {"Origin": "null"}, {}], ids=str)
def test_no_other_site_gets_a_pass(closed: TestClient, headers: dict[str, str]) -> None:
    assert closed.post(PASSES, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": HOME}, {"Origin": LISTED}, {}], ids=str)
def test_where_no_site_is_listed_nobody_asks_without_signing_in(
    unvisited: TestClient, headers: dict[str, str]
) -> None:
    given, framed = unvisited.post(PASSES, headers=headers), unvisited.get("/embed")

    assert given.status_code == (404 if headers.get("Origin") != LISTED else 403)
    assert framed.status_code == 404
    assert "LARDOM_ORIGINS" in framed.json()["error"]["remedy"]
    assert unvisited.post(ASK, json=QUESTION, headers=headers).status_code in {401, 403}


def test_the_own_frame_gets_a_pass_where_a_site_is_listed(closed: TestClient) -> None:
    token = closed.post(PASSES, headers={"Origin": HOME}).json()["token"]

    asked = closed.post(ASK, json=QUESTION, headers=bearing(token, Origin=HOME))

    assert closed.get("/embed").status_code == 200
    assert asked.status_code == EMPTY_LIBRARY


def test_where_nobody_signs_in_the_widget_needs_no_pass(local: TestClient) -> None:
    asked = local.post(ASK, json=QUESTION, headers={"Origin": LISTED})

    assert local.post(PASSES, headers={"Origin": LISTED}).status_code == 404
    assert asked.status_code == EMPTY_LIBRARY


def test_visitors_ask_no_oftener_than_their_address_may(closed: TestClient) -> None:
    token = closed.post(PASSES, headers={"Origin": LISTED}).json()["token"]
    headers = bearing(token, Origin=LISTED)

    asked = [closed.post(ASK, json=QUESTION, headers=headers).status_code for _ in range(5)]

    assert asked == [EMPTY_LIBRARY] * 4 + [429]


def test_wrong_passes_are_counted_and_shut_out_neither_keys_nor_passes_that_hold(
    closed: TestClient, ring: KeyRing
) -> None:
    key = ring.make(wanted()).secret
    token = closed.post(PASSES, headers={"Origin": LISTED}).json()["token"]

    tried = [closed.post(ASK, json=QUESTION, headers=bearing("lv_fel")) for _ in range(5)]
    held = closed.post(ASK, json=QUESTION, headers=bearing(token, Origin=LISTED))

    assert [one.status_code for one in tried] == [401] * 4 + [429]
    assert held.status_code == EMPTY_LIBRARY
    assert closed.get(ASKED, headers=bearing(key)).status_code == EMPTY_LIBRARY


def test_a_pass_is_over_after_its_time_and_sees_what_is_open_alone() -> None:
    now = [datetime(2026, 1, 31, 12, tzinfo=UTC)]
    passes = VisitorPasses(lambda: now[0])
    token = passes.make(LISTED).token

    caller = passes.caller(token, LISTED)
    now[0] += timedelta(seconds=SECONDS + 1)

    assert caller.roles == {Role.VISITOR}
    assert caller.asker.may_see((EVERYONE,))
    assert not caller.asker.may_see((INTERNAL,))
    with pytest.raises(SignInError):
        passes.caller(token, LISTED)


def test_a_pass_of_another_run_is_nobodys() -> None:
    token = VisitorPasses().make(LISTED).token

    with pytest.raises(SignInError):
        VisitorPasses().caller(token, LISTED)


def test_one_who_asks_too_often_does_not_stop_another() -> None:
    limits = Limits()
    limits.take(Counted.PERSON, "a", 1)

    limits.take(Counted.PERSON, "b", 1)
    limits.take(Counted.SIGN_IN, "a", 1)
    limits.take(Counted.PERSON, "a", 0)

    with pytest.raises(TooManyError) as refused:
        limits.take(Counted.PERSON, "a", 1)
    assert 1 <= refused.value.seconds <= 60


def test_the_commands_make_list_and_revoke_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke

    made = run(lardom, ["keys", "create", "intranät", "--role", "editor", "--group", "styrgrupp"])
    listed = run(lardom, ["keys", "list"])
    name = listed.stdout.split()[0]
    revoked = run(lardom, ["keys", "revoke", name])
    after = run(lardom, ["keys", "list"])

    assert made.stdout.splitlines()[0].startswith("lk_")
    assert made.stdout.splitlines()[0] not in listed.stdout
    assert "intranät  editor  styrgrupp  60/min" in listed.stdout
    assert "gäller" in listed.stdout
    assert name in revoked.stdout
    assert "återkallad" in after.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["create", "x", "--role", "visitor"], "visitor"),
        (["create", "x", "--role", "chef"], "chef"),
        (["create", "x", "--group", "everyone"], "everyone"),
        (["revoke", "finns-inte"], "finns-inte"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_key_that_cannot_be_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(lardom, ["keys", *arguments])

    assert said in str(result.exception)
