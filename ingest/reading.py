"""Reads one file of the material into a `Document`: load, describe, cut.

A pure function of the file and its sidecar; nothing here knows about processes, the record
or other files.
"""

import hashlib
from pathlib import Path

from ingest import metadata
from ingest.chunking import chunk
from ingest.errors import LoadError
from ingest.loaders import format_of
from ingest.sidecar import Sidecar, read_sidecar
from ingest.types import Document

SIZE_LIMIT = 200 << 20


def read_document(folder: Path, source: str) -> Document:
    """Read the file `source` below `folder`; raise `LoadError` when it cannot be read."""
    path = folder / source
    kind = format_of(source)
    try:
        content, sidecar = _content(path), read_sidecar(path)
    except OSError as error:
        raise LoadError(
            f"filen kan inte öppnas ({error.strerror or type(error).__name__}).",
            "Kontrollera att den finns kvar och att du har rätt att läsa den.",
        ) from error
    extract = kind.load(content)
    if not extract.text.strip():
        raise LoadError("filen innehåller ingen text.", "Kontrollera att rätt fil lades in.")
    return Document(
        source=source,
        content_hash=_hash(content, sidecar),
        media_type=kind.media_type,
        metadata=metadata.describe(extract, source, sidecar.properties),
        text=extract.text,
        pages=extract.pages,
        headings=extract.headings,
        chunks=chunk(extract),
        access=sidecar.access,
        notices=extract.notices,
    )


def content_hash(path: Path) -> str:
    """The SHA-256, in hex, that `read_document` gives the file: of its and its sidecar's bytes.

    Raises `LoadError` for a sidecar that cannot be understood, `OSError` for a missing file.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(read_sidecar(path).content)
    return digest.hexdigest()


def _hash(content: bytes, sidecar: Sidecar) -> str:
    return hashlib.sha256(content + sidecar.content).hexdigest()


def _content(path: Path) -> bytes:
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        raise LoadError(
            f"filen är {size >> 20} MB, mer än gränsen {SIZE_LIMIT >> 20} MB.",
            "Dela dokumentet i flera filer.",
        )
    if not size:
        raise LoadError("filen är tom.", "Hämta eller spara filen på nytt.")
    return path.read_bytes()
