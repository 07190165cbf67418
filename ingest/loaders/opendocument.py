"""OpenDocument texts (.odt): headings, paragraphs, lists and tables as they stand. No pages.

Notes follow the paragraph they belong to. What is deleted but tracked, comments and made
tables of contents are left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from ingest.errors import LoadError
from ingest.loaders.opendocument_text import blocks_of, is_text, qualified
from ingest.loaders.zipped import OF_DOCUMENTS, Packed
from ingest.types import Extract, Heading

_LIMITS = replace(OF_DOCUMENTS, named="ODT-filen")
_MOST_HEADINGS = 20_000  # what more there is stays in the text
_BETWEEN = "\n\n"
_CONTENT, _META, _MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
_DAY = len("2024-01-31")
_PROPERTIES = (
    ("title", "dc:title"),
    ("author", "meta:initial-creator"),
    ("author", "dc:creator"),
    ("subject", "dc:subject"),
    ("created", "meta:creation-date"),
)


def load(content: bytes) -> Extract:
    """Read an .odt file; raise `LoadError` when it is encrypted, broken or something else."""
    if not content.startswith(b"PK"):
        raise LoadError(
            "filen är ingen ODT-fil, trots filändelsen.",
            "Kontrollera filändelsen, eller spara om dokumentet som .odt.",
        )
    packed = Packed(content, _LIMITS)
    _check(packed)
    try:
        return _extract(packed)
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # lxml's errors, and too deep nesting
        raise LoadError(
            "ODT-filen är skadad och kan inte läsas.",
            "Öppna den i LibreOffice, spara en ny kopia som .odt och lägg in den.",
        ) from error


def _check(packed: Packed) -> None:
    manifest = packed.read(_MANIFEST) if _MANIFEST in packed.names else b""
    if b"encryption-data" in manifest or "encrypted-package" in packed.names:
        raise LoadError(
            "ODT-filen är lösenordsskyddad.",
            "Öppna den i LibreOffice, spara en kopia utan lösenord och lägg in kopian.",
        )
    if _CONTENT not in packed.names:
        raise _other()


def _other() -> LoadError:
    return LoadError(
        "filen är inget textdokument i OpenDocument-format, trots filändelsen.",
        "Kontrollera filändelsen, eller spara om dokumentet som .odt.",
    )


def _extract(packed: Packed) -> Extract:
    document = _parsed(packed.read(_CONTENT))
    if not is_text(document):
        raise _other()
    parts: list[str] = []
    headings: list[Heading] = []
    offset = 0
    for block in blocks_of(document):
        if block.level and len(headings) < _MOST_HEADINGS:
            headings.append(Heading(level=block.level, title=block.text, start=offset))
        parts.append(block.text)
        offset += len(block.text) + len(_BETWEEN)
    return Extract(
        text=_BETWEEN.join(parts),
        headings=tuple(headings),
        properties=tuple(_properties(packed)),
    )


def _parsed(content: bytes) -> etree._Element:
    """The root of an XML file; nothing outside it is fetched and no entity is filled in."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    return etree.fromstring(content, parser)


def _properties(packed: Packed) -> Iterator[tuple[str, str]]:
    """What meta.xml says, the first of each name; nothing where there is none."""
    if _META not in packed.names:
        return
    meta = _parsed(packed.read(_META))
    seen: set[str] = set()
    for name, tag in _PROPERTIES:
        said = " ".join((next(meta.iter(qualified(tag)), meta).text or "").split())
        if said and name not in seen:
            seen.add(name)
            yield name, said[:_DAY] if name == "created" else said
