"""Years in headers: a column of one year, "2015", or of a measure and a year, "It-kostnad 2015"."""

import re

_FIRST, _LAST = 1990, 2100
_ALONE = re.compile(r"(?:år )?(\d{4})(?:[.,]0)?", re.IGNORECASE)
_BEHIND = re.compile(r"(.*\S)[ ,:–-]+(?:år )?(\d{4})(?P<unit> ?[(\[][^)\]]*[)\]])?", re.IGNORECASE)


def year_alone(header: str) -> int | None:
    """The year that is all of the header; None where it is not."""
    return _year(_ALONE.fullmatch(header.strip()), 1)


def year_split(header: str) -> tuple[str, int | None]:
    """The header without the year behind its name, and that year."""
    found = _BEHIND.fullmatch(header.strip())
    year = _year(found, 2)
    if found is None or year is None:
        return header, None
    return f"{found[1]}{found['unit'] or ''}", year


def _year(found: re.Match[str] | None, group: int) -> int | None:
    year = int(found[group]) if found else 0
    return year if _FIRST <= year <= _LAST else None
