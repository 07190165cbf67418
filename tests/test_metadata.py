import pytest

from ingest.metadata import describe
from ingest.types import Extract, Heading, Kind, Page, Span

REGULATION = (
    "Utgivare: Sakkunnig, Exempelverket\n\nMSBFS\n2020:7\nUtkom från trycket\nden 11 september 2020"
    "\n\nExempelverkets föreskrifter om säker-\nhet i system;\nbeslutade den 1 september 2020."
)


def printed(text: str, **properties: str) -> Extract:
    whole = Span(start=0, end=len(text))
    page = Page(number=1, label="1", span=whole, body=whole)
    return Extract(text=text, pages=(page,), properties=tuple(properties.items()))


def test_a_regulation_tells_its_title_number_date_and_kind_on_its_first_page() -> None:
    found = describe(printed(REGULATION, title="Microsoft Word - x.doc"), "a/fil.pdf")

    assert found.title == "Exempelverkets föreskrifter om säkerhet i system"
    assert found.publication_number == "MSBFS 2020:7"
    assert (found.year, found.date) == (2020, "2020-09-01")
    assert found.kind is Kind.REGULATION


@pytest.mark.parametrize(
    "junk",
    ["Microsoft Word - x.doc", "untitled", "rapport.pdf", "MSBFS 2020:7", "0365", "Författning"],
)
def test_a_title_that_a_program_put_there_is_not_taken(junk: str) -> None:
    found = describe(printed("Nyttan av it i staten\n\nText.", title=junk), "a/fil.pdf")

    assert found.title == "Nyttan av it i staten"


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("dir.-201762.md", "Dir. 2017:62"),
        ("skr.-201920147.md", "Skr. 2019/20:147"),
        ("MSBFS-2020-7.pdf", "MSBFS 2020:7"),
        ("ELSÄK-FS-2022-1.pdf", "ELSÄK-FS 2022:1"),
        ("sou-2022-37.md", "SOU 2022:37"),
        ("esv-2017-77.pdf", "ESV 2017:77"),
        ("remiss-av-sou-201751.md", None),
        ("anteckning.md", None),
    ],
)
def test_the_number_is_read_from_the_name_of_the_file(source: str, number: str | None) -> None:
    assert describe(Extract(text="Text."), source).publication_number == number


def test_a_number_in_running_text_is_a_reference_and_not_the_documents_own() -> None:
    text = "I skrivelsen behandlas rapporten RiR 2019:28 om gamla system."

    assert describe(Extract(text=text), "a.md").publication_number is None


@pytest.mark.parametrize(
    ("source", "text", "number"),
    [
        ("n2015738ef.md", "Text.", "N2015/738/EF"),
        ("rapport.pdf", "Dnr: 2017-01701\nText.", "2017-01701"),
        ("rapport.pdf", "Diarienummer: 2023/0750\nText.", "2023/0750"),
        ("rapport.pdf", "Enligt beslutet (dnr N2015/738/EF) ska ESV.", None),
    ],
    ids=["file name", "dnr", "diarienummer", "reference"],
)
def test_the_diarienummer_is_the_documents_own(source: str, text: str, number: str | None) -> None:
    assert describe(Extract(text=text), source).diarienummer == number


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("rapport", Kind.REPORT),
        ("projektdokumentation", Kind.PROJECT),
        ("lärdom", Kind.LESSON),
        ("regeringsbeslut", Kind.DECISION),
        ("regeringsuppdrag", Kind.DECISION),
        ("föreskrift", Kind.REGULATION),
        ("pressmeddelanden", Kind.OTHER),
    ],
)
def test_the_declared_type_gives_the_kind(said: str, kind: Kind) -> None:
    extract = Extract(text="Text.", properties=(("type", said),))

    assert describe(extract, "a.md").kind is kind


def test_a_person_is_no_publisher() -> None:
    assert describe(printed("Text.", author="Förnamn Efternamn"), "a.pdf").publisher is None


def test_a_sidecar_goes_before_everything_else() -> None:
    sidecar = (("titel", "Rätt titel"), ("utgivare", "Digg"), ("datum", "2018-03-14"))

    found = describe(printed(REGULATION), "MSBFS-2020-7.pdf", sidecar)

    assert (found.title, found.publisher, found.date, found.year) == (
        "Rätt titel",
        "Myndigheten för digital förvaltning",
        "2018-03-14",
        2018,
    )


def test_without_anything_else_the_files_name_is_made_readable() -> None:
    assert describe(printed("1\n2\n3"), "a/slutrapport_2018.pdf").title == "Slutrapport 2018"


def test_a_spreadsheet_is_called_as_its_file_and_not_as_its_first_sheet() -> None:
    text = "Projekt\n\n| Rad | Namn |\n| 2 | Diabas |"
    extract = Extract(text=text, headings=(Heading(level=1, title="Projekt", start=0),))

    assert describe(extract, "register/Projektregister 2023.xlsx").title == "Projektregister 2023"
    assert describe(extract, "register/anteckning.md").title == "Projekt"
