"""From an anchor to an address: a citation leads to its section of the page it was read from."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.addresses import anchor_over, original_url, section_anchors
from assistant.api.document_json import in_full
from assistant.confirmation import Confirmer
from assistant.library import LibraryKeeper
from assistant.retrieval.outlining import outlined
from assistant.search_wiring import build_searcher
from assistant.types import Asker, Hit
from assistant.wiring import build_assistant
from ingest.embedding import Embedder
from ingest.record.opening import open_for_writing
from ingest.record.reading import RecordReader
from ingest.record.writing import RecordWriter
from ingest.secondreading import SecondReader
from ingest.sync import sync
from ingest.types import Document, Heading
from ingest.work import Library
from tests.conftest import write_material
from tests.shelving import HERE, document, embedded, reader_of

PAGE = "https://www.exempel.se/rapporter/rapport"
WEB_PAGE = """<!doctype html><html lang="sv"><head><title>Pumpverket</title></head><body><main>
<h1 id="topp">Pumpverket</h1>
<p>Rapporten handlar om pumpar som verket har köpt och hur de har fungerat sedan dess.</p>
<section id="kostnader"><h2>Kostnader</h2>
<p>Pumparna kostade 88 miljoner kronor, och de betalades av Exempelverket.</p></section>
<h2 id="nytta">Nytta</h2>
<p>Vattnet har stigit mindre än förut, och underhållet har blivit enklare för alla.</p>
</main></body></html>"""
OUTLINE = (
    Heading(level=1, title="Rapport", start=10, anchor="topp"),
    Heading(level=2, title="Kostnader", start=20, anchor="kostnader"),
    Heading(level=3, title="Löner", start=30),
    Heading(level=2, title="Nytta", start=40),
    Heading(level=3, title="Mätning", start=50, anchor="matning"),
)


@pytest.mark.parametrize(
    ("offset", "anchor"),
    [
        pytest.param(9, None, id="before-all"),
        pytest.param(20, "kostnader", id="at-its-heading"),
        pytest.param(29, "kostnader", id="below-it"),
        pytest.param(35, "kostnader", id="heading-above-where-its-own-has-none"),
        pytest.param(45, "topp", id="not-the-section-before"),
        pytest.param(999, "matning", id="the-last"),
    ],
)
def test_a_place_is_reached_by_the_section_it_stands_in(offset: int, anchor: str | None) -> None:
    assert anchor_over(OUTLINE, offset) == anchor


def test_every_heading_has_the_anchor_of_its_section() -> None:
    found = section_anchors(OUTLINE)

    assert found == ("topp", "kostnader", "kostnader", "topp", "matning")


@pytest.mark.parametrize(
    ("published", "anchor", "address"),
    [
        pytest.param(PAGE, "kostnader", f"{PAGE}#kostnader", id="plain"),
        pytest.param(PAGE, None, PAGE, id="no-anchor"),
        pytest.param(f"{PAGE}?id=1#topp", "k", f"{PAGE}?id=1#k", id="instead-of-its-own"),
        pytest.param(f"{PAGE}#/vy", None, f"{PAGE}#/vy", id="its-own-stays"),
        pytest.param(PAGE, "för-it", f"{PAGE}#f%C3%B6r-it", id="swedish"),
        pytest.param(PAGE, "a%20b", f"{PAGE}#a%2520b", id="percent"),
        pytest.param(PAGE, '"><script>', f"{PAGE}#%22%3E%3Cscript%3E", id="quotes-and-markup"),
        pytest.param(PAGE, "javascript:alert(1)", f"{PAGE}#javascript%3Aalert%281%29", id="script"),
        pytest.param(PAGE, "a:~:text=b", f"{PAGE}#a%3A~%3Atext%3Db", id="text-fragment"),
        pytest.param("javascript:alert(1)", "k", None, id="script-for-an-address"),
        pytest.param("data:text/html,x", None, None, id="data"),
        pytest.param("//exempel.se/x", "k", None, id="no-scheme"),
        pytest.param("/rapporter/rapport", None, None, id="no-host"),
        pytest.param("https://exempel.se/a\nb", "k", None, id="line-break"),
        pytest.param("https://exempel.se:x/", "k", None, id="broken"),
        pytest.param(None, "k", None, id="unknown"),
    ],
)
def test_the_address_of_an_original_is_safe_to_follow(
    published: str | None, anchor: str | None, address: str | None
) -> None:
    assert original_url(published, anchor) == address


def web_page(source: str, address: str | None, media_type: str = "text/html") -> Document:
    plain = document(source, "Ett stycke om kostnader.", "Ett stycke om nytta.")
    known = replace(plain.metadata, url=address)
    headings = (Heading(level=2, title="Kostnader", start=0, anchor='k"ä'),)
    return replace(plain, media_type=media_type, metadata=known, headings=headings)


def shelved(data: Path, *documents: Document) -> RecordReader:
    engine = open_for_writing(data)
    RecordWriter(engine, 1).stage(HERE, embedded(*documents))
    engine.dispose()
    return reader_of(data, 1)


def test_the_record_keeps_anchors(tmp_path: Path) -> None:
    with closing(shelved(tmp_path, web_page("a.html", PAGE))) as reader:
        (row,) = reader.documents()
        found = reader.text(row.version_id).headings

    assert found == (Heading(level=2, title="Kostnader", start=0, anchor='k"ä'),)


def test_a_document_tells_where_its_sections_can_be_opened(tmp_path: Path) -> None:
    with closing(shelved(tmp_path, web_page("a.html", PAGE))) as reader:
        (row,) = reader.documents()
        (heading,) = in_full(row, reader, Asker()).headings

    assert (heading.anchor, heading.original_url) == ('k"ä', f"{PAGE}#k%22%C3%A4")


def test_a_section_of_a_page_without_an_address_cannot_be_opened(tmp_path: Path) -> None:
    with closing(shelved(tmp_path, web_page("a.html", None))) as reader:
        (row,) = reader.documents()
        (heading,) = in_full(row, reader, Asker()).headings

    assert (heading.anchor, heading.original_url) == ('k"ä', None)


def test_hits_bring_the_outlines_of_their_documents(tmp_path: Path) -> None:
    pages = (
        web_page("a.html", PAGE),
        web_page("b.pdf", None, "application/pdf"),
        replace(web_page("c.md", None), headings=()),
    )
    with closing(shelved(tmp_path, *pages)) as reader:
        first, *rest = reader.passages([1, 3, 5])
        hits = outlined([Hit(passage=rest[0], score=2.0, same=(first, rest[1]))], reader)

    (hit,) = hits
    assert len(hit.passage.outline) == 1
    assert [len(one.outline) for one in hit.same] == [1, 0]


def test_a_question_answered_by_a_web_page_leads_to_its_section(
    tmp_path: Path, library: Library, embedder: Embedder
) -> None:
    material = write_material(
        tmp_path / "material", {"sida.html": WEB_PAGE, "sida.html.meta.yaml": f"url: {PAGE}\n"}
    )
    sync(library, [material])
    with (
        closing(LibraryKeeper(library.data, embedder)) as keeper,
        closing(SecondReader()) as reader,
    ):
        searcher = build_searcher(keeper, embedder)
        assistant = build_assistant(searcher, embedder, Confirmer(reader))

        answer = assistant.ask("Vad kostade pumparna?", Asker())

    assert "88 miljoner" in answer.answer
    assert {one.original_url for one in answer.citations} == {f"{PAGE}#kostnader"}
    assert {one.heading for one in answer.citations} == {"Kostnader"}
