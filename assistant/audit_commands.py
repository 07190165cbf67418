"""`lardom audit`: reads the audit log, tells its head, and finds what was done to it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import AssistantError
from assistant.library_wiring import read_settings

if TYPE_CHECKING:
    from ingest.record.audit import AuditRecord
    from ingest.record.audit_chain import Link

audit = typer.Typer(
    name="audit",
    help="Läs granskningsloggen och kontrollera att ingen har rört den.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]
_HEAD = re.compile(r"(\d{1,15}) ([0-9a-f]{64})")


@audit.command(name="list")
def list_entries(
    limit: Annotated[int, typer.Option(min=1, help="Så många poster som mest.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Visa de senaste posterna, den nyaste först."""
    from ingest.record.audit import Wanted  # noqa: PLC0415  (a question needs none of it)

    with _opened() as log:
        entries = log.entries(Wanted(limit=limit))
    if as_json:
        told = [{"number": e.number, **asdict(e.event), "hash": e.hash} for e in entries]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for entry in entries:
        said = entry.event
        who = said.caller or "okänd"
        typer.echo(
            f"{entry.number:>6}  {said.moment}  {who} ({said.way})  {said.action}  "
            f"{said.object}  {said.outcome}"
        )


@audit.command()
def head(
    write: Annotated[
        bool,
        typer.Option("--write", help="Skriv huvudet på nytt efter loggens sista post."),
    ] = False,
) -> None:
    """Visa loggens sista nummer och hash, att spara på ett annat ställe.

    Med --write skrivs huvudets fil om. Gör det bara när du vet varför den inte stämde.
    """
    with _opened() as log:
        end = log.end()
        if write:
            log.head.write(end)
    typer.echo(f"{end.number} {end.hash}".strip())


@audit.command()
def verify(
    saved: Annotated[
        str,
        typer.Option(
            "--head", metavar="”NUMMER HASH”", help="Ett huvud som har sparats på annat ställe."
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Kontrollera hela loggen: inget ändrat, borttaget, insatt, omkastat eller avklippt."""
    wanted = _link(saved) if saved else None
    with _opened() as log:
        found = log.verify()
        faults = list(found.faults)
        if wanted is not None and log.at(wanted.number) != wanted:
            faults.append(f"Post {wanted.number} är inte den som det sparade huvudet har.")
    if as_json:
        told = {"entries": found.entries, "end": asdict(found.end), "faults": faults}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for fault in faults:
            typer.echo(fault)
        verdict = "är inte hel" if faults else "är hel"
        typer.echo(f"Granskningsloggen {verdict}: {found.entries} poster.")
    raise typer.Exit(1 if faults else 0)


def _link(text: str) -> "Link":
    from ingest.record.audit_chain import Link  # noqa: PLC0415  (the same)

    said = _HEAD.fullmatch(text.strip())
    if said is None:
        raise AssistantError(
            f"”{text}” är inget huvud.", "Skriv det som `lardom audit head` visar det."
        )
    return Link(number=int(said[1]), hash=said[2])


@contextmanager
def _opened() -> "Iterator[AuditRecord]":
    from assistant.auditing import head_of  # noqa: PLC0415  (the same)
    from ingest.record.audit import opened_audit  # noqa: PLC0415  (the same)

    settings = read_settings()
    with opened_audit(settings.data, head_of(settings.data, settings.audit_head)) as log:
        yield log
