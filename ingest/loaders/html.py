"""Web pages: the main text and its headings by trafilatura, all text where that finds none.

Headings keep the anchors by which the page can be opened at them (see `html_anchors`).
Properties are only what the page declares of itself (title, meta elements); a date
guessed from the running text is not taken.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser

import trafilatura

from ingest.errors import LoadError
from ingest.loaders import markdown
from ingest.loaders.encoding import decode
from ingest.loaders.html_anchors import anchored
from ingest.loaders.html_escapes import put_back, set_aside
from ingest.types import Extract

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "title"})
_BLOCKS = frozenset("p div li tr br h1 h2 h3 h4 h5 h6 section article main table ul ol".split())
_EMPHASIS = re.compile(r"(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1")
_RULE = re.compile(r"^\|(?:-{3}\|)+\n", re.MULTILINE)
_META = {
    "author": "author",
    "publisher": "publisher",
    "dc.publisher": "publisher",
    "dcterms.publisher": "publisher",
    "og:site_name": "publisher",
    "og:title": "title",
    "dc.title": "title",
    "date": "date",
    "dc.date": "date",
    "dcterms.issued": "date",
    "article:published_time": "date",
    "og:url": "url",
    "og:type": "type",
}


def load(content: bytes) -> Extract:
    """Read a web page; raise `LoadError` when the bytes are not HTML."""
    source = decode(content)
    if "<" not in source:
        raise LoadError(
            "filen är ingen webbsida, trots filändelsen.",
            "Kontrollera filändelsen; ren text ska heta .txt.",
        )
    page = _Page()
    page.feed(source)
    main = _main_text(source)
    extract = markdown.parse(main) if main.strip() else Extract(text=page.text())
    headings = [replace(one, title=put_back(one.title)) for one in extract.headings]
    return Extract(
        text=put_back(extract.text),
        headings=anchored(headings, source),
        properties=tuple(page.properties.items()),
    )


def _main_text(source: str) -> str:
    """The main text as Markdown without emphasis, its escapes set aside, or nothing."""
    found = trafilatura.extract(
        source, output_format="markdown", include_formatting=True, include_comments=False
    )
    return _RULE.sub("", _EMPHASIS.sub(r"\2", set_aside(found or "")))


class _Page(HTMLParser):
    """All text of the page, and what it declares of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.properties: dict[str, str] = {}
        self._silent: list[str] = []
        self._parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self._parts.append("\n")
        elif tag == "meta":
            self._declare(given)

    def _declare(self, given: dict[str, str]) -> None:
        name = _META.get((given.get("name") or given.get("property") or "").lower())
        if name and given.get("content"):
            self.properties.setdefault(name, given["content"].strip())

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in _BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(re.sub(r"\s+", " ", data))
        elif self._silent == ["title"] and data.strip():
            self.properties.setdefault("title", " ".join(data.split()))

    def text(self) -> str:
        """The text of the page, one block a line."""
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)
