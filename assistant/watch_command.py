"""The command `lardom watch`: folders are synced whenever something in them has changed."""

import signal
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assistant import library_wiring

if TYPE_CHECKING:
    from ingest.report import SyncReport


def watch(
    folders: Annotated[list[Path], typer.Argument(help="Mapparna att bevaka.")],
    poll: Annotated[
        float,
        typer.Option(
            min=0,
            max=86_400,
            metavar="SEKUNDER",
            help="Se igenom mapparna så ofta, där systemet inte säger till om ändringar, "
            "som på många filservrar.",
        ),
    ] = 0.0,
) -> None:
    """Bevaka mappar, och ta in det som ändras. Avsluta med Ctrl-C."""
    from assistant.local_notes import has_changed, note_of_sync  # noqa: PLC0415  (the same)
    from ingest.sync import sync  # noqa: PLC0415  (a question needs none of it)
    from ingest.sync_output import print_report, progress_shown  # noqa: PLC0415  (the same)
    from ingest.watching import Doing, Watched, Watcher  # noqa: PLC0415  (the same)

    signal.signal(signal.SIGTERM, _stop)
    settings = library_wiring.read_settings()
    places = tuple(dict.fromkeys(folder.resolve() for folder in folders))
    watched = Watched(folders=places, data=settings.data.resolve(), poll=poll)
    try:
        library = library_wiring.build_library(settings)

        def take_in(due: Sequence[Path]) -> "SyncReport":
            with progress_shown(hidden=False) as told:
                report = sync(library, due, told)
            if has_changed(report):
                note_of_sync(settings, "watch", report)
            return report

        Watcher(watched, Doing(sync=take_in, show=print_report, tell=_tell)).watch()
    except KeyboardInterrupt:
        _tell("Bevakningen är avslutad.")


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _tell(said: str) -> None:
    typer.echo(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {said}", err=True)
