"""Citation marks as editors see and settle them: those of documents that they may see now.

A mark of any other document is not there for them (`NotFoundError`); a withdrawn one has none.
"""

from collections.abc import Sequence
from pathlib import Path

from assistant.citation_marks.telling import state_of, told
from assistant.citation_marks.types import (
    ALL,
    MarkedDocument,
    MarkedDocuments,
    MarkState,
    MarksWanted,
)
from assistant.errors import EmptyLibraryError, MarkError, MarkStateError, NotFoundError
from assistant.library import LibraryKeeper
from assistant.people.types import Caller
from assistant.reviewing import person_of
from assistant.seeing import seen
from assistant.types import Asker
from ingest.record.answers import AnswerRecord
from ingest.record.citation_mark_types import CitationMark, Done, Settlement
from ingest.record.citation_marks import MOST_MARKS, CitationMarkRecord
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentRow

LONGEST_NOTE = 2000


class CitationMarks:
    """The citation marks of one data folder. One per process; usable by threads. Close it.

    Every method raises `DataFolderError` when the record cannot be read, or written.
    """

    def __init__(self, data: Path, library: LibraryKeeper, now: Now = utc_now) -> None:
        self._kept = OpenedOnce(data, CitationMarkRecord)
        self._answers = OpenedOnce(data, AnswerRecord)
        self._library = library
        self._now = now

    def listed(self, asker: Asker, wanted: MarksWanted = ALL) -> MarkedDocuments:
        """The marks that are wanted, of documents that the asker may see, those marked last first.

        Of one document that is not for them, or not there, none.
        """
        record, live = self._kept.there(), self._live()
        if record is None or live is None:
            return MarkedDocuments(documents=(), is_all=True)
        now = moment(self._now)
        named = record.documents(now) if wanted.document is None else [wanted.document]
        rows = seen(live, named, asker)
        is_settled = None if wanted.state is None else wanted.state is MarkState.SETTLED
        found = record.of(list(rows), now, is_settled=is_settled)
        return MarkedDocuments(
            documents=self._told(live, rows, found, asker), is_all=len(found) < MOST_MARKS
        )

    def settle(self, caller: Caller, mark: str, done: Done | None, note: str) -> CitationMark:
        """Say what was done about a mark; None opens it again.

        Raises:
            NotFoundError: there is none, or not for the caller.
            MarkError: the note is too long.
            MarkStateError: it is settled already, or open, or says that the citation is right.
        """
        found, said = self._found(caller.asker, mark), note.replace("\r\n", "\n").strip()
        if len(said) > LONGEST_NOTE:
            raise MarkError(
                f"Anteckningen är {len(said)} tecken lång.", f"Skriv högst {LONGEST_NOTE} tecken."
            )
        _refuse_in_vain(found, done)
        made = Settlement(moment=moment(self._now), who=person_of(caller), done=done, note=said)
        if not self._kept.made().change(found, made):
            raise _overtaken(mark)
        return found

    def close(self) -> None:
        """Let go of the record."""
        self._kept.close()
        self._answers.close()

    def _live(self) -> RecordReader | None:
        try:
            return self._library.current().record
        except EmptyLibraryError:
            return None

    def _found(self, asker: Asker, mark: str) -> CitationMark:
        record, live = self._kept.there(), self._live()
        found = record.find(mark, moment(self._now)) if record else None
        if found is None or live is None or not seen(live, [found.document], asker):
            raise NotFoundError(
                f"Markeringen {mark} finns inte.", "Se vilka som finns på /markeringar."
            )
        return found

    def _told(
        self,
        live: RecordReader,
        rows: dict[str, DocumentRow],
        marks: Sequence[CitationMark],
        asker: Asker,
    ) -> tuple[MarkedDocument, ...]:
        of: dict[str, list[CitationMark]] = {}
        for mark in marks:
            of.setdefault(mark.document, []).append(mark)
        readable = self._readable(marks, asker)
        return tuple(
            told(rows[name], live.text(rows[name].version_id).text, some, readable)
            for name, some in of.items()
        )

    def _readable(self, marks: Sequence[CitationMark], asker: Asker) -> frozenset[str]:
        """The answers with a comment of which the asker may see all that they rest on."""
        some = sorted({mark.answer for mark in marks if mark.text})
        record = self._answers.there() if some else None
        rules = record.rules_by_id(some) if record else {}
        return frozenset(name for name, access in rules.items() if all(map(asker.may_see, access)))


def _refuse_in_vain(mark: CitationMark, done: Done | None) -> None:
    state = state_of(mark)
    if state is None:
        raise MarkStateError(
            f"Markeringen {mark.id} säger att citatet stämmer.", "Det finns inget att åtgärda."
        )
    if state is MarkState.SETTLED and done is not None:
        raise MarkStateError(
            f"Markeringen {mark.id} är redan avslutad.", "Öppna den igen om något ska ändras."
        )
    if state is MarkState.OPEN and done is None:
        raise MarkStateError(f"Markeringen {mark.id} är inte avslutad.", "Läs om sidan.")


def _overtaken(mark: str) -> MarkStateError:
    return MarkStateError(
        f"Någon annan har gjort något med markeringen {mark} under tiden.", "Läs om sidan."
    )
