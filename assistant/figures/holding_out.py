"""Questions that a register answers, made out of what it holds: held out to whoever may ask."""

from ingest.register.selection import Catalogue

_IT_COST = "it_cost"


def questions_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Up to two questions about the latest collections; none for an empty register."""
    counted = [year for one in catalogue.numbers if one.number == _IT_COST for year in one.years]
    questions = []
    if catalogue.project_years:
        questions.append(f"Hur många projekt var försenade {max(catalogue.project_years)}?")
    if counted:
        questions.append(f"Vilken myndighet hade högst it-kostnad {max(counted)}?")
    return tuple(questions)
