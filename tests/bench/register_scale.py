"""How the register holds when it is large: a million project-years, ten million key figures.

It is made straight in the record (`register_made`); its copy by `lardom register rebuild`, in a
process of its own that is watched. Every selection of `register_selections` is asked of it, for one
who sees all workbooks and for one who sees nine of ten, with the rows behind and their cells; some
are asked of SQLite too, with plain indexes: that is why the copy is columnar.
"""

import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from assistant.figures.answering import FiguresAnswerer
from assistant.figures.reading import Reader
from assistant.types import Asker
from ingest.record.opening import RECORD_NAME
from ingest.register.asking import Register
from ingest.register.selection import Aggregate
from tests.bench.register_made import HIDDEN, LAST_YEAR, Sizes, make_register
from tests.bench.register_selections import COST, LATE, OVER, PROJECTS, RISKY, selections
from tests.bench.running import show
from tests.bench.watching import watched

TIMES = 5
SLOWEST = 5
LIMIT = 3600.0
BAR = "p95 at most 300 ms"
ASKERS = {
    "who sees all": Asker(groups=frozenset({HIDDEN})),
    "who sees 9 of 10 workbooks": Asker(),
}
QUESTIONS = (
    f"Hur många strategiska projekt hade Exempelmyndigheten 0042 {LAST_YEAR}?",
    f"Vad var den totala budgeten för projekten {LAST_YEAR}?",
    f"Vilken är medianlängden för projekten {LAST_YEAR}?",
    f"Hur stor andel av projekten saknar nyttorealiseringsplan {LAST_YEAR}?",
    f"Hur stor var it-kostnaden per årsarbetskraft {LAST_YEAR - 4} till {LAST_YEAR}?",
    f"Vilka tio myndigheter hade högst it-kostnad {LAST_YEAR}?",
    f"Hur många projekt hade hög risk {LAST_YEAR}?",
    f"Jämför it-kostnaden för Exempelmyndigheten 0042 och Exempelmyndigheten 0043 {LAST_YEAR}",
)
IN_COLUMNS = {
    "projects of a year, their budget": replace(PROJECTS, aggregate=Aggregate.SUM, number="budget"),
    "late projects by year": replace(PROJECTS, conditions=(LATE,), years=(), by=("year",)),
    "high risk and over budget, by kind": replace(
        PROJECTS,
        aggregate=Aggregate.MEAN,
        number="outcome",
        conditions=(RISKY, OVER),
        years=(),
        by=("kind",),
    ),
    "it-cost of a year, newest collection first": COST,
}
"""The same of the copy; with the agencies that are silent, the rows behind and their cells."""
IN_SQL = {
    "projects of a year, their budget": (
        "SELECT count(*), sum(budget) FROM register_project_rows r JOIN register_sheets s "
        "ON s.id = r.sheet_id JOIN register_books b ON b.id = s.book_id "
        "JOIN register_collections c ON c.id = b.collection_id WHERE b.is_live AND c.year = {year}"
    ),
    "late projects by year": (
        "SELECT c.year, count(*) FROM register_project_rows r JOIN register_sheets s "
        "ON s.id = r.sheet_id JOIN register_books b ON b.id = s.book_id "
        "JOIN register_collections c ON c.id = b.collection_id WHERE b.is_live "
        "AND julianday(coalesce(actual_end, revised_end, planned_end)) > julianday(planned_end) "
        "GROUP BY c.year"
    ),
    "high risk and over budget, by kind": (
        "SELECT kind, count(*), avg(outcome) FROM register_project_rows r JOIN register_sheets s "
        "ON s.id = r.sheet_id JOIN register_books b ON b.id = s.book_id WHERE b.is_live "
        "AND max(risk_benefit, risk_budget, risk_time) = 3 AND outcome > budget GROUP BY kind"
    ),
    "it-cost of a year, newest collection first": (
        "SELECT sum(value) FROM (SELECT f.value, row_number() OVER (PARTITION BY f.agency_id "
        "ORDER BY c.year DESC) AS place FROM register_figures f JOIN register_sheets s "
        "ON s.id = f.sheet_id JOIN register_books b ON b.id = s.book_id JOIN register_collections "
        "c ON c.id = b.collection_id WHERE b.is_live AND f.number = 'it_cost' "
        "AND f.year = {year}) WHERE place = 1"
    ),
}
INDEX = "CREATE INDEX IF NOT EXISTS bench ON register_figures (number, year, agency_id)"
"""Beside the record's own by sheet: an index for every selection there is not."""


