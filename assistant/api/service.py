"""What the routes need, in one place."""

from dataclasses import dataclass

from assistant.asking import Assistant
from assistant.library import LibraryKeeper
from assistant.types import Asker


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The assistant, the library it reads, and on whose behalf. Lives as long as the server."""

    assistant: Assistant
    library: LibraryKeeper
    asker: Asker
