"""Makes folders with collection workbooks and takes them in, without any documents, for tests."""

import time
from pathlib import Path

from ingest.access_rules import rules_of
from ingest.folder_rules import read_folder_rules
from ingest.lock import writing
from ingest.progress import silent
from ingest.record.opening import open_for_writing
from ingest.record.register.looking import RegisterSeen
from ingest.register.asking import Register
from ingest.register.filling import Entry, Line
from ingest.register.selection import Aggregate, Selection, Subject
from ingest.register.template import workbook
from ingest.register.types import RowKind
from ingest.register_work import RegisterWork
from ingest.report import SyncReport, Tally
from ingest.scanning import list_folder
from ingest.types import EVERYONE
from tests.registering import collection

AGENCY = "Exempelverket för sjökort"
BOOK = "register/insamling-2017.xlsx"
SETTLED = 2.1
"""Seconds after which a file is told from a changed one by its looks."""


def write_book(path: Path, *budgets: float, year: int = 2017, agency: str = AGENCY) -> Path:
    """A collection workbook with a project for each budget, in thousands of kronor."""
    lines = [
        Line(
            kind=RowKind.PROJECT,
            entries=(
                Entry(field="agency", value=agency),
                Entry(field="project", value=f"Projekt {number}"),
                Entry(field="budget", value=budget * 1000),
            ),
        )
        for number, budget in enumerate(budgets, start=1)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook(collection(year), lines))
    return path


def take_folder_in(data: Path, *folders: Path) -> SyncReport:
    """What a sync does with the workbooks of folders."""
    tally = Tally()
    with writing(data):
        engine = open_for_writing(data)
        work = RegisterWork(data, RegisterSeen(engine), silent)
        for folder in folders:
            scan = list_folder(folder)
            rules = rules_of(read_folder_rules(folder, scan.rules)[0])
            work.take_in(folder, scan.collections, tally, rules)
        work.finish()
        engine.dispose()
    return tally.close(0, 0.0)


def forget_folder(data: Path, folder: Path) -> SyncReport:
    """What `lardom forget` does with the workbooks of a folder."""
    tally = Tally()
    with writing(data):
        engine = open_for_writing(data)
        work = RegisterWork(data, RegisterSeen(engine), silent)
        work.forget(folder, tally)
        work.finish()
        engine.dispose()
    return tally.close(0, 0.0)


def budgets(data: Path, *, groups: tuple[str, ...] = (EVERYONE,), year: int = 2017) -> float | None:
    """The sum of all budgets that one of these groups may see, in thousands of kronor."""
    asked = Selection(
        subject=Subject.PROJECTS, aggregate=Aggregate.SUM, years=(year,), number="budget"
    )
    register = Register(data)
    figures = register.ask(asked, lambda rule: bool({*groups} & {*rule})).figures
    register.close()
    found = figures[0].value if figures else None
    return None if found is None else found / 1000


def let_settle() -> None:
    """Wait until files that were written just now can be told by their looks."""
    time.sleep(SETTLED)
