"""Documents are found by whatever a person calls them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import DocumentError
from ingest.holdings import Holdings
from ingest.record.corrections import CorrectionRecord
from ingest.record.document_names import document_id
from ingest.record.opening import open_for_writing
from ingest.record.places import Place
from ingest.record.reading import RecordReader
from ingest.record.writing import RecordWriter
from tests.shelving import HERE, document, embedded

THERE = Path("/annat")
COPIED = document("b.md", "Ett stycke till.")
NAME = document_id(HERE, "a.md")


@pytest.fixture
def holdings(tmp_path: Path) -> Iterator[Holdings]:
    """Two documents called a.md, one at two places, and a secret one."""
    engine = open_for_writing(tmp_path)
    writer = RecordWriter(engine, 1)
    secret = document("c.md", "Hemligt.", access=("styrgrupp",))
    writer.stage(HERE, embedded(document("a.md", "Ett stycke."), COPIED, secret))
    writer.stage(THERE, embedded(document("a.md", "Ett annat stycke.")))
    writer.places.adopt(Place(folder=str(THERE), source="kopia.md"), COPIED.content_hash)
    yield Holdings(
        RecordReader(engine, 1), CorrectionRecord(engine), lambda access: "everyone" in access
    )
    engine.dispose()


@pytest.mark.parametrize(
    ("named", "source"),
    [
        (NAME, "a.md"),
        (str(HERE / "a.md"), "a.md"),
        ("b.md", "b.md"),
        ("kopia.md", "b.md"),
    ],
    ids=["id", "path", "source", "source-of-a-copy"],
)
def test_a_document_is_found_by_its_names(holdings: Holdings, named: str, source: str) -> None:
    found = holdings.find(named)

    assert (found.source, found.folder) == (source, str(HERE))


def test_a_name_that_two_documents_have_is_told_with_their_ids(holdings: Holdings) -> None:
    with pytest.raises(DocumentError, match=r"2 dokument heter a\.md") as told:
        holdings.find("a.md")

    assert all(document_id(folder, "a.md") in told.value.remedy for folder in (HERE, THERE))


@pytest.mark.parametrize("named", ["c.md", document_id(HERE, "c.md"), "d.md", "", "a\x00"])
def test_what_one_may_not_see_is_as_what_is_not_there(holdings: Holdings, named: str) -> None:
    with pytest.raises(DocumentError, match="finns inte"):
        holdings.find(named)


def test_a_document_is_described_with_all_its_places(holdings: Holdings) -> None:
    described = holdings.described(holdings.find("b.md"))

    assert described.places == ("b.md", "kopia.md")
    assert described.as_read == described.row.metadata
    assert described.said == ()
