"""What a fetched file is called: safe, readable, and no other's name. Pure.

A name is made of letters and digits only, so that no address can lead out of the folder, hide
its file or pass for a sidecar.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import unquote

from ingest.loaders import FORMATS
from ingest.web.urls import Url

LONGEST_STEM = 80
_FOREIGN = re.compile(r"[^\w-]+", re.ASCII)
_FOREIGN_TO_HOSTS = re.compile(r"[^\w.-]+", re.ASCII)
_SWEDISH = str.maketrans("åäöÅÄÖéÉüÜ", "aaoAAOeEuU")


def file_name(url: Url, suffix: str, taken: Collection[str]) -> str:
    """A path below the folder of fetched files, `HOST/NAME.suffix`, that is not taken.

    The same address gets the same name, unless another has it: then, as where the address has a
    query, a few digits of the address's hash tell them apart. `taken` is in lower case.
    """
    folder = _FOREIGN_TO_HOSTS.sub("-", url.authority).strip(".-_") or "webb"
    stem = _stem(url)
    plain = f"{folder}/{stem}{suffix}"
    if "?" not in url.target and plain.lower() not in taken:
        return plain
    digits = hashlib.sha256(str(url).encode()).hexdigest()
    marked = (f"{folder}/{stem}-{digits[:n]}{suffix}" for n in (8, 16, 64))
    return next(name for name in marked if name.lower() not in taken)


def _stem(url: Url) -> str:
    parts = [part for part in unquote(url.path).split("/") if part.strip(". ")]
    last = PurePosixPath(parts[-1]) if parts else PurePosixPath("startsida")
    known = last.suffix.lower() in {*FORMATS, ".aspx", ".php"}
    return _plain(last.stem if known else last.name)[:LONGEST_STEM] or "dokument"


def _plain(text: str) -> str:
    """The text's ASCII letters and digits, with a hyphen for whatever else stands between them."""
    ascii_only = unicodedata.normalize("NFC", text).translate(_SWEDISH)
    return _FOREIGN.sub("-", ascii_only).strip("-_")
