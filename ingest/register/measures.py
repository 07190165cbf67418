"""The key figures: what is collected, what is worked out from it, and what each means.

Also the numbers that are worked out for a project, by the same definitions everywhere.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """The unit of a number; the value is what the record and the API carry."""

    KRONOR = "kr"
    PERCENT = "procent"
    FULL_TIME = "årsarbetskrafter"
    DAYS = "dagar"
    KRONOR_EACH = "kr per årsarbetskraft"
    LEVEL = "nivå"
    PROJECTS = "projekt"
    AGENCIES = "myndigheter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A key figure that is collected."""

    id: str
    name: str
    unit: Unit
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A key figure that is worked out: `above` divided by `below`, times `factor`."""

    id: str
    name: str
    unit: Unit
    above: str
    below: str
    factor: int
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A measure that is the sum of others of the same agency and year."""

    total: str
    parts: tuple[str, ...]


MEASURES = (
    Measure(
        id="it_cost",
        name="It-kostnad",
        unit=Unit.KRONOR,
        definition="Alla kostnader för it under året: drift, förvaltning och utveckling, med egen "
        "personal, konsulter, licenser, avskrivningar och köpta tjänster.",
    ),
    Measure(
        id="it_operations",
        name="It-kostnad för drift och förvaltning",
        unit=Unit.KRONOR,
        definition="Den del av it-kostnaden som håller befintliga system i gång.",
    ),
    Measure(
        id="it_development",
        name="It-kostnad för utveckling",
        unit=Unit.KRONOR,
        definition="Den del av it-kostnaden som ger nya eller väsentligt ändrade system.",
    ),
    Measure(
        id="it_consultants",
        name="Konsultkostnad för it",
        unit=Unit.KRONOR,
        definition="Den del av it-kostnaden som är köpta konsulttjänster.",
    ),
    Measure(
        id="operating_cost",
        name="Verksamhetskostnad",
        unit=Unit.KRONOR,
        definition="Verksamhetens kostnader enligt resultaträkningen, utan transfereringar.",
    ),
    Measure(
        id="fte",
        name="Årsarbetskrafter",
        unit=Unit.FULL_TIME,
        definition="Antal årsarbetskrafter under året.",
    ),
    Measure(
        id="it_fte",
        name="It-årsarbetskrafter",
        unit=Unit.FULL_TIME,
        definition="Antal årsarbetskrafter som arbetar med it, utan konsulter.",
    ),
    Measure(
        id="digital_cases",
        name="Andel digitala ärenden",
        unit=Unit.PERCENT,
        definition="Andel av årets ärenden som kom in digitalt.",
    ),
)

RATIOS = (
    Ratio(
        id="it_cost_per_fte",
        name="It-kostnad per årsarbetskraft",
        unit=Unit.KRONOR_EACH,
        above="it_cost",
        below="fte",
        factor=1,
        definition="It-kostnaden delad med antalet årsarbetskrafter.",
    ),
    Ratio(
        id="it_cost_share",
        name="It-kostnadens andel av verksamhetskostnaden",
        unit=Unit.PERCENT,
        above="it_cost",
        below="operating_cost",
        factor=100,
        definition="It-kostnaden delad med verksamhetskostnaden.",
    ),
    Ratio(
        id="development_share",
        name="Utvecklingens andel av it-kostnaden",
        unit=Unit.PERCENT,
        above="it_development",
        below="it_cost",
        factor=100,
        definition="It-kostnaden för utveckling delad med hela it-kostnaden.",
    ),
    Ratio(
        id="consultant_share",
        name="Konsulternas andel av it-kostnaden",
        unit=Unit.PERCENT,
        above="it_consultants",
        below="it_cost",
        factor=100,
        definition="Konsultkostnaden för it delad med hela it-kostnaden.",
    ),
    Ratio(
        id="it_fte_share",
        name="It-personalens andel av årsarbetskrafterna",
        unit=Unit.PERCENT,
        above="it_fte",
        below="fte",
        factor=100,
        definition="It-årsarbetskrafterna delade med alla årsarbetskrafter.",
    ),
)

TOTALS = (Total(total="it_cost", parts=("it_operations", "it_development")),)

PROJECT_NUMBERS = (
    Measure(
        id="budget",
        name="Budget",
        unit=Unit.KRONOR,
        definition="Budget i den första beslutade planen.",
    ),
    Measure(
        id="revised_budget",
        name="Reviderad budget",
        unit=Unit.KRONOR,
        definition="Ny budget, där den har ändrats.",
    ),
    Measure(
        id="outcome",
        name="Utfall",
        unit=Unit.KRONOR,
        definition="Upparbetad kostnad sedan starten.",
    ),
    Measure(
        id="overrun",
        name="Överskridande",
        unit=Unit.KRONOR,
        definition="Utfall minus budget i den första planen; över noll är budgeten överskriden.",
    ),
    Measure(
        id="overrun_share",
        name="Procentuellt överskridande",
        unit=Unit.PERCENT,
        definition="Överskridandet i procent av budgeten i den första planen.",
    ),
    Measure(
        id="budget_change",
        name="Budgetändring",
        unit=Unit.KRONOR,
        definition="Reviderad budget minus budget i den första planen; noll där budgeten inte "
        "är ändrad.",
    ),
    Measure(
        id="length",
        name="Längd",
        unit=Unit.DAYS,
        definition="Dagar från start till faktiskt slut, annars reviderat, annars planerat slut.",
    ),
    Measure(
        id="delay",
        name="Försening",
        unit=Unit.DAYS,
        definition="Dagar från planerat slut till faktiskt slut, annars till reviderat slut; "
        "noll där inget av dem är angivet, för då gäller planen. Över noll är projektet försenat.",
    ),
    Measure(
        id="end_revision",
        name="Flyttat slutdatum",
        unit=Unit.DAYS,
        definition="Dagar från planerat slut till reviderat slut; noll där planen inte är ändrad.",
    ),
    Measure(
        id="highest_risk",
        name="Högsta risk",
        unit=Unit.LEVEL,
        definition="Den högsta av de angivna riskerna för nytta, budget och tid: 1 låg, "
        "2 medel, 3 hög.",
    ),
)
