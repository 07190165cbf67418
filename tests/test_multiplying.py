"""Large libraries for measuring: of real sentences, in real shapes, and the same every time."""

from itertools import pairwise
from pathlib import Path

from tests.bench.made_folders import write_documents, write_texts
from tests.bench.multiplying import multiplied, read_material
from tests.shelving import reader_of


def test_there_are_as_many_passages_as_asked_for_the_real_ones_first(starter_data: Path) -> None:
    reader = reader_of(starter_data, 1)
    material = read_material(reader)
    real = {row.source for row in reader.documents()}

    made = list(multiplied(material, 500))

    assert sum(len(document.chunks) for document in made) == 500
    assert {document.source for document in made[: len(real)]} == real
    assert len({document.content_hash for document in made}) == len(made)


def test_made_documents_are_of_sentences_of_the_material(starter_data: Path) -> None:
    material = read_material(reader_of(starter_data, 1))

    *_, last = multiplied(material, 500)

    assert last.source.startswith("made/")
    assert any(sentence in last.text for sentence in material.sentences)
    for chunk, following in pairwise(last.chunks):
        assert chunk.span.end < following.span.start
        assert last.text[chunk.span.start : chunk.span.end].strip()


def test_the_same_are_made_every_time(starter_data: Path) -> None:
    material = read_material(reader_of(starter_data, 1))

    assert list(multiplied(material, 300)) == list(multiplied(material, 300))


def test_folders_have_as_many_different_files_as_asked_for(
    starter_data: Path, tmp_path: Path
) -> None:
    material = read_material(reader_of(starter_data, 1))
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "a.pdf").write_bytes(b"%PDF-1.7 %%EOF")
    (originals / "b.md").write_text("b", encoding="utf-8")

    write_documents(material, originals, tmp_path / "many", 60)

    files = [path for path in (tmp_path / "many").rglob("*") if path.is_file()]
    assert len({path.read_bytes() for path in files}) == 60
    assert 15 < sum(path.suffix == ".pdf" for path in files) < 45


def test_text_files_have_their_documents_titles(starter_data: Path, tmp_path: Path) -> None:
    material = read_material(reader_of(starter_data, 1))

    write_texts(material, tmp_path / "texts", 200)

    first = (tmp_path / "texts" / "000" / "000000.md").read_text(encoding="utf-8")
    assert first.startswith(f"# {material.shapes[0][0].document.metadata.title}\n")
