"""The parts of the word index: a change makes few of them anew, and no search can tell."""

import os
import random
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import IndexDamagedError
from ingest.index.lexical import LexicalReader, LexicalWriter, query_weights
from ingest.index.part_making import filled
from ingest.index.parts import (
    MOST_FULL,
    PARTS,
    Part,
    Renewal,
    Segment,
    Sizes,
    plan_parts,
    read_parts,
    share_files,
)
from ingest.record.types import IndexRow
from tests.shelving import directions

FULL = 20
SIZES = Sizes(full=FULL, worth_merging=12)
VECTOR = directions(1)[0]
WORDS = ("kostnad", "nytta", "projekt", "upphandling", "drift", "beslut", "plan", "risk")
SYLLABLES = "ba be bo da de do fa fe fo ga ge go ha he ho ka ke ko la le".split()


def own_word(key: int) -> str:
    """A word that stands in this chunk alone."""
    return f"zxq{SYLLABLES[key // 400 % 20]}{SYLLABLES[key // 20 % 20]}{SYLLABLES[key % 20]}qxz"


def text_of(key: int) -> str:
    drawn = random.Random(key).choices(WORDS, k=2 + key % 7)  # noqa: S311  (not secret)
    return " ".join([*drawn, own_word(key)])


def written(folder: Path, keys: Sequence[int], former: Path | None = None) -> Path:
    """A store of these chunks, upon a former one where there is one."""
    plan = plan_parts(read_parts(former) if former else (), keys, SIZES)
    with closing(LexicalWriter(folder)) as writer:
        if former:
            writer.keep(former, plan.kept)
        for renewal in plan.renewals:
            rows = [
                IndexRow(key=key, words=text_of(key), vector=VECTOR, restricted=False)
                for key in renewal.anew.tolist()
            ]
            writer.renew(former or folder, renewal, [rows[:5], rows[5:]])
    return folder


def found(folder: Path, question: str) -> Mapping[int, float]:
    reader = LexicalReader(folder)
    return {hit.key: hit.score for hit in reader.search(query_weights(question), 1000)}


def part(*keys: int) -> Part:
    segment = Segment(name=f"s-{keys[0]}", chunks=len(keys))
    return Part(segments=(segment,), keys=np.array(keys, np.int64))


def test_after_many_changes_everything_is_found_as_in_an_index_made_afresh(tmp_path: Path) -> None:
    drawing = random.Random(1)  # noqa: S311  (nothing secret)
    keys, newest = list(range(1, 101)), 100
    folder = written(tmp_path / "0", keys)
    for generation in range(1, 15):
        gone = set(drawing.sample(keys, drawing.choice([0, 1, 3, 12])))
        more = drawing.choice([0, 1, 2, 20])
        keys = [*(key for key in keys if key not in gone), *range(newest + 1, newest + more + 1)]
        newest += more
        folder = written(tmp_path / str(generation), keys, folder)

    fresh = written(tmp_path / "fresh", keys)

    assert len(read_parts(folder)) > 3
    assert LexicalReader(folder).count() == len(keys)
    assert sorted(np.concatenate([part.keys for part in read_parts(folder)])) == keys
    for question in (*WORDS, "kostnad för drift", "nytta och risk i projekt", own_word(keys[5])):
        assert found(folder, question) == pytest.approx(found(fresh, question))


def test_of_a_chunk_that_is_gone_no_term_is_left(tmp_path: Path) -> None:
    former = written(tmp_path / "1", range(1, 41))
    kept = [key for key in range(1, 41) if key not in {3, 17}]

    folder = written(tmp_path / "2", kept, former)

    held = {stem.stem for stem in LexicalReader(folder).stems()}
    assert {own_word(key) for key in kept} <= held
    assert not {own_word(3), own_word(17)} & held
    assert all(LexicalReader(folder).frequency(gram) == 0 for gram in grams_of_alone(17))


def grams_of_alone(key: int) -> list[str]:
    """The terms of a chunk's own word that no other chunk up to 40 has."""
    others = {term for n in range(1, 41) if n != key for term in query_weights(text_of(n))}
    alone = [term for term in query_weights(text_of(key)) if term not in others]
    assert alone
    return alone


def test_what_is_not_touched_is_shared_and_what_was_published_stays_as_it_was(
    tmp_path: Path,
) -> None:
    former = written(tmp_path / "1", range(1, 41))
    before = {path.name: path.read_bytes() for path in former.iterdir()}

    folder = written(tmp_path / "2", [key for key in range(1, 42) if key != 3], former)

    shared = {path.name for path in folder.iterdir() if path.stat().st_nlink == 2}
    assert len(shared) == 6  # all files of one part of two
    assert {path.name: path.read_bytes() for path in former.iterdir()} == before
    assert LexicalReader(former).frequency(f"={own_word(3)}") == 1


