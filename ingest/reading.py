"""Reads one file of the material into a `Document`: load, describe, cut.

A function of the file and its sidecar alone; nothing here knows about processes, the record
or other files.
"""

import errno
import re
from dataclasses import replace
from pathlib import Path

from ingest import metadata
from ingest.archives import SUFFIX
from ingest.chunking import chunk
from ingest.errors import LoadError
from ingest.listing import list_archive
from ingest.loaders import format_inside, format_of
from ingest.originals import OriginalReader, reading_originals
from ingest.types import Document, Extract, Listing

TEXT_LIMIT = 60_000_000
_WHY = {
    errno.ENOENT: "den finns inte kvar",
    errno.EACCES: "åtkomst nekas",
    errno.ENAMETOOLONG: "sökvägen är för lång",
}
_HALF = re.compile("[\ud800-\udfff]")


def read_document(folder: Path, source: str) -> Document:
    """Read the file `source` below `folder`; raise `LoadError` when it cannot be read."""
    with reading_originals() as originals:
        return document_of(folder, source, originals)


def read_source(folder: Path, source: str, originals: OriginalReader) -> Document | Listing:
    """Read a file, or list what an archive holds; raise `LoadError` when it cannot be read."""
    is_archive = source.lower().endswith(SUFFIX) and (folder / source).is_file()
    return (list_source if is_archive else document_of)(folder, source, originals)


def list_source(folder: Path, source: str, originals: OriginalReader) -> Listing:
    """List what the archive `source` holds; raise `LoadError` when it cannot be read."""
    try:
        return list_archive(folder, source, originals)
    except OSError as error:
        raise _closed(error) from error


def document_of(folder: Path, source: str, originals: OriginalReader) -> Document:
    """As `read_document`, with what reads originals there already."""
    named = format_of(source)
    try:
        original = originals.read(folder / source)
    except OSError as error:
        raise _closed(error) from error
    kind = format_inside(named, original.content)
    extract = _checked(kind.load(original.content))
    return Document(
        source=source,
        content_hash=original.content_hash,
        media_type=kind.media_type,
        metadata=metadata.describe(extract, f"{folder.name}/{source}", original.sidecar.properties),
        text=extract.text,
        pages=extract.pages,
        headings=extract.headings,
        chunks=chunk(extract),
        access=original.sidecar.access,
        notices=extract.notices,
    )


def _closed(error: OSError) -> LoadError:
    return LoadError(
        f"filen kan inte öppnas ({_WHY.get(error.errno or 0, str(error.strerror))}).",
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
