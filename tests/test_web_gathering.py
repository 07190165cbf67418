"""Gathering what a list names from a real server on loopback, again and again."""

import gzip
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ingest.record.fetched import open_fetched
from ingest.sidecar import read_sidecar
from ingest.web.addresses import system_addresses
from ingest.web.connecting import Connector
from ingest.web.fetching import Fetcher
from ingest.web.gathering import Gatherer
from ingest.web.requesting import Requester
from ingest.web.sources import read_sources
from ingest.web.storing import COMING, FOLDER, WebFolder
from ingest.web.types import Gathered, Limits
from tests.web_site import Page, Site, html, redirect, running_site

PDF = b"%PDF-1.7 ett"
PDF_2 = b"%PDF-1.7 tva"
LIMITS = Limits(pause=0.0, most=1 << 20, seconds=5.0)


class StoppedError(Exception):
    """Fetching ends here, as if it were killed."""


@dataclass(kw_only=True)
class Home:
    """A data folder and its list of sources, about one site."""

    folder: Path
    site: Site
    told: list[tuple[str, int, int]] = field(default_factory=list)
    stop_after: int = 1000

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def gather(self, *entries: str, limits: Limits = LIMITS) -> Gathered:
        """One run; `entries` are `key: /path` with whatever belongs to them, comma-separated."""
        path = self.folder / "sources.yaml"
        here = f": {self.site.at('/')}"
        lines = [f"- {{{entry.replace(': /', here, 1)}}}" for entry in entries]
        path.write_text("\n".join(["allow_hosts: [127.0.0.1]", "sources:", *lines]), "utf-8")
        fetcher = Fetcher(Requester(Connector(system_addresses)), limits, lambda _: None)
        with closing(open_fetched(self.data)) as record:
            gatherer = Gatherer(fetcher, WebFolder(self.data), record)
            return gatherer.gather(read_sources(path), self._told)

    def _told(self, what: str, done: int, whole: int) -> None:
        self.told.append((what, done, whole))
        if what == "Hämtar från webben" and done >= self.stop_after:
            raise StoppedError

    def files(self) -> dict[str, bytes]:
        """What lies in the folder of fetched files, but for sidecars, by its name there."""
        found = (self.data / FOLDER).rglob("*.*")
        paths = [path for path in found if path.is_file() and path.suffix != ".yaml"]
        return {path.name: path.read_bytes() for path in sorted(paths)}

    def said(self, name: str) -> dict[str, str]:
        (path,) = (self.data / FOLDER).rglob(name)
        return dict(read_sidecar(path).properties)

    def visits(self) -> list[str]:
        """What was asked for since the last look."""
        paths = self.site.paths()
        self.site.visits.clear()
        return paths


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with running_site() as site:
        yield Home(folder=tmp_path, site=site)


def reasons(gathered: Gathered) -> list[str]:
    return [one.failure.reason for one in gathered.failed]


def test_a_document_lies_with_what_the_list_says_of_it(home: Home) -> None:
    home.site.pages["/r.pdf"] = Page(body=PDF)

    gathered = home.gather("url: /r.pdf, title: Rapporten, publisher: ESV, access: [styrgrupp]")

    assert gathered.folder == home.data / FOLDER
    assert home.files() == {"r.pdf": PDF}
    assert home.said("r.pdf") == {
        "title": "Rapporten",
        "publisher": "ESV",
        "url": home.site.at("/r.pdf"),
    }
    (path,) = (home.data / FOLDER).rglob("r.pdf")
    assert read_sidecar(path).access == ("styrgrupp",)
    assert list((home.data / COMING).iterdir()) == []


@pytest.mark.parametrize(
    "page", [Page(body=PDF, etag='"1"'), Page(body=PDF, last_modified="Mon, 1 Jan")]
)
def test_a_second_run_transfers_nothing_that_has_not_changed(home: Home, page: Page) -> None:
    home.site.pages |= {"/r.pdf": page, "/till": redirect("/r.pdf")}
    home.gather("url: /till")
    (path,) = (home.data / FOLDER).rglob("*.pdf")
    before = path.stat()

    gathered = home.gather("url: /till")

    assert gathered.failed == ()
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    sent = [visit.headers for visit in home.site.visits if visit.path == "/r.pdf"]
    assert sent[1].get("if-none-match", sent[1].get("if-modified-since")) in {'"1"', "Mon, 1 Jan"}


def test_what_has_changed_takes_the_place_of_what_was(home: Home) -> None:
    home.site.pages["/r.pdf"] = Page(body=PDF, etag='"1"')
    home.gather("url: /r.pdf")
    home.site.pages["/r.pdf"] = Page(body=PDF_2, etag='"2"')

    home.gather("url: /r.pdf")

    assert home.files() == {"r.pdf": PDF_2}


