"""Reads what readers say of citations, document by document, and keeps what editors do about it.

Short transactions beside a sync, as `answers` does. Who may see a document is for the caller to
decide, with the documents' names in hand.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    Row,
    Select,
    TableValuedAlias,
    func,
    insert,
    select,
    true,
)

from ingest.record.answers import Verdict
from ingest.record.citation_mark_tables import citation_mark_changes
from ingest.record.citation_mark_types import CitationMark, Done, Settlement
from ingest.record.named_persons import Person, naming
from ingest.record.tables import answers, feedback
from ingest.record.turns import taking_turns

MOST_MARKS = 1000
"""So many are read at once, at most: the newest."""


class CitationMarkRecord:
    """Citation marks in a record that is open beside its writer; usable by threads.

    None whose answer's time is out. Raises `DataFolderError` when the turn does not come or the
    file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def documents(self, now: str) -> list[str]:
        """The ids of the documents of which any citation is marked."""
        cited = _cited()
        named = _of_citation(cited, "$.document_id")
        query = _marked(now, cited, named.label("document")).distinct().order_by(named)
        with self._engine.connect() as connection:
            return [str(row.document) for row in connection.execute(query)]

    def of(
        self, documents: Sequence[str], now: str, *, is_settled: bool | None = None
    ) -> list[CitationMark]:
        """The marks of these documents, the newest first; at most `MOST_MARKS`.

        With `is_settled` those alone that say that something is wrong, settled or not.
        """
        cited = _cited()
        wanted = select(func.json_each(json.dumps(list(documents))).table_valued("value").c.value)
        query = _whole(now, cited).where(_of_citation(cited, "$.document_id").in_(wanted))
        if is_settled is not None:
            done = citation_mark_changes.c.done
            settled = done.is_not(None) if is_settled else done.is_(None)
            query = query.where(feedback.c.verdict != Verdict.RIGHT, settled)
        newest = query.order_by(feedback.c.said.desc(), feedback.c.id).limit(MOST_MARKS)
        with self._engine.connect() as connection:
            return [_mark(row) for row in connection.execute(newest)]

    def find(self, mark: str, now: str) -> CitationMark | None:
        """One by its id."""
        with self._engine.connect() as connection:
            row = connection.execute(_whole(now, _cited()).where(feedback.c.id == mark)).first()
        return None if row is None else _mark(row)

    def change(self, mark: CitationMark, made: Settlement) -> bool:
        """Store what was done about a mark.

        False, and nothing stored, where somebody else did something about it since it was read,
        or it is gone.
        """
        values = {
            "feedback_id": mark.id,
            "moment": made.moment,
            **naming(made.who),
            "done": made.done,
            "note": made.note,
        }
        now = select(_count().label("revision")).where(feedback.c.id == mark.id)
        with taking_turns(self._engine).begin() as connection:
            if connection.scalar(now) != mark.revision:
                return False
            connection.execute(insert(citation_mark_changes).values(values))
        return True

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _cited() -> TableValuedAlias:
    """The citations of an answer, each as JSON."""
    return func.json_each(answers.c.answer, "$.citations").table_valued("value")


def _of_citation(cited: TableValuedAlias, what: str) -> ColumnElement[Any]:
    return func.json_extract(cited.c.value, what)


def _marked(now: str, cited: TableValuedAlias, *columns: ColumnElement[Any]) -> Select[Any]:
    """These columns of every citation that is marked."""
    return (
        select(*columns)
        .select_from(feedback)
        .join(answers, answers.c.id == feedback.c.answer_id)
        .join(cited, true())
        .where(answers.c.expires > now, _of_citation(cited, "$.n") == feedback.c.citation)
    )


def _whole(now: str, cited: TableValuedAlias) -> Select[Any]:
    """Each mark with its citation, and the newest that was done about it."""
    changes = citation_mark_changes
    newest = (
        select(func.max(changes.c.id))
        .where(changes.c.feedback_id == feedback.c.id)
        .correlate(feedback)
        .scalar_subquery()
    )
    own = (changes.c.moment, changes.c.who, changes.c.who_name, changes.c.done, changes.c.note)
    marked = _marked(now, cited, *feedback.c, cited.c.value, _count().label("revision"), *own)
    return marked.outerjoin(changes, changes.c.id == newest)


def _count() -> ColumnElement[int]:
    """How often anything was done about a mark."""
    own = citation_mark_changes.c.feedback_id == feedback.c.id
    return select(func.count()).where(own).correlate(feedback).scalar_subquery()


def _mark(row: Row[Any]) -> CitationMark:
    cited = json.loads(row.value)
    return CitationMark(
        id=row.id,
        answer=row.answer_id,
        **{name: cited[name] for name in ("quote", "page", "start", "end")},
        document=cited["document_id"],
        verdict=Verdict(row.verdict),
        text=row.text,
        said=row.said,
        revision=row.revision,
        settlement=None if row.moment is None else _settlement(row),
    )


def _settlement(row: Row[Any]) -> Settlement:
    return Settlement(
        moment=row.moment,
        who=Person(id=row.who, name=row.who_name),
        done=None if row.done is None else Done(row.done),
        note=row.note,
    )
