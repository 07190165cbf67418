"""Keeps curated answers, in short transactions beside a sync, as `lessons` does."""

import json
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from ingest.record.access import from_column, to_column
from ingest.record.curated_tables import curated_answers, curated_changes
from ingest.record.curated_types import (
    Curated,
    CuratedChange,
    CuratedQuote,
    CuratedSentence,
    CuratedState,
    CuratedText,
)
from ingest.record.named_persons import named_in, naming
from ingest.record.turns import taking_turns

_AS_IS = ("id", "revision", "created", "changed", "reviewed")


class CuratedRecord:
    """Curated answers in a record that is open beside its writer; usable by threads.

    Every method raises `DataFolderError` when the turn does not come or the file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, curated: Curated, change: CuratedChange) -> None:
        """Store a new one."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(insert(curated_answers).values(_row_of(curated)))
            _note(connection, curated.id, change)

    def put(self, before: Curated, after: Curated, change: CuratedChange) -> bool:
        """Store what became of one.

        False, and nothing stored, where somebody else has changed it since it was `before`.
        """
        stored = replace(after, revision=before.revision + 1)
        same = (
            curated_answers.c.id == before.id,
            curated_answers.c.revision == before.revision,
        )
        with taking_turns(self._engine).begin() as connection:
            done = connection.execute(update(curated_answers).where(*same).values(_row_of(stored)))
            if not done.rowcount:
                return False
            _note(connection, after.id, change)
        return True

    def find(self, curated: str) -> Curated | None:
        """One by its id."""
        query = select(curated_answers).where(curated_answers.c.id == curated)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _curated_of(row)

    def every(self) -> list[Curated]:
        """All, those changed last first."""
        query = select(curated_answers).order_by(
            curated_answers.c.changed.desc(), curated_answers.c.id
        )
        with self._engine.connect() as connection:
            return [_curated_of(row) for row in connection.execute(query).mappings()]

    def pinned(self, day: str) -> list[Curated]:
        """Those that are pinned and have not expired by a day, those reviewed last first."""
        query = (
            select(curated_answers)
            .where(
                curated_answers.c.state == CuratedState.PINNED.value,
                curated_answers.c.expires >= day,
            )
            .order_by(curated_answers.c.changed.desc(), curated_answers.c.id)
        )
        with self._engine.connect() as connection:
            return [_curated_of(row) for row in connection.execute(query).mappings()]

    def changes(self, curated: str) -> list[CuratedChange]:
        """What was done with one, the oldest first."""
        query = (
            select(curated_changes)
            .where(curated_changes.c.curated_id == curated)
            .order_by(curated_changes.c.id)
        )
        with self._engine.connect() as connection:
            return [
                CuratedChange(
                    moment=row["moment"],
                    who=named_in(row),
                    step=row["step"],
                    comment=row["comment"],
                )
                for row in connection.execute(query).mappings()
            ]

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _note(connection: Connection, curated: str, change: CuratedChange) -> None:
    row = {
        "curated_id": curated,
        "moment": change.moment,
        **naming(change.who),
        "step": change.step,
        "comment": change.comment,
    }
    connection.execute(insert(curated_changes).values(row))


def _row_of(curated: Curated) -> dict[str, Any]:
    text = curated.text
    return {
        **{name: getattr(curated, name) for name in _AS_IS},
        "state": curated.state.value,
        "question": text.question,
        "wordings": json.dumps(text.wordings, ensure_ascii=False),
        "sentences": json.dumps([asdict(one) for one in text.sentences], ensure_ascii=False),
        "access": to_column(text.access),
        "expires": text.expires,
        **naming(curated.author, "author"),
        **naming(curated.reviewer, "reviewer"),
    }


def _curated_of(row: RowMapping) -> Curated:
    text = CuratedText(
        question=row["question"],
        wordings=tuple(json.loads(row["wordings"])),
        sentences=tuple(map(_sentence_of, json.loads(row["sentences"]))),
        access=from_column(row["access"]),
        expires=row["expires"],
    )
    return Curated(
        **{name: row[name] for name in _AS_IS},
        state=CuratedState(row["state"]),
        text=text,
        author=named_in(row, "author"),
        reviewer=named_in(row, "reviewer"),
    )


def _sentence_of(stored: dict[str, Any]) -> CuratedSentence:
    quotes = ({**one, "access": tuple(one["access"])} for one in stored["quotes"])
    return CuratedSentence(text=stored["text"], quotes=tuple(CuratedQuote(**one) for one in quotes))
