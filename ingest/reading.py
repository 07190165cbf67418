"""Reads one file of the material into a `Document`: load, describe, cut.

A function of the file and its sidecar alone; nothing here knows about processes, the record
or other files.
"""

import re
from dataclasses import replace
from pathlib import Path

from ingest import metadata
from ingest.aids import NO_AIDS, Aids
from ingest.archives import is_archive
from ingest.chunking import chunk
from ingest.errors import LoadError
from ingest.listing import list_archive
from ingest.loaders import format_inside, format_of
from ingest.originals import OriginalReader, reading_originals
from ingest.resemblance import sketch_of
from ingest.system_errors import in_swedish
from ingest.types import Document, Extract, Listing

TEXT_LIMIT = 60_000_000
_HALF = re.compile("[\ud800-\udfff]")


def read_document(folder: Path, source: str, aids: Aids = NO_AIDS) -> Document:
    """Read the file `source` below `folder`; raise `LoadError` when it cannot be read."""
    with reading_originals() as originals:
        return SourceReader(folder, originals, aids).document(source)


class SourceReader:
    """Reads the sources below a folder, with the help that there is."""

    def __init__(self, folder: Path, originals: OriginalReader, aids: Aids = NO_AIDS) -> None:
        self._folder = folder
        self._originals = originals
        self._aids = aids

    def read(self, source: str) -> Document | Listing:
        """Read a file, or list what an archive holds; raise `LoadError` when that fails."""
        holds_members = is_archive(source) and (self._folder / source).is_file()
        return self.listing(source) if holds_members else self.document(source)

    def listing(self, source: str) -> Listing:
        """List what the archive `source` holds; raise `LoadError` when it cannot be read."""
        try:
            return list_archive(self._folder, source, self._originals)
        except OSError as error:
            raise _closed(error) from error

    def document(self, source: str) -> Document:
        """Read a file; raise `LoadError` when it cannot be read."""
        named = format_of(source)
        try:
            original = self._originals.read(self._folder / source)
        except OSError as error:
            raise _closed(error) from error
        kind = format_inside(named, original.content)
        extract = _checked(kind.load(original.content, self._aids))
        known = original.sidecar.properties
        return Document(
            source=source,
            content_hash=original.content_hash,
            file_hash=original.file_hash,
            media_type=kind.media_type,
            metadata=metadata.describe(extract, f"{self._folder.name}/{source}", known),
            text=extract.text,
            pages=extract.pages,
            headings=extract.headings,
            chunks=chunk(extract),
            access=original.sidecar.access,
            own_access=original.sidecar.said_access,
            notices=extract.notices,
            sketch=sketch_of(extract.text),
        )


def _closed(error: OSError) -> LoadError:
    return LoadError(
        f"filen kan inte öppnas ({in_swedish(error)}).",
        "Kontrollera att den finns kvar och att du har rätt att läsa den.",
    )


def _checked(extract: Extract) -> Extract:
    """The extract, if its text is one that can be kept; halves of signs are replaced by �."""
    if not extract.text.strip():
        raise LoadError("filen innehåller ingen text.", "Kontrollera att rätt fil lades in.")
    if len(extract.text) > TEXT_LIMIT:
        raise LoadError(
            f"filen har {len(extract.text) // 1_000_000} miljoner tecken text, fler än gränsen "
            f"{TEXT_LIMIT // 1_000_000} miljoner.",
            "Dela dokumentet i flera filer.",
        )
    return replace(
        extract,
        text=_whole(extract.text),
        headings=tuple(replace(one, title=_whole(one.title)) for one in extract.headings),
        pages=tuple(replace(one, label=_whole(one.label)) for one in extract.pages),
    )


def _whole(text: str) -> str:
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)
