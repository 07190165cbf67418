"""Which programs beside ours are installed: for reading scans, and old office documents.

They are looked for each time, so that one installed today is used at the next run.
"""

import shutil
import subprocess

from ingest.programs.running import surroundings

LANGUAGE = "swe"
_SECONDS = 20


def lacking_for_recognition() -> tuple[str, ...]:
    """The Debian packages that reading scans lacks; () where everything is there."""
    lacking = []
    if shutil.which("ocrmypdf") is None:
        lacking.append("ocrmypdf")
    if shutil.which("tesseract") is None:
        lacking.append("tesseract-ocr")
    if LANGUAGE not in _languages():
        lacking.append(f"tesseract-ocr-{LANGUAGE}")
    return tuple(lacking)


def office_program() -> str | None:
    """LibreOffice's command, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _languages() -> list[str]:
    if (tesseract := shutil.which("tesseract")) is None:
        return []
    try:
        told = subprocess.run(  # noqa: S603  (found in the path, no shell)
            [tesseract, "--list-langs"],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            env=surroundings(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return (told.stdout + told.stderr).split()
