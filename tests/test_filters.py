"""What a question itself says about where its answer shall come from, and what it does not."""

import pytest

from assistant.filtering.types import NO_FILTERS, Filters
from assistant.understanding.agencies import Agencies
from assistant.understanding.filters import filters_in
from ingest.metadata.numbers import numbers_named
from ingest.types import Kind

AGENCIES = Agencies.read()
LONGEST = 2000


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Vad säger ESV 2017:77 om it-kostnader?", "ESV 2017:77"),
        ("Hur många system var föråldrade enligt rir 2019:28?", "RiR 2019:28"),
        ("Vilka områden lyfts i SOU 2018:72?", "SOU 2018:72"),
        ("Vad ska utredaren göra enligt dir. 2017:62?", "Dir. 2017:62"),
        ("Vad föreslås i Prop. 2019/20:147?", "Prop. 2019/20:147"),
        ("Hur många projekt granskade Riksrevisionen i RiR 2025:8?", "RiR 2025:8"),
        ("Vad står i rapporten RiR 2011:5?", "RiR 2011:5"),
        ("Vad heter rollen enligt MSBFS 2020:7?", "MSBFS 2020:7"),
        ("Vad kräver man i ELSÄK-FS 2022:3?", "ELSÄK-FS 2022:3"),
        ("Vad står i beslutet med dnr N2015/738/EF?", "N2015/738/EF"),
        ("Vad beslutades enligt N2015/738/EF?", "N2015/738/EF"),
        ("Vad säger diarienummer 2017-01701?", "2017-01701"),
        ("Sammanfatta ESV 2015:64", "ESV 2015:64"),
    ],
)
def test_a_number_named_as_the_source_is_a_filter(question: str, number: str) -> None:
    assert filters_in(question, AGENCIES).publication_number == number


@pytest.mark.parametrize(
    ("question", "publisher"),
    [
        ("Hur många dagar tog det enligt Riksrevisionen?", "Riksrevisionen"),
        ("Vad skriver ESV om nytta?", "ESV"),
        ("vad säger ekonomistyrningsverket om nytta", "Ekonomistyrningsverket"),
        ("Vad anser Statskontoret om styrningen?", "Statskontoret"),
        ("Vad rekommenderade Riksrevisionen regeringen?", "Riksrevisionen"),
        ("Vad har Riksrevisionen skrivit om föråldrade system?", "Riksrevisionen"),
        ("Vad har Riksrevisionen kommit fram till?", "Riksrevisionen"),
        ("Vilka slutsatser drar Riksrevisionen?", "Riksrevisionen"),
        ("Vilka brister tas upp i Riksrevisionens rapport om it?", "Riksrevisionen"),
        ("Hur många ingick i Riksrevisionens senaste granskning?", "Riksrevisionen"),
        ("Hur ser mognaden ut enligt ESV:s rapport?", "ESV"),
        ("Vad visar Riksrevisionens granskning?", "Riksrevisionen"),
        ("rapporter från Statskontoret", "Statskontoret"),
        ("Vad sägs om nytta i rapporter från Riksrevisionen?", "Riksrevisionen"),
        ("Vad gäller enligt Boverkets föreskrifter om fritid?", "Boverket"),
    ],
)
def test_an_agency_named_as_the_source_is_a_filter(question: str, publisher: str) -> None:
    assert filters_in(question, AGENCIES) == Filters(publisher=publisher)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Vad står om nytta i rapporter från 2018?", 2018, 2018),
        ("Vilka rapporter från 2018 tar upp nytta?", 2018, 2018),
        ("Vad säger rapporterna från 2015–2018?", 2015, 2018),
        ("Vad säger rapporterna från 2015-2018?", 2015, 2018),
        ("Vad sägs i rapporter från 2015, 2016 och 2018?", 2015, 2018),
        ("Vad sägs i dokument från åren 2015 till 2018?", 2015, 2018),
        ("rapporter publicerade 2018", 2018, 2018),
        ("Vad står i rapporter som publicerades år 2018?", 2018, 2018),
        ("dokument utgivna under 2018", 2018, 2018),
        ("Vad sägs i direktiv som beslutades 2018?", 2018, 2018),
        ("Vad har publicerats mellan 2015 och 2018 om nytta?", 2015, 2018),
        ("Vad har publicerats från 2015 till 2018?", 2015, 2018),
        ("Vad har publicerats efter 2015?", 2016, None),
        ("Vad har publicerats sedan 2015?", 2015, None),
        ("Vad har publicerats från och med 2015?", 2015, None),
        ("Vad sägs i rapporter från 2015 och framåt?", 2015, None),
        ("Vad har publicerats före 2015?", None, 2014),
        ("Vad sägs i rapporter från 2015 och tidigare?", None, 2015),
        ("Vad har publicerats till och med 2015?", None, 2015),
        ("Vad säger 2018 års rapport om mognad?", 2018, 2018),
    ],
)
def test_the_years_of_documents_are_a_filter(
    question: str, first: int | None, last: int | None
) -> None:
    assert filters_in(question, AGENCIES) == Filters(first_year=first, last_year=last)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Vilka krav finns i föreskrifter om elsäkerhet?", Kind.REGULATION),
        ("Vad gäller enligt förordningar och föreskrifter?", Kind.REGULATION),
        ("Vad sägs om it i betänkanden?", Kind.REPORT),
        ("Vad står om nytta i regleringsbreven?", Kind.DECISION),
        ("Vad sägs om nytta i beslut från 2018?", Kind.DECISION),
        ("Räcker halvtid enligt lärdomarna?", Kind.LESSON),
        ("Vad finns bland lärdomar om beställare?", Kind.LESSON),
        ("Vad finns i erfarenhetsrapporter om budget?", Kind.LESSON),
        ("Vilka risker nämns i projektplaner?", Kind.PROJECT),
    ],
)
def test_the_kind_of_documents_is_a_filter(question: str, kind: Kind) -> None:
    assert filters_in(question, AGENCIES).kind is kind


