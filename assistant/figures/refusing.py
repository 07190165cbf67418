"""What the register lacks, said with what it has."""

from assistant.figures.drafting import Draft
from assistant.figures.types import Halt, Refused
from ingest.register.selection import Catalogue

_NAMED = 5


def refuse_lacking(draft: Draft, catalogue: Catalogue) -> None:
    """Nothing where the register has all the agencies of a draft.

    Raises:
        Halt: with what it lacks and what it has.
    """
    if not draft.lacking:
        return
    names = " och ".join(dict.fromkeys(mark.value for mark in draft.lacking))
    raise Halt(Refused(why=f"Registret har inga uppgifter om {names}.", remedy=_has(catalogue)))


def _has(catalogue: Catalogue) -> str:
    names = [agency.names[0] for agency in catalogue.agencies]
    if len(names) > _NAMED:
        shown = ", ".join(names[:_NAMED])
        return f"Det har {len(names)} myndigheter, bland dem {shown}."
    return f"Det har {', '.join(names)}." if names else "Det har inga myndigheter ännu."
