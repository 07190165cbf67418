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
