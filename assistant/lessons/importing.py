"""Takes a filled form in as a draft, whichever of the two it is; told by its content."""

from dataclasses import dataclass

from assistant.errors import LessonError
from assistant.lessons.keeping import Lessons
from assistant.lessons.markdown import read_form
from assistant.lessons.word_form import Filled, is_word, read_word_form
from assistant.people.types import Caller
from ingest.record.lesson_types import Lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """The draft, and in Swedish what of the file is not with it."""

    lesson: Lesson
    notices: tuple[str, ...]


def take_in(lessons: Lessons, caller: Caller, content: bytes) -> TakenIn:
    """A draft of what a filled form says; what was left out stands as a comment on it too.

    Raises `LessonError` as `read_form` and `read_word_form`, and for what is no text.
    """
    filled = _filled(content)
    lesson = lessons.write(caller, filled.text)
    if filled.notices:
        lessons.comment(caller, lesson, "\n".join(filled.notices))
    return TakenIn(lesson=lesson, notices=filled.notices)


def _filled(content: bytes) -> Filled:
    if is_word(content):
        return read_word_form(content)
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LessonError(
            "Filen är varken ett Word-dokument (.docx) eller text i UTF-8.",
            "Spara den som det ena eller det andra och försök igen.",
        ) from error
    return Filled(text=read_form(source), notices=())
