"""What stands first where both the register and documents answer: made-up figures or a report."""

from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Sentence, ShortAnswer
from assistant.figures.answer import (
    Caution,
    Downloads,
    FigureGiven,
    FiguresAnswer,
    FiguresResult,
    FiguresStatus,
)
from assistant.figures.joining import joined, leads
from assistant.figures.said import WarningKind
from assistant.types import Route, Status, Verdict
from ingest.register.measures import Unit

COUNT = "Hur många projekt fanns 2017?"
COUNTED = "Under 2017 fanns det 157 strategiska it-projekt."
EXAMPLE = Caution(kind=WarningKind.EXAMPLE, text="Uppgifterna är påhittade exempel.")
SOME = Caution(kind=WarningKind.SOME_EXAMPLES, text="En del är påhittade exempel.")


def figure(unit: Unit) -> FigureGiven:
    return FigureGiven(
        group=(),
        value=2.0,
        unit=unit,
        n=2,
        missing=0,
        above=None,
        below=None,
        text="2",
        basis="2 rader",
        formula="",
    )


def figures(
    question: str = COUNT,
    unit: Unit | None = Unit.PROJECTS,
    *warnings: Caution,
    agencies: tuple[str, ...] = (),
    years: tuple[int, ...] = (2017,),
) -> FiguresAnswer:
    """An answer of the register: one figure in a unit, or a list where there is none."""
    given = () if unit is None else (figure(unit),)
    result = FiguresResult(
        reading="Jag räknar.",
        answer="Registret har 2.",
        figures=given,
        items=(),
        rows=(),
        row_count=2,
        gaps=(),
        warnings=warnings or (EXAMPLE,),
        filter={"agencies": list(agencies), "years": list(years)},
        pictures=None,
        downloads=Downloads(csv="", xlsx=""),
    )
    return FiguresAnswer(
        question=question,
        status=FiguresStatus.ANSWERED,
        answer="Registret har 2.",
        reading="Jag räknar.",
        results=(result,),
    )


def documents(
    *said: str,
    heading: str = "",
    title: str = "Rapport",
    status: Status = Status.ANSWERED,
    verdict: Verdict = Verdict.SUPPORTED,
) -> Answer:
    """An answer out of documents: each sentence with a citation of its own."""
    sentences = tuple(
        Sentence(text=text, citations=(n,), verdict=verdict) for n, text in enumerate(said, start=1)
    )
    citations = tuple(
        Citation(
            n=n,
            document_id="a",
            title=title,
            publisher=None,
            year=2018,
            source="a.md",
            page=None,
            page_label=None,
            heading=heading,
            quote=text,
            start=0,
            end=len(text),
            url="/dokument/a",
        )
        for n, text in enumerate(said, start=1)
    )
    return Answer(
        question=COUNT,
        status=status,
        answer=" ".join(said),
        sentences=sentences,
        citations=citations,
        nearest=(),
        notice="Ur dokumenten.",
        generation=1,
        model=None,
        ai_generated=False,
        timings_ms={},
        short_answer=ShortAnswer(text="157", citations=(1,)) if said else None,
    )


@pytest.mark.parametrize(
    ("question", "unit", "said", "heading"),
    [
        pytest.param(COUNT, Unit.PROJECTS, COUNTED, "", id="count"),
        pytest.param(COUNT, Unit.PROJECTS, "Det fanns 157 projekt.", "Läget 2017", id="year-over"),
        pytest.param(
            "Medianlängd för strategiska it-projekt?",
            Unit.DAYS,
            "Uppgift: Längd, median; Värde: 762 dagar",
            "It-projekten",
            id="row-and-heading",
        ),
        pytest.param(
            "Hur länge pågår ett projekt i genomsnitt?",
            Unit.DAYS,
            "Projekten pågår i genomsnitt mer än två och ett halvt år.",
            "",
            id="mean",
        ),
        pytest.param(
            "Hur stor andel av projekten hade hög risk?",
            Unit.PERCENT,
            "Projekt med hög risk var 74 av 244.",
            "",
            id="share",
        ),
        pytest.param(
            "Vad var it-kostnaden 2016?",
            Unit.KRONOR,
            "Myndigheterna hade it-kostnader på 18,8 miljarder kronor 2016.",
            "",
            id="kronor",
        ),
        pytest.param(
            "It-kostnaden 2015 till 2018?",
            Unit.KRONOR,
            "It-kostnaden 2015–2018 var 20 miljarder kronor.",
            "",
            id="span",
        ),
        pytest.param(
            "Vilka projekt blev mest försenade 2017?",
            None,
            "Mest försenade 2017 var projekten Korpen och Falken.",
            "",
            id="list",
        ),
    ],
)
def test_a_document_that_answers_just_that_stands_before_made_up_figures(
    question: str, unit: Unit | None, said: str, heading: str
) -> None:
    register, answer = figures(question, unit), documents("Annat.", said, heading=heading)

    both = joined(answer, register)

    assert (both.route, both.answer, both.register) == (Route.DOCUMENTS, answer.answer, register)


