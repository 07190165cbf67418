from pathlib import Path

import pytest

from ingest.errors import LoadError
from ingest.sidecar import is_sidecar, read_sidecar


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


def test_sidecars_are_no_documents() -> None:
    assert is_sidecar("rapport.pdf.meta.yaml")
    assert not is_sidecar("rapport.yaml")
