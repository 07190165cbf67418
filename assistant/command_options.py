"""Puts options that several commands share into each of them, as one parameter.

typer reads a command's parameters from its signature: there the one is replaced by the options.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

Options = Mapping[str, tuple[object, Any]]
"""Each option's default and annotation, by the name of its parameter."""


def with_options(
    name: str, options: Options, made: Callable[[Mapping[str, Any]], object]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A decorator: the command's parameter `name` is `made` of what the options say."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**given: Any) -> None:
            said = {option: given.pop(option) for option in options}
            command(**{name: made(said)}, **given)

        signature = inspect.signature(command)
        only = inspect.Parameter.KEYWORD_ONLY
        own = [one.replace(kind=only) for key, one in signature.parameters.items() if key != name]
        added = [
            inspect.Parameter(key, only, default=default, annotation=kind)
            for key, (default, kind) in options.items()
        ]
        run.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined]  # inspect reads it
        return run

    return decorate
