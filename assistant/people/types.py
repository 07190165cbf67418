"""The nouns of whoever asks: roles, the ways to come, callers."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.types import Asker
from ingest.types import EVERYONE, INTERNAL


class Role(StrEnum):
    """What somebody may do. Roles add up; none holds another."""

    VISITOR = "visitor"
    """Asks through the widget."""
    READER = "reader"
    """Asks, searches and reads."""
    EDITOR = "editor"
    """Takes in material, corrects metadata, writes lessons."""
    REVIEWER = "reviewer"
    """Publishes lessons, settles collections."""
    ADMINISTRATOR = "administrator"
    """Settings, keys, switching parts off."""
    ARCHIVIST = "archivist"
    """Retention, holds and erasure."""
    AUDITOR = "auditor"
    """Reads the audit log."""


class Way(StrEnum):
    """How a caller made themselves known."""

    LOCAL = "local"
    OIDC = "oidc"
    PROXY = "proxy"
    KEY = "key"
    VISITOR = "visitor"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whoever sends a request, or gives a command.

    `id` tells callers apart and owns what they leave behind; None is the one person of a service
    without signing in. `name` is how they are shown, `asker` what they may see.
    """

    way: Way
    id: str | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    asker: Asker = field(default_factory=Asker)


NOBODY = Caller(way=Way.NONE)
"""Who has not made themselves known, and may neither see nor do anything but that."""


def local_caller(groups: frozenset[str]) -> Caller:
    """The one person of a service on their own machine, who may do everything."""
    return Caller(
        way=Way.LOCAL, roles=frozenset(Role) - {Role.VISITOR}, asker=signed_in_asker(groups)
    )


def signed_in_asker(groups: frozenset[str]) -> Asker:
    """What somebody who has signed in may see: what is internal, and what is for their groups."""
    return Asker(groups=(groups - {EVERYONE}) | {INTERNAL})
