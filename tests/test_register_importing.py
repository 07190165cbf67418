"""A workbook comes into the register once, whole; a newer version of it takes its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ingest.errors import LockedError
from ingest.lock import writing
from ingest.record.opening import RECORD_NAME
from ingest.record.register.corrections import Corrected
from ingest.record.register.record import open_register_to_write
from ingest.register.asking import Register
from ingest.register.importing import kept_file
from ingest.register.selection import Aggregate, Selection, Subject
from tests.registering import agency, collection, figure, lay_in, project, take_in

AGENCY = "Exempelverket för sjökort"


def asked(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / RECORD_NAME)) as database:
        return database.execute(sql).fetchall()


def test_the_same_workbook_twice_changes_nothing(tmp_path: Path) -> None:
    first = take_in(tmp_path, [project(2, AGENCY, "Nytt system")])
    before = (tmp_path / RECORD_NAME).read_bytes()

    second = take_in(tmp_path, [project(2, AGENCY, "Nytt system")])

    assert (first.is_new, second.is_new) == (True, False)
    assert (tmp_path / RECORD_NAME).read_bytes() == before


def test_the_file_is_kept_as_it_came(tmp_path: Path) -> None:
    take_in(tmp_path, [project(2, AGENCY, "Nytt system")])

    ((sha256,),) = asked(tmp_path, "SELECT sha256 FROM register_books")
    assert kept_file(tmp_path, str(sha256), "insamling.xlsx").exists()


def test_a_newer_version_takes_the_place_of_the_older_which_stays_as_history(
    tmp_path: Path,
) -> None:
    take_in(tmp_path, [project(2, AGENCY, "Nytt system", budget=1e6)])

    take_in(tmp_path, [project(2, AGENCY, "Nytt system", budget=2e6)])

    chosen = Selection(
        subject=Subject.PROJECTS, aggregate=Aggregate.SUM, years=(2017,), number="budget"
    )
    register = Register(tmp_path)
    assert register.ask(chosen, lambda _: True).figures[0].value == 2e6
    assert asked(tmp_path, "SELECT is_live FROM register_books ORDER BY id") == [(0,), (1,)]
    register.close()


def test_a_project_keeps_its_number_when_its_workbook_comes_anew(tmp_path: Path) -> None:
    take_in(tmp_path, [project(2, AGENCY, "Nytt system", budget=1e6)])
    take_in(tmp_path, [project(3, AGENCY, "Nytt system", budget=2e6)])

    rows = asked(tmp_path, "SELECT DISTINCT project_id FROM register_project_rows")

    assert len(rows) == 1


def test_one_project_is_followed_over_years(tmp_path: Path) -> None:
    known = {"start": "2015-01-01", "system": "SJÖ"}
    take_in(tmp_path, [project(2, AGENCY, "Nytt sjökort", **known)], collection(2016), "a.xlsx")
    take_in(tmp_path, [project(5, AGENCY, "Nya sjökortet", **known)], collection(2017), "b.xlsx")

    rows = asked(tmp_path, "SELECT DISTINCT project_id FROM register_project_rows")

    assert len(rows) == 1


def test_a_project_goes_on_at_the_agency_that_took_over(tmp_path: Path) -> None:
    known = {"start": "2015-01-01", "system": "SJÖ"}
    heir = "Exempelmyndigheten för hav"
    take_in(tmp_path, [project(2, AGENCY, "Nytt sjökort", **known)], collection(2016), "a.xlsx")
    later = [
        agency(2, AGENCY, successor=heir),
        agency(3, heir),
        project(2, heir, "Nytt sjökort", **known),
    ]
    take_in(tmp_path, later, collection(2017), "b.xlsx")

    rows = asked(tmp_path, "SELECT DISTINCT project_id FROM register_project_rows")

    assert len(rows) == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["old-first", "new-first"])
def test_an_agency_that_changed_its_name_is_one(tmp_path: Path, order: tuple[int, ...]) -> None:
    years = (
        ([agency(2, "Exempelstyrelsen"), figure(2, "Exempelstyrelsen", "fte", 1.0)], 2016),
        (
            [
                agency(2, "Exempelmyndigheten", former_names="Exempelstyrelsen"),
                figure(2, "Exempelmyndigheten", "fte", 2.0),
            ],
            2017,
        ),
    )

    for at in order:
        rows, year = years[at]
        take_in(tmp_path, rows, collection(year), f"{year}.xlsx")

    assert asked(tmp_path, "SELECT name FROM register_agencies") == [("Exempelmyndigheten",)]
    assert asked(tmp_path, "SELECT count(DISTINCT agency_id) FROM register_figures") == [(1,)]


def test_an_agency_is_one_by_any_of_its_real_names(tmp_path: Path) -> None:
    take_in(tmp_path, [figure(2, "Skatteverket", "fte", 1.0)], source="a.xlsx")
    take_in(tmp_path, [figure(2, "SKV", "it_fte", 1.0)], source="b.xlsx")

    assert asked(tmp_path, "SELECT name FROM register_agencies") == [("Skatteverket",)]


def test_what_a_further_workbook_says_of_its_amounts_is_its_own(tmp_path: Path) -> None:
    rows = [project(2, AGENCY, "Nytt system")]
    take_in(tmp_path, rows, collection(), "a.xlsx")
    take_in(tmp_path, rows, collection(is_example=False, price_year=None), "b.xlsx")

    told = asked(tmp_path, "SELECT is_example, price_year FROM register_books ORDER BY id")

    assert told == [(1, 2017), (0, None)]


def test_a_workbook_may_list_agencies_that_a_later_row_makes_one(tmp_path: Path) -> None:
    rows = [
        agency(2, "Exempelmyndigheten"),
        agency(3, "Exempelstyrelsen"),
        agency(4, "Exempelverket", former_names="Exempelmyndigheten; Exempelstyrelsen"),
        figure(2, "Exempelstyrelsen", "fte", 1.0),
    ]

    take_in(tmp_path, rows)

    assert asked(tmp_path, "SELECT count(*) FROM register_agencies") == [(1,)]
    assert asked(tmp_path, "SELECT count(DISTINCT agency_id) FROM register_agency_rows") == [(1,)]


def test_while_another_writes_nothing_is_taken_in(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(LockedError):
        take_in(tmp_path, [project(2, AGENCY, "Nytt system")])


def test_a_workbook_that_was_there_already_takes_no_corrections_over(tmp_path: Path) -> None:
    folder, rows = tmp_path / "material", [project(2, AGENCY, "Nytt system", budget=1e6)]
    lay_in(tmp_path, rows, folder, "a/insamling.xlsx")
    ((sheet,),) = asked(tmp_path, "SELECT id FROM register_sheets")
    given = {"row": 2, "column": 3, "field": "budget", "value": 2e6, "original": "2", "why": "fel"}
    with writing(tmp_path), closing(open_register_to_write(tmp_path)) as record:
        record.answer((), (Corrected(sheet=int(str(sheet)), **given),))  # type: ignore[arg-type]  # fields by their names
    other = [*rows, project(3, AGENCY, "Annat")]
    lay_in(tmp_path, other, folder, "b/insamling.xlsx")

    put = lay_in(tmp_path, other, folder, "a/insamling.xlsx")

    assert (put.replaced is not None, put.is_stored, put.carried) == (True, False, 0)
    assert asked(tmp_path, "SELECT count(*) FROM register_corrections") == [(1,)]
