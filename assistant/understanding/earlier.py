"""The questions before one, as whoever asks sends them along where conversations are not kept."""

from dataclasses import dataclass

from assistant.errors import QuestionError
from assistant.understanding.question import LONGEST_QUESTION

MOST_EARLIER = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Questions asked before, the oldest first, as asked or as they were understood.

    Raises:
        QuestionError: when there are more than `MOST_EARLIER`, or one is empty or longer than
            `LONGEST_QUESTION`.
    """

    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot have been asked."""
        if len(self.questions) > MOST_EARLIER:
            raise QuestionError(
                f"{len(self.questions)} tidigare frågor skickades med; högst {MOST_EARLIER} får "
                "följa med.",
                f"Skicka bara de {MOST_EARLIER} senaste.",
            )
        for place, question in enumerate(self.questions, start=1):
            _check(place, question)


def _check(place: int, question: str) -> None:
    if not question.strip():
        raise QuestionError(f"Tidigare fråga nummer {place} är tom.", "Ta bort den.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"Tidigare fråga nummer {place} är {len(question)} tecken lång; högst "
            f"{LONGEST_QUESTION} går att skicka med.",
            "Korta den, eller ta bort den.",
        )
