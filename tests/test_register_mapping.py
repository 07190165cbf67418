import re
from dataclasses import replace

import pytest

from ingest.confinement import Limits
from ingest.errors import LoadError, MappingError
from ingest.register import mapping_file
from ingest.register.applying import apply
from ingest.register.bookprocess import propose_mapping, read_book
from ingest.register.layout import SHEETS
from ingest.register.mapping import (
    FREE,
    LEFT_OUT,
    ColumnMapping,
    Fixed,
    Mapping,
    SheetMapping,
    Word,
    unsure,
    validate,
)
from ingest.register.maturity import QUESTIONS
from ingest.register.proposing import propose
from ingest.register.reading import read_file
from ingest.register.template import workbook
from ingest.register.types import Collection, RowKind, Stage, Tax
from tests.bad_workbooks import FIRST, HEAD, SECOND, book
from tests.conftest import ROOT

DOCS = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
COLLECTION = Collection(
    survey="It-projekt",
    year=2017,
    stage=Stage.REVIEW,
    tax=Tax.EXCLUDED,
    price_year=2015,
    is_example=True,
)
COLUMNS = (
    ColumnMapping(column=1, header="Namn", field="project"),
    ColumnMapping(column=2, header="Kostnadsram", field="budget", unit="mnkr"),
    ColumnMapping(
        column=3,
        header="Tidsläge",
        field="risk_time",
        words=(Word(said="röd", means="hög"), Word(said="grön", means="låg")),
    ),
    ColumnMapping(column=4, header="Anteckning", field=FREE),
    ColumnMapping(column=5, header="Internt", field=LEFT_OUT, is_certain=False),
)
PROJECTS = SheetMapping(
    sheet="Blad",
    kind=RowKind.PROJECT,
    header_rows=(1,),
    columns=COLUMNS,
    fixed=(Fixed(field="agency", value="Exempelverket"),),
    last_row=40,
)
MAPPING = Mapping(collection=COLLECTION, sheets=(PROJECTS,))
CONTENT = book(
    [
        ["Namn", "Kostnadsram", "Tidsläge", "Anteckning", "Internt"],
        ["Arkiv", 1.2, "Röd", "följs upp", "hemligt"],
    ]
)
WRITTEN = """\
insamling:
  undersökning: It-projekt
  år: 2017
blad:
- blad: Blad
  slag: projekt
  kolumner:
  - {kolumn: A, rubrik: Myndighet, fält: Myndighet}
  - {kolumn: B, rubrik: Projekt, fält: Projekt}
"""


def with_columns(*columns: ColumnMapping, kind: RowKind = RowKind.PROJECT) -> Mapping:
    sheet = replace(PROJECTS, columns=columns, kind=kind, fixed=())
    return replace(MAPPING, sheets=(sheet,))


def test_a_mapping_gives_values_units_words_and_fixed_values() -> None:
    (row,) = apply(CONTENT, "fil.xlsx", MAPPING).rows

    assert [(value.field, value.value, value.cell.name) for value in row.values] == [
        ("agency", "Exempelverket", ""),
        ("project", "Arkiv", "A2"),
        ("budget", 1_200_000.0, "B2"),
        ("risk_time", 3.0, "C2"),
    ]
    assert [(value.field, value.value) for value in row.free] == [("Anteckning", "följs upp")]


def test_a_mapping_is_read_back_as_it_was_written() -> None:
    years = SheetMapping(
        sheet="Nyckeltal",
        kind=RowKind.FIGURE,
        header_rows=(2, 3),
        columns=(
            ColumnMapping(column=1, header="Myndighet", field="agency", fills_down=True),
            ColumnMapping(column=28, header="2016", field="value", year=2016, is_certain=False),
        ),
        fixed=(Fixed(field="measure", value="It-kostnad"),),
        may_lack_year=True,
    )
    mapping = replace(MAPPING, sheets=(PROJECTS, years))

    assert mapping_file.read(mapping_file.written(mapping)) == mapping


