"""The options of `lardom sync` that fetch from the web."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated

import typer

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


def with_fetching(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options, and its parameter `fetching` what they say.

    typer reads a command's parameters from its signature; `fetching` is replaced there.
    """

    @wraps(command)
    def run(*, web: bool, sources: Path | None, **given: object) -> None:
        command(fetching=fetching_of(wanted=web, sources=sources), **given)

    signature = inspect.signature(command)
    own = [one for name, one in signature.parameters.items() if name != "fetching"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (default, kind) in OPTIONS.items()
    ]
    keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    run.__signature__ = signature.replace(parameters=[*keyword, *added])  # type: ignore[attr-defined]  # inspect reads it
    return run


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
