"""Judges one answer: are its citations right and true, do its sentences hold, is the fact there."""

from assistant.answer import Answer, Citation, Sentence
from assistant.evaluation.answer_types import JudgedAnswer, JudgedCitation, JudgedSentence
from assistant.evaluation.plain_writing import stands_in
from assistant.evaluation.strict_checking import Cited, Objection, objections
from assistant.evaluation.types import Question, Relevant
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentText
from ingest.types import Span


class AnswerJudge:
    """Judges answers against the record, each document of which is read once."""

    def __init__(self, record: RecordReader) -> None:
        self._record = record
        self._texts: dict[str, DocumentText | None] = {}

    def judge(self, question: Question, answer: Answer, milliseconds: float) -> JudgedAnswer:
        """The answer judged; it took so many milliseconds."""
        citations = tuple(
            JudgedCitation(
                citation=one,
                right=any(_is_at(one, place) for place in question.relevant),
                verbatim=self._is_verbatim(one),
            )
            for one in answer.citations
        )
        said = "\n".join([answer.answer, *(sentence.text for sentence in answer.sentences)])
        quoted = "\n".join(one.quote for one in answer.citations)
        return JudgedAnswer(
            question=question,
            answer=answer,
            citations=citations,
            sentences=tuple(_judged(sentence, citations) for sentence in answer.sentences),
            missing_sources=_missing_sources(question, citations),
            missing_facts=tuple(f for f in question.facts if not stands_in(f, said)),
            unquoted_facts=tuple(f for f in question.facts if not stands_in(f, quoted)),
            milliseconds=milliseconds,
        )

    def _is_verbatim(self, citation: Citation) -> bool:
        document = self._text(citation.document_id)
        if document is None or not citation.quote.strip():
            return False
        span = Span(start=citation.start, end=citation.end)
        pages = [page.span for page in document.pages if page.number == citation.page]
        on_page = not pages if citation.page is None else any(_holds(page, span) for page in pages)
        return on_page and _unblanked(span.of(document.text)) == _unblanked(citation.quote)

    def _text(self, document_id: str) -> DocumentText | None:
        if document_id not in self._texts:
            row = self._record.document(document_id)
            self._texts[document_id] = None if row is None else self._record.text(row.version_id)
        return self._texts[document_id]


def _holds(page: Span, span: Span) -> bool:
    return page.start <= span.start < span.end <= page.end


def _unblanked(text: str) -> str:
    return "".join(text.split())


def _is_at(citation: Citation, place: Relevant) -> bool:
    return citation.source == place.source and place.page in {None, citation.page}


def _missing_sources(question: Question, citations: tuple[JudgedCitation, ...]) -> tuple[str, ...]:
    cited = {one.citation.source for one in citations if one.right}
    named = dict.fromkeys(place.source for place in question.relevant)
    return tuple(source for source in named if source not in cited)


def _judged(sentence: Sentence, citations: tuple[JudgedCitation, ...]) -> JudgedSentence:
    own = [one for one in citations if one.citation.n in sentence.citations]
    cited = [Cited(quote=one.citation.quote, known=_known(one.citation)) for one in own]
    unfound = () if all(one.verbatim for one in own) else (Objection.QUOTE,)
    return JudgedSentence(
        text=sentence.text, objections=(*unfound, *objections(sentence.text, cited))
    )


def _known(citation: Citation) -> str:
    return f"{citation.title} {citation.publisher or ''} {citation.heading}"
