"""What became of a file that came in, as its sender is told (Swedish)."""

from collections.abc import Sequence

from assistant.errors import UploadFolderError, UploadRefusedError, UploadRuleError
from assistant.uploading.types import Outcome, Upload
from ingest.access_rules import allowed_by_both
from ingest.syncprocess import Ending, Synced


def belongs(source: str, name: str) -> bool:
    """True for a file of this name, and for what is in an archive of it."""
    return source == name or source.startswith(f"{name}/")


def taken_in(source: str, synced: Synced) -> Outcome:
    """That it is in the library, with what else is to be told of it."""
    return Outcome(
        source=source,
        failed=tuple(one for one in synced.failed if belongs(one.source, source)),
        notices=tuple(one for one in synced.notices if belongs(one.source, source)),
    )


def refusal(source: str, synced: Synced) -> Exception:
    """Why it is not."""
    if synced.ending is Ending.FAILED:
        return UploadFolderError(
            f"Filen {source} togs inte in: {synced.reason.rstrip('.')}.",
            "Inget har ändrats. Försök igen, eller vänd dig till den som driver tjänsten.",
        )
    failure = next((one for one in synced.failed if belongs(one.source, source)), None)
    if failure is None:
        return UploadRefusedError(
            f"Filen {source} innehåller inget som läses.", "Kontrollera filen och försök igen."
        )
    return UploadRefusedError(f"Filen {source} togs inte in: {failure.reason}", failure.remedy)


def refuse_other_rule(upload: Upload, access: tuple[str, ...]) -> None:
    """Raise UploadRuleError where others would see a file than its sender expects."""
    if upload.expected is not None and set(upload.expected) != set(access):
        raise UploadRuleError(
            f"Vem som skulle få se filen {upload.name} har ändrats.",
            "Se på nytt vem som skulle få se den, och ladda upp den igen.",
        )


def refuse_wider_decision(upload: Upload, ruled: Sequence[tuple[str, ...]]) -> None:
    """Raise UploadRuleError where a decision would show a file to more than its sender expects.

    `ruled` are those who would see it by each decision that holds for it.
    """
    expected = upload.expected
    if expected is not None and any(
        set(allowed_by_both(one, expected)) != set(one) for one in ruled
    ):
        raise UploadRuleError(
            f"En redaktör har bestämt att fler får se det som heter {upload.name} i mappen.",
            "Ändra beslutet på dokumentets sida, eller byt namn på filen och ladda upp den igen.",
        )
