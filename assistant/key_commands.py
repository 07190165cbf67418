"""`lardom keys`: keys by which other systems ask, made, listed and revoked."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import AssistantError
from assistant.library_wiring import read_settings
from assistant.people.persons import GIVEN
from assistant.people.types import Role
from ingest.types import EVERYONE

if TYPE_CHECKING:
    from assistant.people.keys import KeyRing

keys = typer.Typer(
    name="keys", help="Nycklar för andra system: skapa, lista, återkalla.", no_args_is_help=True
)


@keys.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAMN", help="Vad nyckeln är till för.")],
    role: Annotated[
        list[str] | None,
        typer.Option(help=f"Roll, annars reader; går att upprepa: {', '.join(GIVEN)}."),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(help="Grupp vars dokument nyckeln ser; internal: det alla inloggade ser."),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=730, help="Dagar som den gäller.")] = 90,
    per_minute: Annotated[int, typer.Option(min=1, help="Anrop per minut som mest.")] = 60,
) -> None:
    """Skapa en nyckel. Den visas bara nu; biblioteket sparar dess hash."""
    from assistant.people.keys import KeyWanted  # noqa: PLC0415  (a question needs none of it)

    wanted = KeyWanted(
        name=name,
        roles=_roles(role or [Role.READER]),
        groups=_groups(group or []),
        days=days,
        per_minute=per_minute,
    )
    with closing(_ring()) as ring:
        made = ring.make(wanted)
    _note(f"key:{made.kept.id}:made")
    typer.echo(made.secret)
    typer.echo(f"Nyckeln {made.kept.id} gäller till {made.kept.ends}. Spara den nu.", err=True)


@keys.command(name="list")
def list_all() -> None:
    """Visa vilka nycklar som finns, och hur det står till med dem."""
    with closing(_ring()) as ring:
        for kept in ring.all():
            roles, groups = ", ".join(kept.roles), ", ".join(kept.groups) or "inga grupper"
            typer.echo(
                f"{kept.id}  {kept.name}  {roles}  {groups}  {kept.per_minute}/min  "
                f"till {kept.ends}  {ring.state_of(kept)}"
            )


@keys.command()
def revoke(
    key: Annotated[str, typer.Argument(metavar="ID", help="Nyckelns id, ur `lardom keys list`.")],
) -> None:
    """Återkalla en nyckel; nästa anrop med den avvisas."""
    with closing(_ring()) as ring:
        ring.revoke(key)
    _note(f"key:{key}:revoked")
    typer.echo(f"Nyckeln {key} är återkallad.")


def _ring() -> "KeyRing":
    from assistant.people.keys import KeyRing  # noqa: PLC0415  (the same)

    return KeyRing(read_settings().data)


def _note(thing: str) -> None:
    from assistant.auditing import Action  # noqa: PLC0415  (the same)
    from assistant.local_notes import note_of_local  # noqa: PLC0415  (the same)

    note_of_local(read_settings(), Action.KEY, thing)


def _roles(named: list[str]) -> list[Role]:
    wrong = [name for name in named if name not in {role.value for role in GIVEN}]
    if wrong:
        raise AssistantError(
            f"Rollen ”{wrong[0]}” finns inte eller går inte att ge.", f"Välj: {', '.join(GIVEN)}."
        )
    return [Role(name) for name in named]


def _groups(named: list[str]) -> list[str]:
    groups = [name.strip() for name in named]
    if not all(groups) or EVERYONE in groups:
        raise AssistantError(
            "En grupp är tom eller heter everyone, som ingen behöver ge.",
            "Ange gruppens namn, eller utelämna --group.",
        )
    return groups
