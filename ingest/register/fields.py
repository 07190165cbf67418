"""The fields of agencies and projects: what a column means, and what may stand in it.

The header is what the collection workbook calls it; other workbooks come through a mapping.
"""

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What sort of value a field holds; see `types.Value` for how each is normalised."""

    TEXT = "text"
    LIST = "list"
    """Several texts, with semicolons between them."""
    CHOICE = "choice"
    DATE = "date"
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    LEVEL = "level"
    """The place of the answer among the field's choices: low, medium, high as 1, 2, 3."""
    YEAR = "year"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: `choices` are its allowed values, in order, where there are such."""

    id: str
    header: str
    kind: FieldKind
    explanation: str
    choices: tuple[str, ...] = ()
    is_required: bool = False


LEVELS = ("låg", "medel", "hög")
KINDS = ("nyutveckling", "vidareutveckling", "systembyte", "infrastruktur", "avveckling")
PHASES = ("förstudie", "planering", "genomförande", "införande", "avslutat")
STATUSES = ("pågående", "pausat", "avslutat", "avbrutet")
SIZES = ("liten", "medelstor", "stor")

AGENCY_FIELDS = (
    Field(
        id="agency",
        header="Myndighet",
        kind=FieldKind.TEXT,
        explanation="Myndighetens fullständiga namn.",
        is_required=True,
    ),
    Field(
        id="org_number",
        header="Org.nr",
        kind=FieldKind.TEXT,
        explanation="Organisationsnummer, tio siffror som 202100-0000.",
    ),
    Field(
        id="short_names",
        header="Kortnamn",
        kind=FieldKind.LIST,
        explanation="Förkortningar och andra namn, med semikolon mellan.",
    ),
    Field(
        id="former_names",
        header="Tidigare namn",
        kind=FieldKind.LIST,
        explanation="Namn som myndigheten haft, med semikolon mellan.",
    ),
    Field(
        id="successor",
        header="Uppgått i",
        kind=FieldKind.TEXT,
        explanation="Myndigheten som tagit över, när den här är nedlagd.",
    ),
    Field(
        id="department",
        header="Departement",
        kind=FieldKind.TEXT,
        explanation="Departementet som myndigheten hör till.",
    ),
    Field(
        id="size",
        header="Storleksklass",
        kind=FieldKind.CHOICE,
        explanation="Liten under 200 årsarbetskrafter, medelstor under 1 000, annars stor.",
        choices=SIZES,
    ),
    Field(
        id="groups",
        header="Grupper",
        kind=FieldKind.LIST,
        explanation="Grupper att fråga efter, till exempel ”de tjugo”, med semikolon mellan.",
    ),
)

PROJECT_FIELDS = (
    Field(
        id="agency",
        header="Myndighet",
        kind=FieldKind.TEXT,
        explanation="Myndigheten som äger projektet.",
        is_required=True,
    ),
    Field(
        id="project",
        header="Projekt",
        kind=FieldKind.TEXT,
        explanation="Projektets namn, helst detsamma varje år.",
        is_required=True,
    ),
    Field(
        id="purpose",
        header="Syfte",
        kind=FieldKind.TEXT,
        explanation="Vad projektet ska leda till, i en eller två meningar.",
    ),
    Field(
        id="kind",
        header="Typ",
        kind=FieldKind.CHOICE,
        explanation="Vad för slags projekt det är.",
        choices=KINDS,
    ),
    Field(
        id="system",
        header="System",
        kind=FieldKind.TEXT,
        explanation="It-systemet som projektet gäller.",
    ),
    Field(
        id="start",
        header="Start",
        kind=FieldKind.DATE,
        explanation="Dagen då projektet började eller ska börja.",
    ),
    Field(
        id="planned_end",
        header="Planerat slut",
        kind=FieldKind.DATE,
        explanation="Slutdatum i den första beslutade planen.",
    ),
    Field(
        id="revised_end",
        header="Reviderat slut",
        kind=FieldKind.DATE,
        explanation="Nytt slutdatum, om planen har ändrats; annars tomt.",
    ),
    Field(
        id="actual_end",
        header="Faktiskt slut",
        kind=FieldKind.DATE,
        explanation="Dagen då projektet avslutades; tomt så länge det pågår.",
    ),
    Field(
        id="budget",
        header="Budget (tkr)",
        kind=FieldKind.MONEY,
        explanation="Budget i den första beslutade planen, hela projektet, i tusental kronor.",
    ),
    Field(
        id="revised_budget",
        header="Reviderad budget (tkr)",
        kind=FieldKind.MONEY,
        explanation="Ny budget, om den har ändrats; annars tomt.",
    ),
    Field(
        id="outcome",
        header="Utfall (tkr)",
        kind=FieldKind.MONEY,
        explanation="Upparbetad kostnad sedan starten.",
    ),
    Field(
        id="phase",
        header="Fas",
        kind=FieldKind.CHOICE,
        explanation="Fasen som projektet är i.",
        choices=PHASES,
    ),
    Field(
        id="risk_benefit",
        header="Risk nytta",
        kind=FieldKind.LEVEL,
        explanation="Risken för att nyttan uteblir.",
        choices=LEVELS,
    ),
    Field(
        id="risk_budget",
        header="Risk budget",
        kind=FieldKind.LEVEL,
        explanation="Risken för att budgeten överskrids.",
        choices=LEVELS,
    ),
    Field(
        id="risk_time",
        header="Risk tid",
        kind=FieldKind.LEVEL,
        explanation="Risken för att tidplanen inte håller.",
        choices=LEVELS,
    ),
    Field(
        id="benefit_plan",
        header="Nyttorealiseringsplan",
        kind=FieldKind.YES_NO,
        explanation="Om det finns en beslutad plan för att hämta hem nyttan.",
        choices=("ja", "nej"),
    ),
    Field(
        id="benefit_owner",
        header="Nyttoägare",
        kind=FieldKind.TEXT,
        explanation="Rollen som ansvarar för att nyttan hämtas hem; tomt om ingen är utsedd.",
    ),
    Field(
        id="supplier",
        header="Leverantör",
        kind=FieldKind.TEXT,
        explanation="Den viktigaste leverantören, eller ”egen regi”.",
    ),
    Field(
        id="status",
        header="Status",
        kind=FieldKind.CHOICE,
        explanation="Hur det står till med projektet.",
        choices=STATUSES,
    ),
)

DAYS = tuple(field.id for field in PROJECT_FIELDS if field.kind is FieldKind.DATE)
"""The fields of a project that hold a day: its start, then its ends."""
ENDS = DAYS[1:]
LISTS = tuple(field.id for field in AGENCY_FIELDS if field.kind is FieldKind.LIST)
"""The fields of an agency that hold several texts."""
