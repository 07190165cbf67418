"""The record: what is staged, who sees it when, and what is left of what is gone."""

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, event

from ingest.errors import DataFolderError
from ingest.record.access import from_column
from ingest.record.columns import columns_of
from ingest.record.document_names import document_id
from ingest.record.editions import EditionRecord
from ingest.record.facts import Fact, read_fact
from ingest.record.opening import empty_log, open_for_reading, open_for_writing
from ingest.record.reading import RecordReader
from ingest.record.rows import vector_of
from ingest.record.writing import RecordWriter
from ingest.resemblance import sketch_of
from ingest.types import EVERYONE, Document, Heading, Kind, Metadata, Origin, Page, Span, Witness
from tests.shelving import DIMENSION, HERE, copied, directions, document, embedded, shown

DELETED = "Hemligheten heter Kvastfening."


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_for_writing(tmp_path)


def stage(engine: Engine, generation: int, *documents: Document, folder: Path = HERE) -> None:
    RecordWriter(engine, generation).stage(folder, embedded(*documents))


def prune(engine: Engine, generation: int) -> None:
    RecordWriter(engine, generation).prune()
    empty_log(engine)


def texts(data: Path, generation: int) -> dict[str, str]:
    return {source: seen.text for source, seen in shown(data, generation).items()}


def bytes_of(data: Path) -> bytes:
    return b"".join(file.read_bytes() for file in data.glob("record.sqlite3*"))


def test_only_sketches_that_did_not_come_with_the_documents_are_made(engine: Engine) -> None:
    with_one = replace(document("a.md", "Ett."), sketch=sketch_of("Fyra ord på rad."))
    stage(engine, 1, with_one, document("b.md", "Två."))
    editions = EditionRecord(engine)

    made = editions.sketch()

    kept = {one.title: one.sketch for one in editions.publications()}
    assert made == 1
    assert kept == {"a.md": with_one.sketch, "b.md": b""}


PAGED = replace(
    document("rapport.pdf", "Förord på sidan ett.", "Kostnaden på sidan två 😀 åäö.", "Slut."),
    metadata=Metadata(
        title="Rapport",
        publisher="Verket",
        year=2020,
        date="2020-01-02",
        kind=Kind.REPORT,
        publication_number="2020:1",
        diarienummer="1-2020",
        url="https://exempel.se/rapport",
        language="sv",
        projects=("Korpen", "Å"),
        systems=("Pust",),
        origins=(Origin(field="title", witness=Witness.HEADING, confidence=0.98),),
    ),
    pages=(
        Page(number=1, label="i", span=Span(start=0, end=22), body=Span(start=0, end=20)),
        Page(number=2, label="1", span=Span(start=22, end=60), body=Span(start=24, end=58)),
    ),
    headings=(Heading(level=1, title="Förord", start=0), Heading(level=2, title="Mer", start=22)),
    access=("styrgrupp", "ekonomi"),
)


def test_a_document_comes_back_as_it_was_stored(tmp_path: Path, engine: Engine) -> None:
    stage(engine, 1, PAGED)

    reader = RecordReader(engine, 1)
    (row,) = reader.documents()
    text = reader.text(row.version_id)

    assert row == reader.document(document_id(HERE, "rapport.pdf"))
    assert (row.folder, row.source, row.chunks) == ("/material", "rapport.pdf", 3)
    assert (row.metadata, row.access) == (PAGED.metadata, PAGED.access)
    assert (text.text, text.pages, text.headings) == (PAGED.text, PAGED.pages, PAGED.headings)