def test_a_mapping_is_written_in_words_that_people_use() -> None:
    text = mapping_file.written(MAPPING)

    assert "slag: projekt\n" in text
    assert "  - kolumn: B\n    rubrik: Kostnadsram\n    fält: Budget\n    enhet: mnkr\n" in text
    assert "    ord:\n      röd: hög\n" in text


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("slag: projekt", "slag: katter", ("”slag” är ”katter”", "nyckeltal")),
        ("fält: Projekt", "fält: Projektt", ("kolumn B ”Projekt”", "”Projektt” finns inte")),
        ("fält: Projekt", "fält: Myndighet", ("2 kolumner eller fasta värden är Myndighet",)),
        ("fält: Myndighet", "fält: fritt", ("ingen kolumn är Myndighet", "fast")),
        ("kolumn: B", "kolumn: 7", ("”kolumn” saknas",)),
        ("kolumn: B", "kolumn: Ö", ("kolumnen finns inte", "från A")),
        ("kolumn: B", "kolumn: A", ("kolumn A nämns 2 gånger",)),
        ("år: 2017", "år: i fjol", ("”år” är ”i fjol”",)),
        ("rubrik: Projekt,", "rubrik: Projekt, enhet: fot,", ("enheten ”fot” är okänd",)),
        ("rubrik: Projekt,", "rubrk: Projekt,", ("”rubrk”, som inte finns",)),
        ("  kolumner:", "  rubrikrader: [0]\n  kolumner:", ("”rubrikrader” är ”0”",)),
        ("blad:\n", "blad: [\n", ("inte giltig YAML", "rad ")),
        ("insamling:", "insamlng:", ("”insamlng”",)),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_place_and_the_value(
    old: str, new: str, parts: tuple[str, ...]
) -> None:
    assert old in WRITTEN

    with pytest.raises(MappingError) as caught:
        mapping_file.read(WRITTEN.replace(old, new))

    assert [part for part in parts if part not in str(caught.value)] == []


@pytest.mark.parametrize(
    ("column", "part"),
    [
        (
            ColumnMapping(column=3, header="B", field="budget", unit="procent"),
            "inte vara i procent",
        ),
        (ColumnMapping(column=3, header="B", field="budget", year=17), "året 17"),
    ],
    ids=["unit of another sort", "year of two digits"],
)
def test_a_column_that_cannot_be_so_is_refused(column: ColumnMapping, part: str) -> None:
    agency = ColumnMapping(column=1, header="A", field="agency")
    project = ColumnMapping(column=2, header="P", field="project")

    with pytest.raises(MappingError, match=part):
        validate(with_columns(agency, project, column))


def test_a_column_that_moved_is_found_by_its_header_and_one_that_went_is_refused() -> None:
    moved = book([["Nr", *HEAD], [1, *FIRST], [2, *SECOND]])
    mapping = propose(read_file(book([HEAD, FIRST, SECOND]), "fil.xlsx"), COLLECTION)
    gone = book([[*HEAD[:2], "Ram (tkr)", *HEAD[3:]], FIRST])

    cells = [row.get("budget") for row in apply(moved, "fil.xlsx", mapping).rows]
    with pytest.raises(LoadError) as caught:
        apply(gone, "fil.xlsx", mapping)

    assert [cell.cell.name if cell else "" for cell in cells] == ["D2", "D3"]
    assert "ingen kolumn ”Budget (tkr)” (C); i C1 står ”Ram (tkr)”" in str(caught.value)


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    mapping = replace(MAPPING, sheets=(replace(PROJECTS, sheet="Projekt 2017"),))

    with pytest.raises(LoadError, match="inget blad ”Projekt 2017”, bara ”Blad”"):
        apply(CONTENT, "fil.xlsx", mapping)


def test_an_agency_may_be_filled_down_where_the_mapping_says_so() -> None:
    content = book([HEAD, FIRST, [None, *SECOND[1:]]])
    (sheet,) = propose(read_file(content, "fil.xlsx"), COLLECTION).sheets
    agency, *others = sheet.columns
    mapping = replace(
        MAPPING, sheets=(replace(sheet, columns=(replace(agency, fills_down=True), *others)),)
    )

    found = [row.get("agency") for row in apply(content, "fil.xlsx", mapping).rows]

    assert [value and (value.value, value.cell.name) for value in found] == [
        ("Exempelverket", "A2"),
        ("Exempelverket", "A2"),
    ]


