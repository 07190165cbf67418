"""Narrowing real libraries by filters: what may answer, what is dropped, and what is told."""

import gc
import weakref
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import QuestionError
from assistant.filtering.narrowing import ALL, Asked, DocumentFilters, Narrowed
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.filtering.wording import LONGEST_VALUE, kind_named
from assistant.types import Asker
from assistant.understanding.agencies import Agencies
from ingest.embedding import Embedder
from ingest.record.access import to_column
from ingest.record.reading import RecordReader
from ingest.sync import sync
from ingest.types import Kind
from ingest.work import Library
from tests.conftest import write_material
from tests.services import GROUP, in_record, serving
from tests.shelving import copied, reader_of

EVERYBODY = Asker()
MEMBER = Asker(groups=frozenset({GROUP}))
ABOUT = "Vad kostade systemet?"
NOTE = (
    "---\ntitle: {title}\npublisher: {publisher}\ndate: {date}\ntype: {type}\n{more}---\n\n{text}\n"
)
MATERIAL = {
    "rir.md": ("Granskning av it-stöd", "Riksrevisionen", "2019-10-10", "rapport"),
    "esv.md": ("It-kostnader i staten", "Ekonomistyrningsverket", "2017-12-15", "rapport"),
    "nytt.md": ("Styrning av nytta hos Digg", "Statskontoret", "2026-02-01", "rapport"),
    "gamla.md": ("Investeringar", "Statskontoret (gamla)", "2020-05-05", "rapport"),
    "beslut.md": ("Uppdrag till MSB", "Regeringskansliet", "2018-06-07", "regeringsbeslut"),
    "hemlig.md": ("Sluten granskning", "Skatteverket", "2031-01-01", "föreskrift"),
    "lös.md": ("", "", "", ""),
}
NUMBERS = {
    "rir.md": "publication_number: RiR 2019:28\n",
    "beslut.md": "diarienummer: N2018/00738/EF\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder with small documents by many; `hemlig.md` is for the group alone."""
    folder = tmp_path_factory.mktemp("filtered")
    files = {name: _written(name, *facts) for name, facts in MATERIAL.items()}
    sync(
        Library(data=folder / "data", embedder=embedder, workers=1),
        [write_material(folder / "material", files)],
    )
    statement = "UPDATE documents SET access = ? WHERE source = 'hemlig.md'"
    in_record(folder / "data", statement, to_column([GROUP]))
    return folder / "data"


def _written(name: str, title: str, publisher: str, date: str, kind: str) -> str:
    text = f"# {title or 'Lösa ord'}\n\nSystemet kostade 12 miljoner kronor, säger {name}.\n"
    if not title:
        return text
    more = NUMBERS.get(name, "")
    return NOTE.format(title=title, publisher=publisher, date=date, type=kind, more=more, text=text)


@pytest.fixture(scope="module")
def record(data: Path) -> Iterator[RecordReader]:
    with closing(reader_of(data, 1)) as reader:
        yield reader


@pytest.fixture(scope="module")
def documents() -> DocumentFilters:
    return DocumentFilters(Agencies.read())


def sources(record: RecordReader, narrowed: Narrowed) -> set[str]:
    assert narrowed.keys is not None
    keys = narrowed.keys.tolist()
    assert keys == sorted(keys)
    return {passage.document.source for passage in record.passages(keys)}


def messages(narrowed: Narrowed) -> Sequence[str]:
    return [one.message for one in narrowed.filtering.dropped]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        pytest.param(Filters(publisher="riksrevisionen"), {"rir.md"}, id="publisher"),
        pytest.param(Filters(publisher="RiR"), {"rir.md"}, id="short-name"),
        pytest.param(Filters(publisher="ESV"), {"esv.md", "nytt.md"}, id="former-name"),
        pytest.param(
            Filters(publisher="Statskontoret"),
            {"esv.md", "nytt.md", "gamla.md"},
            id="two-of-a-name",
        ),
        pytest.param(Filters(publisher="gamla Statskontoret"), {"gamla.md"}, id="abolished"),
        pytest.param(Filters(first_year=2018, last_year=2019), {"rir.md", "beslut.md"}, id="years"),
        pytest.param(Filters(first_year=2020), {"nytt.md", "gamla.md"}, id="from-a-year"),
        pytest.param(Filters(last_year=2017), {"esv.md"}, id="to-a-year"),
        pytest.param(Filters(kind=Kind.DECISION), {"beslut.md"}, id="kind"),
        pytest.param(Filters(publication_number="rir 2019:028"), {"rir.md"}, id="number"),
        pytest.param(Filters(publication_number="n2018/738/ef"), {"beslut.md"}, id="diarienummer"),
        pytest.param(Filters(agency="Digg"), {"nytt.md"}, id="agency-in-title"),
        pytest.param(
            Filters(agency="Myndigheten för civilt försvar"), {"beslut.md"}, id="agency-renamed"
        ),
        pytest.param(Filters(agency="Riksrevisionen"), {"rir.md"}, id="agency-that-published"),
        pytest.param(
            Filters(publisher="ESV", first_year=2020), {"nytt.md"}, id="publisher-and-year"
        ),
    ],
)
def test_only_documents_that_pass_may_answer(
    record: RecordReader, documents: DocumentFilters, filters: Filters, left: set[str]
) -> None:
    narrowed = documents.narrow(record, Asked(asker=EVERYBODY, caller=filters))

    assert sources(record, narrowed) == left
    assert narrowed.filtering.applied == filters
    assert narrowed.filtering.dropped == ()