def test_passages_come_in_the_order_asked_for_with_their_exact_words(engine: Engine) -> None:
    chunks = tuple(replace(one, page=one.ordinal + 1, heading="Mer") for one in PAGED.chunks)
    stage(engine, 1, replace(PAGED, chunks=chunks))

    found = RecordReader(engine, 1).passages([3, 99, 1, 2])

    assert [passage.key for passage in found] == [3, 1, 2]
    assert [passage.text for passage in found] == [
        "Slut.",
        "Förord på sidan ett.",
        "Kostnaden på sidan två 😀 åäö.",
    ]
    assert [passage.page_label for passage in found] == [None, "i", "1"]
    assert [passage.chunk for passage in found] == [chunks[2], chunks[0], chunks[1]]


def test_a_passage_is_whole_where_the_text_holds_a_nul(engine: Engine) -> None:
    stage(engine, 1, document("anteckning.txt", "Före \0 tecknet.", "Efter å tecknet."))

    found = RecordReader(engine, 1).passages([1, 2])

    assert [passage.text for passage in found] == ["Före \0 tecknet.", "Efter å tecknet."]


@pytest.mark.parametrize(
    "name",
    ["access", "titles", "publishers", "years", "kinds", "dates", "numbers", "diarienummer"],
)
def test_columns_hold_what_filters_look_at(engine: Engine, name: str) -> None:
    stage(engine, 1, PAGED, document("b.md", "Ett."), document("c.md", "Två."))
    reader = RecordReader(engine, 1)

    read = reader.columns()

    rows = {row.id: row for row in reader.documents()}
    made = columns_of([rows[one] for one in read.ids])
    column, of_rows = getattr(read, name), getattr(made, name)
    assert made.ids == read.ids
    assert len(column.values) == 2 + (name == "titles")
    assert column.values == of_rows.values
    assert column.places.tolist() == of_rows.places.tolist()


def test_an_empty_record_has_empty_columns(engine: Engine) -> None:
    read = RecordReader(engine, 1).columns()

    assert (read.ids, read.keys.tolist(), read.titles.values) == ((), [], ())


def test_vectors_keep_half_precision(engine: Engine) -> None:
    (item,) = embedded(PAGED)
    RecordWriter(engine, 1).stage(HERE, [item])

    (rows,) = RecordReader(engine, 1).index_rows([1, 2, 3])

    assert np.allclose([row.vector for row in rows], item.vectors, atol=1e-3)
    assert {row.vector.dtype for row in rows} == {np.dtype(np.float32)}
    assert vector_of(np.array([0.5, 1.0], "<f2").tobytes()).tolist() == [0.5, 1.0]
    assert all(row.restricted for row in rows)
    assert rows[0].words == "Verket 2020 2020:1 1-2020\nRapport\n\nFörord på sidan ett."


