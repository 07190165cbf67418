"""The question page beyond sentences: follow-ups, lists, questions held out, replies."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browsing import LOW_CONTRAST, NAMELESS, SMALL_TARGETS, Watched, browser, watched, widest
from tests.test_page import ADDRESS, ANSWER, HOSTILE, QUESTION, answering, ask

__all__ = ["browser", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

WITHOUT: dict[str, Any] = {
    "sentences": [],
    "citations": [],
    "nearest": [],
    "notice": None,
    "ai_generated": False,
}


def sent(page: Page) -> list[dict[str, Any]]:
    """What is sent with every question from now on."""
    bodies: list[dict[str, Any]] = []

    def heard(request: Request) -> None:
        if request.url.endswith("/api/v1/ask"):
            bodies.append(json.loads(request.post_data or "{}"))

    page.on("request", heard)
    return bodies


def documents(count: int) -> list[dict[str, Any]]:
    return [
        {
            "document_id": str(n),
            "title": f"Rapport {n} {HOSTILE}",
            "publisher": "ESV",
            "year": 2017,
            "source": "a.md",
            "heading": "Nytta" if n == 1 else "",
            "url": f"/dokument/{n:016}",
        }
        for n in range(1, count + 1)
    ]


def listing(count: int) -> dict[str, Any]:
    told = {"count": count, "looked_through": 30, "topic": ["nytta"], "documents": documents(count)}
    said = {"status": "answered", "route": "enumeration", "answer": "text", "listing": told}
    return {**ANSWER, **WITHOUT, **said}


def test_a_follow_up_is_told_as_it_was_understood_and_stands_in_the_address(
    watched: Watched,
) -> None:
    page = watched.open("/")
    bodies = sent(page)
    ask(page, QUESTION)
    page.get_by_label("Din fråga").fill("Och 2014?")

    page.get_by_role("button", name="Fråga", exact=True).click()

    expect(page.locator(".understood")).to_contain_text(
        "Jag förstår frågan som: Hur stora var myndigheternas totala it-kostnader 2014?"
    )
    assert [body["earlier"] for body in bodies] == [[], [QUESTION]]
    assert page.url.endswith(ADDRESS.replace("2016", "2014"))
    page.reload()
    expect(page.locator(".badge")).to_be_visible()
    assert bodies[-1] == {"question": QUESTION.replace("2016", "2014"), "earlier": []}
    assert watched.complaints == []


def test_a_question_that_was_misunderstood_is_asked_as_it_stands(watched: Watched) -> None:
    page = watched.open("/")
    ask(page, QUESTION)
    page.get_by_label("Din fråga").fill("Och 2014?")
    page.get_by_role("button", name="Fråga", exact=True).click()
    bodies = sent(page)

    page.get_by_role("button", name="Ställ frågan som den står").click()

    expect(page.get_by_label("Din fråga")).to_be_focused()
    expect(page.locator(".understood")).to_have_count(0)
    expect(page.locator(".badge")).to_be_visible()
    assert bodies == [{"question": "Och 2014?", "earlier": []}]
    assert page.url.endswith("/?q=Och+2014%3F")


def test_a_loose_question_is_asked_again_with_a_document_that_is_chosen(watched: Watched) -> None:
    page = watched.open("/")
    ask(page, "Kostnad?")
    choice = page.locator(".choices").get_by_role("button").first

    expect(page.locator(".badge")).to_have_text("Besked utan källor")
    expect(page.locator(".nearest")).to_have_count(0)
    expect(page.get_by_role("list", name="Välj vad frågan gäller")).to_be_visible()
    choice.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".asked")).to_contain_text("Kostnad – ")
    expect(page.get_by_label("Din fråga")).to_be_focused()
    assert watched.complaints == []


def test_a_list_links_to_its_documents(watched: Watched) -> None:
    answering(watched.page, listing(30))
    page = watched.open("/")

    ask(page, "Vilka rapporter finns om nytta?")

    words = page.locator(".listing")
    expect(words.locator("p").first).to_have_text("30 dokument passar in på frågan.")
    expect(words.get_by_role("link")).to_have_count(20)
    expect(words.get_by_role("link").first).to_have_attribute("href", "/dokument/0000000000000001")
    expect(words.get_by_role("listitem").first).to_contain_text("ESV · 2017 · under ”Nytta”")
    expect(words).to_contain_text("Genomsökte 30 dokument efter ”nytta” i titel och rubriker.")
    words.get_by_text("Visa 10 till").click()
    expect(words.get_by_role("link")).to_have_count(30)
    expect(page.locator("#status")).to_have_text("Besvarad. Listan är klar: 30 dokument.")
    assert "knäckt" not in page.title()


def test_a_list_of_the_library_opens_its_documents(watched: Watched) -> None:
    page = watched.open("/")
    ask(page, "Lista alla dokument")

    page.locator(".listing").get_by_role("link").first.click()

    expect(page.locator("h1")).to_be_visible()
    assert "/dokument/" in page.url


def test_what_the_library_cannot_answer_is_followed_by_what_it_can(watched: Watched) -> None:
    held = {"label": "Vad är nytta?", "question": "Vad är nytta?", "document_id": "1"}
    near = documents(1)
    answer = {"status": "no_evidence", "answer": "Inget svarar.", "nearest": near}
    answering(watched.page, {**ANSWER, **WITHOUT, **answer, "choices": [held]})
    page = watched.open("/")

    ask(page, "Vad kostar en glass?")

    expect(page.get_by_role("heading", name="Det här svarar biblioteket på")).to_be_visible()
    expect(page.get_by_role("button", name="Vad är nytta?")).to_be_visible()
    expect(page.get_by_role("link", name="Rapport 1")).to_be_visible()


def test_what_is_said_without_sources_is_told_to_those_who_listen(watched: Watched) -> None:
    page = watched.open("/")

    ask(page, "Hej!")

    said = page.locator(".words").text_content() or ""
    expect(page.locator("#status")).to_have_text(f"Besked utan källor. {said}")
    expect(page.locator(".origin")).to_have_count(0)


@pytest.mark.parametrize("question", ["Hjälp", "Lista alla dokument", "Kostnad?"])
def test_everything_is_legible_named_and_large_enough(watched: Watched, question: str) -> None:
    page = watched.open("/")
    page.set_viewport_size({"width": 320, "height": 640})

    ask(page, question)

    assert page.evaluate(LOW_CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert widest(page) <= 320


def test_a_question_put_while_another_is_answered_leans_on_it(watched: Watched) -> None:
    page = watched.open("/")
    bodies = sent(page)
    page.route("**/api/v1/ask", lambda _: None)  # nobody answers
    for question in ("Hur stora var it-kostnaderna 2016?", "Och 2018?"):
        page.get_by_label("Din fråga").fill(question)
        page.get_by_label("Din fråga").press("Enter")
        expect(page.locator(".coming")).to_be_visible()

    assert [one["earlier"] for one in bodies] == [[], ["Hur stora var it-kostnaderna 2016?"]]
