"""A question to the register is read exactly, asked back, refused or left; it is never guessed."""

import json
import random
import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from assistant.errors import WordListError
from assistant.figures import lexicon
from assistant.figures.reading import Reader
from assistant.figures.types import AskBack, Corrected, NotRegister, Reading, Refused
from assistant.figures.wording import Wording
from ingest.register.selection import AgencyKnown, Catalogue, Selection
from tests.conftest import ROOT
from tests.figures_catalogue import CATALOGUE, IDS
from tests.figures_questions import ALL, ASKED, BJ, LEFT, NAMED, READ, REFUSED, rows
from tests.figures_random import selection

OF_DOCUMENTS_TOO = 3
"""Questions of the set of documents that a register might be asked as well."""


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader(CATALOGUE)


@pytest.mark.parametrize(("question", "meant"), READ, ids=[question for question, _ in READ])
def test_a_question_is_read_as_what_it_means(question: str, meant: tuple[Selection, ...]) -> None:
    found = reader().read(question)

    assert isinstance(found, Reading)
    assert found.selections == meant


def test_there_are_many_questions_and_none_stands_twice() -> None:
    questions = [question for question, _ in READ]

    assert len(set(questions)) == len(questions) >= 250


@pytest.mark.parametrize("question", ASKED)
def test_what_may_mean_several_things_is_asked_back_with_whole_questions(question: str) -> None:
    found = reader().read(question)

    assert isinstance(found, AskBack)
    assert found.question.endswith((".", "?"))
    assert 1 <= len(found.choices) <= 4
    assert all(isinstance(reader().read(choice), Reading) for choice in found.choices)


@pytest.mark.parametrize(("question", "named"), REFUSED, ids=[question for question, _ in REFUSED])
def test_what_the_register_lacks_is_refused_with_what_it_has(question: str, named: str) -> None:
    found = reader().read(question)

    assert isinstance(found, Refused)
    assert named in found.why
    assert found.remedy.startswith("Det har ")


@pytest.mark.parametrize("question", LEFT)
def test_what_is_not_surely_the_registers_is_left_to_the_documents(question: str) -> None:
    assert isinstance(reader().read(question), NotRegister)


def test_a_selection_put_as_a_question_is_read_as_the_same() -> None:
    chance = random.Random(20)  # noqa: S311  (the same draws every time, no secret)
    wording = Wording(CATALOGUE)
    drawn = [selection(chance) for _ in range(500)]

    other = [
        wording.question(one)
        for one in drawn
        if reader().read(wording.question(one)) != Reading(selections=(one,))
    ]

    assert other == []


def test_questions_to_documents_are_left_to_them() -> None:
    lines = (ROOT / "tests" / "quality" / "questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]

    taken = [one for one in questions if not isinstance(reader().read(one), NotRegister)]

    assert len(questions) == 206
    assert len(taken) <= OF_DOCUMENTS_TOO


def test_misspelt_words_and_names_are_told() -> None:
    found = reader().read("Hur mnga projekt hade Björkvreket 2017?")

    assert isinstance(found, Reading)
    assert found.corrections == (
        Corrected(typed="mnga", read="många"),
        Corrected(typed="Björkvreket", read="Björkverket"),
    )


def test_a_real_agency_of_the_register_has_all_its_names() -> None:
    known = AgencyKnown(
        id=7, names=("Kronofogdemyndigheten",), department="", size="", groups=(), is_example=False
    )

    found = Reader(replace(CATALOGUE, agencies=(known,))).read("Hur många projekt har Kronofogden?")

    assert found == Reading(selections=(replace(rows(), agencies=(7,)),))


def test_two_names_of_one_agency_are_told_to_be_one() -> None:
    found = reader().read("Har Björkverket eller BJV högst it-kostnad 2016?")

    assert found == AskBack(
        question="”Björkverket” och ”BJV” är samma myndighet i registret. Vill du se dess uppgift?",
        choices=("Summan av it-kostnad hos Björkverket 2016?",),
    )


def test_a_name_that_two_agencies_share_is_asked_back() -> None:
    twins = tuple(
        AgencyKnown(id=n, names=(name, "TV"), department="", size="", groups=(), is_example=True)
        for n, name in enumerate(("Tornverket", "Tunnelverket"), start=1)
    )

    found = Reader(replace(CATALOGUE, agencies=twins)).read("Hur många projekt har TV?")

    assert isinstance(found, AskBack)
    assert found.question == "Menar du Tornverket eller Tunnelverket?"


def known(*names: str) -> tuple[AgencyKnown, ...]:
    return tuple(
        AgencyKnown(id=n, names=(name,), department="", size="", groups=(), is_example=True)
        for n, name in enumerate(names, start=1)
    )


TOWERS = replace(CATALOGUE, agencies=known("Tornverket för kyrkor", "Tornverket för radio"))


@pytest.mark.parametrize(
    ("question", "choice"),
    [
        ("Hur hög var it-kostnaden hos Tornverket 2017?", "hos Tornverket för kyrkor 2017?"),
        ("Hur hög var Tornverkets it-kostnad 2017?", "var Tornverket för kyrkors it-kostnad 2017?"),
        ("hur många projekt har tornverket?", "har Tornverket för kyrkor?"),
    ],
)
def test_what_several_agencies_are_called_first_is_asked_back(question: str, choice: str) -> None:
    reads = Reader(TOWERS)

    found = reads.read(question)

    assert isinstance(found, AskBack)
    assert found.question == "Menar du Tornverket för kyrkor eller Tornverket för radio?"
    assert found.choices[0].endswith(choice)
    assert all(isinstance(reads.read(one), Reading) for one in found.choices)


def test_of_many_agencies_of_one_beginning_some_are_choices_and_the_rest_are_told() -> None:
    names = [f"Tornverket för {one}" for one in ("båtar", "klockor", "kyrkor", "ljus", "radio")]
    many = Reader(replace(CATALOGUE, agencies=known(*names)))

    found = many.read("Hur många projekt hade Tornverket 2017?")

    assert isinstance(found, AskBack)
    assert len(found.choices) == 4
    assert all(name in found.question for name in names)


def test_the_beginning_of_a_name_with_another_end_is_no_agency_of_the_register() -> None:
    found = Reader(TOWERS).read("Hur många projekt hade Tornverket för månljus?")

    assert isinstance(found, NotRegister)


def test_a_system_named_as_a_project_is_told_apart_by_the_word_before() -> None:
    both = replace(CATALOGUE, projects=(*CATALOGUE.projects, "Kvarnen"))

    found = Reader(both).read("Hur många projekt gäller systemet Kvarnen?")

    assert found == Reading(selections=(rows(c="system is Kvarnen"),))
    assert isinstance(Reader(both).read("Hur många projekt gäller Kvarnen?"), AskBack)


SHARED = replace(CATALOGUE, namesakes=("Ny ärendehantering",))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Hur stor är budgeten för Ny ärendehantering 2018?", rows("list", "budget", c=NAMED)),
        ("Vad kostade projektet Ny ärendehantering?", rows("list", "outcome", c=NAMED)),
        ("Hur försenat är Ny ärendehantering?", rows("list", "delay", c=NAMED)),
        ("Budget för Ny ärendehantering per år", rows("list", "budget", c=NAMED, y=ALL)),
        (
            "Hur förändrades budgeten för Ny ärendehantering mellan 2016 och 2018?",
            rows("change", "budget", c=NAMED, y="2016 2018", by="agency"),
        ),
        ("Sammanlagd budget för Ny ärendehantering 2018?", rows("sum", "budget", c=NAMED)),
        ("Vad kostade Ny ärendehantering totalt 2018?", rows("sum", "outcome", c=NAMED)),
        (
            "Vad är budgeten för Ny ärendehantering hos Björkverket?",
            rows("sum", "budget", c=NAMED, a=BJ),
        ),
    ],
)
def test_projects_of_one_name_are_told_apart_unless_their_sum_is_asked(
    question: str, meant: Selection
) -> None:
    assert Reader(SHARED).read(question) == Reading(selections=(meant,))


