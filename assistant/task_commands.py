"""`lardom tasks`: what the library lacks, listed, settled, and asked again."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.library_wiring import local_person, read_settings

if TYPE_CHECKING:
    from assistant.service import Service
    from assistant.settings import Settings

tasks = typer.Typer(
    name="tasks",
    help="Uppgifter ur obesvarade frågor: lista dem, avsluta dem och ställ frågorna på nytt.",
    invoke_without_command=True,
)


@tasks.callback()
def list_them(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Även avslutade uppgifter.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Ställ de öppna uppgifternas frågor på nytt först.")
    ] = False,
) -> None:
    """Lista de öppna uppgifterna, de äldsta först."""
    if context.invoked_subcommand is not None:
        return
    from assistant.local_notes import at_keyboard  # noqa: PLC0415  (a question needs none of it)
    from assistant.tasks.rounds import asked_again  # noqa: PLC0415  (the same)
    from assistant.tasks.workflow import KINDS, STATES  # noqa: PLC0415  (the same)
    from ingest.record.task_types import TaskState  # noqa: PLC0415  (the same)

    settings = read_settings()
    with _opened(settings) as service:
        if again:
            closed = asked_again(service.tasks, service.auditor, at_keyboard(settings))
            typer.echo(f"Stängda av biblioteket: {len(closed)}.")
        state = None if every else TaskState.OPEN
        for one in service.tasks.listed(local_person(settings), state):
            typer.echo(f"{one.id}  {KINDS[one.kind]}, {STATES[one.state]}  {one.label}")


@tasks.command()
def close(
    identity: Annotated[str, typer.Argument(metavar="ID")],
    note: Annotated[str, typer.Option(help="Vad det blev av uppgiften.")] = "",
) -> None:
    """Avsluta en uppgift som klar."""
    from assistant.auditing import Action  # noqa: PLC0415  (the same)
    from assistant.local_notes import at_keyboard  # noqa: PLC0415  (the same)
    from assistant.tasks.workflow import Step  # noqa: PLC0415  (the same)

    settings = read_settings()
    with _opened(settings) as service:
        done = service.tasks.step(local_person(settings), identity, Step.DONE, note)
        thing = f"task:{done.id}:{Step.DONE.value}"
        service.auditor.note(at_keyboard(settings), Action.TASK, thing)
    typer.echo(f"Uppgiften {done.id} är klar.")


@contextmanager
def _opened(settings: "Settings") -> "Iterator[Service]":
    from assistant.wiring import build_service  # noqa: PLC0415  (the same)

    with closing(build_service(settings)) as service:
        yield service
