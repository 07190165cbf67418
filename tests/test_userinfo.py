"""Groups from the userinfo endpoint of a real sign-in service on loopback, and what is refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest

from assistant.errors import AssistantError, ProviderError, SignInError
from assistant.people.oidc.signing_in import Completed
from assistant.people.oidc.types import Returned
from assistant.people_wiring import build_sign_in
from tests.oidc_provider import SUBJECT, Claims, OidcProvider, oidc_provider
from tests.test_sign_in_oidc import oidc_settings

TOLD = {"sub": SUBJECT, "groups": ["chefer"]}


@pytest.fixture(scope="module")
def running() -> Iterator[OidcProvider]:
    with oidc_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: OidcProvider) -> OidcProvider:
    running.forget()
    running.without, running.userinfo = ("groups",), TOLD
    running.asked.clear()
    return running


def signed_in(provider: OidcProvider, data: Path, **more: Any) -> Completed:
    """Whoever has gone there and back."""
    door = build_sign_in(oidc_settings(provider, data, **{"oidc_userinfo": True, **more})).oidc
    assert door
    begun = door.way.begin("/")
    back = dict(parse_qsl(urlsplit(httpx2.get(begun.address).headers["location"]).query))
    return door.way.complete(Returned(**back, issuer="", error="", browser=begun.browser))


def test_groups_that_the_id_token_lacks_are_asked_for(
    provider: OidcProvider, tmp_path: Path
) -> None:
    person = signed_in(provider, tmp_path).person

    assert person.groups == {"chefer"}
    assert person.name == "Redaktör A"


def test_nothing_is_asked_where_the_id_token_tells_them(
    provider: OidcProvider, tmp_path: Path
) -> None:
    provider.without = ()

    person = signed_in(provider, tmp_path).person

    assert person.groups == {"redaktion"}
    assert "/userinfo" not in provider.asked


def test_nothing_is_asked_where_it_is_not_set(provider: OidcProvider, tmp_path: Path) -> None:
    person = signed_in(provider, tmp_path, oidc_userinfo=False).person

    assert person.groups == set()
    assert "/userinfo" not in provider.asked


def test_a_person_whom_neither_tells_groups_of_has_none(
    provider: OidcProvider, tmp_path: Path
) -> None:
    provider.userinfo = {"sub": SUBJECT, "roles": ["chefer"]}

    assert signed_in(provider, tmp_path).person.groups == set()


def test_nothing_but_the_groups_is_taken_from_there(provider: OidcProvider, tmp_path: Path) -> None:
    provider.without = ("groups", "name")
    provider.userinfo = {**TOLD, "name": "En annan", "sid": "annan"}

    completed = signed_in(provider, tmp_path)

    assert (completed.person.name, completed.elsewhere.sid) == (SUBJECT, "")


@pytest.mark.parametrize(
    ("told", "status", "error", "said"),
    [
        pytest.param({**TOLD, "sub": "annan"}, 200, SignInError, "annan person", id="another sub"),
        pytest.param({"groups": ["a"]}, 200, SignInError, "annan person", id="no sub"),
        pytest.param({**TOLD, "groups": {"a": 1}}, 200, SignInError, "ingen lista", id="no list"),
        pytest.param(TOLD, 500, ProviderError, "/userinfo", id="a failure there"),
        pytest.param(TOLD, 401, ProviderError, "/userinfo", id="refused there"),
        pytest.param(TOLD, 302, ProviderError, "/userinfo", id="led elsewhere"),
        pytest.param(["chefer"], 200, ProviderError, "/userinfo", id="no object"),
    ],
)
def test_nobody_gets_in_where_the_groups_cannot_be_had(
    provider: OidcProvider,
    tmp_path: Path,
    told: Any,
    status: int,
    error: type[AssistantError],
    said: str,
) -> None:
    provider.userinfo, provider.userinfo_status = told, status

    with pytest.raises(error, match=said):
        signed_in(provider, tmp_path)


@pytest.mark.parametrize(
    "described",
    [{"userinfo_endpoint": None}, {"userinfo_endpoint": "http://annan.exempel.se/userinfo"}],
    ids=["none", "a plain address"],
)
def test_a_service_without_a_safe_userinfo_endpoint_is_told_of(
    provider: OidcProvider, tmp_path: Path, described: Claims
) -> None:
    provider.described = described

    with pytest.raises(ProviderError, match="LARDOM_OIDC_USERINFO"):
        signed_in(provider, tmp_path)
