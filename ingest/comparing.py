"""Compares the files of a folder with what the record knows: which are the same, which are not.

A file that looks as it did (see `ingest.marks`) is not read. Of the others those are hashed that
may be known: by their place, or by their size as one that has moved or lies twice.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ingest.archives import SUFFIX, is_archive
from ingest.errors import LoadError
from ingest.marks import Mark, mark_of
from ingest.originals import content_hash
from ingest.record.seen import Seen

AT_ONCE = 8
"""Files hashed side by side: the disk, or a file share, waits longer than the processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the record knows of a folder: content hashes and looks by source, sizes of any file.

    More would be read of the sources `unfinished` than was, though they are the same.
    """

    known: Mapping[str, str]
    seen: Mapping[str, Seen]
    sizes: Collection[int]
    unfinished: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The files of a folder, each in one list; members of unchanged archives are unchanged.

    Unfinished files are fresh, and so are archives with an unfinished member. `hashes` has the
    content hashes that were worked out or remembered, `marks` what every file looks like. `gone`
    are sources that are known and not there.
    """

    unchanged: tuple[str, ...]
    fresh: tuple[str, ...]
    gone: tuple[str, ...]
    hashes: Mapping[str, str]
    marks: Mapping[str, Mark]

    def members_at_stake(self, known: Collection[str]) -> list[str]:
        """Known members of archives that have changed: some of them may be gone."""
        archives = tuple(f"{source}/" for source in self.fresh if is_archive(source))
        return [source for source in known if source.startswith(archives)] if archives else []


def new_looks(
    compared: Compared, remembered: Remembered, hashes: Mapping[str, str]
) -> dict[str, tuple[Mark, str]]:
    """What is to be remembered of files, of which these hashes are known, that is not yet."""
    new = {}
    for source, mark in compared.marks.items():
        before, content_hash = remembered.seen.get(source), hashes.get(source)
        if content_hash and before != Seen(mark=mark.text, content_hash=content_hash):
            new[source] = (mark, content_hash)
    return new


def compare(
    folder: Path,
    sources: Sequence[str],
    remembered: Remembered,
    progress: Callable[[int, int], None],
) -> Compared:
    """Compare the files of a folder with what is remembered of them."""
    marks = {source: mark for source in sources if (mark := _mark(folder / source))}
    hashes = {
        source: remembered.seen[source].content_hash
        for source, mark in marks.items()
        if mark.text and source in remembered.seen and remembered.seen[source].mark == mark.text
    }
    wanted = [
        source
        for source in marks
        if source not in hashes and _may_be_known(source, marks[source], remembered)
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(_hash, (folder / source for source in wanted))
        for done, (source, content) in enumerate(zip(wanted, found, strict=True), start=1):
            if content:
                hashes[source] = content
            progress(done, len(wanted))
    return _sorted_out(sources, remembered, hashes, marks)


def _sorted_out(
    sources: Sequence[str],
    remembered: Remembered,
    hashes: Mapping[str, str],
    marks: Mapping[str, Mark],
) -> Compared:
    known, seen = remembered.known, remembered.seen
    archives = {source for source in sources if is_archive(source)}
    unfinished = {_archive_of(source, archives) or source for source in remembered.unfinished}
    members: dict[str, list[str]] = {}
    for source in known:
        if archive := _archive_of(source, archives):
            members.setdefault(archive, []).append(source)
    # An archive of which nothing is known is opened, whatever it looked like once.
    before = {source: _hash_seen(seen, source) for source in members} | {
        source: known.get(source) for source in sources if source not in archives
    }
    same = {
        source
        for source in sources
        if source in hashes and source not in unfinished and hashes[source] == before.get(source)
    }
    unchanged = [s for source in sources if source in same for s in members.get(source, [source])]
    there = {*sources, *(member for some in members.values() for member in some)}
    return Compared(
        unchanged=tuple(unchanged),
        fresh=tuple(source for source in sources if source not in same),
        gone=tuple(sorted(set(known) - there)),
        hashes=hashes,
        marks=marks,
    )


def _archive_of(source: str, archives: Collection[str]) -> str | None:
    if not archives or SUFFIX not in source.lower():
        return None
    parts = source.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    return next((path for path in above if path in archives), None)


def _hash_seen(seen: Mapping[str, Seen], source: str) -> str | None:
    return seen[source].content_hash if source in seen else None


def _may_be_known(source: str, mark: Mark, remembered: Remembered) -> bool:
    is_there = source in remembered.known or source in remembered.seen
    return is_there or mark.size in remembered.sizes or is_archive(source)


def _mark(path: Path) -> Mark | None:
    try:
        return mark_of(path)
    except OSError:  # whoever reads it will say why
        return None


def _hash(path: Path) -> str | None:
    try:
        return content_hash(path)
    except (OSError, LoadError):
        return None
