"""Fetching from a real server on loopback, which each test allows by name."""

import gzip
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ingest.errors import AddressRefusedError, FetchError, GoneError
from ingest.web.addresses import system_addresses
from ingest.web.connecting import Connector
from ingest.web.fetching import Fetcher
from ingest.web.requesting import AGENT, Requester
from ingest.web.types import Known, Limits, Reply
from ingest.web.urls import parse_url
from tests.web_site import Names, Page, Site, redirect, running_site

HERE = frozenset({"127.0.0.1"})
QUICK = Limits(pause=0.0, most=1 << 20, seconds=5.0)


@dataclass(kw_only=True)
class Visitor:
    """Fetches, and remembers how long it would have slept."""

    limits: Limits = QUICK
    trust: ssl.SSLContext | None = None
    resolve: Callable[[str], object] = system_addresses
    inside: frozenset[str] = HERE
    slept: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        connector = Connector(self.resolve, self.trust)  # type: ignore[arg-type]  # a fake resolver is one
        self.fetcher = Fetcher(Requester(connector), self.limits, self.slept.append)

    def fetch(self, url: str, known: Known | None = None) -> tuple[Reply, bytes]:
        wish = self.fetcher.wish(self.inside)
        sink = BytesIO(b"det som var")
        asked = replace(wish, known=known) if known else wish
        reply = self.fetcher.fetch(parse_url(url), asked, sink)
        return reply, sink.getvalue()


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def refusal(visitor: Visitor, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        visitor.fetch(url)
    assert caught.value.reason.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value


def test_a_file_is_fetched_under_our_own_name(site: Site) -> None:
    site.pages["/a.pdf"] = Page(body=b"%PDF-1.7", etag='"1"', last_modified="Mon, 1 Jan")

    reply, body = Visitor().fetch(site.at("/a.pdf"))

    assert body == b"%PDF-1.7"
    assert (reply.status, reply.etag, reply.last_modified) == (200, '"1"', "Mon, 1 Jan")
    assert {visit.headers["user-agent"] for visit in site.visits} == {AGENT}
    assert [visit.path for visit in site.visits] == ["/robots.txt", "/a.pdf"]


@pytest.mark.parametrize(
    "page", [Page(body=b"x", etag='"1"'), Page(body=b"x", last_modified="Mon, 1 Jan")]
)
def test_what_has_not_changed_is_not_sent_again(site: Site, page: Page) -> None:
    site.pages["/a"] = page
    visitor, url = Visitor(), site.at("/a")
    first, _ = visitor.fetch(url)
    known = Known(landed=first.url, etag=first.etag, last_modified=first.last_modified)

    reply, body = visitor.fetch(url, known)

    assert (reply.status, body) == (304, b"")


def test_conditions_are_sent_only_to_where_they_came_from(site: Site) -> None:
    site.pages |= {"/ny": redirect("/a2"), "/a2": Page(body=b"2", last_modified="Mon, 1 Jan")}
    known = Known(landed=site.at("/a1"), last_modified="Mon, 1 Jan")

    reply, body = Visitor().fetch(site.at("/ny"), known)

    assert (reply.status, body, reply.url) == (200, b"2", site.at("/a2"))


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://localhost:{port}/hemligt", "leder till 127.0.0.1, en adress inom"),
        ("http://169.254.169.254/latest/meta-data/", "aldrig"),
        ("http://[::1]:{port}/hemligt", "servern är ::1, en adress inom"),
        ("http://[::ffff:127.0.0.1]:{port}/hemligt", "en adress inom organisationen"),
        ("http://0.0.0.0:{port}/hemligt", "aldrig"),
        ("http://127.1:{port}/hemligt", "en adress inom organisationen"),
        ("//2130706433:{port}/hemligt", "en adress inom organisationen"),
        ("http://10.0.0.1/", "en adress inom organisationen"),
        ("http://a@127.0.0.1:{port}/hemligt", "lösenord"),
        ("file:///etc/passwd", "ingen webbadress"),
        ("gopher://127.0.0.1:{port}/hemligt", "ingen webbadress"),
        ("", "inte vart"),
    ],
)
def test_a_redirect_to_where_nothing_is_fetched_from_is_refused(
    site: Site, to: str, said: str
) -> None:
    site.pages |= {
        "/a": redirect(to.format(port=site.port)),
        "/hemligt": Page(body=b"hemligt"),
    }

    error = refusal(Visitor(), site.at("/a"))

    assert said in error.reason
    assert site.paths() == ["/a"]


def test_every_hop_is_checked_not_only_the_first(site: Site) -> None:
    site.pages |= {
        "/a": redirect("/b", 301),
        "/b": redirect("/c", 307),
        "/c": redirect(f"http://localhost:{site.port}/hemligt", 308),
        "/hemligt": Page(body=b"hemligt"),
    }

    assert isinstance(_caught(site), AddressRefusedError)
    assert site.paths() == ["/a", "/b", "/c"]


