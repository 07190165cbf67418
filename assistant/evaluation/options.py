"""The options of `lardom eval` that ask for the answers to be measured."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import AssistantError

OPTIONS = {
    "answers": (
        False,
        Annotated[bool, typer.Option("--answers", help="Mät svaren i stället för sökningen.")],
    ),
    "failures": (
        None,
        Annotated[
            Path | None,
            typer.Option(
                metavar="FIL", help="Med --answers: skriv en JSON-rad per fråga som inte höll."
            ),
        ],
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Whether the answers are to be measured, and where to write what was missed."""

    wanted: bool = False
    failures: Path | None = None


NO_ANSWERS = Answers()


def with_answers(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options, and its parameter `answers` what they say.

    typer reads a command's parameters from its signature; `answers` is replaced there.
    """

    @wraps(command)
    def run(*, answers: bool, failures: Path | None, **given: object) -> None:
        asked = answers_of(wanted=answers, failures=failures, baseline=given.get("baseline"))
        command(answers=asked, **given)

    signature = inspect.signature(command)
    own = [one for name, one in signature.parameters.items() if name != "answers"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (default, kind) in OPTIONS.items()
    ]
    keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    run.__signature__ = signature.replace(parameters=[*keyword, *added])  # type: ignore[attr-defined]  # inspect reads it
    return run


def answers_of(*, wanted: bool, failures: Path | None, baseline: object) -> Answers:
    """What the options say.

    Raises:
        AssistantError: when options are given that do not go together.
    """
    if wanted and baseline:
        raise AssistantError(
            f"--baseline {baseline} jämför sökningar, och --answers mäter svar.",
            "Ange det ena av dem.",
        )
    if failures is not None and not wanted:
        raise AssistantError(
            f"--failures {failures} skriver vad svaren missar, men svaren mäts inte.",
            "Lägg till --answers.",
        )
    return Answers(wanted=wanted, failures=failures)
