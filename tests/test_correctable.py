"""What may be said of a document, and what is told of what may not."""

from dataclasses import fields

import pytest

from ingest.correctable import SORTS, as_text, checked, corrected, field_name, of_text
from ingest.errors import CorrectionError
from ingest.types import Kind, Metadata, Origin, Witness


def test_every_field_of_the_metadata_can_be_corrected() -> None:
    not_said_by_people = {"origins"}

    assert {field.name for field in fields(Metadata)} - not_said_by_people == set(SORTS)


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("title", "  En \u00a0titel ", "En titel"),
        ("year", "2019", 2019),
        ("year", 1900, 1900),
        ("date", "2020-02-29", "2020-02-29"),
        ("date", "2019-05", "2019-05"),
        ("date", "2019", "2019"),
        ("kind", "Rapport", Kind.REPORT),
        ("kind", "lesson", Kind.LESSON),
        ("url", "https://www.example.org:8443/å?x=1", "https://www.example.org:8443/å?x=1"),
        ("publisher", "", None),
        ("year", " ", None),
        ("language", "sv", "sv"),
        ("projects", ["Korpen", " Falken ", "Korpen"], ("Korpen", "Falken")),
        ("projects", "Korpen", ("Korpen",)),
        ("systems", [], ()),
        ("systems", "", ()),
        ("systems", [" "], ()),
    ],
)
def test_a_value_that_can_be_right_is_taken_and_kept_as_text(
    name: str, said: object, value: object
) -> None:
    found = checked(name, said)

    assert found == value
    assert of_text(name, as_text(found)) == value


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("title", "", id="no-title"),
        pytest.param("title", " \t", id="a-title-of-blanks"),
        pytest.param("title", 7, id="a-number-as-title"),
        pytest.param("title", "å" * 401, id="a-title-too-long"),
        pytest.param("title", "två\nrader", id="a-line-end"),
        pytest.param("title", "a\x00b", id="a-nul"),
        pytest.param("title", "a\x1b[31mb", id="a-colour"),
        pytest.param("title", "a\u202eb", id="letters-turned-around"),
        pytest.param("title", "a\u200bb", id="nothing-wide"),
        pytest.param("title", "a\udcffb", id="half-a-character"),
        pytest.param("year", "1899", id="too-early"),
        pytest.param("year", 2101, id="too-late"),
        pytest.param("year", "tvåtusen", id="a-year-in-words"),
        pytest.param("year", "²019", id="a-raised-digit"),
        pytest.param("year", True, id="a-truth"),
        pytest.param("date", "2019-02-29", id="a-day-there-is-not"),
        pytest.param("date", "2019-13", id="a-month-there-is-not"),
        pytest.param("date", "1 maj 2019", id="a-date-in-words"),
        pytest.param("date", "20190501", id="a-date-without-dashes"),
        pytest.param("date", "0019-05-01", id="a-date-too-early"),
        pytest.param("date", "２０１９", id="wide-digits"),
        pytest.param("kind", "bok", id="no-such-kind"),
        pytest.param("kind", "", id="no-kind"),
        pytest.param("url", "www.example.org", id="no-scheme"),
        pytest.param("url", "javascript:alert(1)", id="a-script"),
        pytest.param("url", "https://", id="no-host"),
        pytest.param("url", "https://a:b/", id="no-port"),
        pytest.param("url", "https://a b/", id="a-blank-in-the-address"),
        pytest.param("publication_number", "1" * 65, id="a-number-too-long"),
        pytest.param("language", "svenska språket", id="a-language-in-words"),
        pytest.param("projects", ["Korpen", ""], id="no-name-among-names"),
        pytest.param("projects", ["Korpen", 7], id="a-number-as-project"),
        pytest.param("systems", [str(n) for n in range(51)], id="too-many-systems"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_with_its_name_and_the_rule(
    name: str, said: object
) -> None:
    with pytest.raises(CorrectionError) as told:
        checked(name, said)

    assert field_name(name) in told.value.message
    assert told.value.message.isprintable()
    assert told.value.remedy


def test_a_field_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(CorrectionError, match=r"”färg”.*title, publisher"):
        checked("färg", "röd")


AS_READ = Metadata(title="T", year=2018, date="2018-01-01")


@pytest.mark.parametrize(
    ("values", "year"),
    [
        ({"date": "2019-05"}, 2019),
        ({"date": "2019-05", "year": 2020}, 2020),
        ({"date": None}, 2018),
        ({"title": "U"}, 2018),
    ],
    ids=["a-date", "a-date-and-a-year", "no-date", "a-title"],
)
def test_the_year_follows_a_corrected_date_unless_it_is_said_too(
    values: dict[str, str | int | None], year: int
) -> None:
    assert corrected(AS_READ, values).year == year


def told(field: str, witness: Witness, confidence: float = 1.0) -> Origin:
    return Origin(field=field, witness=witness, confidence=confidence)


TITLE = told("title", Witness.FILE_NAME, 0.03)
YEAR = told("year", Witness.TEXT, 0.55)
CORRECTION = Witness.CORRECTION


@pytest.mark.parametrize(
    ("values", "origins"),
    [
        ({}, (TITLE, YEAR)),
        ({"title": "U"}, (YEAR, told("title", CORRECTION))),
        ({"title": "T"}, (YEAR, told("title", CORRECTION))),
        ({"date": "2019-05"}, (TITLE, told("year", CORRECTION), told("date", CORRECTION))),
        ({"date": None}, (TITLE, YEAR)),
        ({"year": None, "projects": ()}, (TITLE,)),
        ({"systems": ("S",)}, (TITLE, YEAR, told("systems", CORRECTION))),
    ],
    ids=["nothing", "other", "the-same", "a-date", "no-date", "nothing-there", "several"],
)
def test_a_person_is_the_witness_of_what_is_corrected(
    values: dict[str, str | int | tuple[str, ...] | None], origins: tuple[Origin, ...]
) -> None:
    as_read = Metadata(title="T", year=2018, origins=(TITLE, YEAR))

    assert corrected(as_read, values).origins == origins
