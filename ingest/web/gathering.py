"""One run of fetching: what the list wants is brought up to date, and what it wants no more goes.

Each address is settled before the next, its file first and then its row in the record; killed at
any moment, the next run goes on from there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from ingest.errors import FetchError, GoneError
from ingest.record.fetched import Fetched, FetchedRecord
from ingest.record.moments import now
from ingest.report import Notice
from ingest.types import Failure
from ingest.web.content_kinds import suffix_of
from ingest.web.fetching import Fetcher
from ingest.web.links import is_pdf
from ingest.web.listing import Lister, Listing
from ingest.web.naming import file_name
from ingest.web.requesting import NOT_MODIFIED
from ingest.web.sources import Form, Source
from ingest.web.storing import WebFolder
from ingest.web.types import NOTHING_KNOWN, Gathered, Known, Reply, Unfetched, Wanted
from ingest.web.urls import Url, parse_url

Told = Callable[[str, int, int], None]
A_WEB_PAGE = "adressen slutar på .pdf, men där ligger en webbsida; den är inläst som webbsida."


class Gatherer:
    """Fetches what a list of sources wants into the folder of fetched files."""

    def __init__(self, fetcher: Fetcher, folder: WebFolder, record: FetchedRecord) -> None:
        self._fetcher = fetcher
        self._folder = folder
        self._record = record
        self._known = {one.url: one for one in record.all()}
        self._notices: list[Notice] = []

    def gather(self, sources: Sequence[Source], told: Told) -> Gathered:
        """Bring the folder in step with the sources.

        Raises:
            DataFolderError: the folder or the record cannot be written.
        """
        self._folder.tidy([one.file for one in self._known.values()])
        listing = self._listed(sources, told)
        self._forget(listing)
        self._fetch_all(listing, told)
        return Gathered(
            folder=self._folder.folder,
            failed=tuple(listing.failed),
            skipped=tuple(listing.skipped),
            notices=tuple(self._notices),
        )

    def _listed(self, sources: Sequence[Source], told: Told) -> Listing:
        lister = Lister(self._fetcher)
        listing = lister.documents(sources)
        naming = [source for source in sources if source.form is not Form.DOCUMENT]
        for done, source in enumerate(naming, start=1):
            lister.read(source, listing)
            told("Läser webbens listor", done, len(naming))
        return listing

    def _forget(self, listing: Listing) -> None:
        """Remove what no entry wants any more; what an unread entry gave is as that says now."""
        for one in list(self._known.values()):
            if one.url in listing.wanted:
                continue
            if source := listing.unread.get(one.origin):
                known = Wanted(
                    url=one.url,
                    origin=one.origin,
                    properties=source.properties,
                    access=source.access,
                )
                self._whole(known)
            else:
                self._remove(one)

    def _fetch_all(self, listing: Listing, told: Told) -> None:
        for done, wanted in enumerate(self._in_turn(listing), start=1):
            try:
                self._settle(wanted)
            except FetchError as error:
                listing.failed.append(self._unfetched(wanted, error))
            told("Hämtar från webben", done, len(listing.wanted))

    def _in_turn(self, listing: Listing) -> Iterator[Wanted]:
        """Everything that is wanted; other hosts are asked while one of them is given a pause."""
        waiting: dict[str, list[Wanted]] = {}
        for wanted in listing.wanted.values():
            waiting.setdefault(_host(wanted), []).append(wanted)
        for queue in waiting.values():
            queue.reverse()
        while waiting:
            host = min(waiting, key=self._fetcher.wait_left)
            yield waiting[host].pop()
            if not waiting[host]:
                del waiting[host]

    def _settle(self, wanted: Wanted) -> None:
        """Bring one address up to date; raise FetchError where that fails."""
        known = self._whole(wanted)
        if known and wanted.changed and wanted.changed == known.changed:
            return
        wish = self._fetcher.wish(wanted.inside, known=_told_before(known))
        with self._folder.coming() as content:
            reply = self._fetcher.fetch(parse_url(wanted.url), wish, content)
            if reply.status != NOT_MODIFIED:
                self._keep(wanted, reply, content)
            elif known:
                self._put(_still(known, wanted))
            else:
                raise FetchError(
                    "servern svarar att inget har ändrats, fast inget var hämtat (304).",
                    "Försök igen senare.",
                )

    def _whole(self, wanted: Wanted) -> Fetched | None:
        """What was fetched there before, if the file is as it was; its sidecar is renewed."""
        known = self._known.get(wanted.url)
        if known is None or not self._folder.is_whole(known.file, known.sha256):
            return None
        self._folder.describe(known.file, wanted)
        return known

    def _keep(self, wanted: Wanted, reply: Reply, content: BinaryIO) -> None:
        url, landed = parse_url(wanted.url), parse_url(reply.url)
        suffix = suffix_of(content, landed, reply.content_type)
        before = self._known.get(wanted.url)
        file = self._file(url, suffix, before)
        digest = self._folder.keep(content, file, wanted)
        self._put(_new(wanted, reply, file, digest))
        if before and before.file != file:
            self._folder.remove(before.file)
        if suffix == ".html" and is_pdf(url):
            self._notices.append(Notice(source=file, text=A_WEB_PAGE))

    def _file(self, url: Url, suffix: str, before: Fetched | None) -> str:
        """The name it has already, if that still has the right suffix, or else a new one."""
        if before and before.file.endswith(suffix):
            return before.file
        return file_name(url, suffix, {one.file.lower() for one in self._known.values()})

    def _put(self, one: Fetched) -> None:
        self._record.put(one)
        self._known[one.url] = one

    def _remove(self, one: Fetched) -> None:
        self._folder.remove(one.file)
        self._record.remove([one.url])
        del self._known[one.url]

    def _unfetched(self, wanted: Wanted, error: FetchError) -> Unfetched:
        """The line of an address that was not fetched; what is gone there goes here."""
        known = self._known.get(wanted.url)
        remedy = error.remedy
        if known and isinstance(error, GoneError):
            self._remove(known)
            remedy = f"{remedy} Dokumentet tas bort ur biblioteket."
        elif known:
            remedy = f"{remedy} Det som hämtades förut är kvar."
        failure = Failure(source=wanted.url, reason=error.reason, remedy=remedy)
        return Unfetched(failure=failure, access=wanted.access)


def _new(wanted: Wanted, reply: Reply, file: str, digest: str) -> Fetched:
    return Fetched(
        url=wanted.url,
        origin=wanted.origin,
        landed=reply.url,
        file=file,
        sha256=digest,
        etag=reply.etag,
        last_modified=reply.last_modified,
        changed=wanted.changed,
        fetched=now(),
    )


def _still(known: Fetched, wanted: Wanted) -> Fetched:
    return replace(known, origin=wanted.origin, changed=wanted.changed, fetched=now())


def _told_before(known: Fetched | None) -> Known:
    if known is None:
        return NOTHING_KNOWN
    return Known(landed=known.landed, etag=known.etag, last_modified=known.last_modified)


def _host(wanted: Wanted) -> str:
    return parse_url(wanted.url).host