def test_keys_and_vectors_are_given_of_what_is_shown_alone(engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Ett.", "Två."), document("b.md", "Tre."))
    RecordWriter(engine, 2).set_fact(Fact.EMBEDDER, "the model")
    RecordWriter(engine, 2).remove(HERE, ["b.md"])
    before, after = RecordReader(engine, 1), RecordReader(engine, 2)

    held, left = before.columns(), after.columns()
    vectors = after.vectors([2, 1], "the model")

    (rows,) = after.index_rows([1, 2])
    assert held.keys.tolist() == [1, 2, 3]
    assert [held.ids[n] for n in held.owners] == [p.document.id for p in before.passages([1, 2, 3])]
    assert left.keys.tolist() == [1, 2]
    assert (left.ids, left.owners.tolist()) == ((after.documents()[0].id,), [0, 0])
    assert vectors.keys.tolist() == [1, 2]
    assert np.array_equal(vectors.vectors, [row.vector for row in rows])
    assert after.vectors([1], "another model").keys.tolist() == []


def test_only_readers_of_the_coming_generation_see_what_is_staged(
    tmp_path: Path, engine: Engine
) -> None:
    stage(engine, 1, document("a.md", "Gammalt."), document("b.md", "Kvar."))

    stage(engine, 2, document("a.md", "Nytt."), document("c.md", "Till."))
    RecordWriter(engine, 2).remove(HERE, ["b.md"])

    assert texts(tmp_path, 1) == {"a.md": "Gammalt.", "b.md": "Kvar."}
    assert texts(tmp_path, 2) == {"a.md": "Nytt.", "c.md": "Till."}


def test_pruning_leaves_the_new_and_nothing_of_the_old(tmp_path: Path, engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Gammalt."), document("b.md", "Borta."))
    stage(engine, 2, document("a.md", "Nytt."))
    RecordWriter(engine, 2).remove(HERE, ["b.md"])

    prune(engine, 2)

    assert texts(tmp_path, 1) == {}
    assert texts(tmp_path, 2) == {"a.md": "Nytt."}
    assert len(RecordReader(engine, None).keys()) == 1


@pytest.mark.parametrize("read_meanwhile", [False, True], ids=["alone", "while-being-read"])
def test_nothing_can_be_read_on_disk_of_what_was_pruned(
    tmp_path: Path, engine: Engine, read_meanwhile: bool
) -> None:
    stage(engine, 1, document("a.md", DELETED * 300), document("b.md", "Öppet."))
    stage(engine, 2, document("a.md", "Struket."))
    other = open_for_reading(tmp_path)
    assert other is not None
    with closing(RecordReader(other, 1)) as reader:
        assert len(reader.documents()) == 2
        before = bytes_of(tmp_path)
        if not read_meanwhile:
            reader.close()

        prune(engine, 2)

        after = bytes_of(tmp_path)
    assert b"Kvastfening" in before
    assert b"Kvastfening" not in after
    assert "Öppet.".encode() in after


def test_a_document_changed_back_before_publication_is_the_old_version_again(
    tmp_path: Path, engine: Engine
) -> None:
    stage(engine, 1, document("a.md", "Första."))
    keys = RecordReader(engine, 1).keys()
    stage(engine, 2, document("a.md", "Andra."))

    stage(engine, 3, document("a.md", "Första."))

    assert texts(tmp_path, 1) == texts(tmp_path, 3) == {"a.md": "Första."}
    assert RecordReader(engine, 3).keys() == keys


def test_a_removed_document_that_is_back_before_publication_was_never_gone(
    tmp_path: Path, engine: Engine
) -> None:
    stage(engine, 1, document("a.md", "Första."))
    RecordWriter(engine, 2).remove(HERE, ["a.md"])

    stage(engine, 2, document("a.md", "Första."))
    prune(engine, 2)

    assert texts(tmp_path, 1) == texts(tmp_path, 2) == {"a.md": "Första."}


def test_staging_twice_changes_nothing(tmp_path: Path, engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Samma."))
    once = shown(tmp_path, 1)

    stage(engine, 1, document("a.md", "Samma."))
    stage(engine, 2, document("a.md", "Samma."))

    assert shown(tmp_path, 1) == shown(tmp_path, 2) == once


def test_what_was_staged_for_a_generation_that_never_came_is_kept_for_the_next(
    tmp_path: Path, engine: Engine
) -> None:
    stage(engine, 1, document("a.md", "Första."))
    prune(engine, 1)
    stage(engine, 2, document("a.md", "Andra."))

    staged = RecordWriter(engine, 3).has_staged(1)
    stage(engine, 3, document("b.md", "Till."))

    assert staged
    assert texts(tmp_path, 1) == {"a.md": "Första."}
    assert texts(tmp_path, 3) == {"a.md": "Andra.", "b.md": "Till."}


@pytest.mark.parametrize("live", [1, 2])
def test_nothing_is_staged_when_the_live_generation_shows_it_all(engine: Engine, live: int) -> None:
    stage(engine, 1, document("a.md", "Första."))

    assert not RecordWriter(engine, live + 1).has_staged(live)


def test_a_removal_alone_counts_as_staged(engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Första."))

    RecordWriter(engine, 2).remove(HERE, ["a.md"])

    assert RecordWriter(engine, 2).has_staged(1)


def test_known_sources_are_those_neither_removed_nor_replaced(engine: Engine) -> None:
    new = document("a.md", "Nytt.")
    stage(engine, 1, document("a.md", "Gammalt."), document("b.md", "Borta."))
    stage(engine, 1, document("a.md", "Annanstans."), folder=Path("/annan"))
    stage(engine, 2, new)
    writer = RecordWriter(engine, 2)
    writer.remove(HERE, ["b.md"])

    assert writer.known(HERE) == {"a.md": new.content_hash}


def test_one_name_in_two_folders_is_two_documents(engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Här."))
    stage(engine, 1, document("a.md", "Där."), folder=Path("/annan"))

    rows = RecordReader(engine, 1).documents()

    assert {row.folder for row in rows} == {"/material", "/annan"}
    assert len({row.id for row in rows}) == 2


def test_keys_are_never_used_again(engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Första."))
    RecordWriter(engine, 2).remove(HERE, ["a.md"])
    prune(engine, 2)

    stage(engine, 3, document("b.md", "Andra."))

    assert RecordReader(engine, 3).keys() == [2]


def test_access_that_narrows_holds_at_once(tmp_path: Path, engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Gammalt."))

    stage(engine, 2, document("a.md", "Nytt.", access=("styrgrupp",)))

    assert shown(tmp_path, 1)["a.md"].access == ("styrgrupp",)
    assert shown(tmp_path, 2)["a.md"].access == ("styrgrupp",)


@pytest.mark.parametrize(
    ("old", "new", "meanwhile"),
    [
        pytest.param(("styrgrupp",), (EVERYONE,), ("styrgrupp",), id="opened-for-everyone"),
        pytest.param(("a", "b"), ("b", "c"), ("b",), id="other-groups"),
        pytest.param((), (EVERYONE,), (), id="from-nobody"),
    ],
)
def test_access_that_widens_holds_from_publication(
    tmp_path: Path,
    engine: Engine,
    old: tuple[str, ...],
    new: tuple[str, ...],
    meanwhile: tuple[str, ...],
) -> None:
    stage(engine, 1, document("a.md", "Hemligt.", access=old))
    stage(engine, 2, document("a.md", "Maskat.", access=new))

    prune(engine, 1)
    before = shown(tmp_path, 1)["a.md"]
    prune(engine, 2)
    after = shown(tmp_path, 2)["a.md"]

    assert (before.text, before.access) == ("Hemligt.", meanwhile)
    assert (after.text, after.access) == ("Maskat.", new)


def test_a_group_name_is_one_name_whatever_it_holds(tmp_path: Path, engine: Engine) -> None:
    odd = (f"styrgrupp\n{EVERYONE}", 'a", "everyone', "å, ä", "\u2028")

    stage(engine, 1, document("a.md", "Hemligt.", access=odd))

    assert shown(tmp_path, 1)["a.md"].access == odd
    assert [row.restricted for rows in RecordReader(engine, 1).index_rows([1]) for row in rows] == [
        True
    ]


@pytest.mark.parametrize("rule", ["", "everyone", '"everyone"', '{"everyone": 1}', "[1]", "null"])
def test_a_stored_rule_that_cannot_be_understood_is_for_nobody(rule: str) -> None:
    assert from_column(rule) == ()


def test_a_folder_is_known_once_something_of_it_is_stored(engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Text."))

    reader = RecordReader(engine, None)

    assert reader.knows(HERE)
    assert not reader.knows(HERE / "under")


def test_a_withdrawn_document_is_not_handed_out(tmp_path: Path, engine: Engine) -> None:
    stage(engine, 1, document("a.md", "Indraget."), document("b.md", "Kvar."))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE documents SET withdrawn = 1 WHERE source = 'a.md'")

    reader = RecordReader(engine, 1)

    assert texts(tmp_path, 1) == {"b.md": "Kvar."}
    assert reader.document(document_id(HERE, "a.md")) is None
    assert [passage.text for passage in reader.passages([1, 2])] == ["Kvar."]
    assert reader.keys() == [2]


def test_vectors_can_be_replaced_by_others_of_another_length(engine: Engine) -> None:
    stage(engine, 1, PAGED)
    new = directions(2, dimension=DIMENSION * 2)

    RecordWriter(engine, 2).replace_vectors([1, 3], new)

    (rows,) = RecordReader(engine, 1).index_rows([1, 2, 3])
    assert [row.vector.size for row in rows] == [DIMENSION * 2, DIMENSION, DIMENSION * 2]
    assert np.allclose(rows[2].vector, new[1], atol=1e-3)


def test_facts_are_remembered_and_replaced(engine: Engine) -> None:
    writer = RecordWriter(engine, 1)

    assert read_fact(engine, Fact.EMBEDDER) is None
    for value in ("en", "annan"):
        writer.set_fact(Fact.EMBEDDER, value)
        assert RecordReader(engine, 0).fact(Fact.EMBEDDER) == value


def test_a_batch_is_one_transaction(engine: Engine) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)

    stage(engine, 1, *(document(f"{n}.md", f"Text {n}.") for n in range(200)))

    assert len(commits) == 1


def test_many_chunks_are_read_in_batches(engine: Engine) -> None:
    stage(engine, 1, document("stor.txt", *(f"Stycke {n}." for n in range(4500))))
    reader = RecordReader(engine, 1)

    batches = list(reader.index_rows(reader.keys()))

    assert [len(batch) for batch in batches] == [2000, 2000, 500]
    assert [row.key for batch in batches for row in batch] == reader.keys()


def test_where_nothing_was_taken_in_there_is_no_record(tmp_path: Path) -> None:
    assert open_for_reading(tmp_path) is None
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["data", "mapp med blank", "100%20", "vad?x=1", "å#ö"])
def test_the_record_lies_in_its_folder_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    data = tmp_path / name
    data.mkdir()

    stage(open_for_writing(data), 1, document("a.md", "Text."))

    assert texts(data, 1) == {"a.md": "Text."}
    assert [file.name for file in data.iterdir()] == ["record.sqlite3"]


def test_a_file_that_is_no_record_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "record.sqlite3").write_bytes(b"no database at all" * 100)

    for opening in (open_for_writing, open_for_reading):
        with pytest.raises(DataFolderError, match=r"record\.sqlite3.*säkerhetskopia"):
            opening(tmp_path)


def test_a_record_damaged_in_the_middle_is_named_with_the_remedy(
    tmp_path: Path, engine: Engine
) -> None:
    stage(engine, 1, *(document(f"{n}.md", f"Text {n}. " * 100) for n in range(50)))
    content = bytearray((tmp_path / "record.sqlite3").read_bytes())
    content[8192:] = b"x" * (len(content) - 8192)
    (tmp_path / "record.sqlite3").write_bytes(content)

    with pytest.raises(DataFolderError, match="skadad"):
        shown(tmp_path, 1)


def test_a_record_of_a_newer_program_is_left_alone(tmp_path: Path, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    for opening in (open_for_writing, open_for_reading):
        with pytest.raises(DataFolderError, match="9999"):
            opening(tmp_path)


def test_copying_an_open_record_leaves_its_locks(tmp_path: Path) -> None:
    """The next program that closes it would else take the log from under the open connections."""
    data = tmp_path / "data"
    data.mkdir()
    open_for_writing(data).dispose()
    reading = open_for_reading(data)
    assert reading is not None

    copied(data, tmp_path / "copy")
    elsewhere = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM facts')"
    subprocess.run([sys.executable, "-c", elsewhere, data / "record.sqlite3"], check=True)

    assert (data / "record.sqlite3-wal").exists()
    reading.dispose()
