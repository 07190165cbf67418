"""What `lardom doctor` prints, and its exit codes."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console

from ingest.doctor import Check, Patient, State, examine, worst

EXIT_CODES = {State.WELL: 0, State.LACKING: 1, State.BROKEN: 2}
_MARKS = {State.WELL: "Bra:", State.LACKING: "Saknas:", State.BROKEN: "FEL:"}
_STYLES = {State.WELL: "green", State.LACKING: "yellow", State.BROKEN: "bold red"}
_SUMS = {
    State.WELL: "Allt är som det ska.",
    State.LACKING: "Det som behövs finns; annat kan bli bättre.",
    State.BROKEN: "Något som behövs saknas eller är trasigt.",
}


def examine_and_report(patient: Patient, *, as_json: bool) -> int:
    """Look at everything, print what was found, give the exit code."""
    checks = examine(patient)
    state = worst(checks)
    if as_json:
        told = {"state": state, "checks": [asdict(check) for check in checks]}
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201  (the contract)
    else:
        _print(Console(soft_wrap=True), checks)
    return EXIT_CODES[state]


def _print(console: Console, checks: Sequence[Check]) -> None:
    for check in checks:
        console.print(f"{_MARKS[check.state]:<8}", style=_STYLES[check.state], end="")
        console.print(f"{check.name}: {check.found}", markup=False, highlight=False)
        if check.remedy:
            console.print(f"        {check.remedy}", markup=False, highlight=False)
    console.print(_SUMS[worst(tuple(checks))], style="bold")
