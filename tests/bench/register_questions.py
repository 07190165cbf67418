"""Measures how questions to the register are answered, against the independent reference.

Whoever answers is handed in: a function from a question to what is given for it.
"""

from collections.abc import Callable, Sequence

from tests.bench.running import show
from tests.register_questions.comparing import (
    Asked,
    Mark,
    Marked,
    Question,
    Status,
    counted,
    mark_all,
)
from tests.register_questions.sets import generated, held_out, written
from tests.register_questions.workbooks import Tables, read_tables

_SETS: tuple[tuple[str, Callable[[Tables], tuple[Question, ...]], str], ...] = (
    ("made by templates", generated, ""),
    ("written by hand", written, ""),
    ("written by hand, held out", held_out, "at least .85"),
)


def measure_register_questions(ask: Asked, *, with_held_out: bool, showing: bool) -> None:
    """Print the figures of each set; where `showing`, also what was not exact, but for held out."""
    tables = read_tables()
    every: list[Marked] = []
    for name, read, bar in _SETS if with_held_out else _SETS[:2]:
        marked = mark_all(read(tables), ask, tables)
        every += marked
        show(f"exact, {name}", _share(marked, Mark.EXACT), bar)
        if showing and read is not held_out:
            _show_others(marked)
    show("wrong, all questions", str(counted(every)[Mark.WRONG]), "0")
    show("asked back or refused, though answerable", str(counted(every)[Mark.HELD_BACK]), "")


def _share(marked: Sequence[Marked], mark: Mark) -> str:
    count = counted(marked)[mark]
    return f"{count} of {len(marked)}, {count / len(marked):.3f}"


def _show_others(marked: Sequence[Marked]) -> None:
    for one in marked:
        if one.mark is not Mark.EXACT:
            given = one.given
            said = given.figures or given.rows if given.status is Status.ANSWERED else given.status
            print(f"  {one.mark.value} {one.question.id} {one.question.text}: {said!r:.300}")  # noqa: T201  (a bench prints)
