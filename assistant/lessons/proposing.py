"""Proposes lessons out of what documents tell of experience: drafts for an editor, never more.

A section below a heading such as ”Erfarenheter” or ”Lärdomar” becomes a draft by nobody in
particular, with the document's rule of access and the place it stands in. The same words give a
draft once, whatever document they stand in.
"""

import hashlib
import re
from collections.abc import Iterator

from assistant.lessons.keeping import Lessons
from assistant.lessons.writing import LONGEST_TEXT, LONGEST_TITLE
from assistant.library import LibraryKeeper
from assistant.people.types import Caller
from ingest.record.lesson_types import Lesson, LessonText, Origin
from ingest.record.types import DocumentRow, DocumentText
from ingest.types import Heading

_TOLD = r"(?:lärdomar|erfarenheter|slutsatser)"
HEADING = re.compile(
    rf"(?:[\d.]+\s+)?(?:{_TOLD}(?:,| och| &| samt)\s+)*(?:lärdomar|erfarenheter)"
    r"(?:\s+(?:och|samt)\s+(?:lärdomar|erfarenheter|rekommendationer|slutsatser|råd))?"
    r"(?:\s+(?:från|av|i|ur)\s.{1,60})?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[\d.]+\s+")
_SHORTEST = 60
"""Characters; a section of fewer tells nothing."""
_CUT = "\n\n[Avsnittet är längre; läs det i dokumentet.]"


class Proposer:
    """Proposes lessons from one library."""

    def __init__(self, library: LibraryKeeper, lessons: Lessons) -> None:
        self._library = library
        self._lessons = lessons

    def propose(self, caller: Caller) -> tuple[Lesson, ...]:
        """The new drafts from all documents that the caller may see.

        Raises `NoLibraryError` where nothing has been taken in.
        """
        record, own = self._library.current().record, str(self._lessons.folder)
        seen = [row for row in record.documents() if caller.asker.may_see(row.access)]
        rows = {row.version_id: row for row in seen if row.folder != own}
        outlines = record.outlines(list(rows))
        found: list[Lesson] = []
        for version, outline in outlines.items():
            if any(HEADING.fullmatch(one.title.strip()) for one in outline):
                told = proposals(rows[version], record.text(version))
                new = (self._lessons.propose(caller, text, origin) for text, origin in told)
                found += [lesson for lesson in new if lesson is not None]
        return tuple(found)


def proposals(row: DocumentRow, read: DocumentText) -> Iterator[tuple[LessonText, Origin]]:
    """What a document tells of experience, each section with its place."""
    for at, heading in enumerate(read.headings):
        if not HEADING.fullmatch(heading.title.strip()):
            continue
        start = heading.start + len(read.text[heading.start :].partition("\n")[0])
        end = _end(read, at)
        said = _running(read, start, end).strip()
        if len(said) >= _SHORTEST:
            yield _text(row, heading, said), _origin(row, read, heading.start, end, said)


def _running(read: DocumentText, start: int, end: int) -> str:
    """The words between two places, without the heads and feet of pages."""
    if not read.pages:
        return read.text[start:end]
    bodies = ((max(start, one.body.start), min(end, one.body.end)) for one in read.pages)
    return "\n".join(read.text[first:last] for first, last in bodies if first < last)


def _end(read: DocumentText, at: int) -> int:
    level = read.headings[at].level
    after = (one.start for one in read.headings[at + 1 :] if one.level <= level)
    return next(after, len(read.text))


def _text(row: DocumentRow, heading: Heading, said: str) -> LessonText:
    room = LONGEST_TEXT - len(_CUT)
    title = f"{_NUMBER.sub('', heading.title.strip())}: {row.metadata.title}"
    return LessonText(
        title=" ".join(title.split())[:LONGEST_TITLE],
        context=f"Förslag ur dokumentet ”{row.metadata.title}”.",
        happened=said if len(said) <= LONGEST_TEXT else said[:room] + _CUT,
        agency=row.metadata.publisher or "",
        access=row.access,
    )


def _origin(row: DocumentRow, read: DocumentText, start: int, end: int, said: str) -> Origin:
    within = (page.number for page in read.pages if page.span.start <= start < page.span.end)
    words = " ".join(said.split())
    return Origin(
        document=row.id,
        page=next(within, None),
        start=start,
        end=end,
        access=row.access,
        mark=hashlib.sha256(words.encode()).hexdigest(),
    )
