"""Collection workbooks of material folders go to the register, and leave it with their files."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ingest.collected import look
from ingest.record.opening import RECORD_NAME
from ingest.record.register.places import BookThere
from ingest.record.register.record import open_register, open_register_to_write
from ingest.register.importing import forgetting, kept_file
from ingest.register.taking_in import take_in
from ingest.scanning import scan_folder
from ingest.types import EVERYONE
from tests.collected import (
    BOOK,
    budgets,
    forget_folder,
    let_settle,
    take_folder_in,
    write_book,
)

MAPPING = """
insamling: {undersökning: Enligt mappningen, år: 2017}
blad:
- blad: Projekt
  slag: projekt
  kolumner:
  - {kolumn: A, rubrik: Myndighet, fält: Myndighet}
  - {kolumn: B, rubrik: Projekt, fält: Projekt}
  - {kolumn: C, rubrik: Pengar, fält: Budget, enhet: tkr}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_book(tmp_path / "material" / BOOK, 10, 20)
    return tmp_path / "material"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def asked(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / RECORD_NAME)) as database:
        return database.execute(sql).fetchall()


def test_a_workbook_is_taken_in_by_its_path_below_the_folder(folder: Path, data: Path) -> None:
    report = take_folder_in(data, folder)

    assert report.stored == (BOOK,)
    assert budgets(data) == 30
    assert asked(data, "SELECT source FROM register_books") == [(BOOK,)]


def test_a_folder_with_nothing_but_workbooks_is_no_empty_folder(folder: Path) -> None:
    scan = scan_folder(folder)

    assert (scan.sources, scan.collections) == ((), (BOOK,))


def test_a_second_time_changes_nothing(folder: Path, data: Path) -> None:
    take_folder_in(data, folder)
    before = asked(data, "SELECT * FROM register_books") + asked(data, "SELECT * FROM facts")

    report = take_folder_in(data, folder)

    assert (report.unchanged, report.stored, report.replaced) == ((BOOK,), (), ())
    after = asked(data, "SELECT * FROM register_books") + asked(data, "SELECT * FROM facts")
    assert after == before


def test_a_workbook_that_looks_as_it_did_is_not_read(folder: Path, data: Path) -> None:
    let_settle()
    take_folder_in(data, folder)
    record = open_register(data)
    assert record is not None
    there = record.there(folder)
    record.close()

    looked = look(folder, (BOOK,), there)

    assert (looked.unchanged, looked.fresh, looked.gone) == ((BOOK,), (), ())


@pytest.mark.parametrize("beside", [".meta.yaml", ".mappning.yaml"], ids=["sidecar", "mapping"])
def test_a_workbook_is_looked_at_again_when_what_lies_beside_it_changes(
    folder: Path, data: Path, beside: str
) -> None:
    let_settle()
    take_folder_in(data, folder)
    record = open_register(data)
    assert record is not None
    there = record.there(folder)
    record.close()

    (folder / f"{BOOK}{beside}").write_text("access: [styrgrupp]", encoding="utf-8")

    assert look(folder, (BOOK,), there).fresh == (BOOK,)


def test_what_cannot_be_told_by_its_looks_is_read(tmp_path: Path) -> None:
    there = {BOOK: BookThere(mark="", sha256="", mapping_hash="", access=())}

    looked = look(tmp_path, (BOOK,), there)

    assert looked.fresh == (BOOK,)


def test_a_newer_version_takes_the_place_of_the_older(folder: Path, data: Path) -> None:
    take_folder_in(data, folder)
    write_book(folder / BOOK, 10, 50)

    report = take_folder_in(data, folder)

    assert report.replaced == (BOOK,)
    assert budgets(data) == 60
    assert asked(data, "SELECT is_live FROM register_books ORDER BY id") == [(0,), (1,)]


def test_a_workbook_that_turns_out_to_be_of_another_year_leaves_the_first(
    folder: Path, data: Path
) -> None:
    take_folder_in(data, folder)
    write_book(folder / BOOK, 10, 20, year=2018)

    take_folder_in(data, folder)

    assert (budgets(data), budgets(data, year=2018)) == (None, 30)


def test_a_workbook_whose_file_is_gone_is_live_no_more_and_stays_as_history(
    folder: Path, data: Path
) -> None:
    take_folder_in(data, folder)
    (folder / BOOK).unlink()

    report = take_folder_in(data, folder)

    assert report.removed == (BOOK,)
    assert budgets(data) is None
    assert asked(data, "SELECT is_live FROM register_books") == [(0,)]
    assert asked(data, "SELECT count(*) FROM register_project_rows") == [(2,)]


def test_a_workbook_that_comes_back_is_what_it_was(folder: Path, data: Path) -> None:
    take_folder_in(data, folder)
    kept = (folder / BOOK).rename(folder / "undan")
    take_folder_in(data, folder)
    kept.rename(folder / BOOK)

    report = take_folder_in(data, folder)

    assert report.stored == (BOOK,)
    assert budgets(data) == 30
    assert asked(data, "SELECT is_live FROM register_books") == [(1,)]


