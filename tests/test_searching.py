"""The way from a question to its hits over the starter corpus, however the question is put."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant import search_wiring
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.library import LibraryKeeper
from assistant.searching import Found, Request, Searcher
from assistant.types import Asker, Origin
from ingest.embedding import Embedder
from ingest.types import Kind

FIRST = 5


@pytest.fixture(scope="module")
def searcher(starter_data: Path, embedder: Embedder) -> Iterator[Searcher]:
    with closing(LibraryKeeper(starter_data, embedder)) as keeper:
        yield search_wiring.build_searcher(keeper, embedder)


def asked(searcher: Searcher, question: str, filters: Filters = NO_FILTERS) -> Found:
    request = Request(question=question, asker=Asker(), limit=FIRST, filters=filters)
    return searcher.search(request)


def sources(found: Found) -> list[str]:
    return [hit.passage.document.source for hit in found.hits]


@pytest.mark.parametrize(
    ("question", "source"),
    [
        pytest.param("Vilka faror fanns?", "risklista", id="synonym"),
        pytest.param("Vad är nyttorealisernig?", "nyttorealisering", id="misspelt"),
        pytest.param(
            "Which agencies took part in the work of the expert group?",
            "expertgruppen",
            id="english",
        ),
        pytest.param("What was the procurement risk?", "risklista", id="english-risk"),
        pytest.param(
            "How large a share of the costs was development?", "esv-2018-30", id="english-share"
        ),
        pytest.param("Vad fann RiR om föråldrade it-system?", "rir-2019-28", id="alias"),
        pytest.param("VAD ÄR NYTTOREALISERING?", "nyttorealisering", id="capitals"),
        pytest.param("nytto realisering", "nyttorealisering", id="written-apart"),
        pytest.param("RiR  2019 : 28", "rir-2019-28", id="number"),
    ],
)
def test_a_question_finds_its_document_however_it_is_put(
    searcher: Searcher, question: str, source: str
) -> None:
    found = asked(searcher, question)

    assert source in " ".join(sources(found))
    assert len(found.hits) <= FIRST


def test_a_misspelt_word_is_put_right_by_the_words_of_the_library(searcher: Searcher) -> None:
    query = searcher.understand("Vad är nyttorealisernig?").query

    corrected = [other.words for other in query.alternatives if other.origin is Origin.SPELLING]
    assert corrected == [("nyttorealisering",)]


def test_what_the_library_holds_is_not_corrected(searcher: Searcher) -> None:
    query = searcher.understand("Vad är nyttorealisering och effekthemtagning?").query

    assert not [other for other in query.alternatives if other.origin is Origin.SPELLING]


def test_an_agency_is_found_by_any_of_its_names(searcher: Searcher) -> None:
    short = asked(searcher, "Vilka it-kostnader såg ESV?")
    full = asked(searcher, "Vilka it-kostnader såg Ekonomistyrningsverket?")

    assert any("esv" in source for source in sources(short)[:3])
    assert any("esv" in source for source in sources(full)[:3])


def test_an_agency_that_is_asked_as_a_source_answers_alone(searcher: Searcher) -> None:
    found = asked(searcher, "Vad säger Riksrevisionen om föråldrade it-system?")

    assert found.filters.applied == Filters(publisher="Riksrevisionen")
    assert found.hits
    assert {hit.passage.document.metadata.publisher for hit in found.hits} == {"Riksrevisionen"}


def test_the_years_of_reports_in_the_wording_hold(searcher: Searcher) -> None:
    found = asked(searcher, "Vad säger rapporter från 2018 om digitala investeringar?")

    assert (found.filters.applied.first_year, found.filters.applied.last_year) == (2018, 2018)
    assert {hit.passage.document.metadata.year for hit in found.hits} == {2018}


def test_a_year_that_is_asked_about_is_no_filter(searcher: Searcher) -> None:
    found = asked(searcher, "Hur stora var it-kostnaderna 2016?")

    assert found.filters.applied == NO_FILTERS


def test_a_filter_of_the_caller_goes_before_that_of_the_wording(searcher: Searcher) -> None:
    question = "Vad säger Riksrevisionen om it-projekt?"

    found = asked(searcher, question, Filters(publisher="ESV", kind=Kind.REPORT))

    assert found.hits
    assert all("esv" in source or "statskontoret" in source for source in sources(found))


def test_a_source_that_the_library_lacks_is_told_and_not_held_to(searcher: Searcher) -> None:
    found = asked(searcher, "Vad säger Boverket om it-projekt?")

    assert found.hits
    assert "Boverket" in found.filters.notice


@pytest.mark.parametrize("question", ["Vad är det?", "qwzx", "hur många", "\0nytta\ud800", "…5?"])
def test_a_question_that_says_little_is_no_error(searcher: Searcher, question: str) -> None:
    assert len(asked(searcher, question).hits) <= FIRST


def test_a_hit_has_the_exact_words_of_its_document(searcher: Searcher) -> None:
    understood = searcher.understand("Vad kostade projektet och vilka risker fanns?")
    request = Request(question="", asker=Asker(), limit=40)

    hits = searcher.find(understood, request).hits

    record = understood.library.record
    for hit in hits:
        text = record.text(hit.passage.document.version_id).text
        assert hit.passage.text == hit.passage.chunk.span.of(text)
    keys = [key for hit in hits for key in hit.keys]
    assert len(keys) == len(set(keys))
