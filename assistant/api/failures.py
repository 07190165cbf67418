"""Every error as one form, in Swedish: `{"error": {"message": …, "remedy": …}}`."""

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.errors import (
    AssistantError,
    CuratedError,
    CuratedStateError,
    EditingClosedError,
    EmptyLibraryError,
    FeedbackError,
    FilterError,
    ForbiddenError,
    HoldError,
    LessonError,
    LessonStateError,
    LibraryBusyError,
    MarkError,
    MarkStateError,
    NoLibraryError,
    NotFoundError,
    ProviderError,
    QuestionError,
    SignInError,
    SourceChangedError,
    SwitchedOffError,
    TaskError,
    TaskStateError,
    TooManyError,
    UploadExistsError,
    UploadFolderError,
    UploadRefusedError,
    UploadRuleError,
    UploadsClosedError,
    UploadTooLargeError,
)
from assistant.value_rules import broken_rule
from ingest.errors import (
    CorrectionError,
    DocumentError,
    HeldError,
    IngestError,
    LessonDocumentError,
    LoadError,
    RetentionError,
    SelectionError,
)

_LOG = logging.getLogger("lardom")
_STATUSES: dict[type[AssistantError], int] = {
    QuestionError: 422,
    FeedbackError: 422,
    FilterError: 422,
    HoldError: 422,
    SignInError: 401,
    ForbiddenError: 403,
    TooManyError: 429,
    ProviderError: 503,
    SwitchedOffError: 503,
    EditingClosedError: 403,
    LibraryBusyError: 409,
    LessonError: 422,
    LessonStateError: 409,
    CuratedError: 422,
    CuratedStateError: 409,
    TaskError: 422,
    TaskStateError: 409,
    MarkError: 422,
    MarkStateError: 409,
    NotFoundError: 404,
    SourceChangedError: 409,
    NoLibraryError: 503,
    UploadsClosedError: 403,
    UploadRefusedError: 422,
    UploadExistsError: 409,
    UploadRuleError: 409,
    UploadTooLargeError: 413,
    UploadFolderError: 503,
}
_OF_INGEST: dict[type[IngestError], int] = {
    CorrectionError: 422,  # before the sort of error that it is one of
    LessonDocumentError: 409,  # the same
    DocumentError: 404,
    SelectionError: 422,
    HeldError: 409,
    RetentionError: 409,
}


class Problem(BaseModel):
    """What went wrong, and what a person can do."""

    message: str
    remedy: str


class Failed(BaseModel):
    """The body of every response that is not a success."""

    error: Problem


_EMPTY = Problem(
    message="Biblioteket är tomt: inget material har tagits in än.",
    remedy="Den som sköter tjänsten tar in material med kommandot lardom sync MAPP.",
)
"""Without the folder that the error names: it is the server's own."""
_WORDS = {
    400: ("Anropet går inte att läsa.", "Skicka JSON i UTF-8; se /openapi.json."),
    404: ("Sidan eller adressen finns inte.", "Kontrollera adressen."),
    413: ("Anropet är för stort.", "Korta texten, eller skicka en mindre fil."),
    405: ("Adressen tar inte emot den sortens anrop.", "Se /openapi.json."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A failure as the interface tells it: the status of the response, and its body.

    `is_common` tells that the words say no more than the status does, `is_empty` that they say
    that nothing has been taken in.
    """

    status: int
    body: Failed
    is_common: bool = False
    is_empty: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


def failure_of(error: Exception, where: str) -> Failure:
    """An error as it is told; what nobody foresaw is logged with `where` it came up."""
    return replace(_failure_of(error, where), headers=_headers_of(error))


def _failure_of(error: Exception, where: str) -> Failure:
    match error:
        case HTTPException() | RequestValidationError():
            return _of_request(error)
        case EmptyLibraryError():
            return Failure(status=503, body=Failed(error=_EMPTY), is_empty=True)
        case AssistantError():
            is_common = isinstance(error, SignInError | ForbiddenError)
            status = _STATUSES.get(type(error), 500)
            return _failure(status, error.message, error.remedy, is_common=is_common)
        case IngestError():
            return _of_library(error)
    _LOG.error("unforeseen error at %s: %s", where, unworded(error))
    return _failure(
        500, "Något gick fel i tjänsten.", "Försök igen; felet finns i loggen.", is_common=True
    )


def _headers_of(error: Exception) -> dict[str, str]:
    match error:
        case TooManyError():
            return {"Retry-After": str(error.seconds)}
        case SignInError():
            return {"WWW-Authenticate": "Bearer"}  # RFC 9110, 11.6.1
        case HTTPException():
            return dict(error.headers or {})
    return {}


def _of_request(error: HTTPException | RequestValidationError) -> Failure:
    """What is wrong with how something was asked for."""
    if isinstance(error, HTTPException):
        message, remedy = _WORDS.get(error.status_code, (str(error.detail), ""))
        return _failure(error.status_code, message, remedy, is_common=True)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    rule = broken_rule(first["type"], first.get("ctx", {}))
    told = f"Anropet har fel form vid {where}: {rule}."
    return _failure(422, told, "Se /openapi.json.", is_common=True)


def _of_library(error: IngestError) -> Failure:
    match error:
        case LoadError():
            return _failure(503, error.reason[:1].upper() + error.reason[1:], error.remedy)
        case (
            CorrectionError() | DocumentError() | SelectionError() | HeldError() | RetentionError()
        ):
            status = next(code for kind, code in _OF_INGEST.items() if isinstance(error, kind))
            return _failure(status, error.message, error.remedy)
    message, stop, remedy = str(error).partition(". ")
    return _failure(503, message + stop.strip(), remedy)


def unworded(error: BaseException) -> str:
    """Where an error came up and of what sort it is; not its words, which may be a question's."""
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__module__}.{type(error).__qualname__}\n{places}"


def too_large() -> Failure:
    """The failure of a request whose body is larger than any question."""
    return _failure(413, *_WORDS[413], is_common=True)


def failed(
    status: int, message: str, remedy: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    """The response that tells of a failure."""
    return as_json(replace(_failure(status, message, remedy), headers=headers or {}))


def _failure(status: int, message: str, remedy: str, *, is_common: bool = False) -> Failure:
    body = Failed(error=Problem(message=message, remedy=remedy))
    return Failure(status=status, body=body, is_common=is_common)


def as_json(failure: Failure) -> JSONResponse:
    """The response that tells commands and scripts of a failure."""
    return JSONResponse(
        failure.body.model_dump(), status_code=failure.status, headers=dict(failure.headers)
    )
