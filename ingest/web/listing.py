"""From a list of sources to the addresses that it wants: pages and sitemaps are read for theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from ingest.errors import FetchError
from ingest.types import Failure, Skipped
from ingest.web import links, sitemaps
from ingest.web.fetching import Fetcher
from ingest.web.sitemaps import Place, read_sitemap
from ingest.web.sources import Form, Source
from ingest.web.types import Unfetched, Wanted
from ingest.web.urls import Url, parse_url

MOST_SITEMAPS = 200
DEEPEST = 3


@dataclass(slots=True, kw_only=True)
class Listing:
    """What a list wants, while it is read: each address once, from the first entry that has it.

    `unread` are the entries, by origin, whose addresses could not be told in this run.
    """

    wanted: dict[str, Wanted] = field(default_factory=dict)
    unread: dict[str, Source] = field(default_factory=dict)
    failed: list[Unfetched] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def want(self, source: Source, place: Place) -> None:
        """Add an address of an entry."""
        self.wanted.setdefault(
            place.url,
            Wanted(
                url=place.url,
                origin=source.origin,
                properties=source.properties,
                access=source.access,
                inside=source.inside,
                changed=place.changed,
            ),
        )

    def fail(self, source: Source, error: FetchError) -> None:
        """Tell why an entry's addresses are not known; what it gave before is kept."""
        self.unread[source.origin] = source
        failure = Failure(
            source=str(source.url),
            reason=error.reason,
            remedy=f"{error.remedy} Har något hämtats därifrån förut är det kvar.",
        )
        self.failed.append(Unfetched(failure=failure, access=source.access))


class Lister:
    """Reads the entries of a list. Documents go before those that pages and sitemaps name."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    def documents(self, sources: Iterable[Source]) -> Listing:
        """A listing with the addresses that stand in the list itself."""
        listing = Listing()
        for source in sources:
            if source.form is Form.DOCUMENT:
                listing.want(source, Place(url=str(source.url), changed=""))
        return listing

    def read(self, source: Source, listing: Listing) -> None:
        """Add the addresses that a page or a sitemap names; where it cannot be read, say so."""
        try:
            places = list(self._places(source))
        except FetchError as error:
            listing.fail(source, error)
            return
        if not places:
            listing.fail(source, _names_nothing(source))
            return
        for place in places[: source.limit]:
            listing.want(source, place)
        if over := len(places) - source.limit:
            told = f"{over} adresser utöver gränsen {source.limit}; höj limit i källistan"
            listing.skipped += [Skipped(source=str(source.url), reason=told)] if over > 0 else []

    def _places(self, source: Source) -> Iterator[Place]:
        """The addresses that a page or a sitemap names and the entry wants, each once."""
        found = self._links(source) if source.form is Form.LINKS else self._sitemap(source)
        seen: set[str] = set()
        for place, usual in found:
            if place.url not in seen and source.wants(place.url, unless_said=usual):
                seen.add(place.url)
                yield place

    def _links(self, source: Source) -> Iterator[tuple[Place, bool]]:
        page, content = self._content(source.url, source, links.LARGEST)
        for url in links.links_of(content, page):
            yield Place(url=str(url), changed=""), links.is_pdf(url)

    def _sitemap(self, source: Source) -> Iterator[tuple[Place, bool]]:
        """What a sitemap names, and those that it names in its turn; each is read once."""
        waiting, seen = [(source.url, 0)], {source.url}
        while waiting:
            url, depth = waiting.pop(0)
            sitemap = read_sitemap(self._content(url, source, sitemaps.LARGEST)[1])
            for place, there in _of_site(sitemap.places, source.url):
                yield Place(url=str(there), changed=place.changed), True
            for _, there in _of_site(sitemap.further, source.url):
                if there not in seen:
                    seen.add(there)
                    waiting.append((there, depth + 1))
            if len(seen) > MOST_SITEMAPS or depth > DEEPEST:
                raise FetchError(
                    f"webbkartan består av fler än {MOST_SITEMAPS} kartor, eller av kartor i "
                    f"fler än {DEEPEST} led.",
                    "Ange de kartor som behövs var för sig.",
                )

    def _content(self, url: Url, source: Source, most: int) -> tuple[Url, bytes]:
        """Where a page or sitemap was found at last, and its bytes."""
        found = BytesIO()
        reply = self._fetcher.fetch(url, self._fetcher.wish(source.inside, most), found)
        return parse_url(reply.url), found.getvalue()


def _of_site(places: Iterable[Place], site: Url) -> Iterator[tuple[Place, Url]]:
    """The places that are of the sitemap's own site, as the protocol wants them to be."""
    for place in places:
        try:
            url = parse_url(place.url)
        except FetchError:
            continue
        if url.host.removeprefix("www.") == site.host.removeprefix("www."):
            yield place, url


def _names_nothing(source: Source) -> FetchError:
    what = "länkar till dokument" if source.form is Form.LINKS else "adresser"
    return FetchError(
        f"där finns inga {what} som källan vill ha.", "Kontrollera adressen och include."
    )
