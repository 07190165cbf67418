"""What of a folder is material, and what is said of the rest."""

import os
from pathlib import Path

import pytest

from ingest.errors import FolderError
from ingest.scanning import Scan, scan_folder
from tests.conftest import write_material


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_material(tmp_path / "material", {"b.txt": "b", "under/a.md": "a"})


def why_skipped(scan: Scan) -> dict[str, str]:
    return {skipped.source: skipped.reason for skipped in scan.skipped}


def test_files_are_listed_by_their_path_below_the_folder(folder: Path) -> None:
    scan = scan_folder(folder)

    assert scan == Scan(sources=("b.txt", "under/a.md"), skipped=(), failed=())


def test_what_is_no_material_is_named_with_a_reason(folder: Path) -> None:
    write_material(
        folder,
        {".dold": "", "_bygge/c.md": "", "b.txt.meta.yaml": "", "sources.yaml": "", "x/.y/z": ""},
    )
    os.mkfifo(folder / "rör")

    scan = scan_folder(folder)

    assert scan.sources == ("b.txt", "under/a.md")
    assert why_skipped(scan) == {
        ".dold": "namnet börjar med punkt eller understreck",
        "_bygge/c.md": "namnet börjar med punkt eller understreck",
        "x/.y/z": "namnet börjar med punkt eller understreck",
        "b.txt.meta.yaml": "metadatafil till ett dokument",
        "sources.yaml": "lista över webbkällor",
        "rör": "inte en vanlig fil",
    }


def test_links_are_followed_within_the_folder_only(folder: Path, tmp_path: Path) -> None:
    write_material(tmp_path, {"utanför/hemlig.txt": "hemlig"})
    (folder / "inåt.txt").symlink_to("b.txt")
    (folder / "utåt.txt").symlink_to(tmp_path / "utanför" / "hemlig.txt")
    (folder / "mapp").symlink_to(tmp_path / "utanför", target_is_directory=True)
    (folder / "bruten.txt").symlink_to("borta.txt")
    (folder / "slinga.txt").symlink_to("slinga.txt")

    scan = scan_folder(folder)

    assert scan.sources == ("b.txt", "inåt.txt", "under/a.md")
    assert why_skipped(scan) == {
        "utåt.txt": "länk ut ur mappen",
        "mapp": "länk till en mapp",
        "bruten.txt": "länk som inte leder någonstans",
        "slinga.txt": "länk som inte leder någonstans",
    }


def test_a_name_that_is_not_utf8_is_a_failure_with_a_remedy(folder: Path) -> None:
    broken = os.fsdecode(os.fsencode(folder) + b"/\xe5rsrapport.txt")
    Path(broken).write_text("innehåll")

    scan = scan_folder(folder)

    assert scan.sources == ("b.txt", "under/a.md")
    assert [failure.source for failure in scan.failed] == ["\N{REPLACEMENT CHARACTER}rsrapport.txt"]
    assert scan.failed[0].remedy.startswith("Byt namn på filen")


def test_a_missing_folder_is_told_with_the_way_to_forget_it(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"finns inte.*lardom forget"):
        scan_folder(tmp_path / "borta")


def test_a_file_is_no_folder(folder: Path) -> None:
    with pytest.raises(FolderError, match="är ingen mapp"):
        scan_folder(folder / "b.txt")


@pytest.mark.parametrize("files", [{}, {".dold": ""}, {"_a/b.txt": ""}])
def test_a_folder_without_documents_is_told(tmp_path: Path, files: dict[str, str]) -> None:
    write_material(tmp_path, files)

    with pytest.raises(FolderError, match="inga dokument"):
        scan_folder(tmp_path)


def test_a_folder_whose_name_is_not_utf8_is_told(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe5r"))
    write_material(folder, {"a.txt": "a"})

    with pytest.raises(FolderError, match="UTF-8"):
        scan_folder(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_an_unreadable_folder_below_stops_everything(folder: Path) -> None:
    (folder / "under").chmod(0)

    try:
        with pytest.raises(FolderError, match="går inte att läsa"):
            scan_folder(folder)
    finally:
        (folder / "under").chmod(0o700)


def test_a_data_folder_inside_the_material_is_no_material(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "record.sqlite3").write_bytes(b"SQLite")
    (tmp_path / "rapport.md").write_text("# Rapport")

    scan = scan_folder(tmp_path, data)

    assert scan.sources == ("rapport.md",)
    assert [skipped.reason for skipped in scan.skipped] == ["hör till datamappen"]


@pytest.mark.parametrize("sign", ["\n", "\x1b", "\u202e", "\u2028"])
def test_a_name_that_can_be_taken_for_another_is_a_failure(folder: Path, sign: str) -> None:
    (folder / f"rapport{sign}fdp.txt").write_text("innehåll")

    scan = scan_folder(folder)

    assert [failure.source for failure in scan.failed] == [
        "rapport\N{REPLACEMENT CHARACTER}fdp.txt"
    ]
    assert "styrtecken" in scan.failed[0].reason


def test_a_folder_too_deep_for_any_path_is_a_failure_and_hides_nothing(folder: Path) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(25):
            Path("m" * 200).mkdir()
            os.chdir("m" * 200)
        Path("innerst.txt").write_text("innehåll")
    finally:
        os.chdir(before)

    scan = scan_folder(folder)

    assert scan.sources == ("b.txt", "under/a.md")
    assert len(scan.failed) == 1
    assert "längre än vad systemet kan öppna" in scan.failed[0].reason
