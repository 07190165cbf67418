"""Reads the training data: public-sector texts cut into passages, and English-Swedish pairs.

Knows the two layouts of the data, gzipped JSON lines of {title, text} and of {en, sv}.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PARALLEL = "parallel_en_sv.jsonl.gz"

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9”\"–-])")
_SECTION_NUMBER = re.compile(r"^[\d\s\w]{0,6}§")
_SHORTEST_SENTENCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some paragraphs below one heading, as sentences in order; `document` counts from 0."""

    document: int
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The same word or sentence in English and in Swedish."""

    english: str
    swedish: str


def read_passages(folder: Path, longest: int) -> Iterator[Passage]:
    """Every passage of the texts in `folder`, of about `longest` characters at most."""
    number = 0
    for file in sorted(folder.glob("*.jsonl.gz")):
        if file.name == PARALLEL:
            continue
        for row in _rows(file):
            yield from _passages(number, row["title"], row["text"], longest)
            number += 1


def read_translations(folder: Path) -> list[Translation]:
    """The English-Swedish pairs, in the order of the file; none where the file is missing."""
    file = folder / PARALLEL
    if not file.exists():
        return []
    return [
        Translation(english=row["en"], swedish=row["sv"].replace("|", "")) for row in _rows(file)
    ]


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _passages(document: int, title: str, text: str, longest: int) -> Iterator[Passage]:
    for heading, paragraphs in _sections(title, text):
        for group in _groups(paragraphs, longest):
            sentences = tuple(_sentences(group))
            if sentences:
                yield Passage(document=document, heading=heading, sentences=sentences)


def _sections(title: str, text: str) -> Iterator[tuple[str, list[str]]]:
    """The paragraphs below each heading; a heading that is only a number opens no section."""
    heading, paragraphs = title, list[str]()
    for line in filter(None, map(str.strip, _LINK.sub(r"\1", text).split("\n"))):
        name = line.lstrip("#").strip()
        if not line.startswith("#"):
            paragraphs.append(line)
        elif name and name != title and not _SECTION_NUMBER.match(name):
            yield heading, paragraphs
            heading, paragraphs = f"{name}. {title}", []
    yield heading, paragraphs


def _groups(paragraphs: Iterable[str], longest: int) -> Iterator[list[str]]:
    """Paragraphs that follow on each other, as many as stay within `longest` characters."""
    group, length = list[str](), 0
    for paragraph in paragraphs:
        if group and length + len(paragraph) > longest:
            yield group
            group, length = [], 0
        group.append(paragraph)
        length += len(paragraph)
    if group:
        yield group


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        for sentence in _SENTENCE_END.split(paragraph):
            if len(sentence) >= _SHORTEST_SENTENCE:
                yield sentence
