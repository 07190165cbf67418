"""Every route is in the lists of who may ask what, and nothing else is."""

from collections.abc import Iterator

import pytest
from fastapi.routing import iter_route_contexts

from assistant.api.app import create_app
from assistant.api.permissions import PERMISSIONS, PUBLIC
from assistant.people.types import Role
from ingest.embedding import Embedder
from tests.services import serving

FILES = {"/openapi.json", "/static"}
"""Without routes of ours: what the interface is, and the pages' own scripts and styles."""


@pytest.fixture(scope="module")
def routes(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[set[tuple[str, str]]]:
    with serving(tmp_path_factory.mktemp("empty"), embedder) as service:
        app = create_app(service)
        yield {
            (method, str(route.path))
            for route in iter_route_contexts(app.routes)
            if route.path not in FILES
            for method in route.methods or ()
        }


def test_every_route_is_listed_with_its_roles_or_as_public(routes: set[tuple[str, str]]) -> None:
    assert routes == set(PERMISSIONS) | PUBLIC


def test_no_route_is_both_public_and_for_roles() -> None:
    assert not set(PERMISSIONS) & PUBLIC


def test_every_route_is_for_somebody() -> None:
    assert all(PERMISSIONS.values())


def test_visitors_may_do_nothing_but_ask() -> None:
    theirs = {route for route, roles in PERMISSIONS.items() if Role.VISITOR in roles}

    assert theirs == {("POST", "/api/v1/ask")}