def test_several_filters_stand_together() -> None:
    found = filters_in("Vad visade Riksrevisionens granskning från 2019 om it?", AGENCIES)

    assert found == Filters(publisher="Riksrevisionen", first_year=2019, last_year=2019)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Hur stora var it-kostnaderna 2016?", id="year-of-the-content"),
        pytest.param("Hur har kostnaderna ökat från 2015 till 2018?", id="years-of-the-content"),
        pytest.param("Vad beslutade regeringen 2018?", id="year-of-a-decision"),
        pytest.param("Vad heter ESV i dag?", id="about-an-agency"),
        pytest.param("Hur många anställda har Skatteverket?", id="of-an-agency"),
        pytest.param("Vilka projekt drivs hos Skatteverket?", id="at-an-agency"),
        pytest.param("dokument från Skatteverket", id="documents-from-an-agency"),
        pytest.param("Vad gjorde Digg enligt uppdraget?", id="agency-that-did"),
        pytest.param("Vad säger ESV:s generaldirektör om nytta?", id="person-of-an-agency"),
        pytest.param("Vilka rapporter nämner ESV?", id="works-that-name-an-agency"),
        pytest.param("Hur många rapporter publicerade ESV 2018?", id="works-counted"),
        pytest.param(
            "Vad gäller Diggs förstudie om e-legitimation?", id="work-of-unsaid-publisher"
        ),
        pytest.param("Vad svarade regeringen på Riksrevisionens rapport?", id="answer-to-a-report"),
        pytest.param("Hur svarar regeringen på det i RiR 2025:8?", id="answer-to-a-number"),
        pytest.param("Vilka remissinstanser ville ändra i SOU 2018:72?", id="comments-on-a-report"),
        pytest.param("Vem ska se till att AFS 2023:3 följs?", id="number-that-is-asked-about"),
        pytest.param("Vad har hänt sedan RiR 2019:28?", id="number-as-a-time"),
        pytest.param("Vad säger förordningen (2007:1233)?", id="number-without-a-series"),
        pytest.param("Vad säger Riksrevisionen och ESV om nytta?", id="two-agencies"),
        pytest.param("Vad gäller enligt ESV, Digg och Skatteverket?", id="three-agencies"),
        pytest.param("Vad säger ESV 2017:77 och ESV 2018:30?", id="two-numbers"),
        pytest.param("Vad sägs både i RiR 2011:5 och om Pust?", id="number-and-more"),
        pytest.param("Hur skiljer sig ESV:s rapport från den förra?", id="comparison"),
        pytest.param("Vilka lärdomar finns om budget?", id="lessons-as-content"),
        pytest.param("Används kemikalier enligt gällande lagar?", id="laws-as-content"),
        pytest.param("Vad krävs i beslut om bygglov?", id="decisions-as-content"),
        pytest.param("Vad står i slutrapporter?", id="kind-that-the-record-does-not-tell"),
        pytest.param("Vad heter en av rapporterna som publicerades 2011?", id="a-work-in-passing"),
        pytest.param("Vad är nytta enligt vägledningen?", id="a-work-without-publisher"),
        pytest.param("§0 #0 §1s", id="the-marks-themselves"),
    ],
)
def test_what_is_only_asked_about_is_no_filter(question: str) -> None:
    assert filters_in(question, AGENCIES) == NO_FILTERS


@pytest.mark.parametrize(
    "part",
    ["i rapporter ", "enligt den ", "vilka rapporter från Riksrevisionen ", "2015 och ", "dnr 2 "],
)
def test_the_longest_question_is_read_to_its_end(part: str) -> None:
    question = (part * LONGEST)[:LONGEST]

    assert filters_in(question, AGENCIES).publication_number is None


def test_numbers_are_named_as_metadata_has_them() -> None:
    found = numbers_named("Jämför esv 2017:077 med skr. 2019/20:147, dnr Fi2020/01234 och 2017:9.")

    assert [one.number for one in found] == ["ESV 2017:77", "Skr. 2019/20:147", "Fi2020/01234"]


def test_a_number_is_named_where_it_stands() -> None:
    (found,) = numbers_named("Vad säger dnr 2017-01701 om it?")

    assert found.span.of("Vad säger dnr 2017-01701 om it?") == "dnr 2017-01701"
