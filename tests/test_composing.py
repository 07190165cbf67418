from dataclasses import replace

from assistant.answer import Answer
from assistant.answering.composing import NEAREST, NO_EVIDENCE, compose, nearest
from assistant.types import Draft, Status
from ingest.types import Heading
from tests.drafts import BEFORE, draft, evidence, hit, passage, says

FIRST = "Projektet kostade 14,5 miljoner kronor."
SECOND = "Beställaren saknade kompetens."
NOTHING = Draft(status=Status.NO_EVIDENCE, statements=())


def composed(drafted: Draft) -> Answer:
    hits = [hit(f"Stycke {n}.", key=n, score=-n, document=f"{n:016x}") for n in range(5)]
    return compose("Vad kostade det?", drafted, hits, 7, {"total": 1.5})


def test_citations_are_numbered_in_order_of_appearance() -> None:
    answer = composed(draft(says("Ett.", FIRST), says("Två.", SECOND), says("Tre.", FIRST, SECOND)))

    assert [citation.n for citation in answer.citations] == [1, 2]
    assert [sentence.citations for sentence in answer.sentences] == [(1,), (2,), (1, 2)]


def test_a_quote_cited_twice_by_one_sentence_is_one_citation() -> None:
    answer = composed(draft(says("Ett.", FIRST, FIRST)))

    assert [sentence.citations for sentence in answer.sentences] == [(1,)]
    assert len(answer.citations) == 1


def test_the_answer_is_its_sentences() -> None:
    answer = composed(draft(says(FIRST, FIRST), says(SECOND, SECOND)))

    assert answer.answer == f"{FIRST} {SECOND}"
    assert (answer.question, answer.generation) == ("Vad kostade det?", 7)
    assert answer.timings_ms == {"total": 1.5}
    assert (answer.nearest, answer.notice) == ((), None)


def test_a_sentence_without_an_end_is_not_run_together_with_the_next() -> None:
    answer = composed(draft(says("Värde: 14,5; Källa: revisorn", FIRST), says(SECOND, SECOND)))

    assert answer.answer == f"Värde: 14,5; Källa: revisorn\n{SECOND}"


def test_a_citation_says_where_its_quote_stands() -> None:
    found = passage(f"Inledning. {FIRST}", page=3)
    drafted = draft(replace(says(FIRST), evidence=(evidence(FIRST, found),)))

    (citation,) = composed(drafted).citations

    assert citation.quote == FIRST
    assert (citation.page, citation.page_label) == (3, "s3")
    assert citation.start == BEFORE + len("Inledning. ")
    assert citation.end == citation.start + len(FIRST)
    assert (citation.title, citation.publisher, citation.year) == (
        "Slutrapport",
        "Exempelverket",
        2021,
    )
    assert (citation.source, citation.heading) == ("projekt/aaaa.md", "Kostnader")
    assert citation.url == (
        f"/dokument/{citation.document_id}?start={citation.start}&end={citation.end}"
    )


def test_a_citation_of_a_web_page_leads_to_its_section_of_the_original() -> None:
    found = passage(FIRST)
    published = replace(found.document.metadata, url="https://exempel.se/rapport")
    outline = (
        Heading(level=2, title="Kostnader", start=0, anchor="våra-kostnader"),
        Heading(level=2, title="Nytta", start=BEFORE + len(FIRST), anchor="nytta"),
    )
    row = replace(found.document, metadata=published)
    located = replace(found, document=row, outline=outline)
    drafted = draft(replace(says(FIRST), evidence=(evidence(FIRST, located),)))

    (citation,) = composed(drafted).citations

    assert citation.original_url == "https://exempel.se/rapport#v%C3%A5ra-kostnader"
    assert citation.anchor == "våra-kostnader"


def test_a_citation_tells_the_headings_over_its_quote_not_those_of_its_passage() -> None:
    found = passage(f"{FIRST}\n\nOrsaker\n\n{SECOND}")
    second = BEFORE + found.text.index("Orsaker")
    outline = (
        Heading(level=1, title="Del 2", start=1),
        Heading(level=2, title="Kostnader", start=BEFORE),
        Heading(level=2, title="Orsaker", start=second),
    )
    outlined = replace(found, outline=outline)
    both = (evidence(FIRST, outlined), evidence(SECOND, outlined))

    citations = composed(draft(replace(says(FIRST), evidence=both))).citations

    assert [one.heading for one in citations] == ["Del 2 › Kostnader", "Del 2 › Orsaker"]


def test_a_citation_of_another_document_leads_to_where_that_was_published() -> None:
    found = passage(FIRST, page=3)
    published = replace(found.document.metadata, url="https://exempel.se/rapport.pdf")
    located = replace(found, document=replace(found.document, metadata=published))
    drafted = draft(replace(says(FIRST), evidence=(evidence(FIRST, located),)))

    (citation,) = composed(drafted).citations

    assert (citation.original_url, citation.anchor) == ("https://exempel.se/rapport.pdf", None)


def test_without_evidence_the_answer_says_so_and_names_the_nearest() -> None:
    answer = composed(NOTHING)

    assert answer.answer == NO_EVIDENCE
    assert (answer.sentences, answer.citations, answer.notice) == ((), (), None)
    assert [near.document_id for near in answer.nearest] == [f"{n:016x}" for n in range(NEAREST)]


def test_why_there_is_no_evidence_is_part_of_the_answer() -> None:
    answer = composed(replace(NOTHING, notice="2 meningar saknade stöd."))

    assert answer.answer == f"{NO_EVIDENCE} 2 meningar saknade stöd."


def test_only_sentences_that_a_model_wrote_are_called_generated() -> None:
    by_hand = composed(draft(says(FIRST, FIRST)))
    by_model = composed(draft(says(FIRST, FIRST), model="openai:m"))
    by_nobody = composed(replace(NOTHING, model="openai:m"))

    assert (by_hand.model, by_hand.ai_generated) == (None, False)
    assert (by_model.model, by_model.ai_generated) == ("openai:m", True)
    assert (by_nobody.model, by_nobody.ai_generated) == ("openai:m", False)


def test_the_nearest_documents_come_once_each_by_their_best_passage() -> None:
    hits = [
        hit("Bäst.", key=1, score=3.0, document="a" * 16),
        hit("Sämre.", key=2, score=2.0, document="a" * 16),
        hit("Annat.", key=3, score=1.0, document="b" * 16),
    ]

    near = nearest(hits)

    assert [document.document_id for document in near] == ["a" * 16, "b" * 16]
    assert near[0].url == f"/dokument/{'a' * 16}?start={BEFORE}&end={BEFORE + len('Bäst.')}"
