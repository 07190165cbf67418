"""`GET /api/v1/figures`: questions to the register of projects and key figures, and its filters."""

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.api import examples
from assistant.api.entry import Here
from assistant.api.example_figures import FIGURES
from assistant.errors import QuestionError
from assistant.figures.answer import FiguresAnswer
from ingest.register.asking import MOST_ROWS

MOST = 100_000
Filter = Annotated[
    str, Query(max_length=20_000, description="The `filter` of a result as JSON, maybe edited.")
]
Rows = Annotated[int, Query(ge=0, le=MOST, description="How many rows behind at most.")]


def figures_routes() -> APIRouter:
    """The routes that answer from the register."""
    routes = APIRouter(prefix="/api/v1/figures", tags=["Register"])

    @routes.get("", responses=examples.responses(FIGURES, 422, 503))
    def figures(
        service: Here,
        question: Annotated[
            str, Query(max_length=2000, description="A question in Swedish.", examples=["Antal?"])
        ] = "",
        filter: Filter = "",  # noqa: A002  (the name of the parameter)
        rows: Rows = MOST_ROWS,
    ) -> FiguresAnswer:
        """Answer a question from the register exactly, each figure with the cells it rests on.

        Send a `question`, or the `filter` of an earlier result, as it was or edited: labels in it
        say nothing, so `{"value": 2017, "label": "…"}` and `2017` are the same. A question that
        cannot be read for certain is asked back (`asked_back`, with `choices`), refused where the
        register lacks what it asks for, or left to the documents (`not_register`): never guessed.
        """
        if filter:
            return service.figures.by_filter(filter, service.asker, rows)
        asked = " ".join(question.split())
        if not asked:
            raise QuestionError("Frågan är tom.", "Skriv en fråga, eller skicka ett filter.")
        return service.figures.answer(asked, service.asker, rows)

    return routes
