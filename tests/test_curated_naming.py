"""A document by its title: the one that is meant, among those that somebody may see."""

from dataclasses import replace

import pytest

from assistant.curated.naming import document_called
from assistant.errors import CuratedError
from assistant.types import Asker
from ingest.record.types import DocumentRow
from tests.drafts import passage

GROUP = "styrgrupp"


class Shelf:
    """Holds four documents; of one only a group may know."""

    def documents(self) -> list[DocumentRow]:
        rows = [
            passage("", document=name * 16, title=title).document
            for name, title in (
                ("a", "Slutrapport"),
                ("b", "Slutrapport om Tranan"),
                ("c", "Plan för Tranan"),
                ("d", "Buffert"),
            )
        ]
        return [*rows[:3], replace(rows[3], access=(GROUP,))]


def called(title: str, *groups: str) -> str:
    return document_called(title, Shelf(), Asker(groups=frozenset(groups)))


@pytest.mark.parametrize(
    ("title", "name"),
    [("Slutrapport", "a"), ("SLUTRAPPORT  om tranan", "b"), ("plan för", "c")],
)
def test_the_whole_title_or_words_of_it_tell_the_document(title: str, name: str) -> None:
    assert called(title) == name * 16


def test_words_that_several_titles_hold_tell_which() -> None:
    with pytest.raises(CuratedError, match="2 dokument kan heta ”Tranan”: ”Slutrapport om") as told:
        called("Tranan")

    assert "b" * 16 in told.value.message
    assert "Skriv hela titeln." in told.value.remedy


def test_a_title_that_somebody_may_not_see_is_told_like_one_that_nobody_has() -> None:
    told = []
    for title in ("Buffert", "Finns ej"):
        with pytest.raises(CuratedError) as raised:
            called(title)
        told.append(raised.value.message.replace(title, "…"))

    assert told == ["Inget dokument som du får se heter ”…”."] * 2
    assert called("Buffert", GROUP) == "d" * 16
