"""`lardom erase` and `lardom person`: what is stored of a person or thing, taken away or told."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import AssistantError
from assistant.library_wiring import build_library, read_settings

if TYPE_CHECKING:
    from ingest.retention.types import Erased

person = typer.Typer(
    name="person", help="Visa vad som är sparat om en person.", no_args_is_help=True
)
AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]


def erase(
    document: Annotated[str, typer.Option(help="Dokumentets id.")] = "",
    person: Annotated[str, typer.Option(help="Personens id; ”lokal” utan inloggning.")] = "",
    answer: Annotated[str, typer.Option(help="Svarets id.")] = "",
    as_json: AsJson = False,
) -> None:
    """Radera ett dokument, en persons uppgifter eller ett svar, så att inget är kvar på disken."""
    from assistant.auditing import Action, Outcome  # noqa: PLC0415  (a question needs none of it)
    from assistant.local_notes import note_of_local  # noqa: PLC0415  (the same)
    from ingest.errors import IngestError  # noqa: PLC0415  (the same)

    given = {"document": document, "person": person, "answer": answer}
    named = [f"{kind}:{said}" for kind, said in given.items() if said]
    if len(named) != 1:
        raise AssistantError(
            "Ange en sak att radera.", "Välj en av --document, --person och --answer."
        )
    settings = read_settings()
    try:
        erased = _erased(document, person, answer)
    except IngestError:
        note_of_local(settings, Action.ERASURE, named[0], Outcome.FAILED)
        raise
    note_of_local(settings, Action.ERASURE, named[0])
    if as_json:
        typer.echo(json.dumps(asdict(erased), ensure_ascii=False, indent=2))
    else:
        typer.echo(_told(erased))
    raise typer.Exit(0 if erased.is_wiped and not erased.left else 1)


@person.command()
def export(identity: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Skriv allt som är sparat om en person som JSON; ”lokal” är den som aldrig loggar in."""
    from assistant.local_notes import at_keyboard  # noqa: PLC0415  (the same)
    from assistant.retention_wiring import opened_retention  # noqa: PLC0415  (the same)

    settings = read_settings()
    with opened_retention(settings) as kept:
        told = kept.records_of(at_keyboard(settings), identity)
    typer.echo(json.dumps(asdict(told), ensure_ascii=False, indent=2))


def _erased(document: str, person: str, answer: str) -> "Erased":
    from ingest import erasing  # noqa: PLC0415  (the same)

    settings = read_settings()
    if document:
        owned = (settings.uploads,) if settings.uploads else ()
        return erasing.erase_document(build_library(settings), document, owned)
    if person:
        return erasing.erase_person(settings.data, person)
    return erasing.erase_answer(settings.data, answer)


def _told(erased: "Erased") -> str:
    lines = [f"Raderat: {erased.records} uppgifter."]
    lines += [f"Ligger kvar i materialet, ta bort för hand: {path}" for path in erased.left]
    if not erased.is_wiped:
        lines.append("Databasens logg är inte tömd: någon läste i den. Kör en gång till.")
    return "\n".join(lines)
