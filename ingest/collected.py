"""Compares the collection workbooks of a folder with what the register knows of them.

One that looks as it did, with its sidecar and its mapping, and is for whom it was, is not read.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.access_rules import NO_RULES, FolderRules
from ingest.errors import LoadError
from ingest.marks import mark_of
from ingest.material_names import MAPPING_SUFFIX
from ingest.record.register.places import BookThere
from ingest.sidecar import read_sidecar


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The workbooks of a folder by their paths, each in one list; `marks` of those to be read.

    `gone` are those that the register knows and that are not there.
    """

    unchanged: tuple[str, ...]
    fresh: tuple[str, ...]
    gone: tuple[str, ...]
    marks: Mapping[str, str]


def look(
    folder: Path,
    sources: Sequence[str],
    there: Mapping[str, BookThere],
    rules: FolderRules = NO_RULES,
) -> Looked:
    """Compare the workbooks of a folder with what is known to lie there."""
    marks = {source: _mark(folder / source) for source in sources}
    alike = {s for s, mark in marks.items() if mark and s in there and there[s].mark == mark}
    same = {s for s in alike if _access(folder / s, s, rules) == there[s].access}
    return Looked(
        unchanged=_those(sources, same),
        fresh=tuple(source for source in sources if source not in same),
        gone=tuple(sorted(set(there) - set(sources))),
        marks={source: mark for source, mark in marks.items() if source not in same},
    )


def _access(path: Path, source: str, rules: FolderRules) -> tuple[str, ...] | None:
    """Who may see a workbook; None where that cannot be read, and reading it will say."""
    try:
        return rules.allowed(source, read_sidecar(path).said_access)
    except (LoadError, OSError):
        return None


def _those(sources: Sequence[str], wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(source for source in sources if source in wanted)


def _mark(path: Path) -> str:
    """What a workbook looks like; nothing where that cannot be told, and reading it will say."""
    try:
        return mark_of(path, path.with_name(path.name + MAPPING_SUFFIX)).text
    except OSError:
        return ""
