"""Reads what the form of a page says. It sends what is left empty, too."""

from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from assistant.errors import QuestionError

Said = TypeVar("Said", bound=BaseModel)
_LONGEST = 60


def read_query(request: Request, form: type[Said], *several: str) -> Said:
    """What a form says; those named `several` may be said more than once.

    Raises:
        QuestionError: for the first choice that cannot be.
    """
    said: dict[str, object] = {
        name: value for name, value in request.query_params.items() if value and name not in several
    }
    said |= {name: list(filter(None, request.query_params.getlist(name))) for name in several}
    try:
        return form.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        choice = f"{first['loc'][0]}={first['input']}"
        raise QuestionError(
            f"Valet ”{choice[:_LONGEST]}” i adressen går inte att använda.", "Välj på nytt."
        ) from error
