"""What there is of a document all over the record, and whether any of it is held."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from ingest.errors import HeldError
from ingest.record.curated_tables import curated_answers
from ingest.record.holds import (
    held_answer,
    held_conversation,
    held_document,
    held_lesson,
    held_run,
)
from ingest.record.lesson_tables import lesson_publications, lessons
from ingest.record.place_tables import copies
from ingest.record.tables import (
    answers,
    conversation_questions,
    conversations,
    documents,
    folders,
    run_files,
    runs,
)
from ingest.record.task_traces import held_of

LET_GO = "Släpp det med `lardom retention hold release NUMMER` om det inte ska bevaras längre."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """Where a document's file lies: the material folder, and the path below it."""

    folder: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasable:
    """A document and what is made of it: lessons proposed from it, and the documents they are.

    Of a document that is a published lesson, that lesson. `places` are those of all documents.
    """

    documents: tuple[str, ...]
    lessons: tuple[str, ...]
    places: tuple[Lying, ...]


def erasable(connection: Connection, document: str) -> Erasable:
    """What there is of a document; no places where there is no such document."""
    made = _lessons_of(connection, document)
    every = tuple(dict.fromkeys((document, *_documents_of(connection, made))))
    places = tuple(one for name in every for one in _places(connection, name))
    return Erasable(documents=every, lessons=made, places=places)


def _places(connection: Connection, document: str) -> list[Lying]:
    """Where a document lies, its copies first."""
    own = select(folders.c.path, documents.c.source).join(
        documents, documents.c.folder_id == folders.c.id
    )
    further = select(folders.c.path, copies.c.source).join(
        copies, copies.c.folder_id == folders.c.id
    )
    rows = [
        *connection.execute(further.where(copies.c.document_id == document)),
        *connection.execute(own.where(documents.c.id == document)),
    ]
    return [Lying(folder=path, source=source) for path, source in rows]


def _lessons_of(connection: Connection, document: str) -> tuple[str, ...]:
    """The lessons that were proposed from a document, and the one that it is."""
    shown = (
        select(lesson_publications.c.lesson_id)
        .join(documents, documents.c.source == lesson_publications.c.source)
        .where(documents.c.id == document)
    )
    either = or_(lessons.c.origin_document == document, lessons.c.id.in_(shown))
    return tuple(connection.scalars(select(lessons.c.id).where(either).order_by(lessons.c.id)))


def _documents_of(connection: Connection, made: tuple[str, ...]) -> tuple[str, ...]:
    """The documents that lessons are in the library."""
    query = (
        select(documents.c.id)
        .join(lesson_publications, lesson_publications.c.source == documents.c.source)
        .where(lesson_publications.c.lesson_id.in_(made))
        .order_by(documents.c.id)
    )
    return tuple(connection.scalars(query))


def tells_of(names: tuple[str, ...]) -> ColumnElement[bool]:
    """That an answer rests on a document, or tells of it."""
    return _names_any(names, answers.c.files, answers.c.answer)


def quotes_any(names: tuple[str, ...]) -> ColumnElement[bool]:
    """That a curated answer quotes any of these documents."""
    return _names_any(names, curated_answers.c.sentences)


def _names_any(names: tuple[str, ...], *columns: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(*(func.instr(column, name) > 0 for name in names for column in columns))


def held_talks(asked: ColumnElement[bool]) -> Select[tuple[str]]:
    """The conversations with such a question that are held."""
    own = conversation_questions.c.conversation_id == conversations.c.id
    return select(conversations.c.id).where(exists().where(own, asked), held_conversation())


def refuse_held_traces(connection: Connection, found: Erasable) -> None:
    """Raise HeldError where documents are held, or anything that would go with them."""
    sources = [place.source for place in found.places]
    tells = select(answers.c.id).where(tells_of(found.documents))
    asked = conversation_questions.c.answer_id.in_(tells)
    told = exists().where(run_files.c.run_id == runs.c.id, run_files.c.source.in_(sources))
    held: dict[str, Select[Any]] = {
        "Dokumentet": select(documents.c.id).where(
            documents.c.id.in_(found.documents), held_document()
        ),
        "Ett svar som bygger på dokumentet": tells.where(held_answer()),
        "Ett samtal om dokumentet": held_talks(asked),
        "En lärdom ur dokumentet": select(lessons.c.id).where(
            lessons.c.id.in_(found.lessons), held_lesson()
        ),
        "En uppgift ur en fråga om dokumentet": held_of(tells_of(found.documents)),
        "Historiken som nämner dokumentet": select(runs.c.id).where(told, held_run()),
    }
    for name, query in held.items():
        if connection.scalar(query.limit(1)) is not None:
            raise HeldError(f"{name} ska bevaras.", LET_GO)
