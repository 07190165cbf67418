"""Curated answers as callers write and review them; each sees and does only what they may.

One is there for a caller who may see every source that it rests on, and else is not there
(`NotFoundError`).
"""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from assistant.curated.checking import Checker, Trouble, may_see_sources
from assistant.curated.personal import marks, refuse_unconfirmed
from assistant.curated.workflow import Step, led_to, may_see, refuse_to_write
from assistant.curated.writing import checked_writing
from assistant.errors import CuratedError, CuratedStateError, EmptyLibraryError, NotFoundError
from assistant.library import LibraryKeeper
from assistant.people.types import Caller
from assistant.reviewing import person_of
from assistant.types import Asker, Draft
from ingest.record.curated import CuratedRecord
from ingest.record.curated_types import (
    Curated,
    CuratedChange,
    CuratedSentence,
    CuratedState,
    CuratedText,
)
from ingest.record.making import OpenedOnce
from ingest.record.moments import Now, moment, utc_now
from ingest.record.named_persons import Person
from ingest.record.reading import RecordReader

LONGEST_COMMENT = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A curated answer as it stands now; of one that is not shown, `troubles` tell why.

    The words that rest on sources which are gone are left out.
    """

    curated: Curated
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWanted:
    """A step with what goes with it: why, and the keys of the marks that may stay."""

    step: Step
    comment: str = ""
    confirmed: frozenset[str] = frozenset()


class CuratedAnswers:
    """The curated answers of one data folder. One per process; usable by threads. Close it.

    Every method raises `DataFolderError` when the record cannot be read, or written.
    """

    def __init__(
        self, data: Path, library: LibraryKeeper, checker: Checker, now: Now = utc_now
    ) -> None:
        self._kept = OpenedOnce(data, CuratedRecord)
        self._library = library
        self._checker = checker
        self._now = now

    def today(self) -> str:
        """The day."""
        return self._now().astimezone(UTC).date().isoformat()

    def write(self, caller: Caller, text: CuratedText) -> Curated:
        """A new draft; raises `CuratedError` for what cannot be, naming the sentence."""
        checked, made = self._checked(caller, text), moment(self._now)
        curated = Curated(
            id=secrets.token_hex(16),
            state=CuratedState.DRAFT,
            revision=1,
            text=checked,
            author=person_of(caller),
            reviewer=Person(id=None, name=""),
            created=made,
            changed=made,
        )
        self._kept.made().add(curated, self._change(caller, "write"))
        return curated

    def find(self, caller: Caller, curated: str) -> Curated:
        """One that the caller may work with; raises `NotFoundError`."""
        record = self._kept.there()
        found = record.find(curated) if record else None
        if found is None or not self._is_for(found, caller):
            raise NotFoundError(
                f"Det granskade svaret {curated} finns inte.",
                "Se vilka som finns på /granskade-svar.",
            )
        return found

    def listed(self, caller: Caller) -> tuple[Curated, ...]:
        """Every one that the caller may work with, those changed last first."""
        record = self._kept.there()
        every = record.every() if record else []
        return tuple(one for one in every if self._is_for(one, caller))

    def looked_at(self, curated: Curated) -> Looked:
        """One that was found, as it stands now."""
        live = self._library.current().record
        if curated.state is CuratedState.PINNED:
            troubles = self._checker.standing(curated, live, self.today()).troubles
        else:
            troubles = ()
        shown = live.named(curated.text.documents)
        left = tuple(
            one
            if all(quote.document in shown for quote in one.quotes)
            else CuratedSentence(text="", quotes=())
            for one in curated.text.sentences
        )
        told = replace(curated, text=replace(curated.text, sentences=left))
        return Looked(curated=told, troubles=troubles)

    def edit(self, caller: Caller, curated: str, text: CuratedText, revision: int) -> Curated:
        """Change a draft as it was at a revision.

        Raises:
            NotFoundError, CuratedError, ForbiddenError: as above, and where it is another's.
            CuratedStateError: it is no draft, or has changed since.
        """
        before = self.find(caller, curated)
        refuse_to_write(before, caller)
        if before.revision != revision:
            raise _overtaken()
        checked = self._checked(caller, text)
        after = replace(before, text=checked, author=person_of(caller), changed=moment(self._now))
        return self._put(before, after, self._change(caller, "edit"))

    def step(self, caller: Caller, curated: str, wanted: StepWanted) -> Curated:
        """Take a step; what ends a pinning holds from the next request on.

        Raises:
            NotFoundError: there is none.
            CuratedStateError, ForbiddenError: the step is not to be taken, or not by the caller.
            CuratedError: it does not stand as it must to be pinned, what may be personal data in it
                is not confirmed, or no reason is given.
        """
        step, comment = wanted.step, wanted.comment
        before = self.find(caller, curated)
        state, said = led_to(before, step, caller), comment.replace("\r\n", "\n").strip()
        if len(said) > LONGEST_COMMENT or (step is Step.SEND_BACK and not said):
            raise CuratedError("Kommentaren är tom eller för lång.", "Säg kort vad som bör ändras.")
        taken = moment(self._now)
        after = replace(before, state=state, changed=taken, reviewed="")
        if step is Step.PIN:
            text = self._checked(caller, before.text)
            refuse_unconfirmed(text, wanted.confirmed)
            said = "; ".join(sorted(wanted.confirmed & {mark.key for mark in marks(text)}))
            after = replace(after, text=text, reviewer=person_of(caller), reviewed=taken[:10])
        return self._put(before, after, self._change(caller, step.value, said))

    def changes(self, curated: Curated) -> tuple[CuratedChange, ...]:
        """What was done with one that was found, the oldest first."""
        return tuple(self._kept.made().changes(curated.id))

    def pinned(self, asker: Asker) -> tuple[Curated, ...]:
        """Those pinned for an asker by their own rule and not expired; reviewed last first."""
        record = self._kept.there()
        every = record.pinned(self.today()) if record else []
        return tuple(one for one in every if asker.may_see(one.text.access))

    def shown(self, curated: Curated, asker: Asker, live: RecordReader) -> Draft | None:
        """The verified sentences of a pinned one; None where it does not stand, or not for them."""
        if not may_see_sources(curated, live, asker):
            return None
        return self._checker.standing(curated, live, self.today()).draft

    def close(self) -> None:
        """Let go of the record."""
        self._kept.close()

    def _is_for(self, curated: Curated, caller: Caller) -> bool:
        if not may_see(curated, caller):
            return False
        try:
            live = self._library.current().record
        except EmptyLibraryError:
            return False
        return may_see_sources(curated, live, caller.asker)

    def _checked(self, caller: Caller, text: CuratedText) -> CuratedText:
        written = checked_writing(text, caller.asker, self.today())
        return self._checker.checked(written, self._library.current().record, caller.asker)

    def _put(self, before: Curated, after: Curated, change: CuratedChange) -> Curated:
        if not self._kept.made().put(before, after, change):
            raise _overtaken()
        return replace(after, revision=before.revision + 1)

    def _change(self, caller: Caller, step: str, comment: str = "") -> CuratedChange:
        return CuratedChange(
            moment=moment(self._now), who=person_of(caller), step=step, comment=comment
        )


def _overtaken() -> CuratedStateError:
    return CuratedStateError(
        "Någon annan har ändrat det granskade svaret under tiden.",
        "Läs om det och gör om ändringen.",
    )
