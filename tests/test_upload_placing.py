"""Uploaded files in their folder: whole, with what is said of them, and out again as it was."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assistant.deciding import AccessDecider
from assistant.errors import (
    UploadExistsError,
    UploadFolderError,
    UploadRefusedError,
    UploadTooLargeError,
)
from assistant.uploading.placing import Shelf
from assistant.uploading.taking_in import Limits, Uploader
from assistant.uploading.types import Outcome, Upload
from ingest.sidecar import read_sidecar
from ingest.syncprocess import Ending, Synced
from ingest.types import Failure

NAME = "rapport.md"


class Scripted:
    """Syncs nothing: ends as it is told to, once it is let go."""

    def __init__(self, *endings: Synced) -> None:
        self._endings = list(endings)
        self.free = threading.Event()
        self.begun = threading.Event()
        self.seen: list[set[str]] = []

    def sync(self, folder: Path) -> Synced:
        self.seen.append({path.name for path in folder.iterdir() if path.is_file()})
        self.begun.set()
        assert self.free.wait(10)
        return self._endings.pop(0)

    def close(self) -> None:
        self.free.set()


def upload(
    name: str = NAME, access: tuple[str, ...] | None = None, *, replaces: bool = False
) -> Upload:
    return Upload(name=name, properties=(), access=access, replaces=replaces)


def anybody(_access: tuple[str, ...]) -> bool:
    return True


def coming(shelf: Shelf, content: bytes) -> Path:
    path = shelf.new_file()
    path.write_bytes(content)
    return path


def visible(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf with a secret report, ruled by a sidecar that goes by its stem."""
    (tmp_path / NAME).write_bytes(b"old")
    (tmp_path / "rapport.meta.yaml").write_bytes(b"title: Gammal\naccess: [styrgrupp]\n")
    return Shelf(tmp_path)


def test_what_is_replaced_keeps_its_rule_where_none_is_said(shelf: Shelf) -> None:
    before = visible(shelf.folder)

    shelf.place(coming(shelf, b"new"), upload(replaces=True), anybody)

    assert visible(shelf.folder) == {**before, NAME: b"new"}
    assert read_sidecar(shelf.folder / NAME).access == ("styrgrupp",)


@pytest.mark.parametrize("access", [("everyone",), ("revision",), ("styrgrupp", "revision")])
def test_what_is_taken_back_leaves_all_as_it_was(shelf: Shelf, access: tuple[str, ...]) -> None:
    before = visible(shelf.folder)

    placed = shelf.place(coming(shelf, b"new"), upload(access=access, replaces=True), anybody)
    ruled = read_sidecar(shelf.folder / NAME)
    shelf.take_back(placed)

    assert ruled.access == access
    assert dict(ruled.properties)["title"] == "Gammal"
    assert visible(shelf.folder) == before
    assert not list((shelf.folder / ".uppladdning").iterdir())


