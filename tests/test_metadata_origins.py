"""What told a field, who issued a document, and how often it is right on labelled documents."""

from pathlib import Path

import pytest

from ingest.metadata import describe
from ingest.metadata.official_names import official_name
from ingest.metadata.series import publisher_of_series
from ingest.types import Extract, Heading, Metadata, Origin, Page, Span, Witness
from tests.bench.metadata import BARRED, FLOOR, TUNED, Judged, judge, labels, right

MATERIAL = Path(__file__).parents[2] / "shared" / "material"


def paged(number: int, span: Span) -> Page:
    return Page(number=number, label=str(number), span=span, body=span)


def printed(*pages: str, **properties: str) -> Extract:
    text = "\n\n".join(pages)
    starts = [sum(len(before) + 2 for before in pages[:n]) for n in range(len(pages))]
    return Extract(
        text=text,
        pages=tuple(
            paged(n, Span(start=start, end=start + len(page)))
            for n, (start, page) in enumerate(zip(starts, pages, strict=True), start=1)
        ),
        properties=tuple(properties.items()),
    )


def origin(found: Metadata, field: str) -> Origin:
    return next(one for one in found.origins if one.field == field)


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    if not MATERIAL.exists():
        pytest.skip(f"{MATERIAL} is not there")
    return [judge(MATERIAL, label) for label in labels() if label.split == TUNED]


@pytest.mark.material
@pytest.mark.parametrize("field", sorted(BARRED))
def test_what_is_said_of_labelled_documents_is_right(judged: list[Judged], field: str) -> None:
    assert len(judged) == 100
    assert right(judged, field) >= FLOOR


def test_the_labels_name_each_document_once() -> None:
    paths = [label.path for label in labels()]

    assert len(set(paths)) == len(paths) == 130


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Digg", "Myndigheten för digital förvaltning"),
        ("DIGG – Myndigheten för digital förvaltning", "Myndigheten för digital förvaltning"),
        ("Statens skolverk (Skolverket)", "Statens skolverk"),
        ("SKATTEVERKET", "Skatteverket"),
        ("MSB", "Myndigheten för samhällsskydd och beredskap"),
        ("ekonomistyrningsverket", "Ekonomistyrningsverket"),
        ("av", None),
        ("Exempelverket", None),
        ("Skatteverket och Kronofogden", None),
        ("gamla Statskontoret", None),
        ("Statskontoret (gamla)", None),
        ("Skatteverket (Prov)", None),
    ],
)
def test_an_agency_gets_its_official_name_of_that_time(written: str, official: str | None) -> None:
    assert official_name(written) == official


@pytest.mark.parametrize(
    ("number", "publisher"),
    [
        ("SFS 2023:349", "Regeringen"),
        ("SOU 2018:72", "Regeringskansliet"),
        ("AFS 1999:5", "Arbetarskyddsstyrelsen"),
        ("AFS 2023:3", "Arbetsmiljöverket"),
        ("HSLF-FS 2020:1", None),
        ("2025/26:FPM3", None),
        (None, None),
    ],
)
def test_a_series_names_its_publisher(number: str | None, publisher: str | None) -> None:
    assert publisher_of_series(number) == publisher


@pytest.mark.parametrize(
    ("page", "title", "publisher"),
    [
        pytest.param(
            "Kommittédirektiv\n\nTilläggsdirektiv till Provutred-\nningen (U 2016:04)\n\n"
            "Dir.\n2017:29\n\nBeslut vid regeringssammanträde den 16 mars 2017",
            "Tilläggsdirektiv till Provutredningen (U 2016:04)",
            "Regeringen",
            id="directive",
        ),
        pytest.param(
            "Regeringens proposition\n1999/2000:17\n\nAvtal om färjor och tåg\nm.m.\n\nProp.\n"
            "1999/2000:17\n\nRegeringen överlämnar denna proposition till riksdagen.",
            "Avtal om färjor och tåg m.m.",
            "Regeringen",
            id="bill",
        ),
        pytest.param(
            "Svensk författningssamling\n\nFörordning\nom ändring i förordningen (2007:1233)\n\n"
            "Utfärdad den 22 maj 2025",
            "Förordning om ändring i förordningen (2007:1233)",
            "Regeringen",
            id="statute",
        ),
        pytest.param(
            "Utkom från trycket\nden 26 april 2011\nSkatteverkets föreskrifter1 om prov;\n"
            "beslutade den 19 april 2011.",
            "Skatteverkets föreskrifter om prov",
            "Skatteverket",
            id="regulation with a note and a line before it",
        ),
        pytest.param(
            "Skatteverkets\nföreskrifter och allmänna råd\n\n(SKVFS 2023:3) om\nprov\n\n"
            "(Ändrad: t.o.m. SKVFS 2024:1)",
            "Skatteverkets föreskrifter och allmänna råd (SKVFS 2023:3) om prov",
            "Skatteverket",
            id="regulation with its number",
        ),
    ],
)
def test_a_title_page_of_the_state_tells_title_and_issuer(
    page: str, title: str, publisher: str
) -> None:
    found = describe(printed(page, title="Något annat"), "a/fil.pdf")

    assert (found.title, found.publisher) == (title, publisher)
    assert origin(found, "title").witness is Witness.FIRST_PAGES