def _caught(site: Site) -> FetchError:
    return refusal(Visitor(), site.at("/a"))


@pytest.mark.parametrize(
    ("pages", "said", "visits"),
    [
        pytest.param({"/a": "/b", "/b": "/a"}, "i ring", 2, id="ring"),
        pytest.param({"/a": "/a"}, "i ring", 1, id="to-itself"),
        pytest.param(
            {"/a": "/1", **{f"/{n}": f"/{n + 1}" for n in range(1, 9)}}, "mer än 5", 6, id="long"
        ),
    ],
)
def test_redirects_come_to_an_end(
    site: Site, pages: dict[str, str], said: str, visits: int
) -> None:
    site.pages |= {path: redirect(to) for path, to in pages.items()}

    assert said in _caught(site).reason
    assert len(site.paths()) == visits


def test_five_redirects_are_followed(site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(5)}
    site.pages["/5"] = Page(body=b"framme")

    assert Visitor().fetch(site.at("/0"))[1] == b"framme"


def test_a_name_is_looked_up_once_a_connection_and_that_address_is_used(site: Site) -> None:
    names = Names(byter_se=[["127.0.0.1"], ["127.0.0.1"], ["193.10.10.10"]])
    site.pages["/a"] = Page(body=b"x")
    visitor = Visitor(resolve=names, inside=frozenset({"byter.se"}))

    visitor.fetch(site.at("/a", "byter.se"))

    assert names.asked == ["byter.se", "byter.se"]
    assert [visit.host for visit in site.visits] == [f"byter.se:{site.port}"] * 2


def test_a_name_that_comes_to_lead_inside_gains_nothing(site: Site) -> None:
    names = Names(falla_se=[["127.0.0.1"]])
    site.pages["/a"] = Page(body=b"hemligt")

    error = refusal(Visitor(resolve=names), site.at("/a", "falla.se"))

    assert isinstance(error, AddressRefusedError)
    assert site.visits == []


def test_the_next_address_of_a_name_is_tried(site: Site) -> None:
    names = Names(dubbel_se=[["::1", "127.0.0.1"]])
    site.pages["/a"] = Page(body=b"x")
    visitor = Visitor(resolve=names, inside=frozenset({"dubbel.se"}))

    assert visitor.fetch(site.at("/a", "dubbel.se"))[1] == b"x"


def test_no_proxy_of_the_environment_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:1/")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:1/")
    site.pages["/a"] = Page(body=b"x")

    assert Visitor().fetch(site.at("/a"))[1] == b"x"


def test_what_the_site_disallows_is_not_asked_for(site: Site) -> None:
    site.pages |= {
        "/robots.txt": Page(body=b"User-agent: *\nDisallow: /intern/"),
        "/intern/a": Page(body=b"x"),
        "/a": redirect("/intern/a"),
    }
    visitor = Visitor()

    for path in ("/intern/a", "/a"):
        assert "robots.txt" in refusal(visitor, site.at(path)).reason
    assert site.paths() == ["/a"]
    assert [visit.path for visit in site.visits].count("/robots.txt") == 1


