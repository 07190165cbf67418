"""Reads `_access.yaml`, which says who may see what lies in its folder and below.

    access: internal        # or everyone, or a list of groups
    locked: true            # what is said further down may only narrow it

One that cannot be read hides all that lies there from everybody, and is reported; so does one
whose name is misspelled.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from ingest.access_rules import NOBODY, FolderRule, FolderRules, rules_of
from ingest.errors import LoadError
from ingest.material_names import ACCESS_RULE, is_named_as_rule, is_rule
from ingest.sidecar import content_beside, groups_of, mapping_of
from ingest.types import Failure

_KEYS = frozenset({"access", "locked"})
_TRUTHS = {"true": True, "false": False}
_REMEDY = (
    "Tills det är rättat syns ingenting i mappen. Skriv till exempel «access: internal» eller "
    "«access: [styrgrupp]», och «locked: true» om undermappar bara får göra kretsen mindre."
)


def read_folder_rules(
    folder: Path, sources: Sequence[str]
) -> tuple[tuple[FolderRule, ...], tuple[Failure, ...]]:
    """The rules in these files below a folder; of what cannot be read, why, and one that hides.

    Two of one folder, such as `_access.yaml` and `_Access.yml`, both hold.
    """
    rules: list[FolderRule] = []
    failed: list[Failure] = []
    for source in sources:
        above = PurePosixPath(source).parent.as_posix()
        path = "" if above == "." else above
        try:
            rules.append(_rule(path, folder / source))
        except (LoadError, OSError) as error:
            rules.append(FolderRule(path=path, access=NOBODY, is_locked=True))
            failed.append(_failure(source, error))
    return tuple(rules), tuple(failed)


def rules_in(folder: Path) -> FolderRules:
    """The rules that hold for what lies right in a folder; raises `OSError` where it is none."""
    there = (one for one in folder.iterdir() if is_rule(one.name))
    names = [one.name for one in there if is_named_as_rule(one.name) or not one.is_dir()]
    return rules_of(read_folder_rules(folder, names)[0])


def _rule(path: str, file: Path) -> FolderRule:
    if not is_named_as_rule(file.name):
        raise LoadError(f"filen heter {file.name}, men ska heta {ACCESS_RULE}.", "")
    said = mapping_of(content_beside(file), file.name)
    if "access" not in said or said.keys() - _KEYS:
        raise LoadError(f"{file.name} ska säga access, och kan säga locked, inget annat.", "")
    return FolderRule(
        path=path, access=groups_of(said["access"], file.name), is_locked=_truth(said)
    )


def _truth(said: Mapping[str, object]) -> bool:
    told = str(said.get("locked", "false")).strip().lower()
    if told not in _TRUTHS:
        raise LoadError(f"locked är varken true eller false utan ”{told[:20]}”.", "")
    return _TRUTHS[told]


def _failure(source: str, error: Exception) -> Failure:
    why = error.reason if isinstance(error, LoadError) else "filen går inte att läsa."
    return Failure(
        source=source, reason=f"Vem som får se mappen går inte att utläsa: {why}", remedy=_REMEDY
    )
