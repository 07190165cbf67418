"""What a file that comes in may be called, and what may be said of it.

Knows nothing about folders. What it refuses is refused before anything is stored.
"""

from collections.abc import Mapping, Sequence

from assistant.errors import UploadRefusedError
from assistant.uploading.types import Upload
from ingest.archive_names import composed, hides_signs, shown
from ingest.archives import is_archive
from ingest.correctable import checked
from ingest.errors import LoadError
from ingest.loaders import format_of
from ingest.material_names import why_no_document
from ingest.sidecar import SUFFIX
from ingest.types import EVERYONE

TEXTS = (
    *("title", "publisher", "year", "date", "kind", "publication_number", "diarienummer"),
    *("url", "language"),
)
"""What is said once, under the names that corrections have."""
SEVERAL = {"project": "projects", "system": "systems"}
"""What may be said several times, and the field of the metadata that holds it."""
ACCESS, REPLACE, FOLDER, EXPECTED = "access", "replace", "folder", "expected"
_LONGEST_NAME = 255 - len(SUFFIX)
"""In bytes of UTF-8: so that the sidecar's name fits into every common file system."""
_MOST_GROUPS = 50
_LONGEST_GROUP = 200
_TRUTHS = {"true": True, "1": True, "on": True, "false": False, "0": False, "": False}
_RENAME = "Byt namn på filen och ladda upp den igen."


def checked_upload(name: str, said: Mapping[str, Sequence[str]]) -> Upload:
    """An upload of a file of this name, with what the form's fields say, each as often as it came.

    Raises:
        UploadRefusedError: the name, the format, a field or a rule of access cannot be taken.
        CorrectionError: a value cannot be right for its field.
    """
    known = (*TEXTS, *SEVERAL, ACCESS, REPLACE, FOLDER, EXPECTED)
    if unknown := sorted(said.keys() - set(known)):
        raise UploadRefusedError(
            f"Det finns inget fält som heter ”{shown(unknown[0])}”.",
            f"Välj bland: file, {', '.join(known)}.",
        )
    return Upload(
        name=checked_name(name),
        properties=_properties(said),
        access=checked_groups(said[ACCESS]) if ACCESS in said else None,
        replaces=_truth(_once(REPLACE, said.get(REPLACE, ()))),
        folder=_once(FOLDER, said.get(FOLDER, ())),
        expected=checked_groups(said[EXPECTED]) if EXPECTED in said else None,
    )


def checked_name(said: str) -> str:
    """The name under which a file is stored: a plain one, of a format that is read.

    Raises:
        UploadRefusedError: it is a trick, no material, too long, or of another format.
    """
    name = composed(said.strip())
    wrongs = (
        (not name, "är tomt"),
        (hides_signs(name), "innehåller styrtecken eller osynliga tecken"),
        ("/" in name or "\\" in name, "är en sökväg"),
        (len(name.encode("utf-8", "replace")) > _LONGEST_NAME, f"tar mer än {_LONGEST_NAME} byte"),
    )
    if wrong := next((reason for is_so, reason in wrongs if is_so), None):
        raise UploadRefusedError(f"Filens namn ”{shown(name)}” {wrong}.", _RENAME)
    if reason := why_no_document(name):
        raise UploadRefusedError(f"Filen ”{name}” tas inte emot: {reason}.", _RENAME)
    if not is_archive(name):
        _refuse_format(name)
    return name


def _refuse_format(name: str) -> None:
    try:
        format_of(name)
    except LoadError as error:
        raise UploadRefusedError(
            f"Filen ”{name}” tas inte emot: {error.reason}", error.remedy
        ) from error


def _properties(said: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """What the sidecar is to say; what a form leaves empty is not said."""
    found: dict[str, str] = {}
    for name in TEXTS:
        text = _once(name, said.get(name, ()))
        if text.strip():
            found[name] = str(checked(name, text))
    for name, field in SEVERAL.items():
        texts = [text for text in said.get(name, ()) if text.strip()]
        for text in texts:
            if ";" in text:
                raise UploadRefusedError(
                    f"Fältet {name} kan inte innehålla semikolon.", "Skicka ett fält för varje."
                )
        if texts:
            values = checked(field, texts)
            found[field] = "; ".join(values if isinstance(values, tuple) else ())
    return tuple(found.items())


def _once(name: str, said: Sequence[str]) -> str:
    if len(said) > 1:
        raise UploadRefusedError(f"Fältet {name} kom {len(said)} gånger.", "Skicka det en gång.")
    return said[0] if said else ""


def _truth(said: str) -> bool:
    found = _TRUTHS.get(said.strip().lower())
    if found is None:
        raise UploadRefusedError(
            f"Fältet {REPLACE} kan inte vara ”{shown(said)}”.", "Skriv true eller false."
        )
    return found


def checked_groups(said: Sequence[str]) -> tuple[str, ...]:
    """Who may see it; raises UploadRefusedError for a rule that could be read in two ways."""
    groups = tuple(dict.fromkeys(composed(group.strip()) for group in said))
    wrongs = (
        (not all(groups), "är tomt"),
        (len(groups) > _MOST_GROUPS, f"kom fler än {_MOST_GROUPS} gånger"),
        (any(len(group) > _LONGEST_GROUP for group in groups), "är för långt"),
        (any("," in group for group in groups), "innehåller komma"),
        (any(map(hides_signs, groups)), "innehåller styrtecken eller osynliga tecken"),
        (EVERYONE in groups and len(groups) > 1, f"är både {EVERYONE} och en grupp"),
    )
    if wrong := next((reason for is_so, reason in wrongs if is_so), None):
        raise UploadRefusedError(
            f"Fältet {ACCESS} {wrong}.",
            f"Skicka ett fält för varje grupp, eller ett enda {ACCESS}={EVERYONE}.",
        )
    return groups
