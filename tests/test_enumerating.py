"""Documents are counted over the whole library, on behalf of who asks."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.enumerating import Enumeration, Enumerator, ListRequest
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.types import Asker, Route
from assistant.understanding.agencies import Agencies
from assistant.understanding.listing import sought_in
from assistant.understanding.routing import route
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentRow, DocumentText
from ingest.types import EVERYONE, Heading, Kind, Metadata
from tests.shelving import reader_of
from tests.understandings import understand

AGENCIES = Agencies.read()
EVERYBODY = Asker()
GROUP = "gruppen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A library made by hand; `headings` by version."""

    rows: tuple[DocumentRow, ...]
    headings: dict[str, tuple[str, ...]]

    def documents(self) -> list[DocumentRow]:
        return list(self.rows)

    def text(self, version: str) -> DocumentText:
        made = [Heading(level=1, title=one, start=0) for one in self.headings.get(version, ())]
        return DocumentText(text="", pages=(), headings=tuple(made))


def row(source: str, known: Metadata, access: tuple[str, ...] = (EVERYONE,)) -> DocumentRow:
    return DocumentRow(
        id=source,
        version_id=source,
        folder="/m",
        source=source,
        content_hash="",
        media_type="text/plain",
        metadata=known,
        access=access,
        chunks=1,
    )


SHELF = Shelved(
    rows=(
        row("a", Metadata(title="Upphandling av it", publisher="Riksrevisionen", year=2015,
                          kind=Kind.REPORT)),
        row("b", Metadata(title="Upphandlingar i staten", publisher="Ekonomistyrningsverket",
                          year=2018, kind=Kind.REPORT)),
        row("c", Metadata(title="Nytt system", publisher="Digg", year=2018, kind=Kind.OTHER)),
        row("d", Metadata(title="Hemlig upphandling", publisher="Digg", year=2020,
                          kind=Kind.REPORT), (GROUP,)),
        row("prop/e", Metadata(title="Nyttan av e-förvaltning", publisher="Regeringskansliet",
                               year=2020, kind=Kind.DECISION,
                               publication_number="Prop. 2019/20:147")),
        row("f", Metadata(title="Om Skatteverket och digitalisering", publisher="Statskontoret",
                          year=2026, kind=Kind.REPORT)),
    ),
    headings={"c": ("Bakgrund", "Upphandlingen av systemet")},
)  # fmt: skip


def ask(question: str, asker: Asker = EVERYBODY, filters: Filters = NO_FILTERS) -> Enumeration:
    request = ListRequest(query=understand(question), asker=asker, filters=filters)
    return Enumerator(AGENCIES).enumerate(SHELF, request)


def ids(found: Enumeration) -> list[str]:
    return [one.document_id for one in found.documents]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Hur många dokument finns i biblioteket?", ["f", "prop/e", "c", "b", "a"]),
        ("Lista alla rapporter", ["f", "b", "a"]),
        ("Vilka dokument finns om upphandling?", ["b", "a", "c"]),
        ("Hur många rapporter handlar om upphandling?", ["b", "a"]),
        ("Vilka rapporter har Riksrevisionen publicerat?", ["a"]),
        ("lista alla rapporter från ESV", ["f", "b"]),
        ("Hur många rapporter publicerades 2018?", ["b"]),
        ("Lista alla dokument från 2018", ["c", "b"]),
        ("Lista alla dokument efter 2018", ["f", "prop/e"]),
        ("Lista alla dokument från 2018 och framåt", ["f", "prop/e", "c", "b"]),
        ("Lista alla dokument före 2016", ["a"]),
        ("Lista alla dokument publicerade 2015–2018", ["c", "b", "a"]),
        ("Hur många propositioner finns?", ["prop/e"]),
        ("Lista alla propositioner om nytta", ["prop/e"]),
        ("Vilka dokument handlar om nytta?", ["prop/e"]),
        ("Lista alla dokument om Skatteverket", ["f"]),
        ("Vilka rapporter nämner Skatteverket?", ["f"]),
        ("Lista alla föreskrifter", []),
        ("How many reports about procurement are there?", ["b", "a"]),
        ("Vad har regeringen publicerat?", ["prop/e"]),
    ],
)
def test_all_the_documents_asked_for_are_listed(question: str, found: Sequence[str]) -> None:
    listed = ask(question)

    assert ids(listed) == list(found)
    assert listed.count == len(found)
    assert listed.looked_through == 5


