"""What comes in of lessons: as JSON, and as the pages' forms."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.bounds import LARGEST_NUMBER
from assistant.api.lesson_json import LESSON
from assistant.lessons.markdown import access_said
from assistant.lessons.stepping import StepWanted
from assistant.lessons.workflow import Step
from assistant.lessons.writing import LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE, MOST_GROUPS
from ingest.record.lesson_types import Lesson, LessonState, LessonText, Sureness
from ingest.types import INTERNAL

LessonId = Annotated[
    str,
    InPath(
        description="The lesson's id.", pattern="^[0-9a-f]{32}$", examples=[LESSON["lesson_id"]]
    ),
]
MOST_MARKS = 500


class LessonBody(BaseModel):
    """What somebody writes of a lesson; all but the title may be left out."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(
        max_length=LONGEST_TITLE, description="Its title.", examples=[LESSON["title"]]
    )
    context: str = Field("", max_length=LONGEST_TEXT, description="The situation.")
    happened: str = Field("", max_length=LONGEST_TEXT, description="What happened.")
    why: str = Field("", max_length=LONGEST_TEXT, description="Why it happened.")
    differently: str = Field(
        "", max_length=LONGEST_TEXT, description="What would be done differently."
    )
    agency: str = Field("", max_length=LONGEST_LINE, description="The agency's name.")
    project: str = Field("", max_length=64, description="The id of a project of the register.")
    phase: str = Field("", max_length=LONGEST_LINE, description="The phase of the project.")
    theme: str = Field("", max_length=LONGEST_LINE, description="The theme.")
    sure: Sureness = Field(
        Sureness.UNSAID, description="low, middle or high, or empty.", examples=["high"]
    )
    access: list[str] = Field(
        [INTERNAL],
        max_length=MOST_GROUPS,
        description="everyone, internal, or groups that the caller belongs to.",
    )
    remind: str = Field(
        "", max_length=10, description="The day to reconsider it.", examples=["2027-11-29"]
    )

    def as_text(self) -> LessonText:
        """The same in the language of the rooms below."""
        said = self.model_dump(exclude={"revision"})
        return LessonText(**{**said, "access": tuple(self.access)})


class LessonChanged(LessonBody):
    """A draft as it is to be, whole, and the revision that was changed."""

    revision: int = Field(ge=1, le=LARGEST_NUMBER, description="As it was read.", examples=[1])


class StepBody(BaseModel):
    """What is done with a lesson."""

    model_config = ConfigDict(extra="forbid")

    step: Step = Field(description="What is done.", examples=["publish"])
    comment: str = Field(
        "", max_length=LONGEST_TEXT, description="Why; needed for what is sent back."
    )
    confirmed: list[str] = Field(
        [], max_length=MOST_MARKS, description="Keys of the marks that may stay (publish)."
    )
    by: str = Field(
        "", max_length=32, description="The id of the lesson that supersedes it (supersede)."
    )

    def as_wanted(self) -> StepWanted:
        """The same in the language of the rooms below."""
        return StepWanted(
            step=self.step,
            comment=self.comment,
            confirmed=frozenset(self.confirmed),
            by=self.by.strip(),
        )


class CommentBody(BaseModel):
    """What somebody says of a lesson to those who work on it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1, max_length=LONGEST_TEXT, description="The comment.", examples=["Bra!"]
    )


class LessonsAsked(BaseModel):
    """Which lessons are wanted."""

    model_config = ConfigDict(extra="forbid")

    state: LessonState | None = Field(None, description="How far they have come.")
    theme: str = Field("", max_length=LONGEST_LINE, description="Of this theme.")
    agency: str = Field("", max_length=LONGEST_LINE, description="Of this agency.")
    project: str = Field("", max_length=64, description="Of this project of the register.")
    due: bool = Field(False, description="Only those published whose day to reconsider has come.")

    def fits(self, lesson: Lesson, today: str) -> bool:
        """True for a lesson that is wanted on the day `today`."""
        text = lesson.text
        is_due = lesson.state is LessonState.PUBLISHED and "" < text.remind <= today
        return (
            self.state in {None, lesson.state}
            and self.theme.casefold() in {"", text.theme.casefold()}
            and self.agency.casefold() in {"", text.agency.casefold()}
            and self.project in {"", text.project}
            and (is_due or not self.due)
        )


class NewAsked(BaseModel):
    """The title to start from; without one the form is empty."""

    rubrik: str = Field("", max_length=LONGEST_TITLE)


class LessonForm(BaseModel):
    """A lesson as the page's form sends it; `access` is one line, and a new one has no revision."""

    title: str = Field("", max_length=LONGEST_TITLE)
    context: str = Field("", max_length=LONGEST_TEXT)
    happened: str = Field("", max_length=LONGEST_TEXT)
    why: str = Field("", max_length=LONGEST_TEXT)
    differently: str = Field("", max_length=LONGEST_TEXT)
    agency: str = Field("", max_length=LONGEST_LINE)
    project: str = Field("", max_length=64)
    phase: str = Field("", max_length=LONGEST_LINE)
    theme: str = Field("", max_length=LONGEST_LINE)
    sure: Sureness = Sureness.UNSAID
    access: str = Field("", max_length=LONGEST_TEXT)
    remind: str = Field("", max_length=10)
    revision: int = Field(1, ge=1, le=LARGEST_NUMBER)

    def as_text(self) -> LessonText:
        """The same in the language of the rooms below."""
        said = self.model_dump(exclude={"revision"})
        return LessonText(**{**said, "access": access_said(self.access)})


def form_of(text: LessonText, access: str) -> LessonForm:
    """The form that says what is written already; `access` is its rule as one line."""
    return LessonForm(**{**asdict(text), "access": access})
