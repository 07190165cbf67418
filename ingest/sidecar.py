"""Reads `rapport.pdf.meta.yaml`, the file beside a document that says what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

import yaml

from ingest.access_rules import allowed_by_both
from ingest.errors import LoadError
from ingest.regular_files import open_regular
from ingest.types import EVERYONE, INTERNAL

SUFFIX = ".meta.yaml"
_OF_ONE = (
    *("title", "titel", "rubrik", "url", "länk", "lank", "adress", "webbadress"),
    *("publication_number", "publikationsnummer", "nummer", "number"),
)
"""What can be said of one document only, not of all that an archive holds."""
_ACCESS = "access"
_ALIKE = 0.8
"""How like a word is to another that it is misspelled for, at least."""
_INHERITED = "<<"
SIZE_LIMIT = 32 << 10  # read outside the reading processes, so it must be read soon


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What a sidecar says: its bytes (empty without one) and its lower-case properties.

    `said_access` is who may see the document; None where it is silent.
    """

    content: bytes
    properties: tuple[tuple[str, str], ...]
    said_access: tuple[str, ...] | None

    @property
    def access(self) -> tuple[str, ...]:
        """Who may see the document as far as it goes by the file alone: `EVERYONE`, or groups."""
        return (EVERYONE,) if self.said_access is None else self.said_access


NO_SIDECAR = Sidecar(content=b"", properties=(), said_access=None)


def is_sidecar(name: str) -> bool:
    """True for the name of a file that describes another and is no document itself."""
    return name.lower().endswith(SUFFIX)


