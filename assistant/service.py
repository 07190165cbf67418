"""What answers: the assistant, the library, its page readers, kept answers, and for whom."""

from dataclasses import dataclass

from assistant.asking import Assistant
from assistant.keeping import AnswerKeeper
from assistant.library import LibraryKeeper
from assistant.types import Asker
from ingest.pageprocess import PageProcess
from ingest.secondreading import SecondReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everything that a command or a server answers with. Lives until it is closed."""

    assistant: Assistant
    library: LibraryKeeper
    reader: SecondReader
    pages: PageProcess
    answers: AnswerKeeper
    asker: Asker

    def close(self) -> None:
        """Close the library and the answers, and end the page processes."""
        self.library.close()
        self.reader.close()
        self.pages.close()
        self.answers.close()
