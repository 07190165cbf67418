"""The command `lardom doctor`: what is installed and whole, and what to do about the rest."""

from functools import partial
from typing import Annotated

import typer

from assistant import library_wiring


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")] = False,
) -> None:
    """Kontrollera att det som behövs finns och är helt, och säg vad som kan göras åt resten."""
    from ingest.doctor import Patient  # noqa: PLC0415  (a question needs none of it)
    from ingest.doctor_output import examine_and_report  # noqa: PLC0415  (the same)

    settings = library_wiring.read_settings()
    patient = Patient(
        data=settings.data,
        load_embedder=partial(library_wiring.build_embedder, settings),
        ocr=settings.ocr,
        office=settings.office,
    )
    raise typer.Exit(examine_and_report(patient, as_json=as_json))
