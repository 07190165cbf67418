"""Checks what somebody has written of a curated answer, before its quotes are looked for. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.errors import CuratedError, LessonError
from assistant.lessons.writing import checked_access
from assistant.types import Asker
from assistant.understanding.question import LONGEST_QUESTION
from ingest.record.curated_types import CuratedSentence, CuratedText

MOST_WORDINGS = 20
MOST_SENTENCES = 30
MOST_QUOTES = 10
LONGEST_SENTENCE = 2_000
LONGEST_DAYS = 731
"""Two years, with a leap day."""


def checked_writing(said: CuratedText, asker: Asker, today: str) -> CuratedText:
    """The text as it is kept, on one line each; raises `CuratedError` for what cannot be."""
    question = _line("Frågan", said.question, LONGEST_QUESTION)
    wordings = [_line("En formulering", one, LONGEST_QUESTION) for one in said.wordings]
    kept = replace(
        said,
        question=question,
        wordings=tuple(one for one in dict.fromkeys(wordings) if one not in {"", question}),
        sentences=tuple(map(_sentence, said.sentences)),
        access=_access(said.access, asker),
        expires=_day(said.expires.strip(), today),
    )
    if not question:
        raise CuratedError("Det granskade svaret saknar fråga.", "Skriv frågan som det svarar på.")
    if not kept.sentences:
        raise CuratedError("Det granskade svaret saknar meningar.", "Skriv minst en, med citat.")
    if len(kept.wordings) > MOST_WORDINGS or len(kept.sentences) > MOST_SENTENCES:
        raise CuratedError(
            "Det granskade svaret är för långt.",
            f"Högst {MOST_WORDINGS} formuleringar och {MOST_SENTENCES} meningar.",
        )
    return kept


def _sentence(said: CuratedSentence) -> CuratedSentence:
    text = _line("En mening", said.text, LONGEST_SENTENCE)
    quotes = tuple(one for one in said.quotes if one.text.strip())
    if not text or not quotes or len(quotes) > MOST_QUOTES:
        raise CuratedError(
            f"Meningen ”{text[:100]}” har {len(quotes)} citat.",
            f"Varje mening har ord och mellan ett och {MOST_QUOTES} citat.",
        )
    return replace(said, text=text, quotes=quotes)


def _line(what: str, said: str, most: int) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    if len(line) > most:
        raise CuratedError(f"{what} har {len(line)} tecken, fler än {most}.", "Korta den.")
    return line


def _access(said: Sequence[str], asker: Asker) -> tuple[str, ...]:
    try:
        access = checked_access(said)
    except LessonError as error:
        raise CuratedError(error.message, error.remedy) from error
    if not asker.may_see(access):
        raise CuratedError(
            f"Fältet Får se kan inte vara ”{', '.join(access)[:100]}”.",
            "Välj grupper så att du själv hör till dem som får se.",
        )
    return access


def _day(said: str, today: str) -> str:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = None
    last = date.fromisoformat(today) + timedelta(days=LONGEST_DAYS)
    if day is None or not today <= day.isoformat() <= last.isoformat():
        raise CuratedError(
            f"Giltigt till kan inte vara ”{said[:20]}”.",
            f"Skriv en dag som 2027-01-31, från {today} till högst {last.isoformat()}.",
        )
    return day.isoformat()
