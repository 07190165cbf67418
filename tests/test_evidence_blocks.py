"""What a pack says, whatever a question or a document holds."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from assistant.evidence.as_markdown import as_markdown
from assistant.evidence.as_pdf import as_pdf
from assistant.evidence.as_word import as_word
from assistant.evidence.blocks import GONE, Form, blocks
from assistant.evidence.types import (
    Evidence,
    EvidenceCitation,
    EvidenceListed,
    EvidencePack,
    EvidenceSentence,
    Standing,
)


def pack(question: str = "Vad gäller?", quote: str | None = "Det gäller.") -> EvidencePack:
    citation = EvidenceCitation(
        n=1,
        document_id="a" * 16,
        title=question,
        publisher=None,
        year=None,
        source="a.pdf",
        page=4,
        page_label="ii",
        quote=quote,
        start=10,
        end=21,
        content_hash="b" * 64,
        standing=Standing.CURRENT if quote else Standing.WITHDRAWN,
    )
    return EvidencePack(
        answer_id="c" * 32,
        asked="2026-01-31T12:00:00Z",
        expires="2026-03-02T12:00:00Z",
        question=question,
        understood_as=None,
        short_answer=None,
        status="answered",
        answer="Det gäller.",
        sentences=(EvidenceSentence(text=quote, citations=(1,), verdict="partly"),),
        citations=(citation,),
        route="documents",
        choices=(),
        listed=(),
        looked_through=None,
        register=None,
        notice=None,
        ai_generated=True,
        model="stub",
        generation=3,
        embedder="d" * 64,
        product="0.1.0",
    )


def test_a_sentence_has_its_verdict_and_a_page_its_label() -> None:
    told = [block.text for block in blocks(pack())]

    assert "Det gäller. [1] (har delvis stöd)" in told
    assert "Källfil: a.pdf, sida ii (sida 4 i filen)" in told
    assert "Språkmodell: stub" in told


def test_a_question_that_leaned_on_others_is_told_as_it_was_understood() -> None:
    told = [block.text for block in blocks(replace(pack(), understood_as="Vad gäller i år?"))]

    assert told[2:4] == ["Vad gäller?", "Frågan förstods som: Vad gäller i år?"]


def test_a_list_has_its_documents_with_what_became_of_them() -> None:
    standings = (Standing.CURRENT, Standing.CHANGED, Standing.WITHDRAWN)
    documents = tuple(
        EvidenceListed(
            document_id=f"{n}",
            title=f"Rapport {n}",
            publisher="ESV",
            year=2017,
            source=f"{n}.md",
            content_hash="c" * 64,
            standing=standing,
        )
        for n, standing in enumerate(standings)
    )
    given = replace(pack(), listed=documents, looked_through=12, sentences=(), citations=())

    told = [block.text for block in blocks(given)]

    assert "Dokument i listan" in told
    assert f"1. Rapport 0, ESV, 2017. Källfil: 0.md. SHA-256: {'c' * 64}." in told
    assert any(one.startswith("2.") and one.endswith("har ändrats sedan dess.") for one in told)
    assert any(one.startswith("3.") and "återkallat" in one for one in told)
    assert "Genomsökta dokument: 12" in told


def test_a_reply_has_what_was_said_and_the_ways_on() -> None:
    given = replace(pack(), status="reply", choices=("Vad är nytta?",), sentences=(), citations=())

    told = [block.text for block in blocks(given)]

    assert "Status: Svar utan källor" in told
    assert told[told.index("Det gäller.") + 1] == "– Vad är nytta?"


def test_a_withdrawn_quote_leaves_a_word_in_its_place() -> None:
    told = blocks(pack(quote=None))

    assert any(block.text.startswith(GONE) for block in told)
    assert Form.QUOTE not in {block.form for block in told}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<b>fet</b> & <script>x</script>", id="markup"),
        pytest.param("noll\x00 escape\x1b[31m röd", id="control-characters"),
        pytest.param("halv \ud800 bokstav", id="half-a-letter"),
        pytest.param("ingen \uffff bokstav", id="no-letter"),
        pytest.param("emoji 😀 och кириллица", id="other-scripts"),
        pytest.param("x" * 5000, id="one-long-word"),
        pytest.param("åäö ÅÄÖ é – ” … § ½ ", id="swedish"),
    ],
)
def test_no_text_stops_a_pack(text: str) -> None:
    evidence = Evidence(pack=pack(question=text, quote=text), pictures=())

    marked, word, printed = as_markdown(evidence), as_word(evidence), as_pdf(evidence)

    assert marked.decode().startswith("# Underlag för ett svar\n")
    assert docx.Document(BytesIO(word)).paragraphs[0].text == "Underlag för ett svar"
    assert "Underlag för ett svar" in PdfReader(BytesIO(printed)).pages[0].extract_text()


def test_swedish_letters_stand_in_the_pdf() -> None:
    printed = as_pdf(Evidence(pack=pack(question="Åtgärder för Örebro, à § 5 – ”så”"), pictures=()))

    words = PdfReader(BytesIO(printed)).pages[0].extract_text()
    assert "Åtgärder för Örebro, à § 5 – ”så”" in words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# nej", "\\# nej"),
        ("1. nej", "&#49;. nej"),
        ("- nej", "\\- nej"),
        ("[a](b)", "\\[a\\](b)"),
        ("<b>", "\\<b\\>"),
    ],
)
def test_what_looks_like_markdown_is_shown_as_it_stands(text: str, line: str) -> None:
    marked = as_markdown(Evidence(pack=pack(question=text), pictures=())).decode()

    assert f"\n{line}\n" in marked
