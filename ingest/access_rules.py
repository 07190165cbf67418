"""Who may see a document, by the rules of its folders, of its file and of an editor.

A rule names groups, everyone, or whoever has signed in; one that names none is for nobody. Knows
nothing about where rules are written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.types import EVERYONE, INTERNAL

OPEN: tuple[str, ...] = (EVERYONE,)
NOBODY: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderRule:
    """What holds below a path of the material; "" is the material folder itself.

    What is said further down stands in its place, unless it is locked: then both hold.
    """

    path: str
    access: tuple[str, ...]
    is_locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderRules:
    """The rules of one material folder, by their paths."""

    by_path: Mapping[str, FolderRule] = field(default_factory=dict)

    def above(self, source: str) -> tuple[FolderRule, ...]:
        """The rules that a file stands under, the outermost first."""
        if not self.by_path:
            return ()
        return tuple(self.by_path[path] for path in _paths(source) if path in self.by_path)

    def allowed(self, source: str, *said: Sequence[str] | None) -> tuple[str, ...]:
        """Who may see a file of which this is said besides, each after the other; None: nothing."""
        return in_turn(self.above(source), said)


NO_RULES = FolderRules()


def rules_of(rules: Iterable[FolderRule]) -> FolderRules:
    """These rules of one folder; of several with one path both hold."""
    found: dict[str, FolderRule] = {}
    for rule in rules:
        other = found.get(rule.path)
        found[rule.path] = rule if other is None else _both(rule, other)
    return FolderRules(by_path=found)


def kept_by_both(before: FolderRules, after: FolderRules) -> FolderRules:
    """The rules of a folder while they change: under them nobody sees what either hides."""
    paths = {**before.by_path, **after.by_path}
    return rules_of(
        FolderRule(
            path=path,
            access=allowed_by_both(before.allowed(path), after.allowed(path)),
            is_locked=any(
                path in rules.by_path and rules.by_path[path].is_locked for rules in (before, after)
            ),
        )
        for path in paths
    )


def in_turn(
    rules: Iterable[FolderRule], said: Iterable[Sequence[str] | None] = ()
) -> tuple[str, ...]:
    """What holds by rules, the outermost first, and by what is said further down."""
    allowed = locked = OPEN
    for rule in rules:
        allowed = allowed_by_both(locked, rule.access)
        locked = allowed if rule.is_locked else locked
    for groups in said:
        if groups is not None:
            allowed = allowed_by_both(locked, groups)
    return allowed


def allowed_by_both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Who may see what both rules are for; whoever is in a group has signed in."""
    if EVERYONE in one or EVERYONE in other:
        return tuple(other if EVERYONE in one else one)
    kept = [group for group in one if group in other or INTERNAL in other]
    return (*kept, *(group for group in other if INTERNAL in one and group not in one))


def _both(one: FolderRule, other: FolderRule) -> FolderRule:
    return FolderRule(
        path=one.path,
        access=allowed_by_both(one.access, other.access),
        is_locked=one.is_locked or other.is_locked,
    )


def _paths(source: str) -> Iterator[str]:
    yield ""
    parts = source.split("/")
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[:count])
