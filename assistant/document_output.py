"""What `lardom documents` prints: a table of documents, and one with where its metadata is from."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ingest.correctable import KIND_NAMES, SORTS, field_name
from ingest.holdings import Described
from ingest.record.corrections import Correction
from ingest.record.types import DocumentRow
from ingest.types import Kind, Metadata, Origin, Witness

NONE_YET = "Inga dokument att visa."
NOTHING = "–"
SURE = 0.7
"""A field that is less sure than this is marked, here and on the page of the document."""
WITNESSES = {
    Witness.SIDECAR: "ur metadatafilen",
    Witness.FRONT_MATTER: "ur uppgifterna överst i filen",
    Witness.PROPERTIES: "ur filens egenskaper",
    Witness.FIRST_PAGES: "ur de första sidorna",
    Witness.HEADING: "ur rubriken",
    Witness.FIRST_LINE: "ur första raden",
    Witness.SERIES: "ur publikationsnumret",
    Witness.TITLE: "ur titeln",
    Witness.TEXT: "ur texten",
    Witness.FOLDER: "ur mappens namn",
    Witness.FILE_NAME: "ur filens namn",
    Witness.CREATED: "när filen skapades",
    Witness.CORRECTION: "rättat av en person",
}


def show_list(rows: Sequence[DocumentRow], *, as_json: bool) -> None:
    """Print the documents, a line each."""
    if as_json:
        _print_json([_listed(row) for row in rows])
        return
    console = Console(soft_wrap=True)
    if not rows:
        console.print(NONE_YET)
        return
    table = Table(box=None, pad_edge=False, highlight=False)
    for heading in ("Id", "Titel", "Utgivare", "År", "Källa"):
        table.add_column(heading, no_wrap=heading in ("Id", "År"), overflow="fold")
    for row in rows:
        known = row.metadata
        cells = (row.id, known.title, known.publisher, known.year, row.source)
        table.add_row(*(escape(_plain(cell)) for cell in cells))
    console.print(table)


def show_document(described: Described, *, as_json: bool) -> None:
    """Print all that is known of a document, and where each thing is from."""
    row = described.row
    if as_json:
        _print_json(
            {
                **_listed(row),
                "places": described.places,
                "origins": [asdict(one) for one in row.metadata.origins],
                "as_read": _metadata(described.as_read),
                "corrections": [asdict(one) for one in described.said],
            }
        )
        return
    console = Console(soft_wrap=True)
    console.print(f"{row.id}  {row.folder}/{row.source}", markup=False, highlight=False)
    for place in described.places[1:]:
        console.print(f"  ligger också som {place}", markup=False, highlight=False)
    table = Table(box=None, pad_edge=False, show_header=False, highlight=False)
    for name in SORTS:
        value = _plain(getattr(row.metadata, name))
        table.add_row(field_name(name).capitalize(), escape(value), escape(_from(described, name)))
    console.print(table)


def _from(described: Described, name: str) -> str:
    """Where the value of a field is from."""
    said = [one for one in described.said if one.field == name]
    if said and said[-1].value is not None:
        return _corrected(said[-1], _plain(getattr(described.as_read, name)))
    if not getattr(described.row.metadata, name):
        return ""
    told = (one for one in described.row.metadata.origins if one.field == name)
    origin = next(told, None)
    return "ur materialet" if origin is None else _told_by(origin)


def _told_by(origin: Origin) -> str:
    if origin.witness is Witness.CORRECTION:  # of another field, or this one would be told of
        return "följer det rättade datumet"
    unsure = " (osäker)" if origin.confidence < SURE else ""
    return f"{WITNESSES[origin.witness]}{unsure}"


def _corrected(last: Correction, before: str) -> str:
    who = f" av {last.who}" if last.who else ""
    return f"rättat {last.corrected[:10]}{who} (i materialet: {before})"


def _listed(row: DocumentRow) -> dict[str, Any]:
    return {
        "document_id": row.id,
        "folder": row.folder,
        "source": row.source,
        "media_type": row.media_type,
        "access": row.access,
        "metadata": _metadata(row.metadata),
    }


def _metadata(known: Metadata) -> dict[str, Any]:
    return {name: getattr(known, name) for name in SORTS}


def _plain(value: object) -> str:
    """A value as a person reads it."""
    if isinstance(value, Kind):
        return KIND_NAMES[value]
    if isinstance(value, tuple):
        return "; ".join(value) or NOTHING
    return NOTHING if value is None else str(value)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))  # noqa: T201  (the contract)
