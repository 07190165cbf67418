"""Lists what a ZIP archive of the material holds, for each member to be read as a file."""

from collections.abc import Sequence
from pathlib import Path

from ingest.access_rules import NOBODY
from ingest.errors import LoadError
from ingest.material_names import why_no_document
from ingest.originals import OriginalReader
from ingest.sidecar import is_sidecar, read_sidecar
from ingest.types import Failure, Listing, Skipped


def list_archive(folder: Path, source: str, originals: OriginalReader) -> Listing:
    """What the archive `source` below `folder` holds.

    Raises:
        LoadError: it is no archive, damaged, empty, or made to do harm.
        OSError: it cannot be opened.
    """
    contents = originals.members(folder / source).contents
    names = [member.name for member in contents.members]
    reasons = {name: why_no_document(name) for name in names}
    if not names and not contents.failed:
        raise LoadError("arkivet är tomt.", "Packa om det med de filer som ska läsas in.")
    return Listing(
        source=source,
        members=tuple(f"{source}/{name}" for name in names if not reasons[name]),
        skipped=tuple(
            Skipped(source=f"{source}/{name}", reason=reason)
            for name, reason in reasons.items()
            if reason
        ),
        failed=tuple(
            Failure(source=f"{source}/{one.source}", reason=one.reason, remedy=one.remedy)
            for one in contents.failed
        ),
        # A sidecar inside may keep a member from some: of one that cannot be read, nobody knows.
        said_access=_said(folder / source, names),
    )


def _said(path: Path, names: Sequence[str]) -> tuple[str, ...] | None:
    return NOBODY if any(map(is_sidecar, names)) else read_sidecar(path).said_access
