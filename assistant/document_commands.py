"""`lardom documents`: what is known of each document, corrected and written for others."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import library_wiring
from assistant.command_options import with_options
from assistant.errors import AssistantError
from assistant.filter_options import with_filters
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.filtering.wording import ALLOWED_KINDS, checked
from assistant.signing import signature
from ingest.correctable import SORTS, Sort, field_name
from ingest.dublin_core import Form, written
from ingest.system_errors import in_swedish

if TYPE_CHECKING:
    from ingest.holdings import Holdings

documents = typer.Typer(
    name="documents",
    help="Visa, rätta och exportera vad biblioteket vet om sina dokument.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]
Named = Annotated[
    str, typer.Argument(metavar="ID|KÄLLA", help="Dokumentets id, källa eller sökväg.")
]
HINTS = {
    "year": "som 2019",
    "date": "som 2019-05-02, 2019-05 eller 2019",
    "kind": ALLOWED_KINDS,
    "url": "en hel adress, som https://www.example.org/rapport",
    "language": "dess kod, som sv eller en",
}


@documents.command(name="list")
@with_filters
def list_documents(as_json: AsJson = False, filters: Filters = NO_FILTERS) -> None:
    """Lista dokumenten med id, titel, utgivare, år och källa."""
    from assistant.document_output import show_list  # noqa: PLC0415  (a question needs no table)
    from assistant.filtering.catalogue import Catalogue  # noqa: PLC0415  (a sync needs none)
    from assistant.understanding.agencies import Agencies  # noqa: PLC0415  (the same)
    from ingest.record.columns import columns_of  # noqa: PLC0415  (the same)

    wanted = checked(filters)
    with _holdings() as held:
        rows = held.documents()
    passing = Catalogue(columns_of(rows), Agencies.read()).passing(wanted)
    show_list([row for row, passes in zip(rows, passing, strict=True) if passes], as_json=as_json)


@documents.command()
def show(document: Named, as_json: AsJson = False) -> None:
    """Visa allt som är känt om ett dokument, och var det kommer från."""
    from assistant.document_output import show_document  # noqa: PLC0415  (the same)

    with _holdings() as held:
        described = held.described(held.find(document))
    show_document(described, as_json=as_json)


def _option(name: str, sort: Sort) -> object:
    hint = f": {HINTS[name]}" if name in HINTS else ""
    told = f"Rätta {field_name(name)}{hint}."
    if sort is Sort.SEVERAL:
        option = typer.Option(f"--{name.removesuffix('s')}", help=f"{told} Kan upprepas.")
        return Annotated[list[str] | None, option]
    return Annotated[str | None, typer.Option(f"--{name.replace('_', '-')}", help=told)]


def _said(options: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of which field."""
    return {name: value for name, value in options.items() if value not in (None, [])}


with_fields = with_options(
    "said", {name: (None, _option(name, sort)) for name, sort in SORTS.items()}, _said
)
"""Gives a command an option for every field that may be corrected, and `said` what they say."""


@documents.command()
@with_fields
def edit(
    document: Named,
    clear: Annotated[
        list[str] | None,
        typer.Option(
            metavar="UPPGIFT",
            help=f"Ta tillbaka rättelsen av en uppgift: {', '.join(SORTS)}. Kan upprepas.",
        ),
    ] = None,
    as_json: AsJson = False,
    said: Mapping[str, object] = {},
) -> None:
    """Rätta vad som är känt om ett dokument; rättelsen gäller före fil och metadatafil.

    Ett tomt värde säger att dokumentet saknar uppgiften, till exempel --publisher "".
    """
    from assistant.auditing import Action  # noqa: PLC0415  (the same)
    from assistant.document_output import show_document  # noqa: PLC0415  (a question needs none)
    from assistant.local_notes import note_of_local  # noqa: PLC0415  (the same)
    from ingest.correcting import correct, wish  # noqa: PLC0415  (the same)
    from ingest.sync_output import progress_shown  # noqa: PLC0415  (the same)

    taken_back = [_field_of(name) for name in clear or ()]
    if both := sorted(said.keys() & set(taken_back)):
        raise AssistantError(
            f"Uppgiften {both[0]} ska både rättas och tas tillbaka.", "Välj ett av dem."
        )
    with _holdings() as held:
        found = held.find(document).id
    wanted = wish(found, {**said, **dict.fromkeys(taken_back)}, signature())
    settings = library_wiring.read_settings()
    with progress_shown(hidden=as_json) as told:
        correct(library_wiring.build_library(settings), wanted, told)
    note_of_local(settings, Action.METADATA, f"document:{found}")
    with _holdings() as held:
        described = held.described(held.find(found))
    show_document(described, as_json=as_json)


@documents.command()
def export(
    named: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID|KÄLLA]...", help="Vilka dokument; utan dem alla."),
    ] = None,
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            help="dc-xml (enkel Dublin Core, oai_dc), dcterms-xml (kvalificerad) eller dc-json.",
        ),
    ] = Form.SIMPLE,
    output: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Skriv till en fil i stället.")
    ] = None,
) -> None:
    """Skriv dokumentens metadata som Dublin Core."""
    with _holdings() as held:
        rows = [held.find(one) for one in named] if named else held.documents()
    text = written(rows, form)
    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AssistantError(
            f"Filen {output} går inte att skriva ({in_swedish(error)}).",
            "Ange en annan fil med --output.",
        ) from error
    typer.echo(f"Skrev {len(rows)} dokument till {output}.")


def _field_of(name: str) -> str:
    """The field of an option's name, such as `publication-number` or `project`."""
    plain = name.strip().lower().replace("-", "_")
    return f"{plain}s" if plain not in SORTS and f"{plain}s" in SORTS else plain


@contextmanager
def _holdings() -> "Iterator[Holdings]":
    from assistant.library_wiring import local_person  # noqa: PLC0415  (a sync needs none of it)
    from ingest.holdings import open_holdings  # noqa: PLC0415  (the same)

    settings = library_wiring.read_settings()
    with open_holdings(settings.data, local_person(settings).asker.may_see) as held:
        yield held
