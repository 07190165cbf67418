"""An editor decides who may see a workbook: the register follows at the next request, everywhere.

A workbook of the register is no document itself; but its content may be one too, at another place
of the material, or under the name of a document that was imported. Then both rules hold.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from ingest.embedding import Embedder
from ingest.register.asking import Register
from ingest.register.filling import line
from ingest.register.finding import ProjectsWanted
from ingest.register.template import workbook
from ingest.sync import sync
from ingest.work import Library
from tests.canaries import FILTERS, A, served, words_in
from tests.conftest import write_material
from tests.registering import agency, collection, figure, project
from tests.shelving import copied_with_material
from tests.test_erasing import rows

WORD = "kvastfibbl"
"""What stands in the workbook that is decided upon, and nowhere else."""
OTHER = "svalört"
GENERAL = "Vilka projekt finns i registret 2017?"
ASKED = "Vilka projekt hade Kvastfibblsverket 2017?"


def fill(path: Path, root: str, number: int) -> None:
    """A workbook with an agency, a project and a figure, and dates that a check points out."""
    name = f"{root.capitalize()}sverket"
    dates = {"start": "2018-01-01", "planned_end": "2017-01-01"}
    held = [
        agency(2, name),
        project(2, name, f"{root}projekt", purpose="Byta system.", budget=number * 1e6, **dates),
        figure(2, name, "it_cost", number * 1e6),
    ]
    path.parent.mkdir(parents=True)
    path.write_bytes(workbook(collection(2017), map(line, held)))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """The material taken in, made once; not to be written to."""
    home = tmp_path_factory.mktemp("decided")
    material = write_material(home / "material", {"rapport.md": "# Rapport\n\nOm driften.\n"})
    for number, root in enumerate((WORD, OTHER), start=11):
        fill(material / root / "register" / f"insamling-2017-{root}.xlsx", root, number)
    own = (material / WORD / "register" / f"insamling-2017-{WORD}.xlsx").read_bytes()
    (material / "underlag").mkdir()
    (material / "underlag" / "tabell.xlsx").write_bytes(own)
    sync(Library(data=home / "data", embedder=embedder, workers=1), [material])
    return home


@pytest.fixture
def data(home: Path, tmp_path: Path) -> Path:
    return copied_with_material(home, tmp_path)


@pytest.fixture
def api(data: Path, embedder: Embedder) -> Iterator[TestClient]:
    with served(data, embedder) as (_, opened):
        yield opened


def by(name: str) -> dict[str, str]:
    return {"x-caller": name}


def document(data: Path) -> str:
    (found,) = rows(data, "SELECT id FROM documents WHERE source = 'underlag/tabell.xlsx'")
    return found


def decide(api: TestClient, data: Path, to: str, groups: str = "") -> None:
    """As an editor does on the page: what changes is shown, and then confirmed."""
    page = f"/dokument/{document(data)}/synlighet"
    shown = api.get(f"{page}?to={to}&groups={groups}", headers=by("editor")).text
    seen = re.search(r'name="seen" value="([^"]*)"', shown)
    assert seen is not None
    form = {"to": to, "groups": groups, "seen": seen[1]}
    done = api.post(page, data=form, headers=by("editor"), follow_redirects=False)
    assert done.status_code == 303
    assert "to=" not in done.headers["location"]


def addresses(data: Path) -> dict[str, list[str]]:
    """Everything that tells of the register, by what it is."""
    books = rows(data, "SELECT sha256 || source FROM register_books")
    (book,) = [one[:64] for one in books if WORD in one]
    with_name = f"?fil={book}&blad=Projekt&cell=A2"
    register = Register(data)
    seen = register.seen(lambda _: True)
    assert seen is not None
    held = seen.collections()[0].id
    found = seen.found(ProjectsWanted(limit=100)).projects
    (one,) = [one for one in found if one.name.startswith(WORD)]
    register.close()
    files = ("picture.svg", "picture.png", "table.csv", "table.xlsx")
    return {
        "figures": [f"/api/v1/figures?filter={one}&rows=100" for one in FILTERS],
        "question": [f"/api/v1/figures?question={quote(GENERAL)}"],
        "exports": [f"/api/v1/figures/{file}?filter={FILTERS[2]}" for file in files],
        "cells": [f"/register/blad{with_name}"],
        "similar": ["/api/v1/projects/similar?text=byta+system&limit=20"],
        "checks": ["/register", f"/register/granskning/{held}"],
        "lists": [f"/api/v1/register/collections/{held}/lists/{one.agency}.xlsx"],
        "projects": ["/projekt", f"/projekt/{one.project}", f"/api/v1/projects/{one.project}"],
        "plans": [f"/api/v1/projects/{one.project}/plans.svg"],
        "agencies": ["/api/v1/agencies", f"/api/v1/agencies/{one.agency}", "/tackning"],
        "pages": ["/nyckeltal", "/api/v1/coverage"],
    }


def telling(api: TestClient, caller: str, some: dict[str, list[str]]) -> set[str]:
    """What tells a caller of the workbook."""
    return {
        what
        for what, paths in some.items()
        for path in paths
        if WORD in words_in(api.get(path, headers=by(caller)).content)
    }


def asked(api: TestClient, caller: str) -> str:
    return api.post("/api/v1/ask", json={"question": ASKED}, headers=by(caller)).text


def answered(text: str) -> bool:
    return f"{WORD}projekt" in text.casefold()


@pytest.mark.parametrize(
    ("to", "groups"), [("groups", A), ("withdraw", "")], ids=["narrowed", "withdrawn"]
)
def test_what_an_editor_decides_of_a_workbook_holds_for_the_register_at_the_next_request(
    api: TestClient, data: Path, to: str, groups: str
) -> None:
    some = addresses(data)
    before = {caller: telling(api, caller, some) for caller in ("editor", "reader")}
    kept = api.post("/api/v1/ask", json={"question": ASKED}, headers=by("reader")).json()
    evidence = f"/api/v1/answers/{kept['answer_id']}.json"
    first = api.get(evidence, headers=by("reader"))

    decide(api, data, to, groups)
    after = {caller: telling(api, caller, some) for caller in ("editor", "reader", "visitor")}
    later = api.get(evidence, headers=by("reader"))

    assert before["editor"] >= some.keys() - {"pages"}
    assert before["reader"] >= {"figures", "exports", "cells", "similar", "projects", "agencies"}
    assert answered(str(kept))
    assert answered(first.text)
    assert after == {"editor": set(), "reader": set(), "visitor": set()}
    assert not answered(asked(api, "reader"))
    assert not answered(later.text)
    assert answered(asked(api, "member")) == (to == "groups")


def test_what_is_let_back_is_told_again_at_the_next_request(api: TestClient, data: Path) -> None:
    some = addresses(data)
    before = telling(api, "reader", some)
    decide(api, data, "withdraw")
    decide(api, data, "restore")

    after = telling(api, "reader", some)

    assert before == after != set()


def test_a_decision_makes_nothing_wider_than_the_rule_of_the_workbook_itself(
    tmp_path: Path, data: Path, api: TestClient, embedder: Embedder
) -> None:
    (tmp_path / "material" / WORD / "_access.yaml").write_text(f"access: [{A}]\n", "utf-8")
    sync(Library(data=data, embedder=embedder, workers=1), [tmp_path / "material"])
    decide(api, data, "everyone")
    some = addresses(data)

    assert telling(api, "reader", some) == set()
    assert "projects" in telling(api, "member", some)


def test_other_workbooks_are_told_of_as_before(api: TestClient, data: Path) -> None:
    decide(api, data, "withdraw")

    said = words_in(api.get("/api/v1/projects?limit=50", headers=by("reader")).content)

    assert f"{OTHER}projekt" in said
    assert WORD not in said
