"""Slides (.pptx): a page for each slide, hidden ones too, its text in reading order.

The title of a slide is a heading; its speaker notes stand after its text. Dates, footers and
slide numbers are left out. Knows nothing about pictures and charts, and says where they stand.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO

import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide

from ingest.errors import LoadError
from ingest.loaders.slide_text import Block, Budget, blocks_of, has_unread
from ingest.loaders.zipped import OF_DOCUMENTS, Packed
from ingest.types import Extract, Heading, Page, Span

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIMITS = replace(OF_DOCUMENTS, named="PowerPoint-filen")
_MOST_SLIDES = 5000
_MOST_CHARACTERS = 32_000_000
_READ = (".xml", ".rels")
_BETWEEN = "\n\n"
_PROPERTIES = ("title", "author", "subject")
_EMPTY_TITLES = frozenset({"powerpoint presentation", "powerpoint-presentation"})


def load(content: bytes) -> Extract:
    """Read a .pptx file; raise `LoadError` when it is encrypted, broken or something else."""
    _check(content)
    slim = _without_media(Packed(content, _LIMITS))
    try:
        return _extract(pptx.Presentation(slim))
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # python-pptx lets lxml's, zipfile's and its own errors out
        raise _damaged("innehållet går inte att tolka") from error


def _check(content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        raise LoadError(
            "filen är lösenordsskyddad eller i det äldre formatet .ppt.",
            "Öppna den i PowerPoint, ta bort lösenordet och spara den som .pptx.",
        )
    if not content.startswith(b"PK"):
        raise LoadError(
            "filen är ingen PowerPoint-fil, trots filändelsen.",
            "Kontrollera filändelsen, eller spara om presentationen som .pptx.",
        )


def _damaged(why: str) -> LoadError:
    return LoadError(
        f"PowerPoint-filen är skadad och kan inte läsas ({why}).",
        "Öppna den i PowerPoint eller LibreOffice, spara en ny kopia som .pptx och lägg in den.",
    )


def _without_media(packed: Packed) -> BytesIO:
    """The same file with its pictures, films and fonts emptied: they are never unpacked."""
    slim = BytesIO()
    with zipfile.ZipFile(slim, "w") as target:
        for name in packed.names:
            is_read = name.lower().endswith(_READ)
            target.writestr(name, packed.read(name) if is_read else b"")
    return slim


@dataclass(slots=True, kw_only=True)
class _Text:
    """The text so far, and the places in it of slides and headings."""

    parts: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    length: int = 0

    def add(self, blocks: list[Block]) -> None:
        """Take in the next slide."""
        number = len(self.pages) + 1
        start = place = self.length + (len(_BETWEEN) if self.pages else 0)
        for block in blocks:
            if block.is_title:
                self.headings.append(Heading(level=1, title=block.text, start=place))
            place += len(block.text) + len(_BETWEEN)
        text = _BETWEEN.join(block.text for block in blocks)
        self.length = start + len(text)
        span = Span(start=start, end=self.length)
        self.pages.append(Page(number=number, label=str(number), span=span, body=span))
        self.parts.append(text)


def _extract(file: Presentation) -> Extract:
    if len(file.slides) > _MOST_SLIDES:
        raise _too_large(f"{len(file.slides)} bilder, mer än gränsen {_MOST_SLIDES}")
    if len({slide.part.partname for slide in file.slides}) < len(file.slides):
        raise _damaged("samma bild står flera gånger i den")
    text, budget = _Text(), Budget()
    unread = []
    for number, slide in enumerate(file.slides, start=1):
        text.add(_slide_blocks(slide, budget))
        if text.length > _MOST_CHARACTERS:
            raise _too_large(f"mer än {_MOST_CHARACTERS} tecken")
        if has_unread(slide.shapes):
            unread.append(str(number))
    return Extract(
        text=_BETWEEN.join(text.parts),
        pages=tuple(text.pages),
        headings=tuple(text.headings),
        properties=_properties(file),
        notices=tuple(_missing(unread)),
    )


def _slide_blocks(slide: Slide, budget: Budget) -> list[Block]:
    found = list(blocks_of(slide.shapes, budget))
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if notes is not None and (said := notes.text.replace("\v", "\n").strip()):
        found += [Block(text="Anteckningar"), Block(text=said)]
    return found


def _missing(unread: list[str]) -> Iterator[str]:
    if unread:
        yield (
            f"Diagram läses inte (bild {', '.join(unread)}). "
            "Skriv det viktiga ur dem som text på bilden eller i dess anteckningar."
        )


def _too_large(what: str) -> LoadError:
    return LoadError(f"presentationen har {what}.", "Dela den i flera filer.")


def _properties(file: Presentation) -> tuple[tuple[str, str], ...]:
    core = file.core_properties
    found = [(name, str(getattr(core, name) or "").strip()) for name in _PROPERTIES]
    if core.created is not None:
        found.append(("created", core.created.date().isoformat()))
    return tuple((name, said) for name, said in found if said and said.lower() not in _EMPTY_TITLES)
