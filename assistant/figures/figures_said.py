"""One figure of a result in Swedish, with what it is made of and its formula."""

from assistant.figures.kinds import UNITS
from assistant.figures.naming import called
from assistant.figures.numbers_said import amount_said, exact_said, number_said
from assistant.figures.said import FigureSaid
from ingest.register.measures import MEASURES, RATIOS, Unit
from ingest.register.selection import Aggregate, Figure, Selection, Subject

_PARTS = {one.id: one.unit for one in MEASURES}
_LEVELS = {"1": "låg risk", "2": "medelrisk", "3": "hög risk"}
_OF_SCALE = {str(Unit.PERCENT), str(Unit.LEVEL)}
"""Units whose change is told in themselves, not in percent of what it was."""
_NOT_SAID = "ej angivet"


def figure_said(figure: Figure, selection: Selection) -> FigureSaid:
    """A figure; one that there is nothing to make of says so."""
    label = label_of(figure, selection)
    basis = _basis(figure, selection)
    if figure.value is None:
        return FigureSaid(label=label, text="uppgift saknas", basis=basis)
    if selection.aggregate is Aggregate.CHANGE:
        text = change_said(figure.value, figure, selection)
    elif selection.aggregate is Aggregate.SHARE:
        text = amount_said(figure.value, figure.unit) + _of(figure)
    else:
        text = amount_said(figure.value, figure.unit)
    return FigureSaid(
        label=label, text=text, basis=basis, formula=_formula(figure.value, figure, selection)
    )


def label_of(figure: Figure, selection: Selection) -> str:
    """The group that a figure is of: "Björkverket, 2017"."""
    pairs = zip(selection.by, figure.group, strict=False)
    return ", ".join(_group(field, group) for field, group in pairs)


def _group(field: str, group: str) -> str:
    if field == "highest_risk":
        return _LEVELS.get(group.removesuffix(".0"), group or _NOT_SAID)
    return group or _NOT_SAID


def _of(figure: Figure) -> str:
    if figure.above is None or figure.below is None:
        return ""
    return f" ({number_said(figure.above)} av {number_said(figure.below)})"


def change_said(value: float, figure: Figure, selection: Selection) -> str:
    """Ökade med 12 tkr, från 100 tkr 2015 till 112 tkr 2018 (+12,0 procent)."""
    verb = "ökade med" if value > 0 else "minskade med" if value < 0 else "ändrades inte"
    by = f" {step_said(abs(value), figure.unit)}" if value else ""
    if figure.above is None or figure.below is None:
        return f"{verb}{by}"
    first, last = selection.years[0], selection.years[-1]
    ends = (
        f", från {amount_said(figure.below, figure.unit)} år {first} "
        f"till {amount_said(figure.above, figure.unit)} år {last}"
    )
    percent = ""
    if figure.below and figure.unit not in _OF_SCALE:
        share = 100 * value / abs(figure.below)
        percent = f" ({'+' if share > 0 else ''}{amount_said(share, Unit.PERCENT)})"
    return f"{verb}{by}{ends}{percent}"


def step_said(value: float, unit: str) -> str:
    """How far it went: of a share in percentage points, of a level in steps."""
    if unit == Unit.PERCENT:
        return f"{number_said(value, 1)}\u00a0procentenheter"
    if unit == Unit.LEVEL:
        return f"{number_said(value, 0 if value == round(value) else 1)}\u00a0nivå"
    return amount_said(value, unit)


def _formula(value: float, figure: Figure, selection: Selection) -> str:
    if figure.above is None or figure.below is None:
        return ""
    result = exact_said(value, figure.unit)
    if selection.aggregate is Aggregate.CHANGE:
        last, first = (exact_said(one, figure.unit) for one in (figure.above, figure.below))
        return f"{last} − {first} = {result}"
    if selection.aggregate is Aggregate.SHARE:
        return f"{number_said(figure.above)} / {number_said(figure.below)} = {result}"
    ratio = next((one for one in RATIOS if one.id == selection.number), None)
    if ratio is None:
        return ""
    above = exact_said(figure.above, _PARTS[ratio.above])
    below = exact_said(figure.below, _PARTS[ratio.below])
    return f"{above} / {below} = {result}"


def _basis(figure: Figure, selection: Selection) -> str:
    """What a figure is made of: "157 projekt; 3 saknar uppgift om budget"."""
    noun = "projekt" if selection.subject is Subject.PROJECTS else "uppgifter"
    if figure.n == 1 and noun == "uppgifter":
        noun = "uppgift"
    made_of = f"n = {number_said(figure.n)} {noun}"
    if not figure.missing:
        return made_of
    about = f" om {called(selection.number)}" if selection.number in UNITS else ""
    lack = "saknar" if noun == "projekt" else "saknas"
    return (
        f"{made_of}; {number_said(figure.missing)} {lack}{' uppgift' * (noun == 'projekt')}{about}"
    )
