"""The word index: what it finds, in which order, and what it says of damage."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from ingest.errors import IndexDamagedError
from ingest.index.lexical import LexicalReader, LexicalWriter, query_weights
from ingest.swedish import word_forms
from tests.shelving import directions, index_rows

PASSAGES = (
    "Projektet kostade fjorton miljoner kronor.",
    "Upphandlingen av systemet drog ut på tiden.",
    "Kostnad, kostnad och åter kostnad: så blev det.",
    "Båten låg vid ön när lönen kom.",
    "Bäten lag vid on nar lonen kom.",
)


def written(folder: Path, passages: Sequence[str] = PASSAGES) -> Path:
    with closing(LexicalWriter(folder)) as writer:
        writer.add(index_rows(directions(len(passages)), passages))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "lexical")


def found(folder: Path, question: str, limit: int = 10) -> list[int]:
    hits = LexicalReader(folder).search(query_weights(question), limit)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return [hit.key for hit in hits]


def test_the_passage_with_the_words_comes_first(folder: Path) -> None:
    assert found(folder, "upphandling")[0] == 2
    assert found(folder, "miljoner kronor")[0] == 1


def test_a_part_finds_the_compound_and_the_compound_its_part(folder: Path) -> None:
    assert found(folder, "utvecklingskostnaderna")[0] == 3
    assert found(folder, "systemupphandling")[0] == 2


def test_letters_with_rings_and_dots_are_letters_of_their_own(folder: Path) -> None:
    assert found(folder, "ön båten")[0] == 4
    assert found(folder, "on")[0] == 5


def test_all_chunks_that_hold_a_term_are_told_without_an_order(folder: Path) -> None:
    reader = LexicalReader(folder)
    cost, system = word_forms("kostnad").stem, word_forms("systemet").stem

    assert sorted(reader.holding([cost]).tolist()) == [3]
    assert sorted(reader.holding([cost, system]).tolist()) == [2, 3]
    assert reader.holding(["=okänt"]).tolist() == reader.holding([]).tolist() == []


def test_no_more_are_found_than_asked_for(folder: Path) -> None:
    assert len(found(folder, "kostnad", limit=1)) == 1


def test_of_too_many_common_terms_the_rarest_are_searched(tmp_path: Path) -> None:
    passages = ["båt alltid", "båt alltid ofta", "båt alltid ofta sällan", "båt"]
    reader = LexicalReader(written(tmp_path / "lexical", passages), most_places=3)
    all_terms = {"=båt": 1.0, "=alltid": 1.0, "=oft": 1.0, "=sällan": 1.0}
    as_many_as_allowed = {"=båt": 1.0, "=alltid": 1.0, "=sällan": 1.0}

    assert {hit.key for hit in reader.search(all_terms, 10)} == {1, 2, 3}
    assert {hit.key for hit in reader.search(as_many_as_allowed, 10)} == {1, 2, 3, 4}


@pytest.mark.parametrize("question", ["", "§ – !", "zzzzqqqq"])
def test_what_says_nothing_finds_nothing(folder: Path, question: str) -> None:
    assert found(folder, question) == []


def test_a_heavier_term_weighs_more(folder: Path) -> None:
    reader = LexicalReader(folder)
    both = {"=upphandling": 1.0, "=miljon": 5.0}

    hits = reader.search(both, 5)

    assert [hit.key for hit in hits] == [1, 2]


def test_terms_and_chunks_are_counted(folder: Path) -> None:
    reader = LexicalReader(folder)

    assert reader.count() == 5
    assert reader.frequency("=upphandling") == 1
    assert reader.frequency("=finnsinte") == 0


def test_a_chunk_is_among_those_that_hold_its_terms_however_many_are_alike(tmp_path: Path) -> None:
    reader = LexicalReader(written(tmp_path / "alike", ["Lika ord."] * 300))

    assert all(reader.finds(key, ["=ord", "=finnsinte"]) for key in (1, 150, 300))
    assert not reader.finds(1, ["=finnsinte"])
    assert not reader.finds(301, ["=ord"])


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path / "lexical", ())

    assert LexicalReader(folder).count() == 0
    assert found(folder, "något") == []


@pytest.mark.parametrize("ending", [".term", ".idx", ".fieldnorm", ".fast", ".pos", "meta.json"])
@pytest.mark.parametrize("damage", ["removed", "emptied", "cut-short", "garbled"])
def test_damage_is_told_when_the_index_is_opened(folder: Path, ending: str, damage: str) -> None:
    (file,) = (path for path in folder.iterdir() if path.name.endswith(ending))
    content = file.read_bytes()
    half = len(content) // 2
    file.unlink()
    if damage != "removed":
        left = {
            "emptied": b"",
            "cut-short": content[:half],
            "garbled": content[:half] + b"x" * half,
        }
        file.write_bytes(left[damage])

    with pytest.raises(IndexDamagedError):
        LexicalReader(folder)


def test_without_its_seal_nothing_is_opened(folder: Path) -> None:
    (folder.parent / "lexical.seal").unlink()

    with pytest.raises(IndexDamagedError, match="ofullständig"):
        LexicalReader(folder)


def test_another_analyser_gives_another_index(tmp_path: Path) -> None:
    with closing(LexicalWriter(tmp_path, str.lower)) as writer:
        writer.add(index_rows(directions(2), ["Kostnad nu", "Kostnaden då"]))

    hits = LexicalReader(tmp_path).search(query_weights("KOSTNADEN", str.lower), 10)

    assert [hit.key for hit in hits] == [2]
