"""The Word form of lessons: out, filled in as people do, and in again; and what is no form."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.errors import LessonError
from assistant.lessons.asked import ASKED
from assistant.lessons.word_form import Filled, read_word_form
from assistant.lessons.word_template import word_template
from assistant.lessons.writing import LABELS
from ingest.confinement import Limits
from ingest.record.lesson_types import LessonText, Sureness
from tests.bombs import Bomb
from tests.bombs.archives import SWOLLEN, packed
from tests.bombs.entities import entities

SAID = {
    "title": "Ta med driften från början",
    "context": "Ett nytt system skulle införas.",
    "happened": "Driften fick veta av kraven sent.",
    "why": "Ingen från driften var med.",
    "differently": "Låt driften godkänna kraven.",
    "agency": "Exempelmyndigheten",
    "project": "17",
    "phase": "Införande",
    "theme": "Drift",
    "sure": "Hög",
    "access": "styrgrupp, redaktion",
    "remind": "2027-01-31",
}
WHOLE = LessonText(
    **{
        **SAID,
        "sure": Sureness.HIGH,
        "access": ("styrgrupp", "redaktion"),
    }  # type: ignore[arg-type]  # two fields that are no text
)


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def filled(change: Callable[[Any], None] = lambda document: None) -> bytes:
    """The template with every field written below its help, and then changed."""
    document = docx.Document(io.BytesIO(word_template()))
    paragraphs = document.paragraphs
    for field, label in LABELS.items():
        at = next(at for at, one in enumerate(paragraphs) if one.text == label)
        paragraphs[at + 2].text = SAID[field]
    change(document)
    return saved(document)


def written(*parts: tuple[str, str]) -> bytes:
    """A document of paragraphs, each with the name of its style."""
    document = docx.Document()
    for text, style in parts:
        document.add_paragraph(text, style=style)
    return saved(document)


def heading(document: Any, label: str) -> Any:
    return next(one for one in document.paragraphs if one.text == label)


def test_the_template_asks_for_every_field_with_one_line_of_help_under_each() -> None:
    paragraphs = docx.Document(io.BytesIO(word_template())).paragraphs

    asked = [
        (one.text, paragraphs[at + 1].text)
        for at, one in enumerate(paragraphs)
        if one.style and one.style.name == "Heading 1"
    ]

    assert asked == [(label, ASKED[field]) for field, label in LABELS.items()]


def test_every_field_of_a_filled_template_comes_back() -> None:
    assert read_word_form(filled()) == Filled(text=WHOLE, notices=())


def test_an_empty_template_says_nothing_and_is_for_those_who_have_signed_in() -> None:
    assert read_word_form(word_template()).text == LessonText(title="", access=("internal",))


def lower_headings(document: Any) -> None:
    for label in LABELS.values():
        heading(document, label).text = f"{label.lower()}: "


def blank_paragraphs(document: Any) -> None:
    for paragraph in list(document.paragraphs):
        for blank in ("", "  ", "\n"):
            paragraph.insert_paragraph_before(blank)


def other_levels(document: Any) -> None:
    for level, label in enumerate(LABELS.values()):
        heading(document, label).style = f"Heading {1 + level % 4}"


def groups_as_bullets(document: Any) -> None:
    rule = heading(document, SAID["access"])
    rule.insert_paragraph_before("styrgrupp", style="List Bullet")
    rule.text, rule.style = "redaktion", "List Bullet"


def without_help(document: Any) -> None:
    for line in ASKED.values():
        element = heading(document, line)._element  # python-docx has no other way to remove one
        element.getparent().remove(element)


def on_the_line_of_help(document: Any) -> None:
    for field, line in ASKED.items():
        document_line = heading(document, line)
        document_line.add_run(f" {SAID[field]}")
        if SAID[field] != line:
            heading(document, SAID[field]).text = ""


@pytest.mark.parametrize(
    "change",
    [
        lower_headings,
        blank_paragraphs,
        other_levels,
        groups_as_bullets,
        without_help,
        on_the_line_of_help,
    ],
    ids=lambda change: change.__name__,
)
def test_it_is_read_as_word_users_leave_it(change: Callable[[Any], None]) -> None:
    assert read_word_form(filled(change)) == Filled(text=WHOLE, notices=())


def test_lists_and_subheadings_stand_in_their_field() -> None:
    form = written(
        ("Rubrik", "Heading 1"),
        ("Testa tidigt", "Normal"),
        ("Vad hände", "Heading 1"),
        ("Två saker:", "Normal"),
        ("Kraven kom sent", "List Bullet"),
        ("Testerna kom sist", "List Bullet"),
        ("Följden", "Heading 3"),
        ("Ett halvårs försening.", "Normal"),
    )

    assert read_word_form(form).text.happened == (
        "Två saker:\n\n– Kraven kom sent\n\n– Testerna kom sist\n\nFöljden\n\n"
        "Ett halvårs försening."
    )


def with_a_table(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {at}"
    heading(document, SAID["happened"])._element.addnext(table._element)


def with_words_before(document: Any) -> None:
    heading(document, "Rubrik").insert_paragraph_before("Till Anna: kan du läsa?")


@pytest.mark.parametrize(
    ("change", "notice"),
    [
        (
            with_a_table,
            "Tabeller under ”Vad hände” är inte med (1 st). Skriv det viktiga ur dem som text.",
        ),
        (
            with_words_before,
            "Texten före den första rubriken är inte med. Flytta den till en rubrik om den behövs.",
        ),
    ],
    ids=["table", "before"],
)
def test_what_is_left_out_is_told(change: Callable[[Any], None], notice: str) -> None:
    assert read_word_form(filled(change)) == Filled(text=WHOLE, notices=(notice,))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (written(("Slutsats", "Heading 1"), ("Ord.", "Normal")), "ingen rubrik ”Slutsats”"),
        (written(("Varför", "Normal"), ("Ord.", "Normal")), "ingen av mallens rubriker"),
        (
            written(("Varför", "Heading 1"), ("A", "Normal"), ("VARFÖR", "Heading 1")),
            "”Varför” står två gånger",
        ),
        (written(("Säkerhet", "Heading 1"), ("kanske", "Normal")), "Säkerhet kan inte vara"),
        (b"PK\x03\x04 och sedan inget", "Word-filen gick inte att läsa"),
        (filled()[:4000], "Word-filen gick inte att läsa"),
    ],
    ids=["other heading", "no heading", "twice", "sureness", "no zip", "cut off"],
)
def test_what_is_no_form_is_refused_with_a_remedy(content: bytes, told: str) -> None:
    with pytest.raises(LessonError, match=told) as caught:
        read_word_form(content)

    assert caught.value.remedy


@pytest.mark.parametrize(
    "made",
    [
        one
        for one in (*SWOLLEN, *entities("/etc/hostname", "http://127.0.0.1:9/"))
        if one.source.endswith(".docx")
    ],
    ids=lambda made: made.source.encode("ascii", "replace").decode(),
)
def test_a_hostile_document_is_refused_with_a_remedy(made: Bomb, tmp_path: Path) -> None:
    made.make(tmp_path / "form.docx")

    with pytest.raises(LessonError) as caught:
        read_word_form((tmp_path / "form.docx").read_bytes())

    assert caught.value.remedy


def test_a_form_that_takes_too_long_is_given_up() -> None:
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = "<w:p><w:r><w:t>Ord.</w:t></w:r></w:p>" * 400_000
    body = f"<w:document {spaces}><w:body>{words}</w:body></w:document>"
    limits = Limits(seconds=30, cpu_seconds=1, memory=1 << 30)

    with pytest.raises(LessonError, match="längre tid att läsa än gränsen"):
        read_word_form(packed(("word/document.xml", body.encode())), limits)
