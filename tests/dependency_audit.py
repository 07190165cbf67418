"""`make audit`: looks the pinned packages up among known vulnerabilities, by pip-audit.

What `audit_ignored.toml` names, with a reason and a day, does not count until that day. A package
that could not be looked up is told of: pip-audit itself calls that "no known vulnerabilities".
Where none could be, as without internet, nothing has been audited: that is said aloud, and fails
only with `--strict`.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "build" / "audit" / "bin" / "pip-audit"
PINNED = ROOT / "constraints.txt"
IGNORED = ROOT / "tests" / "audit_ignored.toml"
OSV = "LARDOM_OSV_URL"
"""An environment variable: another address to ask in the way of OSV, instead of PyPI."""
LONGEST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A vulnerability that does not count before a day, and why."""

    id: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability:
    """One that a pinned package has; `mended` are the versions without it."""

    package: str
    version: str
    id: str
    aliases: tuple[str, ...]
    mended: tuple[str, ...]

    def is_among(self, ignored: Sequence[Ignored], today: date) -> bool:
        """Whether it is ignored today, under any of its names."""
        names = {self.id, *self.aliases}
        return any(one.id in names and today < one.until for one in ignored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What was found, how many packages were looked up, and those that could not be."""

    found: tuple[Vulnerability, ...]
    looked_up: int
    skipped: tuple[str, ...]


def read_ignored(file: Path) -> tuple[Ignored, ...]:
    """The list of those that do not count."""
    told = tomllib.loads(file.read_text(encoding="utf-8")).get("ignored", [])
    return tuple(Ignored(**one) for one in told)


def audited(pinned: Path, program: Path = PROGRAM) -> Audited:
    """What pip-audit says of pinned packages; nothing is looked up where it gives no report."""
    asked = os.environ.get(OSV, "")
    service = ["--vulnerability-service", "osv", "--osv-url", asked] if asked else []
    options = ["--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json"]
    done = subprocess.run(
        [program, "--requirement", pinned, *options, *service],
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    try:
        told = json.loads(done.stdout)["dependencies"]
    except ValueError:
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return Audited(found=(), looked_up=0, skipped=(reason,))
    skipped = tuple(one["name"] for one in told if "skip_reason" in one)
    return Audited(found=tuple(_found(told)), looked_up=len(told) - len(skipped), skipped=skipped)


def _found(told: Sequence[dict[str, object]]) -> Iterator[Vulnerability]:
    for package in told:
        vulnerabilities = package.get("vulns", [])
        assert isinstance(vulnerabilities, list)
        for one in vulnerabilities:
            yield Vulnerability(
                package=str(package["name"]),
                version=str(package["version"]),
                id=one["id"],
                aliases=tuple(one.get("aliases", ())),
                mended=tuple(one.get("fix_versions", ())),
            )


def told_of(seen: Audited, ignored: Sequence[Ignored], today: date) -> Iterator[str]:
    """A line for all that somebody must look at; without any, all is well."""
    names = {name for one in seen.found for name in (one.id, *one.aliases)}
    for one in seen.found:
        if not one.is_among(ignored, today):
            mended = ", ".join(one.mended) or "none yet"
            yield f"{one.package} {one.version}: {one.id}; mended in {mended}"
    if not seen.skipped:
        for entry in ignored:
            if entry.id not in names:
                yield f"{IGNORED.name}: {entry.id} is in no pinned package; take it away"


def main() -> int:
    """Audit; 1 when somebody must look at something."""
    is_strict = "--strict" in sys.argv[1:]
    ignored = read_ignored(IGNORED)
    seen = audited(PINNED)
    lines = list(told_of(seen, ignored, datetime.now(UTC).date()))
    for line in lines:
        print(line)  # noqa: T201  (a command prints)
    if seen.skipped:
        some = ", ".join(seen.skipped[:5]) + (" ..." if len(seen.skipped) > 5 else "")
        print(f"NOT AUDITED: {len(seen.skipped)}, {some}")  # noqa: T201  (the same)
    if not seen.looked_up:
        print("NOTHING WAS AUDITED: is there no internet?")  # noqa: T201  (the same)
    print(f"Looked up: {seen.looked_up}. Ignored: {len(ignored)}.")  # noqa: T201  (the same)
    return int(bool(lines) or (is_strict and bool(seen.skipped)))


if __name__ == "__main__":
    sys.exit(main())
