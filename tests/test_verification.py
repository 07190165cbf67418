from dataclasses import replace

import pytest

from assistant.types import Status, Verdict
from assistant.verification.verifying import verify
from ingest.types import Span
from tests.drafts import draft, evidence, passage, says

COST = "Projektet kostade 14,5 miljoner kronor år 2021."
COUNT = "Av 157 projekt saknade 78 en plan för nyttan."


def test_a_sentence_that_is_its_quote_stands() -> None:
    checked = verify(draft(says(COST, COST)))

    assert checked == draft(says(COST, COST))


def test_a_sentence_in_other_words_of_its_quotes_stands() -> None:
    checked = verify(draft(says("Kostnaden för projektet var 14,5 miljoner kronor.", COST)))

    assert checked.status is Status.ANSWERED
    assert checked.statements


def test_a_sentence_may_rest_on_several_quotes_together() -> None:
    said = "Projektet kostade 14,5 miljoner kronor och 78 projekt saknade plan."

    checked = verify(draft(says(said, COST, COUNT)))

    assert checked.statements


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        pytest.param("Projektet kostade 15 miljoner kronor.", COST, id="another-number"),
        pytest.param("Projektet kostade 14 miljoner kronor.", COST, id="half-a-number"),
        pytest.param("Projektet kostade 14,5 miljarder kronor.", COST, id="another-magnitude"),
        pytest.param("Projektet kostade 14,5 procent mer.", COST, id="a-share-for-a-sum"),
        pytest.param("Projektet kostade 14,5 miljoner kronor år 2020.", COST, id="another-year"),
        pytest.param("Tre projekt saknade en plan för nyttan.", COUNT, id="a-number-in-letters"),
        pytest.param("Hälften av alla projekt saknade plan.", COUNT, id="a-share-in-letters"),
        pytest.param("Av 1 157 projekt saknade 78 en plan.", COUNT, id="a-thousand-more"),
        pytest.param("Enligt Skatteverket kostade projektet 14,5 miljoner kronor år 2021.", COST,
                     id="an-invented-name"),
        pytest.param("Projektet fick kritik av JO och kostade 14,5 miljoner kronor.", COST,
                     id="an-invented-acronym"),
        pytest.param("Ledningen bytte leverantör efter stark kritik från användarna.", COST,
                     id="words-of-its-own"),
        pytest.param("Ja.", COST, id="one-short-word"),
        pytest.param("", COST, id="nothing"),
        pytest.param("…", COST, id="no-words"),
    ],
)  # fmt: skip
def test_a_sentence_that_says_more_than_its_quote_is_struck(said: str, quote: str) -> None:
    checked = verify(draft(says(said, quote)))

    assert checked.statements == ()
    assert checked.status is Status.NO_EVIDENCE
    assert "1 mening" in checked.notice


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        pytest.param("Staten satsade 1 094 projekt.", "Staten satsade 1\u00a0094 projekt.",
                     id="hard-blank"),
        pytest.param("Det rörde 1 094 projekt i staten.", "Det rörde 1\n094 projekt i staten.",
                     id="line-break-in-a-number"),
        pytest.param("Andelen projekt var 56 procent.", "Andelen projekt var 56 %.", id="percent"),
        pytest.param("Projektet kostade 20 miljoner.", "Projektet kostade 20 mnkr.", id="mnkr"),
        pytest.param("Projektet hade 3 delar.", "Projektet hade tre delar.", id="digit-for-word"),
        pytest.param("Projektet hade tre delar.", "Projektet hade 3 delar.", id="word-for-digit"),
        pytest.param("Under 2016 granskades 157 projekt.", "Under 2016 157 projekt granskades.",
                     id="a-year-beside-a-number"),
        pytest.param("Ekonomistyrningen var svag.", "Ekonomi-\nstyrningen var svag.",
                     id="word-broken-at-a-line-end"),
        pytest.param("Skatteverkets projekt lades ned.", "Projekt vid Skatteverket lades ned.",
                     id="inflected-name"),
        pytest.param("Enligt Exempelverket hade projektet tre delar.", "Projektet hade tre delar.",
                     id="the-publisher-of-the-source"),
    ],
)  # fmt: skip
def test_the_same_said_otherwise_stands(said: str, quote: str) -> None:
    checked = verify(draft(says(said, quote)))

    assert [statement.text for statement in checked.statements] == [said]


def test_a_struck_sentence_takes_no_other_with_it() -> None:
    checked = verify(draft(says(COST, COST), says("Allt blev 99 gånger dyrare.", COST)))

    assert [statement.text for statement in checked.statements] == [COST]
    assert checked.status is Status.PARTIAL
    assert "1 mening" in checked.notice


def test_struck_sentences_are_counted() -> None:
    checked = verify(draft(says("Fel 98.", COST), says("Fel 99.", COST)))

    assert checked.notice.startswith("2 meningar saknade stöd")


