"""Reads sitemaps (sitemaps.org): addresses, and further sitemaps. Knows nothing about fetching."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ingest.errors import FetchError
from ingest.web.unzipping import unzipped

LARGEST = 25 << 20
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address of a sitemap, and when it changed, as it is written there."""

    url: str
    changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What a sitemap names: documents, or further sitemaps."""

    places: tuple[Place, ...]
    further: tuple[Place, ...]


def read_sitemap(content: bytes) -> Sitemap:
    """The addresses of a sitemap, packed or not; raise FetchError for what is none."""
    root = _root(_unpacked(content))
    kind = etree.QName(root).localname
    if kind not in {"urlset", "sitemapindex"}:
        raise _no_sitemap(f"den är «{kind}»")
    found = tuple(_places(root))
    is_index = kind == "sitemapindex"
    return Sitemap(places=() if is_index else found, further=found if is_index else ())


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(_GZIP):
        return content
    unpacked = bytearray()
    for piece in unzipped([content]):
        unpacked += piece
        if len(unpacked) > LARGEST:
            raise FetchError(
                f"webbkartan är uppackad större än {LARGEST >> 20} MB.",
                "Ange i stället de webbkartor som den består av.",
            )
    return bytes(unpacked)


def _root(content: bytes) -> Any:
    """The root of the tree; nothing in it is expanded or fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_sitemap("den är inte giltig XML") from error
    if root.getroottree().docinfo.doctype:
        raise _no_sitemap("den har en dokumenttypsdeklaration")
    return root


def _places(root: Any) -> Iterator[Place]:
    for entry in root:
        said = {
            etree.QName(part).localname: (part.text or "").strip()
            for part in entry
            if isinstance(part.tag, str)
        }
        if said.get("loc"):
            yield Place(url=said["loc"], changed=said.get("lastmod", ""))


def _no_sitemap(why: str) -> FetchError:
    return FetchError(
        f"adressen är ingen webbkarta som går att läsa: {why}.",
        "Kontrollera adressen; en webbkarta heter ofta sitemap.xml och står i robots.txt.",
    )
