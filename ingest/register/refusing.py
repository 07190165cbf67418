"""Refuses selections that name what the register does not have, or lack what they must say."""

from ingest.errors import SelectionError
from ingest.register.numbers import FIGURE_IDS, PROJECT_IDS
from ingest.register.selection import Aggregate, Selection, Subject

_TWO = 2


def refuse_unknown(selection: Selection) -> None:
    """Raise SelectionError for a number that is none, or where one or two years are missing."""
    known = PROJECT_IDS if selection.subject is Subject.PROJECTS else FIGURE_IDS
    if selection.number and selection.number not in known:
        raise unknown(selection.number)
    if selection.subject is not Subject.PROJECTS and not selection.number:
        raise SelectionError("Det saknas vilket mått det gäller.", "Ange ett mått.")
    if selection.aggregate is Aggregate.CHANGE and len(selection.years) < _TWO:
        raise SelectionError("En förändring gäller två år.", "Ange det första och det sista året.")


def unknown(name: str) -> SelectionError:
    """What is told of a field or number that the register does not have."""
    return SelectionError(
        f"Registret har ingen uppgift som heter ”{name}”.",
        "Se vilka som finns i docs/register.md.",
    )
