"""What pypdf knows of a PDF beside its text: page labels, outline, properties.

What it cannot understand of a broken file is left out, and a notice tells of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TypeVar

import pypdf
from pypdf.generic import Destination

from ingest.loaders.pdf_headings import Bookmark

_OUTLINE_LIMIT = 5000
_MADE = re.compile(r"\s*(?:D:)?((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_PROPERTIES = ("title", "author", "subject")
_NO_LABELS = "Sidornas tryckta nummer går inte att läsa; sidorna räknas från 1."
_NO_OUTLINE = "Innehållsförteckningen går inte att läsa; rubrikerna är tagna ur texten."
_NO_PROPERTIES = "Filens egna uppgifter om titel och författare går inte att läsa."
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What pypdf knows of the file; empty where it cannot tell."""

    labels: tuple[str, ...] = ()
    outline: tuple[Bookmark, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


def structure_of(content: bytes) -> Structure:
    """What can be understood of the file; raises nothing but MemoryError."""
    lost: list[str] = []
    reader = cache(lambda: pypdf.PdfReader(BytesIO(content)))
    return Structure(
        labels=_tried(lambda: reader().page_labels, _NO_LABELS, lost),
        outline=_tried(lambda: _bookmarks(reader()), _NO_OUTLINE, lost),
        properties=_tried(lambda: _properties(reader()), _NO_PROPERTIES, lost),
        notices=tuple(lost),
    )


def _tried(
    read: Callable[[], Iterable[_Part]], otherwise: str, lost: list[str]
) -> tuple[_Part, ...]:
    """What is read; nothing, and `otherwise` among what is lost, when pypdf cannot."""
    try:
        return tuple(read())
    except MemoryError:
        raise
    except Exception:  # pypdf lets many kinds of error out of a broken file
        lost.append(otherwise)
        return ()


def _bookmarks(reader: pypdf.PdfReader) -> Iterator[Bookmark]:
    """The entries of the outline, in order, those without a page left out."""
    pending: list[tuple[int, object]] = [(1, entry) for entry in reversed(reader.outline)]
    for _ in range(_OUTLINE_LIMIT):
        if not pending:
            return
        level, entry = pending.pop()
        if isinstance(entry, list):
            pending += [(level + 1, below) for below in reversed(entry)]
        elif isinstance(entry, Destination):
            page = reader.get_destination_page_number(entry)
            if page is not None and entry.title:
                yield Bookmark(level=level, title=str(entry.title), page=page)


def _properties(reader: pypdf.PdfReader) -> list[tuple[str, str]]:
    found = reader.metadata
    if found is None:
        return []
    given = [(name, str(found.get(f"/{name.title()}") or "").strip()) for name in _PROPERTIES]
    made = _MADE.match(str(found.get("/CreationDate") or ""))
    dated = [("created", "-".join(made.groups()))] if made else []
    return [(name, value) for name, value in given if value] + dated
