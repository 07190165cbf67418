"""The layout is a promise: imports point down, libraries stay home, rooms stay small."""

import ast
import statistics
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.layers import (
    FORBIDDEN_NAMES,
    HOMES,
    LARGEST_MEDIAN_FUNCTION,
    LARGEST_MEDIAN_ROOM,
    LARGEST_ROOM,
    LONGEST_FUNCTION,
    MOST_PARAMETERS,
    RANKS,
)

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "assistant")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


ROOMS = {name_of(path): path for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in ROOMS.items()}


def imports_of(room: str) -> Iterator[str]:
    return imports_in(ast.walk(TREES[room]))


def imports_in(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import of {node.module}"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in ROOMS else str(node.module)


def place_of(room: str) -> tuple[int, str]:
    exact = [(n, room) for n, rank in enumerate(RANKS) if room in rank]
    wild = [(n, p) for n, rank in enumerate(RANKS) for p in rank if fnmatch(room, p)]
    found = exact or wild
    assert found, f"{room} is not on the map in tests/layers.py"
    return found[0]


def functions() -> list[tuple[str, Function]]:
    return [
        (f"{room}.{node.name}", node)
        for room, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, Function)
    ]


def body_lines(function: Function) -> int:
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    start = function.body[1].lineno if documented and len(function.body) > 1 else first.lineno
    return (function.end_lineno or start) - start + 1


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_from_rooms_below_it(room: str) -> None:
    rank, pattern = place_of(room)

    ours = [name for name in imports_of(room) if name.split(".")[0] in PACKAGES]
    upward = [name for name in ours if name in ROOMS and place_of(name)[0] >= rank]
    siblings = {n for n in upward if pattern.endswith(".*") and fnmatch(n, pattern)}

    assert not set(upward) - siblings


def test_siblings_of_one_package_import_in_no_circle() -> None:
    graph = {room: {n for n in imports_of(room) if n in ROOMS and n != room} for room in ROOMS}
    left = dict(graph)

    while free := [room for room, needs in left.items() if not needs & left.keys()]:
        for room in free:
            del left[room]

    assert not left


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_an_outside_library_is_imported_only_in_its_home(room: str) -> None:
    outside = {name.split(".")[0] for name in imports_of(room)} - set(PACKAGES)
    foreign = outside - set(sys.stdlib_module_names)

    homeless = {
        name for name in foreign if not any(fnmatch(room, home) for home in HOMES.get(name, ()))
    }

    assert not homeless


def test_every_home_is_of_a_library_that_is_imported_there() -> None:
    lived_in = {(name.split(".")[0], room) for room in ROOMS for name in imports_of(room)}

    empty = {
        (library, home)
        for library, homes in HOMES.items()
        for home in homes
        if not any(library == name and fnmatch(room, home) for name, room in lived_in)
    }

    assert empty == set()


def test_whoever_only_asks_imports_nothing_of_the_writing_side() -> None:
    reached = imported_at_once("assistant.cli", "assistant.api.serving")

    writing = {"ingest.sync", "ingest.sandbox", "ingest.record.writing", "ingest.index.publishing"}
    assert reached & writing == set()


def test_a_sync_imports_nothing_of_what_answers_or_reads() -> None:
    reached = imported_at_once(
        *("assistant.cli", "assistant.library_wiring"),
        *("ingest.index.processes", "ingest.sync", "ingest.sync_output", "ingest.programs"),
    )

    answering = {"assistant.wiring", "assistant.presenting", "assistant.asking"}
    reading = {"ingest.loaders.pdf", "ingest.reading", "ingest.index.vectors", "ingest.web_sync"}
    registering = {"ingest.collecting", "ingest.register.columns", "ingest.record.register.record"}
    assert reached & (answering | reading | registering) == set()


def imported_at_once(*rooms: str) -> set[str]:
    """The rooms, and what they and those import when they are imported themselves."""
    reached: set[str] = set()
    waiting = set(rooms)
    while waiting:
        room = waiting.pop()
        reached.add(room)
        waiting |= {name for name in imports_in(TREES[room].body) if name in ROOMS} - reached
    return reached


def test_rooms_are_small() -> None:
    sizes = {room: len(path.read_text("utf-8").splitlines()) for room, path in ROOMS.items()}

    assert {room: size for room, size in sizes.items() if size > LARGEST_ROOM} == {}
    assert statistics.median(sizes.values()) <= LARGEST_MEDIAN_ROOM


def test_functions_are_short() -> None:
    lengths = {name: body_lines(node) for name, node in functions()}

    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}
    assert statistics.median(lengths.values()) <= LARGEST_MEDIAN_FUNCTION


def test_functions_take_few_parameters() -> None:
    many = {
        name
        for name, node in functions()
        if len(
            [
                a
                for a in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                if a.arg not in {"self", "cls"}
            ]
        )
        > MOST_PARAMETERS
    }

    assert many == set()


def test_no_room_has_a_name_that_says_nothing() -> None:
    assert {room for room in ROOMS if FORBIDDEN_NAMES & set(room.split("."))} == set()


def test_the_server_of_chroma_is_never_imported() -> None:
    assert {room for room in ROOMS if "chromadb.server" in " ".join(imports_of(room))} == set()


def test_the_top_level_is_fixed() -> None:
    allowed = {
        "pyproject.toml", "assistant", "ingest", "prompts", "corpus", "tests", "docs", "deploy",
        "README.md", "LICENSE", "Makefile", "constraints.txt", "CHANGELOG.md",
    }  # fmt: skip
    made = {"data", "dist", "build", "scratch"}

    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert found - allowed - made - {"lardom.egg-info"} == set()
