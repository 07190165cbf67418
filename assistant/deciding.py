"""Lets editors say who may see a document, at once, beside any sync; and says it in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.errors import AssistantError, NotFoundError
from assistant.types import Asker
from ingest.material_names import ACCESS_RULE
from ingest.record.deciding import By, Decision, DecisionRecord, Ruled
from ingest.record.document_names import Listed
from ingest.record.making import OpenedOnce
from ingest.types import EVERYONE, INTERNAL

SHOWN = 5


class RuleOrigin(StrEnum):
    """What says who may see a document."""

    WITHDRAWN = "withdrawn"
    EDITOR = "editor"
    FILE = "file"
    FOLDER = "folder"
    NOTHING = "nothing"
    """Neither its file nor a folder says anything, so that it is for everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility:
    """Who may see a document: the rule that holds, what says so, and both in words (Swedish).

    `where` is the rule file of the folder that says it, below the material folder; "" elsewhere.
    `locked` are the folders above it whose rules are, "" the material folder; `places` is how many
    places the file lies at.
    """

    document_id: str
    access: tuple[str, ...]
    is_withdrawn: bool
    origin: RuleOrigin
    where: str
    who_said: str
    why_said: str
    history: tuple[Decision, ...]
    locked: tuple[str, ...] = ()
    places: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """Who may see a document now, and who would after a decision; `is_for_asker` after it."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_for_asker: bool


class AccessDecider:
    """Decides for a data folder. One per process; usable by threads. Close it.

    Every method raises NotFoundError for a document that is not there, or not for the asker, and
    those that change something LessonDocumentError for a published lesson.
    """

    def __init__(self, data: Path) -> None:
        self._record = OpenedOnce(data, DecisionRecord)

    def called(self, named: str, asker: Asker) -> Listed:
        """The one document of that id, beginning of an id, source or path; withdrawn ones too.

        Raises:
            AssistantError: several are, of those that the asker may see.
        """
        record = self._record.there()
        path = Path(named).resolve() if named and "\0" not in named else Path()
        every = record.called(named, path) if record and named else ()
        found = [one for one in every if asker.may_see(one.access)]
        if not found:
            raise _missing(named)
        if len(found) > 1:
            ids = ", ".join(f"{one.document} ({one.source})" for one in found[:SHOWN])
            raise AssistantError(f"{len(found)} dokument kan heta {named}.", f"Ange ett id: {ids}.")
        return found[0]

    def visibility(self, document: str, asker: Asker) -> Visibility:
        """Who may see a document, withdrawn ones too."""
        record, ruled = self._found(document, asker)
        return _told(ruled, record.of(document))

    def foresee(self, document: str, access: Sequence[str] | None, asker: Asker) -> Foreseen:
        """What `decide` would change; nothing is."""
        record, ruled = self._found(document, asker)
        after = record.foreseen(document, access)
        if after is None:  # a sync has just forgotten it
            raise _missing(document)
        return Foreseen(
            before=() if ruled.is_withdrawn else ruled.access,
            after=() if ruled.is_withdrawn else after,
            is_for_asker=asker.may_see(after),
        )

    def foresee_withdrawal(self, document: str, asker: Asker, *, is_withdrawn: bool) -> Foreseen:
        """What `withdraw` would change; nothing is. Who may see it can let it back."""
        _, ruled = self._found(document, asker)
        return Foreseen(
            before=() if ruled.is_withdrawn else ruled.access,
            after=() if is_withdrawn else ruled.access,
            is_for_asker=True,
        )

    def decide(
        self, document: str, access: Sequence[str] | None, asker: Asker, by: By
    ) -> Visibility:
        """Let these see a document from the next request on; None: whom the material says."""
        record, _ = self._found(document, asker)
        record.decide(document, access, by)
        return self._now(record, document)

    def withdraw(self, document: str, asker: Asker, by: By, *, is_withdrawn: bool) -> Visibility:
        """Let nobody see a document from the next request on, or those again who may."""
        record, _ = self._found(document, asker)
        record.withdraw(document, by, is_withdrawn=is_withdrawn)
        return self._now(record, document)

    def lying_at(self, folder: Path, source: str) -> tuple[tuple[str, ...], ...]:
        """Who may see each document that lies at a place of the material now, by the record."""
        record = self._record.there()
        return record.lying_at(folder, source) if record else ()

    def decided_at(self, folder: Path, source: str) -> tuple[tuple[str, ...], ...]:
        """For whom editors have decided that what lies at a place is, or what comes there will."""
        record = self._record.there()
        return record.decided_at(folder, source) if record else ()

    def close(self) -> None:
        """Let go of the record."""
        self._record.close()

    def _found(self, document: str, asker: Asker) -> tuple[DecisionRecord, Ruled]:
        record = self._record.there()
        ruled = record.ruled(document) if record else None
        if record is None or ruled is None or not asker.may_see(ruled.access):
            raise _missing(document)
        return record, ruled

    def _now(self, record: DecisionRecord, document: str) -> Visibility:
        ruled = record.ruled(document)
        if ruled is None:  # a sync has just forgotten it
            raise _missing(document)
        return _told(ruled, record.of(document))


def who_in_words(access: Sequence[str]) -> str:
    """Who a rule lets see something (Swedish)."""
    if EVERYONE in access:
        return "Alla får se det, även den som inte är inloggad."
    if INTERNAL in access:
        return "Alla som är inloggade får se det."
    if not access:
        return "Ingen får se det."
    return f"Bara den som hör till {' eller '.join(access)} får se det."


def _told(ruled: Ruled, history: tuple[Decision, ...]) -> Visibility:
    origin = _origin(ruled)
    where = _where(ruled) if origin is RuleOrigin.FOLDER else ""
    return Visibility(
        document_id=ruled.document,
        access=ruled.access,
        is_withdrawn=ruled.is_withdrawn,
        origin=origin,
        where=where,
        who_said="Ingen får se det." if ruled.is_withdrawn else who_in_words(ruled.access),
        why_said=" ".join(_why(ruled, origin, where)),
        history=history,
        locked=tuple(rule.path for rule in ruled.rules if rule.is_locked),
        places=ruled.places,
    )


def _origin(ruled: Ruled) -> RuleOrigin:
    if ruled.is_withdrawn:
        return RuleOrigin.WITHDRAWN
    if ruled.set_access is not None:
        return RuleOrigin.EDITOR
    if ruled.own_access is not None:
        return RuleOrigin.FILE
    return RuleOrigin.FOLDER if ruled.rules else RuleOrigin.NOTHING


def _where(ruled: Ruled) -> str:
    return "/".join(filter(None, (ruled.rules[-1].path, ACCESS_RULE)))


def _why(ruled: Ruled, origin: RuleOrigin, where: str) -> list[str]:
    said = {
        RuleOrigin.WITHDRAWN: "Dokumentet är tillbakadraget.",
        RuleOrigin.EDITOR: "En redaktör har bestämt det.",
        RuleOrigin.FILE: "Det står i filens metadatafil.",
        RuleOrigin.FOLDER: f"Det står i {where}.",
        RuleOrigin.NOTHING: "Varken filen eller mappen säger något annat.",
    }
    locked = [rule.path or "materialmappen" for rule in ruled.rules if rule.is_locked]
    return [
        said[origin],
        *(f"Regeln för {path} är låst: inget längre ner kan öppna för fler." for path in locked),
        *(["Filen ligger på flera ställen, och alla deras regler gäller."] * (ruled.places > 1)),
    ]


def _missing(document: str) -> NotFoundError:
    return NotFoundError(
        f"Dokumentet {document} finns inte i biblioteket.",
        "Det kan ha tagits bort; sök efter det på nytt.",
    )