def test_the_rules_of_the_host_that_a_redirect_leads_to_hold(site: Site) -> None:
    with running_site() as other:
        other.pages |= {
            "/robots.txt": Page(body=b"User-agent: Lardom\nDisallow: /"),
            "/b": Page(body=b"x"),
        }
        site.pages["/a"] = redirect(other.at("/b"))

        assert "robots.txt" in _caught(site).reason
        assert other.paths() == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_rules_all_is_allowed(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": Page(status=status), "/a": Page(body=b"x")}

    assert Visitor().fetch(site.at("/a"))[1] == b"x"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_the_rules_cannot_be_read_nothing_is_fetched(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": Page(status=status), "/a": Page(body=b"x")}
    visitor = Visitor()

    for _ in range(2):
        assert f"robots.txt) går inte att läsa ({status})" in refusal(visitor, site.at("/a")).reason
    assert site.paths() == []
    assert len(site.visits) <= 3


def test_rules_that_are_moved_are_followed_and_long_ones_cut(site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /a\n" + b"# fyllnad\n" * 100_000
    site.pages |= {"/robots.txt": redirect("/r"), "/r": Page(body=rules), "/a": Page(body=b"x")}

    assert "tillåter inte" in _caught(site).reason


def test_more_than_the_limit_is_not_taken(site: Site) -> None:
    site.pages["/a"] = Page(body=b"x" * 5000)
    visitor = Visitor(limits=replace(QUICK, most=4000))

    assert "större än gränsen 4000 byte" in refusal(visitor, site.at("/a")).reason


def test_a_length_that_is_not_told_is_no_way_round_the_limit(site: Site) -> None:
    site.pages["/a"] = Page(body=b"x" * 500_000, promises=-1)
    visitor = Visitor(limits=replace(QUICK, most=4000))

    assert "större än gränsen" in refusal(visitor, site.at("/a")).reason


def test_a_body_that_breaks_off_is_no_file(site: Site) -> None:
    site.pages["/a"] = Page(body=b"x" * 50, promises=100)

    assert "bröts" in _caught(site).reason


def test_a_bomb_is_noticed_while_it_is_small(site: Site) -> None:
    packing = zlib.compressobj(6, zlib.DEFLATED, 31)
    bomb = b"".join(packing.compress(bytes(1 << 20)) for _ in range(50)) + packing.flush()
    site.pages["/a"] = Page(body=bomb, headers=(("Content-Encoding", "gzip"),))
    sink = BytesIO()
    visitor = Visitor()

    with pytest.raises(FetchError, match="större än gränsen 1 MB"):
        visitor.fetcher.fetch(parse_url(site.at("/a")), visitor.fetcher.wish(HERE), sink)
    assert len(bomb) < QUICK.most
    assert len(sink.getvalue()) <= QUICK.most


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        pytest.param(gzip.compress(b"abc" * 9000), b"abc" * 9000, id="one"),
        pytest.param(gzip.compress(b"ab") + gzip.compress(b"c"), b"abc", id="two-in-a-row"),
        pytest.param(gzip.compress(b""), b"", id="empty"),
    ],
)
def test_what_is_packed_is_unpacked(site: Site, sent: bytes, got: bytes) -> None:
    site.pages["/a"] = Page(body=sent, headers=(("Content-Encoding", "gzip"),))

    assert Visitor().fetch(site.at("/a"))[1] == got


@pytest.mark.parametrize(
    ("sent", "encoding", "said"),
    [
        pytest.param(gzip.compress(b"abc" * 9000)[:-20], "gzip", "skadat", id="broken-off"),
        pytest.param(b"inte packat", "gzip", "skadat", id="not-packed"),
        pytest.param(b"x", "br", "packar", id="not-asked-for"),
        pytest.param(b"x", "gzip, gzip", "packar", id="twice"),
    ],
)
def test_what_is_packed_wrongly_is_refused(
    site: Site, sent: bytes, encoding: str, said: str
) -> None:
    site.pages["/a"] = Page(body=sent, headers=(("Content-Encoding", encoding),))

    assert said in _caught(site).reason


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(Page(body=b"x", promises=10**6, drips=True), id="body"),
        pytest.param(Page(body=b"x", drips_head=True), id="head"),
    ],
)
def test_a_server_that_drips_is_left_when_the_time_is_up(site: Site, page: Page) -> None:
    site.pages["/a"] = page
    visitor = Visitor(limits=replace(QUICK, seconds=0.5))
    started = time.monotonic()

    assert "för långsamt" in refusal(visitor, site.at("/a")).reason
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "inloggning"), (403, "nekar"), (500, "felet 500"), (206, "felet 206")],
)
def test_another_status_is_told(site: Site, status: int, said: str) -> None:
    site.pages["/a"] = Page(status=status)

    assert said in _caught(site).reason


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_told_as_gone(site: Site, status: int) -> None:
    site.pages["/a"] = Page(status=status)

    assert isinstance(_caught(site), GoneError)


def test_a_busy_server_is_asked_again_when_it_wants(site: Site) -> None:
    site.pages["/a"] = Page(body=b"x", answers=(503, 429), headers=(("Retry-After", "7"),))
    visitor = Visitor()

    assert visitor.fetch(site.at("/a"))[1] == b"x"
    assert visitor.slept == [7.0, 7.0]


@pytest.mark.parametrize(
    ("wait", "visits", "slept"),
    [
        pytest.param("3600", 1, [], id="an-hour"),
        pytest.param("Fri, 31 Dec 2100 23:59:59 GMT", 1, [], id="in-the-next-century"),
        pytest.param("snart", 3, [4.0, 8.0], id="nonsense"),
        pytest.param("Fri, 31 Dec 1999 23:59:59 GMT", 3, [0.0, 0.0], id="long-ago"),
    ],
)
def test_a_server_that_stays_busy_is_left(
    site: Site, wait: str, visits: int, slept: list[float]
) -> None:
    site.pages |= {
        "/robots.txt": Page(),
        "/a": Page(status=503, headers=(("Retry-After", wait),)),
    }
    visitor = Visitor(limits=replace(QUICK, pause=2.0))

    assert "upptagen (503)" in refusal(visitor, site.at("/a")).reason
    assert len(site.paths()) == visits
    assert [one for one in visitor.slept if one in {0.0, 4.0, 8.0}] == slept


