"""The parts of a lexical store: which of them the next generation keeps, which are made anew.

A part holds some chunks and is never written to again, so a generation shares its files with the
one before by links. A part that loses a chunk is renewed: what deletes only marks would leave the
chunk's terms on disk, and they tell what its words were. Which parts there are changes no score,
for how common a term is is counted over them all.
"""

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ingest.errors import IndexDamagedError
from ingest.record.types import Keys

PARTS = "parts.json"
KEYS = "parts.npy"
LARGEST_MERGED = 16_000
"""Tantivy merges pieces that are about alike in size; to it all below 16,818 chunks are."""
MOST_FULL = 16
"""Each part costs every search some time; what a change costs grows with their size."""
MOST_PARTS = 24
RATIO = 4
WORTH_MERGING = 1000
MERGED_AT = 8
"""So many pieces tantivy merges into one, and fewer not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One of tantivy's own pieces: its name, and how many chunks it holds."""

    name: str
    chunks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Segments that were made together, and the keys of the chunks they hold, ascending."""

    segments: tuple[Segment, ...]
    keys: Keys

    def files(self, folder: Path) -> list[Path]:
        """Its files in a store's folder."""
        names = {segment.name.replace("-", "") for segment in self.segments}
        return sorted(path for path in folder.iterdir() if path.name.partition(".")[0] in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """One part to make of others (of none, where nothing can be taken over).

    Of what they hold `dropped` is left out; `anew` is indexed from the record, ascending.
    """

    parts: tuple[Part, ...]
    dropped: Keys
    anew: Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Parts to keep as they are, and those to make."""

    kept: tuple[Part, ...]
    renewals: tuple[Renewal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How many chunks a full part has, and how many a part must have to be taken over in part."""

    full: int = LARGEST_MERGED
    worth_merging: int = WORTH_MERGING


USUAL = Sizes()


def plan_parts(parts: Iterable[Part], keys: Sequence[int], sizes: Sizes = USUAL) -> Plan:
    """What becomes of the last generation's parts when these chunks are to be held.

    Parts are larger where there would be too many. What is new goes into a part that is renewed
    anyhow or, with small parts, into one of its own, so that few remain: of those less than half
    full each is several times as large as the next.
    """
    wanted = np.asarray(keys, np.int64)
    full = max(sizes.full, -(-len(wanted) // MOST_FULL))
    kept, losing, new = _sorted_out(parts, wanted, sizes)
    while len(kept) > MOST_PARTS and 0 < len(new) < full:
        new = np.union1d(new, kept.pop(0).keys)
    groups = [[part] for part in losing]
    room = [n for n, part in enumerate(losing) if len(part.keys) + len(new) <= sizes.full]
    place = room[0] if room else len(groups)
    if len(new) and not room:
        groups.append(_small(kept, len(new), sizes))
    renewals = [
        renewal
        for n, group in enumerate(groups)
        for renewal in _renewals(group, new if n == place else new[:0], wanted, full)
    ]
    return Plan(kept=tuple(kept), renewals=tuple(renewals))


def _sorted_out(
    parts: Iterable[Part], wanted: Keys, sizes: Sizes
) -> tuple[list[Part], list[Part], Keys]:
    """Parts that lose nothing, smallest first; parts to merge without some; the other chunks."""
    kept, losing, new = [], [], wanted
    for part in sorted(parts, key=lambda part: len(part.keys)):
        left = np.intersect1d(part.keys, wanted, assume_unique=True)
        if len(left) == len(part.keys):
            kept.append(part)
        elif len(left) >= sizes.worth_merging and _can_be_merged(part, sizes):
            losing.append(part)
        else:
            continue
        new = np.setdiff1d(new, left, assume_unique=True)
    return kept, losing, new


def _can_be_merged(part: Part, sizes: Sizes) -> bool:
    return len(part.segments) == 1 and len(part.keys) <= sizes.full


def _small(kept: list[Part], new: int, sizes: Sizes) -> list[Part]:
    """Takes out of `kept` (smallest first) what is to be made one with so many new chunks."""
    taken: list[Part] = []
    while kept and len(taken) < MERGED_AT - 1 and _can_be_merged(kept[0], sizes):
        size = len(kept[0].keys)
        if size > min(RATIO * new, sizes.full - new):
            break
        new += size
        taken.append(kept.pop(0))
    return taken


def _renewals(parts: list[Part], new: Keys, wanted: Keys, full: int) -> list[Renewal]:
    """One renewal of these parts; of none, parts alike of what is new."""
    held = np.concatenate([new[:0], *(part.keys for part in parts)])
    left = np.intersect1d(held, wanted, assume_unique=True)
    again = left[max(0, len(left) - max(0, MERGED_AT - len(parts) - len(new))) :]
    if len(again) == len(left):
        everything = np.union1d(new, left)
        groups = np.array_split(everything, -(-len(everything) // full))
        return [Renewal(parts=(), dropped=new[:0], anew=group) for group in groups if len(group)]
    dropped = np.union1d(np.setdiff1d(held, left, assume_unique=True), again)
    return [Renewal(parts=tuple(parts), dropped=dropped, anew=np.union1d(new, again))]


def write_parts(folder: Path, parts: Sequence[Part]) -> None:
    """Write down which parts a finished store has."""
    told = [[asdict(segment) for segment in part.segments] for part in parts]
    (folder / PARTS).write_text(json.dumps(told, indent=1), encoding="utf-8")
    keys = [np.zeros(0, np.int64), *(part.keys for part in parts)]
    np.save(folder / KEYS, np.concatenate(keys).astype("<i8"))


def read_parts(folder: Path) -> list[Part]:
    """The parts of a store; none where it does not tell, as stores made without parts do not.

    Raises:
        IndexDamagedError: what it tells cannot be understood.
    """
    try:
        return _told(folder)
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, EOFError) as error:
        raise IndexDamagedError(f"Ordindexet i {folder} saknar en hel beskrivning.") from error


def _told(folder: Path) -> list[Part]:
    told = json.loads((folder / PARTS).read_text(encoding="utf-8"))
    keys = np.load(folder / KEYS, allow_pickle=False)
    segments = [tuple(Segment(**one) for one in part) for part in told]
    ends = np.cumsum([0, *(sum(segment.chunks for segment in part) for part in segments)])
    if ends[-1] != len(keys):
        raise ValueError(f"{len(keys)} keys")
    own = zip(segments, ends, ends[1:], strict=False)
    return [Part(segments=some, keys=keys[start:end]) for some, start, end in own]


def share_files(files: Iterable[Path], folder: Path) -> None:
    """Have these files in another folder too, without copying where the disk can."""
    for file in files:
        try:
            os.link(file, folder / file.name)
        except OSError:  # a disk without links, or too many of them
            shutil.copy2(file, folder / file.name)
