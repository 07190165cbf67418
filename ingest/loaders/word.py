"""Word documents (.docx): headings, paragraphs, lists, tables and notes in the order they stand.

Tracked changes are read as accepted; comments, headers and footers are left out, and so is
hidden text, with a notice. There are no pages.
"""

from collections.abc import Iterable, Iterator

from ingest.errors import LoadError
from ingest.loaders.word_archive import damaged
from ingest.loaders.word_blocks import Block, Blocks, LeftOut
from ingest.loaders.word_notes import Notes
from ingest.loaders.word_numbering import Numbering
from ingest.loaders.word_package import Package, package_of
from ingest.loaders.word_styles import Styles
from ingest.types import Extract, Heading

_BETWEEN = "\n\n"


def load(content: bytes) -> Extract:
    """Read a .docx file; raise `LoadError` when it is encrypted, broken or something else."""
    try:
        return _extract(package_of(content))
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # whatever else a broken file can bring about
        raise damaged(f"den kan inte läsas ({type(error).__name__})") from error


def _extract(package: Package) -> Extract:
    styles = Styles(package.styles)
    reader = Blocks(
        styles=styles,
        numbering=Numbering(package.numbering, styles),
        notes=Notes(footnotes=package.footnotes, endnotes=package.endnotes),
    )
    parts: list[str] = []
    headings: list[Heading] = []
    offset = 0
    for block in _with_notes(reader.within(package.body)):
        if block.level:
            headings.append(Heading(level=block.level, title=block.text, start=offset))
        parts.append(block.text)
        offset += len(block.text) + len(_BETWEEN)
    return Extract(
        text=_BETWEEN.join(parts),
        headings=tuple(headings),
        properties=package.properties,
        notices=(*package.notices, *_missing(reader.left_out)),
    )


def _with_notes(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that have words, each followed by its notes; those of a list stand after it."""
    held: list[str] = []
    for block in blocks:
        if block.text and not block.is_item:
            yield from (Block(text=note) for note in held)
            held.clear()
        if block.text:
            yield block
        held += block.notes
    yield from (Block(text=note) for note in held)


def _missing(left_out: LeftOut) -> Iterator[str]:
    """What a person should know of words that are in the file but were not read, in Swedish."""
    if left_out.hidden_words:
        yield (
            f"Dold text är inte läst ({left_out.hidden_words} ord). Ta bort formatet Dold i Word "
            "om den behövs."
        )
    if left_out.pictured:
        yield (
            f"Diagram är inte lästa ({left_out.pictured} st, SmartArt medräknat). Skriv det "
            "viktiga ur dem i texten om det behövs."
        )
    if left_out.inserted:
        yield (
            f"Infogade filer är inte lästa ({left_out.inserted} st). Öppna dokumentet i Word och "
            "spara det på nytt om de behövs."
        )
