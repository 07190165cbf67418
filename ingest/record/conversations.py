"""Keeps conversations, the questions asked one after another, until they expire.

Short transactions beside a sync, as in `answers`. Times are UTC, as 2026-01-31T12:00:00Z. Knows
an answer only by its id; the answer may expire before the question does.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import Delete, Engine, delete, func, insert, select, update

from ingest.record.holds import held_conversation
from ingest.record.tables import conversation_questions, conversations
from ingest.record.turns import taking_turns


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConversation:
    """A conversation without its questions; `id` is 32 hex digits."""

    id: str
    owner: str | None
    started: str
    expires: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuestion:
    """A question of a conversation as it was asked, and made self-contained."""

    question: str
    understood: str
    answer_id: str | None
    asked: str


class ConversationRecord:
    """Conversations in a record that is open beside its writer; usable by threads.

    Every method raises `DataFolderError` when the turn does not come or the file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, kept: KeptConversation) -> None:
        """Store a conversation, and remove those that have expired when it started."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(_expired(kept.started))
            connection.execute(insert(conversations).values(asdict(kept)))

    def expire(self, now: str) -> None:
        """Remove the conversations whose time is out, with their questions."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(_expired(now))

    def find(self, conversation: str, now: str) -> KeptConversation | None:
        """One conversation by its id, or None when there is none or its time is out."""
        query = select(conversations).where(
            conversations.c.id == conversation, conversations.c.expires > now
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else KeptConversation(**row)

    def add(self, kept: KeptConversation, question: KeptQuestion) -> bool:
        """Store a question behind the others, and that the conversation expires as `kept` says.

        False, and nothing stored, when the conversation is gone. Those that had expired when the
        question was asked are removed.
        """
        of_it = conversation_questions.c.conversation_id == kept.id
        last = select(func.max(conversation_questions.c.position)).where(of_it)
        later = update(conversations).where(conversations.c.id == kept.id)
        with taking_turns(self._engine).begin() as connection:
            connection.execute(_expired(question.asked))
            if not connection.execute(later.values(expires=kept.expires)).rowcount:
                return False
            place = (connection.execute(last).scalar() or 0) + 1
            row = {**asdict(question), "conversation_id": kept.id, "position": place}
            connection.execute(insert(conversation_questions).values(row))
        return True

    def last_questions(self, conversation: str, most: int) -> tuple[KeptQuestion, ...]:
        """The last questions of a conversation, `most` at most, the oldest first."""
        asked = conversation_questions.c
        columns = (asked.question, asked.understood, asked.answer_id, asked.asked)
        query = (
            select(*columns)
            .where(asked.conversation_id == conversation)
            .order_by(asked.position.desc())
            .limit(most)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(KeptQuestion(**row) for row in reversed(rows))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _expired(now: str) -> Delete:
    return delete(conversations).where(conversations.c.expires <= now, ~held_conversation())
