"""The links of a web page. Knows nothing about fetching."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from ingest.errors import FetchError, LoadError
from ingest.loaders.encoding import decode
from ingest.web.urls import Url, joined

LARGEST = 10 << 20
MOST_LINKS = 20_000


def links_of(content: bytes, page: Url) -> tuple[Url, ...]:
    """Where a page's links lead, each once, in its order; what is no web address is left out.

    Raises:
        FetchError: it is empty, or no page.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(decode(content).encode(), parser)
    except LoadError as error:
        raise FetchError("adressen är ingen webbsida.", "Skriv den som url, inte links.") from error
    except etree.XMLSyntaxError as error:
        raise _empty() from error
    if root is None:
        raise _empty()
    bases = _urls((base.get("href") for base in root.iter("base")), page)
    base = next(bases, page)
    found = _urls((link.get("href") for link in root.iter("a", "area")), base)
    return tuple(dict.fromkeys(islice(found, MOST_LINKS)))


def is_pdf(url: Url) -> bool:
    """True when the address says that it is one of a PDF."""
    return PurePosixPath(unquote(url.path)).suffix.lower() == ".pdf"


def _urls(references: Iterable[str | None], base: Url) -> Iterator[Url]:
    for reference in references:
        if not reference or reference.startswith("#"):
            continue
        try:
            yield joined(base, reference)
        except FetchError:  # mailto:, javascript: and the like
            continue


def _empty() -> FetchError:
    return FetchError("sidan är tom.", "Kontrollera adressen i en webbläsare.")