def test_a_host_is_given_a_pause_between_requests(site: Site) -> None:
    site.pages |= {"/a": Page(body=b"x"), "/b": Page(body=b"x")}
    fetcher = Fetcher(Requester(Connector(system_addresses)), replace(QUICK, pause=0.15))

    for path in ("/a", "/b"):
        fetcher.fetch(parse_url(site.at(path)), fetcher.wish(HERE), BytesIO())

    times = [visit.at for visit in site.visits]
    assert len(times) == 3
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.14


def test_a_longer_pause_that_the_site_wants_is_kept_within_reason(site: Site) -> None:
    site.pages |= {
        "/robots.txt": Page(body=b"User-agent: *\nCrawl-delay: 99999"),
        "/a": Page(body=b"x"),
    }
    visitor = Visitor()

    visitor.fetch(site.at("/a"))

    assert [round(one) for one in visitor.slept] == [60]


@pytest.mark.parametrize(
    "url", ["ftp://a.se/x", "file:///etc/passwd", "a.se/x", "http://", "https://a b/", "", "http://a:0/",
            "http://a:99999/", "http://[fe80::1%25eth0]/", "https://namn:losen@a.se/"]
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        parse_url(url)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("HTTP://Exempel.SE:80/a#del", "http://exempel.se/a"),
        ("https://exempel.se:443", "https://exempel.se/"),
        ("https://räksmörgås.se/å b?q=ö", "https://xn--rksmrgs-5wao1o.se/%C3%A5%20b?q=%C3%B6"),
        ("https://exempel.se./a/../b", "https://exempel.se/b"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_an_address_is_written_in_one_way(written: str, same: str) -> None:
    assert str(parse_url(written)) == same


@pytest.mark.parametrize(
    "location",
    ["/årsrapport", "/%C3%A5rsrapport", "/%c3%a5rsrapport"],
    ids=["raw", "escaped", "low"],
)
def test_a_redirect_may_be_written_in_any_letters(site: Site, location: str) -> None:
    sent = location.encode().decode("latin-1")
    page = Page(body=b"x")
    site.pages |= {"/a": redirect(sent), "/%C3%A5rsrapport": page, "/%c3%a5rsrapport": page}

    assert Visitor().fetch(site.at("/a"))[1] == b"x"


def test_a_host_that_leaves_three_requests_unanswered_is_left_alone(site: Site) -> None:
    site.pages |= {f"/{n}": Page(body=b"x", promises=9) for n in range(5)}
    site.pages["/stor"] = Page(body=bytes(2 << 20))
    visitor = Visitor()

    said = [refusal(visitor, site.at(path)).reason for path in ("/0", "/1", "/stor", "/2", "/3")]
    after = refusal(visitor, site.at("/4")).reason

    assert "3 gånger i rad" not in " ".join(said)
    assert "bröts" in refusal(Visitor(), site.at("/4")).reason
    assert "bröts" in after
    assert "3 gånger i rad" in refusal(visitor, site.at("/4")).reason


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for rapport.exempel.se with its key, signed by itself."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rapport.exempel.se")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("rapport.exempel.se")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


INSIDE = frozenset({"rapport.exempel.se", "annan.exempel.se"})


def trusting(certificate: Path) -> Visitor:
    context = ssl.create_default_context(cafile=certificate)
    return Visitor(resolve=Names(), inside=INSIDE, trust=context)


def test_over_tls_the_checked_address_must_prove_the_name(secure: Path) -> None:
    with running_site(secure) as site:
        site.pages["/a"] = Page(body=b"x")

        assert trusting(secure).fetch(site.at("/a", "rapport.exempel.se"))[1] == b"x"
        other = refusal(trusting(secure), site.at("/a", "annan.exempel.se"))
        stranger = Visitor(resolve=Names(), inside=INSIDE)
        unknown = refusal(stranger, site.at("/a", "rapport.exempel.se"))

    assert "inte visa att den är rätt server" in other.reason
    assert "inte visa att den är rätt server" in unknown.reason


def test_no_redirect_leads_from_https_to_http(secure: Path, site: Site) -> None:
    with running_site(secure) as safe:
        safe.pages["/a"] = redirect(site.at("/b", "rapport.exempel.se"))

        error = refusal(trusting(secure), safe.at("/a", "rapport.exempel.se"))

    assert "oskyddad http" in error.reason
    assert site.visits == []


def test_a_server_that_nobody_answers_at_is_told(site: Site) -> None:
    free = site.at("/a").replace(str(site.port), "1")

    assert "går inte att nå" in refusal(Visitor(), free).reason
