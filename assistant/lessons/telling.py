"""Tells of published lessons: as a feed, as an e-mail, as Markdown. Pure."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from assistant.lessons.markdown import as_material
from ingest.record.lesson_types import Lesson, LessonState

ATOM = "http://www.w3.org/2005/Atom"
NO_THEME = "Utan tema"
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = "1970-01-01T00:00:00Z"

ET.register_namespace("", ATOM)


def published(lessons: Sequence[Lesson], theme: str = "", since: str = "") -> tuple[Lesson, ...]:
    """Those that are published, by theme and first day where these are given, newest first."""
    chosen = (
        lesson
        for lesson in lessons
        if lesson.state is LessonState.PUBLISHED
        and lesson.published >= since
        and (not theme or lesson.text.theme.casefold() == theme.casefold())
    )
    return tuple(sorted(chosen, key=lambda one: (one.published, one.changed, one.id), reverse=True))


def as_atom(lessons: Sequence[Lesson], address: str, site: str) -> bytes:
    """A feed of these, whose own address is `address`, on the site `site` (without / last)."""
    feed = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "sv"})
    _add(feed, "id", address)
    _add(feed, "title", "Lärdomar")
    _add(feed, "updated", max((one.changed for one in lessons), default=_EPOCH))
    ET.SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "href": address})
    for lesson in lessons:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", f"urn:lardom:lesson:{lesson.id}")
        _add(entry, "title", lesson.text.title)
        _add(entry, "updated", lesson.changed)
        _add(entry, "published", f"{lesson.published}T00:00:00Z")
        author = ET.SubElement(entry, f"{{{ATOM}}}author")
        _add(author, "name", lesson.text.agency or "Lärdom")
        if lesson.text.theme:
            ET.SubElement(entry, f"{{{ATOM}}}category", {"term": _fit(lesson.text.theme)})
        ET.SubElement(entry, f"{{{ATOM}}}link", {"href": f"{site}/lardomar/{lesson.id}"})
        _add(entry, "summary", lesson.text.differently)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def as_digest(lessons: Sequence[Lesson], since: str) -> str:
    """An e-mail's text that tells of these, theme by theme."""
    parts = [f"Nya lärdomar sedan {since}: {len(lessons)}"]
    for theme, some in _by_theme(lessons):
        parts.append(f"{theme}\n{'-' * len(theme)}")
        for one in some:
            about = ", ".join(filter(None, (one.text.agency, f"publicerad {one.published}")))
            parts.append(f"* {one.text.title} ({about})\n\n{_indented(one.text.differently)}")
    return "\n\n".join(parts) + "\n"


def as_markdown(lessons: Sequence[Lesson], attached: Mapping[str, Sequence[str]]) -> str:
    """These one after another, theme by theme.

    `attached` is what the attachments of each are called, by its id.
    """
    parts = ["# Lärdomar"]
    for theme, some in _by_theme(lessons):
        parts.append(f"## {theme}")
        for one in some:
            parts.append(_deeper(as_material(one).decode().strip()))
            if names := attached.get(one.id):
                parts.append(f"Bilagor: {', '.join(names)}.")
    return "\n\n".join(parts) + "\n"


def _by_theme(lessons: Sequence[Lesson]) -> list[tuple[str, list[Lesson]]]:
    named = sorted(lessons, key=lambda one: one.text.theme or "\uffff")
    groups = groupby(named, key=lambda one: one.text.theme or NO_THEME)
    return [(theme, list(some)) for theme, some in groups]


def _deeper(markdown: str) -> str:
    return re.sub(r"^(#{1,4} )", r"##\1", markdown, flags=re.MULTILINE)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


def _add(above: ET.Element, name: str, text: str) -> None:
    ET.SubElement(above, f"{{{ATOM}}}{name}").text = _fit(text)


def _fit(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
