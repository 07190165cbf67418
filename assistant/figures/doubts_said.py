"""Says what the review points out among the values that an answer rests on."""

from collections.abc import Iterator, Sequence

from assistant.figures.numbers_said import number_said
from assistant.figures.said import Warned, WarningKind
from ingest.register.behind import Doubt
from ingest.register.selection import Result, Subject

_REVIEW = "/register/granskning/{}"
_ALL_REVIEWS = "/register"


def doubts_said(result: Result) -> Iterator[Warned]:
    """The warning on values that are probably wrong, where there are any."""
    if result.doubts:
        yield Warned(kind=WarningKind.DOUBTED, text=_told(result), url=_address(result.doubts))


def pointed_out(doubts: Sequence[object], made_of: int = 1) -> str:
    """The mark on what has doubts and is made of so many rows, to stand after what is said of it.

    "" where there are none.
    """
    if not doubts:
        return ""
    return " (utpekad i granskningen)" if made_of == 1 else " (med utpekade uppgifter)"


def _told(result: Result) -> str:
    """3 av de 44 projekten bakom svaret är utpekade i granskningen."""
    if result.row_count == 1:
        reasons = "; ".join(map(_reason, result.doubts))
        return f"Granskningen pekar ut uppgiften: {reasons}."
    of_projects = result.selection.subject is Subject.PROJECTS
    noun = "projekten" if of_projects else "uppgifterna"
    is_one = result.doubtful == 1
    pointed = ("utpekat" if of_projects else "utpekad") if is_one else "utpekade"
    least = "" if result.all_doubtful else "Minst "
    count = f"{least}{number_said(result.doubtful)} av de {number_said(result.row_count)} {noun}"
    alone = _alone(result)
    name = f" ”{alone.project}”:" if alone and alone.project else ""
    among = ", bland dem" if result.doubtful > 1 else ""
    why = f"{among}:{name} {_reason(alone)}" if alone else ""
    return f"{count} bakom svaret är {pointed} i granskningen{why}."


def _alone(result: Result) -> Doubt | None:
    """What is told in full: the only doubt, or that on the only figure that is shown of many."""
    shown = result.figures[0].doubts if result.selection.by and len(result.figures) == 1 else ()
    doubts = shown or result.doubts
    return doubts[0] if len(doubts) == 1 else None


def _reason(doubt: Doubt) -> str:
    state = "besvarad av myndigheten, men utpekad på nytt" if doubt.is_answered else ""
    return f"{doubt.why.rstrip('.')} ({state or 'inte besvarad av myndigheten'})"


def _address(doubts: tuple[Doubt, ...]) -> str:
    collections = {one.collection for one in doubts}
    return _REVIEW.format(*collections) if len(collections) == 1 else _ALL_REVIEWS