def test_names_that_differ_in_capitals_are_one_as_typed_or_asked_back() -> None:
    twice = replace(CATALOGUE, projects=("Ny ärendehantering", "Ny Ärendehantering"))

    exact = Reader(twice).read("Vad är budgeten för Ny ärendehantering?")
    unclear = Reader(twice).read("Vad är budgeten för ny ärendehantering?")

    assert exact == Reading(selections=(rows("sum", "budget", c=NAMED),))
    assert isinstance(unclear, AskBack)
    assert unclear.choices == (
        "Vad är budgeten för Ny ärendehantering?",
        "Vad är budgeten för Ny Ärendehantering?",
    )


def test_an_empty_register_refuses_what_it_would_be_asked() -> None:
    empty = Catalogue(
        agencies=(), project_years=(), numbers=(), systems=(), suppliers=(), projects=()
    )

    found = Reader(empty).read("Hur många projekt är försenade?")

    assert found == Refused(
        why="Registret har inga uppgifter om projekt.", remedy="Det har inget ännu."
    )


@pytest.mark.parametrize("question", ["a" * 2000, "hur många projekt " * 300, "2017 " * 500, "🙂"])
def test_whatever_is_written_is_done_with_at_once(question: str) -> None:
    started = time.perf_counter()

    found = reader().read(question)

    assert isinstance(found, NotRegister)
    assert time.perf_counter() - started < 0.5


def test_among_two_thousand_agencies_a_question_takes_less_than_five_milliseconds() -> None:
    many = Reader(_with_agencies(2000))
    questions = [question for question, _ in READ] + [question for question, _ in REFUSED]

    slowest = max(min(_seconds(many, question) for _ in range(3)) for question in questions)

    assert slowest < 0.005


def _with_agencies(count: int) -> Catalogue:
    chance = random.Random(7)  # noqa: S311  (the same names every time, no secret)
    names = {"".join(chance.sample("bdfghjklmnprstv", 9)).capitalize() for _ in range(count)}
    more = (
        AgencyKnown(
            id=1000 + n,
            names=(f"{name}verket",),
            department="",
            size="",
            groups=(),
            is_example=True,
        )
        for n, name in enumerate(sorted(names))
    )
    return replace(CATALOGUE, agencies=(*CATALOGUE.agencies, *more))


def _seconds(one: Reader, question: str) -> float:
    started = time.perf_counter()
    one.read(question)
    return time.perf_counter() - started


def test_a_lexicon_with_a_phrase_of_two_meanings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.txt"
    path.write_text("aggregate count = antal\naggregate sum = (hela/) antal\n", encoding="utf-8")

    with pytest.raises(WordListError, match="”antal” står två gånger"):
        lexicon.read(path)


def test_a_lexicon_with_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.txt"
    path.write_text("verb har = har\n", encoding="utf-8")

    with pytest.raises(WordListError, match="”verb” är inget slag av ord"):
        lexicon.read(path)


def test_the_agencies_of_the_questions_are_those_of_the_catalogue() -> None:
    assert len(CATALOGUE.agencies) == len(IDS) == 60
