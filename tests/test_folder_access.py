"""Who may see what lies in a folder: `_access.yaml`, deeper ones, locks, and rules gone wrong."""

import os
import shutil
from pathlib import Path

import pytest

from ingest.access_rules import FolderRule, allowed_by_both, rules_of
from ingest.embedding import Embedder
from ingest.folder_rules import read_folder_rules, rules_in
from ingest.material_names import why_no_document
from ingest.record.runs import FileStatus
from ingest.scanning import list_folder
from ingest.types import EVERYONE, INTERNAL
from tests.conftest import write_material
from tests.shelf import Shelf
from tests.shelving import Counting

OPEN = "öppet/rapport.md"
DEEP = "nämnd/ärenden/beslut.md"
TEXTS = {
    OPEN: "# Rapport\n\nRapporten är klar och finns att läsa.\n",
    DEEP: "# Beslut\n\nNämnden beslutade att bygga vidare på systemet.\n",
}
ALL = (EVERYONE,)


@pytest.fixture
def material(tmp_path: Path) -> Path:
    return write_material(tmp_path / "material", TEXTS)


@pytest.fixture
def shelf(tmp_path: Path, embedder: Embedder) -> Shelf:
    (tmp_path / "data").mkdir()
    return Shelf(data=tmp_path / "data", embedder=Counting(embedder))


def access(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    return {source: row.access for source, row in shelf.rows().items()}


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        pytest.param((EVERYONE,), ("a",), ("a",), id="everyone-and-a-group"),
        pytest.param((INTERNAL,), ("a", "b"), ("a", "b"), id="whoever-signs-in-and-groups"),
        pytest.param(("a",), (INTERNAL,), ("a",), id="a-group-and-whoever-signs-in"),
        pytest.param((INTERNAL,), (INTERNAL,), (INTERNAL,), id="whoever-signs-in-twice"),
        pytest.param(("a", "b"), ("b", "c"), ("b",), id="what-groups-share"),
        pytest.param(("a",), ("b",), (), id="groups-that-share-nothing"),
        pytest.param((), (EVERYONE,), (), id="nobody"),
    ],
)
def test_both_of_two_rules_hold(
    one: tuple[str, ...], other: tuple[str, ...], both: tuple[str, ...]
) -> None:
    assert allowed_by_both(one, other) == both


@pytest.mark.parametrize(
    ("said", "rules", "expected"),
    [
        pytest.param(None, {"": "access: internal"}, (INTERNAL,), id="from-the-folder-itself"),
        pytest.param(None, {"nämnd": "access: [a, b]"}, ("a", "b"), id="from-the-folder-above"),
        pytest.param(
            None,
            {"nämnd": "access: [a]", "nämnd/ärenden": "access: everyone"},
            ALL,
            id="a-deeper-rule-replaces",
        ),
        pytest.param("access: everyone", {"nämnd": "access: [a]"}, ALL, id="a-sidecar-replaces"),
        pytest.param(
            None,
            {"nämnd": "access: [a, b]\nlocked: true", "nämnd/ärenden": "access: [b, c]"},
            ("b",),
            id="a-locked-rule-is-only-narrowed",
        ),
        pytest.param(
            "access: everyone",
            {"nämnd": "access: internal\nlocked: true"},
            (INTERNAL,),
            id="a-sidecar-widens-no-locked-rule",
        ),
        pytest.param(None, {"öppet": "access: [a]"}, ALL, id="the-folder-beside-says-nothing"),
        pytest.param(None, {"nämn": "access: [a]"}, ALL, id="a-folder-that-is-called-alike"),
    ],
)
def test_a_file_is_for_whom_its_folders_and_its_sidecar_say(
    material: Path, shelf: Shelf, said: str | None, rules: dict[str, str], expected: tuple[str, ...]
) -> None:
    for folder, rule in rules.items():
        write_material(material, {f"{folder}/_access.yaml".lstrip("/"): rule})
    if said:
        write_material(material, {f"{DEEP}.meta.yaml": said})

    shelf.take_in(material)

    assert access(shelf)[DEEP] == expected


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("", id="empty"),
        pytest.param("acess: internal", id="misspelled"),
        pytest.param("access: [everyone", id="no-yaml"),
        pytest.param("access:\n  a: b", id="no-groups"),
        pytest.param("access: everyone\nlock: true", id="another-key"),
        pytest.param("access: everyone\nlocked: kanske", id="a-lock-that-is-neither"),
        pytest.param("access: [a]\naccess: everyone", id="a-rule-twice"),
        pytest.param("access: [a]\nAccess: everyone", id="a-rule-twice-in-another-case"),
        pytest.param('access: [a]\n" access ": everyone', id="a-rule-twice-with-spaces"),
        pytest.param("access: [a]\nlocked: true\nlocked: false", id="a-lock-twice"),
        pytest.param("access: [a, everyone]", id="everyone-beside-a-group"),
        pytest.param("access: [internal, a]", id="whoever-signs-in-beside-a-group"),
        pytest.param("<<: {access: everyone}", id="inherited"),
        pytest.param("access: [a]\n---\naccess: everyone", id="two-documents"),
    ],
)
def test_a_rule_that_cannot_be_read_hides_all_below_it_and_is_reported(
    material: Path, shelf: Shelf, wrong: str
) -> None:
    shelf.take_in(material)
    write_material(
        material, {"nämnd/_access.yaml": wrong, "nämnd/ärenden/_access.yaml": "access: everyone"}
    )

    report = shelf.take_in(material)

    assert access(shelf) == {OPEN: ALL, DEEP: ()}
    assert [failure.source for failure in report.failed] == ["nämnd/_access.yaml"]
    assert "syns ingenting i mappen" in report.failed[0].remedy


