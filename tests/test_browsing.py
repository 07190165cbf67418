"""Finding documents: what matches, how it is counted, in which order, held against brute force."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.browsing.finding import DocumentSearcher
from assistant.browsing.snippets import LENGTH, snippet_of
from assistant.browsing.types import DocumentsFound, DocumentsWanted, FacetValue, Snippet, Sort
from assistant.service import Service
from assistant.types import Asker
from ingest.embedding import Embedder
from ingest.record.access import to_column
from ingest.record.types import DocumentRow, Passage
from ingest.sync import sync
from ingest.types import EVERYONE, Chunk, Kind, Metadata, Span
from ingest.work import Library
from tests.conftest import write_material
from tests.services import client, in_record, serving
from tests.shelving import copied

WORDS = ("torv", "lera", "sand", "grus", "kalk")
"""They have no synonyms, and are too short to be put right."""
PUBLISHERS = ("Exempelverket", "Provmyndigheten", "Skatteverket", "")
KINDS = {"rapport": Kind.REPORT, "regeringsbeslut": Kind.DECISION, "lärdom": Kind.LESSON}
YEARS = (2015, 2016, 2020, 0)
GROUPS = ("styrgrupp", "revision")
COUNT = 45
SEARCHES = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document as it was written."""

    source: str
    title: str
    words: frozenset[str]
    publisher: str
    year: int
    kind: str
    named: str
    access: tuple[str, ...]

    @property
    def agencies(self) -> set[str]:
        return {name for name in (self.publisher, self.named) if name}

    @property
    def text(self) -> str:
        said = [f"publisher: {self.publisher}"] if self.publisher else []
        said += [f"date: {self.year}"] if self.year else []
        head = "\n".join([f"title: {self.title}", *said, f"type: {self.kind}"])
        held = "\n\n".join(f"Här ligger {word} i hög." for word in sorted(self.words))
        return f"---\n{head}\n---\n\n# {self.title}\n\n{held}\n\nSlut på {self.source}.\n"


def made() -> list[Made]:
    drawing = random.Random(7)  # noqa: S311  (nothing secret)
    found = []
    for number in range(COUNT):
        named = drawing.choice(("", "", "Skatteverket", "Försäkringskassan"))
        about = f" om {named}" if named else ""
        found.append(
            Made(
                source=f"{number:02}.md",
                title=f"{drawing.choice('ABÅÄÖabåäö')}nteckning {number}{about}",
                words=frozenset(word for word in WORDS if drawing.random() < 0.5),
                publisher=drawing.choice(PUBLISHERS),
                year=drawing.choice(YEARS),
                kind=drawing.choice(list(KINDS)),
                named=named,
                access=drawing.choice(((EVERYONE,), (EVERYONE,), GROUPS[:1], GROUPS)),
            )
        )
    return found


MADE = made()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    folder = tmp_path_factory.mktemp("browsing")
    material = write_material(folder / "material", {one.source: one.text for one in MADE})
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [material])
    for one in MADE:
        rule = to_column(one.access)
        in_record(
            folder / "data", "UPDATE documents SET access = ? WHERE source = ?", rule, one.source
        )
    return folder / "data"


