"""Hits are arranged for a reader: nothing twice, neighbours together, no document all over."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from assistant.retrieval.arranging import FEWEST_RUNS, LONGEST, MOST_OF_ONE, RUN, Read, arranged
from assistant.types import Hit
from ingest.record.opening import open_for_writing
from ingest.record.reading import RecordReader
from ingest.record.writing import RecordWriter
from ingest.swedish import words
from ingest.types import Document
from tests.shelving import HERE, document, embedded

NUMBERS = count()
HEADINGS = ["A", "A", "A", "A", "B", "B"]
PAGES = [1, 1, 1, 2, 2, 2]


def text(length: int = 40) -> str:
    """So many words that stand in no other text."""
    return " ".join(f"ord{next(NUMBERS)}" for _ in range(length)) + "."


def shelf(folder: Path, *documents: Document) -> RecordReader:
    """A real record; its chunks have keys from 1."""
    engine = open_for_writing(folder)
    RecordWriter(engine, 1).stage(HERE, embedded(*documents))
    return RecordReader(engine, 1)


def hits(record: RecordReader, *keys: int) -> list[Read]:
    """The passages of these keys, best first."""
    return [
        Read(hit=Hit(passage=passage, score=-float(n)), words=words(passage.text))
        for n, passage in enumerate(record.passages(keys))
    ]


def keys_of(found: Sequence[Hit]) -> list[tuple[int, ...]]:
    return [hit.keys for hit in found]


@pytest.fixture
def report(tmp_path: Path) -> RecordReader:
    """A document of six chunks, by headings and pages as above; odd blanks stand between."""
    plain = document("rapport.md", *(text() for _ in HEADINGS))
    chunks = tuple(
        replace(chunk, heading=heading, page=page)
        for chunk, heading, page in zip(plain.chunks, HEADINGS, PAGES, strict=True)
    )
    blanks = plain.text.replace("\n\n", "\t\n")
    return shelf(tmp_path, replace(plain, text=blanks, chunks=chunks))


def test_nearly_the_same_words_are_folded_into_the_better_passage(tmp_path: Path) -> None:
    said = text(60)
    record = shelf(
        tmp_path,
        document("a.md", said),
        document("b.md", f"{said} Och lite till."),
        document("c.md", text(60)),
    )

    found = arranged(hits(record, 2, 3, 1), record, 10)

    assert keys_of(found) == [(2, 1), (3,)]
    assert [passage.document.source for passage in found[0].same] == ["a.md"]
    assert found[0].passage.document.source == "b.md"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(lambda said: " ".join(said.split()[:30]), id="half of it"),
        pytest.param(lambda said: " ".join(sorted(said.split(), reverse=True)), id="turned"),
    ],
)
def test_what_shares_less_is_not_folded(tmp_path: Path, other: object) -> None:
    said = text(60)
    assert callable(other)
    record = shelf(tmp_path, document("a.md", said), document("b.md", other(said)))

    assert keys_of(arranged(hits(record, 1, 2), record, 10)) == [(1,), (2,)]


def test_short_passages_are_never_folded(tmp_path: Path) -> None:
    short = text(RUN + FEWEST_RUNS - 2)
    long = text(RUN + FEWEST_RUNS - 1)
    record = shelf(
        tmp_path,
        *(document(f"{n}.md", said) for n, said in enumerate((short, short, long, long))),
    )

    assert keys_of(arranged(hits(record, 1, 2, 3, 4), record, 10)) == [(1,), (2,), (3, 4)]


def test_neighbours_are_one_passage_with_the_characters_between(report: RecordReader) -> None:
    (hit,) = arranged(hits(report, 2, 3, 1), report, 10)

    whole = report.text(hit.passage.document.version_id).text
    assert hit.passage.text == hit.passage.chunk.span.of(whole)
    assert hit.passage.text.count("\t\n") == 2
    assert (hit.passage.chunk.span.start, hit.passage.chunk.page) == (0, 1)
    assert hit.keys == (2, 1, 3)
    assert hit.score == 0


@pytest.mark.parametrize(
    ("keys", "places"),
    [
        pytest.param((1, 3), [(1,), (3,)], id="not neighbours"),
        pytest.param((3, 4), [(3,), (4,)], id="another page"),
        pytest.param((4, 5), [(4,), (5,)], id="another heading"),
        pytest.param((6, 5), [(6, 5)], id="the second before the first"),
        pytest.param((3, 6, 2, 5), [(3, 2), (6, 5)], id="two places"),
    ],
)
def test_only_neighbours_under_one_heading_and_page_are_joined(
    report: RecordReader, keys: tuple[int, ...], places: list[tuple[int, ...]]
) -> None:
    found = arranged(hits(report, *keys), report, 10)

    assert keys_of(found) == places
    for hit in found:
        assert hit.passage.text == hit.passage.chunk.span.of(
            report.text(hit.passage.document.version_id).text
        )


def test_a_single_passage_is_left_as_it_is(report: RecordReader) -> None:
    (read,) = hits(report, 4)

    (hit,) = arranged([read], report, 10)

    assert hit == read.hit
    assert hit.joined == ()


def test_neighbours_in_two_documents_or_too_long_ones_are_not_joined(tmp_path: Path) -> None:
    long = ["x" * (LONGEST // 2), "y" * (LONGEST // 2 - 2), "z" * 9]
    record = shelf(tmp_path, document("a.md", *long), document("b.md", *long))

    found = arranged(hits(record, 1, 2, 3, 5), record, 10)

    assert keys_of(found) == [(1, 2), (3,), (5,)]
    assert len(found[0].passage.text) == LONGEST


def test_a_document_does_not_crowd_out_the_others_and_nothing_is_lost(tmp_path: Path) -> None:
    apart = [piece for _ in range(MOST_OF_ONE + 2) for piece in (text(), text())]
    record = shelf(tmp_path, document("stor.md", *apart), document("b.md", text()))
    of_one = list(range(1, len(apart) + 1, 2))  # no two of them neighbours
    asked = [*of_one, len(apart) + 1]

    found = arranged(hits(record, *asked), record, 20)
    few = arranged(hits(record, *asked), record, MOST_OF_ONE + 1)

    assert [hit.passage.key for hit in found] == [
        *of_one[:MOST_OF_ONE],
        len(apart) + 1,
        *of_one[MOST_OF_ONE:],
    ]
    assert [hit.passage.key for hit in few] == [*of_one[:MOST_OF_ONE], len(apart) + 1]


def test_every_hit_stands_somewhere_once(report: RecordReader) -> None:
    found = arranged(hits(report, 5, 1, 3, 6, 2, 4), report, 10)

    assert sorted(key for hit in found for key in hit.keys) == [1, 2, 3, 4, 5, 6]
    assert arranged([], report, 10) == []