def test_a_workbook_that_moves_is_stored_once(folder: Path, data: Path) -> None:
    take_folder_in(data, folder)
    new = "arkiv/register/insamling-2017.xlsx"
    (folder / new).parent.mkdir(parents=True)
    (folder / BOOK).rename(folder / new)

    report = take_folder_in(data, folder)

    assert (report.copies, report.removed) == ((new,), (BOOK,))
    assert budgets(data) == 30
    assert asked(data, "SELECT source FROM register_books") == [(new,)]


def test_two_folders_may_have_workbooks_of_one_name(
    folder: Path, data: Path, tmp_path: Path
) -> None:
    write_book(tmp_path / "annat" / BOOK, 5, agency="Exempelverket för kartor")

    take_folder_in(data, folder, tmp_path / "annat")

    assert budgets(data) == 35


def test_one_workbook_in_two_folders_counts_once_and_lives_as_long_as_it_lies_in_one(
    folder: Path, data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "annat"
    shutil.copytree(folder, other)
    take_folder_in(data, folder, other)
    both = budgets(data)
    (folder / BOOK).unlink()
    take_folder_in(data, folder, other)
    one = budgets(data)
    (other / BOOK).unlink()
    take_folder_in(data, folder, other)

    assert (both, one, budgets(data)) == (30, 30, None)


def test_a_workbook_is_for_those_that_its_sidecar_names(folder: Path, data: Path) -> None:
    sidecar = folder / f"{BOOK}.meta.yaml"
    sidecar.write_text("access: [styrgrupp]", encoding="utf-8")

    take_folder_in(data, folder)

    assert (budgets(data), budgets(data, groups=("styrgrupp",))) == (None, 30)


def test_another_rule_of_access_holds_after_the_next_time(folder: Path, data: Path) -> None:
    take_folder_in(data, folder)
    (folder / f"{BOOK}.meta.yaml").write_text("access: [styrgrupp]", encoding="utf-8")

    report = take_folder_in(data, folder)

    assert report.replaced == (BOOK,)
    assert (budgets(data), budgets(data, groups=("styrgrupp",))) == (None, 30)
    assert asked(data, "SELECT count(*) FROM register_books") == [(1,)]


def test_what_holds_for_a_workbook_holds_for_its_former_versions(folder: Path, data: Path) -> None:
    take_folder_in(data, folder)
    write_book(folder / BOOK, 1)
    (folder / f"{BOOK}.meta.yaml").write_text("access: [styrgrupp]", encoding="utf-8")

    take_folder_in(data, folder)

    assert asked(data, "SELECT access FROM register_books") == [('["styrgrupp"]',)] * 2


def test_who_may_see_it_no_more_loses_it_though_the_file_cannot_be_read(
    folder: Path, data: Path
) -> None:
    take_folder_in(data, folder)
    (folder / f"{BOOK}.meta.yaml").write_text("access: [styrgrupp]", encoding="utf-8")
    (folder / BOOK).write_bytes(b"trasig")

    report = take_folder_in(data, folder)

    assert [failure.source for failure in report.failed] == [BOOK]
    assert (budgets(data), budgets(data, groups=("styrgrupp",))) == (None, 30)


def test_a_workbook_with_a_mapping_beside_it_is_read_by_that(folder: Path, data: Path) -> None:
    foreign = Workbook()
    sheet = foreign.create_sheet("Projekt")
    sheet.append(["Myndighet", "Projekt", "Pengar"])
    sheet.append(["Exempelverket", "Nytt system", 25])
    foreign.save(folder / BOOK)
    (folder / f"{BOOK}.mappning.yaml").write_text(MAPPING, encoding="utf-8")

    report = take_folder_in(data, folder)

    assert report.failed == ()
    assert budgets(data) == 25
    assert asked(data, "SELECT survey FROM register_collections") == [("Enligt mappningen",)]


def test_a_mapping_beside_a_workbook_is_no_document(folder: Path) -> None:
    (folder / f"{BOOK}.mappning.yaml").write_text(MAPPING, encoding="utf-8")

    skipped = scan_folder(folder).skipped

    assert [(one.source, one.reason) for one in skipped] == [
        (f"{BOOK}.mappning.yaml", "säger hur en arbetsbok läses")
    ]


def _break(folder: Path) -> None:
    (folder / BOOK).write_bytes(b"ingen arbetsbok")


def _break_the_mapping(folder: Path) -> None:
    (folder / f"{BOOK}.mappning.yaml").write_text("insamling: nej", encoding="utf-8")


def _lead_the_mapping_out(folder: Path) -> None:
    (folder.parent / "ute.yaml").write_text(MAPPING, encoding="utf-8")
    (folder / f"{BOOK}.mappning.yaml").symlink_to(folder.parent / "ute.yaml")


def _break_the_sidecar(folder: Path) -> None:
    (folder / f"{BOOK}.meta.yaml").write_text("access: {", encoding="utf-8")


@pytest.mark.parametrize(
    "breaking",
    [_break, _break_the_mapping, _lead_the_mapping_out],
    ids=["workbook", "mapping", "link"],
)
def test_what_cannot_be_read_is_a_line_of_the_report_and_changes_nothing(
    folder: Path, data: Path, breaking: Callable[[Path], None]
) -> None:
    write_book(folder / "register" / "insamling-2018.xlsx", 7, year=2018)
    take_folder_in(data, folder)
    breaking(folder)

    report = take_folder_in(data, folder)

    (failure,) = report.failed
    assert failure.source == BOOK
    assert failure.reason
    assert failure.remedy
    assert (budgets(data), budgets(data, year=2018)) == (30, 7)


def test_a_workbook_whose_sidecar_cannot_be_read_is_for_nobody_until_it_can(
    folder: Path, data: Path
) -> None:
    take_folder_in(data, folder)
    _break_the_sidecar(folder)

    report = take_folder_in(data, folder)

    assert [failure.source for failure in report.failed] == [BOOK]
    assert budgets(data) is None
    (folder / f"{BOOK}.meta.yaml").unlink()
    take_folder_in(data, folder)
    assert budgets(data) == 30


def test_a_rule_of_the_folder_holds_for_its_workbooks_which_are_not_read_for_it(
    folder: Path, data: Path
) -> None:
    take_folder_in(data, folder)
    (folder / "register" / "_access.yaml").write_text("access: [styrgrupp]", encoding="utf-8")

    report = take_folder_in(data, folder)

    assert (report.replaced, report.failed) == ((BOOK,), ())
    assert (budgets(data), budgets(data, groups=("styrgrupp",))) == (None, 30)


def test_cells_that_cannot_be_read_are_counted_and_it_is_said_where_they_are(
    folder: Path, data: Path
) -> None:
    loaded = load_workbook(folder / BOOK)
    loaded["Projekt"]["J3"] = "oklart"
    loaded.save(folder / BOOK)

    report = take_folder_in(data, folder)

    (notice,) = report.notices
    assert "1 cell kunde inte läsas" in notice.text
    assert "J3 på bladet ”Projekt”" in notice.text
    assert "lardom register status" in notice.text


def test_a_file_that_is_named_by_hand_is_what_the_folder_has_of_it(
    folder: Path, data: Path
) -> None:
    take_folder_in(data, folder)

    again = take_in(data, folder / BOOK, (EVERYONE,))
    report = take_folder_in(data, folder)

    assert (again.put.is_new, report.unchanged) == (False, (BOOK,))
    assert budgets(data) == 30


def test_a_workbook_that_was_named_by_hand_comes_from_its_folder_from_then_on(
    folder: Path, data: Path
) -> None:
    take_in(data, folder / BOOK, ("styrgrupp",))

    take_folder_in(data, folder)

    assert budgets(data) == 30
    assert asked(data, "SELECT source FROM register_books") == [(BOOK,)]


def test_a_newer_file_in_a_folder_takes_the_place_of_the_one_named_by_hand(
    folder: Path, data: Path, tmp_path: Path
) -> None:
    take_in(data, write_book(tmp_path / "post" / "insamling-2017.xlsx", 1), (EVERYONE,))

    take_folder_in(data, folder)

    assert budgets(data) == 30


def test_forgetting_a_folder_forgets_its_workbooks_and_their_files(
    folder: Path, data: Path, tmp_path: Path
) -> None:
    write_book(tmp_path / "annat" / BOOK, 5, agency="Exempelverket för kartor")
    take_folder_in(data, folder, tmp_path / "annat")
    write_book(folder / BOOK, 1)
    take_folder_in(data, folder, tmp_path / "annat")
    hashes = [sha256 for (sha256,) in asked(data, "SELECT sha256 FROM register_books")]

    report = forget_folder(data, folder)

    assert report.removed == (BOOK,)
    assert budgets(data) == 5
    assert asked(data, "SELECT name FROM register_agencies") == [("Exempelverket för kartor",)]
    kept = [kept_file(data, str(sha256), BOOK).exists() for sha256 in hashes]
    assert sum(kept) == 1
    assert (folder / BOOK).exists()


def test_what_is_found_in_a_collection_is_closed_when_its_last_workbook_goes(
    folder: Path, data: Path
) -> None:
    write_book(folder / BOOK, 10, 10, 10)
    take_folder_in(data, folder)
    found = asked(data, "SELECT count(*) FROM register_findings WHERE is_open")
    (folder / BOOK).unlink()

    take_folder_in(data, folder)

    assert found != [(0,)]
    assert asked(data, "SELECT count(*) FROM register_findings WHERE is_open") == [(0,)]


def test_a_folder_that_was_killed_while_it_was_forgotten_leaves_no_files(
    folder: Path, data: Path
) -> None:
    take_folder_in(data, folder)
    killed = suppress(KeyboardInterrupt)
    with closing(open_register_to_write(data)) as record, killed, forgetting(data):
        record.forget(folder)
        raise KeyboardInterrupt  # nothing after it is done

    take_folder_in(data)

    assert [path.name for path in (data / "register" / "books").iterdir()] == []
    assert [path.name for path in (data / "register" / "coming").iterdir()] == []