@pytest.mark.parametrize("name", ["_access.yml", "_Access.YAML"])
def test_a_rule_holds_however_its_name_is_spelled(material: Path, shelf: Shelf, name: str) -> None:
    write_material(material, {f"nämnd/{name}": "access: [a]"})

    shelf.take_in(material)

    assert access(shelf)[DEEP] == ("a",)


@pytest.mark.parametrize(
    "name",
    [
        *("_acces.yaml", "_acess.yml", "_Acccess.YAML", "__access.yaml", "_access.yaml.txt"),
        *("_access.yaml.bak", "_access.txt", "_access", "_access_ny.yaml", "_ access.yaml"),
    ],
)
def test_a_rule_whose_name_is_misspelled_hides_all_below_it_and_is_reported(
    material: Path, shelf: Shelf, name: str
) -> None:
    write_material(material, {f"nämnd/{name}": "access: [a]"})

    report = shelf.take_in(material)

    assert access(shelf) == {OPEN: ALL, DEEP: ()}
    assert [failure.source for failure in report.failed] == [f"nämnd/{name}"]
    assert "_access.yaml" in report.failed[0].reason
    assert rules_in(material / "nämnd").allowed("ny.md") == ()


@pytest.mark.parametrize(
    "name", ["_accesspunkter.md", "_assess.yaml", "_process.yaml", "._access.yaml", "_utkast.md"]
)
def test_what_is_only_a_little_like_a_rule_hides_nothing(
    material: Path, shelf: Shelf, name: str
) -> None:
    write_material(material, {f"nämnd/{name}": "access: [a]", "nämnd/_access/utkast.md": "Utkast."})

    report = shelf.take_in(material)

    assert access(shelf) == {OPEN: ALL, DEEP: ALL}
    assert (report.failed, rules_in(material / "nämnd").allowed("ny.md")) == ((), ALL)


@pytest.mark.parametrize("what", ["folder", "link-out", "link-to-nothing"])
def test_what_is_called_a_rule_and_is_none_hides_too(
    material: Path, shelf: Shelf, tmp_path: Path, what: str
) -> None:
    rule = material / "nämnd" / "_access.yaml"
    if what == "folder":
        rule.mkdir()
    else:
        target = tmp_path / "annan.yaml"
        rule.symlink_to(target)
        if what == "link-out":
            target.write_text("access: everyone")

    report = shelf.take_in(material)

    assert access(shelf)[DEEP] == ()
    assert [failure.source for failure in report.failed] == ["nämnd/_access.yaml"]


def test_a_rule_is_never_taken_in_as_a_document(material: Path, shelf: Shelf) -> None:
    write_material(material, {"nämnd/_access.yaml": "access: internal"})

    report = shelf.take_in(material)

    assert set(shelf.rows()) == set(TEXTS)
    assert [(one.source, one.reason) for one in report.skipped] == [
        ("nämnd/_access.yaml", "säger vem som får se mappen")
    ]
    assert why_no_document("arkiv/_access.yaml")


