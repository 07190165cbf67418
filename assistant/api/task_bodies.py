"""What comes in of tasks, as JSON and as the pages' forms."""

from typing import Annotated

from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.task_json import TASK
from assistant.tasks.keeping import LONGEST_NOTE, Wish
from assistant.tasks.workflow import Step
from assistant.understanding.question import LONGEST_QUESTION
from ingest.record.task_types import TaskKind, TaskState

TaskId = Annotated[
    str,
    InPath(description="The task's id.", pattern="^[0-9a-f]{32}$", examples=[TASK["task_id"]]),
]


class TaskBody(BaseModel):
    """A task to be made."""

    model_config = ConfigDict(extra="forbid")

    topic: str = Field(
        min_length=1,
        max_length=LONGEST_QUESTION,
        description="A topic of `/obesvarade`, by its heading.",
        examples=[TASK["label"]],
    )
    kind: TaskKind = Field(description="What is to be done.", examples=["find_material"])
    note: str = Field("", max_length=LONGEST_NOTE, description="What whoever takes it should know.")

    def as_wish(self) -> Wish:
        """The same in the language of the rooms below."""
        return Wish(topic=self.topic, kind=self.kind, note=self.note)


class TaskStep(BaseModel):
    """What is done with a task."""

    model_config = ConfigDict(extra="forbid")

    step: Step = Field(description="What is done.", examples=["done"])
    note: str = Field("", max_length=LONGEST_NOTE, description="What came of it.")


class TasksAsked(BaseModel):
    """Which tasks are asked for; without a state all."""

    state: TaskState | None = Field(None, description="How far they have come.", examples=["open"])