def test_what_the_list_says_anew_of_an_unchanged_file_is_taken(home: Home) -> None:
    home.site.pages["/r.pdf"] = Page(body=PDF, etag='"1"')
    home.gather("url: /r.pdf, title: Förr")

    home.gather("url: /r.pdf, title: Nu")

    assert home.said("r.pdf")["title"] == "Nu"


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(Path.unlink, id="gone"),
        pytest.param(lambda path: path.write_bytes(b"%PDF"), id="cut-off"),
    ],
)
def test_a_file_that_is_not_as_it_was_fetched_is_fetched_whole(
    home: Home, spoil: Callable[[Path], object]
) -> None:
    home.site.pages["/r.pdf"] = Page(body=PDF, etag='"1"')
    home.gather("url: /r.pdf")
    spoil(next((home.data / FOLDER).rglob("r.pdf")))

    home.gather("url: /r.pdf")

    assert home.files() == {"r.pdf": PDF}


def test_what_the_list_wants_no_more_goes(home: Home) -> None:
    home.site.pages |= {"/a.pdf": Page(body=PDF), "/b.pdf": Page(body=PDF_2)}
    home.gather("url: /a.pdf", "url: /b.pdf")

    home.gather("url: /b.pdf")

    assert home.files() == {"b.pdf": PDF_2}
    assert [path.name for path in (home.data / FOLDER).rglob("a.pdf*")] == []


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_server_has_no_more_goes_and_is_told(home: Home, status: int) -> None:
    home.site.pages |= {"/a.pdf": Page(body=PDF), "/b.pdf": Page(body=PDF_2)}
    home.gather("url: /a.pdf", "url: /b.pdf")
    home.site.pages["/a.pdf"] = Page(status=status)

    (unfetched,) = home.gather("url: /a.pdf", "url: /b.pdf").failed

    assert unfetched.failure.source == home.site.at("/a.pdf")
    assert f"({status})" in unfetched.failure.reason
    assert "tas bort ur biblioteket" in unfetched.failure.remedy
    assert home.files() == {"b.pdf": PDF_2}


@pytest.mark.parametrize("status", [403, 500, 503])
def test_a_server_in_trouble_takes_nothing_away(home: Home, status: int) -> None:
    home.site.pages["/a.pdf"] = Page(body=PDF)
    home.gather("url: /a.pdf")
    home.site.pages["/a.pdf"] = Page(status=status)

    (unfetched,) = home.gather("url: /a.pdf").failed

    assert "förut är kvar" in unfetched.failure.remedy
    assert home.files() == {"a.pdf": PDF}


def test_a_server_that_says_nothing_changed_though_nothing_was_fetched_is_told(home: Home) -> None:
    home.site.pages["/a.pdf"] = Page(status=304)

    assert "(304)" in reasons(home.gather("url: /a.pdf"))[0]


def test_a_web_page_at_a_pdf_address_is_kept_as_one_and_told(home: Home) -> None:
    home.site.pages["/r.pdf"] = Page(
        body=b"<!DOCTYPE html><p>Sidan</p>", headers=(("Content-Type", "application/pdf"),)
    )

    (notice,) = home.gather("url: /r.pdf").notices

    assert list(home.files()) == ["r.html"]
    assert "webbsida" in notice.text


def test_a_file_that_becomes_another_kind_leaves_none_behind(home: Home) -> None:
    home.site.pages["/r.pdf"] = html("<!DOCTYPE html><p>Kommer snart</p>")
    home.gather("url: /r.pdf")
    home.site.pages["/r.pdf"] = Page(body=PDF)

    home.gather("url: /r.pdf")

    assert home.files() == {"r.pdf": PDF}


def test_one_name_at_two_addresses_is_two_files_and_stays_so(home: Home) -> None:
    home.site.pages |= {
        "/2019/Rapport.pdf": Page(body=PDF, etag='"1"'),
        "/2020/rapport.PDF": Page(body=PDF_2, etag='"1"'),
    }
    entries = ("url: /2019/Rapport.pdf", "url: /2020/rapport.PDF")
    home.gather(*entries)
    first = home.files()

    home.gather(*entries)

    assert sorted(first.values()) == sorted([PDF, PDF_2])
    assert home.files() == first


@pytest.mark.parametrize(
    "path", ["/..%2f..%2fr.pdf", "/%2e%2e/%2e%2e/r.pdf", "/a%2f..%2f..%2f..%2fr.pdf", "/..%5cr.pdf"]
)
def test_no_address_leads_out_of_the_folder(home: Home, path: str) -> None:
    home.site.pages[path] = Page(body=PDF)

    assert home.gather(f"url: {path}").failed == ()

    assert list(home.files()) == ["r.pdf"]
    found = list(home.folder.rglob("*.pdf"))
    assert all(path.is_relative_to(home.data / FOLDER) for path in found)


