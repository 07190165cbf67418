"""The question page as a conversation: earlier questions, pace, the AI notice, the languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Watched, browser, watched
from tests.test_page import ADDRESS, ANSWER, QUESTION, ask
from tests.test_page_streaming import HITS, SENTENCE, streaming
from tests.test_page_ways import sent

__all__ = ["browser", "watched"]  # fixtures, taken in by their names

pytestmark = pytest.mark.browser

SECOND = "Varför lades Pust ner?"
NOTICE = "Svar från ett AI-system. Kontrollera källan innan du använder det."
LISTEN = """() => {
  window.said = [];
  const live = "[role=status], [role=alert], [role=log], [aria-live]";
  new MutationObserver((changes) => changes.forEach(({target}) => {
    const region = (target.closest ? target : target.parentElement).closest(live);
    if (region && region.textContent) said.push(region.textContent);
  })).observe(document.body, {childList: true, characterData: true, subtree: true});
}"""
"""Keeps what any live region of the page comes to say."""


def ask_two(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_label("Din fråga").fill(SECOND)
    page.keyboard.press("Enter")
    expect(page.locator(".asked")).to_contain_text(SECOND)
    expect(page.locator(".badge")).to_be_visible()


def test_an_earlier_question_is_opened_again_without_asking(watched: Watched) -> None:
    page = watched.open("/")
    expect(page.locator(".thread")).to_be_hidden()
    ask_two(page)
    first = page.url
    bodies = sent(page)
    page.get_by_text("Tidigare fråga (1)").click()

    page.locator(".thread").get_by_role("button", name=QUESTION).click()

    expect(page.locator(".asked")).to_contain_text(QUESTION)
    expect(page.locator(".answer-title")).to_be_focused()
    expect(page.get_by_label("Din fråga")).to_have_value(QUESTION)
    assert page.url.endswith(ADDRESS)
    expect(page.locator(".thread").get_by_role("button")).to_have_text([SECOND])
    page.go_back()
    expect(page.locator(".asked")).to_contain_text(SECOND)
    assert page.url == first
    assert bodies == []
    assert watched.complaints == []


def test_a_question_after_an_earlier_one_leans_on_that(watched: Watched) -> None:
    page = watched.open("/")
    ask_two(page)
    page.get_by_text("Tidigare fråga (1)").click()
    page.locator(".thread").get_by_role("button", name=QUESTION).click()
    bodies = sent(page)

    page.get_by_label("Din fråga").fill("Och 2014?")
    page.keyboard.press("Enter")

    expect(page.locator(".understood")).to_contain_text("it-kostnader 2014?")
    assert bodies[0]["earlier"] == [SECOND, QUESTION]


def test_the_whole_answer_at_once_shows_no_sentence_before_it(watched: Watched) -> None:
    page = watched.open("/")
    page.get_by_label("Visa hela svaret på en gång").check()
    waiting = streaming(page, ("hits", HITS), ("sentence", SENTENCE))

    page.get_by_label("Din fråga").fill(QUESTION)
    page.keyboard.press("Enter")

    expect(page.locator(".waiting")).to_contain_text("Läser Slutrapport")
    assert waiting
    expect(page.locator(".coming p")).to_have_count(1)
    page.reload()
    expect(page.get_by_label("Visa hela svaret på en gång")).to_be_checked()
    page.get_by_label("Visa hela svaret på en gång").uncheck()
    page.reload()
    expect(page.get_by_label("Visa hela svaret på en gång")).not_to_be_checked()


def test_what_streams_in_is_in_no_live_region_and_the_answer_is_told_once(
    watched: Watched,
) -> None:
    streaming(
        watched.page,
        ("hits", HITS),
        ("sentence", SENTENCE),
        ("sentence", SENTENCE),
        ("answer", ANSWER),
        ("done", {}),
    )
    page = watched.open("/")
    page.evaluate(LISTEN)

    ask(page, QUESTION)

    said = page.evaluate("window.said")
    assert said == [
        "Söker i biblioteket …",
        "Delvis besvarad. Svaret är klart: 1 mening, 1 källa.",
    ]
    expect(page.locator("#result").locator("[role=status], [aria-live]")).to_have_count(0)


def test_the_notice_of_an_ai_system_stands_by_the_question_and_by_every_answer(
    watched: Watched,
) -> None:
    page = watched.open("/")
    expect(page.locator("#system")).to_contain_text("Du frågar ett AI-system, inte en människa.")

    for question in (QUESTION, "Hej!", "Vad kostar en glass?"):
        page.get_by_label("Din fråga").fill(question)
        page.keyboard.press("Enter")

        expect(page.locator(".asked")).to_contain_text(question)
        expect(page.locator(".automatic")).to_have_text(NOTICE)
        expect(page.locator("#system")).to_be_visible()


def test_the_other_language_leads_back_to_the_answer_that_is_shown(watched: Watched) -> None:
    page = watched.open("/")
    ask_two(page)
    bodies = sent(page)

    page.get_by_role("link", name="English").click()

    expect(page.get_by_label("Your question")).to_have_value(SECOND)
    expect(page.locator(".asked")).to_contain_text(SECOND)
    expect(page.locator(".automatic")).to_contain_text("Answer from an AI system.")
    expect(page.locator(".badge")).to_have_text(re.compile("Answered|Partly answered"))
    assert bodies == []
    page.get_by_role("link", name="Svenska").click()
    expect(page.get_by_label("Din fråga")).to_have_value(SECOND)
    assert watched.complaints == []


def test_the_page_speaks_english_throughout(watched: Watched) -> None:
    watched.open("/sprak/en")
    page = watched.page

    page.get_by_text("Narrow", exact=True).click()
    page.get_by_label("From year").fill("2014")
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Remove the filter From year: 2014")).to_be_visible()
    expect(page.locator(".badge")).to_be_visible()
    expect(page.get_by_role("button", name="Yes, it is right").first).to_be_visible()
    expect(page.get_by_label("Show the whole answer at once")).to_be_visible()
    page.get_by_text("What was searched").click()
    expect(page.locator(".searched")).to_contain_text("Version of the library")
    assert watched.complaints == []