def test_while_a_file_is_replaced_nobody_sees_more_than_before_and_after(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looks at the folder whenever a file gets a name."""
    seen: list[tuple[bytes, tuple[str, ...]]] = []
    replace = Path.replace

    def watched(path: Path, target: Path) -> Path:
        done = replace(path, target)
        seen.append(((shelf.folder / NAME).read_bytes(), read_sidecar(shelf.folder / NAME).access))
        return done

    monkeypatch.setattr(Path, "replace", watched)
    placed = shelf.place(
        coming(shelf, b"new"), upload(access=("revision",), replaces=True), anybody
    )
    shelf.take_back(placed)

    assert (b"new", ("revision",)) in seen
    assert (b"old", ("revision",)) not in seen
    assert (b"new", ("styrgrupp",)) not in seen


def test_a_file_whose_rule_does_not_name_the_sender_is_not_replaced(shelf: Shelf) -> None:
    before = visible(shelf.folder)

    with pytest.raises(UploadExistsError) as refused:
        shelf.place(coming(shelf, b"new"), upload(replaces=True), lambda access: "x" in access)

    assert "replace" not in refused.value.remedy
    assert visible(shelf.folder) == before


@pytest.mark.parametrize("access", [("everyone",), None], ids=["opened", "as it is"])
def test_a_sidecar_that_rules_another_file_is_never_written(
    shelf: Shelf, access: tuple[str, ...] | None
) -> None:
    (shelf.folder / "avtal.docx.pdf").write_bytes(b"secret")
    (shelf.folder / "avtal.docx.meta.yaml").write_bytes(b"access: [styrgrupp]\n")
    before = visible(shelf.folder)

    with pytest.raises(UploadExistsError):
        shelf.place(coming(shelf, b"new"), upload("avtal.docx", access), anybody)

    assert visible(shelf.folder) == before


def test_a_new_sidecar_never_comes_to_rule_another_file(shelf: Shelf) -> None:
    (shelf.folder / "avtal.docx.pdf").write_bytes(b"open")

    with pytest.raises(UploadExistsError):
        shelf.place(coming(shelf, b"new"), upload("avtal.docx", ("styrgrupp",)), anybody)

    shelf.place(coming(shelf, b"new"), upload("avtal.docx"), anybody)
    assert read_sidecar(shelf.folder / "avtal.docx.pdf").access == ("everyone",)


@pytest.mark.parametrize("beside", [None, b"title: Avtal\n"], ids=["new", "there already"])
def test_what_is_said_of_a_file_that_is_replaced_is_never_said_of_another(
    shelf: Shelf, beside: bytes | None
) -> None:
    (shelf.folder / "avtal.docx").write_bytes(b"open")
    (shelf.folder / "avtal.docx.pdf").write_bytes(b"secret")
    (shelf.folder / "avtal.docx.pdf.meta.yaml").write_bytes(b"access: [styrgrupp]\n")
    if beside:
        (shelf.folder / "avtal.docx.meta.yaml").write_bytes(beside)
        (shelf.folder / "avtal.docx.pdf.meta.yaml").unlink()
    else:
        (shelf.folder / "avtal.docx.txt").write_bytes(b"secret by its folder")
    before = visible(shelf.folder)

    with pytest.raises(UploadExistsError) as refused:
        shelf.place(
            coming(shelf, b"new"), upload("avtal.docx", ("everyone",), replaces=True), anybody
        )

    assert "replace" not in refused.value.remedy
    assert visible(shelf.folder) == before


def test_a_link_is_never_written_through(shelf: Shelf, tmp_path: Path) -> None:
    elsewhere = tmp_path / "annat.txt"
    (shelf.folder / "länk.md").symlink_to(elsewhere)

    with pytest.raises(UploadExistsError):
        shelf.place(coming(shelf, b"new"), upload("länk.md", replaces=True), anybody)

    assert not elsewhere.exists()


def test_a_sidecar_that_cannot_be_read_is_not_passed_over(shelf: Shelf) -> None:
    (shelf.folder / "ny.md.meta.yaml").write_bytes(b"access: [")

    with pytest.raises(UploadRefusedError, match="metadatafil"):
        shelf.place(coming(shelf, b"new"), upload("ny.md"), anybody)

    assert not (shelf.folder / "ny.md").exists()


@contextmanager
def uploading(folder: Path, syncing: Scripted) -> Iterator[Uploader]:
    ruling = AccessDecider(folder / "data")
    with closing(Uploader(folder, syncing, ruling, Limits(size=8))) as uploader:
        yield uploader


def sent(uploader: Uploader, name: str, content: bytes = b"text") -> "Future[Outcome]":
    with closing(uploader.receive()) as incoming:
        incoming.write(content)
        incoming.finish()
        return uploader.take_in(incoming, upload(name), anybody)


def test_what_comes_during_a_sync_is_synced_together_after_it(tmp_path: Path) -> None:
    syncing = Scripted(
        Synced(ending=Ending.DONE, there=frozenset({"a.md"})),
        Synced(ending=Ending.DONE, there=frozenset({"a.md", "b.md", "c.zip/d.md"})),
    )
    with uploading(tmp_path, syncing) as uploader:
        first = sent(uploader, "a.md")
        assert syncing.begun.wait(10)
        further = [sent(uploader, name) for name in ("b.md", "c.zip")]
        syncing.free.set()
        outcomes = [told.result(10) for told in (first, *further)]

    assert outcomes == [Outcome(source=name) for name in ("a.md", "b.md", "c.zip")]
    assert syncing.seen == [{"a.md"}, {"a.md", "b.md", "c.zip"}]


def test_a_name_that_is_coming_in_is_taken_and_then_free_again(tmp_path: Path) -> None:
    failed = Failure(source="a.md", reason="filen är skadad.", remedy="Spara den på nytt.")
    syncing = Scripted(
        Synced(ending=Ending.DONE, failed=(failed,)),
        Synced(ending=Ending.DONE, there=frozenset({"a.md"})),
    )
    with uploading(tmp_path, syncing) as uploader:
        told = sent(uploader, "a.md")
        with pytest.raises(UploadExistsError, match="just nu"):
            sent(uploader, "a.md")
        syncing.free.set()
        with pytest.raises(UploadRefusedError, match="skadad"):
            told.result(10)

        assert sent(uploader, "a.md").result(10) == Outcome(source="a.md")


def test_where_the_library_cannot_be_written_the_file_is_taken_back(tmp_path: Path) -> None:
    syncing = Scripted(Synced(ending=Ending.FAILED, reason="Disken är full."))
    syncing.free.set()
    with uploading(tmp_path, syncing) as uploader:
        told = sent(uploader, "a.md")
        with pytest.raises(UploadFolderError, match="Disken är full"):
            told.result(10)

    assert visible(tmp_path) == {}


def test_what_waits_when_the_service_ends_stays_for_the_next_sync(tmp_path: Path) -> None:
    closed = Synced(ending=Ending.CLOSED)
    syncing = Scripted(closed, closed)
    with uploading(tmp_path, syncing) as uploader:
        first = sent(uploader, "a.md")
        assert syncing.begun.wait(10)
        second = sent(uploader, "b.md")

    assert first.result(10).waits_for
    assert second.result(10).waits_for
    assert set(visible(tmp_path)) == {"a.md", "b.md"}


def test_no_more_is_written_than_may_be(tmp_path: Path) -> None:
    with uploading(tmp_path, Scripted()) as uploader, closing(uploader.receive()) as incoming:
        incoming.write(b"12345678")
        with pytest.raises(UploadTooLargeError):
            incoming.write(b"9")

    assert not list((tmp_path / ".uppladdning").iterdir())