def sidecar_of(path: Path) -> Path | None:
    """The sidecar of a document: `NAME.pdf.meta.yaml` before `NAME.meta.yaml`, else None."""
    both = map(path.with_name, sidecar_names(path.name))
    return next((candidate for candidate in both if _is_file(candidate)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # beside a name as long as names may be there is room for no longer one
        return False


def sidecar_names(name: str) -> tuple[str, str]:
    """What the sidecar of a document may be called; the first goes before the second."""
    return name + SUFFIX, PurePosixPath(name).stem + SUFFIX


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of the document at `path`; raise `LoadError` for one that is no mapping.

    Without a sidecar, or without a rule of access in it, the document is for everyone.
    """
    beside = sidecar_of(path)
    return NO_SIDECAR if beside is None else understood(content_beside(beside), beside.name)


def who_may_know(path: Path) -> tuple[str, ...] | None:
    """What a file says of who may see it, None: nothing; nobody, where that cannot be read."""
    try:
        return read_sidecar(path).said_access
    except (OSError, LoadError):
        return ()


def understood(content: bytes, name: str) -> Sidecar:
    """What the sidecar of that name says; raises as `read_sidecar`."""
    said = mapping_of(content, name)
    if wrong := next((key for key in said if key != _ACCESS and resembles_access(key)), None):
        raise LoadError(
            f"uppgiften {wrong} i {name} är troligen felskriven.", "Skriv «access: » för den."
        )
    return Sidecar(
        content=content,
        properties=tuple(
            (name, text)
            for name, value in said.items()
            if name != _ACCESS and (text := scalar_or_list(value))
        ),
        said_access=groups_of(said[_ACCESS], name) if _ACCESS in said else None,
    )


def mapping_of(content: bytes, name: str) -> dict[str, object]:
    """What a file of that name says, by lower-case keys; scalars as they are written.

    Raises `LoadError` for what is too large, says something twice, or is no mapping.
    """
    _refuse_overlarge(content, name)
    try:
        found = told_once(content)
    except _RepeatedError as error:
        raise LoadError(
            f"metadatafilen {name} säger {error} på två sätt.", "Låt varje uppgift stå en gång."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise _unreadable(name) from error
    if found is not None and not isinstance(found, dict):
        raise _unreadable(name)
    return {str(key).lower(): value for key, value in (found or {}).items()}


class _RepeatedError(yaml.YAMLError):
    """A mapping says one thing twice; the text of the error is what."""


class _OnceLoader(yaml.BaseLoader):
    """Keeps every scalar as it is written, builds nothing else, and takes no second word for it."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            said = str(key.value).strip().lower()
            if said in seen or said == _INHERITED:
                raise _RepeatedError(said)
            seen.add(said)
        return super().construct_mapping(node, deep=deep)


def told_once(content: bytes) -> object:
    """What YAML says, scalars as they are written; raises `yaml.YAMLError`, also for a key twice.

    Keys are the same in any case. What a mapping would inherit by `<<` is a key twice, too.
    """
    return yaml.load(content, Loader=_OnceLoader)  # noqa: S506 - builds only text


def resembles_access(word: str) -> bool:
    """True for the word that says who may see something, and for what is misspelled for it."""
    return SequenceMatcher(None, word.strip().lower(), _ACCESS).ratio() >= _ALIKE


def within(archive: Sidecar, member: Sidecar) -> Sidecar:
    """What holds for a member of an archive: what is said of it, and of all that the archive holds.

    It may be seen by those whom both rules allow.
    """
    shared = dict(archive.properties)
    for own in _OF_ONE:
        shared.pop(own, None)
    return Sidecar(
        content=member.content + archive.content,
        properties=tuple((shared | dict(member.properties)).items()),
        said_access=_both_said(archive, member),
    )


def _both_said(archive: Sidecar, member: Sidecar) -> tuple[str, ...] | None:
    if archive.said_access is None and member.said_access is None:
        return None
    return allowed_by_both(archive.access, member.access)


def scalar_or_list(value: object) -> str:
    """What a key of YAML says, of several the words with "; " between; empty for anything else."""
    if isinstance(value, list):
        return "; ".join(one.strip() for one in value if isinstance(one, str))
    return value.strip() if isinstance(value, str) else ""


def sidecar_bytes(properties: Sequence[tuple[str, str]], access: Sequence[str] | None) -> bytes:
    """What `read_sidecar` reads as just this (None: no rule); the same bytes for the same words."""
    said: dict[str, object] = dict(properties)
    if access is not None:
        said["access"] = list(access)
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=4096).encode()


def groups_of(said: object, where: str) -> tuple[str, ...]:
    """Who an access rule names; raise `LoadError` for one that cannot be understood.

    What cannot be understood is refused, never taken as everyone; so is everyone, or whoever has
    signed in, beside others, where it cannot be told who is meant. `where` is what says it.
    """
    named = said if isinstance(said, list) else [said]
    groups = tuple(name.strip() for name in named if isinstance(name, str))
    if len(groups) != len(named) or not all(name and name.isprintable() for name in groups):
        raise LoadError(
            f"uppgiften access i {where} är varken «{EVERYONE}» eller en lista med grupper.",
            "Skriv till exempel «access: [styrgrupp, revision]», utan radbrytning i namnen.",
        )
    if len(set(groups)) > 1 and (wide := {EVERYONE, INTERNAL} & {*groups}):
        raise LoadError(
            f"uppgiften access i {where} säger både {min(wide)} och annat.",
            f"Skriv antingen {EVERYONE}, {INTERNAL} eller grupper.",
        )
    return groups


def content_beside(beside: Path) -> bytes:
    """The bytes of a file that tells of others; raises `LoadError`, or `OSError`."""
    if not beside.resolve().is_relative_to(beside.parent.resolve()):
        raise LoadError(
            f"metadatafilen {beside.name} är en länk ut ur mappen.",
            "Lägg filen själv bredvid dokumentet.",
        )
    with open_regular(beside) as file:
        return file.read(SIZE_LIMIT + 1)


def _refuse_overlarge(content: bytes, name: str) -> None:
    if len(content) > SIZE_LIMIT:
        raise LoadError(
            f"metadatafilen {name} är större än gränsen {SIZE_LIMIT >> 10} kB.",
            "Skriv bara det som beskriver dokumentet, en uppgift per rad.",
        )


def _unreadable(name: str) -> LoadError:
    return LoadError(
        f"metadatafilen {name} är inte giltig YAML med en uppgift per rad.",
        "Skriv den som rader av formen «title: Rapportens titel», eller ta bort den.",
    )
