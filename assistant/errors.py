"""The errors of asking. Their text is Swedish: what is wrong, and what to do.

::

    AssistantError
    ├── QuestionError        the question cannot be asked as it stands
    ├── NoLibraryError       nothing has been taken in yet, or it cannot be opened
    ├── NotFoundError        no such document or page, or not for this asker
    ├── SourceChangedError   the original file is gone or is not the one that was read
    ├── PromptError          a prompt file is missing or lacks a variable
    └── ModelError           the language model did not give a usable answer
"""

from collections.abc import Mapping

_RULES = {
    "missing": "det saknas",
    "int_type": "det ska vara ett heltal",
    "int_parsing": "det ska vara ett heltal",
    "int_parsing_size": "det ska vara ett heltal",
    "float_parsing": "det ska vara ett tal",
    "finite_number": "det ska vara ett tal",
    "string_type": "det ska vara text",
    "string_unicode": "det ska vara text i UTF-8",
    "string_pattern_mismatch": "det har inte rätt form",
    "greater_than": "det ska vara större än {gt:g}",
    "greater_than_equal": "det ska vara minst {ge:g}",
    "less_than_equal": "det får vara högst {le:g}",
    "json_invalid": "det är inte giltig JSON",
    "model_attributes_type": "det ska vara ett JSON-objekt",
}


def broken_rule(kind: str, facts: Mapping[str, object]) -> str:
    """What a value should have been, in Swedish; `kind` and `facts` as pydantic names them."""
    return _RULES.get(kind, "värdet är inte tillåtet").format(**facts)


class AssistantError(Exception):
    """Anything that stops an answer: `message` says what, `remedy` what a person can do."""

    status_code = 500

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class QuestionError(AssistantError):
    """The question is empty, too long, or otherwise cannot be asked."""

    status_code = 422


class NoLibraryError(AssistantError):
    """There is no library to ask."""

    status_code = 503


class NotFoundError(AssistantError):
    """No such document or page; said likewise of one that the asker may not see."""

    status_code = 404


class SourceChangedError(AssistantError):
    """The original file is gone, or has changed since it was read."""

    status_code = 409


class PromptError(AssistantError):
    """A prompt file is missing or does not hold the variables it must."""


class ModelError(AssistantError):
    """The language model is unreachable, or answered something unusable."""

    status_code = 502
