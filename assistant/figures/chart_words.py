"""What a chart says of its own accord, in Swedish and in English, and how it writes numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.register.measures import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """The words of one language; what stands in braces is filled in.

    `blank` and `point` stand between thousands and before decimals; `units` are the names of a
    thousand, a million and a billion kronor, and of one.
    """

    blank: str
    point: str
    thousands: str
    millions: str
    billions: str
    units: Mapping[str, str]
    lacking: str
    year: str
    number: str
    summary: str
    plans: str
    money: str
    first_plan: str
    plan: str
    outcome: str
    budget: str
    revised_budget: str

    def written(self, value: float, decimals: int) -> str:
        """A number."""
        marks = str.maketrans({",": self.blank, ".": self.point, "-": "\u2212"})
        return f"{value:,.{decimals}f}".translate(marks)


SWEDISH = ChartWords(
    blank="\u00a0",
    point=",",
    thousands="tkr",
    millions="mnkr",
    billions="mdkr",
    units={},
    lacking="uppgift saknas",
    year="år",
    number="antal",
    summary="{count} värden i {unit}, lägst {low}, högst {high}. Samma tal står i tabellen.",
    plans="{name}: plan och utfall",
    money="{name}: budget och utfall",
    first_plan="Första planen",
    plan="Plan {year}",
    outcome="Utfall",
    budget="Budget",
    revised_budget="Reviderad budget",
)
ENGLISH = ChartWords(
    blank=",",
    point=".",
    thousands="SEK thousand",
    millions="SEK million",
    billions="SEK billion",
    units={Unit.KRONOR: "SEK"},
    lacking="not given",
    year="year",
    number="number",
    summary="{count} values in {unit}, lowest {low}, highest {high}. The table has the same "
    "figures.",
    plans="{name}: plan and outcome",
    money="{name}: budget and outcome",
    first_plan="The first plan",
    plan="Plan of {year}",
    outcome="Outcome",
    budget="Budget",
    revised_budget="Revised budget",
)
