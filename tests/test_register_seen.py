"""The register as one may see it: found, told in full, counted, and nothing of other workbooks."""

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest.record.register.record import open_register, open_register_to_write
from ingest.register.asking import Register
from ingest.register.bookprocess import read_grid
from ingest.register.finding import ProjectsWanted, Sort
from ingest.register.grids import GridWanted
from ingest.register.renewing import review_all
from ingest.register.seen import SeenRegister
from ingest.register.types import Row
from tests.registering import agency, collection, figure, project, take_in

OPEN, HIDDEN, GROUP = "Exempelverket för sjökort", "Hemliga exempelnämnden", "projekt"
KIND = "systembyte"


def everyone(_: tuple[str, ...]) -> bool:
    return True


def outsider(access: tuple[str, ...]) -> bool:
    return GROUP not in access


def a_project(at: int, name: str, **fields: str | float) -> Row:
    """A project whose fields stand in the same columns, whichever it has."""
    columns = ("purpose", "kind", "start", "budget", "status")
    return project(at, OPEN, name, **{field: fields.get(field, "") for field in columns})


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    for year in (2016, 2017):
        rows = [
            agency(2, OPEN, org_number="202100-0001"),
            a_project(2, "Nytt sjökort", start="2016-01-01", budget=year * 1e3, status="avslutat"),
            a_project(3, "Fyrportal", purpose="Visa fyrarnas sjökort.", budget=5e6, kind=KIND),
            figure(2, OPEN, "it_cost", 10e6),
        ]
        take_in(folder, rows, collection(year), f"{year}.xlsx")
    hidden = [
        agency(2, HIDDEN, org_number="202100-0002"),
        project(2, HIDDEN, "Hemligt sjökort", start="2018-01-01", planned_end="2017-01-01"),
        figure(2, HIDDEN, "fte", 5.0),
    ]
    take_in(folder, hidden, collection(2018), "hemlig.xlsx", access=(GROUP,))
    review_all(folder)
    return folder


@pytest.fixture
def register(data: Path) -> Iterator[Register]:
    with closing(Register(data)) as opened:
        yield opened


@pytest.fixture
def all_of_it(register: Register) -> SeenRegister:
    seen = register.seen(everyone)
    assert seen is not None
    return seen


@pytest.fixture
def what_others_see(register: Register) -> SeenRegister:
    seen = register.seen(outsider)
    assert seen is not None
    return seen


def names(seen: SeenRegister, **wanted: object) -> list[str]:
    found = seen.found(ProjectsWanted(**wanted))  # type: ignore[arg-type]  # fields by their names
    assert len(found.projects) <= found.total
    return [one.name for one in found.projects]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, ["Fyrportal", "Hemligt sjökort", "Nytt sjökort"], id="all-by-name"),
        pytest.param({"text": "SJÖKORT fyrar"}, ["Fyrportal"], id="every-word-in-name-or-purpose"),
        pytest.param({"year": 2016}, ["Fyrportal", "Nytt sjökort"], id="of-a-year"),
        pytest.param({"kind": KIND}, ["Fyrportal"], id="kind"),
        pytest.param({"status": "avslutat"}, ["Nytt sjökort"], id="status"),
        pytest.param({"text": "x' OR '1'='1"}, [], id="a-text-is-only-a-text"),
        pytest.param(
            {"sort": Sort.BUDGET, "falling": True},
            ["Fyrportal", "Nytt sjökort", "Hemligt sjökort"],
            id="by-budget-what-has-none-last",
        ),
    ],
)
def test_projects_are_found_by_what_their_newest_collection_says(
    all_of_it: SeenRegister, wanted: dict[str, object], expected: list[str]
) -> None:
    assert names(all_of_it, **wanted) == expected


def test_pages_of_what_is_found_follow_each_other(all_of_it: SeenRegister) -> None:
    pages = [names(all_of_it, limit=2, offset=offset) for offset in (0, 2)]

    assert pages == [["Fyrportal", "Hemligt sjökort"], ["Nytt sjökort"]]


def test_a_project_of_a_year_is_as_that_collection_says(all_of_it: SeenRegister) -> None:
    (then,) = all_of_it.found(ProjectsWanted(year=2016, text="Nytt")).projects
    (now,) = all_of_it.found(ProjectsWanted(text="Nytt")).projects

    assert (then.project, then.budget, now.budget) == (now.project, 2016e3, 2017e3)


