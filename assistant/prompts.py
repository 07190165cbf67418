"""Reads prompt files and checks that each holds exactly the variables it must."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from assistant.errors import PromptError

ANSWER = "answer.md"
REWRITING = "rewriting.md"
VARIABLES = {
    ANSWER: frozenset({"question", "passages"}),
    REWRITING: frozenset({"question", "earlier"}),
}
_INSTALLED = Path(__file__).parent / "prompts"
_CHECKOUT = Path(__file__).parent.parent / "prompts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt's text, with `{variables}` to be filled in."""

    text: str

    def fill(self, **values: str) -> str:
        """The prompt with its variables filled in."""
        return self.text.format(**values)


def read_prompt(name: str, folder: Path | None = None) -> Prompt:
    """A prompt file of ours, or of `folder` when an administrator has their own.

    Raises:
        PromptError: when it is missing, or its variables are not the ones it must have.
    """
    path = (folder or _own_folder()) / name
    try:
        text = path.read_text(encoding="utf-8")
        found = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except (OSError, ValueError) as error:
        raise PromptError(
            f"Prompten {path} går inte att läsa.", "Återställ filen, eller rätta LARDOM_PROMPTS."
        ) from error
    if found != VARIABLES[name] or not _fills(text, VARIABLES[name]):
        raise PromptError(
            f"Prompten {path} har variablerna {_listed(found)}.",
            f"Den ska ha just {_listed(VARIABLES[name])}, och inga andra klamrar.",
        )
    return Prompt(text=text)


def _fills(text: str, names: frozenset[str]) -> bool:
    try:
        text.format(**dict.fromkeys(names, ""))
    except (LookupError, AttributeError, ValueError):
        return False
    return True


def _listed(variables: Collection[str]) -> str:
    return " och ".join(f"{{{name}}}" for name in sorted(variables)) or "(inga)"


def _own_folder() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
