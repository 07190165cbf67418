from pathlib import Path

import pytest

from ingest import metadata
from ingest.correctable import SORTS
from ingest.errors import LoadError
from ingest.sidecar import NO_SIDECAR, is_sidecar, read_sidecar
from ingest.types import Extract, Kind

SAYS = {
    "title": ("Rapporten", "Rapporten"),
    "publisher": ("Exempelverket", "Exempelverket"),
    "year": ("2017", 2017),
    "date": ("2017-03-04", "2017-03-04"),
    "kind": ("föreskrift", Kind.REGULATION),
    "publication_number": ("ESV 2017:7", "ESV 2017:7"),
    "diarienummer": ("2017-0001", "2017-0001"),
    "url": ("https://www.example.org/", "https://www.example.org/"),
    "language": ("en", "en"),
    "projects": ("[Korpen, Örnen]", ("Korpen", "Örnen")),
    "systems": ("[Diabas]", ("Diabas",)),
}


@pytest.mark.parametrize("name", ["rapport.pdf.meta.yaml", "rapport.meta.yaml"])
def test_a_sidecar_is_found_under_both_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Title: Rapporten\nyear: 2017\n")

    found = read_sidecar(tmp_path / "rapport.pdf")

    assert found.properties == (("title", "Rapporten"), ("year", "2017"))


def test_a_document_without_a_sidecar_has_an_empty_one(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "rapport.pdf").properties == ()


@pytest.mark.parametrize("content", ["- en\n- lista\n", "a: [1\n"], ids=["a list", "no YAML"])
def test_a_sidecar_that_is_no_mapping_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "rapport.meta.yaml").write_text(content)

    with pytest.raises(LoadError, match=r"rapport\.meta\.yaml"):
        read_sidecar(tmp_path / "rapport.pdf")


@pytest.mark.parametrize(
    ("said", "access"),
    [
        ("styrgrupp", ("styrgrupp",)),
        ("[styrgrupp, revision]", ("styrgrupp", "revision")),
        ("[]", ()),
    ],
    ids=["one group", "two groups", "nobody"],
)
def test_a_sidecar_says_who_may_see_the_document(
    tmp_path: Path, said: str, access: tuple[str, ...]
) -> None:
    (tmp_path / "rapport.meta.yaml").write_text(f"access: {said}\n")

    assert read_sidecar(tmp_path / "rapport.pdf").access == access


def test_a_document_is_for_everyone_where_nothing_is_said(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "rapport.pdf").access == ("everyone",)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{grupp: a}",
        "[styrgrupp, {a: b}]",
        r'"styrgrupp\neveryone"',
        r'["a\u2028everyone"]',
        "['']",
    ],
)
def test_an_access_rule_that_cannot_be_understood_is_refused(tmp_path: Path, said: str) -> None:
    (tmp_path / "rapport.meta.yaml").write_text(f"access: {said}\n")

    with pytest.raises(LoadError, match="access"):
        read_sidecar(tmp_path / "rapport.pdf")


@pytest.mark.parametrize(
    "content",
    [
        *("access: [styrgrupp]\naccess: everyone", "access: [styrgrupp]\nAccess: everyone"),
        *('access: a\n"access ": everyone', "access: [everyone, a]", "access: [a, internal]"),
        *("acces: [styrgrupp]", "Acess: a", "title: A\naccesss: a", "<<: {access: a}"),
        *("title: A\ntitle: B", "access: a\n---\naccess: everyone"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "rapport.meta.yaml").write_text(content)

    with pytest.raises(LoadError):
        read_sidecar(tmp_path / "rapport.pdf")


def test_a_word_that_is_a_little_like_access_is_another(tmp_path: Path) -> None:
    (tmp_path / "rapport.meta.yaml").write_text("adress: https://example.org\nprocess: a\n")

    assert read_sidecar(tmp_path / "rapport.pdf").access == ("everyone",)


def test_sidecars_are_no_documents() -> None:
    assert is_sidecar("rapport.pdf.meta.yaml")
    assert not is_sidecar("rapport.yaml")


def test_a_list_in_a_sidecar_is_one_property(tmp_path: Path) -> None:
    document = tmp_path / "a.pdf"
    (tmp_path / "a.pdf.meta.yaml").write_text("projekt: [Korpen, 24SJU]\nantal: {a: 1}\n", "utf-8")

    assert read_sidecar(document).properties == (("projekt", "Korpen; 24SJU"),)


@pytest.mark.parametrize("name", SORTS)
def test_every_field_of_the_metadata_can_be_said_in_a_sidecar(tmp_path: Path, name: str) -> None:
    said, value = SAYS[name]
    (tmp_path / "rapport.meta.yaml").write_text(f"{name}: {said}\n", "utf-8")

    sidecar = read_sidecar(tmp_path / "rapport.pdf")
    found = metadata.describe(Extract(text="Text."), "rapport.pdf", sidecar.properties)

    assert getattr(found, name) == value


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"title: " + b"x" * (40 << 10), "större än gränsen 32 kB"),
        (b"title: " + b"[" * 20_000, "inte giltig YAML"),
        (b"- " * 10_000, "inte giltig YAML"),
        (b"{a: " * 5_000, "inte giltig YAML"),
    ],
    ids=["long", "lists", "items", "mappings"],
)
def test_a_sidecar_made_to_take_long_is_refused(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "a.txt.meta.yaml").write_bytes(content)

    with pytest.raises(LoadError, match=reason):
        read_sidecar(tmp_path / "a.txt")


def test_a_sidecar_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hemlig.yaml").write_text("title: Hemlig")
    (tmp_path / "mapp").mkdir()
    (tmp_path / "mapp" / "a.txt.meta.yaml").symlink_to("../hemlig.yaml")

    with pytest.raises(LoadError, match="länk ut ur mappen"):
        read_sidecar(tmp_path / "mapp" / "a.txt")


def test_beside_the_longest_name_there_is_no_sidecar(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / f"{'l' * 251}.txt") == NO_SIDECAR
