"""Removes rows that tell of one document, one answer, or one person; what is held stops it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, or_, select, update

from ingest.errors import HeldError
from ingest.record.curated_forgetting import forget_document, forget_person
from ingest.record.holds import (
    NOBODY,
    held_answer,
    held_conversation,
    held_correction,
    held_document,
)
from ingest.record.opening import open_for_writing
from ingest.record.place_tables import copies
from ingest.record.register.tables import register_corrections, register_matches
from ingest.record.tables import (
    answers,
    conversation_questions,
    conversations,
    corrections,
    documents,
    fetched,
    folders,
    run_files,
)
from ingest.record.turns import taking_turns
from ingest.record.wiping import wipe

_LET_GO = "Släpp det med `lardom retention hold release NUMMER` om det inte ska bevaras längre."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """Where a document's file lies: the material folder, and the path below it."""

    folder: str
    source: str


@contextmanager
def opened_to_erase(data: Path) -> "Iterator[ErasingRecord]":
    """The record of a data folder, while the context lasts. Hold the lock to change anything.

    Raises `DataFolderError` as `opening.open_for_writing`.
    """
    engine = open_for_writing(data)
    try:
        yield ErasingRecord(engine)
    finally:
        engine.dispose()


class ErasingRecord:
    """Erases in an open record. Raises `HeldError` before anything is changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def wipe(self) -> bool:
        """Have nothing left of what was removed; see `wiping.wipe`."""
        return wipe(self._engine)

    def places(self, document: str) -> tuple[Lying, ...]:
        """Where a document lies; nothing where there is no such document.

        Raises:
            HeldError: a hold stands in the way.
        """
        own = select(folders.c.path, documents.c.source).join(
            documents, documents.c.folder_id == folders.c.id
        )
        further = select(folders.c.path, copies.c.source).join(
            copies, copies.c.folder_id == folders.c.id
        )
        is_held = select(documents.c.id).where(documents.c.id == document, held_document())
        with self._engine.connect() as connection:
            if connection.scalar(is_held):
                raise HeldError(f"Dokumentet {document} ska bevaras.", _LET_GO)
            rows = [
                *connection.execute(further.where(copies.c.document_id == document)),
                *connection.execute(own.where(documents.c.id == document)),
            ]
        return tuple(Lying(folder=path, source=source) for path, source in rows)

    def erase_traces(self, document: str, places: tuple[Lying, ...]) -> int:
        """Remove what tells of a document elsewhere: answers, their questions, history, fetching.

        So many answers were removed; what is held stays, and is not counted.
        """
        tells = or_(
            func.instr(answers.c.files, document) > 0, func.instr(answers.c.answer, document) > 0
        )
        sources = [place.source for place in places]
        with taking_turns(self._engine).begin() as connection:
            let_go = select(answers.c.id).where(tells, ~held_answer())
            asked = conversation_questions.c.answer_id.in_(let_go)
            connection.execute(delete(conversation_questions).where(asked))
            gone = connection.execute(delete(answers).where(tells, ~held_answer())).rowcount
            connection.execute(delete(run_files).where(run_files.c.source.in_(sources)))
            connection.execute(delete(fetched).where(fetched.c.file.in_(sources)))
            forget_document(connection, document)
        return gone

    def erase_answer(self, answer: str) -> bool:
        """Remove an answer, what was said of it, and its question; False where there is none."""
        here = answers.c.id == answer
        with taking_turns(self._engine).begin() as connection:
            if connection.scalar(select(answers.c.id).where(here, held_answer())):
                raise HeldError(f"Svaret {answer} ska bevaras.", _LET_GO)
            asked = conversation_questions.c.answer_id == answer
            questions = connection.execute(delete(conversation_questions).where(asked)).rowcount
            gone = connection.execute(delete(answers).where(here)).rowcount
        return gone + questions > 0

    def erase_person(self, person: str) -> int:
        """Remove what a person asked and said, and their name from what stays; so many records.

        What they corrected stays without their name, for it is the library's. `NOBODY` is the one
        person of a service without signing in.
        """
        owner = None if person == NOBODY else person
        with taking_turns(self._engine).begin() as connection:
            _refuse_held(connection, owner)
            gone = 0
            for table in (answers, conversations):
                own = table.c.owner.is_not_distinct_from(owner)
                gone += connection.execute(delete(table).where(own)).rowcount
            if owner is not None:
                for named in (corrections, register_corrections, register_matches):
                    nameless = update(named).where(named.c.who == owner).values(who=None)
                    gone += connection.execute(nameless).rowcount
                gone += forget_person(connection, owner)
        return gone


def _refuse_held(connection: Connection, owner: str | None) -> None:
    """Raise HeldError where anything of a person's is held."""
    held = {
        "svar": select(answers.c.id).where(answers.c.owner.is_not_distinct_from(owner)),
        "samtal": select(conversations.c.id).where(
            conversations.c.owner.is_not_distinct_from(owner)
        ),
        "rättelser": select(corrections.c.id).where(corrections.c.who == owner),
    }
    conditions = (held_answer, held_conversation, held_correction)
    for (name, query), is_held in zip(held.items(), conditions, strict=True):
        if connection.scalar(query.where(is_held()).limit(1)) is not None:
            raise HeldError(f"Personens {name} ska bevaras.", _LET_GO)