@pytest.fixture(scope="module")
def service(data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(data, embedder) as opened:
        yield opened


@pytest.fixture
def documents(service: Service) -> DocumentSearcher:
    return service.documents


def drawn(drawing: random.Random) -> tuple[DocumentsWanted, Asker]:
    """Some words, some facets, and somebody who asks."""

    def maybe(choices: Sequence[object]) -> object:
        return drawing.choice([None, None, *choices])

    words = drawing.sample(WORDS, drawing.randrange(4))
    wanted = DocumentsWanted(
        words=" ".join(words),
        publisher=maybe(PUBLISHERS[:3]),  # type: ignore[arg-type]  # drawn among several kinds
        year=maybe(YEARS[:3]),  # type: ignore[arg-type]  # the same
        kind=maybe(list(KINDS.values())),  # type: ignore[arg-type]  # the same
        agency=maybe(["Skatteverket", "Försäkringskassan"]),  # type: ignore[arg-type]  # the same
        sort=drawing.choice([None, *Sort]),
        limit=100,
    )
    groups = drawing.sample(GROUPS, drawing.randrange(3))
    return wanted, Asker(groups=frozenset(groups))


def matching(wanted: DocumentsWanted, asker: Asker) -> list[Made]:
    """By brute force: those that hold most of the words, of those that may be seen."""
    seen = [one for one in MADE if asker.may_see(one.access)]
    words = wanted.words.split()
    held = {one.source: sum(word in one.words for word in words) for one in seen}
    most = max(held.values(), default=0)
    return [one for one in seen if held[one.source] == most and (most or not words)]


def left(found: Sequence[Made], wanted: DocumentsWanted, but: str = "") -> list[Made]:
    """Those that all the facets leave, but for one of them."""
    passes: dict[str, Callable[[Made], bool]] = {
        "publisher": lambda one: wanted.publisher in (None, one.publisher),
        "year": lambda one: wanted.year in (None, one.year),
        "kind": lambda one: wanted.kind in (None, KINDS[one.kind]),
        "agency": lambda one: wanted.agency is None or wanted.agency in one.agencies,
    }
    return [
        one for one in found if all(passed(one) for name, passed in passes.items() if name != but)
    ]


def counts(values: Sequence[FacetValue]) -> dict[str, int]:
    return {one.value: one.count for one in values}


def sources(found: DocumentsFound) -> list[str]:
    return [one.row.source for one in found.documents]


def test_what_matches_and_how_it_counts_is_as_by_brute_force(documents: DocumentSearcher) -> None:
    drawing = random.Random(11)  # noqa: S311  (nothing secret)
    for _ in range(SEARCHES):
        wanted, asker = drawn(drawing)

        found = documents.search(wanted, asker)

        every = matching(wanted, asker)
        assert sorted(sources(found)) == sorted(one.source for one in left(every, wanted)), wanted
        assert found.total == len(found.documents)
        publishers = Counter(o.publisher for o in left(every, wanted, "publisher") if o.publisher)
        years = Counter(str(o.year) for o in left(every, wanted, "year") if o.year)
        kinds = Counter(KINDS[o.kind].value for o in left(every, wanted, "kind"))
        agencies = Counter(name for o in left(every, wanted, "agency") for name in o.agencies)
        assert counts(found.facets.publishers) == publishers, wanted
        assert counts(found.facets.years) == years, wanted
        assert counts(found.facets.kinds) == kinds, wanted
        assert counts(found.facets.agencies) == agencies, wanted


def test_choosing_a_value_finds_just_as_many_as_it_counts(documents: DocumentSearcher) -> None:
    drawing = random.Random(13)  # noqa: S311  (nothing secret)
    for _ in range(20):
        wanted, asker = drawn(drawing)
        found = documents.search(wanted, asker)

        chosen = [
            *((replace(wanted, publisher=v.value), v) for v in found.facets.publishers),
            *((replace(wanted, year=int(v.value)), v) for v in found.facets.years),
            *((replace(wanted, kind=Kind(v.value)), v) for v in found.facets.kinds),
            *((replace(wanted, agency=v.value), v) for v in found.facets.agencies),
        ]

        for changed, value in chosen:
            assert documents.search(changed, asker).total == value.count, changed


@pytest.mark.parametrize("sort", [None, *Sort], ids=str)
@pytest.mark.parametrize("words", ["", "torv", "torv lera"])
def test_pages_together_hold_each_document_once(
    documents: DocumentSearcher, words: str, sort: Sort | None
) -> None:
    wanted = DocumentsWanted(words=words, sort=sort, limit=7)
    whole = documents.search(replace(wanted, limit=100), Asker())

    pages = [
        documents.search(replace(wanted, offset=offset), Asker())
        for offset in range(0, whole.total + 7, 7)
    ]

    assert [name for page in pages for name in sources(page)] == sources(whole)
    assert len(set(sources(whole))) == whole.total


@pytest.mark.parametrize("words", ["", "torv"])
def test_documents_stand_in_the_order_that_is_asked_for(
    documents: DocumentSearcher, words: str
) -> None:
    known = {one.source: one for one in MADE}
    years: dict[Sort, list[int]] = {}
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.TITLE):
        found = documents.search(DocumentsWanted(words=words, sort=sort, limit=100), Asker())
        years[sort] = [known[name].year for name in sources(found)]
        titles = [known[name].title for name in sources(found)]

    dated = [[year for year in some if year] for some in years.values()]
    assert dated[0] == sorted(dated[0], reverse=True)
    assert dated[1] == sorted(dated[1])
    assert all(0 not in some[: len(kept)] for some, kept in zip(years.values(), dated[:2]))  # noqa: B905  (titles stand behind)
    assert [title[0].lower() for title in titles] == sorted(
        (title[0].lower() for title in titles), key="abåäö".index
    )


