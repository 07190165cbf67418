import hashlib
from pathlib import Path

import pytest

from ingest.errors import LoadError
from ingest.originals import content_hash
from ingest.reading import read_document
from ingest.resemblance import sketch_of

TEXT = "---\ntitle: Rapporten\n---\n\n# Rapporten\n\nNyttan är en mätbar förändring.\n"


def test_a_document_knows_its_source_title_text_and_chunks(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "rapport.md").write_text(TEXT, encoding="utf-8")

    document = read_document(tmp_path, "a/rapport.md")

    assert (document.source, document.media_type) == ("a/rapport.md", "text/markdown")
    assert document.metadata.title == "Rapporten"
    assert "mätbar förändring" in document.chunks[0].span.of(document.text)


def test_a_document_is_read_with_the_sketch_that_it_is_compared_by(tmp_path: Path) -> None:
    (tmp_path / "rapport.md").write_text(TEXT, encoding="utf-8")

    document = read_document(tmp_path, "rapport.md")

    assert document.sketch == sketch_of(document.text) != b""


def test_the_hash_is_of_the_files_bytes_and_of_its_sidecars(tmp_path: Path) -> None:
    path = tmp_path / "rapport.md"
    path.write_text(TEXT, encoding="utf-8")
    alone = read_document(tmp_path, "rapport.md").content_hash
    (tmp_path / "rapport.meta.yaml").write_text("year: 2017\n")

    together = read_document(tmp_path, "rapport.md").content_hash

    assert alone == hashlib.sha256(path.read_bytes()).hexdigest()
    assert together == content_hash(path) != alone


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kalkyl.xyz", "text", r"filformatet \.xyz läses inte ännu"),
        ("utan", "text", "utan filändelse"),
        ("tom.md", "", "filen är tom"),
        ("blank.txt", " \n ", "innehåller ingen text"),
    ],
    ids=["unknown format", "no suffix", "empty", "blank"],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: str, reason: str) -> None:
    (tmp_path / name).write_text(content)

    with pytest.raises(LoadError, match=reason):
        read_document(tmp_path, name)


def test_a_file_that_is_gone_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="kan inte öppnas"):
        read_document(tmp_path, "borta.md")
