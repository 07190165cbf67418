"""What a question asks for by name has to stand in what answers it."""

import pytest

from assistant.understanding.focus import focus_of
from ingest.swedish import words


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("Vem var ordförande i gruppen?", "ordförande"),
        ("Vilken leverantör byggde plattformen?", "leverantör"),
        ("Hur många kommuner var anslutna?", "kommuner"),
        ("Vilka tre pelare bygger strategin på?", "pelare"),
        ("Which supplier built the platform?", "supplier"),
        ("Hur stor sanktionsavgift riskerar man?", "sanktionsavgift"),
    ],
)
def test_the_noun_that_is_asked_for_is_the_focus(question: str, focus: str) -> None:
    assert focus_of(words(question)) == focus


@pytest.mark.parametrize(
    "question",
    [
        "Vilken myndighet ansvarar för registret?",
        "Vilken summa avsätts i budgeten?",
        "Varför blev projektet försenat?",
        "Vad kallas rollen?",
        "När redovisades uppdraget?",
        "nyttorealisering",
        "",
    ],
)
def test_a_kind_of_thing_or_a_question_without_a_noun_has_no_focus(question: str) -> None:
    assert focus_of(words(question)) is None
