"""The quality assurance with the agencies: takes their answers in.

    findings in the record -> a list for each agency -> its answers -> corrections

An answer is a correction of the cell that it is about, which keeps its history: what the
workbook said, what came instead, from which cell of the answer, and why.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnclearError
from ingest.record.register.corrections import Corrected, Place, Source, in_force, place_of
from ingest.record.register.findings import AnswerGiven, FindingHeld
from ingest.record.register.record import RegisterRecord
from ingest.register.bookprocess import read_replies
from ingest.register.checks.saying import NAMES
from ingest.register.importing import kept, kept_file
from ingest.register.renewing import changing
from ingest.register.replies import Replies, Reply, ReplyKind
from ingest.register.reply_values import value_of

_WITHDRAWN = "Utgår enligt myndigheten."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of a list that was answered; `notices` are for people (Swedish)."""

    agency: str
    year: int
    corrected: int
    standing: int
    withdrawn: int
    unanswered: int
    notices: tuple[str, ...]


def take_answers_in(data: Path, content: bytes, source: str, who: str | None) -> Answered:
    """Take an answered list in; answers that are there already change nothing.

    Raises:
        LoadError: the file is no list of ours, or cannot be read.
        LockedError: another process is writing.
        DataFolderError: the data folder cannot be used.
    """
    replies = read_replies(content, source)
    sender = Sender(file=source, sha256=hashlib.sha256(content).hexdigest(), who=who)
    with changing(data) as record:
        taking = _Taking(record, replies, sender)
        with kept(data, record, kept_file(data, sender.sha256, source), content):
            taking.tell_unused(record.answer(taking.answers, taking.corrections))
    return taking.told()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The file that answers came in, and who took it in."""

    file: str
    sha256: str
    who: str | None


class _Taking:
    """The answers of one list on their way in, and the corrections that come of them."""

    def __init__(self, record: RegisterRecord, replies: Replies, sender: Sender) -> None:
        self._replies = replies
        self._sender = sender
        self._notices = list(replies.notices)
        self._counts = dict.fromkeys(ReplyKind, 0)
        self.answers: list[AnswerGiven] = []
        self.corrections: list[Corrected] = []
        self._whose = _Whose(record, replies)
        held = _by_id(record)
        known = in_force(record.corrections())
        for reply in replies.replies:
            self._take(reply, held.get(reply.finding), known)

    def tell_unused(self, corrections: Iterable[Corrected]) -> None:
        """Tell of corrections that were not kept."""
        for one in corrections:
            self._counts[ReplyKind.CORRECT] -= 1
            named = NAMES.get(one.field, one.field)
            self._notices.append(
                f"{named} ”{one.original}”: cellen säger inte säkert vilket år uppgiften gäller. "
                "Rätta i arbetsboken och ta in den på nytt."
            )

    def told(self) -> Answered:
        """What came of it."""
        return Answered(
            agency=self._replies.agency,
            year=self._replies.year,
            corrected=self._counts[ReplyKind.CORRECT],
            standing=self._counts[ReplyKind.STANDS],
            withdrawn=self._counts[ReplyKind.WITHDRAW],
            unanswered=self._replies.unanswered,
            notices=tuple(self._notices),
        )

    def _take(self, reply: Reply, found: FindingHeld | None, known: dict[Place, Corrected]) -> None:
        if found is None:
            self._notices.append(f"Uppgift {reply.finding} finns inte i registret.")
            return
        if other := self._whose.other(found):
            self._notices.append(other)
            return
        try:
            correction = self._correction(reply, found)
        except UnclearError as error:
            self._notices.append(f"Uppgift {reply.finding}: {error.reason} {error.remedy}")
            return
        self._counts[reply.kind] += 1
        given = AnswerGiven(finding=found.finding.id, answer=reply.kind, comment=reply.comment)
        self.answers.append(given)
        if correction is not None and not _is_known(correction, known):
            self.corrections.append(correction)

    def _correction(self, reply: Reply, found: FindingHeld) -> Corrected | None:
        if reply.kind is ReplyKind.STANDS:
            return None
        place, strikes = found.finding.place, reply.kind is ReplyKind.WITHDRAW
        if found.sheet is None or not place.cell.column or not place.field:
            raise UnclearError(
                "svaret gäller ingen enskild cell.", "Rätta i arbetsboken och ta in den på nytt."
            )
        return Corrected(
            sheet=found.sheet,
            row=place.cell.row,
            column=place.cell.column,
            field=place.field,
            value=None if strikes else value_of(reply.new_value, found.finding),
            original=_WITHDRAWN if strikes else reply.new_value,
            why=reply.comment or found.finding.why,
            source=Source(
                file=self._sender.file,
                sha256=self._sender.sha256,
                cell=reply.cell if strikes else reply.value_cell,
            ),
            who=self._sender.who,
        )


class _Whose:
    """Whose a list is: an agency speaks of itself alone, and of the collection of its list."""

    def __init__(self, record: RegisterRecord, replies: Replies) -> None:
        self._list = (replies.agency, replies.year)
        self._ids = record.agencies_called(replies.agency)
        self._years = {one.id: one.collection.year for one in record.collections()}

    def other(self, found: FindingHeld) -> str:
        """Whose the finding is, said so that it is plain whose the list is; "" where it is its."""
        agency, year = found.finding.place.agency, self._years[found.collection]
        named, of_year = self._list
        is_its = found.agency in self._ids if found.agency is not None else not named
        if is_its and year == of_year:
            return ""
        return (
            f"Uppgift {found.finding.id} gäller {_said(agency, year)}, men listan är för "
            f"{_said(named, of_year)}. Svara i listan för {_said(agency, year)}."
        )


def _said(agency: str, year: int) -> str:
    return f"{agency or 'ingen myndighet'} {year or 'utan år'}"


def _by_id(record: RegisterRecord) -> dict[str, FindingHeld]:
    return {
        name: found
        for held in record.collections()
        for found in record.findings(held.id)
        for name in (found.finding.id,)
    }


def _is_known(one: Corrected, known: dict[Place, Corrected]) -> bool:
    before = known.get(place_of(one))
    return before is not None and (before.value, before.original) == (one.value, one.original)
