"""Sets what is shown as pages: the only room that knows jinja2. Everything is escaped."""

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from assistant.showing.field_names import field_in, label_in, meaning_in
from assistant.showing.frames import Frame
from assistant.showing.languages import Messages
from assistant.showing.wording import (
    amount_in,
    figure_in,
    kind_in,
    level_in,
    number_in,
    stage_in,
    tax_in,
    thousands_in,
    value_in,
    word_in,
)

_PAGES = Path(__file__).parent / "pages"


def page(frame: Frame, template: str, **shown: Any) -> str:
    """The page of that template (its name without .html) with what it shows, as HTML.

    In a template `t(key, ...)` says a text of the message files in the frame's language, and
    `number(value)` and the filters write numbers and values in it.
    """
    made = _environment().get_template(f"{template}.html")
    said = frame.messages
    return made.render(frame=frame, t=said.say, number=said.number, **shown)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "number": Messages.number,
        "thousands": thousands_in,
        "counted": _counted,
        "level": level_in,
        "or_lacking": word_in,
        "amount": amount_in,
        "figure": figure_in,
        "value": value_in,
        "field_name": field_in,
        "label": label_in,
        "meaning": meaning_in,
        "worked_out": _worked_out,
        "stage": stage_in,
        "tax": tax_in,
        "document_kind": kind_in,
    }
    made.filters.update({name: _in_language(said) for name, said in filters.items()})
    return made


def _in_language(said: Callable[..., str]) -> Callable[..., str]:
    """A filter that says a value in the language of the page's frame."""

    @pass_context
    @wraps(said)
    def filtered(context: Context, *values: Any) -> str:
        frame: Frame = context["frame"]
        return said(frame.messages, *values)

    return filtered


def _counted(messages: Messages, value: float | None) -> str:
    return messages.say("values.lacking") if value is None else messages.number(value)


def _worked_out(messages: Messages, value: float | None, number: str) -> str:
    return number_in(messages, number, value)
