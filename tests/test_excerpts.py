"""What of a passage may be quoted, with what it needs to be understood, and how it reads."""

import pytest

from assistant.evaluation.strict_checking import Cited, objections
from assistant.excerpts.cutting import LONGEST_LIST, LONGEST_WITH_BEFORE, excerpts
from assistant.excerpts.openings import points_back
from assistant.excerpts.types import Excerpt, Form
from assistant.excerpts.wording import evidence_of, wording
from assistant.types import Statement, Verdict
from assistant.verification.verdicts import judge
from ingest.typography import CELL_BLANK
from tests.drafts import BEFORE, hit, written

POINTING = """Kostnader


Projektet kostade 14,5 miljoner kronor. Detta var mer än budgeten. Det finns flera orsaker.

Den ska redovisas senast den 1 mars 2022."""
REASONS = """Granskningen pekar ut tre orsaker:

- bristande beställarkompetens i ledningen,
- svag styrning av leverantörerna
- beroende av konsulter. De stannade för länge."""
TABLE = """Nyckeltal


| Uppgift | Värde | Källa |
|---|---|---|
| Samlad kostnad | 48 miljoner kronor | slutrapporten |
| Nyttan | följdes inte upp | intervjuer |"""


def of(text: str, form: Form) -> list[Excerpt]:
    return [one for one in excerpts(written(text)) if one.form is form]


def read(text: str, form: Form) -> list[str]:
    return [wording(one, written(text)) for one in of(text, form)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Detta innebär att kostnaderna ökar.",
        "Det innebär att kostnaderna ökar.",
        "Det är en ökning med 14 procent.",
        "Det här gäller från och med 2024.",
        "Den ska redovisas senast den 1 mars.",
        "Den konstaterade att styrningen brast.",
        "De påpekade att tiden var knapp.",
        "Dessa insatser räcker inte.",
        "Denna utveckling har fortsatt.",
        "Han lämnade posten i maj.",
        "Därför avbröts projektet.",
        "Däremot höll tidplanen.",
        "Samtidigt ökade kostnaderna.",
        "Även leverantören var sen.",
        "Sådana avtal är ovanliga.",
        "”Detta var väntat.”",
    ],
)
def test_a_sentence_that_needs_the_one_before_points_back(sentence: str) -> None:
    assert points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Det finns tre orsaker.",
        "Det är viktigt att nyttan mäts.",
        "Det krävs en nyttoägare.",
        "Det gäller att börja i tid.",
        "Det ska finnas skriftliga instruktioner.",
        "Det införs en möjlighet att söka stöd.",
        "Det nya systemet togs i drift 2023.",
        "Det som saknades var en plan.",
        "Den nya lagen ersätter den gamla.",
        "Den som söker stöd ska ange skäl.",
        "Den 1 mars 2022 lämnades rapporten.",
        "De flesta myndigheter saknar planer.",
        "De åtgärder som vidtogs räckte inte.",
        "Den planerade åtgärden sköts upp.",
        "Denna förordning träder i kraft den 1 juli 2024.",
        "Dessa allmänna råd gäller från 2020.",
        "Samtidigt som kostnaden ökade sjönk nyttan.",
        "Även om tiden var knapp höll planen.",
        "Projektet kostade 14,5 miljoner kronor.",
        "",
    ],
)
def test_a_sentence_that_stands_alone_does_not_point_back(sentence: str) -> None:
    assert not points_back(sentence)


def test_the_sentence_before_comes_along_with_one_that_points_back() -> None:
    assert read(POINTING, Form.SENTENCE) == [
        "Projektet kostade 14,5 miljoner kronor.",
        "Projektet kostade 14,5 miljoner kronor. Detta var mer än budgeten.",
        "Den ska redovisas senast den 1 mars 2022.",
    ]


