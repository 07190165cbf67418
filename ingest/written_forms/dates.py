"""Dates: a day has the term of `20171221` and that of its month, a month that of `201712`.

A day and a month without a year are words like others. Of "05/06/2017" nobody can tell which is
the month.
"""

import re
from collections.abc import Iterator

from ingest.written_forms.types import FormKind, Tokens, WrittenForm

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb febr",
            "mars mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "augusti aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR = r"((?:19|20)\d\d)"
_ONLY_YEAR = re.compile(_YEAR)
_YEAR_FIRST = re.compile(rf"{_YEAR}([-./]?)(\d\d)\2(\d\d)")
_MONTH_ALONE = re.compile(rf"{_YEAR}-(\d\d)")
_DAY_FIRST = re.compile(rf"(\d\d?)([-./])(\d\d?)([-./]){_YEAR}")
_DAY_AND_MONTH = re.compile(r"(\d\d?)/(\d\d?)")
_ORDINAL_ENDINGS = frozenset("ae")
_BETWEEN = frozenset(("år", "månad"))


def date_alone(word: str) -> Iterator[WrittenForm]:
    """A date that is one word: "2017-12-21", "20171221", "21.12.2017", "2017-12"."""
    if found := _YEAR_FIRST.fullmatch(word):
        yield from _forms((found[1], found[3], found[4]), 0, 1)
    elif found := _MONTH_ALONE.fullmatch(word):
        yield from _forms((found[1], found[2], ""), 0, 1)
    elif found := _DAY_FIRST.fullmatch(word):
        day, mark, month, other_mark, year = found.groups()
        if mark == "." or mark != other_mark or int(day) > 12:
            yield from _forms((year, month, day), 0, 1)


def date(tokens: Tokens, n: int) -> Iterator[WrittenForm]:
    """A date that ends with the year at `n`: "21 dec. 2017", "21/12 2017", "december 2017"."""
    if not _ONLY_YEAR.fullmatch(tokens[n]):
        return
    at = n - 2 if tokens[n - 1] in _BETWEEN else n - 1
    if month := _MONTHS.get(tokens[at]):
        day_at = at - 2 if tokens[at - 1] in _ORDINAL_ENDINGS else at - 1
        day = tokens[day_at] if re.fullmatch(r"\d\d?", tokens[day_at]) else ""
        yield from _forms((tokens[n], str(month), day), day_at if day else at, n + 1)
    elif found := _DAY_AND_MONTH.fullmatch(tokens[at]):
        yield from _forms((tokens[n], found[2], found[1]), at, n + 1)


def _forms(parts: tuple[str, str, str], start: int, end: int) -> Iterator[WrittenForm]:
    """The day's form, if there is a day, and the month's; nothing where there is no such day."""
    year, month, day = parts
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return
    if day:
        term = f"={year}{int(month):02}{int(day):02}"
        yield WrittenForm(kind=FormKind.DATE, term=term, start=start, end=end)
    term = f"={year}{int(month):02}"
    yield WrittenForm(kind=FormKind.DATE, term=term, start=start, end=end)
