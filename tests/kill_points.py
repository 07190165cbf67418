"""The points in the life of a sync where it is killed, by the names of our own functions.

Who renames one of them changes it here: a point that is never reached fails its test.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.killed_python import BUILD, CALLED, RETURNED, SYNC, Watch

REACHED = "reached"
"""What the file is called that tells that the point was reached."""
WHOM = ("group", "sync", "itself")
_SCRIPT = '#!/bin/sh\nexec "{python}" -P -m tests.killed_python "{watch}" "$@"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class KillPoint:
    """A point, in the words of `tests.killed_python.Watch`."""

    name: str
    function: str
    event: str = CALLED
    process: str = SYNC
    nth: int = 1
    within: str = ""


PUBLISH = "ingest.index.generation:publish"
POINTS = (
    KillPoint(name="folder scanned", function="ingest.scanning:scan_folder", event=RETURNED),
    KillPoint(name="lock taken", function="ingest.work:Work.__init__"),
    KillPoint(
        name="removal staged",
        function="ingest.record.writing:RecordWriter.remove",
        event=RETURNED,
    ),
    KillPoint(
        name="in the transaction that stages documents",
        function="ingest.record.storing:store_parts",
        event=RETURNED,
        nth=2,
    ),
    KillPoint(
        name="first documents staged",
        function="ingest.record.writing:RecordWriter.stage",
        event=RETURNED,
    ),
    KillPoint(name="before the build", function="ingest.index.publishing:build_generation"),
    KillPoint(
        name="adding vectors", function="ingest.index.vectors:VectorWriter.add", process=BUILD
    ),
    KillPoint(
        name="words written, not yet sealed",
        function="ingest.index.sealing:seal",
        process=BUILD,
        nth=2,
    ),
    KillPoint(
        name="checking", function="ingest.index.vectors:VectorReader.search", process=BUILD, nth=2
    ),
    KillPoint(
        name="numbered, not live",
        function="pathlib:Path.rename",
        event=RETURNED,
        within=PUBLISH,
    ),
    KillPoint(
        name="live, not remembered",
        function="pathlib:Path.replace",
        event=RETURNED,
        within=PUBLISH,
    ),
    KillPoint(
        name="pruning",
        function="ingest.record.ruling:let_coming_hold",
        nth=2,
    ),
)
"""In the order in which a sync comes to them."""

_RECORD = "ingest.record.register.record:RegisterRecord"
_SOME_NOTED = KillPoint(
    name="some findings noted", function=f"{_RECORD}.put_findings", event=RETURNED
)
REGISTER_POINTS = (
    KillPoint(name="workbook kept", function="ingest.register.importing:keep", event=RETURNED),
    KillPoint(
        name="in the transaction that stores a workbook",
        function="ingest.record.register.putting:put_book",
        event=RETURNED,
    ),
    KillPoint(name="workbook stored", function=f"{_RECORD}.put", event=RETURNED),
    KillPoint(
        name="in the transaction that takes a workbook away",
        function="ingest.record.register.places:take_away",
        event=RETURNED,
    ),
    KillPoint(name="workbook taken away", function=f"{_RECORD}.take_away", event=RETURNED),
    _SOME_NOTED,
    KillPoint(name="reviewed, not copied", function=f"{_RECORD}.note_review", event=RETURNED),
    KillPoint(
        name="in the copy", function="ingest.register.columns:_insert", event=RETURNED, nth=3
    ),
    KillPoint(
        name="copied, not in place", function="ingest.register.columns:_fill", event=RETURNED
    ),
    KillPoint(name="copy in place", function="ingest.register.columns:sweep_copies"),
)
"""The same for collection workbooks."""
ANSWER_POINTS = (
    KillPoint(name="list kept", function="ingest.register.importing:keep", event=RETURNED),
    KillPoint(
        name="in the transaction that takes answers in",
        function="ingest.record.register.corrections:note",
        event=RETURNED,
    ),
    KillPoint(name="answered, not checked", function=f"{_RECORD}.answer", event=RETURNED),
    *REGISTER_POINTS[REGISTER_POINTS.index(_SOME_NOTED) :],
)
"""The same for a list of answers that is taken in."""


def interpreter_killed_at(point: KillPoint, whom: str, folder: Path) -> Path:
    """A Python that is killed at the point; it and the file `REACHED` lie in the folder."""
    folder.mkdir(exist_ok=True)
    (folder / REACHED).unlink(missing_ok=True)
    watch = folder / "watch.json"
    Watch(
        process=point.process,
        function=point.function,
        event=point.event,
        nth=point.nth,
        within=point.within,
        whom=whom,
        reached=str(folder / REACHED),
    ).write(watch)
    python = folder / "python"
    python.write_text(_SCRIPT.format(python=sys.executable, watch=watch), encoding="utf-8")
    python.chmod(0o700)
    return python