def test_the_pdf_links_of_a_page_are_followed(home: Home) -> None:
    home.site.pages |= {
        "/p/lista": html(
            "<a href='a.pdf'>A</a> <a href='/b.PDF?v=2#sida=3'>B</a> <a href='c.html'>C</a>"
            "<a href='mailto:x@y.se'>M</a> <a href='a.pdf#2'>A</a> <a>tom</a> <a href='//['>x</a>"
        ),
        "/p/a.pdf": Page(body=PDF),
        "/b.PDF?v=2": Page(body=PDF_2),
    }

    gathered = home.gather("links: /p/lista, publisher: ESV, title: Listan")

    assert gathered.failed == ()
    assert sorted(home.files().values()) == sorted([PDF, PDF_2])
    assert home.said("a.pdf") == {"publisher": "ESV", "url": home.site.at("/p/a.pdf")}


def test_other_links_are_followed_where_the_list_includes_them(home: Home) -> None:
    home.site.pages |= {
        "/lista": html("<base href='/ned/'><a href='1'>A</a><a href='2'>B</a><a href='/3'>C</a>"),
        "/ned/1": Page(body=PDF),
        "/ned/2": Page(body=PDF_2),
    }

    gathered = home.gather("links: /lista, include: '*/ned/*', exclude: '*/2'")

    assert (gathered.failed, home.files()) == ((), {"1.pdf": PDF})


def sitemap(kind: str, *places: str, changed: str = "") -> Page:
    entry = "url" if kind == "urlset" else "sitemap"
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    body = "".join(f"<{entry}><loc>{place}</loc>{when}</{entry}>" for place in places)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Page(body=f'<?xml version="1.0"?><{kind} xmlns="{space}">{body}</{kind}>'.encode())


def test_a_sitemap_of_sitemaps_is_read_packed_and_not(home: Home) -> None:
    at = home.site.at
    packed = sitemap("urlset", at("/b.pdf"), "http://annan.exempel.se/c.pdf", "skräp")
    home.site.pages |= {
        "/karta.xml": sitemap("sitemapindex", at("/1.xml"), at("/2.xml.gz"), at("/karta.xml")),
        "/1.xml": sitemap("urlset", at("/a.pdf"), at("/b.pdf")),
        "/2.xml.gz": replace(packed, body=gzip.compress(packed.body)),
        "/a.pdf": Page(body=PDF),
        "/b.pdf": Page(body=PDF_2),
    }

    gathered = home.gather("sitemap: /karta.xml")

    assert (gathered.failed, home.files()) == ((), {"a.pdf": PDF, "b.pdf": PDF_2})
    assert sorted(home.visits()) == ["/1.xml", "/2.xml.gz", "/a.pdf", "/b.pdf", "/karta.xml"]


def test_what_a_sitemap_says_has_not_changed_is_not_even_asked_for(home: Home) -> None:
    home.site.pages |= {
        "/k.xml": sitemap("urlset", home.site.at("/a.pdf"), changed="2020-01-01"),
        "/a.pdf": Page(body=PDF),
    }
    home.gather("sitemap: /k.xml")
    home.visits()

    home.gather("sitemap: /k.xml")
    again = home.visits()
    home.site.pages["/k.xml"] = sitemap("urlset", home.site.at("/a.pdf"), changed="2020-01-02")
    home.gather("sitemap: /k.xml")

    assert again == ["/k.xml"]
    assert home.visits() == ["/k.xml", "/a.pdf"]


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><urlset>&a9;</urlset>'
XXE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    "<urlset><url><loc>&f;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(BOMB.encode(), "webbkarta", id="billion-laughs"),
        pytest.param(XXE.encode(), "dokumenttypsdeklaration", id="external-entity"),
        pytest.param(b"<html><p>Hej", "inte giltig XML", id="web-page"),
        pytest.param(b"<rss/>", "den är «rss»", id="other-xml"),
        pytest.param(b"", "inte giltig XML", id="nothing"),
        pytest.param(b"<a>" * 100_000, "inte giltig XML", id="deep"),
        pytest.param(gzip.compress(bytes(40 << 20)), "uppackad större", id="gzip-bomb"),
        pytest.param(b"\x1f\x8bpackat", "skadat", id="broken-gzip"),
    ],
)
def test_a_sitemap_that_is_none_takes_nothing_away(home: Home, body: bytes, said: str) -> None:
    home.site.pages |= {
        "/k.xml": sitemap("urlset", home.site.at("/a.pdf")),
        "/a.pdf": Page(body=PDF),
    }
    home.gather("sitemap: /k.xml")
    home.site.pages["/k.xml"] = Page(body=body)

    (unfetched,) = home.gather("sitemap: /k.xml").failed

    assert said in unfetched.failure.reason
    assert unfetched.failure.source == home.site.at("/k.xml")
    assert home.files() == {"a.pdf": PDF}


