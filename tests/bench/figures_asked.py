"""Asks the example register as a user does, for the examination of its answers."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from assistant.figures.answer import FiguresAnswer, FiguresResult, FiguresStatus
from assistant.figures.answering import FiguresAnswerer
from assistant.types import Asker
from ingest.register.asking import Register
from tests.collected import take_folder_in
from tests.register_questions.comparing import Given, Status

CORPUS = Path(__file__).parents[2] / "corpus"
MOST_ROWS = 2000
_STATUSES = {
    FiguresStatus.ANSWERED: Status.ANSWERED,
    FiguresStatus.ASKED_BACK: Status.ASKED_BACK,
    FiguresStatus.REFUSED: Status.REFUSED,
    FiguresStatus.NOT_REGISTER: Status.REFUSED,
}


def example_register(data: Path) -> Register:
    """The example register, taken in; close it."""
    take_folder_in(data, CORPUS)
    return Register(data)


def asking(register: Register) -> Callable[[str], Given]:
    """What is given for a question, as the examination wants it."""
    answerer = FiguresAnswerer(register)
    return lambda question: given_by(answerer.answer(question, Asker(), MOST_ROWS))


def given_by(answer: FiguresAnswer) -> Given:
    return Given(
        status=_STATUSES[answer.status],
        figures=tuple(
            (figure.group, figure.value, figure.unit, figure.n)
            for result in answer.results
            for figure in result.figures
        ),
        rows=tuple(
            (row.agency, row.project, row.year)
            for result in answer.results
            if not result.figures or _is_list(result)
            for row in result.rows
        ),
    )


def _is_list(result: FiguresResult) -> bool:
    """True where each figure is just one row: agencies with their own numbers are a list too."""
    return len(result.figures) == len(result.rows) and all(one.n == 1 for one in result.figures)


def examined(measure: Callable[[Callable[[str], Given]], None]) -> None:
    """Measure with the example register, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        register = example_register(Path(folder))
        try:
            measure(asking(register))
        finally:
            register.close()