@pytest.mark.parametrize(
    ("question", "unit", "said", "title"),
    [
        pytest.param(COUNT, Unit.PROJECTS, "Under 2016 fanns det 157 projekt.", "", id="year"),
        pytest.param(COUNT, Unit.PROJECTS, "Det fanns 157 projekt.", "År 2017", id="year-of-title"),
        pytest.param(COUNT, Unit.PROJECTS, "ESV 2017:77 tar upp 157 projekt.", "", id="number"),
        pytest.param(COUNT, Unit.PROJECTS, "Åren 2015–2017 fanns 157 projekt.", "", id="span"),
        pytest.param(COUNT, Unit.PROJECTS, "Många projekt fanns 2017.", "", id="no-figure"),
        pytest.param(
            COUNT, Unit.PROJECTS, "2017 fanns 57 projekt med hög risk.", "", id="of-fewer"
        ),
        pytest.param(
            "Hur många projekt blev försenade?",
            Unit.PROJECTS,
            "Hälften av 1 094 projekt blev försenade.",
            "",
            id="out-of",
        ),
        pytest.param(
            "Medelvärdet av konsulternas andel av it-kostnaden hos stora myndigheter 2017?",
            Unit.PERCENT,
            "Undersökningens andel av statens it-kostnad 2017: 63–75 procent",
            "",
            id="measure",
        ),
        pytest.param(
            "Hur lång är projektens längd i median?",
            Unit.DAYS,
            "Projekten pågår i genomsnitt 944 dagar.",
            "",
            id="aggregate",
        ),
        pytest.param(
            "Vad var it-kostnaden 2016?", Unit.KRONOR, "Tabell 3: It-kostnad 2016", "", id="unit"
        ),
        pytest.param(
            "Vilka tre projekt blev mest försenade 2017?",
            None,
            "Många projekt blev kraftigt försenade 2017.",
            "",
            id="list",
        ),
        pytest.param(
            "Vad var it-kostnaden i senaste insamlingen?",
            Unit.KRONOR,
            "It-kostnaden var 18,8 miljarder kronor 2016.",
            "",
            id="latest",
        ),
    ],
)
def test_made_up_figures_stand_before_a_document_that_answers_something_else(
    question: str, unit: Unit | None, said: str, title: str
) -> None:
    register, answer = figures(question, unit), documents(said, title=title)

    both = joined(answer, register)

    assert (both.route, both.status) == (Route.REGISTER, Status.ANSWERED)
    assert both.answer == f"{register.answer}\n\n{said}"
    assert (both.sentences, both.citations) == (answer.sentences, answer.citations)
    assert both.notice == f"{EXAMPLE.text} {answer.notice}"
    assert both.short_answer is None


def test_what_documents_answer_in_part_stands_beside_made_up_figures() -> None:
    answer = documents("Något annat.", status=Status.PARTIAL)

    both = joined(answer, figures())

    assert (both.route, both.sentences) == (Route.REGISTER, answer.sentences)


@pytest.mark.parametrize(
    ("model", "route"),
    [
        pytest.param("en-modell", Route.DOCUMENTS, id="in-a-model's-words"),
        pytest.param(None, Route.REGISTER, id="quoted-with-the-header-of-a-table"),
    ],
)
def test_the_year_may_stand_in_the_quote_of_what_a_model_wrote(
    model: str | None, route: Route
) -> None:
    answer = replace(documents("Det fanns 157 it-projekt."), model=model)
    quoted = replace(answer.citations[0], quote="2016 | 2017")

    both = joined(replace(answer, citations=(quoted,)), figures())

    assert both.route is route


def test_a_sentence_that_its_quotes_bear_in_part_does_not_answer() -> None:
    answer = documents(COUNTED, verdict=Verdict.PARTLY)

    both = joined(answer, figures())

    assert both.route is Route.REGISTER


@pytest.mark.parametrize(
    "register",
    [
        pytest.param(figures(COUNT, Unit.PROJECTS, SOME), id="some-of-them-real"),
        pytest.param(figures(agencies=("Exempelverket",)), id="named-example"),
    ],
)
def test_real_figures_and_those_of_a_named_agency_always_stand_first(
    register: FiguresAnswer,
) -> None:
    both = joined(documents(COUNTED), register)

    assert leads(register)
    assert (both.route, both.answer) == (Route.REGISTER, f"{register.answer}\n\n{COUNTED}")
