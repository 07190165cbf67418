"""What headers call the fields, measures and questions, beside their own names."""

from functools import lru_cache

from ingest.register.amounts import tidy, without_mark
from ingest.register.fields import Field
from ingest.register.layout import MEASURE_FIELDS, QUESTION_FIELDS
from ingest.register.mapping import FIELDS, bare_header
from ingest.register.maturity import QUESTIONS
from ingest.register.types import RowKind
from ingest.register.units import split_unit

_SYNONYMS = {
    "agency": "myndighetsnamn|myndighetens namn|organisation|namn på myndighet|verk|myndigheter",
    "org_number": "organisationsnummer|orgnr|org nr|organisationsnr",
    "short_names": "förkortning|förkortningar|kortnamn på myndighet",
    "former_names": "tidigare benämning|gamla namn|föregångare",
    "successor": "efterträdare|uppgick i|ersatt av",
    "department": "dep|departementstillhörighet",
    "size": "storlek|storleksgrupp",
    "groups": "grupp|grupptillhörighet",
    "project": "projektnamn|projektets namn|namn på projekt|benämning|projekttitel",
    "purpose": "beskrivning|projektbeskrivning|projektets syfte|mål",
    "kind": "projekttyp|typ av projekt|kategori|slag",
    "system": "it system|it-system|systemnamn|berört system",
    "start": "startdatum|projektstart|påbörjat|startat|start datum|startdag",
    "planned_end": "slutdatum|planerat slutdatum|ursprungligt slutdatum|slutdatum enligt plan|"
    "planerad slut|beräknat slut|planerat avslut|ursprungligt slut|slut plan",
    "revised_end": "reviderat slutdatum|nytt slutdatum|ändrat slutdatum|aktuellt slutdatum|"
    "slut reviderat",
    "actual_end": "faktiskt slutdatum|verkligt slutdatum|verkligt slut|avslutat datum|avslutades",
    "budget": "total budget|ursprunglig budget|budget ursprunglig|beslutad budget|projektbudget|"
    "första budget",
    "revised_budget": "ny budget|budget reviderad|ändrad budget|aktuell budget",
    "outcome": "utfall hittills|upparbetat|upparbetad kostnad|ackumulerat utfall|"
    "upparbetade kostnader|kostnad hittills",
    "phase": "projektfas|skede",
    "risk_benefit": "risk för nyttan|nyttorisk|risk för utebliven nytta|risk nyttor",
    "risk_budget": "budgetrisk|risk för budget|risk kostnad|kostnadsrisk",
    "risk_time": "tidsrisk|risk för tidplan|risk tidplan|risk för förseningar",
    "benefit_plan": "nyttoplan|nyttohemtagningsplan|plan för nyttorealisering|"
    "finns nyttorealiseringsplan",
    "benefit_owner": "nyttoansvarig|ägare av nyttan|ansvarig för nyttan|nyttoägare utsedd",
    "supplier": "leverantörer|huvudleverantör|extern leverantör",
    "status": "projektstatus|läge|projektets status",
    "year": "avser år|årtal|kalenderår|mätår|redovisningsår",
    "measure": "nyckeltal|indikator|variabel|uppgift",
    "value": "belopp|tal|mätvärde|utfall värde",
    "unit": "sort|måttenhet",
    "question": "mognadsfråga|frågan|område",
    "level": "mognadsnivå|svar|betyg|poäng",
    "definition": "betydelse|förklaring|definition av måttet",
    "it_cost": "it kostnader|totala it-kostnader|total it-kostnad|it-kostnad totalt|"
    "it-kostnader totalt|summa it-kostnader",
    "it_operations": "drift och förvaltning|it drift och förvaltning|it-drift och förvaltning|"
    "kostnad för drift och förvaltning",
    "it_development": "it-utveckling|utvecklingskostnad|it-utvecklingskostnad|"
    "kostnad för it-utveckling|utvecklingskostnader",
    "it_consultants": "konsultkostnad|it-konsulter|konsultkostnader|konsultkostnader för it|"
    "köpta it-konsulter",
    "operating_cost": "verksamhetskostnader|verksamhetens kostnader|totala kostnader",
    "fte": "antal årsarbetskrafter|åa|antal åa|årsarbetare|antal årsarbetare|heltidstjänster",
    "it_fte": "it-personal|antal it-årsarbetskrafter|it-åa|årsarbetskrafter it|"
    "årsarbetskrafter inom it",
    "digital_cases": "digitala ärenden|andel digitala|andel ärenden digitalt|andel e-ärenden",
}
_SIGNS = str.maketrans(dict.fromkeys("-–_/.,:;()[]”\"'?!", " "))


@lru_cache(maxsize=1 << 16)
def normalised(header: str) -> str:
    """The header's words alone: without unit, footnote mark, case and signs."""
    bare = without_mark(tidy(header))[0]
    return " ".join(split_unit(bare)[0].casefold().translate(_SIGNS).split())


def names_of(field: Field) -> tuple[str, ...]:
    """All that a field is called, as `normalised` has it, its own name first."""
    said = (bare_header(field), field.id, *_SYNONYMS.get(field.id, "").split("|"))
    return tuple(dict.fromkeys(name for name in map(normalised, said) if name))


_BY_NAME = {
    kind: {name: field.id for field in reversed(fields) for name in reversed(names_of(field))}
    for kind, fields in FIELDS.items()
}
_NAMES = frozenset(name for names in _BY_NAME.values() for name in names)
_LONGEST = 100
_MEASURES = {name: field.id for field in MEASURE_FIELDS for name in names_of(field)}
_QUESTIONS = {name: field.id for field in QUESTION_FIELDS for name in names_of(field)} | {
    normalised(question.text): question.id for question in QUESTIONS
}


def field_called(kind: RowKind, header: str) -> str:
    """The id of the field of that kind of sheet whose name the header is; "" for none."""
    return _BY_NAME[kind].get(normalised(header), "")


def measure_called(text: str) -> str:
    """The id of the measure that is called so; "" for none."""
    return _MEASURES.get(normalised(text), "")


def question_called(text: str) -> str:
    """The id of the question about maturity with that theme, id or wording; "" for none."""
    return _QUESTIONS.get(normalised(text), "")


def is_a_name(text: str) -> bool:
    """True for what any kind of sheet may have as a header."""
    return len(text) < _LONGEST and normalised(text) in _NAMES
