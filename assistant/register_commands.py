"""`lardom register`: the collection workbook, taking workbooks in, and what the register holds."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import AssistantError
from assistant.library_wiring import read_settings
from assistant.register_options import (
    BY_BOOKS,
    NOTHING_SAID,
    STAGES,
    SURVEY,
    About,
    PriceYear,
    Survey,
    Year,
    stage_said,
    with_about,
)

register = typer.Typer(
    name="register",
    help="Insamlade projekt och nyckeltal: mall, inläsning, granskning.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]


@register.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Arbetsboken som ska skrivas.")],
    survey: Survey = SURVEY,
    year: Year = None,
    price_year: PriceYear = None,
) -> None:
    """Skriv den tomma insamlingsboken (.xlsx), med anvisningar, listor och kontroller."""
    from assistant.register_output import write_template  # noqa: PLC0415  (a question needs none)

    write_template(file, survey, year, price_year)


@register.command(name="import")
@with_about
def take_in(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Arbetsbok (.xlsx) eller .csv.")],
    mapping: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Vad kolumnerna betyder (YAML).")
    ] = None,
    as_json: AsJson = False,
    about: About = NOTHING_SAID,
) -> None:
    """Ta in en arbetsbok i registret; en ny version av samma fil ersätter den förra.

    En bok från `lardom register template` läses som den är. För andra filer föreslås en mappning
    ur rubrikerna: den skrivs bredvid filen, att läsa igenom och ange med --mapping.
    """
    from assistant.register_importing import take_file_in  # noqa: PLC0415  (the same)

    code = take_file_in(read_settings().data, file, mapping, about, as_json=as_json)
    if code == 0:  # else it was only proposed how to read it
        _note("register import")
    raise typer.Exit(code)


@register.command()
def status(as_json: AsJson = False) -> None:
    """Visa registrets insamlingar, deras läge och arbetsböcker."""
    from assistant.register_output import show_status  # noqa: PLC0415  (the same)

    show_status(read_settings().data, as_json=as_json)


@register.command()
def stage(
    year: Annotated[int, typer.Argument(metavar="ÅR", help="Insamlingens år.")],
    name: Annotated[str, typer.Argument(metavar="LÄGE", help=f"{', '.join((*STAGES, BY_BOOKS))}.")],
    survey: Annotated[str, typer.Option(help="Undersökningen, om året har flera.")] = "",
) -> None:
    """Säg hur långt granskningen av en insamling har kommit, vad än dess arbetsböcker säger.

    Med ”arbetsböckerna” gäller åter den av dem som har kommit kortast.
    """
    from assistant.register_output import set_stage  # noqa: PLC0415  (the same)

    set_stage(read_settings().data, year, survey, stage_said(name))


@register.command()
def rebuild() -> None:
    """Gör om registrets tabeller ur databasen, om de har skadats."""
    from ingest.register.asking import rebuild as anew  # noqa: PLC0415  (the same)

    done = anew(read_settings().data)
    typer.echo(
        "Tabellerna är omgjorda." if done else "Registret är tomt; det finns inget att göra."
    )


@register.command()
def lists(
    year: Annotated[int, typer.Option("--year", metavar="ÅR", help="Insamlingens år.")],
    to: Annotated[Path, typer.Option("--to", metavar="MAPP", help="Mappen för listorna.")],
    as_json: AsJson = False,
) -> None:
    """Skriv en lista (.xlsx) till varje myndighet med det som den bör se på och svara på."""
    from assistant.register_reviewing import write_lists  # noqa: PLC0415  (the same)

    write_lists(read_settings().data, year, to, as_json=as_json)


@register.command()
def answers(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Listan som den kom tillbaka.")],
    as_json: AsJson = False,
) -> None:
    """Ta in en myndighets besvarade lista: rättelserna gäller, och historiken finns kvar."""
    from assistant.register_reviewing import take_answers  # noqa: PLC0415  (the same)

    raise typer.Exit(take_answers(read_settings().data, file, as_json=as_json))


@register.command()
def matches(as_json: AsJson = False) -> None:
    """Visa rader från olika år som kan vara samma projekt, men inte säkert."""
    from assistant.register_following import show_matches  # noqa: PLC0415  (the same)

    show_matches(read_settings().data, as_json=as_json)


@register.command()
def match(
    number: Annotated[int, typer.Argument(metavar="ID", help="Parets nummer, ur matches.")],
    are_same: Annotated[
        bool | None,
        typer.Option("--same/--different", help="Samma projekt, eller olika.", show_default=False),
    ] = None,
) -> None:
    """Säg om två rader är samma projekt; det går före hur lika de är."""
    from assistant.register_following import say_of_match  # noqa: PLC0415  (the same)

    if are_same is None:
        raise AssistantError("Det är inte sagt hur det är.", "Ange --same eller --different.")
    say_of_match(read_settings().data, number, are_same=are_same)


@register.command()
def forget(
    file: Annotated[str, typer.Argument(metavar="FIL", help="Arbetsbokens namn.")],
    year: Year = None,
) -> None:
    """Ta bort en arbetsbok ur registret; den finns kvar som historik."""
    from assistant.register_following import forget_book  # noqa: PLC0415  (the same)

    forget_book(read_settings().data, file, year)
    _note("register forget")


def _note(done: str) -> None:
    from assistant.auditing import Action  # noqa: PLC0415  (the same)
    from assistant.local_notes import note_of_local  # noqa: PLC0415  (the same)

    note_of_local(read_settings(), Action.MATERIAL, done)