@pytest.mark.parametrize(
    "page",
    [
        html("<p>Ny webbplats</p>"),
        html(""),
        Page(body=b"\0\1\2" * 99),
        Page(status=404),
        Page(status=500),
    ],
    ids=["without-links", "empty", "no-page", "gone", "in-trouble"],
)
def test_a_page_that_names_nothing_any_more_takes_nothing_away(home: Home, page: Page) -> None:
    home.site.pages |= {"/l": html("<a href='/a.pdf'>A</a>"), "/a.pdf": Page(body=PDF)}
    home.gather("links: /l")
    home.site.pages["/l"] = page

    (unfetched,) = home.gather("links: /l").failed

    assert "förut är det kvar" in unfetched.failure.remedy
    assert home.files() == {"a.pdf": PDF}


def test_who_may_see_what_an_unread_page_gave_is_as_the_list_says_now(home: Home) -> None:
    home.site.pages |= {"/l": html("<a href='/a.pdf'>A</a>"), "/a.pdf": Page(body=PDF)}
    home.gather("links: /l")
    home.site.pages["/l"] = Page(status=500)

    home.gather("links: /l, access: [styrgrupp]")

    (path,) = (home.data / FOLDER).rglob("a.pdf")
    assert read_sidecar(path).access == ("styrgrupp",)


def test_sitemaps_without_end_come_to_one(home: Home) -> None:
    home.site.pages |= {
        f"/{n}.xml": sitemap("sitemapindex", home.site.at(f"/{n + 1}.xml")) for n in range(20)
    }

    (reason,) = reasons(home.gather("sitemap: /0.xml"))

    assert "led" in reason
    assert len(home.visits()) <= 6


def test_what_is_over_the_limit_is_told(home: Home) -> None:
    links = "".join(f"<a href='/{n}.pdf'>x</a>" for n in range(7))
    home.site.pages |= {f"/{n}.pdf": Page(body=PDF) for n in range(7)}
    home.site.pages["/l"] = html(links)

    gathered = home.gather("links: /l, limit: 3")

    assert list(home.files()) == ["0.pdf", "1.pdf", "2.pdf"]
    (skipped,) = gathered.skipped
    assert skipped.reason.startswith("4 adresser utöver gränsen 3")


def test_an_address_in_two_entries_is_fetched_once_by_what_the_list_itself_says(
    home: Home,
) -> None:
    home.site.pages |= {"/l": html("<a href='/a.pdf'>A</a>"), "/a.pdf": Page(body=PDF)}

    home.gather("links: /l, publisher: Listan", "url: /a.pdf, publisher: Dokumentet")

    assert home.visits().count("/a.pdf") == 1
    assert home.said("a.pdf")["publisher"] == "Dokumentet"


def test_a_file_that_is_too_large_is_told_and_the_rest_fetched(home: Home) -> None:
    home.site.pages |= {
        "/a.pdf": Page(body=PDF + bytes(10_000)),
        "/b.pdf": Page(body=PDF_2),
    }

    gathered = home.gather("url: /a.pdf", "url: /b.pdf", limits=replace(LIMITS, most=5000))

    assert "större än gränsen" in reasons(gathered)[0]
    assert home.files() == {"b.pdf": PDF_2}
    assert list((home.data / COMING).iterdir()) == []


def entries_of(n: int) -> Sequence[str]:
    return [f"url: /{number}.pdf" for number in range(n)]


def test_a_run_that_is_cut_off_is_gone_on_with(home: Home) -> None:
    home.site.pages |= {f"/{n}.pdf": Page(body=PDF, etag=f'"{n}"') for n in range(6)}
    home.stop_after = 3
    with pytest.raises(StoppedError):
        home.gather(*entries_of(6))
    (home.data / COMING / "123.part").write_bytes(b"halv")
    (home.data / FOLDER / f"127.0.0.1-{home.site.port}" / "utan-rad.pdf").write_bytes(PDF)
    home.stop_after = 1000

    gathered = home.gather(*entries_of(6))

    assert gathered.failed == ()
    assert list(home.files()) == [f"{n}.pdf" for n in range(6)]
    conditional = [v.path for v in home.site.visits if "if-none-match" in v.headers]
    assert conditional == ["/0.pdf", "/1.pdf", "/2.pdf"]
    assert list((home.data / COMING).iterdir()) == []
    assert home.told[-1] == ("Hämtar från webben", 6, 6)
