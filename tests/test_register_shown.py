"""What one asker is shown has no words that only workbooks tell which that one may not see."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.figures.answering import FiguresAnswerer
from assistant.figures.downloads import as_csv
from assistant.figures.similar import SimilarProjects, Wanted
from assistant.types import Asker
from ingest.embedding import load_embedder
from ingest.register.asking import Register
from ingest.register.finding import ProjectsWanted, Sort
from ingest.register.renewing import review_all
from ingest.register.seen import SeenRegister
from ingest.register.selection import Aggregate, Condition, Op, Result, Selection, Subject
from ingest.register.types import Row, Tax
from tests.registering import agency, collection, figure, project, take_in

OLD, NEW, OTHER = "Exempelverket för sjökort", "Hemliga kartverket", "Exempelnämnden för fyrar"
SECRET = ("Hemliga", "HKV", "dolda")
GROUP = "projekt"


def everyone(_: tuple[str, ...]) -> bool:
    return True


def outsider(access: tuple[str, ...]) -> bool:
    return GROUP not in access


def a_project(at: int, whose: str, name: str, year: int) -> Row:
    return project(
        at, whose, name, purpose="Visa alla sjökort.", start="2015-01-01", budget=year * 1e3
    )


OPEN_2016 = [
    agency(2, OLD, short_names="ESK", size="liten"),
    agency(3, OTHER),
    a_project(2, OLD, "Nytt sjökort", 2016),
    project(3, OLD, "Modernt beslutsstöd", start="2015-03-01", budget=10e6),
    figure(2, OLD, "it_cost", 10e6),
]
OPEN_2018 = [
    a_project(2, OLD, "Nytt sjökort", 2018),
    a_project(3, OTHER, "Fyrportal", 2018),
    project(4, OLD, "Stöd för ledningen", start="2015-03-01", budget=10e6),
]
HIDDEN_2017 = [
    agency(2, NEW, former_names=OLD, short_names="HKV", size="stor", groups="dolda"),
    a_project(2, NEW, "Hemliga sjökort", 2017),
    figure(2, NEW, "it_cost", 20e6),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An agency whose new name only a hidden workbook tells."""
    folder = tmp_path_factory.mktemp("register")
    take_in(folder, OPEN_2016, collection(2016), "2016.xlsx")
    take_in(folder, HIDDEN_2017, collection(2017), "hemlig.xlsx", access=(GROUP,))
    take_in(folder, OPEN_2018, collection(2018), "2018.xlsx")
    review_all(folder)
    return folder


@pytest.fixture
def register(data: Path) -> Iterator[Register]:
    with closing(Register(data)) as opened:
        yield opened


def seen_by(register: Register, may_see: Callable[[tuple[str, ...]], bool]) -> SeenRegister:
    seen = register.seen(may_see)
    assert seen is not None
    return seen


def ask(register: Register, **of: object) -> Result:
    given = {"subject": Subject.PROJECTS, "aggregate": Aggregate.COUNT, "years": ()}
    return register.ask(Selection(**{**given, **of}), outsider)  # type: ignore[arg-type]  # by name


def hits_of_secret(told: object) -> list[str]:
    return [word for word in SECRET if word.casefold() in repr(told).casefold()]


def test_the_catalogue_calls_an_agency_as_seen_workbooks_do(register: Register) -> None:
    known = {one.names for one in register.catalogue(outsider).agencies}
    every = {one.names[0]: set(one.names) for one in register.catalogue(everyone).agencies}

    assert known == {(OLD, "ESK"), (OTHER,)}
    assert set(every) == {NEW, OTHER}
    assert every[NEW] == {NEW, OLD, "HKV"}


def test_results_are_grouped_filtered_and_ordered_by_the_name_that_is_seen(
    register: Register,
) -> None:
    by_agency = ask(register, by=("agency",))
    by_size = ask(register, by=("size",))
    named = ask(register, conditions=(Condition(field="agency", op=Op.IS, value=OLD),))
    hidden = ask(register, conditions=(Condition(field="agency", op=Op.IS, value=NEW),))

    assert {figure.group for figure in by_agency.figures} == {(OLD,), (OTHER,)}
    assert {figure.group for figure in by_size.figures} == {("liten",), ("",)}
    assert (named.figures[0].value, hidden.figures[0].value) == (4, 0)
    assert (hidden.asked, hidden.silent) == (0, ())


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(lambda seen: seen.projects(), id="profiles"),
        pytest.param(lambda seen: seen.found(ProjectsWanted(sort=Sort.AGENCY)), id="lists"),
        pytest.param(lambda seen: seen.coverage(), id="coverage"),
        pytest.param(lambda seen: seen.agencies(), id="agencies"),
        pytest.param(lambda seen: seen.matches(), id="matches"),
        pytest.param(lambda seen: seen.collections(), id="collections"),
        pytest.param(
            lambda seen: [seen.findings(one.id) for one in seen.collections()], id="findings"
        ),
        pytest.param(
            lambda seen: [seen.figures_of(one) for one in seen.agencies()], id="figures-of-agencies"
        ),
        pytest.param(
            lambda seen: SimilarProjects(seen.projects(), load_embedder("")).like(
                Wanted(text="sjökort"), 9
            ),
            id="similar",
        ),
    ],
)
def test_nothing_shown_has_words_of_a_hidden_workbook(
    register: Register, told: Callable[[SeenRegister], object]
) -> None:
    shown = told(seen_by(register, outsider))

    assert shown
    assert hits_of_secret(shown) == []


