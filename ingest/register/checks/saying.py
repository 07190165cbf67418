"""How numbers and names are said in the reasons of findings, in Swedish."""

from ingest.register.fields import AGENCY_FIELDS, PROJECT_FIELDS
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, RATIOS, Unit

_THOUSAND = 1000
_SAID = {
    Unit.KRONOR: "tkr",
    Unit.KRONOR_EACH: "tkr per årsarbetskraft",
    Unit.PERCENT: "procent",
}
NAMES = (
    {measure.id: measure.name for measure in (*MEASURES, *RATIOS)}
    | {question.id: f"Mognad: {question.theme}" for question in QUESTIONS}
    | {field.id: field.header.removesuffix(" (tkr)") for field in (*AGENCY_FIELDS, *PROJECT_FIELDS)}
)
"""What each measure, ratio, question and field of an agency or a project is called."""
UNITS = {measure.id: measure.unit for measure in (*MEASURES, *RATIOS)}


def said(number: float, unit: Unit | None = None) -> str:
    """A number with its unit: amounts in thousands of kronor, as the workbooks have them."""
    is_money = unit in {Unit.KRONOR, Unit.KRONOR_EACH}
    shown = plain(number / _THOUSAND if is_money else number)
    return f"{shown} {_SAID.get(unit, unit.value)}" if unit else shown


def plain(number: float) -> str:
    """A number with a comma and thin groups: 12 345,6; small ones keep two digits that count."""
    decimals = 0 if abs(number) >= 1000 or number == int(number) else 1 if abs(number) >= 10 else 2
    text = f"{number:,.{decimals}f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text


def times(factor: float) -> str:
    """How many times more or less, before what it is compared with: "10 gånger så stort som"."""
    if factor >= 1:
        return f"{plain(factor)} gånger så stort som"
    return f"{plain(1 / factor)} gånger mindre än"
