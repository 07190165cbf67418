"""The years of a selection: what is asked for, against the years that there are."""

from collections.abc import Callable, Sequence

from assistant.figures.marks import Kind, Mark
from assistant.figures.types import NOT_REGISTER, Halt, Refused
from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES, RATIOS
from ingest.register.selection import Catalogue, Subject

_NAMES = {one.id: one.name for one in (*MEASURES, *RATIOS)} | {
    one.id: f"Mognad i {one.theme}" for one in QUESTIONS
}
SAME = ("latest", "first", "previous")
"""Ways to say a year that may stand beside the year itself."""
_BOUNDED: dict[str, Callable[[int, int], bool]] = {
    "since": lambda year, bound: year >= bound,
    "after": lambda year, bound: year > bound,
    "until": lambda year, bound: year <= bound,
    "before": lambda year, bound: year < bound,
}


def known_years(catalogue: Catalogue, subject: Subject, number: str) -> tuple[int, ...]:
    """The years that the register has of what is asked for; of a ratio those of both its parts.

    Raises:
        Halt: when it has none.
    """
    if subject is Subject.PROJECTS:
        years = set(catalogue.project_years)
        what = "projekt"
    else:
        ratio = next((one for one in RATIOS if one.id == number), None)
        parts = (ratio.above, ratio.below) if ratio else (number,)
        known = {one.number: set(one.years) for one in catalogue.numbers}
        years = set.intersection(*(known.get(part, set()) for part in parts))
        what = _NAMES[number].lower()
    if not years:
        raise Halt(Refused(why=f"Registret har inga uppgifter om {what}.", remedy=_has(catalogue)))
    return tuple(sorted(years))


def years_of(when: Sequence[Mark], known: Sequence[int]) -> tuple[int, ...]:
    """The years that are asked for, rising; without any the latest.

    Raises:
        Halt: when the register lacks one of them, or it is not clear which are meant.
    """
    if not when:
        return (known[-1],)
    if len(when) > 1:
        if any(mark.value != "years" for mark in when):
            return _same(when, known)
        return _held({year for mark in when for year in mark.years}, known)
    return _of_one(when[0], known)


def _same(when: Sequence[Mark], known: Sequence[int]) -> tuple[int, ...]:
    """The years said twice: "förra insamlingen, alltså 2017".

    Raises:
        Halt: when they are not the same.
    """
    said = {_of_one(mark, known) for mark in when}
    if len(said) > 1 or any(mark.value not in {*SAME, "years"} for mark in when):
        raise Halt(NOT_REGISTER)
    return said.pop()


def _of_one(when: Mark, known: Sequence[int]) -> tuple[int, ...]:
    fixed = {
        "latest": known[-1:],
        "first": known[:1],
        "all": known,
        "previous": known[-2:-1],
        "last": known[-int(when.amount or 1) :],
    }
    if when.value in fixed:
        short = when.value == "last" and len(known) < when.amount
        if short or not fixed[when.value]:
            raise Halt(_lacks(f"så många år som ”{when.text}”", known))
        return tuple(fixed[when.value])
    if when.value == "years":
        return _held(set(when.years), known)
    if when.value == "span":
        first, last = when.years[0], when.years[-1]
        _held({first, last}, known)
        return tuple(year for year in known if first <= year <= last)
    if when.value in _BOUNDED:
        return _bounded(when, known)
    raise Halt(NOT_REGISTER)


def _bounded(when: Mark, known: Sequence[int]) -> tuple[int, ...]:
    bound = when.years[0]
    if when.value in {"since", "until"}:
        _held({bound}, known)
    found = tuple(year for year in known if _BOUNDED[when.value](year, bound))
    if not found:
        raise Halt(_lacks(f"år {when.text}", known))
    return found


def _held(years: set[int], known: Sequence[int]) -> tuple[int, ...]:
    lacking = sorted(years - set(known))
    if lacking:
        raise Halt(_lacks(_listed(lacking), known))
    return tuple(sorted(years))


def _lacks(what: str, known: Sequence[int]) -> Refused:
    return Refused(
        why=f"Registret har inte uppgifter om det för {what}.",
        remedy=f"Det har dem för {_listed(known)}.",
    )


def _has(catalogue: Catalogue) -> str:
    names = [_NAMES[one.number] for one in catalogue.numbers if one.number in _NAMES and one.years]
    projects = ["projekt"] if catalogue.project_years else []
    return f"Det har {', '.join(name.lower() for name in [*projects, *names]) or 'inget ännu'}."


def _listed(years: Sequence[int]) -> str:
    texts = [str(year) for year in years]
    return " och ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def is_when(mark: Mark) -> bool:
    """Whether a mark says years."""
    return mark.kind is Kind.WHEN
