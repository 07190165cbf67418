"""`lardom switch`: turns parts of the service off with a message, and on again, at once."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import AssistantError
from assistant.library_wiring import read_settings

if TYPE_CHECKING:
    from assistant.switching import Part, Switch

AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]
_STATUS = "status"
_STATES = ("on", "off")


def switch(
    part: Annotated[
        str, typer.Argument(metavar="web|widget|api|status", help="Delen, eller status.")
    ] = _STATUS,
    state: Annotated[str, typer.Argument(metavar="on|off", help="På eller av.")] = "",
    message: Annotated[str, typer.Option(help="Vad den får veta som kommer när delen är av.")] = "",
    as_json: AsJson = False,
) -> None:
    """Stäng av sidorna, widgeten eller gränssnittet med ett meddelande, eller slå på dem igen.

    Det gäller från nästa anrop, i alla processer.
    """
    from assistant.switching import Switches  # noqa: PLC0415  (a question needs none of it)

    settings = read_settings()
    switches = Switches(settings.data)
    if part != _STATUS:
        from assistant.auditing import Action  # noqa: PLC0415  (the same)
        from assistant.local_notes import note_of_local  # noqa: PLC0415  (the same)

        chosen = _part(part, state)
        switches.turn(chosen, message if state == "off" else None)
        note_of_local(settings, Action.SWITCH, f"{chosen.value}:{state}")
    shown = switches.all()
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in shown], ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(map(_line, shown)))


def _part(part: str, state: str) -> "Part":
    from assistant.switching import Part  # noqa: PLC0415  (the same)

    known = [one.value for one in Part]
    if part not in known:
        raise AssistantError(
            f"Delen ”{part}” finns inte.", f"Välj {', '.join(known)} eller status."
        )
    if state not in _STATES:
        raise AssistantError(
            f"”{state}” är varken på eller av.", f"Skriv `lardom switch {part} off` eller `on`."
        )
    return Part(part)


def _line(one: "Switch") -> str:
    if not one.is_off:
        return f"{one.part.value}: på"
    since = f" sedan {one.changed}" if one.changed else ""
    return f"{one.part.value}: av{since}. {one.message or 'Inget eget meddelande.'}"
