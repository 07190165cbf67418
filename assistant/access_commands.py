"""`lardom access`: who may see a document, told and decided, at once in a server that runs too."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import AssistantError
from assistant.library_wiring import local_person, read_settings
from assistant.signing import signature
from ingest.types import EVERYONE, INTERNAL

if TYPE_CHECKING:
    from assistant.deciding import AccessDecider, Foreseen
    from assistant.settings import Settings
    from assistant.types import Asker
    from ingest.record.deciding import By

access = typer.Typer(
    name="access",
    help="Visa och bestäm vem som får se ett dokument.",
    no_args_is_help=True,
)
LONGEST_REASON = 500
YES = ("j", "ja", "y", "yes")
GROUPS = "groups:"
RULES = {"open": (EVERYONE,), "internal": (INTERNAL,), "material": None}
"""What may be decided, besides groups; `material`: what the material says."""
Named = Annotated[
    str,
    typer.Argument(metavar="DOKUMENT", help="Dokumentets id, början av det, källa eller sökväg."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]
Reason = Annotated[str, typer.Option(help="Varför; visas i dokumentets historik.")]
Yes = Annotated[bool, typer.Option("--yes", help="Fråga inte innan det gäller.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Visa vad som ändras, och ändra inget.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """What is to be decided: how it is foreseen and done of a document, and noted after its id."""

    foresee: "Callable[[AccessDecider, str, Asker], Foreseen]"
    do: "Callable[[AccessDecider, str, Asker, By], object]"
    noted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _How:
    """How it is to be done: why, whether to ask first, whether to change anything at all."""

    reason: str
    asks: bool
    dry_run: bool


@access.command()
def show(document: Named, as_json: AsJson = False) -> None:
    """Visa vem som får se ett dokument, vad som säger det, och vad som har bestämts."""
    from assistant.showing.access_words import access_said  # noqa: PLC0415  (a question needs none)
    from assistant.showing.languages import messages  # noqa: PLC0415  (the same)

    settings = read_settings()
    asker = local_person(settings).asker
    with closing(_decider(settings)) as decider:
        found = decider.called(document, asker)
        told = decider.visibility(found.document, asker)
    if as_json:
        typer.echo(json.dumps(asdict(told), ensure_ascii=False, indent=2))
        return
    said = access_said(messages("sv"), told)
    typer.echo(f"{found.document}  {found.source}\n{said.who}")
    typer.echo("\n".join(said.why))
    for one in said.history:
        typer.echo(f"  {one.moment}  {one.who}  {one.what}")


@access.command(name="set")
def set_rule(
    document: Named,
    rule: Annotated[
        str,
        typer.Argument(
            metavar="REGEL",
            help="open, internal, groups:a,b eller material (det som materialet säger).",
        ),
    ],
    reason: Reason = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Bestäm vem som får se ett dokument; det gäller från nästa fråga."""
    wanted = _rule(rule)
    choice = _Choice(
        foresee=lambda decider, found, asker: decider.foresee(found, wanted, asker),
        do=lambda decider, found, asker, by: decider.decide(found, wanted, asker, by),
        noted="",
    )
    _decide(document, choice, _how(reason, yes=yes, dry_run=dry_run))


@access.command()
def withdraw(
    document: Named, reason: Reason = "", yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Dra tillbaka ett dokument, så att ingen får se det."""
    _decide(document, _withdrawal(is_withdrawn=True), _how(reason, yes=yes, dry_run=dry_run))


@access.command()
def restore(
    document: Named, reason: Reason = "", yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Släpp fram ett tillbakadraget dokument igen, för dem som fick se det."""
    _decide(document, _withdrawal(is_withdrawn=False), _how(reason, yes=yes, dry_run=dry_run))


def _withdrawal(*, is_withdrawn: bool) -> _Choice:
    return _Choice(
        foresee=lambda decider, found, asker: decider.foresee_withdrawal(
            found, asker, is_withdrawn=is_withdrawn
        ),
        do=lambda decider, found, asker, by: decider.withdraw(
            found, asker, by, is_withdrawn=is_withdrawn
        ),
        noted=":withdrawn" if is_withdrawn else ":restored",
    )


def _decide(named: str, choice: _Choice, how: _How) -> None:
    """Say what a decision changes, ask, and let it hold where nothing has changed meanwhile."""
    from assistant.auditing import Action  # noqa: PLC0415  (a question needs none of it)
    from assistant.local_notes import note_of_local  # noqa: PLC0415  (the same)
    from ingest.record.deciding import By  # noqa: PLC0415  (the same)

    settings = read_settings()
    asker = local_person(settings).asker
    with closing(_decider(settings)) as decider:
        found = decider.called(named, asker)
        shown = choice.foresee(decider, found.document, asker)
        typer.echo(f"{found.document}  {found.source}\n{_told(shown)}")
        if how.dry_run:
            typer.echo("Inget ändrades (--dry-run).")
            return
        if how.asks and not _is_agreed():
            typer.echo("Inget ändrades.")
            raise typer.Exit(1)
        if choice.foresee(decider, found.document, asker) != shown:
            raise AssistantError(
                f"Vem som får se {found.document} har ändrats under tiden.", "Kör kommandot igen."
            )
        by = By(who=signature(), reason=how.reason)
        choice.do(decider, found.document, asker, by)
    note_of_local(settings, Action.ACCESS, f"document:{found.document}{choice.noted}")
    typer.echo("Det gäller från nästa fråga.")


def _is_agreed() -> bool:
    said = typer.prompt("Ska det gälla? (ja/nej)", default="nej")
    return str(said).strip().lower() in YES


def _told(foreseen: "Foreseen") -> str:
    """What changes, line by line."""
    from assistant.showing.access_words import change_said  # noqa: PLC0415  (the same)
    from assistant.showing.languages import messages  # noqa: PLC0415  (the same)

    words = messages("sv")
    said = change_said(words, foreseen)
    lines = [
        f"{words.say('access.then')} {said.who}",
        f"{words.say('access.gain')} {said.gain}." if said.gain else words.say("access.no_gain"),
        f"{words.say('access.lose')} {said.lose}." if said.lose else words.say("access.no_lose"),
        *([words.say("access.hides")] if said.hides else []),
    ]
    return "\n".join(lines)


def _rule(written: str) -> tuple[str, ...] | None:
    """The rule that is wanted; None: what the material says."""
    from assistant.uploading.rules import checked_groups  # noqa: PLC0415  (the same)

    if written in RULES:
        return RULES[written]
    if not written.startswith(GROUPS):
        raise AssistantError(
            f"Regeln ”{written}” finns inte.",
            "Skriv open, internal, groups:a,b (gruppernas namn) eller material.",
        )
    return checked_groups(written.removeprefix(GROUPS).split(","))


def _how(reason: str, *, yes: bool, dry_run: bool) -> _How:
    """How it is to be done; a decision without a reason is none."""
    said = " ".join(reason.split())
    if not said and not dry_run:
        raise AssistantError("Skälet till beslutet saknas.", 'Skriv det: --reason "…".')
    if len(said) > LONGEST_REASON or not said.isprintable():
        raise AssistantError(
            "Skälet är för långt eller innehåller styrtecken.",
            f"Skriv högst {LONGEST_REASON} tecken vanlig text.",
        )
    return _How(reason=said, asks=not yes, dry_run=dry_run)


def _decider(settings: "Settings") -> "AccessDecider":
    from assistant.deciding import AccessDecider  # noqa: PLC0415  (the same)

    return AccessDecider(settings.data)