def test_without_filters_all_may_answer(record: RecordReader, documents: DocumentFilters) -> None:
    blank = Filters(publisher=" ", publication_number="")

    assert documents.narrow(record, Asked(asker=EVERYBODY)) is ALL
    assert documents.narrow(record, Asked(asker=EVERYBODY, caller=blank)) is ALL


def test_what_the_caller_sets_takes_the_place_of_what_the_question_says(
    record: RecordReader, documents: DocumentFilters
) -> None:
    question = Filters(publisher="ESV", first_year=2017, last_year=2017)
    caller = Filters(publisher="Riksrevisionen", last_year=2020)

    narrowed = documents.narrow(record, Asked(asker=EVERYBODY, caller=caller, question=question))

    assert narrowed.filtering.applied == Filters(publisher="Riksrevisionen", last_year=2020)
    assert sources(record, narrowed) == {"rir.md"}


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (
            Filters(publisher="Boverket"),
            "Inget dokument är utgivet av Boverket, så frågan söktes hos alla utgivare.",
        ),
        (Filters(first_year=2040, last_year=2040), "är från år 2040, så frågan söktes i alla år."),
        (Filters(first_year=2040, last_year=2041), "är från åren 2040–2041, så"),
        (Filters(first_year=2040), "är från år 2040 eller senare, så"),
        (Filters(last_year=1940), "är från år 1940 eller tidigare, så"),
        (Filters(kind=Kind.LESSON), "är en lärdom, så frågan söktes i alla slags dokument."),
        (Filters(publication_number="RiR 1999:1"), "har numret RiR 1999:1, så frågan söktes oavs"),
        (Filters(publication_number="!"), "har numret !, så"),
        (Filters(agency="Boverket"), "rör Boverket, så frågan söktes för alla myndigheter."),
    ],
)
def test_a_filter_that_leaves_nothing_is_dropped_and_told(
    record: RecordReader, documents: DocumentFilters, filters: Filters, told: str
) -> None:
    narrowed = documents.narrow(record, Asked(asker=EVERYBODY, caller=filters))

    assert narrowed.keys is None
    assert narrowed.filtering.applied == NO_FILTERS
    (message,) = messages(narrowed)
    assert told in message
    assert message.startswith("Inget dokument ")


def test_of_filters_that_leave_nothing_together_the_vague_one_yields(
    record: RecordReader, documents: DocumentFilters
) -> None:
    caller = Filters(publisher="Riksrevisionen", kind=Kind.REPORT, first_year=2026)

    narrowed = documents.narrow(record, Asked(asker=EVERYBODY, caller=caller))

    assert narrowed.filtering.applied == Filters(publisher="Riksrevisionen", kind=Kind.REPORT)
    assert [(one.name, one.value) for one in narrowed.filtering.dropped] == [
        ("years", "år 2026 eller senare")
    ]
    assert messages(narrowed) == [
        "Inget dokument är utgivet av Riksrevisionen, är en rapport och är från år 2026 eller "
        "senare, så frågan söktes i alla år."
    ]


