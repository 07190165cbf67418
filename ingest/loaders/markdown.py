"""Markdown: front matter as properties, headings, and the source text otherwise untouched.

Taken away are front matter, comments, lines that are only a picture, and the marks of
headings; what remains is verbatim, so that a quote is found in the file as it stands.
"""

import re

import yaml

from ingest.loaders.encoding import decode
from ingest.sidecar import scalar_or_list
from ingest.types import Extract, Heading

_LONGEST_FRONT_MATTER = 32 << 10
_LONGEST_TITLE = 1000
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.M)
_PICTURE = re.compile(r"^[ \t]*!\[[^\]\n]*\]\([^)\n]*\)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{3,})[ \t]*$")
_BLANKS = re.compile(r"\n{3,}")
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")


def load(content: bytes) -> Extract:
    """Read a Markdown file; raise `LoadError` for bytes that are not text."""
    return parse(decode(content))


def parse(source: str) -> Extract:
    """Read Markdown that is already characters."""
    match = _FRONT_MATTER.match(source)
    properties = _properties(match[1]) if match else None
    body = source[match.end() :] if match and properties is not None else source
    body = _BLANKS.sub("\n\n", _PICTURE.sub("", _without_comments(body))).strip()
    text, headings = _unmarked(body)
    return Extract(text=text, headings=headings, properties=properties or ())


def _properties(front_matter: str) -> tuple[tuple[str, str], ...] | None:
    """The scalars and lists of the front matter; None when it is no YAML mapping, or overlarge."""
    if len(front_matter) > _LONGEST_FRONT_MATTER:
        return None
    try:
        # BaseLoader keeps every scalar as it is written: 2024-10 stays 2024-10.
        found = yaml.load(front_matter, Loader=yaml.BaseLoader)  # noqa: S506 - builds only text
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    said = ((str(key).lower(), scalar_or_list(value)) for key, value in found.items())
    return tuple((key, text) for key, text in said if text)


def _without_comments(body: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := body.find("<!--", place)) >= 0 and (end := body.find("-->", start + 4)) >= 0:
        kept.append(body[place:start])
        place = end + 3
    return "".join(kept) + body[place:]


def _unmarked(body: str) -> tuple[str, tuple[Heading, ...]]:
    """The text without the marks of its headings, each set apart, and the headings."""
    kept: list[str] = []
    headings: list[Heading] = []
    offset = 0
    fence = ""
    for line in body.split("\n"):
        written = [line]
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence and (found := _HEADING.match(line)) and len(line) <= _LONGEST_TITLE:
            title = line[found.end() :].rstrip(" \t").rstrip("#").rstrip(" \t")
            written = [*_blank_after(kept), title, ""]
            start = offset + len(written) - 2
            headings.append(_heading(len(found[1]), title, start))
        elif not fence and (found := _UNDERLINE.match(line)) and _is_title(kept):
            headings.append(_heading(1 if "=" in line else 2, kept[-1], offset - len(kept[-1]) - 1))
            written = [""]
        kept += written
        offset += sum(len(one) + 1 for one in written)
    return "\n".join(kept), tuple(heading for heading in headings if heading.title)


def _blank_after(kept: list[str]) -> list[str]:
    return [""] if kept and kept[-1].strip() else []


def _is_title(kept: list[str]) -> bool:
    """True when the last line stands alone, so that an underline makes it a heading."""
    alone = len(kept) == 1 or (len(kept) > 1 and not kept[-2].strip())
    return alone and 0 < len(kept[-1].strip()) <= _LONGEST_TITLE and kept[-1][0] not in "|-"


def _heading(level: int, written: str, start: int) -> Heading:
    return Heading(level=level, title=_MARKS.sub(r"\1", written).strip(), start=start)
