"""Who may see what lies in one folder, while it is taken in: its rules, and what cannot be read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.access_rules import NOBODY, FolderRule, rules_of
from ingest.folder_rules import read_folder_rules
from ingest.record.ruling import Reruled, RulingRecord
from ingest.report import Tally
from ingest.types import Document

RULE_CHANGED = "Vem som får se dokumentet är ändrat."


class FolderRuling:
    """The rules of one folder, for one run over it."""

    def __init__(self, folder: Path, sources: Sequence[str], tally: Tally) -> None:
        """Read the rules in these files; tell of those that cannot be read."""
        self._folder = folder
        self._tally = tally
        self._found, failed = read_folder_rules(folder, sources)
        self._changed: dict[str, Reruled] = {}
        self._hidden: list[FolderRule] = []
        self.rules = rules_of(self._found)
        for failure in failed:
            tally.fail(failure, NOBODY)

    def begin(self, record: RulingRecord) -> None:
        """Let who may not see something any more lose it before anything is read."""
        self._changed = {one.source: one for one in record.narrow(self._folder, self.rules)}

    def ruled(self, document: Document) -> Document:
        """A document that has just been read, for whom the rules let see it."""
        return replace(document, access=self.allowed(document.source, document.own_access))

    def allowed(self, source: str, said: Sequence[str] | None) -> tuple[str, ...]:
        """Who may see a file of the folder that says this of itself."""
        return self.rules.allowed(source, said)

    def failed(self, source: str, said: Sequence[str] | None) -> tuple[str, ...]:
        """Who may know of a file that cannot be read, and that says this of itself, None: nothing.

        Where that is nobody, its rule may be what cannot be read: what it held goes from sight.
        """
        if said is not None and not said:
            self._hidden.append(FolderRule(path=source, access=NOBODY, is_locked=True))
        return self.allowed(source, said)

    def end(self, record: RulingRecord) -> bool:
        """Let the rules hold for all that the folder holds; True when that changes anything."""
        for one in record.settle(self._folder, rules_of((*self._found, *self._hidden))):
            self._changed.setdefault(one.source, one)
        for source, one in sorted(self._changed.items()):
            self._tally.rule(source, RULE_CHANGED, one.both)
        return bool(self._changed)
