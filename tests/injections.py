"""Texts that try to be markup, and a library that has them wherever a text can come in.

A text that gets through calls `reached(way)`, asks for an address with `ondska` in it, or leaves an
element with that name behind; the way it came in stands in it for `WAY`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.embedding import Embedder
from ingest.register.types import Row
from ingest.sync import sync
from ingest.work import Library
from tests.registering import collection, project, take_file_in

EVIL = "ondska"
WORKBOOK = "insamling.xlsx"
AGENCY = "Exempelverket"
_CALL = "reached('WAY')"
_IMAGE = f"<img id={EVIL} src onerror={_CALL}>"
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Way(StrEnum):
    """How a text comes in."""

    QUESTION = "question"
    TITLE = "title"
    FILE_NAME = "file name"
    METADATA = "metadata"
    PASSAGE = "passage"
    PROJECT = "project name"


PAYLOADS = {
    "script": f"<script id={EVIL}>{_CALL}</script>",
    "script that ends one": f"</script><script id={EVIL}>{_CALL}</script>",
    "event attribute": f'<img id={EVIL} src="/{EVIL}" onerror="{_CALL}">',
    "svg with onload": f'<svg id={EVIL} onload="{_CALL}"><a>WAY</a></svg>',
    "javascript address": f'<a id={EVIL} href="javascript:{_CALL}">WAY</a>',
    "data address": f'<a id={EVIL} href="data:text/html,<script>{_CALL}</script>">WAY</a>',
    "template literal": f"${{{_CALL}}} `${{{_CALL}}}` {{{{{_CALL}}}}} {{% {_CALL} %}} WAY",
    "mutation of a form": f"<form><math><mtext></form><form><mglyph><style></math>{_IMAGE} WAY",
    "mutation of a comment": f'<noscript><p title="</noscript>{_IMAGE}"> WAY',
    "css in an attribute": f'" style="background:url(/{EVIL});position:fixed" id="{EVIL}" WAY x="',
    "style with import": f"<style id={EVIL}>@import '/{EVIL}'; * {{ display: none }}</style> WAY",
    "entities": f"&lt;img id={EVIL} src onerror={_CALL}&gt; &#60;b id={EVIL}&#62;WAY&#60;/b&#62;",
    "turned and wide letters": f"\u202etpircs\u202c ＜script＞{_CALL}＜/script＞ \u2066WAY\u2069",
    "markdown image": f"![WAY](/{EVIL}.png) [WAY](javascript:{_CALL})",
    "refresh": f'<meta id={EVIL} http-equiv="refresh" content="0;url=/{EVIL}"> WAY',
    "frame with srcdoc": f'<iframe id={EVIL} srcdoc="<script>top.{_CALL}</script>"></iframe> WAY',
    "focus": f"<input id={EVIL} autofocus onfocus={_CALL}> WAY",
    "base address": f'<base id={EVIL} href="https://{EVIL}.invalid/"> WAY',
    "form": f'<form id={EVIL} action="https://{EVIL}.invalid/"><button>WAY</button></form>',
    "names that cover others": f'<a id="{EVIL}" name="words"></a><form name="document"> WAY',
}
"""Twenty of them, by what they try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Injected:
    """A payload, and the words of the document that has it in four ways."""

    number: int
    payload: str

    @property
    def word(self) -> str:
        """What only this document is about, and the question for it."""
        return f"{WORDS[self.number]}pumparna"

    @property
    def question(self) -> str:
        """What asks for the passage."""
        return f"Vad kostade {self.word}?"

    def text(self, way: Way) -> str:
        """The payload as it comes in that way.

        A file's name has no empty parts, and is refused with signs that turn letters round.
        """
        text = self.payload.replace("WAY", way)
        return _TURNING.sub("", text).replace("//", "/") if way is Way.FILE_NAME else text

    @property
    def source(self) -> str:
        """The file's name; each slash in it makes what stands before it a folder."""
        ending = ".md" if self.number % 2 else ".txt"
        return f"{self.text(Way.FILE_NAME)}{ending}"


WORDS = (
    *("Adel", "Björk", "Cykel", "Drake", "Elefant", "Fjäll", "Glas", "Hamn", "Isbjörn", "Järn"),
    *("Korp", "Lönn", "Mossa", "Nejlike", "Orkan", "Päron", "Råg", "Skiffer", "Tegel", "Ugn"),
)
INJECTED = tuple(Injected(number=n, payload=text) for n, text in enumerate(PAYLOADS.values()))


def hostile_library(folder: Path, embedder: Embedder) -> Path:
    """A data folder with a document and a project for each payload."""
    material, data = folder / "material", folder / "data"
    for one in INJECTED:
        for name, text in _files(one):
            path = material / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    sync(Library(data=data, embedder=embedder, workers=1), [material])
    take_file_in(data, list(_projects()), collection(), folder / WORKBOOK)
    return data


def _files(one: Injected) -> Iterator[tuple[str, str]]:
    """The document, its metadata in its head or in a file beside it."""
    metadata = one.text(Way.METADATA)
    told = {
        "title": f"{one.text(Way.TITLE)} {one.word}",
        "publisher": metadata,
        "project": [metadata],
        "system": [metadata],
        "date": "2024-01-02",
    }
    known = "".join(f"{name}: {json.dumps(value)}\n" for name, value in told.items())
    body = (
        f"{one.word} kostade {one.number + 20} miljoner kronor {one.text(Way.PASSAGE)} under året."
    )
    if one.source.endswith(".md"):
        yield one.source, f"---\n{known}---\n\n{body}\n"
    else:
        yield one.source, f"{body}\n"
        yield f"{one.source}.meta.yaml", known


def _projects() -> Iterator[Row]:
    """A project each; names alone would take some of them for one that is told of twice."""
    for n, one in enumerate(INJECTED):
        name = one.text(Way.PROJECT)
        told = {"purpose": f"{name} nytta", "start": f"{1990 + n}-0{n % 9 + 1}-01"}
        yield project(n + 2, AGENCY, name, **told, budget=3.0**n, outcome=9e9)
