"""Asks the library a question to see whether it answers: for a reader without groups, for nobody.

Without a language model, and kept nowhere: no answer, no conversation.
"""

import hashlib
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.asking import Assistant
from assistant.curated.answering import AskedOnce, CuratedAnswerer
from assistant.curated.keeping import CuratedAnswers
from assistant.errors import QuestionError
from assistant.library import LibraryKeeper
from assistant.people.types import signed_in_asker
from assistant.types import Route, Status
from ingest.record.facts import Fact
from ingest.record.task_types import AnswerKind, Closing

ANYBODY = signed_in_asker(frozenset())
"""A reader without groups."""
MOST_DOCUMENTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a question led to: what answers it, None where nothing does, and documents near it."""

    closing: Closing | None
    nearest: tuple[str, ...] = ()


class LibraryAsking:
    """Asks one library, and the curated answers. One per process; usable by threads.

    `pinned` answers with what is pinned of `curated`.

    Every method raises `EmptyLibraryError` where nothing has been taken in, and `IngestError` as
    the library does.
    """

    def __init__(
        self,
        library: LibraryKeeper,
        assistant: Assistant,
        curated: CuratedAnswers,
        pinned: CuratedAnswerer,
    ) -> None:
        self._library = library
        self._assistant = assistant
        self._curated = curated
        self._pinned = pinned

    def state(self) -> str:
        """What tells one library from another, as far as answers go.

        The generation, how often the register and who may see what have changed, what is pinned.
        """
        live = self._library.current()
        changed = (live.record.fact(one) or "0" for one in (Fact.REGISTER, Fact.ACCESS))
        pinned = sorted(f"{one.id}:{one.revision}" for one in self._curated.pinned(ANYBODY))
        shown = hashlib.sha256("\n".join(pinned).encode()).hexdigest()[:16]
        return ".".join([str(live.generation), *changed, shown])

    def ask(self, question: str) -> Found:
        """What answers a question now: in full, as `unanswered` counts it, not in part."""
        try:
            pinned = self._pinned.answer(AskedOnce(question=question, asker=ANYBODY))
            answer = pinned or self._assistant.ask(question, ANYBODY)
        except QuestionError:  # one that cannot be asked any longer is not answered
            return Found(closing=None)
        cited = tuple(dict.fromkeys(one.document_id for one in answer.citations))
        near = tuple(one.document_id for one in answer.nearest)
        if answer.status is not Status.ANSWERED:
            return Found(closing=None, nearest=(near or cited)[:MOST_DOCUMENTS])
        closing = Closing(
            generation=answer.generation,
            kind=_kind_of(answer),
            documents=cited[:MOST_DOCUMENTS],
        )
        return Found(closing=closing, nearest=cited[:MOST_DOCUMENTS])


def _kind_of(answer: Answer) -> AnswerKind:
    if answer.curated:
        return AnswerKind.CURATED
    if answer.route is Route.REGISTER:
        return AnswerKind.REGISTER
    return AnswerKind.LIST if answer.listing else AnswerKind.DOCUMENTS
