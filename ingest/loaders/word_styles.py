"""What a Word document's styles make of a paragraph or a run: heading, list item, hidden.

A style says what those it is based on say, where it says nothing itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.loaders.word_package import Node, child, name_of, switch, value, whole

BODY_LEVEL = 9
_TITLES = frozenset({"title", "rubrik", "titel"})
_HEADING = re.compile(r"(?:heading|rubrik|überschrift|overskrift|otsikko)\s*([1-9])")
_LIST = re.compile(r"list(?! ?(?:paragraph|continue|table))|punkt|numrerad")
_DEEPEST = 20
_STYLE_ID, _TYPE, _DEFAULT = name_of("w:styleId"), name_of("w:type"), name_of("w:default")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The list a paragraph belongs to and its level there, 0 the outermost, None unsaid."""

    list_id: str
    level: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a paragraph style makes of its paragraphs; `level` is a heading's, 0 for text."""

    level: int
    is_listed: bool
    numbered: Numbered | None
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    name: str
    parent: str | None
    outline: int
    numbered: Numbered | None
    is_hidden: bool | None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Node | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._looks: dict[str, Look] = {}
        for style in root if root is not None else ():
            style_id = style.get(_STYLE_ID)
            if style_id is None:
                continue
            self._styles[style_id] = _style(style)
            is_default = style.get(_DEFAULT) in ("1", "true", "on")
            if is_default and style.get(_TYPE) == "paragraph":
                self._default = style_id

    def look(self, style_id: str | None) -> Look:
        """How paragraphs of a style look; an unknown style is judged by its id."""
        known = style_id or self._default or ""
        if known not in self._looks:
            self._looks[known] = self._look(known)
        return self._looks[known]

    def hides(self, style_id: str) -> bool:
        """True when a style hides what is written in it."""
        said = (style.is_hidden for style in self._chain(style_id))
        return next((hidden for hidden in said if hidden is not None), False)

    def numbered(self, style_id: str) -> Numbered | None:
        """The list that a style puts its paragraphs in."""
        lists = (style.numbered for style in self._chain(style_id))
        return next((one for one in lists if one), None)

    def _look(self, style_id: str) -> Look:
        chain = tuple(self._chain(style_id))
        return Look(
            level=next((level for style in chain if (level := _level(style))), 0),
            is_listed=any(_LIST.match(style.name) for style in chain),
            numbered=self.numbered(style_id),
            is_hidden=self.hides(style_id),
        )

    def _chain(self, style_id: str) -> Iterator[_Style]:
        """The style and those it is based on, nearest first."""
        wanted: str | None = style_id
        for _ in range(_DEEPEST):
            if wanted is None:
                return
            found = self._styles.get(wanted) or _unknown(wanted)
            yield found
            wanted = found.parent


def numbered_of(properties: Node | None) -> Numbered | None:
    """The list that a `w:pPr` names; list "0" says that there is none."""
    list_id = value(properties, "w:numPr", "w:numId")
    if list_id is None:
        return None
    level = whole(value(properties, "w:numPr", "w:ilvl"), -1)
    return Numbered(list_id=list_id, level=level if level >= 0 else None)


def _level(style: _Style) -> int:
    if style.name in _TITLES:
        return 1
    if named := _HEADING.fullmatch(style.name):
        return int(named[1])
    return style.outline + 1 if style.outline < BODY_LEVEL else 0


def _style(style: Node) -> _Style:
    properties = child(style, "w:pPr")
    return _Style(
        name=_name(value(style, "w:name") or ""),
        parent=value(style, "w:basedOn"),
        outline=whole(value(properties, "w:outlineLvl"), BODY_LEVEL),
        numbered=numbered_of(properties),
        is_hidden=switch(style, "w:rPr", "w:vanish"),
    )


def _unknown(style_id: str) -> _Style:
    """A style that the document does not describe: its id often is its name without blanks."""
    return _Style(
        name=_name(style_id), parent=None, outline=BODY_LEVEL, numbered=None, is_hidden=None
    )


def _name(written: str) -> str:
    """A style's first name; others may follow after a comma."""
    return written.partition(",")[0].strip().lower()
