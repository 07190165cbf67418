"""Headings of web pages and the anchors that are theirs, of pages as they are published."""

import pytest

from ingest.loaders import html
from ingest.loaders.html_anchors import LONGEST, anchored
from ingest.types import Heading

WORDS = "".join(
    f"<p>{who} redovisar här vad arbetet kostade, vad det gav, och vad som återstår att göra.</p>"
    for who in ("Myndigheten", "Projektet", "Verket", "Nämnden")
)


def page(body: str) -> bytes:
    return f"<!doctype html><html lang=sv><body><main>{body}</main></body></html>".encode()


def anchors(body: str) -> dict[str, str | None]:
    """The anchors of a page's headings, by their titles without the mark of a permalink."""
    return {one.title.rstrip("¶"): one.anchor for one in html.load(page(body)).headings}


@pytest.mark.parametrize(
    ("body", "anchor"),
    [
        pytest.param('<h2 id="kostnader">Kostnader</h2>', "kostnader", id="on-the-heading"),
        pytest.param('<h2><a id="k">Kostnader</a></h2>', "k", id="on-a-link-in-it"),
        pytest.param('<h2><a name="avsnitt2"></a>Kostnader</h2>', "avsnitt2", id="named-as-of-old"),
        pytest.param('<p><a name="a2"></a></p><h2>Kostnader</h2>', "a2", id="named-right-before"),
        pytest.param('<h2><span id="Kost">Kostnader</span></h2>', "Kost", id="on-words-in-it"),
        pytest.param(
            '<h2 id="k">Kostnader<a class="headerlink" href="#k">¶</a></h2>', "k", id="permalink"
        ),
        pytest.param('<section id="s"><h2>Kostnader</h2></section>', "s", id="on-its-section"),
        pytest.param(
            '<article id="a"><div><h2>Kostnader</h2>' + WORDS + "</div></article>",
            "a",
            id="further-in",
        ),
        pytest.param(
            '<div id="ytter"><div id="inner"><h2>Kostnader</h2></div></div>', "inner", id="nearest"
        ),
        pytest.param('<section id="s"><h2 id="h">Kostnader</h2></section>', "h", id="own-first"),
        pytest.param('<h2 id="kostnader-för-it">Kostnader</h2>', "kostnader-för-it", id="swedish"),
        pytest.param('<p><a id="x"></a>Ord emellan.</p><h2>Kostnader</h2>', None, id="of-words"),
        pytest.param('<p><a id="x">Länk</a></p><h2>Kostnader</h2>', None, id="of-a-link"),
        pytest.param('<p id="x">Stycke.</p><h2>Kostnader</h2>', None, id="of-a-paragraph"),
        pytest.param("<h2>Kostnader</h2>", None, id="none"),
    ],
)
def test_a_heading_has_the_anchor_that_is_its_own(body: str, anchor: str | None) -> None:
    found = anchors(f"{body}{WORDS}")

    assert found["Kostnader"] == anchor


def test_only_the_first_heading_of_a_section_has_its_anchor() -> None:
    found = anchors(
        f'<div id="rapport"><h1>Rapporten</h1>{WORDS}<h2>Kostnader</h2>{WORDS}'
        f'<section id="nytta"><h2>Nytta</h2>{WORDS}<h3>Mätning</h3>{WORDS}</section></div>'
    )

    assert found == {"Rapporten": "rapport", "Kostnader": None, "Nytta": "nytta", "Mätning": None}


def test_headings_of_menus_take_no_part() -> None:
    content = (
        '<html><body><nav><h2 id="meny">Innehåll</h2><a href="/">Hem</a></nav>'
        f'<main><h1 id="topp">Rapport</h1>{WORDS}<h2 id="k">Kostnader</h2>{WORDS}</main>'
        '<footer><h2 id="fot">Kontakta oss</h2></footer></body></html>'
    )

    found = html.load(content.encode()).headings

    assert [(one.title, one.anchor) for one in found] == [("Rapport", "topp"), ("Kostnader", "k")]


def test_headings_of_the_same_words_have_each_their_own() -> None:
    content = page(
        f'<h2 id="a">Fall ett</h2>{WORDS}<h3 id="a-r">Resultat</h3>{WORDS}'
        f'<h2 id="b">Fall två</h2>{WORDS}<h3 id="b-r">Resultat</h3>{WORDS}'
    )

    found = html.load(content).headings

    assert [one.anchor for one in found] == ["a", "a-r", "b", "b-r"]


