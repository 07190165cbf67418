"""`lardom access` as a person or a script meets it, and as a server that runs does."""

import json
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import httpx2
import pytest

from assistant.signing import signature
from ingest.embedding import Embedder
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import served, write_material
from tests.shelving import copied
from tests.test_cli import Lardom, assert_one_sentence, lardom

__all__ = ["lardom"]  # a fixture, taken in by its name

PLAN, MINUTES, COPY = "plan.md", "nämnd/protokoll.md", "nämnd/kopia.md"
WHY = "Utkastet gick ut för tidigt"
MATERIAL = {
    PLAN: "# Plan\n\nPlanen kostar 3 miljoner kronor.\n",
    MINUTES: "# Protokoll\n\nNämnden sade ja.\n",
    COPY: "# Plan\n\nPlanen kostar 3 miljoner kronor.\n",
    "nämnd/_access.yaml": "access: [styrgrupp, revision]\nlocked: true\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    room = tmp_path_factory.mktemp("deciding")
    material = write_material(room / "material", {**MATERIAL, "fri.md": "# Fritt\n\nFritt fram.\n"})
    sync(Library(data=room / "data", embedder=embedder, workers=1), [material])
    return room


@pytest.fixture
def data(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lardom: Lardom) -> Path:
    data = copied(made / "data", tmp_path / "data")
    monkeypatch.setenv("LARDOM_DATA", str(data))
    monkeypatch.setenv("LARDOM_GROUPS", "styrgrupp")
    return data


def name_of(data: Path, source: str) -> str:
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        (found,) = record.execute("SELECT id FROM documents WHERE source = ?", (source,)).fetchone()
    return str(found)


def rule_of(lardom: Lardom, named: str) -> tuple[list[str], bool]:
    told = json.loads(lardom("access", "show", named, "--json").out)
    return told["access"], told["is_withdrawn"]


def noted(data: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(data / "record.sqlite3")) as record:
        return list(record.execute("SELECT object, way FROM audit WHERE action = 'access'"))


def test_it_says_who_may_see_a_document_and_what_says_so(data: Path, lardom: Lardom) -> None:
    said = lardom("access", "show", MINUTES)

    assert said.code == 0
    assert f"{name_of(data, MINUTES)}  {MINUTES}" in said.out
    assert "Bara den som hör till styrgrupp eller revision får se det." in said.out
    assert "Det står i nämnd/_access.yaml." in said.out
    assert "Regeln för nämnd är låst" in said.out


@pytest.mark.parametrize("form", ["id", "beginning", "source", "path", "capitals"])
def test_a_document_is_found_by_what_it_is_called(
    data: Path, made: Path, lardom: Lardom, form: str
) -> None:
    name = name_of(data, "fri.md")
    called = {
        "id": name,
        "beginning": name[:8],
        "source": "fri.md",
        "path": str(made / "material" / "fri.md"),
        "capitals": name[:8].upper(),
    }

    assert lardom("access", "show", called[form]).out.startswith(f"{name}  fri.md\n")


def test_a_document_is_found_by_the_place_of_a_copy(data: Path, lardom: Lardom) -> None:
    said = lardom("access", "show", COPY)

    assert "ligger på 2 ställen" in said.out


@pytest.mark.parametrize("named", ["saknas.md", "", "%", "ff\0", "f" * 16])
def test_what_is_not_there_is_told_of(data: Path, lardom: Lardom, named: str) -> None:
    assert_one_sentence(lardom("access", "show", named))


def test_a_beginning_of_several_names_them(data: Path, lardom: Lardom) -> None:
    with closing(sqlite3.connect(data / "record.sqlite3")) as record, record:
        record.execute("PRAGMA foreign_keys=OFF")
        for number, source in enumerate(("fri.md", MINUTES)):
            row = (f"abcdef000000000{number}", source)
            record.execute("UPDATE documents SET id = ? WHERE source = ?", row)

    said = lardom("access", "show", "abcdef")

    assert_one_sentence(said)
    assert "2 dokument" in said.err
    assert "abcdef0000000001" in said.err


def test_what_is_not_for_the_person_is_as_if_it_were_not_there(
    data: Path, lardom: Lardom, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = name_of(data, MINUTES)
    monkeypatch.setenv("LARDOM_GROUPS", "annan")

    told = [lardom("access", "show", name), lardom("access", "set", name, "open", "--reason", "x")]
    missing = lardom("access", "show", "f" * 16)

    assert {one.err.replace(name, "") for one in told} == {missing.err.replace("f" * 16, "")}


@pytest.mark.parametrize(
    ("rule", "access", "said"),
    [
        ("internal", ["internal"], "Får inte längre se det: Den som inte är inloggad."),
        ("groups:styrgrupp, b", ["b", "styrgrupp"], "Bara den som hör till"),
        ("open", ["everyone"], "Ingen som får se det nu förlorar det."),
        ("material", ["everyone"], "Ingen ny får se det."),
    ],
)
def test_a_rule_is_said_before_and_holds_after(
    data: Path, lardom: Lardom, rule: str, access: list[str], said: str
) -> None:
    done = lardom("access", "set", "fri.md", rule, "--reason", WHY, "--yes")

    assert done.code == 0
    assert said in done.out
    assert sorted(rule_of(lardom, "fri.md")[0]) == access
    assert noted(data) == [(f"document:{name_of(data, 'fri.md')}", "local")]


def test_the_history_says_who_and_why(data: Path, lardom: Lardom) -> None:
    lardom("access", "set", "fri.md", "internal", "--reason", WHY, "--yes")

    shown = lardom("access", "show", "fri.md").out

    assert "En redaktör har bestämt det." in shown
    assert f"{signature()}  Alla som är inloggade får se det. Skäl: {WHY}" in shown


def test_a_dry_run_changes_and_notes_nothing(data: Path, lardom: Lardom) -> None:
    shown = lardom("access", "set", "fri.md", "groups:a", "--dry-run")

    assert "Får inte längre se det: Alla som inte hör till a" in shown.out
    assert "Du hör inte till dem" in shown.out
    assert rule_of(lardom, "fri.md") == (["everyone"], False)
    assert noted(data) == []


@pytest.mark.parametrize(
    ("said", "code", "rule"),
    [
        ("ja\n", 0, "internal"),
        ("J\n", 0, "internal"),
        ("nej\n", 1, "everyone"),
        ("\n", 1, "everyone"),
        ("", 1, "everyone"),
    ],
)
def test_only_a_person_who_says_yes_decides(
    data: Path, lardom: Lardom, monkeypatch: pytest.MonkeyPatch, said: str, code: int, rule: str
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(said))

    done = lardom("access", "set", "fri.md", "internal", "--reason", WHY)

    assert done.code == code
    assert "Får inte längre se det: Den som inte är inloggad." in done.out
    assert rule_of(lardom, "fri.md")[0] == [rule]


def test_a_locked_folder_holds_whatever_is_set(data: Path, lardom: Lardom) -> None:
    shown = lardom("access", "set", MINUTES, "open", "--reason", WHY, "--yes")

    assert "Efter beslutet: Bara den som hör till styrgrupp eller revision" in shown.out
    assert rule_of(lardom, MINUTES)[0] == ["styrgrupp", "revision"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "fri.md", "alla", "--reason", WHY), "groups:a,b"),
        (("set", "fri.md", "groups:", "--reason", WHY), "tomt"),
        (("set", "fri.md", "groups:a,everyone", "--reason", WHY), "everyone"),
        (("set", "fri.md", "open"), "--reason"),
        (("withdraw", "fri.md", "--reason", " "), "--reason"),
        (("restore", "fri.md", "--reason", "x" * 501), "500"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(
    data: Path, lardom: Lardom, arguments: tuple[str, ...], said: str
) -> None:
    done = lardom("access", *arguments, "--yes")

    assert_one_sentence(done)
    assert said in done.err
    assert noted(data) == []


def test_what_is_withdrawn_is_gone_from_a_running_server_until_it_is_restored(
    data: Path, lardom: Lardom
) -> None:
    name = name_of(data, "fri.md")
    with served(data) as server:
        address = f"{server.address}/api/v1/documents/{name}"
        before = httpx2.get(address).status_code
        lardom("access", "withdraw", "fri.md", "--reason", WHY, "--yes")
        withdrawn = httpx2.get(address).status_code
        lardom("access", "restore", name, "--reason", WHY, "--yes")
        restored = httpx2.get(address).status_code
        lardom("access", "set", name, "groups:styrgrupp", "--reason", WHY, "--yes")
        to_others = httpx2.get(f"{server.address}/api/v1/documents/{name}", headers={})

    assert (before, withdrawn, restored) == (200, 404, 200)
    assert to_others.status_code == 200  # the server's person has the group, as the commands'
    assert [one for one, _ in noted(data)] == [
        f"document:{name}:withdrawn",
        f"document:{name}:restored",
        f"document:{name}",
    ]


def test_a_rule_that_leaves_the_server_s_person_out_holds_on_the_next_request(
    data: Path, lardom: Lardom
) -> None:
    with served(data, LARDOM_GROUPS="annan") as server:
        address = f"{server.address}/api/v1/documents/{name_of(data, 'fri.md')}"
        before = httpx2.get(address).status_code
        lardom("access", "set", "fri.md", "groups:styrgrupp", "--reason", WHY, "--yes")
        after = httpx2.get(address).status_code

    assert (before, after) == (200, 404)


def test_the_reason_goes_with_a_document_that_is_erased(data: Path, lardom: Lardom) -> None:
    name = name_of(data, "fri.md")
    lardom("access", "set", name, "internal", "--reason", WHY, "--yes")

    lardom("erase", "--document", name)

    kept = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert WHY.encode() not in kept
