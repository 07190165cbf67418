"""The README is held to the code: commands, routes, rooms and the paths it points to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from assistant.api.app import create_app
from assistant.cli import app
from ingest.embedding import Embedder
from tests.conftest import ROOT
from tests.services import serving

README = (ROOT / "README.md").read_text(encoding="utf-8")
TREE = README.partition("## The rooms")[2].split("```")[1]
PACKAGES = ("ingest", "assistant")
COMMANDS = sorted(getattr(typer.main.get_command(app), "commands", {}))
WRITTEN = [README, *(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))]
SOURCES = [path.read_text("utf-8") for name in PACKAGES for path in (ROOT / name).rglob("*.py")]


def part_of(package: str) -> str:
    """The lines of the tree below a package."""
    return re.split(r"^(?=\S)", TREE.partition(f"\n{package}/")[2], maxsplit=1, flags=re.M)[0]


def rooms_of(package: str) -> Iterator[str]:
    for path in sorted((ROOT / package).iterdir()):
        if path.suffix == ".py" and not path.stem.startswith("__"):
            yield path.name
        elif (path / "__init__.py").exists():
            yield f"{path.name}/"


ROOMS = [(package, room) for package in PACKAGES for room in rooms_of(package)]


def test_there_are_commands_to_be_told_of() -> None:
    assert {"sync", "ask", "serve"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert re.search(rf"\blardom {command}\b", README)


def test_every_route_stands_in_the_readme(tmp_path: Path, embedder: Embedder) -> None:
    with serving(tmp_path, embedder) as service:
        routes = [
            path.replace("document_id", "id") for path in create_app(service).openapi()["paths"]
        ]

    missing = [route for route in routes if not re.search(rf"{re.escape(route)}[`?]", README)]
    assert routes
    assert missing == []


@pytest.mark.parametrize(("package", "room"), ROOMS, ids=[f"{p}/{room}" for p, room in ROOMS])
def test_every_room_stands_in_the_tree(package: str, room: str) -> None:
    assert re.search(rf"(?<![\w.]){re.escape(room)}", part_of(package))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_room_of_the_tree_is_there(package: str) -> None:
    named = re.findall(r"^  ([\w.]+/?) ", part_of(package), re.M)

    assert named
    assert [name for name in named if not (ROOT / package / name).exists()] == []


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_page_of_docs_that_is_referred_to_is_there() -> None:
    named = {name for text in (*WRITTEN, *SOURCES) for name in re.findall(r"`(docs/[^`]+)`", text)}

    assert {name for name in named if not (ROOT / name).exists()} == set()
