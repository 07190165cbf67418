"""Kept answers: their evidence in four forms, asking again, and what readers say of them."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer
from assistant.api import example_answers as kept
from assistant.api import examples
from assistant.api.ask import LARGEST_BODY
from assistant.api.entry import Here
from assistant.curated.answering import AskedOnce
from assistant.errors import FeedbackError
from assistant.evidence.as_markdown import as_markdown
from assistant.evidence.gathering import gather
from assistant.evidence.replaying import Replay, compare, filters_of, ignored_of
from assistant.evidence.types import Evidence, EvidencePack
from assistant.service import Service
from ingest.record.answers import LONGEST_TEXT, Verdict

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
MARKDOWN = "text/markdown"
AnswerId = Annotated[str, InPath(pattern="^[0-9a-f]{32}$", description="The answer's id.")]


class Said(BaseModel):
    """What a reader says of an answer, or of one of its citations."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict = Field(description="What it is.", examples=["right"])
    citation: int | None = Field(
        None, ge=1, description="The citation's number; none: the answer.", examples=[1]
    )
    text: str = Field(
        "",
        max_length=LONGEST_TEXT,
        description="In the reader's own words.",
        examples=["Beloppet stämmer med tabellen."],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Feedback as it was stored; `said` is the time in UTC."""

    feedback_id: str
    answer_id: str
    citation: int | None
    verdict: Verdict
    said: str


def answer_routes() -> APIRouter:
    """The routes about answers that were given."""
    routes = APIRouter(prefix="/api/v1/answers", tags=["Svar"])

    @routes.get("/{answer_id}.json", responses=examples.responses(kept.PACK, 404, 422, 503))
    def as_json(service: Here, answer_id: AnswerId) -> EvidencePack:
        """Give the evidence of an answer as JSON, without pictures."""
        return _pack(service, answer_id)

    _add_files(routes)

    @routes.post("/{answer_id}/replay", responses=examples.responses(kept.REPLAY, 404, 422, 503))
    def replay(service: Here, answer_id: AnswerId) -> Replay:
        """Ask the question again on the library as it is now, and compare."""
        kept = service.answers.find(answer_id, service.asker, service.caller.id)
        then = gather(kept, service.library.current().record)
        question = then.understood_as or then.question
        now = (_pinned(service, question) if then.curated else None) or service.assistant.ask(
            question, service.asker, filters_of(kept), ignored=ignored_of(kept)
        )
        return compare(then, replace(now, question=then.question, understood_as=then.understood_as))

    @routes.post(
        "/{answer_id}/feedback",
        status_code=201,
        responses=examples.responses(kept.FEEDBACK, 400, 404, 413, 422, 503, success=201),
        max_body_size=LARGEST_BODY,
    )
    def feedback(service: Here, answer_id: AnswerId, body: Said) -> Received:
        """Take in what a reader says of an answer or of one of its citations."""
        return _received(service, answer_id, body)

    return routes


def _pinned(service: Service, question: str) -> Answer | None:
    return service.pinned.answer(AskedOnce(question=question, asker=service.asker))


def _add_files(routes: APIRouter) -> None:
    @routes.get(
        "/{answer_id}.md",
        response_class=Response,
        responses=examples.responses(examples.FILE, 404, 422, 503, media_type=MARKDOWN),
    )
    def as_text(service: Here, answer_id: AnswerId) -> Response:
        """Give the evidence of an answer as Markdown, without pictures."""
        evidence = Evidence(pack=_pack(service, answer_id), pictures=())
        return _file(as_markdown(evidence), f"{MARKDOWN}; charset=utf-8", f"{answer_id}.md")

    @routes.get(
        "/{answer_id}.docx",
        response_class=Response,
        responses=examples.responses(examples.FILE, 404, 422, 503, media_type=WORD),
    )
    def as_docx(service: Here, answer_id: AnswerId) -> Response:
        """Give the evidence of an answer as a Word document with pictures of the pages."""
        from assistant.evidence.as_word import as_word  # noqa: PLC0415  (see `_illustrated`)

        return _file(as_word(_illustrated(service, answer_id)), WORD, f"{answer_id}.docx")

    @routes.get(
        "/{answer_id}.pdf",
        response_class=Response,
        responses=examples.responses(examples.FILE, 404, 422, 503, media_type=PDF),
    )
    def as_print(service: Here, answer_id: AnswerId) -> Response:
        """Give the evidence of an answer as a tagged PDF with pictures of the pages."""
        from assistant.evidence.as_pdf import as_pdf  # noqa: PLC0415  (see `_illustrated`)

        return _file(as_pdf(_illustrated(service, answer_id)), PDF, f"{answer_id}.pdf")


def _pack(service: Service, answer_id: str) -> EvidencePack:
    kept = service.answers.find(answer_id, service.asker, service.caller.id)
    return gather(kept, service.library.current().record)


def _illustrated(service: Service, answer_id: str) -> Evidence:
    # What sets pictures and files is imported when one is asked for: the server starts sooner.
    from assistant.evidence.pictures import PageDrawer  # noqa: PLC0415  (as said above)

    pack = _pack(service, answer_id)
    drawer = PageDrawer(service.originals, service.pages)
    pictures = drawer.draw(pack, service.library.current().record)
    return Evidence(pack=pack, pictures=pictures)


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'attachment; filename="svar-{name}"',
    }
    return Response(content, media_type=media_type, headers=headers)


def _received(service: Service, answer_id: str, body: Said) -> Received:
    kept = service.answers.find(answer_id, service.asker, service.caller.id)
    pack = gather(kept, service.library.current().record)
    numbers = {citation.n for citation in pack.citations}
    if body.citation is not None and body.citation not in numbers:
        raise FeedbackError(
            f"Svaret har ingen källhänvisning {body.citation}.",
            f"Det har {len(numbers)}; utan `citation` gäller omdömet hela svaret.",
        )
    said = service.answers.say(kept, body.verdict, body.citation, body.text)
    return Received(
        feedback_id=said.id,
        answer_id=said.answer_id,
        citation=said.citation,
        verdict=said.verdict,
        said=said.said,
    )
