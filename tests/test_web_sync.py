"""A list of web sources taken into a library: fetched, read, cited with its address, forgotten."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.errors import FolderError, LockedError
from ingest.history import library_status, run_in_full
from ingest.lock import writing
from ingest.record.runs import FileStatus
from ingest.report import SyncReport
from ingest.sync import sync
from ingest.web.storing import COMING
from ingest.web.types import Limits
from ingest.web_sync import Web, sync_with_web
from ingest.work import Library
from tests.conftest import ROOT, write_material
from tests.shelving import reader_of
from tests.web_site import Page, Site, html, running_site

REPORT = (ROOT / "corpus" / "exempelprojekt" / "slutrapport.pdf").read_bytes()
PAGE = "<!DOCTYPE html><title>Nyheter</title><h1>Nyheter</h1><p>Falken flyttade 2021.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A library and the list of web sources that it is to hold."""

    library: Library
    path: Path

    def sync(self, *entries: str, folders: tuple[Path, ...] = ()) -> SyncReport:
        lines = ["allow_hosts: [127.0.0.1]", "sources:", *(f"- {entry}" for entry in entries)]
        self.path.write_text("\n".join(lines), encoding="utf-8")
        web = Web(sources=self.path, limits=Limits(pause=0.0))
        return sync_with_web(self.library, folders, web)

    def urls(self, generation: int) -> dict[str, str | None]:
        with closing(reader_of(self.library.data, generation)) as reader:
            return {row.source.split("/")[-1]: row.metadata.url for row in reader.documents()}


@pytest.fixture
def collection(library: Library, tmp_path: Path) -> Collection:
    return Collection(library=library, path=tmp_path / "sources.yaml")


def test_what_the_web_gives_stands_in_the_library_and_in_the_report(
    site: Site, collection: Collection, material: Path
) -> None:
    report_url, news = site.at("/slutrapport.pdf"), site.at("/nyheter.pdf")
    site.pages |= {
        "/slutrapport.pdf": Page(body=REPORT, etag='"1"'),
        "/nyheter.pdf": html(PAGE),
        "/gammal.pdf": Page(status=404),
    }
    entries = [f"{{url: {url}}}" for url in (report_url, news)]
    gone = f"{{url: {site.at('/gammal.pdf')}, access: [styrgrupp]}}"

    first = collection.sync(*entries, gone, folders=(material,))

    assert [name.split("/")[-1] for name in first.stored] == [
        "nyheter.html", "slutrapport.pdf", "anteckning.txt", "uppdrag.md", "slutrapport.md",
    ]  # fmt: skip
    assert [failure.source for failure in first.failed] == [site.at("/gammal.pdf")]
    assert "webbsida" in first.notices[0].text
    assert collection.urls(first.generation) | {
        "slutrapport.pdf": report_url,
        "nyheter.html": news,
    } == collection.urls(first.generation)
    told = run_in_full(collection.library.data, 1)
    assert told is not None
    (failed,) = [file for file in told.files if file.status is FileStatus.FAILED]
    assert (failed.source, failed.access) == (site.at("/gammal.pdf"), ("styrgrupp",))

    site.pages["/nyheter.pdf"] = Page(status=410)
    second = collection.sync(*entries)

    assert [name.split("/")[-1] for name in second.removed] == ["nyheter.html"]
    assert len(second.unchanged) == 1
    assert set(collection.urls(second.generation)) == {
        "slutrapport.pdf", "anteckning.txt", "uppdrag.md", "slutrapport.md",
    }  # fmt: skip

    site.pages["/slutrapport.pdf"] = Page(status=404)
    third = collection.sync(*entries)

    assert len(third.removed) == 1
    assert set(collection.urls(third.generation)) == {
        "anteckning.txt", "uppdrag.md", "slutrapport.md",
    }  # fmt: skip


def test_where_nothing_can_be_fetched_that_is_told_and_nothing_else_happens(
    site: Site, collection: Collection
) -> None:
    report = collection.sync(f"{{url: {site.at('/borta.pdf')}}}")

    assert [failure.source for failure in report.failed] == [site.at("/borta.pdf")]
    assert (report.stored, report.removed) == ((), ())
    assert library_status(collection.library.data, 1).documents == 0


def test_a_folder_that_is_wrong_is_told_before_anything_is_fetched(
    site: Site, collection: Collection, tmp_path: Path
) -> None:
    with pytest.raises(FolderError):
        collection.sync(f"{{url: {site.at('/a.pdf')}}}", folders=(tmp_path / "borta",))

    assert site.visits == []


def test_two_do_not_fetch_at_once_but_one_may_sync_meanwhile(
    site: Site, collection: Collection, tmp_path: Path
) -> None:
    folder = write_material(tmp_path / "annat", {"a.md": "# A\n\nText.\n"})

    with writing(collection.library.data / COMING):
        with pytest.raises(LockedError):
            collection.sync(f"{{url: {site.at('/a.pdf')}}}")
        assert sync(collection.library, [folder]).stored == ("a.md",)
    assert site.visits == []


def lardom(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "assistant", "sync", *arguments],
        env={**os.environ, "LARDOM_DATA": str(data), "LARDOM_WEB_PAUSE": "0"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_command_fetches_only_when_it_is_asked_to(site: Site, tmp_path: Path) -> None:
    site.pages["/a.txt"] = Page(body=b"Text om Falken.", headers=(("Content-Type", "text/plain"),))
    path = tmp_path / "lista.yaml"
    path.write_text(
        f"allow_hosts: [127.0.0.1]\nsources:\n- url: {site.at('/a.txt')}\n", encoding="utf-8"
    )

    refused = lardom(tmp_path / "data", "--sources", str(path))
    before = list(site.visits)
    done = lardom(tmp_path / "data", "--web", "--sources", str(path), "--json")

    assert (refused.returncode, before) == (2, [])
    assert "utan --web" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["stored"] == [f"127.0.0.1-{site.port}/a.txt"]