def test_a_proposal_marks_what_only_resembles_a_name_or_lacks_its_unit() -> None:
    content = book(
        [
            ["Myndighetsnamn", "Projektnamn", "Budget", "Planrat slutdatum", "Katter"],
            ["Exempelverket", "Arkiv", 1200, FIRST[4], 3],
        ]
    )

    mapping = propose(read_file(content, "fil.xlsx"), COLLECTION)

    (sheet,) = mapping.sheets
    assert [(column.field, column.is_certain) for column in sheet.columns] == [
        ("agency", True),
        ("project", True),
        ("budget", False),
        ("planned_end", False),
        (FREE, True),
    ]
    assert unsure(mapping) == (
        "Bladet ”Blad”, kolumn C ”Budget”: är den Budget, och i vilken enhet?",
        "Bladet ”Blad”, kolumn D ”Planrat slutdatum”: är den Planerat slut?",
    )


def test_a_workbook_without_any_header_proposes_nothing_and_the_mapping_is_refused() -> None:
    mapping = propose(read_file(book([["hej"], [1, 2]]), "fil.xlsx"), COLLECTION)

    with pytest.raises(MappingError, match="nämner inget blad"):
        validate(mapping)


def test_a_confined_process_reads_the_same_as_this_one() -> None:
    mapping = propose_mapping(CONTENT, "fil.xlsx", COLLECTION)

    assert mapping == propose(read_file(CONTENT, "fil.xlsx"), COLLECTION)
    assert read_book(CONTENT, "fil.xlsx", MAPPING) == apply(CONTENT, "fil.xlsx", MAPPING)


def test_a_confined_process_reads_our_own_workbook_without_a_mapping() -> None:
    assert read_book(workbook(COLLECTION, []), "fil.xlsx").collection == COLLECTION


@pytest.mark.parametrize(
    ("content", "mapping", "error", "part"),
    [
        (CONTENT[:900], MAPPING, LoadError, "skadat"),
        (CONTENT, replace(MAPPING, sheets=()), MappingError, "inget blad"),
        (CONTENT, None, LoadError, "ingen insamlingsbok"),
    ],
    ids=["truncated", "wrong mapping", "no mapping"],
)
def test_what_a_confined_process_refuses_is_told_as_here(
    content: bytes, mapping: Mapping | None, error: type[Exception], part: str
) -> None:
    with pytest.raises(error, match=part):
        read_book(content, "fil.xlsx", mapping)


@pytest.mark.parametrize(
    ("limits", "rows", "part"),
    [
        (Limits(cpu_seconds=1), 100_000, "längre tid"),
        (Limits(answer=1000), 100, "mer än gränsen 0 MB"),
    ],
    ids=["time", "answer"],
)
def test_a_file_that_takes_too_much_is_refused(limits: Limits, rows: int, part: str) -> None:
    content = "\n".join(["Myndighet;Projekt", *(f"Verk;Projekt {n}" for n in range(rows))])
    mapping = mapping_file.read(WRITTEN.replace("blad: Blad", "blad: ''"))

    with pytest.raises(LoadError, match=part):
        read_book(content.encode(), "fil.csv", mapping, limits=limits)


def test_the_mapping_that_the_documentation_shows_is_sound() -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)

    mapping = mapping_file.read(shown)

    assert [sheet.sheet for sheet in mapping.sheets] == ["Projekt 2017", "Kostnader"]


def test_the_documentation_tells_every_column_measure_and_question() -> None:
    names = {field.header for sheet in SHEETS for field in sheet.columns}
    names = {
        bare for name in names if (bare := name.partition(" (")[0]) not in {"Definition", "År"}
    }

    missing = {name for name in names if name not in DOCS}
    missing |= {question.text for question in QUESTIONS if question.text not in DOCS}
    missing |= {word for word in mapping_file.WORDS if word not in DOCS}

    assert missing == set()
