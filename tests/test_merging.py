"""What several documents say is said once, with a citation for each; nothing else is merged."""

from dataclasses import replace

import pytest

from assistant.answering.merging import MOST_MORE, merged
from assistant.types import Draft, Statement, Status, Verdict
from assistant.verification.verifying import verify
from ingest.embedding import Embedder
from tests.comparable import Source, candidates_of, hits_of

QUESTION = "När började Digg sin verksamhet?"
SAID = "Digg, Myndigheten för digital förvaltning, började sin verksamhet den 1 september 2018."
AGAIN = "Myndigheten för digital förvaltning (Digg) började sin verksamhet den 1 september 2018."


def statements(embedder: Embedder, chosen: int, *texts: str) -> tuple[Statement, ...]:
    """What the first `chosen` of these sentences, each of its own document, become."""
    hits = hits_of(*(Source(text=text, title=f"Rapport {text[:9]}") for text in texts))
    candidates = candidates_of(embedder, QUESTION, *hits)
    return merged(candidates[:chosen], candidates)


def test_a_sentence_said_again_elsewhere_has_two_citations(embedder: Embedder) -> None:
    (statement,) = statements(embedder, 1, SAID, AGAIN)

    assert statement.text == SAID
    assert [one.quote for one in statement.evidence] == [SAID, AGAIN]


def test_two_chosen_sentences_that_say_the_same_become_one(embedder: Embedder) -> None:
    (statement,) = statements(embedder, 2, SAID, AGAIN)

    assert statement.text == SAID
    assert len(statement.evidence) == 2


def test_what_is_merged_is_fully_borne(embedder: Embedder) -> None:
    found = statements(embedder, 1, SAID, AGAIN)

    checked = verify(Draft(status=Status.ANSWERED, statements=found))
    assert [one.verdict for one in checked.statements] == [Verdict.SUPPORTED]
    assert checked.statements[0].evidence == found[0].evidence


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(AGAIN.replace("1 september", "1 oktober"), id="another-date"),
        pytest.param(AGAIN.replace("började", "började inte"), id="denied"),
        pytest.param(AGAIN.replace("började", "ska börja"), id="planned"),
        pytest.param(AGAIN.replace("Digg", "PTS"), id="another-name"),
        pytest.param(AGAIN.replace("sin verksamhet", "sin nya verksamhet"), id="more-is-said"),
        pytest.param("Digg började sin verksamhet efter beslut i riksdagen.", id="less-is-said"),
    ],
)
def test_what_says_something_else_is_no_further_evidence(embedder: Embedder, other: str) -> None:
    (statement,) = statements(embedder, 1, SAID, other)

    assert len(statement.evidence) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Projektet kostade sammanlagt 12 miljoner kronor enligt slutredovisningen.",
        "Det kostade sammanlagt 12 miljoner kronor enligt slutredovisningen.",
        "Handläggningstiden sjönk sammanlagt med 12 dagar efter införandet.",
    ],
)
def test_words_that_point_at_what_stands_before_them_mean_another_thing_elsewhere(
    embedder: Embedder, said: str
) -> None:
    (statement,) = statements(embedder, 1, said, said)

    assert len(statement.evidence) == 1


def test_a_figure_without_its_year_is_another_one_in_the_next_yearly_report(
    embedder: Embedder,
) -> None:
    said = "Exempelverket hade 150 anställda vid årets slut i Luleå."
    sources = [Source(text=said, title=f"Årsredovisning {y}", year=y) for y in (2021, 2022)]
    candidates = candidates_of(embedder, QUESTION, *hits_of(*sources))

    (statement,) = merged(candidates[:1], candidates)

    assert len(statement.evidence) == 1


def test_no_more_than_three_are_added(embedder: Embedder) -> None:
    (statement,) = statements(embedder, 1, *[SAID] * 6)

    assert len(statement.evidence) == 1 + MOST_MORE


def test_a_passage_folded_into_the_hit_is_cited_where_it_has_the_words(embedder: Embedder) -> None:
    first, second = hits_of(Source(text=SAID), Source(text=f"Bakgrund.\n{SAID}", title="Kopia"))
    hit = replace(first, same=(second.passage,))
    candidates = candidates_of(embedder, QUESTION, hit)

    (statement,) = merged(candidates, candidates, [hit])

    own, more = statement.evidence
    assert own.passage.document.id != more.passage.document.id
    start = more.span.start - more.passage.chunk.span.start
    assert more.passage.text[start:].startswith(SAID)


def test_nothing_chosen_gives_no_statement() -> None:
    assert merged([], []) == ()
