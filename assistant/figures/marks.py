"""What a stretch of a question says to the register, as marks in the order of the question."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.register.selection import Condition


class Kind(StrEnum):
    """What a mark says. The first ones are kinds of the lexicon's lines, by the same names."""

    SUBJECT = "subject"
    NUMBER = "number"
    COST = "cost"
    """A cost of which is not said whose: of projects it is the outcome."""
    PER = "per"
    PART = "part"
    """A word that is a number only as part of another, or as what money is spent on."""
    SPEND = "spend"
    HEADCOUNT = "headcount"
    MATURITY = "maturity"
    THEME = "theme"
    AGGREGATE = "aggregate"
    DIFFERENCE = "difference"
    TREND = "trend"
    """How a number went over the years: one value for each."""
    BASIS = "basis"
    """By which number a cost is told: "enligt budget"."""
    LIST = "list"
    ALL = "all"
    WHICH = "which"
    SUPERLATIVE = "superlative"
    TOP = "top"
    ORDER = "order"
    CONDITION = "condition"
    PREDICATE = "predicate"
    """A condition that begins with its verb: it says something of what was named before."""
    FIELD = "field"
    LEVEL = "level"
    ASPECT = "aspect"
    SCOPE = "scope"
    RISK = "risk"
    DURING = "during"
    COMPARE = "compare"
    UNIT = "unit"
    NUMERAL = "numeral"
    SPAN = "span"
    YEAR = "year"
    MONTH = "month"
    RELATION = "relation"
    TIME = "time"
    LAST = "last"
    DATE = "date"
    BY = "by"
    VERSUS = "versus"
    AGAINST = "against"
    """Beside the budget: "jämfört med budget"."""
    APART = "apart"
    TOGETHER = "together"
    ACROSS = "across"
    """The years are added up."""
    FIXED = "fixed"
    CURRENT = "current"
    PRICES = "prices"
    AND = "and"
    OR = "or"
    NOT = "not"
    EXCEPT = "except"
    ANAPHORA = "anaphora"
    GLUE = "glue"
    ASK = "ask"
    FILLER = "filler"
    OUTSIDE = "outside"
    """A word of questions to documents."""

    AGENCY = "agency"
    LACKING = "lacking"
    """An agency that the register lacks."""
    NAME = "name"
    """A department, group, system, supplier or project of the catalogue: `conditions` says it."""
    AMOUNT = "amount"
    DAY = "day"
    END = "end"
    """The end of a sentence."""
    COMMA = "comma"
    SLASH = "slash"
    UNKNOWN = "unknown"

    QUANTITY = "quantity"
    """An amount with its unit in `value`: days, kronor, percent, or "" for a bare number."""
    WHEN = "when"
    """Years: `value` is how they are meant (see times.py)."""
    PRICE_YEAR = "price_year"
    FILTER = "filter"
    """Conditions made whole; `value` is "scope" of an agency's, "predicate" or "plain"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a stretch says; `start` and `end` are positions among the tokens, end excluded.

    `text` is the stretch as typed, `ids` the agencies that it may mean.
    """

    start: int
    end: int
    kind: Kind
    text: str = ""
    value: str = ""
    amount: float = 0
    years: tuple[int, ...] = ()
    ids: tuple[int, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One thing that a phrase of the lexicon says."""

    kind: Kind
    value: str
