"""`lardom retention`: the rules, runs of them, and holds."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import AssistantError
from assistant.library_wiring import read_settings

if TYPE_CHECKING:
    from assistant.people.types import Caller
    from assistant.retaining import Retention
    from ingest.record.holds import Hold
    from ingest.retention.types import ClassReport

retention = typer.Typer(
    name="retention",
    help="Gallra efter beslut, och bevara det som ska bevaras.",
    no_args_is_help=True,
)
hold = typer.Typer(
    name="hold", help="Bevara det som inte får gallras, tills det släpps.", no_args_is_help=True
)
retention.add_typer(hold)
AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]


@retention.command()
def template() -> None:
    """Skriv en mall för gallringsreglerna, att fylla i och peka ut med LARDOM_RETENTION."""
    from ingest.retention.policy import template as text  # noqa: PLC0415  (it reads YAML)

    typer.echo(text(), nl=False)


@retention.command()
def run(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa bara vad som skulle gallras.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Gallra det vars tid är ute enligt reglerna, utom det som ska bevaras."""
    with _opened() as (kept, caller):
        report = kept.run(caller, is_dry=dry_run)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        for one in report.classes:
            typer.echo(_line(one, is_dry=dry_run))
        for path in report.left:
            typer.echo(f"Ligger kvar i materialet, ta bort för hand: {path}")
        if not report.is_wiped:
            typer.echo("Databasens logg är inte tömd: någon läste i den. Kör en gång till.")
    raise typer.Exit(0 if report.is_wiped else 1)


@hold.command()
def add(
    reason: Annotated[str, typer.Option(help="Varför det ska bevaras.")],
    document: Annotated[str, typer.Option(help="Dokumentets id.")] = "",
    project: Annotated[str, typer.Option(help="Projektets namn.")] = "",
    person: Annotated[str, typer.Option(help="Personens id; ”lokal” utan inloggning.")] = "",
    kept_class: Annotated[str, typer.Option("--class", help="En hel klass, som answers.")] = "",
) -> None:
    """Bevara ett dokument, ett projekt, en persons uppgifter eller en klass."""
    from ingest.record.holds import HoldKind  # noqa: PLC0415  (a question needs none of it)

    given = {
        HoldKind.DOCUMENT: document,
        HoldKind.PROJECT: project,
        HoldKind.PERSON: person,
        HoldKind.CLASS: kept_class,
    }
    named = [(kind, subject) for kind, subject in given.items() if subject]
    if len(named) != 1:
        raise AssistantError(
            "Ange en sak att bevara.", "Välj en av --document, --project, --person och --class."
        )
    with _opened() as (kept, caller):
        placed = kept.hold(caller, *named[0], reason)
    typer.echo(_held(placed))


@hold.command(name="list")
def list_holds(as_json: AsJson = False) -> None:
    """Visa allt som bevaras, och det som har släppts."""
    with _opened() as (kept, _):
        found = kept.holds()
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(map(_held, found)) or "Inget bevaras särskilt.")


@hold.command()
def release(number: Annotated[int, typer.Argument(metavar="NUMMER", min=1)]) -> None:
    """Släpp ett bevarande; att det gällde står kvar."""
    with _opened() as (kept, caller):
        kept.release(caller, number)
    typer.echo(f"Bevarandet {number} är släppt.")


def _line(one: "ClassReport", *, is_dry: bool) -> str:
    rule = one.rule
    if one.before is None:
        return f"{rule.kept.value}: bevaras."
    done = "skulle gallras" if is_dry else "gallrades"
    count = one.due - one.held if is_dry else one.removed
    return (
        f"{rule.kept.value}: {count} {done}, {one.held} bevaras särskilt "
        f"(äldre än {one.before[:10]}; {rule.decision}, {rule.basis})."
    )


def _held(one: "Hold") -> str:
    state = f"släppt {one.released[:10]}" if one.released else "gäller"
    return f"{one.id}: {one.kind.value} {one.subject} – {one.reason} ({one.placed[:10]}, {state})"


@contextmanager
def _opened() -> "Iterator[tuple[Retention, Caller]]":
    from assistant.local_notes import at_keyboard  # noqa: PLC0415  (a question needs none of it)
    from assistant.retention_wiring import opened_retention  # noqa: PLC0415  (the same)

    settings = read_settings()
    with opened_retention(settings) as kept:
        yield kept, at_keyboard(settings)