def test_the_two_are_cited_as_one_span() -> None:
    (both,) = [one for one in of(POINTING, Form.SENTENCE) if one.before]

    (evidence,) = evidence_of(both, hit(POINTING).passage)
    assert evidence.quote == "Projektet kostade 14,5 miljoner kronor. Detta var mer än budgeten."
    assert evidence.span.start == BEFORE + POINTING.index("Projektet")


def test_a_sentence_that_points_out_of_its_paragraph_is_told_of() -> None:
    last = of(POINTING, Form.SENTENCE)[-1]

    assert last.before is None
    assert last.dangling


def test_a_long_sentence_before_does_not_come_along() -> None:
    text = f"Projektet {'mycket ' * 80}försenades. Detta var mer än vad någon hade väntat sig."

    last = of(text, Form.SENTENCE)[-1]
    assert last.before is None
    assert last.dangling
    assert len(text) > LONGEST_WITH_BEFORE


def test_a_list_is_quoted_with_what_leads_in_to_it() -> None:
    assert read(REASONS, Form.LIST) == [
        "Granskningen pekar ut tre orsaker: bristande beställarkompetens i ledningen"
        " • svag styrning av leverantörerna • beroende av konsulter. De stannade för länge."
    ]


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("Verket ska analysera och bedöma", id="without-colon"),
        pytest.param("Verket ska analysera och bedöma:", id="with-colon"),
    ],
)
@pytest.mark.parametrize("blank", ["\n", "\n\n"], ids=["close", "apart"])
def test_what_leads_in_to_a_list_is_quoted_with_it_alone(lead: str, blank: str) -> None:
    text = (
        f"Regeringen ger verket ett uppdrag.\n\n{lead}{blank}"
        "* hur nämnden fullgör sina uppgifter,\n* om styrningen är ändamålsenlig.\n\n"
        "Nämnden ska bistå verket med uppgifter."
    )

    assert read(text, Form.SENTENCE) == [
        "Regeringen ger verket ett uppdrag.",
        "Nämnden ska bistå verket med uppgifter.",
    ]
    assert read(text, Form.LIST) == [
        "Verket ska analysera och bedöma: hur nämnden fullgör sina uppgifter"
        " • om styrningen är ändamålsenlig."
    ]


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("Utredaren ska bland annat", id="open"),
        pytest.param("Utredaren ska särskilt analysera följande:", id="colon"),
    ],
)
def test_what_leads_in_to_a_list_of_the_next_passage_is_not_quoted(lead: str) -> None:
    text = f"Regeringen tillsätter en särskild utredare.\n\n{lead}"

    assert read(text, Form.SENTENCE) == ["Regeringen tillsätter en särskild utredare."]


def test_an_item_is_quoted_with_the_lead_in_and_a_sign_of_what_is_left_out() -> None:
    assert read(REASONS, Form.ITEM) == [
        "Granskningen pekar ut tre orsaker: bristande beställarkompetens i ledningen,",
        "Granskningen pekar ut tre orsaker: … svag styrning av leverantörerna",
        "Granskningen pekar ut tre orsaker: … beroende av konsulter. De stannade för länge.",
    ]


def test_a_list_without_a_lead_in_has_its_heading() -> None:
    text = "Råd till ledningen\n\n1. Utse en ägare.\n2. Mät före\nstart."

    assert read(text, Form.LIST) == ["Råd till ledningen: 1. Utse en ägare. 2. Mät före start."]


def test_a_heading_is_not_put_before_a_list_when_a_sentence_stands_between() -> None:
    text = (
        "Åtgärder som beslutades\n\nFöljande förslag avslogs.\n\n"
        "• Höjda böter för den som fuskar.\n• Nya kontroller av konton."
    )

    assert read(text, Form.LIST) == ["Höjda böter för den som fuskar. • Nya kontroller av konton."]


