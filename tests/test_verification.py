from dataclasses import replace

import pytest

from assistant.types import Status
from assistant.verification import verify
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


def test_an_empty_draft_stays_as_it_is() -> None:
    empty = replace(draft(notice="Inget."), status=Status.NO_EVIDENCE)

    assert verify(empty) == empty