def test_a_title_property_that_the_page_does_not_bear_out_is_less_sure() -> None:
    page = "Slutrapport om nyttan\nav it i staten\n\n" + "Text om mycket. " * 40

    borne_out = describe(printed(page, title="Nyttan av it i staten"), "a.pdf")
    alone = describe(printed(page, title="Mall för rapporter 2017"), "a.pdf")

    assert origin(borne_out, "title").witness is Witness.FIRST_PAGES
    assert origin(alone, "title").witness is Witness.PROPERTIES
    assert origin(alone, "title").confidence < origin(borne_out, "title").confidence


def test_a_title_page_gives_its_heading_and_the_one_right_below() -> None:
    text = "FIRMA\n\nWorkshop 1\n\nScenarier kring\nsystemstöd\n\nUppdaterad 2022-12-09"
    pages = (paged(1, Span(start=0, end=len(text))),)
    headings = (
        Heading(level=1, title="Workshop 1", start=7),
        Heading(level=2, title="Scenarier kring systemstöd", start=19),
    )
    properties = (("title", "Scenarier 20221208"),)

    found = describe(
        Extract(text=text, pages=pages, headings=headings, properties=properties), "a/w1.pdf"
    )

    assert found.title == "Workshop 1: Scenarier kring systemstöd"
    assert (found.date, found.year) == ("2022-12-09", 2022)


def test_a_first_line_goes_on_over_lines_that_begin_in_lower_case() -> None:
    found = describe(Extract(text="Om nyttan av it,\noch annat i staten.\n\nText."), "a.txt")

    assert found.title == "Om nyttan av it, och annat i staten."
    assert origin(found, "title").witness is Witness.FIRST_LINE


@pytest.mark.parametrize(
    ("source", "publisher"),
    [
        ("digg/dialoger/bolagsverket.md", "Myndigheten för digital förvaltning"),
        ("ESV/rapporter/a.md", "Ekonomistyrningsverket"),
        ("sida/a.md", None),
        ("av/a.md", None),
    ],
)
def test_a_folder_that_is_called_as_an_agency_names_the_publisher(
    source: str, publisher: str | None
) -> None:
    assert describe(Extract(text="Text."), source).publisher == publisher


def test_an_agency_alone_on_a_line_is_the_publisher_but_not_one_of_two() -> None:
    one = describe(printed("Nyttan av it\n\nSkatteverket\n\nStockholm"), "a.pdf")
    two = describe(printed("Nyttan av it\n\nSkatteverket\nBolagsverket"), "a.pdf")

    assert (one.publisher, two.publisher) == ("Skatteverket", None)


@pytest.mark.parametrize(
    ("said", "text", "year", "witness"),
    [
        ((("date", "None"), ("title", "Utredningen 2019")), "Text.", 2019, Witness.TITLE),
        ((("title", "Tal"),), "Hållet den 28 november 2022 i Prov.", 2022, Witness.TEXT),
        ((("created", "2015-02-02"),), "Text.", 2015, Witness.CREATED),
        ((), "Sedan 2011 har mycket hänt.\n", 2011, Witness.TITLE),
        ((), "Text.\nDen 1 maj 2011 och den 1 maj 2012.", None, None),
    ],
    ids=["title", "dated text", "made", "first line", "several dates"],
)
def test_without_a_date_the_year_comes_from_what_is_left(
    said: tuple[tuple[str, str], ...], text: str, year: int | None, witness: Witness | None
) -> None:
    found = describe(Extract(text=text, properties=said), "a.md")

    assert found.year == year
    assert [one.witness for one in found.origins if one.field == "year"] == (
        [witness] if witness else []
    )


def test_every_field_tells_what_said_it_and_how_sure_it_is() -> None:
    extract = Extract(text="Text.", properties=(("title", "Nyttan"), ("date", "2018-03-14")))

    found = describe(extract, "esv-2018-7.md", (("utgivare", "ESV"), ("projekt", "Korpen")))

    told = {one.field: one.witness for one in found.origins}
    assert told == {
        "title": Witness.FRONT_MATTER,
        "publisher": Witness.SIDECAR,
        "year": Witness.FRONT_MATTER,
        "date": Witness.FRONT_MATTER,
        "kind": Witness.SERIES,
        "publication_number": Witness.FILE_NAME,
        "projects": Witness.SIDECAR,
    }
    assert origin(found, "publisher").confidence == 1
    assert all(0 <= one.confidence <= 1 for one in found.origins)


@pytest.mark.parametrize(
    ("printed_date", "date", "year"),
    [
        ("beslutade den 18 december 2018", "2018-12-18", 2018),
        ("utkom från trycket den 3 januari 2019", "2019-01-03", 2018),
        ("beslutade den 18 december 2016", None, 2018),
    ],
)
def test_a_printed_date_must_go_with_the_publications_own_number(
    printed_date: str, date: str | None, year: int
) -> None:
    found = describe(printed(f"Om prov\n\n{printed_date}"), "ESV-2018-7.pdf")

    assert (found.date, found.year) == (date, year)


@pytest.mark.parametrize("nothing", ["None", "null", "-", "okänd"])
def test_a_word_for_nothing_is_nothing_said(nothing: str) -> None:
    extract = Extract(text="Text.", properties=(("publisher", nothing), ("year", nothing)))

    assert (describe(extract, "a.md").publisher, describe(extract, "a.md").year) == (None, None)
