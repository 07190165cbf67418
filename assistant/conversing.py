"""Keeps the questions of a conversation, so that the next may lean on them.

Off unless it is set: whoever asks then sends the questions before along (`Earlier`). An answer
is never lost because its question cannot be kept; the log says why.
"""

import logging
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import NotFoundError
from assistant.understanding.earlier import MOST_EARLIER
from ingest.errors import IngestError
from ingest.record.conversations import ConversationRecord, KeptConversation, KeptQuestion
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now

_LOG = logging.getLogger("lardom")
KEPT = "Samtal sparas i {days} dagar efter sista frågan; börja ett nytt."
NOT_KEPT = (
    "Samtal sparas inte här: skicka med de tidigare frågorna. Den som driver tjänsten kan ställa "
    "in LARDOM_KEEP_CONVERSATIONS."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question that was answered: as it was asked, and made self-contained.

    `answer_id` is the kept answer's, None where it was not kept.
    """

    question: str
    understood: str
    answer_id: str | None = None


class Conversations:
    """Keeps conversations until `days` after their last question (0: none).

    One per process; usable by threads. Close it.
    """

    def __init__(self, data: Path, days: int, now: Now = utc_now) -> None:
        self._days = days
        self._now = now
        self._record = OpenedOnce(data, ConversationRecord)

    def start(self) -> None:
        """Remove what has expired; what stands in the way is logged and left for later."""
        try:
            if record := self._record.there():
                record.expire(moment(self._now))
        except IngestError as error:
            _LOG.warning("Gamla samtal togs inte bort: %s", error)

    def begin(self, owner: str | None = None) -> str | None:
        """The id of a new conversation, 32 hex digits; None where it is not kept."""
        kept = KeptConversation(
            id=secrets.token_hex(16),
            owner=owner,
            started=moment(self._now),
            expires=moment(self._now, days=self._days),
        )
        try:
            record = self._record.there() if self._days else None
            if record is None:
                return None
            record.begin(kept)
        except IngestError as error:
            _LOG.warning("Samtalet kunde inte sparas och har inget id: %s", error)
            return None
        return kept.id

    def earlier(self, conversation_id: str, owner: str | None = None) -> tuple[str, ...]:
        """The last questions of a conversation, self-contained, the oldest first, at most eight.

        Raises:
            NotFoundError: there is none, its time is out, or it is somebody else's.
            DataFolderError: the record cannot be read.
        """
        record = self._record.there() if self._days else None
        if record is None or not self._found(record, conversation_id, owner):
            remedy = KEPT.format(days=self._days) if self._days else NOT_KEPT
            raise NotFoundError(f"Samtalet {conversation_id} finns inte.", remedy)
        asked = record.last_questions(conversation_id, MOST_EARLIER)
        return tuple(question.understood for question in asked)

    def add(self, conversation_id: str, owner: str | None, turn: Turn) -> bool:
        """Keep a question behind the others, and the conversation for as long again.

        False where it could not be kept: the conversation is gone or somebody else's, or the
        record cannot be written, which is logged.
        """
        try:
            record = self._record.there() if self._days else None
            found = self._found(record, conversation_id, owner) if record else None
            if record is None or found is None:
                return False
            later = replace(found, expires=moment(self._now, days=self._days))
            return record.add(later, self._kept(turn))
        except IngestError as error:
            _LOG.warning("Frågan kunde inte sparas i samtalet: %s", error)
            return False

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()

    def _found(
        self, record: ConversationRecord, conversation_id: str, owner: str | None
    ) -> KeptConversation | None:
        found = record.find(conversation_id, moment(self._now))
        return found if found and found.owner == owner else None

    def _kept(self, turn: Turn) -> KeptQuestion:
        return KeptQuestion(
            question=turn.question,
            understood=turn.understood,
            answer_id=turn.answer_id,
            asked=moment(self._now),
        )
