"""Pages that are pictures: whether words were recognised on them, and what a person is told."""

import re
from collections.abc import Iterator, Sequence

from ingest.aids import Aids
from ingest.errors import INSTALL, LoadError
from ingest.types import PageState

_WORD = re.compile(r"\W*(?:[^\W\d_]{2,}(?:-[^\W\d_]+)*|\d[\d.,:/–-]*)\W*")
_WORDS_SHARE = 0.5
_BY_HAND = "«ocrmypdf -l swe in.pdf ut.pdf»"


def has_words(lines: Sequence[str]) -> bool:
    """True when at least half of what was recognised looks like words and numbers.

    In a photograph programs see letters too, but no words.
    """
    found = " ".join(lines).split()
    return bool(found) and sum(map(_is_word, found)) >= _WORDS_SHARE * len(found)


def _is_word(found: str) -> bool:
    return _WORD.fullmatch(found) is not None


def without_any_text(states: Sequence[PageState]) -> LoadError:
    """Why a PDF of such pages, none of which has text, is not taken in."""
    pages = "1 sida" if len(states) == 1 else f"{len(states)} sidor"
    if PageState.UNREAD in states:
        return LoadError(
            f"dokumentet är inskannat: {pages} utan text, och textigenkänning är inte installerad "
            "eller är avstängd.",
            f"{INSTALL} Eller känn igen texten för hand, till exempel med {_BY_HAND}.",
        )
    if PageState.RECOGNISED in states:
        return LoadError(
            f"dokumentet är inskannat: {pages}, där textigenkänningen inte hittar några ord.",
            "Är bilderna rättvända och läsbara? Skanna annars om dokumentet, i minst 300 dpi.",
        )
    return LoadError(
        f"PDF-filen innehåller ingen text: {pages} utan både text och bilder.",
        "Syns det text när du öppnar den, till exempel i ett ifyllt formulär: skriv ut den "
        f"till en ny PDF och kör textigenkänning, till exempel {_BY_HAND}.",
    )


def scan_notices(states: Sequence[PageState], aids: Aids) -> Iterator[str]:
    """What a person should know of a document with such pages, in Swedish."""
    if recognised := _numbers(states, PageState.RECOGNISED):
        yield (
            f"{len(recognised)} av {len(states)} sidor är maskinlästa ({_pages(recognised)}): "
            "orden kommer från textigenkänning av en bild och kan ha lästs fel."
        )
    if unread := _numbers(states, PageState.UNREAD):
        why = (
            f"Textigenkänning är inte installerad eller är avstängd. {INSTALL}"
            if aids.recogniser is None
            else "Textigenkänningen hann inte dit, eller kunde inte köras. Nästa `lardom sync` "
            f"fortsätter; {INSTALL}"
        )
        yield f"{len(unread)} av {len(states)} sidor saknar text (inskannade?). {why}"


def _numbers(states: Sequence[PageState], wanted: PageState) -> list[int]:
    return [number for number, state in enumerate(states, start=1) if state is wanted]


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers as a person writes them: "sida 2, 4–6"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = (str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"sida {', '.join(written)}"
