"""Whether a library is whole: what it shows, whether it is found, and what lies about beside it."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NoLibraryError
from assistant.library import LibraryKeeper, OpenLibrary
from ingest.embedding import Embedder
from ingest.index.lexical import query_weights
from ingest.record.types import DocumentText, Passage
from tests.conftest import ROOT
from tests.services import serving
from tests.shelving import reader_of

ORPHANS_GONE_WITHIN = 10.0
SEARCHED = 25
WORD = re.compile(r"ords\w+x")
_RECORD = ("record.sqlite3", "record.sqlite3-wal", "record.sqlite3-shm")
_IN_DATA = frozenset({*_RECORD, "lock", "index", "register", "audit-head"})
_GENERATION = re.compile(r"gen-\d{6}")


def note(word: str, sections: int = 0) -> str:
    """A Markdown text about its word, with so many long sections more."""
    more = (f"## Del {n} om {word}\n\n" + f"Del {n} säger föga. " * 40 for n in range(sections))
    return "\n\n".join((f"# Anteckning {word}", f"Projekt {word} tog två år, {word}.", *more))


def on_disk(material: Path) -> dict[str, str]:
    """Source to word, for every file: what a library that is up to date shows."""
    files = material.glob("*.md")
    return {path.name: _word_of(path.read_text(encoding="utf-8")) for path in files}


def _word_of(text: str) -> str:
    """The word that only this version of this file has."""
    return str(WORD.findall(text)[0])


def shown(data: Path, embedder: Embedder) -> dict[str, str]:
    """Source to word, for every document; a sample is searched for and must be found."""
    with closing(LibraryKeeper(data, embedder)) as keeper:
        try:
            library = keeper.current()
        except NoLibraryError:
            return {}
        assert library.trouble == (), library.trouble
        rows = library.record.documents()
        found = {row.source: _word_of(library.record.text(row.version_id).text) for row in rows}
        assert len(found) == len(rows), "a document is shown twice"
        assert sum(row.chunks for row in rows) == library.chunks
        _search(library, embedder, found)
    return found


def _search(library: OpenLibrary, embedder: Embedder, words: dict[str, str]) -> None:
    assert library.lexical is not None
    assert library.vectors is not None
    assert library.lexical.count() == library.vectors.count() == library.chunks
    for source, word in sorted(words.items())[:: max(1, len(words) // SEARCHED)]:
        found = library.lexical.search(query_weights(word), 1)
        (passage,) = library.record.passages([found[0].key])
        assert passage.document.source == source, f"{source} is not found by its own word"
        nearest = library.vectors.search(embedder.embed_queries([word])[0], 5)
        assert len(library.record.passages([one.key for one in nearest])) == 5


def sync_command(room: Path, *, python: Path | None = None) -> list[str]:
    """How `lardom sync` takes in `room/material`, by this interpreter or another."""
    words = ("-P", "-m", "assistant", "sync", "--json", str(room / "material"))
    return [str(python or sys.executable), *words]


def sync_environment(room: Path, *, workers: int = 1) -> dict[str, str]:
    """Where that sync keeps its library and its temporary files: in the room."""
    spare = room / "spare"
    spare.mkdir(parents=True, exist_ok=True)
    places = {"LARDOM_DATA": str(room / "data"), "TMPDIR": str(spare), "PYTHONPATH": str(ROOT)}
    return {**os.environ, **places, "LARDOM_WORKERS": str(workers)}


def complete(room: Path, after: dict[str, str]) -> None:
    """Sync to the end: every file must stand in just one list."""
    done = subprocess.run(
        sync_command(room), env=sync_environment(room), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    listed = [*said["stored"], *said["unchanged"], *said["replaced"]]
    assert sorted(listed) == sorted(after), "a file stands in no list, or in two"


def wait_for_orphans(group: int, room: Path) -> None:
    """Until no process of the group lives, nor reads in the room; none may outlive it long."""
    deadline = time.monotonic() + ORPHANS_GONE_WITHIN
    while left := _members(group, room):
        assert time.monotonic() < deadline, f"left behind: {left}"
        time.sleep(0.05)


def _members(group: int, room: Path) -> list[str]:
    """The living processes of a process group, and those outside it that read in the room."""
    listed = subprocess.run(
        ["ps", "-eo", "pgid=,stat=,args=", "-ww"], capture_output=True, text=True, check=True
    )
    rows = (line.split(maxsplit=2) for line in listed.stdout.splitlines())
    return [
        row[-1]
        for row in rows
        if not row[1].startswith("Z")
        and (int(row[0]) == group or ("sandbox_child" in row[-1] and str(room) in row[-1]))
    ]


def difference(found: dict[str, str], *states: dict[str, str]) -> str:
    """By how much what is shown differs from what it might be."""
    counts = (len(found.items() ^ state.items()) for state in states)
    return " and ".join(f"{count} differences" for count in counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """All that a library holds and answers, whatever its keys, by source and passage."""

    texts: dict[str, DocumentText]
    passages: tuple[tuple[str, int, str, str], ...]
    answers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def holdings(data: Path, embedder: Embedder, questions: Sequence[str]) -> Holdings:
    """What a library holds, and how it answers the questions."""
    with serving(data, embedder) as service:
        library = service.library.current()
        record = library.record
        rows = record.documents()
        passages = record.passages(record.keys())
        answers = [service.assistant.ask(question, service.asker) for question in questions]
        return Holdings(
            texts={row.source: record.text(row.version_id) for row in rows},
            passages=tuple(sorted(map(_told, passages))),
            answers=tuple(
                (answer.status, tuple(sorted((c.source, c.quote) for c in answer.citations)))
                for answer in answers
            ),
        )


def _told(passage: Passage) -> tuple[str, int, str, str]:
    chunk = passage.chunk
    return passage.document.source, chunk.ordinal, chunk.heading, passage.text


def leftovers(room: Path) -> list[str]:
    """What lies in a synced room's data folder and temporary folder, and should not."""
    data = room / "data"
    names = {path.name for path in (data / "index").iterdir()} - {"CURRENT"}
    with closing(reader_of(data, None)) as everything:
        stored = len(everything.documents())
    live = int((data / "index" / "CURRENT").read_text(encoding="ascii").strip()[4:])
    with closing(reader_of(data, live)) as reader:
        unseen = stored - len(reader.documents())
    return [
        *(path.name for path in data.iterdir() if path.name not in _IN_DATA),
        *(name for name in names if not _GENERATION.fullmatch(name)),
        *(path.name for path in (room / "spare").iterdir()),
        *([f"{unseen} versions that nobody sees"] if unseen else []),
    ]
