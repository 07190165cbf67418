"""The options of the command line that set filters, the same ones for every command."""

from collections.abc import Mapping
from typing import Annotated

import typer

from assistant.command_options import with_options
from assistant.filtering.types import Filters
from assistant.filtering.wording import ALLOWED_KINDS, kind_named

Text = str | None
Year = int | None
OPTIONS = {
    "publisher": Annotated[
        Text, typer.Option(metavar="NAMN", help="Bara dokument utgivna av den myndigheten.")
    ],
    "from_year": Annotated[
        Year, typer.Option(min=1, max=9999, metavar="ÅR", help="Bara dokument från det året på.")
    ],
    "to_year": Annotated[
        Year, typer.Option(min=1, max=9999, metavar="ÅR", help="Bara dokument till det året.")
    ],
    "kind": Annotated[
        Text, typer.Option(metavar="SLAG", help=f"Bara dokument av ett slag: {ALLOWED_KINDS}.")
    ],
    "number": Annotated[
        Text,
        typer.Option(metavar="NUMMER", help="Bara dokumentet med det numret, som RiR 2019:28."),
    ],
    "agency": Annotated[
        Text,
        typer.Option(metavar="NAMN", help="Bara dokument av eller om den myndigheten."),
    ],
}


def filters_of(options: Mapping[str, object]) -> Filters:
    """The filters that the options say, by their names.

    Raises:
        QuestionError: when there is no such kind of document.
    """
    kind = options["kind"]
    return Filters(
        publisher=_text(options["publisher"]),
        first_year=_year(options["from_year"]),
        last_year=_year(options["to_year"]),
        kind=None if kind is None else kind_named(str(kind)),
        publication_number=_text(options["number"]),
        agency=_text(options["agency"]),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _year(value: object) -> int | None:
    return value if isinstance(value, int) else None


with_filters = with_options(
    "filters", {name: (None, option) for name, option in OPTIONS.items()}, filters_of
)
"""Gives a command the options, and its parameter `filters` what they say."""
