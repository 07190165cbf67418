"""The pages for looking into the library, as the server sets them: search, runs, unanswered."""

import html
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.keeping import AnswerKeeper
from assistant.service import Service
from assistant.showing import search_pages
from assistant.showing.languages import messages
from assistant.showing.wording import kind_in
from ingest.embedding import Embedder
from ingest.record.access import to_column
from ingest.sync import sync
from ingest.work import Library
from tests.conftest import MATERIAL, write_material
from tests.lessons import ByHeader, by
from tests.services import GROUP, HIDDEN, OPEN, client, guarded, in_record, serving
from tests.shelving import copied

__all__ = ["guarded"]  # a fixture, taken in by its name

DAMAGED, CLOSED = "projekt/trasig.pdf", "projekt/hemlig.pdf"
NO_ANSWER = "Vilken färg har rymdraketen?"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A library after a run with a damaged file, a secret one and one that is no material."""
    folder = tmp_path_factory.mktemp("research")
    files = {
        **MATERIAL,
        DAMAGED: "%PDF-1.4 nonsens",
        CLOSED: "%PDF-1.4 nonsens",
        f"{CLOSED}.meta.yaml": f"access: [{GROUP}]\n",
        "_utkast.md": "Ett utkast.",
        "<b>fet.md": "# <script>alert(1)</script>\n\nOm <img src=x> i Vägprojektet.\n",
    }
    material = write_material(folder / "material", files)
    sync(Library(data=folder / "data", embedder=embedder, workers=1), [material])
    return folder / "data"


@pytest.fixture(scope="module")
def service(data: Path, embedder: Embedder) -> Iterator[Service]:
    with serving(data, embedder) as opened:
        yield opened


@pytest.fixture
def web(service: Service) -> Iterator[TestClient]:
    with client(service) as opened:
        yield opened


def shown(web: TestClient, path: str, status: int = 200) -> str:
    """A page's main part."""
    page = web.get(path)
    assert page.status_code == status
    return re.split("</?main", page.text)[1]


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def links(page: str, name: str) -> list[str]:
    """Where the links whose text holds this lead."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return [html.unescape(url) for url, text in found if name in plain(text)]


def test_search_marks_the_words_and_leads_to_the_passage(web: TestClient) -> None:
    page = shown(web, "/sok?q=nyttorealisering")

    assert "<mark>nyttorealisering</mark>" in page
    assert "innehåller ”nyttorealisering”" in plain(page)
    (place,) = links(page, "Läs stället i Uppdrag om nyttorealisering")[:1]
    assert re.fullmatch(
        r"/dokument/[0-9a-f]{16}\?start=\d+&end=\d+&fran=%2Fsok%3Fq%3Dnyttorealisering", place
    )
    assert links(page, "Ställ det som en fråga") == ["/?q=nyttorealisering"]


def test_a_document_that_was_found_leads_back_to_its_search(web: TestClient) -> None:
    search = "/sok?q=nyttorealisering&sort=title&year=2020"
    found = links(shown(web, search), "Uppdrag om nyttorealisering")

    for address in found:
        assert links(shown(web, address), "Till sökningen") == [search]
    assert len(found) > 1


@pytest.mark.parametrize("address", ["", "https://a.se/sok", "//a.se/sok", "/sokning", "/"])
def test_a_document_leads_back_to_no_other_address(web: TestClient, address: str) -> None:
    (document,) = links(shown(web, "/sok?q=&year=2020"), "Uppdrag om nyttorealisering")[:1]

    page = shown(web, f"{document.partition('?')[0]}?fran={address}")

    assert links(page, "Till frågorna") == ["/"]


def test_an_empty_search_shows_the_whole_library(web: TestClient) -> None:
    page = shown(web, "/sok?q=&sort=title")

    assert "4 dokument." in plain(page)
    titles = [html.unescape(one) for one in re.findall(r"<h3><a[^>]*>(.*?)</a>", page)]
    assert titles[-2:] == ["Slutrapport för Vägprojektet", "Uppdrag om nyttorealisering"]


def test_a_facet_is_chosen_and_taken_away_again(web: TestClient) -> None:
    first = shown(web, "/sok?q=exempelverket&sort=title")
    choose = links(first, "Regeringskansliet")[0]

    chosen = shown(web, choose)

    assert "publisher=Regeringskansliet" in choose
    assert 'name="publisher" value="Regeringskansliet"' in chosen
    assert "1 dokument innehåller" in plain(chosen)
    (away,) = links(chosen, "Ta bort Utgivare: Regeringskansliet")
    assert away == "/sok?q=exempelverket&sort=title"
    assert "/sok?q=exempelverket&publisher=Exempelverket&sort=title" in links(
        chosen, "Exempelverket"
    )


def test_facets_that_leave_nothing_say_so_and_how_to_go_on(web: TestClient) -> None:
    page = shown(web, "/sok?q=nyttorealisering&year=1999")

    assert "Inget dokument passar alla avgränsningar." in plain(page)
    assert links(page, "Ta bort alla avgränsningar") == ["/sok?q=nyttorealisering"]


def test_pages_of_hits_lead_on_and_back(web: TestClient) -> None:
    first = shown(web, "/sok?sort=title&limit=3")
    (after,) = links(first, "De följande")

    second = shown(web, after)

    assert "Här visas 1–3." in plain(first)
    assert links(first, "De föregående") == []
    assert "Här visas 4–4." in plain(second)
    assert links(second, "De föregående") == ["/sok?sort=title&limit=3"]


@pytest.mark.parametrize("query", ["year=nej", "kind=bok", "sort=fel", "okänt%21=1&offset=-1"])
def test_a_search_that_cannot_be_meant_is_refused_on_a_page(web: TestClient, query: str) -> None:
    page = shown(web, f"/sok?{query}", 422)

    assert "går inte att använda" in plain(page)


def test_the_page_speaks_english_too(web: TestClient) -> None:
    web.cookies.set("lardom_sprak", "en")

    page = web.get("/sok?q=nyttorealisering").text

    assert '<html lang="en">' in page
    assert "contains “nyttorealisering”" in plain(page)
    assert "Decision" in plain(page)


def test_a_kind_of_document_is_called_the_same_on_every_english_page() -> None:
    said = messages("en")

    assert [said.say(key) for key in search_pages.KINDS.values()] == [
        kind_in(said, kind).capitalize() for kind in search_pages.KINDS
    ]


def test_what_a_document_holds_never_becomes_markup(web: TestClient) -> None:
    page = shown(web, "/sok?q=%3Cscript%3E+v%C3%A4gprojektet")

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<script> vägprojektet" in html.unescape(page)


@pytest.mark.parametrize(("groups", "count"), [((), 1), ((GROUP,), 3)], ids=["anyone", "group"])
def test_search_counts_only_what_the_asker_may_see(
    guarded: Path, embedder: Embedder, groups: tuple[str, ...], count: int
) -> None:
    with serving(guarded, embedder, *groups) as service, client(service) as web:
        every = shown(web, "/sok")
        ravens = shown(web, "/sok?q=korpen")

    assert f"{count} dokument." in plain(every)
    assert ("Protokoll om Korpen" in ravens) == bool(groups)
    assert "korpen" in plain(ravens).lower()


def test_the_current_page_is_marked_in_the_way_between_pages(web: TestClient) -> None:
    for path, name in (("/sok", "Sök"), ("/inlasningar", "Inläsningar"), ("/obesvarade", "Obesv")):
        page = web.get(path).text
        (current,) = re.findall(r'aria-current="page">([^<]*)</a>', page)
        assert current.startswith(name)


def test_runs_are_listed_with_what_became_of_their_files(web: TestClient) -> None:
    page = shown(web, "/inlasningar")

    assert links(page, "Inläsning 1") == ["/inlasningar/1"]
    assert "Misslyckade: 2, Överhoppade: 2, Nya: 4" in plain(page)
    assert "Klar: version 1." in plain(page)
    assert re.search(r"\d,\d s", plain(page))
    assert "Ingen inläsning att visa." in plain(shown(web, "/inlasningar?status=moved"))


def test_a_run_tells_which_files_failed_why_and_what_to_do(web: TestClient) -> None:
    page = shown(web, "/inlasningar/1")

    assert DAMAGED in page
    assert "Gör så här:" in page
    assert CLOSED not in page
    assert "1 fil till visas inte" in plain(page)
    assert "_utkast.md" not in page
    assert "Namnet börjar med punkt eller understreck : 1 fil" in plain(page)


def test_the_files_of_a_run_are_chosen_by_status(web: TestClient) -> None:
    (stored,) = links(shown(web, "/inlasningar/1"), "Nya 4")

    page = shown(web, stored)

    assert "projekt/slutrapport.md" in page
    assert DAMAGED not in page


def test_who_may_know_of_a_file_sees_it_in_the_run(data: Path, embedder: Embedder) -> None:
    with serving(data, embedder, GROUP) as service, client(service) as web:
        page = shown(web, "/inlasningar/1")

    assert CLOSED in page
    assert "visas inte" not in plain(page)


def test_a_run_that_is_not_there_is_said_so(web: TestClient) -> None:
    assert "Inläsningen 99 finns inte." in plain(shown(web, "/inlasningar/99", 404))


def test_unanswered_questions_are_shown_without_who_asked(
    data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    own = copied(data, tmp_path / "data")
    with serving(own, embedder) as service, client(service) as web:
        assert "inga obesvarade frågor" in plain(shown(web, "/obesvarade"))
        for question in (NO_ANSWER, NO_ANSWER.upper(), "Vad kostade Vägprojektet?"):
            assert web.post("/api/v1/ask", json={"question": question}).status_code == 200

        page = shown(web, "/obesvarade")

    assert "1 ämne. En fråga blev utan fullt svar." in plain(page)
    assert "Ställd 1 gång." in plain(page)
    assert "kostade" not in page
    again = links(page, "Ställ frågan igen")
    assert len(again) == 1
    assert "rymdraketen" in again[0].lower()


def test_what_people_could_not_get_answered_is_shown_once_three_have_asked(
    data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    own = copied(data, tmp_path / "data")
    with (
        serving(own, embedder) as service,
        TestClient(create_app(service, recognisers=[ByHeader()])) as web,
    ):

        def page() -> str:
            reply = web.get("/obesvarade", headers=by("editor"))
            assert reply.status_code == 200
            return reply.text

        for person in ("reader", "reader", "member"):
            web.post("/api/v1/ask", json={"question": NO_ANSWER}, headers=by(person))
        alone = "Vem har sålt lakritsbåtarna?"
        web.post("/api/v1/ask", json={"question": alone}, headers=by("reader"))
        before = page()
        web.post("/api/v1/ask", json={"question": NO_ANSWER.upper()}, headers=by("other-editor"))
        after = page()

        assert web.get("/obesvarade", headers=by("reader")).status_code == 403

    assert "minst 3 olika personer" in plain(before)
    assert "rymdraket" not in before.lower()
    assert "inga obesvarade frågor" in plain(before)
    assert "1 ämne." in plain(after)
    assert "Minst 3 personer har frågat." in plain(after)
    assert "Ställd" not in plain(after)
    assert re.search(r"20\d\d-\d\d-\d\d", plain(after)) is None
    assert "rymdraket" in after.lower()
    assert "lakrits" not in after


def test_a_question_whose_answer_was_called_wrong_is_shown_with_those_unanswered(
    data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    own = copied(data, tmp_path / "data")
    with serving(own, embedder) as service, client(service) as web:
        answer = web.post("/api/v1/ask", json={"question": "Vad kostade Vägprojektet?"}).json()
        assert "kostade" not in shown(web, "/obesvarade")
        path = f"/api/v1/answers/{answer['answer_id']}/feedback"
        assert web.post(path, json={"verdict": "outdated"}).status_code == 201

        page = shown(web, "/obesvarade")

    assert "Vad kostade Vägprojektet?" in plain(page)
    assert "fel eller inaktuellt" in plain(page)


def test_a_question_is_hidden_whose_answer_names_what_the_asker_may_not_see(
    guarded: Path, embedder: Embedder, tmp_path: Path
) -> None:
    own = copied(guarded, tmp_path / "data")
    question = "Vilken färg har Korpens rymdraket i protokollet?"
    with serving(own, embedder, GROUP) as service, client(service) as web:
        given = web.post("/api/v1/ask", json={"question": question}).json()
        assert given["status"] in ("no_evidence", "partial")
        assert {one["source"] for one in given["nearest"]} | {
            one["source"] for one in given["citations"]
        } - {OPEN}
        seen = shown(web, "/obesvarade?delvis=true")
    with serving(own, embedder) as service, client(service) as web:
        hidden = shown(web, "/obesvarade?delvis=true")

    assert "rymdraket" in seen
    assert "rymdraket" not in hidden


def test_where_no_answers_are_kept_the_page_says_so(service: Service, data: Path) -> None:
    with closing(AnswerKeeper(data, "f" * 64, days=0)) as keeping:
        silent = replace(service, answers=keeping)
        page = shown(TestClient(create_app(silent)), "/obesvarade")

    assert "LARDOM_KEEP_ANSWERS" in page


def test_a_document_says_who_may_see_it(guarded: Path, embedder: Embedder) -> None:
    with serving(guarded, embedder, GROUP) as service, client(service) as web:
        listed = {one["source"]: one for one in web.get("/api/v1/documents").json()["documents"]}
        access = {
            name: web.get(f"/api/v1/documents/{listed[name]['document_id']}").json()["access"]
            for name in (OPEN, HIDDEN)
        }

    assert access == {OPEN: ["everyone"], HIDDEN: [GROUP]}


def test_older_editions_are_told_to_those_who_may_see_them(
    data: Path, embedder: Embedder, tmp_path: Path
) -> None:
    own = copied(data, tmp_path / "data")
    with serving(own, embedder) as service, client(service) as web:
        listed = {one["source"]: one for one in web.get("/api/v1/documents").json()["documents"]}
        new = listed["beslut/uppdrag.md"]["document_id"]
        change = "UPDATE documents SET superseded_by = ? WHERE source = ?"
        in_record(own, change, new, "anteckning.txt")
        open_to_all = web.get(f"/api/v1/documents/{new}").json()
        rule = "UPDATE documents SET access = ? WHERE source = ?"
        in_record(own, rule, to_column([GROUP]), "anteckning.txt")
        closed = web.get(f"/api/v1/documents/{new}").json()

    assert [one["source"] for one in open_to_all["older_editions"]] == ["anteckning.txt"]
    assert closed["older_editions"] == []


def test_a_search_is_asked_instead_with_what_it_was_narrowed_to(web: TestClient) -> None:
    chosen = "publisher=Digg&year=2019&kind=report"

    text = html.unescape(web.get(f"/sok?q=risk&{chosen}").text)

    asked = "/?q=risk&publisher=Digg&kind=report&first_year=2019&last_year=2019"
    assert f'href="{asked}"' in text
