"""Puts a follow-up and the question before it together, so that they read as one question.

"Vilket mål hade Pust?" and "nåddes det?" are "Vilket mål hade Pust, och nåddes det?", whatever
both ask; where the question before can take the follow-up's words in place of its own, it does.
Knows nothing about agencies.
"""

import re
from collections.abc import Callable

from assistant.understanding import follow_up_phrases as phrases

LONGEST_CHAIN = 24
"""A question of two parts is taken whole into one of three where it has no more words."""
EDGES = " \t?!.,;:–-"


def tidy(said: str) -> str:
    """Single blanks, and nothing but words at both ends."""
    return " ".join(said.split()).strip(EDGES)


def uncapitalised(said: str) -> str:
    """A question inside another; a name or an abbreviation keeps its capitals."""
    first = said.split(maxsplit=1)[0]
    asks = (
        phrases.LED.match(said) or phrases.VERB.fullmatch(first) or phrases.VERBAL.fullmatch(first)
    )
    return f"{said[0].lower()}{said[1:]}" if asks and not first.isupper() else said


def coordinated(said: str, context: str) -> str:
    """Both questions as one: "…, och vem ledde det"."""
    first, *more = re.split(r", och (?=\w)", context)
    before = context if len(context.split()) <= LONGEST_CHAIN else first
    if more and before == context:
        before = ", ".join((first, *more))
    return f"{before}, och {uncapitalised(said)}"


def with_year(context: str, year: str) -> str:
    """The question before with its years' place taken by this one."""
    if phrases.YEARS.search(context):
        return phrases.YEAR_SPAN.sub(year, context, count=1)
    return f"{context} {year}"


def with_told_year(said: str, context: str) -> str:
    """The follow-up with "året efter" as a year, where the question before has one."""
    years = phrases.YEARS.findall(context)
    if len(years) != 1:
        return said
    said = phrases.YEAR_AFTER.sub(str(int(years[0]) + 1), said)
    return phrases.YEAR_BEFORE.sub(str(int(years[0]) - 1), said)


def in_its_year(said: str | None, context: str) -> str | None:
    """A follow-up about an amount with the year of the question before, if neither tells another.

    What was asked of 2016 goes on about 2016: the register would tell its latest year.
    """
    years = set(phrases.YEARS.findall(context))
    told = not said or phrases.YEARS.search(said) or phrases.OTHER_TIME.search(said)
    if told or not said or len(years) != 1 or not phrases.AMOUNT.match(said):
        return said
    return f"{said} {years.pop()}"


def swapped(said: str, context: str) -> str | None:
    """The question before with another number, name or place; None where that is not said."""
    for swap in _SWAPS:
        if whole := swap(said, context):
            return whole
    return None


def leading(said: str, context: str) -> str:
    """What a question word alone asks: "Varför?", "Vem då?", "Vilka var det?"."""
    plain = said.lower()
    word = "varför" if phrases.HOW_COME.match(plain) else plain.split(maxsplit=1)[0]
    begun = phrases.LED.match(context)
    if begun is None:
        asks = word in phrases.ADVERBS
        return f"{word} {uncapitalised(context)}" if asks else coordinated(word, context)
    same = begun[0].lower()
    if word == same or {word[:4], same[:4]} <= phrases.WHICH_ONES:
        return context
    if word == "vilka" and same == "hur många":
        return f"vilka{context[begun.end() :]}"
    if word in phrases.ADVERBS and (found := phrases.ADVERB.match(context)):
        return f"{word} {context[found.end() :]}"
    return coordinated(word, context)


def more_of(which: str, context: str) -> str:
    """So "Vilka fler?" of the question before."""
    if begins := phrases.WHICH.match(context):
        return f"{begins[0]}{which} {context[begins.end() :]}"
    return coordinated(f"vilka {which} finns det", context)


def _number(said: str, context: str) -> str | None:
    """Another publication's number in the same question."""
    theirs, held = phrases.NUMBERED.findall(said), phrases.NUMBERED.findall(context)
    rest = phrases.NUMBERED.sub("", said).strip()
    if len(theirs) != 1 or not re.fullmatch(r"(?:i|enligt|från|om)?", rest, re.I):
        return None
    if len(held) == 1:
        return context.replace(held[0], theirs[0])
    return f"{context} i {theirs[0]}" if not held else None


def _name(said: str, context: str) -> str | None:
    """Another proper name in the same question."""
    typed = phrases.AFTER_PLACE.sub("", said)
    held = {found[0].strip() for found in phrases.NAME.finditer(context)}
    if len(held) != 1 or phrases.LED.match(typed) or not phrases.NAME.fullmatch(f"x {typed}", 2):
        return None
    return context.replace(held.pop(), typed)


def _place(said: str, context: str) -> str | None:
    """Another "för kommuner" in the same question, or one behind it."""
    found = phrases.PLACED.fullmatch(said) or phrases.STANDS_ABOUT.fullmatch(said)
    if found is None or (found.re is phrases.STANDS_ABOUT and not phrases.NUMBER.search(context)):
        return None
    held = list(re.finditer(phrases.PLACED_IN.format(found[1].lower()), context, re.I))
    if not held:
        return f"{context} {found[0]}" if found.re is phrases.PLACED else None
    last = held[-1]
    return f"{context[: last.start(1)]}{found[2]}{context[last.end(1) :]}"


_SWAPS: tuple[Callable[[str, str], str | None], ...] = (_number, _name, _place)
