"""The commands `lardom ask` and `lardom search`."""

import json
from contextlib import closing
from dataclasses import asdict
from typing import Annotated

import typer

from assistant import library_wiring
from assistant.filter_options import with_filters
from assistant.filtering.types import NO_FILTERS, Filters

AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]


@with_filters
def ask(
    question: Annotated[str, typer.Argument(help="Frågan, på svenska.")],
    earlier: Annotated[
        list[str] | None,
        typer.Option(
            "--earlier",
            metavar="FRÅGA",
            help="En fråga som ställdes förut, så att den här får bygga på den; den äldsta först.",
        ),
    ] = None,
    as_json: AsJson = False,
    filters: Filters = NO_FILTERS,
) -> None:
    """Ställ en fråga och få ett svar med källor."""
    from assistant import presenting, wiring  # noqa: PLC0415  (a sync needs none of it)
    from assistant.curated.answering import AskedOnce  # noqa: PLC0415  (the same)
    from assistant.understanding.earlier import Earlier  # noqa: PLC0415  (the same)

    before = Earlier(questions=tuple(earlier or ())).questions
    with closing(wiring.build_service(library_wiring.read_settings())) as service:
        once = AskedOnce(question=question, asker=service.asker, filters=filters, earlier=before)
        pinned = service.pinned.answer(once)
        answer = pinned or service.assistant.ask(question, service.asker, filters, before)
    typer.echo(
        json.dumps(asdict(answer), ensure_ascii=False)
        if as_json
        else presenting.answer_as_text(answer)
    )


@with_filters
def search(
    question: Annotated[str, typer.Argument(help="Det du söker efter.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Så många träffar som mest.")] = 10,
    as_json: AsJson = False,
    filters: Filters = NO_FILTERS,
) -> None:
    """Sök i biblioteket och få de närmaste styckena."""
    from assistant import presenting, wiring  # noqa: PLC0415  (a sync needs none of it)

    with closing(wiring.build_service(library_wiring.read_settings())) as service:
        found = service.assistant.search(question, service.asker, limit, filters)
    typer.echo(
        json.dumps(asdict(presenting.search_result(found)), ensure_ascii=False)
        if as_json
        else presenting.search_as_text(found)
    )