def test_a_document_that_is_hidden_counts_nowhere_from_then_on(
    data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    own = copied(data, tmp_path / "data")
    torv = DocumentsWanted(words="torv", publisher="Skatteverket", limit=100)
    with serving(own, embedder) as service:
        before = service.documents.search(torv, Asker())
        gone = before.documents[0].row.source

        in_record(own, "UPDATE documents SET access = ? WHERE source = ?", to_column([]), gone)
        after = service.documents.search(torv, Asker())

    assert gone not in sources(after)
    assert after.total == before.total - 1
    assert sum(counts(after.facets.years).values()) <= sum(counts(before.facets.years).values())
    assert sum(counts(after.facets.kinds).values()) == after.total


def test_where_no_document_has_all_words_those_with_most_are_found(
    documents: DocumentSearcher,
) -> None:
    found = documents.search(DocumentsWanted(words="torv finnsintealls", limit=100), Asker())

    assert (found.words, found.held) == (("torv", "finnsintealls"), 1)
    assert sorted(sources(found)) == sorted(
        one.source for one in MADE if "torv" in one.words and EVERYONE in one.access
    )


def test_nothing_is_found_and_nothing_counted_where_no_word_stands(
    documents: DocumentSearcher,
) -> None:
    found = documents.search(DocumentsWanted(words="finnsintealls"), Asker())

    assert (found.total, found.held, found.documents) == (0, 0, ())
    assert counts(found.facets.years) == counts(found.facets.agencies) == {}


def test_a_publisher_is_known_by_its_short_name(documents: DocumentSearcher) -> None:
    by_name = documents.search(DocumentsWanted(publisher="Skatteverket"), Asker())

    assert documents.search(DocumentsWanted(publisher="SKV"), Asker()).total == by_name.total > 0


def test_the_interface_gives_passages_with_their_words_marked(service: Service) -> None:
    with client(service) as web:
        asked = {"q": "torv", "sort": "oldest", "limit": "2"}
        given = web.get("/api/v1/search/documents", params=asked).json()
        first = given["documents"][0]
        whole = web.get(f"/api/v1/documents/{first['document_id']}").json()["text"]

    assert (len(given["documents"]), given["sort"], given["words"]) == (2, "oldest", ["torv"])
    passage = first["passages"][0]
    assert [piece["text"] for piece in passage["pieces"] if piece["is_sought"]] == ["torv"]
    assert "torv" in whole[passage["start"] : passage["end"]]
    assert passage["url"] == (
        f"/dokument/{first['document_id']}?start={passage['start']}&end={passage['end']}"
    )


@pytest.mark.parametrize(
    ("asked", "named"),
    [({"sort": "fel"}, "sort"), ({"limit": "0"}, "limit"), ({"kind": "bok"}, "kind")],
    ids=["sort", "limit", "kind"],
)
def test_what_cannot_be_meant_is_refused(
    service: Service, asked: dict[str, str], named: str
) -> None:
    with client(service) as web:
        refused = web.get("/api/v1/search/documents", params=asked)

    assert refused.status_code == 422
    assert named in refused.json()["error"]["message"]


def cut(text: str, *stems: str) -> Snippet:
    row = DocumentRow(
        id="0" * 16,
        version_id="v",
        folder="/material",
        source="a.md",
        content_hash="",
        media_type="text/plain",
        metadata=Metadata(title="A"),
        access=(EVERYONE,),
        chunks=1,
    )
    span = Span(start=100, end=100 + len(text))
    chunk = Chunk(ordinal=0, span=span, page=3, heading="")
    passage = Passage(key=1, document=row, chunk=chunk, text=text, page_label="iii")
    return snippet_of(passage, frozenset(stems))


def said(snippet: Snippet) -> str:
    return "".join(f"[{p.text}]" if p.is_sought else p.text for p in snippet.pieces)


def test_a_short_passage_is_shown_whole_with_its_words_in_any_form() -> None:
    found = cut("Torven och  torv-\nlagren.", "=torv")

    assert said(found) == "[Torven] och [torv]- lagren."
    assert (found.span, found.page, found.page_label) == (Span(start=100, end=125), 3, "iii")


def test_a_long_passage_is_cut_where_most_different_words_stand() -> None:
    filling = "Annat står här och mer därtill. " * 20
    text = f"{filling}Torv och torv och torv. {filling}Torv ligger på lera. {filling}"

    found = cut(text, "=torv", "=ler")

    assert said(found).startswith("… ")
    assert "[Torv] ligger på [lera]." in said(found)
    assert said(found).endswith(" …")
    assert len(said(found)) <= LENGTH + 80
    part = text[found.span.start - 100 : found.span.end - 100]
    assert "Torv ligger på lera." in part


def test_the_rules_of_a_table_are_left_out() -> None:
    found = cut("| Jord | Mängd |\n|---|---:|\n| torv | 3 |", "=torv")

    assert said(found) == " · Jord · Mängd · [torv] · 3 · "
