"""Whether every file of a folder of hostile files ends in a recorded status, and at what cost.

A file of a format that is not read is named so in the report, and that is a status too.
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.sandbox import read_documents
from tests.bench.running import show
from tests.bench.watching import Watched, watched

LIMIT = 1800.0
_SLOWEST = 5
_TAKEN = ("stored", "replaced", "unchanged", "moved", "copies")
_NAMED = 3
_PROGRAMS_OWN = re.compile(r"\b[A-Z]\w*(?:Error|Exception|Warning)\b|Traceback|errno|0x[\da-f]{4}")
_ENGLISH = re.compile(r"\b(?:the|file|invalid|found|failed|expected|unexpected|cannot)\b", re.I)
_CRASHED = re.compile(r"kraschade|längre tid att läsa|mer minne")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """What became of each file of a folder: sources by list, and each refusal's text."""

    taken: tuple[str, ...]
    failed: Mapping[str, str]
    skipped: Mapping[str, str]

    def cover(self, sources: Sequence[str]) -> bool:
        """True when every source stands in exactly one list, and nothing else does."""
        return sorted([*self.taken, *self.failed, *self.skipped]) == sorted(sources)


def measure_hostile(folder: Path, scratch: Path) -> None:
    """Sync a folder of hostile files into a fresh library; print what became of them.

    `scratch` is a folder for the library and for the files that reading leaves behind.
    """
    if not folder.is_dir():
        show("hostile files", "not measured", f"there is no folder {folder}")
        return
    sources = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    spare = scratch / "spare"
    spare.mkdir(parents=True)
    run = _synced(folder, scratch / "data", spare)
    show("hostile files", str(len(sources)), "")
    if run.code is None or not run.out.strip():
        show("  sync", "hung" if run.code is None else f"crashed ({run.code})", run.err[-400:])
        return
    statuses = statuses_of(json.loads(run.out))
    _show_statuses(statuses, sources)
    _show_cost(run, spare)
    _show_reasons([*statuses.failed.values(), *statuses.skipped.values()])
    _show_faults(statuses.failed)
    _show_slowest(folder, sources)


def statuses_of(report: Mapping[str, Any]) -> Statuses:
    """The lists of `lardom sync --json`; a refusal's text is its reason and its remedy."""
    return Statuses(
        taken=tuple(source for name in _TAKEN for source in report[name]),
        failed={item["source"]: f"{item['reason']} {item['remedy']}" for item in report["failed"]},
        skipped={item["source"]: item["reason"] for item in report["skipped"]},
    )


def faults_of(reason: str) -> tuple[str, ...]:
    """What is wrong with the words of a refusal, as a person reads them; mostly nothing."""
    looked_for = {
        "names a program's own error": bool(_PROGRAMS_OWN.search(reason)),
        "is English": bool(_ENGLISH.search(reason)),
        "does not end with a stop": not reason.endswith((".", "».")),
        "tells of a crash, too long a time or too much memory": bool(_CRASHED.search(reason)),
    }
    return tuple(fault for fault, is_there in looked_for.items() if is_there)


def _synced(folder: Path, data: Path, spare: Path) -> Watched:
    command = [sys.executable, "-P", "-m", "assistant", "sync", str(folder), "--json"]
    # The files may be parsed, but not opened in an office program.
    alone = {"LARDOM_OFFICE": "false", "LARDOM_OCR": "false"}
    own = {"LARDOM_DATA": str(data), "TMPDIR": str(spare), **alone}
    environment = {**os.environ, **own}
    return watched(command, environment, LIMIT)


def _show_statuses(statuses: Statuses, sources: Sequence[str]) -> None:
    show("  taken in", str(len(statuses.taken)), "")
    show("  failed, with a reason", str(len(statuses.failed)), "")
    show("  skipped, with a reason", str(len(statuses.skipped)), "")
    show("  every file in exactly one list", str(statuses.cover(sources)), "True")


def _show_cost(run: Watched, spare: Path) -> None:
    show("  sync ended by itself, exit code", str(run.code), "0 or 1")
    show("  seconds", f"{run.seconds:.1f} s", f"at most {LIMIT:.0f} s")
    show("  most memory of all its processes", f"{run.peak >> 20} MB", "")
    show("  processes left behind", str(run.left), "0")
    left = sorted(path.name for path in spare.iterdir())
    show("  left in the folder for temporary files", str(len(left)), " ".join(left) or "0")


def _show_reasons(reasons: Sequence[str]) -> None:
    alike = Counter(re.sub(r"\d+", "#", reason) for reason in reasons)
    for reason, count in alike.most_common():
        print(f"  {count:>5}  {reason}", flush=True)  # noqa: T201  (a bench prints)


def _show_faults(refusals: Mapping[str, str]) -> None:
    faulty: dict[str, list[str]] = {}
    for source, reason in refusals.items():
        for fault in faults_of(reason):
            faulty.setdefault(fault, []).append(f"{source}: {reason}")
    show("  refusals in words that help nobody", str(sum(map(len, faulty.values()))), "0")
    for fault, named in faulty.items():
        show(f"    {fault}", str(len(named)), " | ".join(named[:_NAMED]))


def _show_slowest(folder: Path, sources: Sequence[str]) -> None:
    """Read all files once more, by one process, and tell which took longest."""
    reads = [*read_documents(folder, sources, workers=1)]
    for read in sorted(reads, key=lambda read: -read.seconds)[:_SLOWEST]:
        show("  slow to read", f"{read.seconds:.2f} s", read.outcome.source)
