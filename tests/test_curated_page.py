"""A curated answer over its pages, which need no script: one person writes it, another pins it."""

from datetime import UTC, datetime, timedelta

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

    assert f"{place.open}: {QUOTE}" in begun
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
