"""The errors of asking. Their text is Swedish: what is wrong, and what to do.

::

    AssistantError
    ├── QuestionError        the question cannot be asked as it stands
    ├── NoLibraryError       the library cannot be opened
    │   └── EmptyLibraryError    nothing has been taken in yet
    ├── SignInError          nobody knows who asks, or what they show does not hold
    ├── ForbiddenError       the caller may not do this
    ├── TooManyError         the caller has done it too often for now
    ├── ProviderError        the service that people sign in with does not do its part
    ├── LogoutError          what says that somebody has signed out elsewhere does not hold
    ├── HoldError            what is to be held, or why, is not said or not known
    ├── SwitchedOffError     a part of the service is turned off
    ├── NotFoundError        no such document, answer, project or the like, or not for the asker
    ├── EditingClosedError   corrections may not come in this way
    ├── LibraryBusyError     somebody else is writing to the library
    ├── UploadsClosedError   files may not come in this way
    ├── UploadRefusedError   a file cannot be taken, by its name, what is said of it, or its content
    ├── UploadExistsError    there is a file of that name already
    ├── UploadRuleError      others would see a file than its sender was told
    ├── UploadTooLargeError  a file has more bytes than are taken
    ├── UploadFolderError    files cannot be stored, or the library not written, for now
    ├── LessonError          a lesson cannot be as it is written, or go on as it stands
    ├── LessonStateError     a lesson has come another way than was thought
    ├── CuratedError         a curated answer cannot be as it is written, or go on as it stands
    ├── CuratedStateError    a curated answer has come another way than was thought
    ├── TaskError            a task cannot be as it is written
    ├── TaskStateError       a task has come another way than was thought, or is there already
    ├── FeedbackError        what is said of an answer does not go with it
    ├── MarkError            what is said of a citation mark cannot be
    ├── MarkStateError       a citation mark has come another way than was thought
    ├── SourceChangedError   the original file is gone or is not the one that was read
    ├── PromptError          a prompt file is missing or lacks a variable
    ├── QuestionSetError     a question set is missing or cannot be measured with
    ├── WordListError        a list of synonyms is missing or wrong in a line
    ├── FilterError          a filter of the register asks for what cannot be
    ├── RerankerError        the re-ranker cannot be loaded, or failed at reading
    └── ModelError           the language model did not give a usable answer
"""


class AssistantError(Exception):
    """Anything that stops an answer: `message` says what, `remedy` what a person can do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class QuestionError(AssistantError):
    """The question is empty, too long, or otherwise cannot be asked."""


class NoLibraryError(AssistantError):
    """There is no library to ask."""


class EmptyLibraryError(NoLibraryError):
    """Nothing has been taken in yet."""


class SignInError(AssistantError):
    """Nobody knows who asks, or what they show to be known does not hold."""


class ForbiddenError(AssistantError):
    """The caller may not do this."""


class TooManyError(AssistantError):
    """The caller has done it too often for now; `seconds` until they may again."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Det har kommit för många anrop.", f"Vänta {seconds} s och försök igen.")
        self.seconds = seconds


class ProviderError(AssistantError):
    """The service that people sign in with is unreachable, or says what it may not."""


class LogoutError(AssistantError):
    """What says that somebody has signed out elsewhere does not hold; `why`, in plain English."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Inloggningstjänstens intyg om utloggning godtas inte: {why}.",
            "Den som sköter inloggningstjänsten ser skälet i svaret.",
        )
        self.why = why


class HoldError(AssistantError):
    """What is to be held, or why, is not said, or is nothing that can be held."""


class SwitchedOffError(AssistantError):
    """A part of the service is turned off; `message` is what those are told who come."""


class NotFoundError(AssistantError):
    """No such document, answer, project or the like; said likewise of one not to be seen."""


class EditingClosedError(AssistantError):
    """Corrections may not come in through this service."""


class LibraryBusyError(AssistantError):
    """Somebody else is writing to the library, so nothing was changed."""


class UploadsClosedError(AssistantError):
    """Files may not come in through this service."""


class UploadRefusedError(AssistantError):
    """A file cannot be taken: its name, what is said of it, or what it holds is not to be read."""


class UploadExistsError(AssistantError):
    """There is a file of that name already, or one is coming in."""


class UploadRuleError(AssistantError):
    """Others would see a file than whoever sends it was told: its folder's rule has changed."""


class UploadTooLargeError(AssistantError):
    """A file, or what is said of it, has more bytes than are taken."""


class UploadFolderError(AssistantError):
    """Files cannot be stored where they are to be, or the library cannot be written, for now."""


class LessonError(AssistantError):
    """What is written of a lesson cannot be, or lacks what the next step needs."""


class LessonStateError(AssistantError):
    """A lesson is not where it must be for this step, or somebody else has changed it."""


class CuratedError(AssistantError):
    """What is written of a curated answer cannot be: a quote does not stand, or does not bear."""


class CuratedStateError(AssistantError):
    """A curated answer is not where it must be for this step, or somebody else has changed it."""


class TaskError(AssistantError):
    """What is written of a task cannot be."""


class TaskStateError(AssistantError):
    """A task is not where it must be for this step, somebody has changed it, or it is there."""


class FeedbackError(AssistantError):
    """What is said of an answer does not go with it: no such citation."""


class MarkError(AssistantError):
    """What an editor says of a citation mark cannot be: it is too long, or says nothing."""


class MarkStateError(AssistantError):
    """A citation mark is settled already, or open, or there is nothing to settle."""


class SourceChangedError(AssistantError):
    """The original file is gone, or has changed since it was read."""


class PromptError(AssistantError):
    """A prompt file is missing or does not hold the variables it must."""


class QuestionSetError(AssistantError):
    """A question set is missing, empty, broken, or does not go with what is to be measured."""


class WordListError(AssistantError):
    """A list of words (synonyms) is missing or holds a line that cannot be read."""


class FilterError(AssistantError):
    """A filter of the register is broken, or asks for what cannot be or is not there."""


class RerankerError(AssistantError):
    """The re-ranker cannot be loaded, or did not give a usable score for every passage."""


class ModelError(AssistantError):
    """The language model is unreachable, or answered something unusable."""
