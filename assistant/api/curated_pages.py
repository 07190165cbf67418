"""The pages of curated answers, set by the server: forms that need no script."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from assistant.answer import Answer
from assistant.api.ask import LARGEST_BODY
from assistant.api.curated import edited_noted, step_noted, written_noted
from assistant.api.curated_bodies import CuratedForm, CuratedId, CuratedStep, quote_line
from assistant.api.curated_json import curated_shown, works_on
from assistant.api.lesson_json import marks_to_confirm
from assistant.api.page_queries import read_query
from assistant.api.page_setting import PageVisit, Visit
from assistant.curated.naming import document_called
from assistant.curated.workflow import is_author
from assistant.people.types import Role
from assistant.seeing import seen
from assistant.service import Service
from assistant.showing.curated_pages import DONE, STATES, STEPS, TROUBLES
from assistant.showing.frames import Frame
from assistant.showing.lesson_pages import access_written
from assistant.showing.rendering import page
from assistant.understanding.question import LONGEST_QUESTION
from ingest.record.curated_types import Curated, CuratedState, CuratedText
from ingest.types import INTERNAL

PATH = "/granskade-svar"
SPARE = 2
"""So many empty places for further sentences."""


class NewAsked(BaseModel):
    """The question to start from; without one the form is empty."""

    fraga: str = Field("", max_length=LONGEST_QUESTION)


def curated_pages() -> APIRouter:
    """The pages: curated answers, one of them, a form for it, and what the forms send."""
    routes = APIRouter(prefix=PATH, include_in_schema=False, default_response_class=HTMLResponse)

    @routes.get("")
    def curated(visit: Visit) -> HTMLResponse:
        return visit.page(lambda frame: _list(frame, visit))

    @routes.get("/ny")
    def new(visit: Visit) -> HTMLResponse:
        def made(frame: Frame) -> str:
            asked = read_query(visit.request, NewAsked).fraga.strip()
            access = access_written(frame.messages, (INTERNAL,))
            return _form(frame, _proposed(visit, asked, access), is_begun=bool(asked))

        return visit.page(made)

    @routes.post("/ny", max_body_size=LARGEST_BODY)
    def write(visit: Visit, form: Annotated[CuratedForm, Form()]) -> Response:
        def written() -> str:
            return f"{PATH}/{written_noted(visit.service, _text(visit, form)).id}"

        return visit.saved(written, lambda frame, wrong: _form(frame, form, problem=wrong))

    _add_one(routes)
    return routes


def _add_one(routes: APIRouter) -> None:
    @routes.get("/{curated_id}")
    def one(visit: Visit, curated_id: CuratedId) -> HTMLResponse:
        return visit.page(lambda frame: _one(frame, visit, curated_id))

    @routes.get("/{curated_id}/andra")
    def change(visit: Visit, curated_id: CuratedId) -> HTMLResponse:
        def made(frame: Frame) -> str:
            found = visit.service.curated.find(visit.service.caller, curated_id)
            return _form(frame, _written(frame, visit, found), found.id)

        return visit.page(made)

    @routes.post("/{curated_id}/andra", max_body_size=LARGEST_BODY)
    def edit(visit: Visit, curated_id: CuratedId, form: Annotated[CuratedForm, Form()]) -> Response:
        def edited() -> str:
            text = _text(visit, form)
            return f"{PATH}/{edited_noted(visit.service, curated_id, text, form.revision).id}"

        return visit.saved(edited, lambda frame, wrong: _form(frame, form, curated_id, wrong))

    @routes.post("/{curated_id}/steg", max_body_size=LARGEST_BODY)
    def step(visit: Visit, curated_id: CuratedId, form: Annotated[CuratedStep, Form()]) -> Response:
        def stepped() -> str:
            return f"{PATH}/{step_noted(visit.service, curated_id, form.as_wanted()).id}"

        return visit.after(stepped)


def _list(frame: Frame, visit: PageVisit) -> str:
    service = visit.service
    every = service.curated.listed(service.caller)
    return page(
        frame,
        "curated_list",
        here=PATH,
        states=STATES,
        troubles=TROUBLES,
        shown=[curated_shown(service, one) for one in every],
        may_write=Role.EDITOR in service.caller.roles,
    )


def _proposed(visit: PageVisit, question: str, access: str) -> CuratedForm:
    """The form with the ordinary answer to a question, to be kept, reworded or dropped."""
    if not question:
        return CuratedForm.model_validate({"access": access})
    service = visit.service
    answer = service.assistant.ask(question, service.asker)
    return CuratedForm.model_validate(
        {
            "question": question,
            "text": [one.text for one in answer.sentences],
            "quotes": [_quotes(answer, one.citations) for one in answer.sentences],
            "access": access,
        }
    )


def _quotes(answer: Answer, numbers: tuple[int, ...]) -> str:
    cited = (one for one in answer.citations if one.n in numbers)
    return "\n".join(quote_line(one.title, one.document_id, one.page, one.quote) for one in cited)


def _text(visit: PageVisit, form: CuratedForm) -> CuratedText:
    """What a form says; its documents are looked for by title among those that its writer sees."""
    service = visit.service

    def called(title: str) -> str:
        return document_called(title, service.library.current().record, service.asker)

    return form.as_text(called)


def _written(frame: Frame, visit: PageVisit, curated: Curated) -> CuratedForm:
    service = visit.service
    text = service.curated.looked_at(curated).curated.text
    titles = _titles(service, text.documents)
    return CuratedForm(
        question=text.question,
        wordings="\n".join(text.wordings),
        text=[one.text for one in text.sentences],
        quotes=[
            "\n".join(
                quote_line(titles.get(q.document, ""), q.document, q.page, q.text)
                for q in one.quotes
            )
            for one in text.sentences
        ],
        access=access_written(frame.messages, text.access),
        expires=text.expires,
        revision=curated.revision,
    )


def _titles(service: Service, documents: Sequence[str]) -> dict[str, str]:
    """The titles of those of the documents that the caller may see, by id."""
    rows = seen(service.library.current().record, documents, service.asker)
    return {name: row.metadata.title for name, row in rows.items()}


def _form(
    frame: Frame,
    said: CuratedForm,
    curated_id: str = "",
    problem: object = None,
    *,
    is_begun: bool = True,
) -> str:
    key = "curated.edit_heading" if curated_id else "curated.new_heading"
    return page(
        frame,
        "curated_form",
        here=PATH,
        heading=frame.messages.say(key),
        action=f"{PATH}/{curated_id}/andra" if curated_id else f"{PATH}/ny",
        said=said,
        rows=[*said.rows, *[("", "")] * SPARE],
        problem=problem,
        is_begun=is_begun,
    )


def _one(frame: Frame, visit: PageVisit, curated_id: str) -> str:
    service = visit.service
    found = service.curated.find(service.caller, curated_id)
    works, shown = works_on(service, found), curated_shown(service, found)
    return page(
        frame,
        "curated",
        here=PATH,
        states=STATES,
        troubles=TROUBLES,
        buttons=STEPS,
        done=DONE,
        one=shown,
        titles=_titles(service, found.text.documents),
        marks=marks_to_confirm(shown.marks),
        seen_by=access_written(frame.messages, found.text.access),
        may_edit=found.state is CuratedState.DRAFT and is_author(found, service.caller),
        changes=service.curated.changes(found) if works else (),
    )
