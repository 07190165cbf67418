"""Scans are read by the real programs where they are installed; the rest is tried without."""

import hashlib
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.library import LibraryKeeper
from ingest.embedding import Embedder
from ingest.programs import NO_PROGRAMS, Programs, help_from
from ingest.programs.recognition import Recogniser
from ingest.recognised import RecognisedPages
from ingest.sandbox import LongWork, read_documents
from ingest.sync import forget, sync
from ingest.types import Document, Failure, PageState, Working
from ingest.work import Library
from tests.scans import BODY, needs_recognition, scanned
from tests.services import client, serving
from tests.test_sandbox import children

PRINTED = ["Beslut om projektet Gullvivan", "Regeringen beslutade den 12 november 2015."]
MIXED = "blandad.pdf"
MATERIAL = Path(__file__).parents[2] / "shared/material/foreskrifter"
SCAN = "ELSÄK-FS-2003-3.pdf"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recognised") / "data"


@pytest.fixture(scope="module")
def programs(data: Path) -> Programs:
    return help_from(data, ocr=True, office=False)


@pytest.fixture(scope="module")
def material(data: Path) -> Path:
    folder = data.parent / "material"
    folder.mkdir()
    (folder / MIXED).write_bytes(scanned(BODY, before=[PRINTED]))
    return folder


@pytest.fixture(scope="module")
def taken_in(data: Path, material: Path, programs: Programs, embedder: Embedder) -> Library:
    """The mixed document, read first without the programs, then with them."""
    library = Library(data=data, embedder=embedder, workers=1)
    first = sync(library, [material])
    assert "1 av 2 sidor saknar text" in first.notices[0].text
    assert "lardom doctor" in first.notices[0].text
    helped = replace(library, programs=programs)
    second = sync(helped, [material])
    assert second.replaced == (MIXED,)
    return helped


def words(text: str) -> list[str]:
    return [word.strip(".,").lower() for word in text.split()]


@needs_recognition
def test_a_page_without_text_is_recognised_and_the_others_are_left_as_they_are(
    taken_in: Library, material: Path
) -> None:
    (read,) = read_documents(material, [MIXED], long_work=LongWork(programs=taken_in.programs))

    document = read.outcome
    assert isinstance(document, Document)
    first, second = document.pages
    assert first.span.of(document.text).split("\n\n") == PRINTED
    assert [first.state, second.state] == [PageState.PRINTED, PageState.RECOGNISED]
    found = words(second.span.of(document.text))
    wanted = words(" ".join(BODY))
    assert sum(word in found for word in wanted) >= 0.9 * len(wanted)
    assert "1 av 2 sidor är maskinlästa (sida 2)" in document.notices[0]


@needs_recognition
def test_a_file_whose_pages_are_recognised_is_not_read_again(
    taken_in: Library, material: Path
) -> None:
    report = sync(taken_in, [material])

    assert (report.unchanged, report.replaced) == ((MIXED,), ())


@needs_recognition
def test_a_recognised_page_that_is_lost_is_recognised_anew(
    taken_in: Library, material: Path, data: Path
) -> None:
    (page,) = (data / "ocr").glob("*/2.pdf")
    page.unlink()
    page.parent.rmdir()

    report = sync(taken_in, [material])

    assert report.replaced == (MIXED,)
    assert page.exists()


@needs_recognition
def test_an_answer_quotes_a_recognised_page_and_shows_its_picture(
    taken_in: Library, embedder: Embedder
) -> None:
    with serving(taken_in.data, embedder) as service, client(service) as api:
        asked = api.post("/api/v1/ask", json={"question": "Vad kostade projektet?"})
        citation = asked.json()["citations"][0]
        document = api.get(f"/api/v1/documents/{citation['document_id']}").json()
        address = f"/api/v1/documents/{citation['document_id']}/pages/2/picture"
        page = document["pages"][1]
        plain = api.get(address)
        marked = api.get(address, params={"start": page["start"], "end": page["end"]})

    assert "14,5 miljoner kronor" in citation["quote"]
    assert citation["page"] == 2
    assert [page["recognised"] for page in document["pages"]] == [False, True]
    assert plain.status_code == marked.status_code == 200
    assert plain.content != marked.content


