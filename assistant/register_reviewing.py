"""What `lardom register lists` and `answers` do: write what was found, take in what comes back."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from assistant.errors import AssistantError
from assistant.register_output import EMPTY
from assistant.signing import signature
from ingest.record.register.record import RegisterRecord, open_register
from ingest.record.register.types import CollectionHeld
from ingest.register.review_lists import ReviewList, list_name, review_lists
from ingest.register.reviewing import Answered, take_answers_in
from ingest.register.taking_in import content_of
from ingest.system_errors import in_swedish


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A list on its way to its file."""

    path: Path
    made: ReviewList


def write_lists(data: Path, year: int, folder: Path, *, as_json: bool) -> None:
    """Write each agency's list of what is open in a year's collections.

    A file of that name that says something else may have been answered: nothing is written then.
    """
    record = open_register(data)
    if record is None:
        raise AssistantError("Registret är tomt.", EMPTY.partition(". ")[2])
    with closing(record):
        listed = list(_lists(record, _of_year(record.collections(), year), folder))
    _refuse_others(listed)
    for one in listed:
        _write(one.path, one.made.content)
    if as_json:
        typer.echo(json.dumps([_as_json(one) for one in listed], ensure_ascii=False))
        return
    for one in listed:
        typer.echo(f"{one.path.name}: {one.made.agency}, {len(one.made.findings)} att granska")
    typer.echo(f"Skrivna till {folder}: {len(listed)} listor." if listed else "Inget att granska.")


def take_answers(data: Path, file: Path, *, as_json: bool) -> int:
    """Take an answered list in; 1 where something of it could not be used."""
    told = take_answers_in(data, content_of(file), file.name, signature())
    if as_json:
        typer.echo(json.dumps(asdict(told), ensure_ascii=False))
    else:
        _print(told)
    return 1 if told.notices else 0


def _of_year(held: Sequence[CollectionHeld], year: int) -> list[CollectionHeld]:
    found = [one for one in held if one.collection.year == year]
    if not found:
        years = ", ".join(sorted({str(one.collection.year) for one in held})) or "inga"
        raise AssistantError(f"Registret har ingen insamling {year}.", f"Det har: {years}.")
    return found


def _lists(
    record: RegisterRecord, collections: Sequence[CollectionHeld], folder: Path
) -> Iterator[_Listed]:
    taken: set[str] = set()
    for held in collections:
        open_ones = [one.finding for one in record.findings(held.id) if one.is_open]
        for made in review_lists(held.collection, open_ones):
            name = list_name(held.collection.year, made.agency)
            stem, at = name.removesuffix(".xlsx"), 1
            while name in taken:  # two names that differ in what no file name shows
                at += 1
                name = f"{stem}-{at}.xlsx"
            taken.add(name)
            yield _Listed(path=folder / name, made=made)


def _refuse_others(listed: Sequence[_Listed]) -> None:
    others = [one.path for one in listed if one.path.exists() and not _is_same(one)]
    if others:
        raise AssistantError(
            f"{others[0]} finns redan, och kan vara besvarad.",
            "Ange en annan mapp med --to, eller flytta filen.",
        )


def _is_same(one: _Listed) -> bool:
    try:
        return one.path.read_bytes() == one.made.content
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise AssistantError(
            f"{path} går inte att skriva ({in_swedish(error)}).", "Ange en annan mapp med --to."
        ) from error


def _as_json(one: _Listed) -> dict[str, object]:
    found = len(one.made.findings)
    return {"agency": one.made.agency, "file": str(one.path), "findings": found}


def _print(told: Answered) -> None:
    typer.echo(
        f"{told.agency} {told.year}: {told.corrected} rättade, {told.standing} stämmer, "
        f"{told.withdrawn} utgår, {told.unanswered} obesvarade."
    )
    for notice in told.notices:
        typer.echo(f"Inte använt: {notice}", err=True)