def test_a_project_is_one_by_a_hidden_row_and_shows_only_what_is_seen(register: Register) -> None:
    (mine,) = seen_by(register, outsider).found(ProjectsWanted(text="Nytt")).projects
    (known,) = seen_by(register, outsider).projects([mine.project])
    (whole,) = seen_by(register, everyone).projects([mine.project])

    assert (known.agency, whole.agency) == (OLD, NEW)
    assert [state.year for state in known.states] == [2016, 2018]
    assert [state.name for state in whole.states][1] == "Hemliga sjökort"


@pytest.mark.parametrize(
    "question",
    [
        "Hur många projekt hade Hemliga kartverket 2016?",
        "Hur många projekt hade HKV?",
        "Vilka projekt hade Exempelverket 2018?",
        "Hur många projekt hade varje myndighet 2018?",
        "Vad var it-kostnaden för ESK 2016?",
    ],
)
def test_no_answer_or_refusal_has_words_of_a_hidden_workbook(
    register: Register, question: str
) -> None:
    asker = Asker(groups=frozenset())
    answerer = FiguresAnswerer(register)

    answer = answerer.answer(question, asker)

    asked = {word for word in SECRET if word.casefold() in question.casefold()}
    assert set(hits_of_secret({**asdict(answer), "question": ""})) <= asked
    assert NEW not in repr(answer.results)


def test_a_download_has_the_name_that_is_seen(register: Register) -> None:
    chosen = '{"subject": "projects", "aggregate": "list", "years": [2018]}'

    tables = FiguresAnswerer(register).tables(chosen, Asker(groups=frozenset()), 10)

    text = b"".join(map(as_csv, tables)).decode("utf-8-sig")
    assert OLD in text
    assert hits_of_secret(text) == []


def test_marks_of_amounts_are_each_workbooks_own(tmp_path: Path) -> None:
    mine = collection(2016, tax=Tax.EXCLUDED, price_year=2016, is_example=False)
    other = collection(2016, tax=Tax.INCLUDED, price_year=2018, is_example=True)
    take_in(tmp_path, [agency(2, OLD), project(2, OLD, "Ett", budget=1e6)], mine, "a.xlsx")
    hidden = [agency(2, OTHER), project(2, OTHER, "Två", budget=1e6)]
    take_in(tmp_path, hidden, other, "b.xlsx", access=(GROUP,))

    with closing(Register(tmp_path)) as register:
        seen = ask(register, number="budget", aggregate=Aggregate.SUM, price_year=2018)
        (held,) = seen_by(register, outsider).collections()
        chosen = Selection(
            subject=Subject.PROJECTS,
            aggregate=Aggregate.SUM,
            years=(2016,),
            number="budget",
            price_year=2018,
        )
        whole = register.ask(chosen, everyone)
        (every,) = seen_by(register, everyone).collections()
        is_example = {one.names[0]: one.is_example for one in register.catalogue(everyone).agencies}

    (behind,) = seen.collections
    assert (behind.tax, behind.price_year, behind.is_example) == (Tax.EXCLUDED, 2016, False)
    assert seen.figures[0].value == pytest.approx(1e6 * 328.40 / 316.43)
    assert whole.figures[0].value == pytest.approx(1e6 * 328.40 / 316.43 + 1e6)
    assert {one.tax for one in whole.collections} == {Tax.EXCLUDED, Tax.INCLUDED}
    assert held.collection == mine
    assert (every.collection.tax, every.collection.price_year) == (Tax.UNKNOWN, None)
    assert every.of(held.books[0].id) == mine
    assert is_example == {OLD: False, OTHER: True}


def test_marks_of_other_agencies_workbooks_are_not_behind_an_agencys_result(
    tmp_path: Path,
) -> None:
    rows = [project(2, OLD, "Ett", budget=1e6), figure(2, OLD, "it_cost", 1e6)]
    others = [project(2, OTHER, "Två", budget=1e6), figure(2, OTHER, "it_cost", 1e6)]
    take_in(tmp_path, rows, collection(2016, tax=Tax.EXCLUDED), "a.xlsx")
    take_in(tmp_path, others, collection(2016, tax=Tax.INCLUDED), "b.xlsx")

    with closing(Register(tmp_path)) as register:
        ids = {one.names[0]: one.id for one in register.catalogue(outsider).agencies}
        of_projects = ask(register, agencies=(ids[OLD],))
        of_figures = ask(register, subject=Subject.FIGURES, number="it_cost", agencies=(ids[OLD],))

    assert [one.tax for one in of_projects.collections] == [Tax.EXCLUDED]
    assert [one.tax for one in of_figures.collections] == [Tax.EXCLUDED]
    assert [one.source for one in of_figures.files] == ["a.xlsx"]


def test_marks_of_a_workbook_whose_figures_a_newer_one_gives_again_are_not_behind(
    tmp_path: Path,
) -> None:
    take_in(tmp_path, [figure(2, OLD, "it_cost", 1e6)], collection(2016, tax=Tax.INCLUDED), "a")
    again = [figure(2, OLD, "it_cost", 2e6, year=2016)]
    take_in(tmp_path, again, collection(2017, tax=Tax.EXCLUDED), "b")
    hidden = [figure(2, OLD, "it_cost", 3e6, year=2016)]
    take_in(tmp_path, hidden, collection(2018, tax=Tax.UNKNOWN), "c", access=(GROUP,))
    chosen = Selection(
        subject=Subject.FIGURES, aggregate=Aggregate.SUM, number="it_cost", years=(2016,)
    )

    with closing(Register(tmp_path)) as register:
        seen, whole = register.ask(chosen, outsider), register.ask(chosen, everyone)

    assert [one.tax for one in seen.collections] == [Tax.EXCLUDED]
    assert [one.tax for one in whole.collections] == [Tax.UNKNOWN]
    assert (seen.figures[0].value, whole.figures[0].value) == (2e6, 3e6)
