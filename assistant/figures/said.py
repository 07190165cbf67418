"""What is said of the results of a question. Knows nothing about how it is told."""

from dataclasses import dataclass
from enum import StrEnum


class WarningKind(StrEnum):
    """Why figures should be compared with care."""

    PRICE_LEVEL = "price_level"
    CONVERTED = "converted"
    DEFINITION = "definition"
    BUDGET_AND_OUTCOME = "budget_and_outcome"
    TAX = "tax"
    FEW = "few"
    NOT_SETTLED = "not_settled"
    CORRECTED = "corrected"
    CONTRADICTED = "contradicted"
    EXAMPLE = "example"
    """All figures are made up."""
    SOME_EXAMPLES = "some_examples"
    DOUBTED = "doubted"
    """The review points values out that the answer rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning on how far the figures can be trusted or compared, in Swedish.

    `url` is where more is to be read, "" where that is nowhere.
    """

    kind: WarningKind
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSaid:
    """A figure in Swedish: `label` names its group ("" where there is one), `text` its value.

    `basis` says what it is made of ("157 projekt; 3 saknar uppgift"), `formula` how, or "".
    """

    label: str
    text: str
    basis: str
    formula: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A result in Swedish.

    `sentence` says how the question was read, `answer` the result in one sentence. `items` are
    the rows of a list, `gaps` what is lacking.
    """

    sentence: str
    answer: str
    figures: tuple[FigureSaid, ...]
    items: tuple[str, ...]
    gaps: tuple[str, ...]
    warnings: tuple[Warned, ...]
