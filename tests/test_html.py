from html import escape

import pytest

from ingest.errors import LoadError
from ingest.loaders import html

PAGE = """<html lang="sv"><head><title>Sidans titel</title>
<meta property="article:published_time" content="2024-03-01"></head><body>
<nav><a href="/">Hem</a></nav><main><h1>Nyttorealisering</h1>
<p>Det finns <b>tre</b> steg i vägledningen som alla bör läsa noga innan arbetet börjar.</p>
<h2>Första steget</h2><p>Nyttan beskrivs av dem som ska få den, och mäts före och efter.</p>
</main></body></html>"""


def test_the_main_text_is_read_without_marks_of_emphasis() -> None:
    extract = html.load(PAGE.encode())

    assert "Det finns tre steg i vägledningen" in extract.text
    assert "Hem" not in extract.text


def test_headings_are_found_at_their_places() -> None:
    extract = html.load(PAGE.encode())

    assert [(h.level, h.title) for h in extract.headings] == [
        (1, "Nyttorealisering"),
        (2, "Första steget"),
    ]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


def test_what_the_page_declares_becomes_properties() -> None:
    properties = dict(html.load(PAGE.encode()).properties)

    assert properties == {"title": "Sidans titel", "date": "2024-03-01"}


def test_text_that_is_no_html_is_named_so() -> None:
    with pytest.raises(LoadError, match="ingen webbsida"):
        html.load(b"bara text")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Taggen <img src=x onerror=y> är farlig", id="markup"),
        pytest.param("a_b_c, 5 * 3, ~6, [7] och `åtta`", id="inline"),
        pytest.param("*viktigt* och **mer**", id="looks-like-emphasis"),
        pytest.param(r"C:\temp\_x och \\* slut", id="own-backslashes"),
        pytest.param("- ett streck", id="dash"),
        pytest.param("# ett nummer", id="hash"),
        pytest.param("> en pil", id="arrow"),
        pytest.param("1. en siffra", id="number"),
    ],
)
def test_signs_that_mean_something_in_markdown_stand_as_on_the_page(words: str) -> None:
    body = f"<p>{escape(words)}</p>" + "<p>Verket redovisar här vad arbetet kostade i år.</p>" * 4

    extract = html.load(f"<html><body><main>{body}</main></body></html>".encode())

    assert extract.text.splitlines()[0] == words
    assert extract.headings == ()


def test_escapes_in_a_heading_and_before_it_keep_its_place() -> None:
    body = "<p>Ett &lt;b&gt; och *två* får stå här i en längre mening om arbetet.</p>" * 4
    body += f"<h2>Fält a_b_c</h2>{body}"

    extract = html.load(f"<html><body><main>{body}</main></body></html>".encode())

    (heading,) = extract.headings
    assert heading.title == "Fält a_b_c"
    assert extract.text[heading.start :].startswith("Fält a_b_c\n")


def test_code_stands_as_it_is_written() -> None:
    body = r"<p>Skriv <code>a\_b \* c</code> i filen, så blir det som det ska vara i den.</p>" * 4

    extract = html.load(f"<html><body><main>{body}</main></body></html>".encode())

    assert r"a\_b \* c" in extract.text