def test_what_the_question_says_yields_before_what_the_caller_sets(
    record: RecordReader, documents: DocumentFilters
) -> None:
    question, caller = Filters(publisher="Riksrevisionen"), Filters(first_year=2026)

    narrowed = documents.narrow(record, Asked(asker=EVERYBODY, caller=caller, question=question))

    assert narrowed.filtering.applied == caller
    assert [one.name for one in narrowed.filtering.dropped] == ["publisher"]
    assert sources(record, narrowed) == {"nytt.md"}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(publisher="Skatteverket"),
        Filters(first_year=2031),
        Filters(kind=Kind.REGULATION),
        Filters(agency="Skatteverket"),
    ],
)
def test_a_hidden_document_is_told_of_as_one_that_is_not_there(
    record: RecordReader, documents: DocumentFilters, filters: Filters
) -> None:
    outside = documents.narrow(record, Asked(asker=EVERYBODY, caller=filters))
    inside = documents.narrow(record, Asked(asker=MEMBER, caller=filters))

    assert outside.keys is None
    assert len(messages(outside)) == 1
    assert sources(record, inside) == {"hemlig.md"}


def test_a_document_that_is_hidden_later_counts_no_more(data: Path, tmp_path: Path) -> None:
    copy = copied(data, tmp_path / "data")
    filters = DocumentFilters(Agencies.read())
    asked = Asked(asker=EVERYBODY, caller=Filters(publisher="Riksrevisionen"))

    with closing(reader_of(copy, 1)) as reader:
        before = filters.narrow(reader, asked)
        in_record(copy, "UPDATE documents SET access = '[]' WHERE source = 'rir.md'")
        after = filters.narrow(reader, asked)

    assert before.keys is not None
    assert after.keys is None
    assert len(messages(after)) == 1


def test_nothing_of_a_closed_record_is_held(data: Path) -> None:
    filters = DocumentFilters(Agencies.read())
    reader = reader_of(data, 1)
    filters.narrow(reader, Asked(asker=EVERYBODY, caller=Filters(publisher="Riksrevisionen")))
    record = weakref.ref(reader)

    reader.close()
    del reader
    gc.collect()

    assert record() is None


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(first_year=2020, last_year=2010), "2020"),
        (Filters(publisher="x" * (LONGEST_VALUE + 1)), str(LONGEST_VALUE + 1)),
    ],
)
def test_filters_that_cannot_be_meant_are_refused(
    record: RecordReader, documents: DocumentFilters, filters: Filters, told: str
) -> None:
    with pytest.raises(QuestionError, match=told) as refused:
        documents.narrow(record, Asked(asker=EVERYBODY, caller=filters))

    assert refused.value.remedy
    assert len(str(refused.value)) < 200


def test_a_kind_is_known_by_both_of_its_names() -> None:
    assert kind_named("report") is kind_named(" Rapport ") is Kind.REPORT
    with pytest.raises(QuestionError, match=r"bok.*lesson \(lärdom\)"):
        kind_named("bok")


def test_a_search_finds_only_what_passes(data: Path, embedder: Embedder) -> None:
    with serving(data, embedder) as service:
        found = service.assistant.search(ABOUT, EVERYBODY, 10, Filters(publisher="ESV"))
        answer = service.assistant.ask(ABOUT, EVERYBODY, Filters(publisher="Riksrevisionen"))
        dropped = service.assistant.ask(ABOUT, EVERYBODY, Filters(publisher="Boverket"))

    assert {hit.passage.document.source for hit in found.hits} == {"esv.md", "nytt.md"}
    assert {citation.source for citation in answer.citations} == {"rir.md"}
    assert answer.notice is None
    assert answer.filters.applied == Filters(publisher="Riksrevisionen")
    assert "Boverket" in str(dropped.notice)
    assert dropped.citations


def test_a_search_for_what_stands_elsewhere_finds_no_more_than_passes(
    data: Path, embedder: Embedder
) -> None:
    with serving(data, embedder, GROUP) as service:
        found = service.assistant.search("hemlig", MEMBER, 10, Filters(publisher="ESV"))

    assert {hit.passage.document.source for hit in found.hits} <= {"esv.md", "nytt.md"}
