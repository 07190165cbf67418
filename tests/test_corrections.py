"""How the record keeps corrections, and what they stand in the place of."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.record.corrections import (
    Correction,
    CorrectionRecord,
    document_corrected,
    in_force,
    note_corrections,
)
from ingest.record.document_names import document_id
from ingest.record.opening import open_for_writing
from ingest.record.places import Place
from ingest.record.reading import RecordReader
from ingest.record.stored import stored_document
from ingest.record.turns import taking_turns
from ingest.record.writing import RecordWriter
from ingest.types import Document, Heading, Kind, Metadata, Origin, Page, Span, Witness
from tests.shelving import HERE, document, embedded

NAME = document_id(HERE, "a.md")
READ = replace(
    document("a.md", "Första stycket.", "Andra stycket."),
    metadata=Metadata(
        title="A",
        publisher="Verket",
        year=2018,
        kind=Kind.REPORT,
        origins=(
            Origin(field="title", witness=Witness.FILE_NAME, confidence=0.03),
            Origin(field="publisher", witness=Witness.PROPERTIES, confidence=0.92),
        ),
    ),
    pages=(Page(number=1, label="i", span=Span(start=0, end=31), body=Span(start=0, end=31)),),
    headings=(Heading(level=1, title="R", start=0),),
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_for_writing(tmp_path)
    RecordWriter(opened, 1).stage(HERE, embedded(READ))
    yield opened
    opened.dispose()


def said(field: str, value: str | None) -> Correction:
    return Correction(field=field, value=value, corrected="2026-01-31T12:00:00Z", who=None)


def restaged(engine: Engine, generation: int, *corrections: Correction) -> Document:
    """The document as corrected, staged for a generation."""
    record = CorrectionRecord(engine)
    row = RecordReader(engine, generation).document(NAME)
    assert row is not None
    stored = stored_document(engine, row)
    values = in_force((*record.of(NAME), *corrections))
    item = replace(stored, document=document_corrected(stored.document, values))
    RecordWriter(engine, generation).restage(NAME, item, corrections)
    return item.document


def test_a_document_is_read_back_as_it_was_stored(engine: Engine) -> None:
    row = RecordReader(engine, 1).document(NAME)
    assert row is not None

    stored = stored_document(engine, row)

    # what its file says of access is kept beside the versions, and is none of a version's
    assert replace(stored.document, own_access=READ.own_access) == READ
    assert stored.vectors == pytest.approx(embedded(READ)[0].vectors, abs=1e-3)


def test_corrections_hold_for_a_file_that_is_read_anew(engine: Engine) -> None:
    restaged(engine, 2, said("title", "B"), said("year", "2020"))
    restaged(engine, 2, said("year", None))
    changed = replace(READ, metadata=replace(READ.metadata, title="C", publisher="Byrån"))

    (applied,) = CorrectionRecord(engine).applied({NAME: changed})

    (title,) = (one for one in applied.metadata.origins if one.field == "title")
    assert title.witness is Witness.CORRECTION
    assert replace(applied.metadata, origins=changed.metadata.origins) == replace(
        changed.metadata, title="B"
    )
    assert applied.as_read == changed.metadata


def test_a_document_that_nobody_corrected_is_left_alone(engine: Engine) -> None:
    assert CorrectionRecord(engine).applied({NAME: READ}) == [READ]


def test_what_the_material_says_comes_back_from_the_record(engine: Engine) -> None:
    restaged(engine, 2, said("title", "B"), said("publisher", ""))

    row = RecordReader(engine, 2).document(NAME)
    assert row is not None
    assert (row.metadata.title, row.metadata.publisher) == ("B", None)
    assert [(one.field, one.witness) for one in row.metadata.origins] == [
        ("title", Witness.CORRECTION)
    ]
    assert CorrectionRecord(engine).as_read(row.version_id, row.metadata) == READ.metadata


def test_readers_of_the_live_generation_see_no_correction_that_is_staged(engine: Engine) -> None:
    restaged(engine, 2, said("title", "B"))

    shown = [RecordReader(engine, generation).documents()[0] for generation in (1, 2)]

    assert [row.metadata.title for row in shown] == ["A", "B"]
    assert len(RecordReader(engine, 2).keys()) == len(READ.chunks)


@pytest.mark.parametrize("published", [False, True], ids=["not published", "published"])
def test_a_document_corrected_back_is_the_version_it_was(engine: Engine, published: bool) -> None:
    before = RecordReader(engine, 1).documents()[0]
    restaged(engine, 2, said("title", "B"))
    if published:
        RecordWriter(engine, 2).prune()
    restaged(engine, 3 if published else 2, said("title", None))

    (after,) = RecordReader(engine, 3).documents()

    assert (after.version_id, after.metadata) == (before.version_id, before.metadata)


def test_corrections_go_with_their_document(engine: Engine) -> None:
    restaged(engine, 2, said("title", "B"))

    writer = RecordWriter(engine, 3)
    writer.remove(HERE, ["a.md"])
    kept = CorrectionRecord(engine).of(NAME)
    writer.prune()

    assert [one.value for one in kept] == ["B"]
    assert CorrectionRecord(engine).of(NAME) == ()


def test_a_field_that_the_program_does_not_know_is_let_be(engine: Engine) -> None:
    with taking_turns(engine).begin() as connection:
        note_corrections(connection, NAME, [said("smell", "rose"), said("title", "B")])

    assert in_force(CorrectionRecord(engine).of(NAME)) == {"title": "B"}


def test_corrections_of_many_documents_are_read_together(engine: Engine) -> None:
    restaged(engine, 2, said("title", "B"))
    many = {f"{number:016x}": READ for number in range(1200)}

    applied = CorrectionRecord(engine).applied({**many, NAME: READ})

    assert [one.metadata.title for one in applied] == ["A"] * 1200 + ["B"]


def test_a_document_that_lies_elsewhere_too_is_corrected_there_alone(engine: Engine) -> None:
    restaged(engine, 2, said("title", "B"))
    elsewhere = Place(folder=str(HERE), source="kopia.md")
    RecordWriter(engine, 2).places.adopt(elsewhere, READ.content_hash)

    (applied,) = CorrectionRecord(engine).applied({NAME: READ})

    assert applied.metadata.title == "A"
    assert [one.value for one in CorrectionRecord(engine).of(NAME)] == ["B"]


def test_a_document_that_moves_keeps_its_corrections(engine: Engine) -> None:
    restaged(engine, 2, said("title", "B"))
    writer = RecordWriter(engine, 3)
    writer.remove(HERE, ["a.md"])

    writer.places.adopt(Place(folder=str(HERE), source="ny/a.md"), READ.content_hash)

    (row,) = RecordReader(engine, 3).documents()
    assert (row.id, row.source, row.metadata.title) == (NAME, "ny/a.md", "B")
    assert [one.value for one in CorrectionRecord(engine).of(NAME)] == ["B"]


def test_a_file_name_that_a_correction_stands_in_the_place_of_is_known_to_tell(
    engine: Engine,
) -> None:
    restaged(engine, 2, said("title", "B"))
    writer = RecordWriter(engine, 3)
    before = writer.places.described_by_place()

    writer.remove(HERE, ["a.md"])

    assert (before, writer.places.described_by_place()) == (set(), {READ.content_hash})
