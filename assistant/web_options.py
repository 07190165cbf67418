"""The options of `lardom sync` that fetch from the web."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.command_options import with_options
from assistant.errors import AssistantError

OPTIONS = {
    "web": (
        False,
        Annotated[
            bool,
            typer.Option(
                "--web", help="Hämta först det som källistan anger från webben, och ta in det."
            ),
        ],
    ),
    "sources": (
        None,
        Annotated[
            Path | None,
            typer.Option(
                metavar="FIL", help="Med --web: källistan i stället för corpus/sources.yaml."
            ),
        ],
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """Whether the web is to be fetched from, and by which list; None: the starter material's."""

    wanted: bool = False
    sources: Path | None = None


NO_FETCHING = Fetching()


def fetching_of(*, wanted: bool, sources: Path | None) -> Fetching:
    """What the options say.

    Raises:
        AssistantError: when options are given that do not go together.
    """
    if sources is not None and not wanted:
        raise AssistantError(
            f"--sources {sources} anger vad som ska hämtas, men inget hämtas utan --web.",
            "Lägg till --web.",
        )
    return Fetching(wanted=wanted, sources=sources)


def _said(options: Mapping[str, Any]) -> Fetching:
    return fetching_of(wanted=options["web"], sources=options["sources"])


with_fetching = with_options("fetching", OPTIONS, _said)
"""Gives a command the options, and its parameter `fetching` what they say."""
