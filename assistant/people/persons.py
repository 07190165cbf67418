"""People as another service has told of them: who they are, their groups, and what they may do."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.errors import AssistantError
from assistant.people.types import Caller, Role, Way, signed_in_asker
from ingest.types import EVERYONE, INTERNAL

_LOG = logging.getLogger("lardom")
RESERVED = frozenset({EVERYONE, INTERNAL})
"""What no directory's group may be called here: it would be for others than its members."""
LONGEST_NAME = 200
GIVEN = tuple(role for role in Role if role is not Role.VISITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who has signed in: `id` tells people apart, `groups` are of their directory."""

    id: str
    name: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule:
    """A role, and the groups that have it."""

    role: Role
    groups: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRules:
    """Which groups have which roles. Everyone who signs in reads, unless a rule says who does."""

    rules: tuple[RoleRule, ...] = ()

    def roles_of(self, groups: frozenset[str]) -> frozenset[Role]:
        """What members of these groups may do."""
        given = {rule.role for rule in self.rules if not rule.groups.isdisjoint(groups)}
        limited = any(rule.role is Role.READER for rule in self.rules)
        return frozenset(given) if limited else frozenset({*given, Role.READER})


def caller_of(person: Person, way: Way, rules: RoleRules) -> Caller:
    """Somebody who has signed in, as a caller."""
    return Caller(
        way=way,
        id=person.id,
        name=person.name,
        roles=rules.roles_of(person.groups),
        asker=signed_in_asker(person.groups),
    )


def known_groups(told: Iterable[str]) -> frozenset[str]:
    """The groups that somebody is told to be in; a reserved name is left out, and logged."""
    groups = {one.strip() for one in told}
    if groups & RESERVED:
        _LOG.warning("Grupper med reserverade namn räknas inte: %s", sorted(groups & RESERVED))
    return frozenset(one for one in groups - RESERVED if one and one.isprintable())


def shown_name(told: object) -> str:
    """A name that is fit to be shown; empty where none was told."""
    plain = "".join(one for one in told if one.isprintable()) if isinstance(told, str) else ""
    return plain.strip()[:LONGEST_NAME]


def read_roles(written: str) -> RoleRules:
    """The rules of `editor=redaktion+webb, reviewer=granskare`.

    Raises:
        AssistantError: a role is unknown or cannot be given, stands twice, or has no groups.
    """
    rules = tuple(_rule(part.strip()) for part in written.split(",") if part.strip())
    if len({rule.role for rule in rules}) < len(rules):
        raise _wrong(written, "en roll står flera gånger")
    return RoleRules(rules=rules)


def _rule(written: str) -> RoleRule:
    name, _, groups = written.partition("=")
    role = next((role for role in GIVEN if role.value == name.strip()), None)
    if role is None:
        raise _wrong(written, f"rollen ”{name.strip()}” finns inte eller går inte att ge")
    read = frozenset(one.strip() for one in groups.split("+") if one.strip())
    if not read or read & RESERVED:
        raise _wrong(written, "grupper saknas, eller har ett reserverat namn")
    return RoleRule(role=role, groups=read)


def _wrong(written: str, why: str) -> AssistantError:
    return AssistantError(
        f"LARDOM_ROLES går inte att läsa vid ”{written}”: {why}.",
        "Skriv till exempel editor=redaktion+webb, reviewer=granskare. Rollerna är "
        f"{', '.join(GIVEN)}.",
    )
