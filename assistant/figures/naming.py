"""What numbers, fields and rows are called in Swedish."""

from ingest.register.fields import AGENCY_FIELDS, PROJECT_FIELDS
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, PROJECT_NUMBERS, RATIOS

_NAMES = (
    {one.id: one.header for one in (*AGENCY_FIELDS, *PROJECT_FIELDS)}
    | {one.id: one.name for one in (*MEASURES, *RATIOS, *PROJECT_NUMBERS)}
    | {one.id: f"Mognad i {one.theme}" for one in QUESTIONS}
    | {"year": "År"}
)
_GROUPS = {
    "agency": "myndighet",
    "year": "år",
    "department": "departement",
    "size": "storleksklass",
    "kind": "typ",
    "phase": "fas",
    "status": "status",
    "supplier": "leverantör",
    "system": "system",
    "highest_risk": "risknivå",
}
_SHOWN = {
    "kind": "typ",
    "start": "startdag",
    "planned_end": "planerade slutdag",
    "revised_end": "reviderade slutdag",
    "actual_end": "faktiska slutdag",
    "risk_benefit": "nyttorisk",
    "risk_budget": "budgetrisk",
    "risk_time": "tidsrisk",
}


def name_of(thing: str) -> str:
    """What a number or field is called, as a heading: "It-kostnad", "Mognad i styrning"."""
    return _NAMES[thing]


def called(thing: str) -> str:
    """What a number or field is called within a sentence: "it-kostnad"."""
    name = _NAMES[thing]
    return name[0].lower() + name[1:]


def shown_name(field: str) -> str:
    """What a field of a project is called where it is told of each: "och deras startdag"."""
    return _SHOWN.get(field) or called(field)


def group_of(field: str) -> str:
    """What a result is parted by: "myndighet" of "per myndighet"."""
    return _GROUPS.get(field) or called(field)
