"""Keeps answers for their evidence, and hands them out to those who may see what they rest on.

An answer is never lost because it cannot be kept: it is then given without an id, and the log
says why.
"""

import json
import logging
import secrets
from collections.abc import Collection
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from assistant.answer import Answer
from assistant.errors import NotFoundError
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.types import Asker, Status
from ingest.errors import IngestError
from ingest.record.answers import (
    AnswerRecord,
    Feedback,
    KeptAnswer,
    RestingOn,
    Verdict,
    WantingAnswer,
)
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now

_LOG = logging.getLogger("lardom")
_OF_ONE_PERSON = 30
PRODUCT = version("lardom")
KEPT = "Svar sparas i {days} dagar; ställ frågan på nytt."
NOT_KEPT = "Svar sparas inte här; den som driver tjänsten kan ställa in LARDOM_KEEP_ANSWERS."


def answer_days(wanted: int | None, *, signs_in: bool) -> int:
    """How many days answers are kept, with their questions: 0 keeps none.

    Where people sign in what they ask is kept only if somebody has set that it is; the one person
    of a service on their own machine keeps their own evidence for a month.
    """
    usual = 0 if signs_in else _OF_ONE_PERSON
    return usual if wanted is None else wanted


class AnswerKeeper:
    """Keeps answers for `days` (0: none). One per process; usable by threads. Close it."""

    def __init__(self, data: Path, embedder: str, days: int, now: Now = utc_now) -> None:
        self._embedder = embedder
        self._days = days
        self._now = now
        self._record = OpenedOnce(data, AnswerRecord)

    def start(self) -> None:
        """Remove what has expired; what stands in the way is logged and left for later."""
        try:
            if record := self._record.there():
                record.expire(moment(self._now))
        except IngestError as error:
            _LOG.warning("Gamla svar togs inte bort: %s", error)

    def keep(
        self,
        answer: Answer,
        filters: Filters = NO_FILTERS,
        owner: str | None = None,
        ignored: tuple[str, ...] = (),
    ) -> Answer:
        """The answer with its id; without one where answers are not kept, or could not be.

        `filters` and `ignored` are those that it was asked with.
        """
        if not self._days:
            return answer
        named = replace(answer, answer_id=secrets.token_hex(16))
        try:
            record = self._record.there()
            if record is None:
                return answer
            files = record.files_of(_named(answer), answer.generation)
            asked = {**asdict(filters), **({"ignored": ignored} if ignored else {})}
            record.keep(self._kept(named, files, json.dumps(asked, ensure_ascii=False), owner))
        except IngestError as error:
            _LOG.warning("Svaret kunde inte sparas och har inget id: %s", error)
            return answer
        return named

    def find(self, answer_id: str, asker: Asker, owner: str | None = None) -> KeptAnswer:
        """A kept answer, for whom it was given to, if they may see all that it rests on.

        Raises:
            NotFoundError: there is none, its time is out, or it is not for this asker.
            DataFolderError: the record cannot be read.
        """
        if self._days and (record := self._record.there()):
            kept = record.find(answer_id, moment(self._now))
            if kept and kept.owner == owner and all(map(asker.may_see, record.rules_now(kept))):
                return kept
        remedy = KEPT.format(days=self._days) if self._days else NOT_KEPT
        raise NotFoundError(f"Svaret {answer_id} finns inte.", remedy)

    @property
    def keeps_any(self) -> bool:
        """False where no answer is kept."""
        return bool(self._days)

    def wanting(
        self, statuses: Collection[Status], asker: Asker, *, of_everybody: bool
    ) -> tuple[WantingAnswer, ...]:
        """The kept answers of these statuses, and those marked as bad, the newest first.

        Only such as rest on nothing that the asker may not see. Of everybody, whoever asked; else
        of the one person of a service without signing in. Raises `DataFolderError` when the
        record cannot be read.
        """
        record = self._record.there() if self._days else None
        if record is None:
            return ()
        wanted = [one.value for one in statuses]
        found = record.wanting(wanted, moment(self._now), of_everybody=of_everybody)
        rules = zip(found, record.rules_of([one.kept for one in found]), strict=True)
        return tuple(one for one, access in rules if all(map(asker.may_see, access)))

    def say(self, kept: KeptAnswer, verdict: Verdict, citation: int | None, text: str) -> Feedback:
        """Store what a reader says of an answer, or of citation number `citation` of it.

        Raises `DataFolderError` when it cannot be stored.
        """
        said = Feedback(
            id=secrets.token_hex(16),
            answer_id=kept.id,
            citation=citation,
            verdict=verdict,
            text=text,
            said=moment(self._now),
        )
        if record := self._record.there():
            record.say(said)
        return said

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()

    def _kept(
        self, answer: Answer, files: tuple[RestingOn, ...], filters: str, owner: str | None
    ) -> KeptAnswer:
        return KeptAnswer(
            id=answer.answer_id or "",
            asked=moment(self._now),
            expires=moment(self._now, days=self._days),
            owner=owner,
            question=answer.question,
            filters=filters,
            answer=json.dumps(asdict(answer), ensure_ascii=False),
            files=files,
            generation=answer.generation,
            embedder=self._embedder,
            model=answer.model,
            product=PRODUCT,
        )


def _named(answer: Answer) -> list[str]:
    """The documents that the answer tells anything of."""
    listed = answer.listing.documents if answer.listing else ()
    named = [
        *(citation.document_id for citation in answer.citations),
        *(near.document_id for near in answer.nearest),
        *(choice.document_id for choice in answer.choices),
        *(one.document_id for one in listed),
    ]
    return [document for document in named if document is not None]
