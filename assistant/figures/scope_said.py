"""Whose and when a result is, in Swedish, and what a number is called in a sentence about it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.figures.conditions_said import condition_said
from assistant.figures.naming import called
from assistant.figures.numbers_said import number_said
from assistant.figures.ranges_said import ranges_said
from ingest.register.selection import Aggregate, Condition, Op, Selection, Subject

SCOPE = ("agency", "department", "size", "groups")
_NAME = "project"
_NAME_NOUN = "projekt"
_WHO = "som "
_DEFINITE = {
    "budget": "budgeten",
    "revised_budget": "den reviderade budgeten",
    "outcome": "utfallet",
    "overrun": "överskridandet",
    "overrun_share": "det procentuella överskridandet",
    "budget_change": "budgetändringen",
    "length": "längden",
    "delay": "förseningen",
    "end_revision": "flytten av slutdatumet",
    "highest_risk": "den högsta risken",
    "it_cost": "it-kostnaden",
    "it_operations": "it-kostnaden för drift och förvaltning",
    "it_development": "it-kostnaden för utveckling",
    "it_consultants": "konsultkostnaden för it",
    "operating_cost": "verksamhetskostnaden",
    "fte": "antalet årsarbetskrafter",
    "it_fte": "antalet it-årsarbetskrafter",
    "digital_cases": "andelen digitala ärenden",
    "it_cost_per_fte": "it-kostnaden per årsarbetskraft",
}


def number_named(number: str) -> str:
    """What a number is called where it is a certain one: "budgeten", "mognaden i nytta"."""
    name = called(number)
    return _DEFINITE.get(number) or name.replace("mognad i", "mognaden i")


def whose(selection: Selection, names: Mapping[int, str]) -> str:
    """Whose they are and which, with a blank before each: " hos Björkverket som är försenade"."""
    conditions = [one for one in selection.conditions if not is_name(one)]
    name = named(selection)
    own = [one for one in conditions if one.field not in SCOPE]
    said = [f"med namnet {name}" if name else "", _agencies(selection, names), *_scope(conditions)]
    if selection.subject is Subject.PROJECTS:
        said += _which(own)
    elif own:
        said.append(f"hos myndigheter {' och '.join(map(condition_said, own))}")
    return "".join(f" {one}" for one in said if one)


def when(selection: Selection) -> str:
    """The years with a blank before: " i insamlingen 2017", or of key figures " 2017"."""
    years = listed([str(year) for year in selection.years])
    if selection.subject is not Subject.PROJECTS:
        return f" {years}"
    return f" i {'insamlingarna' if len(selection.years) > 1 else 'insamlingen'} {years}"


def projects_of(selection: Selection, names: Mapping[int, str], count: int, missing: int) -> str:
    """The projects that a number is made of: "de 4 projekten hos Björkverket i insamlingen"."""
    name = named(selection)
    if name and count + missing <= 1:
        return f"{project(name)}{whose(without_name(selection), names)}{when(selection)}"
    about = f"{whose(selection, names)}{when(selection)}"
    if missing:
        return f"de {number_said(count)} projekt{about} som har uppgift om det"
    if count == 1:
        return f"det enda projektet{about}"
    return f"de {number_said(count)} projekten{about}"


def agencies_of(selection: Selection, names: Mapping[int, str]) -> str:
    """Whose a key figure is: " hos Björkverket", " hos registrets myndigheter"."""
    about = whose(selection, names)
    within = any(one.op is not Op.IS_NOT for one in selection.conditions)
    return about if within or selection.agencies else f" hos registrets myndigheter{about}"


def named(selection: Selection) -> str:
    """The name of the project that a selection is about, or ""."""
    return next((str(one.value) for one in selection.conditions if is_name(one)), "")


def project(name: str) -> str:
    """Projektet Portalen, but Projekt Ekot."""
    return name if name.lower().startswith(_NAME_NOUN) else f"projektet {name}"


def without_name(selection: Selection) -> Selection:
    """The selection without the condition that names a project, for where it is told anyhow."""
    rest = tuple(one for one in selection.conditions if not is_name(one))
    return replace(selection, conditions=rest)


def is_name(condition: Condition) -> bool:
    """Whether a condition names a project."""
    return condition.field == _NAME and condition.op is Op.IS and not condition.either


def priced(selection: Selection) -> str:
    """The prices that an amount is in: ", i 2018 års priser"; or ""."""
    return f", i {selection.price_year} års priser" if selection.price_year else ""


def listed(texts: Sequence[str]) -> str:
    """A, B och C."""
    return " och ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def first_said(count: int) -> str:
    """How many of them are told: "den första", "de 12 första"."""
    return "den första" if count == 1 else f"de {number_said(count)} första"


def begun(text: str) -> str:
    """With a capital first."""
    return text[:1].upper() + text[1:]


def _scope(conditions: Sequence[Condition]) -> list[str]:
    """Those of agencies; the agencies that are left out together."""
    scope = [one for one in conditions if one.field in SCOPE]
    out = [one for one in scope if one.field == "agency" and one.op is Op.IS_NOT]
    texts = [condition_said(one) for one in scope if one not in out]
    return [*texts, f"utom hos {listed([str(one.value) for one in out])}"] if out else texts


def _which(conditions: Sequence[Condition]) -> list[str]:
    """Those of projects: what they have before what they are."""
    texts = ranges_said(conditions)
    have = [one for one in texts if not one.startswith(_WHO)]
    are = [one for one in texts if one.startswith(_WHO)]
    return [" och ".join(have), " och ".join(are)]


def _agencies(selection: Selection, names: Mapping[int, str]) -> str:
    told = [names.get(one, str(one)) for one in selection.agencies]
    apart = "agency" in selection.by or selection.aggregate is Aggregate.LIST
    together = " tillsammans" if len(told) > 1 and not apart else ""
    return f"hos {listed(told)}{together}" if told else ""