@needs_recognition
def test_a_scan_with_no_words_on_it_is_refused_and_not_tried_over_and_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "tom.pdf").write_bytes(scanned([]))
    heard: list[Working] = []
    long_work = LongWork(
        programs=help_from(tmp_path / "data", ocr=True, office=False),
        tell=lambda _source, working: heard.append(working),
    )

    reads = [*read_documents(tmp_path, ["tom.pdf", "tom.pdf"], workers=1, long_work=long_work)]

    assert all(isinstance(read.outcome, Failure) for read in reads)
    assert "textigenkänningen inte hittar några ord" in str(reads[0].outcome)
    assert [working.done for working in heard] == [0, 1, 1]


@needs_recognition
def test_a_reading_process_that_is_killed_takes_the_programs_and_their_files_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    (tmp_path / "a.pdf").write_bytes(scanned(BODY * 4))
    before = children()
    groups: list[int] = []

    def kill(_source: str, _working: Working) -> None:
        groups.extend(children() - before)
        deadline = time.monotonic() + 20
        while len(members(groups[0])) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(groups[0], signal.SIGKILL)

    programs = help_from(tmp_path / "data", ocr=True, office=False)
    (read,) = read_documents(
        tmp_path, ["a.pdf"], workers=1, long_work=LongWork(programs=programs, tell=kill)
    )

    assert isinstance(read.outcome, Failure)
    assert "kraschade" in read.outcome.reason
    deadline = time.monotonic() + 20
    while members(groups[0]) and time.monotonic() < deadline:
        time.sleep(0.02)  # only the first of them is waited for; the others are dying
    assert members(groups[0]) == set()
    assert list(spare.iterdir()) == []


def members(group: int) -> set[int]:
    """The living processes of a group, as Linux lists them."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            state, _parent, its = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(its) == group and state != "Z":
            found.add(int(entry.name))
    return found


@needs_recognition
@pytest.mark.slow
@pytest.mark.material
@pytest.mark.skipif(not MATERIAL.is_dir(), reason="the shared material is not here")
def test_a_real_scan_is_read(tmp_path: Path) -> None:
    programs = help_from(tmp_path, ocr=True, office=False)

    (read,) = read_documents(MATERIAL, [SCAN], long_work=LongWork(programs=programs))

    assert isinstance(read.outcome, Document)
    assert "Elsäkerhetsverket föreskriver med stöd av" in read.outcome.text


@needs_recognition
def test_forgotten_documents_leave_no_recognised_pages(
    tmp_path: Path, material: Path, data: Path, taken_in: Library
) -> None:
    forget(taken_in, material)

    assert list((data / "ocr").iterdir()) == []
    with closing(LibraryKeeper(data, taken_in.embedder)) as keeper:
        assert keeper.current().record.documents() == []


@pytest.mark.parametrize("count", [1, 3], ids=["one page", "three pages"])
def test_pages_that_are_there_already_are_handed_out_without_any_program(
    tmp_path: Path, count: int
) -> None:
    pages = RecognisedPages(tmp_path / "ocr")
    content = b"en fil"
    for number in range(1, count + 1):
        pages.keep(hashlib.sha256(content).hexdigest(), number, f"sida {number}".encode())
    recogniser = Recogniser(pages, lambda _working: None)

    found = recogniser.recognise(content, range(1, count + 1))

    assert found == {n: f"sida {n}".encode() for n in range(1, count + 1)}


def test_only_what_nobody_uses_or_wanted_lately_is_swept(tmp_path: Path) -> None:
    pages = RecognisedPages(tmp_path)
    for name in ("used", "old", "wanted"):
        pages.keep(name, 1, b"x")
        os.utime(tmp_path / name, (1, 1))
    since = time.time()
    pages.mark_used("wanted")

    pages.sweep({"used"}, since)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["used", "wanted"]
    assert not pages.knows("old")


def test_a_scan_is_refused_with_the_way_to_read_it_where_no_program_may_help(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.pdf").write_bytes(scanned(BODY))

    (read,) = read_documents(tmp_path, ["a.pdf"], long_work=LongWork(programs=NO_PROGRAMS))

    assert isinstance(read.outcome, Failure)
    assert "inskannat: 1 sida utan text" in read.outcome.reason
    assert "lardom doctor" in read.outcome.remedy


def test_nothing_helps_where_it_is_not_allowed(tmp_path: Path) -> None:
    assert help_from(tmp_path, ocr=False, office=False) == NO_PROGRAMS


@pytest.fixture
def _empty_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PATH", str(tmp_path))
    yield


@pytest.mark.usefixtures("_empty_path")
def test_nothing_helps_where_nothing_is_installed(tmp_path: Path) -> None:
    assert help_from(tmp_path, ocr=True, office=True) == NO_PROGRAMS
