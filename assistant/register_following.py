"""What `lardom register matches`, `match` and `forget` do, and what they print."""

import json
from contextlib import closing
from pathlib import Path

import typer

from assistant.errors import AssistantError
from assistant.figures.numbers_said import amount_said
from assistant.signing import signature
from ingest.record.register.matches import MatchHeld, RowMatched
from ingest.record.register.record import RegisterRecord, open_register
from ingest.record.register.types import BookHeld
from ingest.register.measures import Unit
from ingest.register.renewing import changing

_SEE_STATUS = "Se vilka som finns med `lardom register status`."


def show_matches(data: Path, *, as_json: bool) -> None:
    """Print the pairs of rows that may be one project and that nobody has spoken of."""
    record = open_register(data)
    found: list[MatchHeld] = []
    if record is not None:
        with closing(record):
            found = [match for match in record.matches() if match.are_same is None]
    if as_json:
        typer.echo(json.dumps(list(map(_as_json, found)), ensure_ascii=False))
        return
    for match in found:
        typer.echo(f"{match.id}  likhet {100 * match.likeness:.0f} procent")
        typer.echo(f"   {_said(match.earlier)}")
        typer.echo(f"   {_said(match.later)}")
    typer.echo(
        "Säg hur det är med `lardom register match NUMMER --same` eller `--different`."
        if found
        else "Det finns inga osäkra par."
    )


def say_of_match(data: Path, number: int, *, are_same: bool) -> None:
    """Note whether the two rows of a pair are one project, and follow the projects anew."""
    with changing(data) as record:
        match = next((one for one in record.matches() if one.id == number), None)
        if match is None:
            raise AssistantError(
                f"Det finns inget par {number}.",
                "Se vilka med `lardom register matches`.",
            )
        if match.are_same is not are_same:
            record.say_of_match(match, signature(), are_same=are_same)
    names = f"”{match.earlier.name.value}” ({match.earlier.year}) och "
    names += f"”{match.later.name.value}” ({match.later.year})"
    typer.echo(f"{names} är {'samma projekt' if are_same else 'olika projekt'}.")


def forget_book(data: Path, name: str, year: int | None) -> None:
    """Let a workbook be asked no more; it stays as history, and its file is kept."""
    with changing(data) as record:
        book = _book_named(record, name, year)
        if record.is_placed(book.id):
            raise AssistantError(
                f"{book.source} kommer ur en mapp som läses in.",
                "Ta bort filen ur mappen och kör `lardom sync MAPP`.",
            )
        record.set_aside(book.id)
    typer.echo(
        f"{book.source} är inte med i registret längre. Filen och raderna finns kvar som historik; "
        "ta in den på nytt med `lardom register import` så gäller den igen."
    )


def _book_named(record: RegisterRecord, name: str, year: int | None) -> BookHeld:
    """The live workbook of that name, of a collection's year where several have it."""
    wanted = Path(name).name
    held = record.collections()
    found = {
        book.id: (one.collection.year, book)
        for one in held
        for book in one.books
        if book.source in {name, wanted} and year in {None, one.collection.year}
    }
    if len(found) == 1:
        ((_, book),) = found.values()
        return book
    if found:
        years = ", ".join(str(each) for each, _ in found.values())
        raise AssistantError(f"Flera insamlingar har {wanted}: {years}.", "Ange --year.")
    raise AssistantError(f"Registret har ingen arbetsbok {wanted}.", _SEE_STATUS)


def _said(row: RowMatched) -> str:
    """One row of a pair: what tells which project it is, and its cell."""
    cell = row.name.cell
    facts = [row.system, row.kind]
    facts += [f"start {row.start}"] if row.start else []
    facts += [f"planerat slut {row.planned_end}"] if row.planned_end else []
    facts += [f"budget {amount_said(row.budget, Unit.KRONOR)}"] if row.budget is not None else []
    told = ", ".join(filter(None, facts))
    place = f"{row.name.source} {cell.sheet} {cell.name}"
    return f"{row.year} ”{row.name.value}”, {row.agency}; {told} [{place}]"


def _as_json(match: MatchHeld) -> dict[str, object]:
    ends = {"earlier": match.earlier, "later": match.later}
    return {
        "id": match.id,
        "likeness": match.likeness,
        **{end: _row_as_json(row) for end, row in ends.items()},
    }


def _row_as_json(row: RowMatched) -> dict[str, object]:
    traced = row.name
    return {
        "project_id": row.project,
        "agency": row.agency,
        "year": row.year,
        "name": traced.value,
        "start": row.start,
        "planned_end": row.planned_end,
        "system": row.system,
        "kind": row.kind,
        "budget": row.budget,
        "source": traced.source,
        "sha256": traced.sha256,
        "sheet": traced.cell.sheet,
        "cell": traced.cell.name,
    }
