"""`lardom figures`: a question to the register alone, or an edited filter."""

from contextlib import closing
from typing import Annotated

import typer

from assistant.library_wiring import local_person, read_settings

AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]


def figures(
    question: Annotated[
        str, typer.Argument(metavar="FRÅGA", help="Frågan, på svenska; eller tom med --filter.")
    ] = "",
    filter_text: Annotated[
        str,
        typer.Option("--filter", metavar="JSON", help="Ett filter ur ett svar, kanske ändrat."),
    ] = "",
    rows: Annotated[
        int, typer.Option(min=0, max=100_000, metavar="ANTAL", help="Så många rader som mest.")
    ] = 200,
    as_json: AsJson = False,
) -> None:
    """Fråga registret över projekt och nyckeltal; varje tal har sina celler."""
    from assistant.figures.as_text import figures_as_json, figures_as_text  # noqa: PLC0415  (cold)
    from assistant.figures_wiring import build_figures  # noqa: PLC0415  (the same)

    settings = read_settings()
    asker = local_person(settings).asker
    with closing(build_figures(settings.data)) as asked:
        if filter_text:
            answer = asked.answerer.by_filter(filter_text, asker, rows)
        else:
            answer = asked.answerer.answer(" ".join(question.split()), asker, rows)
    typer.echo(figures_as_json(answer) if as_json else figures_as_text(answer))
