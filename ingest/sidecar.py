"""Reads `rapport.pdf.meta.yaml`, the file beside a document that says what it is."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.errors import LoadError
from ingest.types import EVERYONE

SUFFIX = ".meta.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What a sidecar says: its bytes (empty without one) and its lower-case properties.

    `access` is who may see the document: `EVERYONE`, or groups.
    """

    content: bytes
    properties: tuple[tuple[str, str], ...]
    access: tuple[str, ...]


def is_sidecar(name: str) -> bool:
    """True for the name of a file that describes another and is no document itself."""
    return name.lower().endswith(SUFFIX)


def sidecar_of(path: Path) -> Path | None:
    """The sidecar of a document: `NAME.pdf.meta.yaml` before `NAME.meta.yaml`, else None."""
    both = (path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX))
    return next((candidate for candidate in both if candidate.is_file()), None)


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of the document at `path`; raise `LoadError` for one that is no mapping.

    Without a sidecar, or without a rule of access in it, the document is for everyone.
    """
    beside = sidecar_of(path)
    if beside is None:
        return Sidecar(content=b"", properties=(), access=(EVERYONE,))
    content = beside.read_bytes()
    try:
        # BaseLoader keeps every scalar as it is written and builds nothing else.
        found = yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 - builds only text
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _unreadable(beside) from error
    if found is not None and not isinstance(found, dict):
        raise _unreadable(beside)
    said = {str(key).lower(): value for key, value in (found or {}).items()}
    return Sidecar(
        content=content,
        properties=tuple((k, v.strip()) for k, v in said.items() if isinstance(v, str)),
        access=_access(said.get("access", EVERYONE), beside),
    )


def _access(said: object, beside: Path) -> tuple[str, ...]:
    """Who may see the document; what cannot be understood is refused, never taken as everyone."""
    named = said if isinstance(said, list) else [said]
    groups = tuple(name.strip() for name in named if isinstance(name, str))
    if len(groups) != len(named) or not all(name and name.isprintable() for name in groups):
        raise LoadError(
            f"uppgiften access i {beside.name} är varken «{EVERYONE}» eller en lista med grupper.",
            "Skriv till exempel «access: [styrgrupp, revision]», utan radbrytning i namnen.",
        )
    return groups


def _unreadable(beside: Path) -> LoadError:
    return LoadError(
        f"metadatafilen {beside.name} är inte giltig YAML med en uppgift per rad.",
        "Skriv den som rader av formen «title: Rapportens titel», eller ta bort den.",
    )
