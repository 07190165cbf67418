"""`lardom lessons`: lessons learned by file, proposed from documents, told of and exported."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import LessonError
from assistant.library_wiring import local_person, read_settings
from ingest.system_errors import in_swedish

if TYPE_CHECKING:
    from assistant.lessons.keeping import Lessons
    from assistant.settings import Settings

lessons = typer.Typer(
    name="lessons",
    help="Lärdomar: mall, inläsning av ifylld mall, förslag ur dokument, utskick och uttag.",
    no_args_is_help=True,
)
Target = Annotated[
    Path | None,
    typer.Argument(metavar="FIL", help="Filen som ska skrivas; utan den skrivs den ut."),
]


class ExportFormat(StrEnum):
    """The forms in which lessons are exported."""

    MARKDOWN = "markdown"
    XLSX = "xlsx"


@lessons.command()
def template(file: Target = None) -> None:
    """Skriv mallen för en lärdom: Word om filens namn slutar på .docx, annars Markdown."""
    from assistant.lessons.markdown import TEMPLATE  # noqa: PLC0415  (a question needs none of it)
    from assistant.lessons.word_form import SUFFIX  # noqa: PLC0415  (the same)
    from assistant.lessons.word_template import word_template  # noqa: PLC0415  (the same)

    is_word = file is not None and file.suffix.lower() == SUFFIX
    _write(file, word_template() if is_word else TEMPLATE)


@lessons.command(name="import")
def take_in(
    file: Annotated[
        Path, typer.Argument(metavar="FIL", help="En ifylld mall (Word, eller Markdown i UTF-8).")
    ],
) -> None:
    """Läs en ifylld mall till ett utkast, som granskas innan det publiceras."""
    from assistant.lessons.importing import take_in as taken_in  # noqa: PLC0415  (the same)

    try:
        content = file.read_bytes()
    except OSError as error:
        raise LessonError(
            f"Filen {file} går inte att läsa ({in_swedish(error)}).",
            "Kontrollera sökvägen och försök igen.",
        ) from error
    settings = read_settings()
    with _opened(settings) as kept:
        try:
            taken = taken_in(kept, local_person(settings), content)
        except LessonError as error:
            raise LessonError(f"{file}: {error.message}", error.remedy) from error
    typer.echo(f"Utkastet är sparat: /lardomar/{taken.lesson.id}")
    for notice in taken.notices:
        typer.echo(notice)


@lessons.command()
def propose() -> None:
    """Föreslå utkast ur det som dokumenten säger om erfarenheter. Inget publiceras."""
    from assistant.lessons.proposing import Proposer  # noqa: PLC0415  (the same)
    from assistant.library import LibraryKeeper  # noqa: PLC0415  (the same)
    from assistant.library_wiring import build_embedder  # noqa: PLC0415  (the same)

    settings = read_settings()
    library = LibraryKeeper(settings.data, build_embedder(settings))
    with closing(library), _opened(settings) as kept:
        new = Proposer(library, kept).propose(local_person(settings))
    typer.echo(f"{len(new)} nya utkast.")
    for one in new:
        typer.echo(f"/lardomar/{one.id}  {one.text.title}")


@lessons.command()
def digest(
    since: Annotated[
        str, typer.Option(metavar="DAG", help="Från och med, till exempel 2026-11-01.")
    ],
    file: Target = None,
) -> None:
    """Skriv texten till ett e-postutskick om nya lärdomar, efter tema."""
    from assistant.lessons.telling import as_digest, published  # noqa: PLC0415  (the same)

    settings = read_settings()
    with _opened(settings) as kept:
        found = published(kept.listed(local_person(settings)), since=since)
    _write(file, as_digest(found, since))


@lessons.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Filen som ska skrivas.")],
    form: Annotated[
        ExportFormat, typer.Option("--format", help="markdown eller xlsx.")
    ] = ExportFormat.MARKDOWN,
) -> None:
    """Skriv de publicerade lärdomarna till en fil, med vad deras bilagor heter."""
    from assistant.lessons.attaching import Attachments  # noqa: PLC0415  (the same)
    from assistant.lessons.telling import as_markdown, published  # noqa: PLC0415  (the same)

    settings = read_settings()
    with _opened(settings) as kept, closing(Attachments(settings.data, kept)) as attachments:
        found = published(kept.listed(local_person(settings)))
        attached = attachments.names(found)
    if form is ExportFormat.MARKDOWN:
        _write(file, as_markdown(found, attached))
        return
    from assistant.figures.downloads import as_xlsx  # noqa: PLC0415  (only this form needs it)
    from assistant.lessons.workbook import as_table  # noqa: PLC0415  (the same)

    _write(file, as_xlsx([as_table(found, attached)]))


@contextmanager
def _opened(settings: "Settings") -> "Iterator[Lessons]":
    from assistant.wiring import build_lessons  # noqa: PLC0415  (a question needs none of it)

    with closing(build_lessons(settings)) as kept:
        yield kept


def _write(file: Path | None, content: str | bytes) -> None:
    if file is None:
        typer.echo(content, nl=False)
        return
    try:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise LessonError(
            f"Filen {file} går inte att skriva ({in_swedish(error)}).", "Välj en annan sökväg."
        ) from error
    typer.echo(f"Filen {file} är skriven.")
