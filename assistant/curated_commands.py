"""`lardom curated`: the curated answers listed, and those that are shown exported."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import CuratedError
from assistant.library_wiring import local_person, read_settings
from ingest.system_errors import in_swedish

if TYPE_CHECKING:
    from assistant.curated.keeping import CuratedAnswers
    from assistant.settings import Settings

curated = typer.Typer(
    name="curated",
    help="Granskade svar: lista dem, och skriv de fästa till en fil.",
    no_args_is_help=True,
)


@curated.command(name="list")
def list_them() -> None:
    """Lista de granskade svaren med läge, och varför de som inte visas inte visas."""
    from assistant.curated.workflow import STATES  # noqa: PLC0415  (a question needs none of it)
    from assistant.showing.curated_pages import TROUBLES  # noqa: PLC0415  (the same)
    from assistant.showing.languages import messages  # noqa: PLC0415  (the same)

    settings, words = read_settings(), messages("sv")
    with _opened(settings) as kept:
        for one in kept.listed(local_person(settings)):
            looked = kept.looked_at(one)
            typer.echo(
                f"{one.id}  {STATES[one.state]}, till {one.text.expires}  {one.text.question}"
            )
            for trouble in looked.troubles:
                typer.echo(f"    Visas inte: {words.say(TROUBLES[trouble.value])}")


@curated.command()
def export(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FIL", help="Filen som ska skrivas; utan den skrivs den ut."),
    ] = None,
) -> None:
    """Skriv de granskade svar som visas nu, med citat och granskning (Markdown)."""
    from assistant.curated.telling import as_markdown  # noqa: PLC0415  (the same)
    from ingest.record.curated_types import CuratedState  # noqa: PLC0415  (the same)

    settings = read_settings()
    with _opened(settings) as kept:
        every = map(kept.looked_at, kept.listed(local_person(settings)))
        pinned = (one for one in every if one.curated.state is CuratedState.PINNED)
        text = as_markdown(one for one in pinned if not one.troubles)
    if file is None:
        typer.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CuratedError(
            f"Filen {file} går inte att skriva ({in_swedish(error)}).", "Välj en annan sökväg."
        ) from error
    typer.echo(f"Filen {file} är skriven.")


@contextmanager
def _opened(settings: "Settings") -> "Iterator[CuratedAnswers]":
    from assistant.library_wiring import build_embedder  # noqa: PLC0415  (the same)
    from assistant.wiring import build_service_with  # noqa: PLC0415  (the same)

    with closing(build_service_with(build_embedder(settings), settings)) as service:
        yield service.curated