def test_nothing_of_a_hidden_workbook_is_found_told_or_counted(
    all_of_it: SeenRegister, what_others_see: SeenRegister
) -> None:
    (hidden,) = all_of_it.found(ProjectsWanted(text="Hemligt")).projects

    assert names(what_others_see) == ["Fyrportal", "Nytt sjökort"]
    assert what_others_see.projects([hidden.project]) == ()
    assert what_others_see.rows([hidden.row]) == {}
    assert hidden.agency not in what_others_see.agencies()
    assert what_others_see.figures_of(hidden.agency) == ()
    assert what_others_see.coverage().years == (2016, 2017)
    assert {one.number for one in what_others_see.coverage().of_numbers} == {"it_cost"}
    assert [one.collection.year for one in what_others_see.collections()] == [2016, 2017]
    assert len(what_others_see.counts()) == 2


def test_of_findings_others_see_only_what_their_own_rows_show(
    all_of_it: SeenRegister, what_others_see: SeenRegister
) -> None:
    last = all_of_it.collections()[-1].id

    every = {one.finding.kind.value for one in all_of_it.findings(last)}
    assert "order" in every
    assert what_others_see.findings(last) == ()


def test_a_register_that_one_may_see_nothing_of_is_none(register: Register) -> None:
    assert register.seen(lambda _: False) is None


def test_a_row_is_told_in_full_with_its_cells(all_of_it: SeenRegister) -> None:
    (found,) = all_of_it.found(ProjectsWanted(text="Nytt")).projects

    row = all_of_it.rows([found.row])[found.row]

    assert [(one.field, one.value, one.cell.name) for one in row.values] == [
        ("agency", OPEN, "A2"),
        ("project", "Nytt sjökort", "B2"),
        ("purpose", "", "C2"),
        ("kind", "", "D2"),
        ("start", "2016-01-01", "E2"),
        ("budget", 2017e3, "F2"),
        ("status", "avslutat", "G2"),
    ]


def test_a_file_is_seen_by_whoever_may_see_its_workbook(
    all_of_it: SeenRegister, data: Path
) -> None:
    record = open_register(data)
    assert record is not None
    with closing(record):
        sha256 = record.collections()[-1].books[0].sha256

    held = all_of_it.file(sha256, everyone)

    assert held is not None
    assert held.source == "hemlig.xlsx"
    assert all_of_it.file(sha256, outsider) is None
    assert all_of_it.file("0" * 64, everyone) is None


def test_an_older_version_is_not_seen_by_those_who_may_not_see_the_newer(tmp_path: Path) -> None:
    take_in(tmp_path, [project(2, OPEN, "Först")], source="a.xlsx")
    take_in(tmp_path, [project(2, OPEN, "Sedan")], source="a.xlsx", access=(GROUP,))
    take_in(tmp_path, [project(2, OPEN, "Annat")], source="b.xlsx")
    with (
        closing(open_register_to_write(tmp_path)) as record,
        closing(Register(tmp_path)) as register,
    ):
        seen = register.seen(outsider)
        kept = (tmp_path / "register" / "books").iterdir()
        older = next(path for path in kept if "Först" in path.read_text(encoding="utf-8"))

        assert seen is not None
        assert record.file(older.stem) is not None
        assert seen.file(older.stem, outsider) is None
        assert seen.file(older.stem, everyone) is not None


def test_a_workbook_that_is_forgotten_is_asked_no_more_and_its_file_stays(tmp_path: Path) -> None:
    put = take_in(tmp_path, [project(2, OPEN, "Först")], source="a.xlsx")
    with closing(open_register_to_write(tmp_path)) as record:
        (held,) = record.collections()

        record.set_aside(put.book)

        assert record.collections()[0].books == ()
        assert record.file(held.books[0].sha256) is not None
        assert record.version() == 2


def a_book() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Projekt"
    sheet["A1"], sheet["C3"], sheet["B90"] = "Rubrik", 12.5, "sist"
    sheet.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_part_of_a_sheet_is_given_row_by_row() -> None:
    grid = read_grid(a_book(), "bok.xlsx", GridWanted(sheet="projekt", first=1, last=3))

    assert [(row.number, row.texts, row.is_hidden) for row in grid.rows] == [
        (1, ("Rubrik", "", ""), False),
        (2, ("", "", ""), False),
        (3, ("", "", "12,5"), True),
    ]
    assert (grid.last, grid.sheets, grid.sheet) == (90, ("Projekt",), "Projekt")


def test_a_text_file_has_one_sheet_without_a_name() -> None:
    grid = read_grid(b"a;b\n1;2\n", "bok.csv", GridWanted(sheet="", first=2, last=9))

    assert [row.texts for row in grid.rows] == [("1", "2")]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    other = read_grid(a_book(), "bok.xlsx", GridWanted(sheet="Annat", first=1, last=3))
    first = read_grid(a_book(), "bok.xlsx", GridWanted(sheet="", first=1, last=3))

    assert (other.is_there, other.sheets, other.rows) == (False, ("Projekt",), ())
    assert (first.is_there, first.sheet) == (True, "Projekt")
