"""`lardom lessons`: the form out and in, and what is published told of in files."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.lessons.attaching import Attachments
from assistant.lessons.keeping import Lessons
from assistant.lessons.publishing import LessonPublisher
from assistant.lessons.stepping import StepWanted, key_of
from assistant.lessons.workflow import Step
from assistant.people.types import local_caller
from tests.lessons import NoSyncing

Running = Callable[..., Result]
ME = local_caller(frozenset())


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Running:
    monkeypatch.setenv("LARDOM_DATA", str(tmp_path / "data"))
    return lambda *words: CliRunner().invoke(app, ["lessons", *words], catch_exceptions=False)


def publish_all(data: Path) -> None:
    with closing(Lessons(data, LessonPublisher(data, NoSyncing()))) as kept:
        for lesson in kept.listed(ME):
            read = frozenset(map(key_of, kept.attached(lesson)))
            for step in (Step.SUBMIT, Step.PUBLISH):
                kept.step(ME, lesson.id, StepWanted(step=step, confirmed=read))


def attach_to_all(data: Path, *names: str) -> None:
    with (
        closing(Lessons(data, LessonPublisher(data, NoSyncing()))) as kept,
        closing(Attachments(data, kept)) as attachments,
    ):
        for lesson in kept.listed(ME):
            for name in names:
                attachments.attach(ME, lesson.id, name, b"%PDF-1.7")


def test_a_form_goes_out_and_comes_in_as_a_draft_that_is_told_of_when_it_is_published(
    run: Running, tmp_path: Path
) -> None:
    form, sheet, mail = (tmp_path / name for name in ("form.md", "ut.xlsx", "mail.txt"))
    run("template", str(form))
    filled = form.read_text("utf-8").replace("titel: ", "titel: =Börja med användarna")
    for heading in ("Vad hände", "Vad vi skulle göra annorlunda"):
        filled = filled.replace(f"## {heading}\n", f"## {heading}\n\nFråga först.\n")
    form.write_text(filled, "utf-8")

    taken = run("import", str(form))
    before = run("digest", "--since", "2026-01-01")
    attach_to_all(tmp_path / "data", "plan.pdf", "budget.pdf")
    publish_all(tmp_path / "data")
    run("digest", "--since", "2026-01-01", str(mail))
    run("export", str(sheet), "--format", "xlsx")
    text = run("export", str(tmp_path / "ut.md"))

    assert "Utkastet är sparat: /lardomar/" in taken.output
    assert before.output.startswith("Nya lärdomar sedan 2026-01-01: 0")
    assert "* =Börja med användarna" in mail.read_text("utf-8")
    assert text.exit_code == 0
    assert "Bilagor: budget.pdf, plan.pdf." in (tmp_path / "ut.md").read_text("utf-8")
    (row,) = load_workbook(sheet)["Lärdomar"].iter_rows(min_row=2)
    assert (row[0].value, row[2].value, row[2].data_type) == (
        "publicerad",
        "=Börja med användarna",
        "s",
    )
    assert row[-2].value == "budget.pdf, plan.pdf"


def test_a_file_that_is_no_form_is_refused_by_name(run: Running, tmp_path: Path) -> None:
    odd = tmp_path / "odd.md"
    odd.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(Exception, match=r"odd\.md: Filen är varken .* text i UTF-8"):
        run("import", str(odd))


def test_a_word_form_goes_out_and_comes_in_as_a_draft(run: Running, tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    run("template", str(form))
    document = docx.Document(str(form))
    at = next(at for at, one in enumerate(document.paragraphs) if one.text == "Rubrik")
    document.paragraphs[at + 2].text = "Börja med användarna"
    document.paragraphs[0].insert_paragraph_before("Skrivet på tåget.")
    document.save(str(form))

    taken = run("import", str(form))

    assert "Utkastet är sparat: /lardomar/" in taken.output
    assert "Texten före den första rubriken är inte med." in taken.output
    with closing(
        Lessons(tmp_path / "data", LessonPublisher(tmp_path / "data", NoSyncing()))
    ) as kept:
        assert [one.text.title for one in kept.listed(ME)] == ["Börja med användarna"]


def test_a_damaged_word_form_is_refused_by_name(run: Running, tmp_path: Path) -> None:
    odd = tmp_path / "odd.docx"
    odd.write_bytes(b"PK\x03\x04")

    with pytest.raises(Exception, match=r"odd\.docx: Word-filen gick inte att läsa"):
        run("import", str(odd))
