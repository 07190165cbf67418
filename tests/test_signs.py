"""Signs that a text holds the sort of thing asked for: a date, a duration, an amount, a name."""

import pytest

from assistant.answering.signs import has_sign
from assistant.types import Wanted

SIGNS = [
    (Wanted.TIME, "Beslutet kom 2020 i riksdagen."),
    (Wanted.TIME, "Det gäller från den 1 mars."),
    (Wanted.TIME, "Det redovisas vart tredje år."),
    (Wanted.DURATION, "Det tog 18 månader."),
    (Wanted.DURATION, "Arbetet höll på i två veckor."),
    (Wanted.AMOUNT, "Det kostade 14,5 miljoner kronor."),
    (Wanted.AMOUNT, "Andelen var 12 %."),
    (Wanted.AMOUNT, "Hälften svarade, omkring en tredjedel inte."),
    (Wanted.REASON, "Det dröjde eftersom kompetens saknades."),
    (Wanted.REASON, "Förseningen berodde på upphandlingen."),
    (Wanted.WHO, "Ansvarig är Exempelverket."),
]
NO_SIGNS = [
    (Wanted.TIME, "Se rapporten RiR 2019:8."),
    (Wanted.TIME, "Det beslutades senare."),
    (Wanted.DURATION, "Det tog lång tid."),
    (Wanted.DURATION, "Det kostade 18 miljoner."),
    (Wanted.AMOUNT, "Det hände 2019."),
    (Wanted.AMOUNT, "Det kostade mycket."),
    (Wanted.REASON, "Projektet avslutades."),
    (Wanted.WHO, "Ansvaret är delat."),
]


@pytest.mark.parametrize(("wanted", "text"), SIGNS, ids=str)
def test_a_text_that_holds_it_has_a_sign(wanted: Wanted, text: str) -> None:
    assert has_sign(wanted, text)


@pytest.mark.parametrize(("wanted", "text"), NO_SIGNS, ids=str)
def test_a_text_without_it_has_none(wanted: Wanted, text: str) -> None:
    assert not has_sign(wanted, text)


@pytest.mark.parametrize("text", [text for _, text in SIGNS])
def test_where_nothing_in_particular_is_asked_for_there_are_no_signs(text: str) -> None:
    assert not has_sign(Wanted.OTHER, text)


@pytest.mark.parametrize("wanted", Wanted)
def test_an_empty_text_has_none(wanted: Wanted) -> None:
    assert not has_sign(wanted, "")
