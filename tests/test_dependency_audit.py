"""Known vulnerabilities of what we depend on: found, ignored with a reason until a day, told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.dependency_audit import (
    IGNORED,
    OSV,
    PINNED,
    PROGRAM,
    Audited,
    Ignored,
    audited,
    read_ignored,
    told_of,
)

TODAY = date(2027, 1, 31)
TOMORROW = TODAY + timedelta(days=1)
HALF_A_YEAR = timedelta(days=183)
FAULT = {
    "id": "GHSA-aaaa-bbbb-cccc",
    "aliases": ["CVE-2026-99999"],
    "summary": "Made for a test.",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]},
            ],
        }
    ],
}


class Answering(BaseHTTPRequestHandler):
    """As OSV answers: a fault in one package, none in others."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        faults = [FAULT] if asked["package"]["name"] == "jinja2" else []
        body = json.dumps({"vulns": faults} if faults else {}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audited:
    """What the real program finds in two packages, one of them with a fault."""
    if not PROGRAM.exists():
        pytest.skip("pip-audit saknas: `make audit` installerar det")
    pinned = tmp_path / "pinned.txt"
    pinned.write_text("jinja2==3.1.6\nnumpy==2.3.0\n", encoding="utf-8")
    with answering() as address:
        monkeypatch.setenv(OSV, address)
        return audited(pinned)


def ignoring(name: str, until: date = TOMORROW) -> list[Ignored]:
    return [Ignored(id=name, reason="made for a test", until=until)]


def test_a_fault_is_told_of_with_the_version_that_mends_it(seen: Audited) -> None:
    (line,) = told_of(seen, [], TODAY)

    assert line == "jinja2 3.1.6: CVE-2026-99999; mended in 99.0"
    assert (seen.looked_up, seen.skipped) == (2, ())


@pytest.mark.parametrize("name", ["GHSA-aaaa-bbbb-cccc", "CVE-2026-99999"])
def test_a_fault_is_ignored_by_any_of_its_names_until_the_day(seen: Audited, name: str) -> None:
    assert not list(told_of(seen, ignoring(name), TODAY))
    assert len(list(told_of(seen, ignoring(name), TOMORROW))) == 1


def test_what_is_ignored_and_nowhere_found_is_to_be_taken_away(seen: Audited) -> None:
    *_, last = told_of(seen, ignoring("GHSA-gone"), TODAY)

    assert "GHSA-gone" in last


def test_a_package_that_could_not_be_looked_up_is_not_counted_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not PROGRAM.exists():
        pytest.skip("pip-audit saknas: `make audit` installerar det")
    pinned = tmp_path / "pinned.txt"
    pinned.write_text("jinja2==3.1.6\n", encoding="utf-8")
    monkeypatch.setenv(OSV, "http://127.0.0.1:9/v1/query")

    found = audited(pinned)

    assert (found.looked_up, len(found.skipped)) == (0, 1)


def test_what_is_ignored_has_a_reason_and_a_day_within_half_a_year() -> None:
    latest = datetime.now(UTC).date() + HALF_A_YEAR
    for one in read_ignored(IGNORED):
        assert len(one.reason) > 20, one.id
        assert one.until <= latest, one.id


def test_every_package_is_pinned_to_one_version() -> None:
    lines = PINNED.read_text(encoding="utf-8").splitlines()

    loose = [line for line in lines if line and not line.startswith("#") and "==" not in line]
    assert not loose