def test_damage_to_a_shared_file_is_not_sealed_in(tmp_path: Path) -> None:
    former = written(tmp_path / "1", range(1, 41))
    damaged = read_parts(former)[-1].files(former)[0]
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 0xFF
    damaged.write_bytes(content)

    folder = written(tmp_path / "2", [key for key in range(1, 41) if key != 3], former)

    with pytest.raises(IndexDamagedError, match="skadad"):
        LexicalReader(folder)


def test_a_store_from_before_there_were_parts_is_not_built_upon(tmp_path: Path) -> None:
    former = written(tmp_path / "1", range(1, 11))
    (former / PARTS).unlink()

    assert read_parts(former) == []


@pytest.mark.parametrize("content", ["", "{}", "[[1]]", '[[{"name": "x", "chunks": 99}]]'])
def test_a_list_of_parts_that_says_nothing_is_told(tmp_path: Path, content: str) -> None:
    former = written(tmp_path / "1", range(1, 11))
    (former / PARTS).write_text(content, encoding="utf-8")

    with pytest.raises(IndexDamagedError, match="hel beskrivning"):
        read_parts(former)


def test_where_nothing_differs_nothing_is_made_anew() -> None:
    plan = plan_parts([part(1, 2), part(3)], [1, 2, 3], SIZES)

    assert len(plan.kept) == 2
    assert plan.renewals == ()


def test_a_part_that_lost_a_chunk_is_merged_with_what_is_new() -> None:
    whole, losing = part(*range(1, 19)), part(*range(19, 37))

    plan = plan_parts([whole, losing], [*range(1, 19), *range(20, 39)], SIZES)

    (renewal,) = plan.renewals
    assert plan.kept == (whole,)
    assert renewal.parts == (losing,)
    assert renewal.anew.tolist() == [*range(32, 37), 37, 38]
    assert renewal.dropped.tolist() == [19, *range(32, 37)]


def test_a_part_that_lost_most_is_made_afresh_with_what_is_new() -> None:
    plan = plan_parts([part(*range(1, 19))], [1, 2, 3, 19], SIZES)

    (renewal,) = plan.renewals
    assert renewal.parts == ()
    assert renewal.anew.tolist() == [1, 2, 3, 19]


def test_what_does_not_fit_one_part_makes_parts_alike() -> None:
    plan = plan_parts([], range(1, 52), SIZES)

    assert [len(renewal.anew) for renewal in plan.renewals] == [17, 17, 17]


def test_added_one_by_one_chunks_lie_in_few_parts_and_few_are_indexed_again() -> None:
    sizes = Sizes(full=64, worth_merging=12)
    parts: list[Part] = []
    indexed = 0
    for newest in range(1, 401):
        plan = plan_parts(parts, range(1, newest + 1), sizes)
        indexed += sum(len(renewal.anew) for renewal in plan.renewals)
        parts = [*plan.kept, *map(made_by, plan.renewals)]

        assert sum(len(part.keys) for part in parts) == newest
        assert len(parts) <= 2 * newest // 64 + 5

    assert indexed < 400 * 8


def made_by(renewal: Renewal) -> Part:
    held = {key for part in renewal.parts for key in part.keys.tolist()}
    return part(*sorted(held.difference(renewal.dropped.tolist()).union(renewal.anew.tolist())))


def test_a_large_library_has_a_bounded_number_of_parts() -> None:
    plan = plan_parts([], range(1_000_000))

    assert len(plan.renewals) == MOST_FULL


def test_too_many_small_parts_are_made_fewer_when_something_is_new() -> None:
    parts = [part(*range(n * 20, n * 20 + 18)) for n in range(40)]
    keys = [*(key for part in parts for key in part.keys.tolist()), 9000]

    plan = plan_parts(parts, keys, SIZES)

    assert len(plan.kept) + len(plan.renewals) < len(parts)


@pytest.mark.parametrize("count", [0, 1, 40, 41, 55, 56, 57, 500, 870, 1048, 1049, 5000])
def test_terms_are_filled_up_to_a_number_that_is_kept_exactly(count: int) -> None:
    text = filled(" ".join(["ord"] * count))

    beyond = len(text.split()) - 24
    assert len(text.split()) >= count
    assert text.split()[:count] == ["ord"] * count
    assert beyond < 16 or beyond % (1 << (beyond.bit_length() - 4)) == 0


def test_on_another_disk_files_are_copied(tmp_path: Path) -> None:
    memory = Path("/dev/shm")  # noqa: S108  (another file system, where there is one)
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("det finns inget annat filsystem att dela med")
    place = memory / f"lardom-{os.getpid()}"
    place.mkdir()
    (tmp_path / "a.term").write_bytes(b"ord")

    share_files([tmp_path / "a.term"], place)

    copy = place / "a.term"
    assert copy.read_bytes() == b"ord"
    copy.unlink()
    place.rmdir()
