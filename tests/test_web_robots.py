"""What a site's robots.txt says is done, as RFC 9309 has it."""

import time

import pytest

from ingest.web.robots import read_rules

SITE = b"""\xef\xbb\xbf# Regler
User-agent: *
Disallow: /intern/   # inte er
Allow: /intern/oppet/
Disallow: /*.xls$
Disallow: /sok?*q=
Crawl-delay: 2.5

User-agent: GPTBot
Disallow: /
"""


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("/", True),
        ("/intern/x.pdf", False),
        ("/Intern/x.pdf", True),
        ("/intern/oppet/x.pdf", True),
        ("/int%65rn/x.pdf", False),
        ("/a/b.xls", False),
        ("/a/b.xlsx", True),
        ("/sok?sida=1&q=nytta", False),
        ("/sok?sida=1", True),
        ("/robots.txt", True),
    ],
)
def test_the_most_specific_rule_decides(target: str, allowed: bool) -> None:
    assert read_rules(SITE).allow(target) is allowed


def test_a_delay_that_the_site_wants_is_read() -> None:
    assert read_rules(SITE).delay == 2.5


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        pytest.param("User-agent: Lardom\nDisallow: /\n\nUser-agent: *\nAllow: /", False, id="us"),
        pytest.param("User-agent: *\nDisallow: /\n\nUser-agent: lardom/1\nAllow: /", True, id="ok"),
        pytest.param("User-agent: a\nUser-agent: LARDOM\nDisallow: /", False, id="shared-group"),
        pytest.param("User-agent: lard\nDisallow: /", True, id="another-name"),
        pytest.param("User-agent: *\nDisallow:", True, id="nothing-disallowed"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a", True, id="equal-rules"),
        pytest.param("<html>Sidan finns inte</html>", True, id="a-web-page"),
        pytest.param("", True, id="empty"),
        pytest.param("User-agent: *\nDisallow: /a$", True, id="anchored"),
        pytest.param("User-agent: *\nDisallow: /*rsrapport", False, id="wildcard"),
        pytest.param("User-agent: *\nDisallow: /a/år", False, id="not-ascii"),
        pytest.param("User-agent: *\r\nDisallow: /a/\r\n", False, id="windows-lines"),
    ],
)
def test_what_is_said_to_us_is_done(said: str, allowed: bool) -> None:
    rules = read_rules(said.encode())

    assert rules.allow("/a/%C3%A5rsrapport") is allowed


def test_rules_made_to_be_slow_are_matched_in_no_time() -> None:
    rules = read_rules(b"User-agent: *\n" + b"Disallow: /" + b"a*" * 50_000 + b"b$\n")
    started = time.monotonic()

    assert rules.allow("/" + "a" * 4000)
    assert time.monotonic() - started < 1