def test_a_heading_that_may_be_any_of_two_places_has_no_anchor() -> None:
    source = '<h2 id="meny">Resultat</h2><h2 id="text">Resultat</h2><h2 id="slut">Slut</h2>'
    read = [Heading(level=2, title="Resultat", start=0), Heading(level=2, title="Slut", start=9)]

    found = anchored(read, source)

    assert [one.anchor for one in found] == [None, "slut"]


def test_a_heading_that_the_source_does_not_have_stands_in_no_ones_way() -> None:
    read = [Heading(level=2, title=title, start=0) for title in ("Ett", "Annat", "Två")]

    found = anchored(read, '<h2 id="e">Ett</h2><h3 id="a">Annat</h3><h2 id="t">Två</h2>')

    assert [one.anchor for one in found] == ["e", None, "t"]


@pytest.mark.parametrize(
    "anchor",
    [
        pytest.param("två ord", id="blank"),
        pytest.param("rad\nbrytning", id="line-break"),
        pytest.param("hårt\xa0blank", id="no-break-space"),
        pytest.param("\x1b[31mröd", id="control-character"),
        pytest.param("\u202egnissalab", id="turned-writing"),
        pytest.param("å" * (LONGEST + 1), id="overlong"),
        pytest.param("", id="empty"),
    ],
)
def test_an_anchor_that_is_no_plain_word_is_not_taken(anchor: str) -> None:
    found = anchors(f'<h2 id="{anchor}">Kostnader</h2>{WORDS}')

    assert found == {"Kostnader": None}


@pytest.mark.parametrize(
    ("written", "anchor"),
    [
        pytest.param("&quot;&gt;&lt;script&gt;", '"><script>', id="markup"),
        pytest.param("javascript:alert(1)", "javascript:alert(1)", id="script"),
        pytest.param("a" * LONGEST, "a" * LONGEST, id="just-short-enough"),
    ],
)
def test_any_other_word_is_an_anchor_as_it_stands(written: str, anchor: str) -> None:
    found = anchors(f'<h2 id="{written}">Kostnader</h2>{WORDS}')

    assert found == {"Kostnader": anchor}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param(
            f'<h2 id="k">Kostnader</h2>{WORDS}<h2 id="k">Nytta</h2>{WORDS}',
            {"Kostnader": "k", "Nytta": None},
            id="two-headings",
        ),
        pytest.param(
            f'<p id="k">Ord.</p><h2 id="k">Kostnader</h2>{WORDS}<h2 id="n">Nytta</h2>{WORDS}',
            {"Kostnader": None, "Nytta": "n"},
            id="words-before-it",
        ),
        pytest.param(
            f'<p><a name="k">Ord.</a></p><h2 id="k">Kostnader</h2>{WORDS}',
            {"Kostnader": "k"},
            id="an-id-goes-before-a-name",
        ),
        pytest.param(
            f'<h2><a name="k">Kostnader</a></h2>{WORDS}<h2><a name="k">Nytta</a></h2>{WORDS}',
            {"Kostnader": "k", "Nytta": None},
            id="two-names",
        ),
    ],
)
def test_an_anchor_that_the_page_uses_twice_is_of_the_place_that_browsers_open(
    body: str, found: dict[str, str | None]
) -> None:
    assert anchors(body) == found


def test_headings_that_are_left_open_are_read_as_a_browser_reads_them() -> None:
    found = anchors(f'<h2 id="k">Kostnader</h2>{WORDS}<div id="d"><h2>Nytta</h2>{WORDS}')

    assert found == {"Kostnader": "k", "Nytta": "d"}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<div id=a>" * 50_000 + "<h2>Slut</h2>", id="deep"),
        pytest.param("<h2 id=x>Öppen " * 20_000, id="open-headings"),
        pytest.param("", id="empty"),
    ],
)
def test_a_broken_page_costs_no_heading(source: str) -> None:
    read = [Heading(level=2, title="Slut", start=0)]

    found = anchored(read, source)

    assert [(one.title, one.anchor) for one in found] == [("Slut", None)]