def test_a_long_list_is_cut_at_the_end_of_an_item_and_says_so() -> None:
    items = "\n".join(f"- orsak nummer {n} är {'mycket ' * 20}viktig" for n in range(12))
    text = f"Rapporten nämner många orsaker:\n{items}"

    (one,) = of(text, Form.LIST)
    assert one.cut
    assert one.spans[0].end - one.spans[0].start <= LONGEST_LIST + 2
    assert wording(one, written(text)).endswith("viktig …")


def test_lines_that_people_say_are_no_list() -> None:
    text = (
        "Regeringen satsar\n\n– Vi bygger ut, säger Ministern Ek.\n\n– Vi är redo, säger Chefen Al."
    )

    assert {one.form for one in excerpts(written(text))} == {Form.SENTENCE}


def test_a_row_stands_under_its_header_where_checking_allows_it() -> None:
    assert read(TABLE, Form.ROW) == [
        "Uppgift: Samlad kostnad; Värde: 48 miljoner kronor; Källa: slutrapporten",
        "Nyttan · följdes inte upp · intervjuer",
    ]


def test_names_and_values_need_no_header() -> None:
    text = "Utgivare | Exempelmyndigheten i Bergslagen\nDatum | den 20 maj 2021"

    assert [one.before for one in of(text, Form.ROW)] == [None]
    assert read(text, Form.ROW) == ["Utgivare · Exempelmyndigheten i Bergslagen"]


def test_the_first_of_several_full_rows_is_a_header_without_a_rule() -> None:
    text = "Risker\n\nAvseende | Värde | Skäl\nNytta | 12 | målen nås senare\nTid | 20 | sen start"

    assert read(text, Form.ROW)[0] == "Avseende: Nytta; Värde: 12; Skäl: målen nås senare"


def test_a_row_of_a_printed_table_stands_under_its_header_with_its_numbers_apart() -> None:
    rows = (("Ämne", "Torrt", "Avskavt"), ("Bor", "1 200", "300"), ("Zink", "3 750", "938"))
    text = "Gränsvärden\n\n" + "\n".join(map(CELL_BLANK.join, rows))

    assert read(text, Form.ROW)[0] == "Ämne: Bor; Torrt: 1 200; Avskavt: 300"


def test_a_sum_below_with_fewer_cells_takes_no_header_away() -> None:
    rows = [("Nytta", "Miljoner", "Mått"), ("Post", "2,5", "fakturor"), ("Tid", "11,0", "stycken")]
    table = "\n".join(CELL_BLANK.join(row) for row in [*rows, ("Summa av allt", "13,5")])

    assert read(f"Nyttan\n\n{table}", Form.ROW) == [
        "Nytta: Post; Miljoner: 2,5; Mått: fakturor",
        "Nytta: Tid; Miljoner: 11,0; Mått: stycken",
        "Summa av allt · 13,5",
    ]


def test_a_first_row_like_the_others_is_no_header() -> None:
    text = (
        "Projektet bemannas så här\n\nAnna Ek | projektledare | Verket\n"
        "Bo Ek | jurist | Polisen\nEva Ek | arkitekt | Tullen"
    )

    assert read(text, Form.ROW)[0] == "Anna Ek · projektledare · Verket"


@pytest.mark.parametrize("text", [POINTING, REASONS, TABLE, "", "\n\n", "| |", "- "])
def test_every_excerpt_lies_in_its_passage_and_is_borne_by_what_it_cites(text: str) -> None:
    passage = hit(text).passage

    for one in excerpts(written(text)):
        said, evidence = wording(one, written(text)), evidence_of(one, passage)
        assert all(e.quote == text[e.span.start - BEFORE : e.span.end - BEFORE] for e in evidence)
        assert judge(Statement(text=said, evidence=evidence)) is Verdict.SUPPORTED
        assert not objections(said, [Cited(quote=e.quote, known="") for e in evidence])


def test_what_begins_by_pointing_back_is_always_told_of() -> None:
    for text in (POINTING, REASONS, TABLE):
        for one in excerpts(written(text)):
            assert one.dangling or not points_back(wording(one, written(text)))
