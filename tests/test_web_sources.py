"""The list of web sources is read as it is written, and a wrong one is told in one sentence."""

from pathlib import Path

import pytest

from ingest.errors import SourceListError
from ingest.web.sources import Form, Source, read_sources
from tests.conftest import ROOT

LIST = """
allow_hosts: [intranat.exempel.se, 127.0.0.1, '::1']
sources:
  - url: https://www.exempel.se/Årsrapport.pdf
    title: "Årsrapport: 2020"
    publisher: Exempelverket
    publication_number: EX 2020:1
    year: 2020
    type: rapport
  - sitemap: http://intranat.exempel.se/sitemap.xml
    title: Hör till kartan
    publisher: Exempelverket
    access: [styrgrupp]
    include: ['*/rapporter/*', '*/beslut/*']
    exclude: '*utkast*'
    limit: 5
  - links: https://www.exempel.se/publikationer
"""


def listed(folder: Path, text: str) -> tuple[Source, ...]:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return read_sources(path)


def test_a_list_is_read_entry_by_entry(tmp_path: Path) -> None:
    document, sitemap, links = listed(tmp_path, LIST)

    assert (document.form, sitemap.form, links.form) == (Form.DOCUMENT, Form.SITEMAP, Form.LINKS)
    assert str(document.url) == "https://www.exempel.se/%C3%85rsrapport.pdf"
    assert dict(document.properties) == {
        "title": "Årsrapport: 2020",
        "publisher": "Exempelverket",
        "publication_number": "EX 2020:1",
        "year": "2020",
        "type": "rapport",
    }
    assert dict(sitemap.properties) == {"publisher": "Exempelverket"}
    assert (sitemap.access, sitemap.limit, links.limit) == (("styrgrupp",), 5, 200)


def test_only_an_entry_inside_may_go_to_the_hosts_inside(tmp_path: Path) -> None:
    document, sitemap, _ = listed(tmp_path, LIST)

    assert document.inside == frozenset()
    assert sitemap.inside == {"intranat.exempel.se", "127.0.0.1", "::1"}


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://x/rapporter/a.pdf", True),
        ("http://x/beslut/a", True),
        ("http://x/rapporter/utkast-1.pdf", False),
        ("http://x/nyheter/a.pdf", False),
    ],
)
def test_patterns_choose_among_addresses(tmp_path: Path, url: str, wanted: bool) -> None:
    _, sitemap, links = listed(tmp_path, LIST)

    assert sitemap.wants(url, unless_said=True) is wanted
    assert links.wants(url, unless_said=True)
    assert not links.wants(url, unless_said=False)


def test_the_starter_list_is_read() -> None:
    sources = read_sources(ROOT / "corpus" / "sources.yaml")

    forms = {str(source.url): source.form for source in sources}
    assert forms["https://www.riksrevisionen.se/rapporter"] is Form.LINKS
    assert forms["https://data.riksdagen.se/dokument/H7B528"] is Form.DOCUMENT
    numbers = [dict(source.properties).get("publication_number") for source in sources]
    assert numbers == [None, None, "RiR 2019:28", "RiR 2025:8", "SOU 2018:72", None, None]


ONE = "sources:\n  - url: https://a.se/\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "sources", id="empty"),
        pytest.param("sources: []", "inga källor", id="no-sources"),
        pytest.param("sources:\n  - [", "rad 2|rad 3", id="no-yaml"),
        pytest.param("- url: https://a.se/", "överst", id="a-bare-list"),
        pytest.param(f"{ONE}\nsourcess: 1", "överst", id="misspelt-on-top"),
        pytest.param(f"{ONE}  - bara text", "källa 2", id="no-mapping"),
        pytest.param(f"{ONE}    titel: x", "okänd uppgift «titel»", id="misspelt"),
        pytest.param(f"{ONE}    sitemap: https://a.se/", "källa 1.*flera", id="two-addresses"),
        pytest.param("sources:\n  - title: x", "ingen adress", id="no-address"),
        pytest.param("sources:\n  - url: ftp://a.se/", "ftp://a.se/", id="no-web-address"),
        pytest.param("sources:\n  - url: https://u:p@a.se/", "lösenord", id="password"),
        pytest.param(f"{ONE}    kind: bok", "kind «bok»", id="no-such-kind"),
        pytest.param(f"{ONE}    limit: många", "limit «många»", id="no-number"),
        pytest.param(f"{ONE}    limit: 0", "limit «0»", id="no-addresses"),
        pytest.param(f"{ONE}    access: {{a: b}}", "access", id="no-rule"),
        pytest.param(f"{ONE}    access: a\n    Access: everyone", "en gång", id="a-rule-twice"),
        pytest.param(f"{ONE}    access: [a, everyone]", "everyone och annat", id="everyone-and-a"),
        pytest.param(f"allow_hosts: ['http://a.se']\n{ONE}", "allow_hosts", id="no-host"),
        pytest.param(f"allow_hosts: ['a.se:8080']\n{ONE}", "utan port", id="host-with-port"),
        pytest.param(f"allow_hosts: [10.0.0.0/8]\n{ONE}", "allow_hosts", id="a-network"),
    ],
)
def test_a_wrong_list_is_told_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceListError, match=said) as caught:
        listed(tmp_path, text)

    assert "sources.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_list_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceListError, match=r"borta\.yaml.*--sources"):
        read_sources(tmp_path / "borta.yaml")


def test_yaml_that_would_build_things_builds_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceListError):
        listed(tmp_path, "sources:\n  - url: !!python/object/apply:os.getcwd []\n")