def test_another_rule_holds_after_the_next_sync_and_nothing_is_read_or_embedded(
    material: Path, shelf: Shelf
) -> None:
    shelf.take_in(material)
    write_material(material, {"nämnd/_access.yaml": "access: [a]"})
    before = shelf.read, shelf.embedder.texts

    report = shelf.take_in(material)

    assert access(shelf) == {OPEN: ALL, DEEP: ("a",)}
    assert (shelf.read, shelf.embedder.texts) == before
    assert [notice.source for notice in report.notices] == [DEEP]
    assert shelf.files[DEEP] == (FileStatus.CORRECTED, "Vem som får se dokumentet är ändrat.")
    assert shelf.take_in(material).notices == ()


def test_what_becomes_wider_waits_until_all_is_read_and_what_becomes_narrower_does_not(
    material: Path, shelf: Shelf
) -> None:
    write_material(material, {"nämnd/_access.yaml": "access: [a]"})
    shelf.take_in(material)
    write_material(
        material, {"nämnd/_access.yaml": "access: everyone", "öppet/_access.yaml": "access: [b]"}
    )

    shelf.take_in(material, is_cut_off=True)

    assert access(shelf) == {OPEN: ("b",), DEEP: ("a",)}
    shelf.take_in(material)
    assert access(shelf) == {OPEN: ("b",), DEEP: ALL}


def test_a_rule_that_goes_holds_no_more(material: Path, shelf: Shelf) -> None:
    write_material(material, {"nämnd/_access.yaml": "access: [a]"})
    shelf.take_in(material)
    (material / "nämnd" / "_access.yaml").unlink()

    shelf.take_in(material)

    assert access(shelf)[DEEP] == ALL


def test_a_file_that_moves_comes_under_the_rules_of_where_it_lies(
    material: Path, shelf: Shelf
) -> None:
    write_material(material, {"nämnd/_access.yaml": "access: [a]"})
    shelf.take_in(material)
    (material / OPEN).rename(material / "nämnd" / "rapport.md")
    (material / DEEP).rename(material / "öppet" / "beslut.md")

    shelf.take_in(material)

    assert access(shelf) == {"nämnd/rapport.md": ("a",), "öppet/beslut.md": ALL}


def test_a_file_that_lies_twice_is_for_whom_both_places_are_for(
    material: Path, shelf: Shelf
) -> None:
    write_material(material, {"nämnd/_access.yaml": "access: [a]"})
    shutil.copy(material / OPEN, material / "nämnd" / "kopia.md")

    shelf.take_in(material)
    shelf.take_in(material)

    assert {row.access for row in shelf.rows().values()} == {("a",)}


def test_the_members_of_an_archive_inherit(material: Path, shelf: Shelf, tmp_path: Path) -> None:
    packed = write_material(tmp_path / "packad", {"bilaga.md": "# Bilaga\n\nEn bilaga till.\n"})
    shutil.make_archive(str(material / "nämnd" / "akten"), "zip", packed)
    write_material(material, {"nämnd/_access.yaml": "access: [a]"})

    shelf.take_in(material)

    assert access(shelf)["nämnd/akten.zip/bilaga.md"] == ("a",)


def test_a_sidecar_that_cannot_be_read_hides_its_document_until_it_can(
    material: Path, shelf: Shelf
) -> None:
    shelf.take_in(material)
    beside = material / f"{DEEP}.meta.yaml"

    beside.write_text("access: [a")
    shelf.take_in(material)
    hidden = access(shelf)[DEEP]
    beside.unlink()
    shelf.take_in(material)

    assert (hidden, access(shelf)[DEEP]) == ((), ALL)


def test_two_rules_of_one_folder_both_hold(tmp_path: Path) -> None:
    write_material(tmp_path, {"_access.yaml": "access: [a, b]", "_access.yml": "access: [b, c]"})

    rules, failed = read_folder_rules(tmp_path, list_folder(tmp_path).rules)

    assert rules_of(rules).allowed("rapport.md", None) == ("b",)
    assert failed == ()


def test_a_locked_rule_above_a_locked_rule_holds_too() -> None:
    rules = rules_of(
        (
            FolderRule(path="", access=("a", "b"), is_locked=True),
            FolderRule(path="x", access=("b", "c"), is_locked=True),
        )
    )

    assert rules.allowed("x/y.md", (EVERYONE,)) == ("b",)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_rule_that_may_not_be_read_hides(material: Path, shelf: Shelf) -> None:
    write_material(material, {"nämnd/_access.yaml": "access: everyone"})
    (material / "nämnd" / "_access.yaml").chmod(0)

    shelf.take_in(material)

    assert access(shelf)[DEEP] == ()
