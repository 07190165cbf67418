"""A curated answer over its pages, which need no script: one person writes it, another pins it."""

import re
import time
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from assistant.api.curated_bodies import CuratedForm, quote_line
from tests.lessons import by
from tests.test_curated_api import (
    BUFFER,
    QUESTION,
    QUOTE,
    Place,
    ask,
    library_of,
    place,
    standing,
    tranan,
)

__all__ = ["library_of", "place", "standing", "tranan"]  # fixtures, taken in by their names

ID = "567940fbe251d95b"


def test_the_form_starts_from_the_ordinary_answer_and_goes_over_review_to_the_question(
    place: Place,
) -> None:
    client, editor, reviewer = place.client, by("editor"), by("reviewer")
    begun = client.get("/granskade-svar/ny", params={"fraga": QUESTION}, headers=editor).text
    form = {
        "question": QUESTION,
        "text": [QUOTE, ""],
        "quotes": [f"{place.open}: {QUOTE}", ""],
        "access": "alla",
        "expires": (datetime.now(UTC) + timedelta(days=9)).date().isoformat(),
    }

    saved = client.post("/granskade-svar/ny", data=form, headers=editor, follow_redirects=False)
    address = saved.headers["location"]
    for step, who in (("submit", editor), ("pin", reviewer)):
        shown = client.get(address, headers=who).text
        assert f'value="{step}"' in shown
        client.post(f"{address}/steg", data={"step": step}, headers=who)

    assert f"”{titled(place, place.open)}” ({place.open}): {QUOTE}" in begun
    assert ask(place)["curated"]["id"] == address.rsplit("/", 1)[1]
    assert QUESTION in client.get("/granskade-svar", headers=reviewer).text


def test_a_form_that_cannot_be_saved_keeps_what_was_written_and_names_the_sentence(
    place: Place,
) -> None:
    form = {"question": QUESTION, "text": [BUFFER], "quotes": [f"{place.open}: {BUFFER}"]}
    form |= {"access": "alla", "expires": datetime.now(UTC).date().isoformat()}

    reply = place.client.post("/granskade-svar/ny", data=form, headers=by("editor"))

    assert reply.status_code == 422
    assert "Mening 1: citatet" in reply.text
    assert f"{place.open}: {BUFFER}" in reply.text


def titled(place: Place, document: str) -> str:
    rows = place.service.library.current().record.named([document])
    return rows[document].metadata.title


def saved_with(place: Place, line: str) -> httpx2.Response:
    """What comes of a form whose one sentence has that line for its quote."""
    form = {"question": QUESTION, "text": [QUOTE], "quotes": [line], "access": "alla"}
    form |= {"expires": (datetime.now(UTC) + timedelta(days=9)).date().isoformat()}
    return place.client.post(
        "/granskade-svar/ny", data=form, headers=by("editor"), follow_redirects=False
    )


def test_a_document_is_picked_by_its_title_and_stands_by_it_when_the_draft_is_changed(
    place: Place,
) -> None:
    title = titled(place, place.open)
    lines = [f"”{title}”: {QUOTE}", f'"{title.upper()}" : {QUOTE}', f"”{title[:-1]}”:{QUOTE}"]

    saved = [saved_with(place, line) for line in lines]

    assert [one.status_code for one in saved] == [303, 303, 303]
    for one in saved:
        page = place.client.get(one.headers["location"], headers=by("editor")).text
        form = place.client.get(f"{one.headers['location']}/andra", headers=by("editor")).text
        assert re.search(rf'<a href="/dokument/{place.open}[^>]*><span lang="sv">{title}<', page)
        assert f"”{title}” ({place.open}): {QUOTE}" in form


def test_a_title_that_nobody_has_is_told(place: Place) -> None:
    told = saved_with(place, f"”Ingenting här”: {QUOTE}")

    assert told.status_code == 422
    assert "Inget dokument som du får se heter ”Ingenting här”." in told.text


def test_a_line_of_many_blanks_is_read_at_once(place: Place) -> None:
    began = time.monotonic()

    reply = saved_with(place, f"”{' ' * 10_000}{'” ' * 5_000}x")

    assert reply.status_code == 422
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "title",
    ['"Digg": en rapport', "Om ”X” s. 3: mer", "Handbok ”A” : b", "Ord\nbrutna", "Lång " * 190],
    ids=["colon", "page", "blank", "broken", "long"],
)
def test_the_line_that_the_form_is_filled_with_is_read_as_it_was_meant(title: str) -> None:
    line = quote_line(title, ID, 3, "orden: de står")
    form = CuratedForm.model_validate({"text": ["En mening."], "quotes": [line]})

    def called(title: str) -> str:
        raise AssertionError(title)

    ((quote,),) = (one.quotes for one in form.as_text(called).sentences)
    assert (quote.document, quote.page, quote.text) == (ID, 3, "orden: de står")


@pytest.mark.parametrize("title", ["   ", "a", "Pro"])
def test_a_title_of_a_few_letters_is_none(place: Place, title: str) -> None:
    assert saved_with(place, f"”{title}”: {QUOTE}").status_code == 422
