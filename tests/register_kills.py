"""Kills syncs at the points where the register changes, and holds it to its promises."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.record.opening import RECORD_NAME
from tests.collected import BOOK, budgets, write_book
from tests.kill_points import KillPoint
from tests.named_kills import killed_at
from tests.wholeness import sync_command, sync_environment

OTHER = "register/insamling-2016.xlsx"
YEARS = (2016, 2017)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the register holds, whatever its numbers: sums by year, rows, findings."""

    sums: tuple[float | None, ...]
    rows: tuple[tuple[object, ...], ...]
    findings: tuple[tuple[object, ...], ...]


class RegisterChain:
    """One library whose syncs are killed one after the other, none of them completed.

    Before each, both workbooks change; the earlier one goes where its going is what is killed.
    """

    def __init__(self, room: Path) -> None:
        self._room = room
        self._number = 0
        self._sums: tuple[float | None, ...] = (None, None)
        (room / "material").mkdir(parents=True)
        (room / "material" / "a.md").write_text("# Anteckning\n\nOm ett projekt.", encoding="utf-8")
        self._change()
        self.complete()

    def kill_at(self, point: KillPoint) -> None:
        """Change, sync, kill, look; raises AssertionError for what does not hold."""
        before = self._sums
        after = self._change(removes="takes a workbook away" in point.name or "taken" in point.name)
        killed_at(self._room, point, "group")
        self._sums = self._found()
        for found, both in zip(self._sums, zip(before, after, strict=True), strict=True):
            assert found in both, f"{found} is neither of {both}"

    def complete(self) -> Held:
        """Sync to the end; what the register holds."""
        done = subprocess.run(
            sync_command(self._room),
            env=sync_environment(self._room),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["failed"] == []
        self._sums = self._found()
        assert self._left_over() == [], self._left_over()
        return self._held()

    def made_afresh(self) -> Held:
        """What it would hold if it had not been there before."""
        shutil.rmtree(self._room / "data")
        return self.complete()

    def _change(self, *, removes: bool = False) -> tuple[float | None, ...]:
        """Change the workbooks; the sums that they have then."""
        self._number += 1
        material, amount = self._room / "material", float(self._number)
        write_book(material / BOOK, amount, 1000)
        if removes:
            (material / OTHER).unlink(missing_ok=True)
            return (None, amount + 1000)
        write_book(material / OTHER, amount, year=2016)
        return (amount, amount + 1000)

    def _found(self) -> tuple[float | None, ...]:
        return tuple(budgets(self._room / "data", year=year) for year in YEARS)

    def _held(self) -> Held:
        rows = (
            "SELECT b.source, s.name, r.row, r.project, r.budget FROM register_project_rows r "
            "JOIN register_sheets s ON s.id = r.sheet_id JOIN register_books b "
            "ON b.id = s.book_id WHERE b.is_live ORDER BY 1, 2, 3"
        )
        findings = (
            "SELECT year, kind, row, why FROM register_findings WHERE is_open ORDER BY 1, 2, 3, 4"
        )
        return Held(sums=self._sums, rows=self._asked(rows), findings=self._asked(findings))

    def _left_over(self) -> list[str]:
        """What lies in the register's folder that nothing names."""
        folder = self._room / "data" / "register"
        named = {str(sha256) for (sha256,) in self._asked("SELECT sha256 FROM register_books")}
        kept = [path.name for path in (folder / "books").iterdir() if path.stem not in named]
        copies = sorted(path.name for path in folder.glob("copy-*"))
        coming = [path.name for path in (folder / "coming").iterdir()]
        return [*kept, *coming, *copies[:-1]]

    def _asked(self, query: str) -> tuple[tuple[object, ...], ...]:
        with closing(sqlite3.connect(self._room / "data" / RECORD_NAME)) as database:
            return tuple(database.execute(query).fetchall())
