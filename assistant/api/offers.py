"""What is held out to whoever is about to ask: questions with an answer, and what to narrow to."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from assistant.answer import Choice
from assistant.api import examples
from assistant.api.entry import Here
from assistant.figures.holding_out import questions_of
from assistant.filtering.offering import Offered, offered
from assistant.service import Service

EXAMPLES: dict[str, Any] = {
    "generation": 4,
    "examples": [
        {
            "label": "Vad menas med strategiska projekt?",
            "question": "Vad menas med strategiska projekt?",
            "document_id": examples.LISTED["document_id"],
        }
    ],
}
FILTERS: dict[str, Any] = {
    "publishers": [{"name": "Exempelmyndigheten", "documents": 12}],
    "kinds": [{"kind": "report", "documents": 9}, {"kind": "lesson", "documents": 3}],
    "first_year": 2014,
    "last_year": 2024,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleList:
    """Questions that the library of this generation answers the asker."""

    generation: int
    examples: tuple[Choice, ...]


def offer_routes() -> APIRouter:
    """The routes that hold something out."""
    routes = APIRouter(prefix="/api/v1", tags=["Frågor"])

    @routes.get("/examples", responses=examples.responses(EXAMPLES, 503))
    def held_out(service: Here) -> ExampleList:
        """Give up to three questions that documents answer, and two that the register answers.

        Those of documents are found by asking, for a second or so, the first time after the
        library has changed.
        """
        library = service.library.current()
        found = service.assistant.examples(library, service.asker)
        return ExampleList(generation=library.generation, examples=(*found, *of_register(service)))

    @routes.get("/filters", responses=examples.responses(FILTERS, 503))
    def filters(service: Here) -> Offered:
        """Give the publishers, kinds and years of the documents that the asker may see."""
        return offered(service.library.current().record.columns(), service.asker)

    return routes


def of_register(service: Service) -> tuple[Choice, ...]:
    """The questions that the register answers the asker."""
    questions = questions_of(service.register.catalogue(service.asker.may_see))
    return tuple(Choice(label=question, question=question) for question in questions)