def test_what_the_draft_had_to_tell_is_still_told() -> None:
    checked = verify(draft(says("Helt fel 99.", COST), model="m", notice="Observera detta."))

    assert checked.notice.startswith("Observera detta. 1 mening")
    assert checked.model == "m"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"quote": "Projektet kostade 14,6 miljoner kronor"}, id="other-words"),
        pytest.param({"span": Span(start=0, end=10)}, id="before-the-passage"),
        pytest.param({"span": Span(start=40, end=4000)}, id="beyond-the-passage"),
        pytest.param({"span": Span(start=50, end=50)}, id="empty"),
    ],
)
def test_evidence_that_does_not_stand_where_it_says_is_dropped(change: dict[str, object]) -> None:
    true = evidence(COST)
    false = replace(true, **change)  # type: ignore[arg-type]  # one field of each case

    alone = verify(draft(replace(says(COST), evidence=(false,))))
    beside = verify(draft(replace(says(COST), evidence=(false, true))))

    assert alone.statements == ()
    assert [statement.evidence for statement in beside.statements] == [(true,)]


def test_a_sentence_without_evidence_is_struck() -> None:
    assert verify(draft(says(COST))).statements == ()


def test_a_quote_inside_a_longer_passage_is_found_where_it_stands() -> None:
    found = passage(f"Inledning. {COST} Avslutning.")

    checked = verify(draft(replace(says(COST), evidence=(evidence(COST, found),))))

    assert checked.statements


def test_the_numbers_of_two_cells_are_not_the_thousands_of_one() -> None:
    row = "Bor\u20031 200\u2003300"

    assert verify(draft(says("Bor har 1 200 och 300.", row))).statements
    assert not verify(draft(says("Bor har 1 200 300.", row))).statements


def test_an_empty_draft_stays_as_it_is() -> None:
    empty = replace(draft(notice="Inget."), status=Status.NO_EVIDENCE)

    assert verify(empty) == empty


def verdict_of(said: str, *quotes: str) -> Verdict:
    (kept,) = verify(draft(says(said, *quotes))).statements or (
        replace(says(said), verdict=Verdict.UNSUPPORTED),
    )
    return kept.verdict


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        pytest.param("Kostnaden var 18 800 miljoner kronor.", "Kostnaden var 18,8 mdkr i år.",
                     id="another-size"),
        pytest.param("Andelen var hälften av projekten.", "Av projekten var andelen 50 procent.",
                     id="half"),
        pytest.param("Beslutet kom den 21 december 2017.", "Beslutet kom 2017-12-21 från staten.",
                     id="date"),
        pytest.param("Beslutet kom i december 2017.", "Beslutet kom den 21 december 2017.",
                     id="month-of-a-date"),
        pytest.param("Det tog 24 månader att bygga.", "Att bygga tog två år i staten.", id="time"),
        pytest.param("Kostnaden var 12 miljoner kronor.",
                     "Kostnaden var mellan 12 och 15 miljoner kronor.", id="shared-unit"),
        pytest.param("Projekten var 12 och 15, sammanlagt 27 projekt.",
                     "Projekten var 12 och 15 i antal.", id="sum"),
        pytest.param("Av 200 projekt hade 50 en plan, vilket motsvarar 25 procent.",
                     "Av 200 projekt hade 50 en plan.", id="share"),
        pytest.param("Kostnaden ökade med 3 mnkr, från 12 mnkr till 15 mnkr.",
                     "Kostnaden ökade från 12 mnkr till 15 mnkr.", id="difference"),
    ],
)  # fmt: skip
def test_a_number_written_otherwise_or_worked_out_is_supported(said: str, quote: str) -> None:
    assert verdict_of(said, quote) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        pytest.param("Andelen ökade med 5 procentenheter.", "Andelen ökade med 5 procent i år.",
                     id="points-for-per-cent"),
        pytest.param("Projektet höll budgeten.", "Projektet höll inte budgeten.", id="not-dropped"),
        pytest.param("Projektet höll inte budget.", "Projektet höll budget nu.", id="not-added"),
        pytest.param("Kostnaderna minskade under året.", "Kostnaderna ökade under hela året.",
                     id="opposite"),
        pytest.param("Minst 40 projekt granskades.", "Högst 40 projekt granskades nu.", id="bound"),
        pytest.param("Alla projekt granskades av staten.", "Projekt granskades av staten i år.",
                     id="all"),
        pytest.param("Nu granskade Skatteverket Digg.", "Nu granskade Digg Skatteverket i år.",
                     id="names-swapped"),
        pytest.param("Av 78 projekt saknade 157 en plan.", COUNT, id="numbers-swapped"),
        pytest.param("Projekten var 12 och 15, sammanlagt 28 projekt.",
                     "Projekten var 12 och 15 i antal.", id="wrong-sum"),
        pytest.param("Projektet kostade 145 miljoner kronor år 2021.", COST, id="comma-dropped"),
    ],
)  # fmt: skip
def test_a_sentence_that_turns_its_quote_is_struck(said: str, quote: str) -> None:
    assert verdict_of(said, quote) is Verdict.UNSUPPORTED


def test_a_part_of_a_sentence_that_denies_it_is_no_evidence() -> None:
    found = passage("Det är inte så att projektet höll sin budget.")

    checked = verify(
        draft(
            replace(
                says("Projektet höll sin budget."),
                evidence=(evidence("projektet höll sin budget", found),),
            )
        )
    )

    assert checked.statements == ()


def test_a_sentence_that_leaves_out_a_reservation_is_marked() -> None:
    assert verdict_of("Projektet avslutas i år.", "Projektet bör avslutas i år.") is Verdict.PARTLY


def test_what_is_struck_is_counted() -> None:
    checked = verify(draft(says(COST, COST), says("Fel 98.", COST), says("Fel 99.", COST)))

    assert checked.struck == 2
