"""`lardom documents` as a person or a script meets it."""

import json
from importlib import resources
from pathlib import Path

import pytest
from lxml import etree

from assistant.document_output import WITNESSES
from ingest.correctable import SORTS
from ingest.types import Witness
from tests.conftest import TakenIn
from tests.services import GROUP, HIDDEN, OPEN, guarded, in_record
from tests.shelving import copied
from tests.test_cli import Lardom, assert_one_sentence, lardom

__all__ = ["guarded", "lardom"]  # fixtures, taken in by their names
LISTED = {"document_id", "folder", "source", "media_type", "access", "metadata"}
REPORT = "projekt/slutrapport.md"


@pytest.fixture
def data(taken_in: TakenIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small material taken in, and set as the library."""
    data = copied(taken_in.data, tmp_path / "data")
    monkeypatch.setenv("LARDOM_DATA", str(data))
    return data


def test_the_list_names_every_document(lardom: Lardom) -> None:
    found = json.loads(lardom("documents", "list", "--json").out)
    shown = lardom("documents", "list").out

    assert len(found) > 20
    assert all(set(one) == LISTED for one in found)
    assert all(list(one["metadata"]) == list(SORTS) for one in found)
    assert all(one["document_id"] in shown for one in found)


def test_a_list_can_be_narrowed_by_any_name_of_an_agency(lardom: Lardom) -> None:
    found = json.loads(lardom("documents", "list", "--publisher", "ESV", "--json").out)

    assert found
    assert {one["metadata"]["publisher"] for one in found} == {"Ekonomistyrningsverket"}
    assert "Inga dokument" in lardom("documents", "list", "--publisher", "Finns ej").out


def test_a_document_is_corrected_shown_and_corrected_back(
    lardom: Lardom, data: Path, taken_in: TakenIn
) -> None:
    path = str(taken_in.material / REPORT)

    edited = lardom("documents", "edit", REPORT, "--title", "Om örnar", "--date", "2019-05")
    shown = json.loads(lardom("documents", "show", path, "--json").out)
    back = lardom("documents", "edit", shown["document_id"], "--clear", "title", "--json")

    assert (edited.code, edited.err) == (0, "")
    assert "Om örnar" in edited.out
    assert "rättat" in edited.out
    assert "följer det rättade datumet" in " ".join(edited.out.split())
    assert shown["metadata"]["title"] == "Om örnar"
    assert shown["as_read"]["title"] == "Slutrapport för Vägprojektet"
    assert [one["field"] for one in shown["corrections"]] == ["title", "date"]
    assert all(one["who"] for one in shown["corrections"])
    assert json.loads(back.out)["metadata"]["title"] == "Slutrapport för Vägprojektet"
    assert json.loads(back.out)["metadata"]["year"] == 2019


def test_language_projects_and_systems_are_corrected_and_shown_with_their_witness(
    lardom: Lardom, data: Path
) -> None:
    said = ("--language", "en", "--project", "Korpen", "--project", "Falken", "--system", "")

    edited = lardom("documents", "edit", REPORT, *said)
    found = json.loads(lardom("documents", "show", REPORT, "--json").out)

    assert edited.code == 0
    shown = " ".join(edited.out.split())
    assert "Korpen; Falken rättat" in shown
    assert "Titel Slutrapport för Vägprojektet ur " in shown
    assert [found["metadata"][name] for name in ("language", "projects", "systems")] == [
        "en",
        ["Korpen", "Falken"],
        [],
    ]
    witnesses = {one["field"]: one["witness"] for one in found["origins"]}
    assert (witnesses["language"], witnesses["projects"]) == ("correction", "correction")
    assert witnesses["title"] != "correction"


def test_every_witness_has_words_the_same_on_the_page() -> None:
    texts = (
        resources.files("assistant").joinpath("messages", "sv", "scripts.json").read_text("utf-8")
    )

    on_the_page = json.loads(texts)["witnesses"]

    assert on_the_page == {one.value: words for one, words in WITNESSES.items()}
    assert set(WITNESSES) == set(Witness)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "minst en uppgift"),
        (("--year", "1066"), "mellan 1900 och 2100"),
        (("--date", "i går"), "2019-05-02"),
        (("--kind", "bok"), "lesson (lärdom)"),
        (("--url", "ftp://a"), "https://"),
        (("--title", "a\nb"), "styrtecken"),
        (("--title", ""), "minst ett tecken"),
        (("--language", "svenska språket"), "språkets kod"),
        (("--project", "Korpen", "--project", ""), "minst ett tecken"),
        (("--clear", "färg"), "publication_number"),
        (("--clear", "title", "--title", "x"), "både rättas och tas tillbaka"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_meant_ends_in_one_sentence(
    lardom: Lardom, arguments: tuple[str, ...], told: str
) -> None:
    (first, *_) = json.loads(lardom("documents", "list", "--json").out)

    ran = lardom("documents", "edit", first["document_id"], *arguments)

    assert_one_sentence(ran)
    assert told in ran.err


@pytest.mark.parametrize("command", ["show", "edit", "export"])
@pytest.mark.parametrize("name", ["finns/inte.pdf", "0" * 16, "a\x00b", "\udcff"])
def test_a_document_that_is_not_there_is_told(lardom: Lardom, command: str, name: str) -> None:
    more = ("--title", "x") if command == "edit" else ()

    assert_one_sentence(lardom("documents", command, name, *more))


def test_only_documents_that_the_person_may_see_are_told_of(
    lardom: Lardom, guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(guarded))
    outside = [one["source"] for one in json.loads(lardom("documents", "list", "--json").out)]
    told = lardom("documents", "show", HIDDEN)
    exported = lardom("documents", "export").out

    monkeypatch.setenv("LARDOM_GROUPS", GROUP)
    inside = json.loads(lardom("documents", "show", HIDDEN, "--json").out)

    assert outside == [OPEN]
    assert_one_sentence(told)
    assert "hemligt" not in exported
    assert inside["access"] == [GROUP]


def test_a_withdrawn_document_is_not_told_of(
    lardom: Lardom, guarded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copied(guarded, tmp_path / "data")
    in_record(data, "UPDATE documents SET withdrawn = 1 WHERE source = ?", OPEN)
    monkeypatch.setenv("LARDOM_DATA", str(data))

    assert json.loads(lardom("documents", "list", "--json").out) == []


@pytest.mark.parametrize("command", ["list", "show x", "edit x --title y", "export"])
def test_without_a_library_the_error_says_how_to_make_one(
    lardom: Lardom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "tom"))

    ran = lardom("documents", *command.split())

    assert_one_sentence(ran)
    assert "lardom sync" in ran.err
    assert not (tmp_path / "tom").exists()


@pytest.mark.parametrize("form", ["dc-xml", "dcterms-xml"])
def test_the_whole_library_is_exported_as_xml(lardom: Lardom, form: str, tmp_path: Path) -> None:
    listed = json.loads(lardom("documents", "list", "--json").out)
    path = tmp_path / "dc.xml"

    ran = lardom("documents", "export", "--format", form, "--output", str(path))

    records = etree.fromstring(path.read_bytes())
    titles = [record[0].text for record in records]
    assert ran.code == 0
    assert f"{len(listed)} dokument" in ran.out
    assert titles == [one["metadata"]["title"] for one in listed]


def test_named_documents_are_exported_as_json(lardom: Lardom) -> None:
    first, second, *_ = json.loads(lardom("documents", "list", "--json").out)

    ran = lardom(
        "documents", "export", second["source"], first["document_id"], "--format", "dc-json"
    )

    graph = json.loads(ran.out)["@graph"]
    titles = [node["dcterms:title"] for node in graph]
    assert titles == [[one["metadata"]["title"]] for one in (second, first)]


def test_a_file_that_cannot_be_written_is_told(lardom: Lardom, tmp_path: Path) -> None:
    assert_one_sentence(lardom("documents", "export", "--output", str(tmp_path)))
