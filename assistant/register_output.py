"""What `lardom register` writes and prints: the template, and what the register holds."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import typer

from assistant.errors import AssistantError
from ingest.record.register.record import open_register
from ingest.record.register.types import BookHeld, CollectionHeld, RowCounts
from ingest.register.layout import STAGES
from ingest.register.renewing import changing
from ingest.register.template import empty
from ingest.register.types import Collection, Stage, Tax
from ingest.system_errors import in_swedish

EMPTY = "Registret är tomt. Ta in en arbetsbok med `lardom register import FIL`."
SHOWN = 20


def write_template(file: Path, survey: str, year: int | None, price_year: int | None) -> None:
    """Write the empty collection workbook; a file that is there stays as it is."""
    if file.suffix.lower() != ".xlsx":
        raise AssistantError(f"{file} slutar inte på .xlsx.", "Ange ett filnamn som gör det.")
    chosen = year or datetime.now(UTC).year
    collection = Collection(
        survey=survey,
        year=chosen,
        stage=Stage.DRAFT,
        tax=Tax.EXCLUDED,
        price_year=price_year or chosen,
        is_example=False,
    )
    try:
        with file.open("xb") as out:
            out.write(empty(collection))
    except FileExistsError as error:
        raise AssistantError(f"{file} finns redan.", "Ange ett annat filnamn.") from error
    except OSError as error:
        raise AssistantError(
            f"{file} går inte att skriva ({in_swedish(error)}).", "Ange en annan mapp."
        ) from error
    typer.echo(f"Insamlingsboken för {chosen} är skriven till {file}.")


def show_status(data: Path, *, as_json: bool) -> None:
    """Print the collections and their workbooks."""
    record = open_register(data)
    held: Sequence[CollectionHeld] = ()
    counts: dict[int, RowCounts] = {}
    if record is not None:
        with closing(record):
            held, counts = record.collections(), record.counts()
    if as_json:
        typer.echo(json.dumps([_as_json(one, counts) for one in held], ensure_ascii=False))
        return
    if not held:
        typer.echo(EMPTY)
    for one in held:
        about = one.collection
        example = ", EXEMPEL: påhittade uppgifter" if about.is_example else ""
        typer.echo(f"{about.year}  {about.survey} ({STAGES[about.stage]}{example})")
        for book in one.books:
            count = counts[book.id]
            typer.echo(
                f"  {book.source}: {count.agencies} myndigheter, {count.projects} projekt, "
                f"{count.figures} värden; inläst {book.imported}{_own_stage(book, about.stage)}"
            )
            _print_faults(book)


def _own_stage(book: BookHeld, of_all: Stage) -> str:
    return "" if book.stage is of_all else f"; arbetsbokens eget läge: {STAGES[book.stage]}"


def _print_faults(book: BookHeld) -> None:
    """What was told when it was read, and every cell that could not be."""
    for notice in book.notices[:SHOWN]:
        typer.echo(f"    {notice}")
    if len(book.notices) > SHOWN:
        typer.echo(f"    … och {len(book.notices) - SHOWN} anmärkningar till (alla med --json)")
    for one in book.refused:
        typer.echo(f"    Inte läst: {one.text}")


def set_stage(data: Path, year: int, survey: str, stage: Stage | None) -> None:
    """Say how far a collection has come; one of several in a year is told by its survey.

    None takes back what was said: it is as its workbooks say.
    """
    with changing(data) as record:
        chosen = replace(_of_year(record.collections(), year, survey), said=stage)
        record.set_stage(chosen.id, stage)
    how = ", som dess arbetsböcker säger" if stage is None else ""
    typer.echo(f"{chosen.survey} {year} är nu {STAGES[chosen.stage]}{how}.")


def _of_year(held: Sequence[CollectionHeld], year: int, survey: str) -> CollectionHeld:
    found = [one for one in held if one.collection.year == year]
    found = [one for one in found if survey.lower() in one.collection.survey.lower()]
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(f"”{one.collection.survey}”" for one in found)
        raise AssistantError(f"År {year} har flera insamlingar: {named}.", "Ange --survey.")
    years = ", ".join(sorted({str(one.collection.year) for one in held})) or "inga"
    raise AssistantError(f"Registret har ingen insamling {year}.", f"Det har: {years}.")


def _as_json(one: CollectionHeld, counts: dict[int, RowCounts]) -> dict[str, object]:
    return {
        **asdict(one.collection),
        "books": [
            {
                "source": book.source,
                "sha256": book.sha256,
                "imported": book.imported,
                "access": list(book.access),
                "stage": book.stage,
                "tax": book.tax,
                "price_year": book.price_year,
                "is_example": book.is_example,
                "notices": list(book.notices),
                "refused": [{**asdict(one), "cell": one.cell.name} for one in book.refused],
                **asdict(counts[book.id]),
            }
            for book in one.books
        ],
    }
