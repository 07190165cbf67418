"""What comes of reading a question to the register. Knows nothing about how it is read."""

from dataclasses import dataclass

from ingest.register.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A word of the question that was taken for a misspelling, as typed and as read."""

    typed: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The question is the register's, and means just this; a selection for each thing asked."""

    selections: tuple[Selection, ...]
    corrections: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack:
    """The question is the register's, and may mean several things.

    `question` (Swedish) says what is unclear; `choices` are complete questions, at most four.
    """

    question: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The question is understood, and asks for a year, agency or measure that is not there.

    `why` says what is lacking, `remedy` what there is instead. Both in Swedish.
    """

    why: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRegister:
    """The question is not surely one to the register: it is left to the search of documents."""


Outcome = Reading | AskBack | Refused | NotRegister


class Halt(Exception):  # noqa: N818  (no error: the reading ends here, with this outcome)
    """Raised where the reading cannot go on; the reader turns it into its outcome."""

    def __init__(self, outcome: AskBack | Refused | NotRegister) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


class Unsure(Exception):  # noqa: N818  (no error: what is asked may be several things)
    """Raised where a question may mean several selections; it is asked back which.

    `alternatives` are the selections of each thing that it may mean.
    """

    def __init__(self, why: str, *alternatives: Selection) -> None:
        super().__init__(why)
        self.why = why
        self.alternatives = alternatives


NOT_REGISTER = NotRegister()
MOST_CHOICES = 4
