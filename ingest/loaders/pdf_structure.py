"""What a PDF says of itself beside its text: page labels, outline, properties.

What cannot be understood of a broken file is left out, and a notice tells of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import islice
from typing import TypeVar

import pypdf
import pypdfium2

from ingest.loaders.pdf_headings import Bookmark

_OUTLINE_LIMIT = 5000
_PROPERTIES = ("title", "author", "subject")
_CREATED = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_NO_LABELS = "Sidornas tryckta nummer går inte att läsa; sidorna räknas från 1."
_NO_OUTLINE = "Innehållsförteckningen går inte att läsa; rubrikerna är tagna ur texten."
_NO_PROPERTIES = "Filens egna uppgifter om titel och författare går inte att läsa."
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What the file says of itself; empty where it is silent or cannot be understood."""

    labels: tuple[str, ...] = ()
    outline: tuple[Bookmark, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


def structure_of(pdf: pypdfium2.PdfDocument, content: bytes) -> Structure:
    """What can be understood of the open file; raises nothing but MemoryError."""
    lost: list[str] = []
    return Structure(
        labels=_tried(lambda: _labels(pdf, content), _NO_LABELS, lost),
        outline=_tried(lambda: _bookmarks(pdf), _NO_OUTLINE, lost),
        properties=_tried(lambda: _properties(pdf), _NO_PROPERTIES, lost),
        notices=tuple(lost),
    )


def _tried(
    read: Callable[[], Iterable[_Part]], otherwise: str, lost: list[str]
) -> tuple[_Part, ...]:
    """What is read; nothing, and `otherwise` among what is lost, when that fails."""
    try:
        return tuple(read())
    except MemoryError:
        raise
    except Exception:  # a broken file's strings and numbers fail in many ways
        lost.append(otherwise)
        return ()


def _labels(pdf: pypdfium2.PdfDocument, content: bytes) -> list[str]:
    """The printed numbers of the pages; none where the file has no labels.

    A tree of labels that leads back into itself ends pdfium, and is for pypdf to find.
    """
    if b"/PageLabels" in content:
        return pypdf.PdfReader(BytesIO(content)).page_labels
    labels = [pdf.get_page_label(index) for index in range(len(pdf))]
    return labels if any(labels) else []


def _bookmarks(pdf: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    """The entries of the outline, in order, those without a page left out."""
    for entry in islice(pdf.get_toc(), _OUTLINE_LIMIT):
        destination = entry.get_dest()
        page = None if destination is None else destination.get_index()
        title = entry.get_title()
        if page is not None and title:
            yield Bookmark(level=entry.level + 1, title=title, page=page)


def _properties(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[str, str]]:
    for name in _PROPERTIES:
        if value := pdf.get_metadata_value(name.title()).strip():
            yield name, value
    if created := _day(pdf.get_metadata_value("CreationDate")):
        yield "created", created


def _day(said: str) -> str | None:
    """The day of a PDF's date, such as "D:20190612…", in ISO form; None where it is none."""
    found = _CREATED.match(said)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
