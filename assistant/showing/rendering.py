"""Sets what is shown as pages: the only room that knows jinja2. Everything is escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.figures.numbers_said import number_said
from assistant.showing.frames import Frame
from assistant.showing.values import NOT_SAID, level_said

_THOUSAND = 1000
_PAGES = Path(__file__).parent / "pages"


def page(frame: Frame, template: str, **shown: Any) -> str:
    """The page of that template (its name without .html) with what it shows, as HTML.

    In a template `t(key, ...)` says a text of the message files in the frame's language, and
    `number(value)` writes a number as that language does.
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
    made.filters.update(
        number=number_said,
        thousands=_thousands,
        counted=_counted,
        level=_level,
        or_lacking=_or_lacking,
    )
    return made


def _thousands(value: float | None) -> str:
    """Kronor in thousands, with a decimal where they are not whole ones."""
    if value is None:
        return NOT_SAID
    return number_said(value / _THOUSAND, 0 if value % _THOUSAND == 0 else 1)


def _counted(value: float | None) -> str:
    return NOT_SAID if value is None else number_said(value)


def _level(level: int | None) -> str:
    return NOT_SAID if level is None else level_said(level)


def _or_lacking(text: str | None) -> str:
    return text or NOT_SAID
