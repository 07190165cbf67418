"""The languages of the pages, and what they say: texts by key out of the message files.

A key is a part and a name, as "frame.skip"; a part is a file of `assistant/messages/sv/pages`.
Knows nothing about requests.
"""

import json
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from assistant.figures.numbers_said import number_said

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {"sv": "Svenska", "en": "English"}

_MESSAGES = Path(__file__).parent.parent / "messages"
_Texts = dict[str, str | dict[str, str]]


class Messages:
    """What the pages say in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._parts = _parts(language)

    def say(self, key: str, /, **values: object) -> str:
        """The text of a key with values in its braces; `count` chooses between one and several.

        Raises:
            KeyError: there is no such text, or it needs a value that is not given.
        """
        part, _, name = key.partition(".")
        text = self._parts[part][name]
        form = text if isinstance(text, str) else text["one" if values["count"] == 1 else "other"]
        return form.format_map({name: self._written(value) for name, value in values.items()})

    def number(self, value: float, decimals: int = 0) -> str:
        """A number as the language writes it."""
        if self.language == "en":
            return f"{value:,.{decimals}f}".replace("-", "−")
        return number_said(value, decimals)

    def _written(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)


@cache
def messages(language: Language) -> Messages:
    """What the pages say in a language; read once."""
    return Messages(language)


def _parts(language: Language) -> dict[str, _Texts]:
    files = sorted((_MESSAGES / language / "pages").glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}