def test_a_document_found_by_a_heading_names_it() -> None:
    found = ask("Vilka dokument finns om upphandling?")

    assert [one.heading for one in found.documents] == ["", "", "Upphandlingen av systemet"]
    assert found.topic == ("upphandling",)


def test_who_may_see_more_is_told_of_more() -> None:
    found = ask("Lista alla rapporter om upphandling", Asker(groups=frozenset({GROUP})))

    assert ids(found) == ["d", "b", "a"]
    assert found.looked_through == 6


def test_the_filters_of_the_caller_go_before_those_of_the_question() -> None:
    found = ask("Lista alla rapporter från ESV", filters=Filters(publisher="Riksrevisionen"))

    assert ids(found) == ["a"]
    assert found.filters == Filters(publisher="Riksrevisionen", kind=Kind.REPORT)


def test_filters_that_leave_nothing_are_not_dropped() -> None:
    found = ask("Lista alla rapporter från Boverket")

    assert found.count == 0
    assert found.filters.publisher == "Boverket"


def test_who_has_issued_nothing_is_looked_for_in_titles() -> None:
    found = ask("Lista alla rapporter från Skatteverket")

    assert found.count == 0

    found = ask("Lista alla dokument från Skatteverket")

    assert ids(found) == ["f"]
    assert (found.filters.publisher, found.filters.agency) == (None, "Skatteverket")
    assert found.issuer == "Skatteverket"


def test_the_sort_of_document_is_then_a_word_of_the_title() -> None:
    shelf = Shelved(
        rows=(*SHELF.rows, row("g", Metadata(title="Tullverkets rapport"))), headings={}
    )
    request = ListRequest(query=understand("Lista alla rapporter från Tullverket"), asker=EVERYBODY)

    found = Enumerator(AGENCIES).enumerate(shelf, request)

    assert ids(found) == ["g"]


def test_who_has_issued_other_documents_is_not_looked_for_in_titles() -> None:
    found = ask("Lista alla beslut från Riksrevisionen")

    assert found.count == 0
    assert (found.filters.publisher, found.issuer) == ("Riksrevisionen", None)


@pytest.mark.parametrize(
    "question", ["Lista alla uppdrag till Digg", "Vilka uppdrag till Digg finns?"]
)
def test_whom_an_errand_is_for_is_not_who_issued_it(question: str) -> None:
    known = Metadata(title="Uppdrag till Myndigheten för digital förvaltning om e-legitimation")
    shelf = Shelved(rows=(*SHELF.rows, row("g", known)), headings={})
    query = understand(question)

    found = Enumerator(AGENCIES).enumerate(shelf, ListRequest(query=query, asker=EVERYBODY))

    assert route(question, query) is Route.ENUMERATION
    assert ids(found) == ["g"]


def test_a_word_that_only_looks_alike_is_not_what_is_asked_for() -> None:
    assert "c" not in ids(ask("Lista alla dokument om nytta"))


@pytest.fixture(scope="module")
def starter_record(starter_data: Path) -> Iterator[RecordReader]:
    with closing(reader_of(starter_data, 1)) as reader:
        yield reader


def test_the_starter_material_is_counted_whole(starter_record: RecordReader) -> None:
    request = ListRequest(query=understand("Hur många dokument finns?"), asker=EVERYBODY)

    found = Enumerator(AGENCIES).enumerate(starter_record, request)

    assert found.count == found.looked_through == len(starter_record.documents())


def test_the_starter_material_has_what_stands_in_its_titles(starter_record: RecordReader) -> None:
    question = understand("Lista alla rapporter från Riksrevisionen")
    enumerator = Enumerator(AGENCIES)

    first = enumerator.enumerate(starter_record, ListRequest(query=question, asker=EVERYBODY))
    again = enumerator.enumerate(starter_record, ListRequest(query=question, asker=EVERYBODY))

    assert first == again
    assert {one.publisher for one in first.documents} == {"Riksrevisionen"}
    assert first.count == sum(
        row.metadata.publisher == "Riksrevisionen" and row.metadata.kind is Kind.REPORT
        for row in starter_record.documents()
    )


def test_a_question_is_parted_into_filters_forms_and_topic() -> None:
    sought = sought_in(understand("Hur många betänkanden om skolan från 2008 finns?"), AGENCIES)

    assert sought.topic == ("skolan",)
    assert "sou" in sought.forms
    assert (sought.filters.first_year, sought.filters.last_year) == (2008, 2008)
