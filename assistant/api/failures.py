"""Every error as one JSON form, in Swedish: `{"error": {"message": …, "remedy": …}}`."""

import logging
import traceback
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.errors import (
    AssistantError,
    EditingClosedError,
    FeedbackError,
    FilterError,
    ForbiddenError,
    LibraryBusyError,
    NoLibraryError,
    NotFoundError,
    QuestionError,
    SignInError,
    SourceChangedError,
    SwitchedOffError,
    UploadExistsError,
    UploadFolderError,
    UploadRefusedError,
    UploadsClosedError,
    UploadTooLargeError,
)
from assistant.value_rules import broken_rule
from ingest.errors import (
    CorrectionError,
    DocumentError,
    HeldError,
    IngestError,
    LoadError,
    RetentionError,
    SelectionError,
)

_LOG = logging.getLogger("lardom")
_STATUSES: dict[type[AssistantError], int] = {
    QuestionError: 422,
    FeedbackError: 422,
    FilterError: 422,
    SignInError: 401,
    ForbiddenError: 403,
    SwitchedOffError: 503,
    EditingClosedError: 403,
    LibraryBusyError: 409,
    NotFoundError: 404,
    SourceChangedError: 409,
    NoLibraryError: 503,
    UploadsClosedError: 403,
    UploadRefusedError: 422,
    UploadExistsError: 409,
    UploadTooLargeError: 413,
    UploadFolderError: 503,
}
_OF_INGEST: dict[type[IngestError], int] = {
    CorrectionError: 422,  # before the sort of error that it is one of
    DocumentError: 404,
    SelectionError: 422,
    HeldError: 409,
    RetentionError: 503,
}
_WORDS = {
    400: ("Anropet går inte att läsa.", "Skicka JSON i UTF-8; se /openapi.json."),
    404: ("Sidan eller adressen finns inte.", "Kontrollera adressen."),
    413: ("Anropet är för stort.", "Korta frågan."),
    405: ("Adressen tar inte emot den sortens anrop.", "Se /openapi.json."),
}


class Problem(BaseModel):
    """What went wrong, and what a person can do."""

    message: str
    remedy: str


class Failed(BaseModel):
    """The body of every response that is not a success."""

    error: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A failure as the interface tells it: the status of the response, and its body."""

    status: int
    body: Failed


def answer_failures(app: FastAPI) -> None:
    """Give the app its handlers; what nobody foresaw is logged and told without details."""

    @app.exception_handler(AssistantError)
    @app.exception_handler(IngestError)
    @app.exception_handler(Exception)
    def _ours(request: Request, error: Exception) -> JSONResponse:
        return _response(failure_of(error, request.url.path))

    @app.exception_handler(RequestValidationError)
    def _wrong_form(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        rule = broken_rule(first["type"], first.get("ctx", {}))
        return failed(422, f"Anropet har fel form vid {where}: {rule}.", "Se /openapi.json.")

    @app.exception_handler(HTTPException)
    def _http(_: Request, error: HTTPException) -> JSONResponse:
        message, remedy = _WORDS.get(error.status_code, (str(error.detail), ""))
        return failed(error.status_code, message, remedy)


def failure_of(error: Exception, where: str) -> Failure:
    """An error as it is told; what nobody foresaw is logged with `where` it came up."""
    match error:
        case AssistantError():
            return _failure(_STATUSES.get(type(error), 500), error.message, error.remedy)
        case LoadError():
            return _failure(503, error.reason[:1].upper() + error.reason[1:], error.remedy)
        case DocumentError() | SelectionError() | HeldError() | RetentionError():
            status = next(code for kind, code in _OF_INGEST.items() if isinstance(error, kind))
            return _failure(status, error.message, error.remedy)
        case IngestError():
            message, stop, remedy = str(error).partition(". ")
            return _failure(503, message + stop.strip(), remedy)
    _LOG.error("unforeseen error at %s: %s", where, unworded(error))
    return _failure(500, "Något gick fel i tjänsten.", "Försök igen; felet finns i loggen.")


def unworded(error: BaseException) -> str:
    """Where an error came up and of what sort it is; not its words, which may be a question's."""
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__module__}.{type(error).__qualname__}\n{places}"


def too_large() -> JSONResponse:
    """The response to a request whose body is larger than any question."""
    return failed(413, *_WORDS[413])


def failed(status: int, message: str, remedy: str) -> JSONResponse:
    """The response that tells of a failure."""
    return _response(_failure(status, message, remedy))


def _failure(status: int, message: str, remedy: str) -> Failure:
    return Failure(status=status, body=Failed(error=Problem(message=message, remedy=remedy)))


def _response(failure: Failure) -> JSONResponse:
    return JSONResponse(failure.body.model_dump(), status_code=failure.status)
