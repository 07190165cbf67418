"""Measures the checks of the register: planted faults that are found, and alarms that are false.

On the register of the starter material, and on registers of other seeds, with which nothing was
tried out. A finding is right when it names the place of a planted fault: the collection, the
agency, the field and the row; whether it also names its kind is counted by itself.
"""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus._build.register.making import SEED, Register, make_register
from corpus._build.register.places import cell_of
from ingest.register.checking import check_each
from ingest.register.checks.findings import Finding
from ingest.register.types import RowKind
from tests.bench.running import show
from tests.register_books import books_of

OTHER_SEEDS = tuple(range(4001, 4011))
_Spot = tuple[int, RowKind, str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How the checks did on one register."""

    planted: int
    findings: int
    missed: tuple[str, ...]
    false: tuple[str, ...]
    of_other_kind: Counter[tuple[str, str]]
    seconds: float


def measure_register_checks() -> None:
    """Print the figures."""
    starter = checked(make_register())
    _show(f"the starter register (seed {SEED})", [starter])
    _show("registers of ten other seeds", [checked(make_register(seed)) for seed in OTHER_SEEDS])


def checked(register: Register) -> Checked:
    """Check the register's collections and compare with what was planted."""
    books = books_of(register)
    started = time.perf_counter()
    found = [one for findings in check_each(books) for one in findings]
    seconds = time.perf_counter() - started
    planted = dict(_spots(register))
    told: dict[_Spot, list[Finding]] = {}
    for one in found:
        told.setdefault(_spot(one), []).append(one)
    kinds = Counter(
        (kind, told[spot][0].kind.value)
        for spot, kind in planted.items()
        if spot in told and kind not in {one.kind.value for one in told[spot]}
    )
    return Checked(
        planted=len(planted),
        findings=len(found),
        missed=tuple(f"{kind} {spot}" for spot, kind in planted.items() if spot not in told),
        false=tuple(one.why for spot in told.keys() - planted.keys() for one in told[spot]),
        of_other_kind=kinds,
        seconds=seconds,
    )


def _spots(register: Register) -> Iterable[tuple[_Spot, str]]:
    lines = {book.collection.year: book.lines for book in register.books}
    for fault in register.planted:
        cell = cell_of(lines[fault.year], fault)
        agency = fault.agency.name_in(fault.year)
        yield (fault.year, fault.row_kind, fault.field, cell.row if cell else 0, agency), fault.kind


def _spot(one: Finding) -> _Spot:
    place = one.place
    return (
        place.year,
        place.row_kind,
        place.field,
        place.cell.row if place.field else 0,
        place.agency,
    )


def _show(name: str, results: list[Checked]) -> None:
    planted = sum(one.planted for one in results)
    findings = sum(one.findings for one in results)
    missed = [told for one in results for told in one.missed]
    false = [told for one in results for told in one.false]
    other = sum((one.of_other_kind for one in results), Counter[tuple[str, str]]())
    show(f"planted faults found, {name}", f"{planted - len(missed)} of {planted}", "all")
    show(f"false alarms, {name}", f"{len(false)} of {findings}", "at most 5 %")
    show("found under another kind", f"{other.total()} of {planted}", "")
    show("seconds for four collections", f"{max(one.seconds for one in results):.2f}", "")
    for told in (*(f"missed: {one}" for one in missed), *(f"false: {one}" for one in false)):
        print(f"  {told}")  # noqa: T201  (a bench prints)
    for (planted_kind, found_kind), count in sorted(other.items()):
        print(f"  {count} planted as {planted_kind}, found as {found_kind}")  # noqa: T201
