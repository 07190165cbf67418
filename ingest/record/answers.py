"""Keeps answers that were given, and what people say about them, until they expire.

Short transactions of the server's own, beside a sync in another process: each waits a little for
its turn. Knows an answer only as JSON. Times are UTC, as 2026-01-31T12:00:00Z.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, RowMapping, bindparam, delete, exists, func, insert, or_, select

from ingest.record.holds import held_answer
from ingest.record.reading import RecordReader
from ingest.record.register.reading import rules_of_files
from ingest.record.tables import answers, feedback
from ingest.record.turns import taking_turns

MOST_ANSWERS = 1000
"""So many are read at once, at most."""
LONGEST_TEXT = 2000
"""Characters of free text in a feedback."""


_EXPIRED = delete(answers).where(answers.c.expires <= bindparam("now"), ~held_answer())
"""Built once: every answer that is kept runs it."""


class Verdict(StrEnum):
    """What a reader says of an answer or a citation."""

    RIGHT = "right"
    WRONG = "wrong"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingOn:
    """A document that an answer rests on, as it was then; `content_hash` as in `Document`."""

    document_id: str
    content_hash: str
    access: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer as it was given: `answer` and `filters` are JSON, `product` the version."""

    id: str
    asked: str
    expires: str
    owner: str | None
    question: str
    filters: str
    answer: str
    files: tuple[RestingOn, ...]
    generation: int
    embedder: str
    model: str | None
    product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody says of an answer, or of citation number `citation` of it."""

    id: str
    answer_id: str
    citation: int | None
    verdict: Verdict
    text: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantingAnswer:
    """An answer that was not what was wanted; `is_marked` where a reader has said so."""

    kept: KeptAnswer
    is_marked: bool


class AnswerRecord:
    """Answers and feedback in a record that is open beside its writer; usable by threads.

    Every method raises `DataFolderError` when the turn does not come or the file fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, kept: KeptAnswer) -> None:
        """Store an answer, and remove those that have expired when it was asked."""
        files = json.dumps([asdict(file) for file in kept.files], ensure_ascii=False)
        with taking_turns(self._engine).begin() as connection:
            connection.execute(_EXPIRED, {"now": kept.asked})
            connection.execute(insert(answers).values({**asdict(kept), "files": files}))

    def expire(self, now: str) -> None:
        """Remove the answers whose time is out, with what was said of them."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(_EXPIRED, {"now": now})

    def find(self, answer: str, now: str) -> KeptAnswer | None:
        """One answer by its id, or None when there is none or its time is out."""
        query = select(answers).where(answers.c.id == answer, answers.c.expires > now)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _kept(dict(row))

    def wanting(
        self, statuses: Iterable[str], now: str, *, of_everybody: bool
    ) -> list[WantingAnswer]:
        """The answers that have any of these statuses or were marked as bad, the newest first.

        Of everybody, or of nobody in particular, who has no id. At most `MOST_ANSWERS`; none whose
        time is out.
        """
        status = func.json_extract(answers.c.answer, "$.status")
        bad = exists().where(
            feedback.c.answer_id == answers.c.id,
            feedback.c.verdict.in_([Verdict.WRONG, Verdict.OUTDATED]),
        )
        query = (
            select(answers, bad.label("is_marked"))
            .where(answers.c.expires > now, or_(status.in_(list(statuses)), bad))
            .order_by(answers.c.asked.desc(), answers.c.id)
            .limit(MOST_ANSWERS)
        )
        if not of_everybody:
            query = query.where(answers.c.owner.is_(None))
        with self._engine.connect() as connection:
            return [_wanting(row) for row in connection.execute(query).mappings()]

    def say(self, said: Feedback) -> None:
        """Store what somebody says."""
        with taking_turns(self._engine).begin() as connection:
            connection.execute(insert(feedback).values(asdict(said)))

    def said_of(self, answer: str) -> tuple[Feedback, ...]:
        """What was said of an answer, the oldest first."""
        query = select(feedback).where(feedback.c.answer_id == answer).order_by(feedback.c.said)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Feedback(**{**row, "verdict": Verdict(row["verdict"])}) for row in rows)

    def files_of(self, documents: Iterable[str], generation: int) -> tuple[RestingOn, ...]:
        """These documents as a generation shows them; for nobody where it shows none."""
        names = tuple(dict.fromkeys(documents))
        rows = RecordReader(self._engine, generation).named(names)
        return tuple(
            RestingOn(
                document_id=name,
                content_hash=rows[name].content_hash if name in rows else "",
                access=rows[name].access if name in rows else (),
            )
            for name in names
        )

    def rules_now(self, kept: KeptAnswer) -> list[tuple[str, ...]]:
        """Who may see each file of an answer: by now's rule, or then's where it is gone.

        A workbook of the register that is gone is for nobody.
        """
        return self.rules_of([kept])[0]

    def rules_of(self, kept: Sequence[KeptAnswer]) -> list[list[tuple[str, ...]]]:
        """The same of several answers, in their order."""
        names = dict.fromkeys(file.document_id for one in kept for file in one.files)
        rows = RecordReader(self._engine, None).named(list(names))
        books = list(dict.fromkeys(name for one in kept for name in _workbooks(one)))
        with self._engine.connect() as connection:
            rules = dict(zip(books, rules_of_files(connection, books), strict=True))
        return [
            [
                *(rows.get(file.document_id, file).access for file in one.files),
                *(rules[name] for name in _workbooks(one)),
            ]
            for one in kept
        ]

    def rules_by_id(self, some: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
        """The same of these answers, by their ids; without those that are gone."""
        wanted = func.json_each(json.dumps(list(some))).table_valued("value").c.value
        query = select(answers).where(answers.c.id.in_(select(wanted)))
        with self._engine.connect() as connection:
            kept = [_kept(dict(row)) for row in connection.execute(query).mappings()]
        return dict(zip((one.id for one in kept), self.rules_of(kept), strict=True))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _kept(row: Mapping[str, Any]) -> KeptAnswer:
    files = tuple(
        RestingOn(**{**file, "access": tuple(file["access"])}) for file in json.loads(row["files"])
    )
    return KeptAnswer(**{**row, "files": files})


def _wanting(row: RowMapping) -> WantingAnswer:
    told = dict(row)
    is_marked = bool(told.pop("is_marked"))
    return WantingAnswer(kept=_kept(told), is_marked=is_marked)


def _workbooks(kept: KeptAnswer) -> list[str]:
    """The hashes of the workbooks that an answer is made of."""
    told = json.loads(kept.answer).get("register") or {}
    cited = (one["sha256"] for one in (*told.get("files", ()), *told.get("citations", ())))
    return list(dict.fromkeys(cited))
