from dataclasses import replace

from assistant.answer import Answer, Choice, Listed, Listing, Nearest
from assistant.answering.composing import compose
from assistant.answering.replies import SHOWN
from assistant.presenting import (
    SameElsewhere,
    answer_as_text,
    search_as_text,
    search_result,
)
from assistant.searching import Found
from assistant.types import Draft, Route, Status
from tests.drafts import BEFORE, draft, evidence, hit, passage, says

COST = "Projektet kostade 14,5 miljoner kronor."


def answer(model: str | None = None, notice: str = "") -> Answer:
    drafted = draft(says(COST, COST), model=model, notice=notice)
    return compose("Vad kostade det?", drafted, [hit("Annat.")], 1, {})


def said(text: str) -> Answer:
    """A reply."""
    return replace(
        answer(), status=Status.REPLY, answer=text, sentences=(), citations=(), route=Route.HELP
    )


def document(n: int) -> Listed:
    return Listed(
        document_id=f"{n}",
        title=f"Rapport {n}",
        publisher="ESV",
        year=2017,
        source=f"r/{n}.md",
        heading="Nytta",
        url="/",
    )


def test_an_answer_shows_its_sentences_with_numbers_and_its_sources() -> None:
    shown = answer_as_text(answer())

    assert shown.startswith(f"{COST} [1]")
    assert "Källor:\n  [1] Slutrapport, Exempelverket, 2021 (projekt/aaaa.md)" in shown
    assert "Obs:" not in shown


def test_a_source_with_pages_shows_the_printed_page_number() -> None:
    found = passage(COST, page=12)
    drafted = draft(replace(says(COST), evidence=(evidence(COST, found),)))

    shown = answer_as_text(compose("Vad?", drafted, [], 1, {}))

    assert ", s. s12 (" in shown


def test_an_answer_by_a_language_model_says_so() -> None:
    shown = answer_as_text(answer(model="openai:exempel"))

    assert "språkmodellen openai:exempel" in " ".join(shown.split())


def test_a_notice_is_shown() -> None:
    shown = answer_as_text(answer(notice="En mening togs bort."))

    assert "Obs: En mening togs bort." in shown


def test_no_evidence_shows_the_nearest_documents() -> None:
    empty = Draft(status=Status.NO_EVIDENCE, statements=())

    shown = answer_as_text(compose("Vad?", empty, [hit("Annat.")], 1, {}))

    assert "inget som svarar" in shown
    assert "Närmast i biblioteket:\n  – Slutrapport, Exempelverket, 2021 (projekt/aaaa.md)" in shown


def test_a_list_has_a_line_for_each_document_and_counts_the_rest() -> None:
    listed = replace(
        said("Rad."),
        status=Status.ANSWERED,
        route=Route.ENUMERATION,
        listing=Listing(
            count=SHOWN + 1,
            looked_through=30,
            topic=("nytta",),
            documents=tuple(document(n) for n in range(SHOWN + 1)),
        ),
    )

    shown = answer_as_text(listed).splitlines()

    assert shown[:2] == [
        "21 dokument passar in på frågan:",
        "  – Rapport 0 (ESV, 2017), under ”Nytta” (r/0.md)",
    ]
    assert shown[-3:] == [
        "och 1 till",
        "",
        "Genomsökte 30 dokument efter ”nytta” i titel och rubriker.",
    ]


def test_ways_on_are_shown_below_what_is_said() -> None:
    choice = Choice(label="A (ESV)", question="Vad kostade A?")
    near = Nearest(
        document_id="a", title="A", publisher="ESV", year=2017, source="a", url="/", date="2017-03"
    )
    asked = replace(said("Vilket?"), choices=(choice,), nearest=(near,), route=Route.AMBIGUOUS)
    refused = replace(asked, status=Status.NO_EVIDENCE, route=Route.DOCUMENTS)

    assert answer_as_text(asked) == "Vilket?\n  – Vad kostade A?"
    assert answer_as_text(refused).endswith(
        "svarar biblioteket på:\n  – Vad kostade A?\n\n"
        "Närmast i biblioteket:\n  – A, ESV, 2017-03 (a)"
    )


def test_a_question_that_leaned_on_others_is_told_as_it_was_understood() -> None:
    understood = "Vad kostade projektet Pust?"
    shown = answer_as_text(replace(answer(), understood_as=understood))
    replied = answer_as_text(replace(said("Inget."), understood_as=understood))

    assert shown.startswith(f"Jag förstår frågan som: {understood}\n\n{COST} [1]")
    assert replied == f"Jag förstår frågan som: {understood}\n\nInget."


def test_a_document_cannot_steer_the_terminal() -> None:
    evil = "Kostnaden var \x1b[2J\x1b]0;ny titel\x07 hög \x9b31m."

    shown = answer_as_text(compose("Vad?", draft(says(evil, evil)), [], 1, {}))
    found = search_as_text(Found(generation=1, hits=(hit(evil),)))

    assert all(c == "\n" or c.isprintable() for c in shown + found)


def test_a_search_result_counts_from_one_and_says_where() -> None:
    found = Found(generation=3, hits=(hit("Ett.", key=1, score=1.23456), hit("Två.", key=2)))

    result = search_result(found)

    assert result.generation == 3
    assert [shown.n for shown in result.hits] == [1, 2]
    first = result.hits[0]
    assert (first.text, first.start, first.end) == ("Ett.", BEFORE, BEFORE + len("Ett."))
    assert first.score == 1.2346


def test_a_search_is_shown_with_title_page_and_text() -> None:
    found = Found(generation=1, hits=(replace(hit("x"), passage=passage(COST, page=4)),))

    assert search_as_text(found).splitlines() == ["1. Slutrapport, s. 4 (projekt/aaaa.md)",
                                                  f"   {COST}"]  # fmt: skip


def test_a_search_tells_where_else_nearly_the_same_stands() -> None:
    elsewhere = passage(COST, key=2, document="bbbb", title="Bilaga", page=9)
    found = Found(generation=1, hits=(replace(hit(COST), same=(elsewhere,)), hit("Annat.", key=3)))

    first, second = search_result(found).hits

    assert first.same == (
        SameElsewhere(
            document_id="bbbb",
            title="Bilaga",
            source="projekt/bbbb.md",
            page=9,
            start=BEFORE,
            end=BEFORE + len(COST),
        ),
    )
    assert second.same == ()


def test_what_stands_elsewhere_too_is_shown_once_below_its_hit() -> None:
    elsewhere = passage(COST, key=2, document="bbbb", title="Bilaga", page=9)
    again = replace(elsewhere, key=3)
    found = Found(generation=1, hits=(replace(hit(COST), same=(elsewhere, again)),))

    shown = search_as_text(found).splitlines()

    assert shown[2:] == ["   Samma text: Bilaga, s. 9 (projekt/bbbb.md)"]


def test_a_search_without_hits_says_so() -> None:
    assert search_as_text(Found(generation=1, hits=())) == "Inga träffar."
