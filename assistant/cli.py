"""The command `lardom`: its subcommands, their words, and their exit codes.

0: done. 1: done, but some files could not be read. 2: not done, and the message says why.
Each subcommand imports what it needs: a question pays neither for the writing side nor for a
server, nor a sync for what answers.
"""

import atexit
import gc
import os
import sys
from contextlib import nullcontext
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assistant import library_wiring
from assistant.access_commands import access
from assistant.audit_commands import audit
from assistant.curated_commands import curated
from assistant.doctor_command import doctor
from assistant.document_commands import documents
from assistant.erase_commands import erase, person
from assistant.errors import AssistantError
from assistant.evaluation.options import NO_ANSWERS, Answers, with_answers
from assistant.figures_command import figures
from assistant.key_commands import keys
from assistant.lesson_commands import lessons
from assistant.question_commands import ask, search
from assistant.register_commands import register
from assistant.retention_commands import retention
from assistant.switch_command import switch
from assistant.task_commands import tasks
from assistant.watch_command import watch
from assistant.web_options import NO_FETCHING, Fetching, with_fetching
from ingest.errors import IngestError
from ingest.system_errors import unforeseen

os.environ["LANGSMITH_TRACING"] = "false"  # nobody's environment may send questions away
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")

app = typer.Typer(
    name="lardom",
    help="Lärdom: frågor och svar ur ditt eget material, med källor som håller.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(documents)
app.add_typer(access)
app.add_typer(register)
app.add_typer(keys)
app.add_typer(lessons)
app.add_typer(curated)
app.add_typer(tasks)
app.add_typer(audit)
app.add_typer(retention)
app.add_typer(person)
AsJson = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")]


@app.command()
@with_fetching
def sync(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(help="Mappar med material; utan mapp och utan --web tas corpus/."),
    ] = None,
    as_json: AsJson = False,
    re_embed: Annotated[
        bool, typer.Option("--re-embed", help="Räkna om alla vektorer med den inställda modellen.")
    ] = False,
    starter: Annotated[
        bool,
        typer.Option(
            "--starter", help="Ta in startmaterialet, om biblioteket är tomt eller redan har det."
        ),
    ] = False,
    fetching: Fetching = NO_FETCHING,
) -> None:
    """Ta in nytt och ändrat material, och glöm det som är borta."""
    if re_embed and (folders or fetching.wanted):
        raise AssistantError(
            "--re-embed räknar om hela biblioteket och tar varken mappar eller --web.",
            "Kör `lardom sync --re-embed` utan mapp.",
        )
    settings = library_wiring.read_settings()
    if starter and not _may_start(settings.data):
        return
    from ingest.index.processes import started  # noqa: PLC0415  (a question needs none of it)

    # It loads its libraries while this one loads its own; fetching may take hours.
    with nullcontext() if fetching.wanted else started() as ahead:
        from assistant.local_notes import noted  # noqa: PLC0415  (the same)
        from ingest import sync as syncing  # noqa: PLC0415  (the same)
        from ingest.sync_output import run_and_report  # noqa: PLC0415  (the same)

        library = library_wiring.build_library(settings, ahead)
        if re_embed:
            job = partial(syncing.embed_again, library)
        elif fetching.wanted:
            from ingest.web_sync import sync_with_web  # noqa: PLC0415  (most fetch nothing)

            web = library_wiring.build_web(settings, fetching.sources)
            job = partial(sync_with_web, library, folders or [], web)
        else:
            job = partial(syncing.sync, library, folders or [library_wiring.starter_corpus()])
        command = "sync --web" if fetching.wanted else "sync"
        raise typer.Exit(run_and_report(noted(settings, command, job), as_json=as_json))


def _may_start(data: Path) -> bool:
    from ingest.starter import may_start_with  # noqa: PLC0415  (a question needs none of it)

    return may_start_with(data, library_wiring.starter_corpus())


app.command()(watch)


@app.command()
def forget(
    folder: Annotated[Path, typer.Argument(help="Mappen vars dokument ska bort.")],
    as_json: AsJson = False,
) -> None:
    """Ta bort en mapps alla dokument ur biblioteket; filerna ligger kvar."""
    from assistant.local_notes import noted  # noqa: PLC0415  (a question needs none of it)
    from ingest import sync as syncing  # noqa: PLC0415  (the same)
    from ingest.sync_output import run_and_report  # noqa: PLC0415  (the same)

    settings = library_wiring.read_settings()
    job = partial(syncing.forget, library_wiring.build_library(settings), folder)
    raise typer.Exit(run_and_report(noted(settings, "forget", job), as_json=as_json))


@app.command()
def status(
    run: Annotated[
        int | None, typer.Option(metavar="NUMMER", help="Visa en körning, fil för fil.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Så många körningar som mest.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Visa vad biblioteket har och vad de senaste inläsningarna gjorde."""
    from ingest.history_output import show_run, show_status  # noqa: PLC0415  (the same as above)

    data = library_wiring.read_settings().data
    if run is None:
        show_status(data, limit, as_json=as_json)
    elif not show_run(data, run, as_json=as_json):
        raise AssistantError(
            f"Körningen {run} finns inte.", "Se vilka som finns med `lardom status`."
        )


app.command()(doctor)
app.command()(figures)
app.command()(switch)
app.command()(erase)


app.command()(ask)
app.command()(search)


@app.command(name="eval")
@with_answers
def evaluate(
    question_set: Annotated[
        Path, typer.Argument(metavar="SET", help="Mapp med questions.jsonl, eller filen själv.")
    ],
    baseline: Annotated[
        str, typer.Option(help="Jämför med: words, stems, dense, rrf, lexical eller all.")
    ] = "",
    split: Annotated[
        list[str] | None, typer.Option(help="Del att mäta; utan den alla utom training.")
    ] = None,
    as_json: AsJson = False,
    answers: Answers = NO_ANSWERS,
) -> None:
    """Mät hur väl sökningen hittar, eller svaren håller, med en frågesamling."""
    from assistant.evaluation import (  # noqa: PLC0415  (a question needs none of it)
        answer_reporting,
        answer_running,
        baselines,
        question_sets,
        reporting,
        running,
    )

    names = baselines.chosen_names(baseline)
    asked = question_sets.read_question_set(question_set, split or ())
    settings = library_wiring.read_settings()
    if answers.wanted:
        measure = partial(answer_running.measure_answers, settings, asked)
        answer_reporting.run_and_report(measure, as_json=as_json, failures=answers.failures)
        return
    job = partial(running.evaluate, settings, asked, names)
    reporting.run_and_report(job, as_json=as_json)


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="Adress att lyssna på i stället för LARDOM_HOST.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="Port att lyssna på i stället för LARDOM_PORT; 0 tar en ledig."
        ),
    ] = None,
) -> None:
    """Starta webbservern."""
    from assistant.api.serving import run_server  # noqa: PLC0415  (a question needs no server)

    settings = library_wiring.read_settings()
    run_server(
        settings,
        settings.host if host is None else host,
        settings.port if port is None else port,
    )


def main() -> None:
    """Run `lardom`; an error of ours ends as one Swedish sentence and exit code 2."""
    atexit.register(gc.freeze)  # looking through all that is left takes a sixth of a second
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without ” or › shows ? instead
            stream.reconfigure(errors="replace")
    try:
        app()
    except (AssistantError, IngestError) as error:
        _end(str(error))
    except OSError as error:  # what the rooms did not foresee; a closed pipe is typer's to end
        _end(unforeseen(error))


def _end(message: str) -> NoReturn:
    typer.echo(f"Fel: {message}", err=True)
    sys.exit(2)
