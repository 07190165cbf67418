"""What is taken for a name: the subject of a question, what a sentence must have support for."""

import pytest

from assistant.naming import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Vad gör Digg?", ["Digg"], id="within-a-sentence"),
        pytest.param("Projektet tog slut.", [], id="first-word"),
        pytest.param("ESV:s rapport", ["ESV"], id="several-capitals-first"),
        pytest.param("IT-rådet beslutade.", ["IT-rådet"], id="capitals-and-hyphen"),
        pytest.param("Stödet (enligt Ö) från Älvsbyns kommun", ["Älvsbyns"], id="swedish-letters"),
        pytest.param("Rapporten ”Vägen” av Écolab", ["Écolab"], id="accent"),
        pytest.param("det sade, enligt planen: Riksrevisionen", ["Riksrevisionen"], id="colon"),
        pytest.param("det slutade. Projektet", [], id="after-a-full-stop"),
        pytest.param("RiR 2025:8 och DIGG", ["DIGG"], id="mixed"),
    ],
)
def test_names_are_told_from_other_words(text: str, names: list[str]) -> None:
    assert names_in(text) == names
