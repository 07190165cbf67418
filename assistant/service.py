"""What answers: the assistant, library and register, page readers, what is kept, and for whom."""

from dataclasses import dataclass
from typing import Protocol

from assistant.asking import Assistant
from assistant.auditing import AuditLog
from assistant.browsing.finding import DocumentSearcher
from assistant.citation_marks.keeping import CitationMarks
from assistant.conversing import Conversations
from assistant.curated.answering import CuratedAnswerer
from assistant.curated.keeping import CuratedAnswers
from assistant.deciding import AccessDecider
from assistant.editing import Editor
from assistant.figures.answering import FiguresAnswerer
from assistant.figures.likeness import ProjectLikeness
from assistant.keeping import AnswerKeeper
from assistant.lessons.attaching import Attachments
from assistant.lessons.keeping import Lessons
from assistant.lessons.proposing import Proposer
from assistant.library import LibraryKeeper
from assistant.originals import Originals
from assistant.people.types import Caller
from assistant.retaining import Retention
from assistant.switching import Switches
from assistant.tasks.keeping import Tasks
from assistant.types import Asker, SiteLinks
from assistant.unanswered.finding import Topics
from assistant.uploading.taking_in import Uploader
from ingest.pageprocess import PageProcess
from ingest.register.asking import Register
from ingest.secondreading import SecondReader


class Closing(Protocol):
    """Something to be closed at the end."""

    def close(self) -> None:
        """End what it does."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everything that a command or a server answers with. Lives until it is closed.

    `caller` is on whose behalf; a server gives every request a copy with its own.
    `models` are what speaks to language models on the assistant's behalf.
    """

    assistant: Assistant
    library: LibraryKeeper
    documents: DocumentSearcher
    topics: Topics
    register: Register
    figures: FiguresAnswerer
    likeness: ProjectLikeness
    reader: SecondReader
    pages: PageProcess
    originals: Originals
    answers: AnswerKeeper
    conversations: Conversations
    editor: Editor
    access: AccessDecider
    uploader: Uploader
    lessons: Lessons
    attachments: Attachments
    proposer: Proposer
    curated: CuratedAnswers
    pinned: CuratedAnswerer
    tasks: Tasks
    marks: CitationMarks
    auditor: AuditLog
    switches: Switches
    retention: Retention
    caller: Caller
    links: SiteLinks
    models: tuple[Closing, ...]

    @property
    def asker(self) -> Asker:
        """What the caller may see."""
        return self.caller.asker

    def start(self) -> None:
        """Make ready for many questions: readers begun, what has expired removed."""
        self.reader.start()
        self.answers.start()
        self.conversations.start()
        self.lessons.start()
        self.attachments.start()

    def close(self) -> None:
        """Give up what the models write, close the library and the records, end the processes."""
        for model in self.models:
            model.close()
        self.uploader.close()
        self.attachments.close()
        self.lessons.close()
        self.curated.close()
        self.tasks.close()
        self.marks.close()
        self.library.close()
        self.register.close()
        self.reader.close()
        self.pages.close()
        self.answers.close()
        self.conversations.close()
        self.access.close()
        self.auditor.close()