def measure_register_scale(keep: Path, sizes: Sizes | None = None) -> None:
    """Print what making, copying and asking cost; one that is in `keep` is taken as it is."""
    data = keep / "data"
    sizes = sizes or Sizes()
    if not (data / RECORD_NAME).exists():
        seconds = _seconds(lambda: make_register(data, sizes))
        show("register made", f"{seconds:.0f} s", "")
    show("project-years / figures", f"{sizes.project_years:,} / {sizes.figures:,}", "")
    _measure_copying(data)
    for name, asker in ASKERS.items():
        _measure_asking(data, name, asker)
    _measure_questions(data)
    _measure_sqlite(data)


def _measure_copying(data: Path) -> None:
    command = [sys.executable, "-P", "-m", "assistant", "register", "rebuild"]
    run = watched(command, {**os.environ, "LARDOM_DATA": str(data)}, LIMIT)
    made = [path for path in (data / "register").glob("copy-*.duckdb") if run.code == 0]
    size = made[0].stat().st_size >> 20 if made else 0
    show("the copy: seconds, most memory", f"{run.seconds:.0f} s, {run.peak >> 20} MB", "")
    show("the copy / the record on disk", f"{size} / {_size(data / RECORD_NAME)} MB", "")


def _measure_asking(data: Path, name: str, asker: Asker) -> None:
    register = Register(data)
    before = _memory()
    seconds = _seconds(lambda: register.catalogue(asker.may_see))
    show(f"catalogue, {name}, read once", f"{1000 * seconds:.0f} ms", "")
    spent: list[tuple[float, str]] = []
    for selection in selections():
        for _ in range(TIMES):
            started = time.perf_counter()
            register.ask(selection, asker.may_see)
            spent.append((time.perf_counter() - started, repr(selection)))
    register.close()
    show(f"{len(selections())} selections x {TIMES}, {name}", _told([one for one, _ in spent]), BAR)
    show("  memory before / after", f"{before} / {_memory()} MB", "")
    for took, what in sorted(set(spent), reverse=True)[:SLOWEST]:
        print(f"  {1000 * took:.0f} ms  {_in_short(what)}")  # noqa: T201  (a bench prints)


def _measure_questions(data: Path) -> None:
    """A question's whole way: read, asked, said, with its rows."""
    register, asker = Register(data), ASKERS["who sees all"]
    catalogue = register.catalogue(asker.may_see)
    making = _seconds(lambda: Reader(catalogue))
    show("a reader of that catalogue, made once", f"{making:.1f} s", "")
    answerer = FiguresAnswerer(register)
    answerer.answer(QUESTIONS[0], asker)
    spent, answered = [], 0
    for question in QUESTIONS:
        for _ in range(TIMES):
            started = time.perf_counter()
            answer = answerer.answer(question, asker)
            spent.append(time.perf_counter() - started)
        answered += bool(answer.results)
    show(f"{len(QUESTIONS)} questions x {TIMES}, whole way", _told(spent), BAR)
    show("  of them answered / memory", f"{answered} / {_memory()} MB", "")
    register.close()


def _measure_sqlite(data: Path) -> None:
    with closing(sqlite3.connect(data / RECORD_NAME)) as database:
        database.execute(INDEX)
        database.execute("ANALYZE")
        for name, query in IN_SQL.items():
            asked = partial(_asked, database, query.format(year=LAST_YEAR))
            spent = [_seconds(asked) for _ in range(TIMES)]
            beside = (
                f"{1000 * statistics.median(spent):.0f} / {1000 * _in_columns(data, name):.0f} ms"
            )
            show(f"SQLite / the whole answer: {name}", beside, "")
        database.execute("DROP INDEX bench")


def _in_columns(data: Path, name: str) -> float:
    """The seconds that the register takes for the same, in the middle of some tries."""
    with closing(Register(data)) as register:
        asked = partial(register.ask, IN_COLUMNS[name], ASKERS["who sees all"].may_see)
        return statistics.median(_seconds(asked) for _ in range(TIMES))


def _asked(database: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return database.execute(query).fetchall()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _told(seconds: Sequence[float]) -> str:
    parts = statistics.quantiles(seconds, n=20)
    median, late, worst = (1000 * one for one in (parts[9], parts[18], max(seconds)))
    return f"{median:.0f} / {late:.0f} / {worst:.0f} ms"


def _in_short(what: str) -> str:
    return what.replace("Selection(", "").replace("<", "").replace(">", "")[:180]


def _memory() -> int:
    """What this process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def _size(path: Path) -> int:
    return path.stat().st_size >> 20
