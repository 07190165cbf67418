"""Programs beside ours that help reading: ocrmypdf for scans, LibreOffice for old documents.

The writer looks once which of them there are (`help_from`); each reading process builds its
helpers from what it is told (`build_aids`).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.aids import Aids
from ingest.programs.finding import lacking_for_recognition, office_program
from ingest.programs.office import LibreOffice
from ingest.programs.recognition import Recogniser
from ingest.recognised import RecognisedPages
from ingest.types import Working


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """Which programs may help: where recognised pages go, and LibreOffice's command.

    Empty for one that is not installed or not allowed.
    """

    recognised: str = ""
    office: str = ""

    def as_text(self) -> str:
        """The same on one line, for a child's command line."""
        return json.dumps({"recognised": self.recognised, "office": self.office})

    @classmethod
    def from_text(cls, text: str) -> "Programs":
        """What `as_text` wrote."""
        return cls(**json.loads(text))


NO_PROGRAMS = Programs()


def help_from(data: Path, *, ocr: bool, office: bool) -> Programs:
    """The programs that are allowed and installed, for the library in a data folder."""
    can_recognise = ocr and not lacking_for_recognition()
    return Programs(
        recognised=str(RecognisedPages.folder_of(data).resolve()) if can_recognise else "",
        office=(office_program() or "") if office else "",
    )


def build_aids(programs: Programs, tell: Callable[[Working], None]) -> Aids:
    """What loaders are handed; `tell` hears of work that takes long."""
    pages = RecognisedPages(Path(programs.recognised))
    return Aids(
        recogniser=Recogniser(pages, tell) if programs.recognised else None,
        office=LibreOffice(programs.office, tell) if programs.office else None,
    )
