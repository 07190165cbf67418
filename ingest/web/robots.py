"""What a site's robots.txt says to us, by RFC 9309. Knows nothing about fetching it.

The most specific rule decides, `*` and `$` are understood, and the time that matching takes
grows only with the length of rules and addresses, whatever a site writes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ROBOT = "lardom"
"""What a site calls us: our name without its version, in lower case."""
MOST_BYTES = 500 << 10
MOST_RULES = 5000
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Whether addresses that fit a pattern may be fetched."""

    pattern: str
    allows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A site's rules for us; `delay` are the seconds that it wants between two requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allow(self, target: str) -> bool:
        """True when the path with its query may be fetched."""
        wanted = _normal(target)
        fitting = [rule for rule in self.rules if _fits(rule.pattern, wanted)]
        if not fitting or wanted == "/robots.txt":
            return True
        longest = max(len(rule.pattern) for rule in fitting)
        return any(rule.allows for rule in fitting if len(rule.pattern) == longest)


ALL_ALLOWED = Rules()


def read_rules(content: bytes) -> Rules:
    """The rules of a robots.txt for us: the groups that name us, else those for everyone."""
    lines = list(_lines(content[:MOST_BYTES].decode("utf-8", errors="replace")))
    groups = list(_groups(lines))
    mine = [group for agents, group in groups if ROBOT in agents]
    chosen = mine or [group for agents, group in groups if "*" in agents]
    said = [line for group in chosen for line in group]
    rules = [
        Rule(pattern=_normal(value), allows=name == "allow")
        for name, value in said
        if name in {"allow", "disallow"} and value
    ]
    delays = [float(value) for name, value in said if name == "crawl-delay" and _is_number(value)]
    return Rules(rules=tuple(rules[:MOST_RULES]), delay=max(delays, default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines that say something, as lower-case name and value."""
    for line in text.lstrip("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _groups(
    lines: Sequence[tuple[str, str]],
) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Which robots each group is for, and its lines."""
    agents: set[str] = set()
    group: list[tuple[str, str]] = []
    for name, value in lines:
        if name != "user-agent":
            group.append((name, value))
            continue
        if group:
            yield agents, group
            agents, group = set(), []
        agents.add(value.split("/")[0].strip().lower())
    yield agents, group


def _is_number(value: str) -> bool:
    return re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) is not None


def _fits(pattern: str, target: str) -> bool:
    """True when the pattern fits the target's beginning; each part is looked for once, in order."""
    anchored = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    last = parts.pop() if anchored and parts else None
    for part in parts:
        found = target.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not anchored:
        return True
    if last is None:
        return at == len(target)
    return target.endswith(last) and len(target) - len(last) >= at


def _normal(target: str) -> str:
    """The same address, escaped in one way."""
    escaped = "".join(
        char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in target
    )
    return _ESCAPE.sub(_plain, escaped)


def _plain(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if _UNRESERVED.match(char) else escape[0].upper()
