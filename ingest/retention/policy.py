"""The archivist's file of rules: YAML, a class each with its time, decision and legal basis."""

from pathlib import Path
from typing import Any

import yaml

from ingest.errors import RetentionError
from ingest.record.holds import KeptClass
from ingest.retention.types import Rule
from ingest.system_errors import in_swedish

FOR_GOOD = "bevaras"
MOST_DAYS = 36_525
_FIELDS = ("dagar", "beslut", "grund")
_HELP = "`lardom retention template` visar hur filen ska se ut."
_TOLD = {
    KeptClass.ANSWERS: "svar med sina frågor, efter att de gavs",
    KeptClass.CONVERSATIONS: "samtalens frågor, efter den sista",
    KeptClass.FEEDBACK: "omdömen om svar, efter att de lämnades",
    KeptClass.RUNS: "körningar i inläsningarnas historik, efter att de började",
    KeptClass.AUDIT: "granskningsloggens poster; de äldsta klipps av och det antecknas",
    KeptClass.CORRECTIONS: "rättelser som en nyare rättelse har ersatt",
    KeptClass.LESSONS: "ersatta och återkallade lärdomar",
    KeptClass.TASKS: "uppgifter ur obesvarade frågor, efter att de senast ändrades",
    KeptClass.REGISTER_VERSIONS: "arbetsböcker i registret som inte längre gäller",
    KeptClass.WITHDRAWN_DOCUMENTS: "återkallade dokument, efter att de återkallades",
}
_DAYS = {
    KeptClass.ANSWERS: 30,
    KeptClass.CONVERSATIONS: 30,
    KeptClass.FEEDBACK: 365,
    KeptClass.TASKS: 365,
}


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file, each class at most once.

    Raises:
        RetentionError: the file cannot be read, or a line in it is wrong.
    """
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = in_swedish(error) if isinstance(error, OSError) else "den är inte UTF-8"
        raise RetentionError(
            f"Gallringsreglerna i {path} går inte att läsa ({why}).",
            "Peka ut filen med LARDOM_RETENTION.",
        ) from error
    except yaml.YAMLError as error:
        raise RetentionError(f"Gallringsreglerna i {path} är inte YAML.", _HELP) from error
    if not isinstance(told, dict) or not isinstance(told.get("klasser"), dict):
        raise RetentionError(f"Gallringsreglerna i {path} saknar ”klasser”.", _HELP)
    return tuple(_rule(str(name), said) for name, said in told["klasser"].items())


def template() -> str:
    """A file of rules to fill in: every class, with nothing decided."""
    lines = [
        "# Gallringsregler för Lärdom. Varje klass har en tid i dagar, eller ”bevaras”,",
        "# beslutsreferensen och den rättsliga grunden. En klass som inte står här gallras inte.",
        "klasser:",
    ]
    for kept, told in _TOLD.items():
        lines += [
            f"  {kept.value}:  # {told}",
            f"    dagar: {_DAYS.get(kept, FOR_GOOD)}",
            '    beslut: ""  # till exempel Dnr 2026/0123, gallringsbeslut 4',
            '    grund: ""  # till exempel RA-FS 2021:6',
        ]
    return "\n".join(lines) + "\n"


def _rule(name: str, said: Any) -> Rule:
    if name not in set(KeptClass):
        raise RetentionError(f"Klassen ”{name}” finns inte.", f"Välj bland {', '.join(KeptClass)}.")
    if not isinstance(said, dict) or (unknown := sorted(set(map(str, said)) - set(_FIELDS))):
        wrong = unknown[0] if isinstance(said, dict) else said
        raise RetentionError(f"Klassen ”{name}” har fel uppgift: ”{wrong}”.", _HELP)
    days = said.get("dagar")
    if days != FOR_GOOD and (
        not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= MOST_DAYS
    ):
        raise RetentionError(
            f"Klassen ”{name}” har dagar=”{days}”.",
            f"Skriv ett helt tal från 0 till {MOST_DAYS}, eller {FOR_GOOD}.",
        )
    decision, basis = (_text(said.get(field)) for field in ("beslut", "grund"))
    if days != FOR_GOOD and not (decision and basis):
        raise RetentionError(
            f"Klassen ”{name}” ska gallras men saknar beslut eller grund.",
            "Fyll i båda: inget gallras utan beslut.",
        )
    return Rule(
        kept=KeptClass(name),
        days=None if days == FOR_GOOD else int(days),
        decision=decision,
        basis=basis,
    )


def _text(said: Any) -> str:
    return "" if said is None else str(said).strip()
