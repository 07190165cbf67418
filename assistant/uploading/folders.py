"""The folders that files may come into, and who would see what comes there.

Somebody knows of a folder whose rule, and the rules of all folders above it, let them see it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from assistant.errors import NotFoundError, UploadRefusedError
from ingest.access_rules import FolderRules, allowed_by_both, rules_of
from ingest.folder_rules import read_folder_rules
from ingest.material_names import ACCESS_RULE, is_named_as_rule, is_rule, why_no_material

MaySee = Callable[[tuple[str, ...]], bool]
MOST_FOLDERS = 500
_DEEPEST = 6
_ANY_FILE = "fil.md"
"""Stands for a file: folders whose files are no material are none to come into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Who would see a file that comes into a folder, "" the outermost, and what says so.

    `inherited` is what the folder says, `access` what is left of it where somebody narrows it;
    `where` the rule file, "" where none says anything; `is_for_asker` whether they would see it.
    """

    folder: str
    inherited: tuple[str, ...]
    access: tuple[str, ...]
    where: str
    is_for_asker: bool


def folders_in(root: Path, may_see: MaySee) -> tuple[str, ...]:
    """The folders below a root that files may come into, "" itself first, then by name.

    At most `MOST_FOLDERS`. Raises `OSError` where one cannot be read; none where there is no root.
    """
    return tuple(islice(_below(root, "", may_see), MOST_FOLDERS))


def foreseen(root: Path, folder: str, narrowed: Sequence[str] | None, may_see: MaySee) -> Coming:
    """Who would see what comes into a folder, for these alone of those whom it is for.

    Raises:
        NotFoundError: there is no such folder, or it is not for the asker.
        UploadRefusedError: nobody would be left.
    """
    if folder and folder not in folders_in(root, may_see):
        raise NotFoundError(
            f"Mappen {folder} finns inte bland de uppladdade filerna.",
            "Välj en mapp som visas på /ladda-upp.",
        )
    rules = rules_down_to(root, folder)
    source = _in(folder, _ANY_FILE)
    above, inherited = rules.above(source), rules.allowed(source)
    access = inherited if narrowed is None else allowed_by_both(inherited, narrowed)
    if narrowed is not None and not access:
        raise UploadRefusedError(
            f"Ingen skulle se filen: mappen är bara för {', '.join(inherited) or 'ingen'}.",
            "Välj grupper som får se mappen, eller en annan mapp.",
        )
    return Coming(
        folder=folder,
        inherited=inherited,
        access=access,
        where=_in(above[-1].path, ACCESS_RULE) if above else "",
        is_for_asker=may_see(access),
    )


def rules_down_to(root: Path, folder: str) -> FolderRules:
    """The rules that hold for what lies right in a folder below a root: its own, those above it."""
    above = [*reversed(PurePosixPath(folder).parents), PurePosixPath(folder)] if folder else []
    levels = dict.fromkeys("" if str(one) == "." else str(one) for one in (".", *above))
    names = [_in(level, name) for level in levels for name in _rule_files(root / level)]
    return rules_of(read_folder_rules(root, names)[0])


def _rule_files(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    there = (one for one in folder.iterdir() if is_rule(one.name))
    return [one.name for one in there if is_named_as_rule(one.name) or not one.is_dir()]


def _below(root: Path, folder: str, may_see: MaySee) -> Iterator[str]:
    if not may_see(rules_down_to(root, folder).allowed(_in(folder, _ANY_FILE))):
        return
    yield folder
    if folder.count("/") + 1 >= _DEEPEST or not (root / folder).is_dir():
        return
    for one in sorted((root / folder).iterdir()):
        source = _in(folder, one.name)
        is_open = not why_no_material(_in(source, _ANY_FILE))
        if is_open and one.name.isprintable() and one.is_dir() and not one.is_symlink():
            yield from _below(root, source, may_see)


def _in(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
