"""What `lardom register import` does with a file, and what it prints of it."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import typer

from assistant.errors import AssistantError
from assistant.register_options import About
from ingest.register.bookprocess import propose_mapping
from ingest.register.mapping import Mapping, unsure
from ingest.register.mapping_file import read, written
from ingest.register.taking_in import Taken, content_of, take_in
from ingest.register.types import Collection, RowKind
from ingest.system_errors import in_swedish

SHOWN = 20


def take_file_in(
    data: Path, file: Path, mapping_file: Path | None, about: About, *, as_json: bool
) -> int:
    """Take the file in, or propose a mapping for it; the exit code of the command."""
    mapping = _mapping(mapping_file)
    if mapping is None:
        proposed = _proposed(file, about)
        if not _is_ours(proposed):
            return _propose(file, about, proposed)
    taken = take_in(data, file, about.access, mapping)
    if as_json:
        typer.echo(json.dumps(_as_json(taken), ensure_ascii=False))
    else:
        _print(taken)
    return 1 if taken.book.refused else 0


def _mapping(path: Path | None) -> Mapping | None:
    if path is None:
        return None
    try:
        return read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = in_swedish(error) if isinstance(error, OSError) else "den är inte sparad i UTF-8"
        raise AssistantError(
            f"Mappningen {path} går inte att läsa ({why}).", "Kontrollera sökvägen och filen."
        ) from error


def _proposed(file: Path, about: About) -> Mapping:
    """What the headers suggest; only a workbook of our own says which survey it is of."""
    nobody = Collection(
        survey="",
        year=about.year or 0,
        stage=about.stage,
        tax=about.tax,
        price_year=about.price_year,
        is_example=False,
    )
    return propose_mapping(content_of(file), file.name, nobody)


def _is_ours(proposed: Mapping) -> bool:
    return bool(proposed.collection.survey)


def _propose(file: Path, about: About, proposed: Mapping) -> int:
    """Write the mapping that the headers suggest beside the file, for a person to read."""
    if about.year is None:
        raise AssistantError(
            f"Filen {file.name} är ingen insamlingsbok från Lärdom, och säger inte vilket år "
            "den gäller.",
            "Ange året med --year, så föreslås en mappning ur rubrikerna.",
        )
    mapping = replace(proposed, collection=replace(proposed.collection, survey=about.survey))
    if not mapping.sheets:
        raise AssistantError(
            f"Ingen tabell i {file.name} har rubriker som registret känner igen.",
            "Skriv en mappning själv; docs/register.md visar hur.",
        )
    path = file.with_name(f"{file.name}.mappning.yaml")
    _write_new(path, written(mapping))
    typer.echo(written(mapping))
    for line in unsure(mapping):
        typer.echo(f"Osäkert: {line}", err=True)
    typer.echo(
        f"Inget är inläst än. Mappningen ovan är skriven till {path}. Läs igenom den, rätta det "
        f"som är fel, och kör:\n  lardom register import {file} --mapping {path}",
        err=True,
    )
    return 1


def _write_new(path: Path, text: str) -> None:
    if path.exists() and path.read_text(encoding="utf-8") != text:
        raise AssistantError(
            f"Det finns redan en mappning i {path}.",
            "Ange den med --mapping, eller ta bort den för att få en ny föreslagen.",
        )
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AssistantError(
            f"Mappningen gick inte att skriva till {path} ({in_swedish(error)}).",
            "Lägg arbetsboken i en mapp där det går att skriva.",
        ) from error


def _as_json(taken: Taken) -> dict[str, Any]:
    put, collection = taken.put, taken.book.collection
    return {
        "source": taken.source,
        "is_new": put.is_new,
        "replaced": put.replaced is not None,
        "survey": collection.survey,
        "year": collection.year,
        "agencies": taken.count(RowKind.AGENCY),
        "projects": taken.count(RowKind.PROJECT),
        "figures": taken.count(RowKind.FIGURE) + taken.count(RowKind.MATURITY),
        "refused": [
            {**asdict(one), "cell": one.cell.name, "sheet": one.cell.sheet}
            for one in taken.book.refused
        ],
        "notices": list(taken.book.notices),
        "corrections_kept": put.carried,
        "corrections_dropped": put.dropped,
        "unclear": list(put.unclear),
        "differs": list(put.differs),
    }


def _print(taken: Taken) -> None:
    collection, put = taken.book.collection, taken.put
    if not put.is_new:
        typer.echo(f"{taken.source} är redan inläst, och är oförändrad.")
    figures = taken.count(RowKind.FIGURE) + taken.count(RowKind.MATURITY)
    typer.echo(
        f"{collection.survey} {collection.year}: {taken.count(RowKind.AGENCY)} myndigheter, "
        f"{taken.count(RowKind.PROJECT)} projekt, {figures} värden."
    )
    if put.replaced is not None:
        typer.echo("Den förra versionen av filen är ersatt, och finns kvar som historik.")
    if put.carried or put.dropped:
        typer.echo(
            f"Rättelser: {put.carried} gäller fortfarande, {put.dropped} gäller värden som har "
            "ändrats i filen och används inte mer."
        )
    if put.unclear:
        typer.echo(f"  {put.unclear_said}")
    for one in put.differs:
        typer.echo(f"  {one}")
    for notice in taken.book.notices[:SHOWN]:
        typer.echo(f"  {notice}")
    if len(taken.book.notices) > SHOWN:
        typer.echo(f"  … och {len(taken.book.notices) - SHOWN} till.")
    for refused in taken.book.refused:
        typer.echo(
            f"Inte läst: {refused.cell.sheet} {refused.cell.name} ”{refused.original}”: "
            f"{refused.reason} {refused.remedy}",
            err=True,
        )
