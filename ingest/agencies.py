"""Swedish government agencies: the table of what they are called, and were called (`agencies.tsv`).

Knows nothing about documents and nothing about questions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import AgencyListError

PACKAGED = Path(__file__).with_name("agencies.tsv")
LONGEST_ABBREVIATION = 3
"""An alias of so few letters counts only in capitals, as a short name does: "AV" is not "av"."""
_LONGEST_SHORT_NAME = 5
_COLUMNS = ("name", "org_nr", "short", "aliases", "english")
_AS_WRITTEN = "="
_FORMER = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency; `names` are all its forms, `name` first, `english` those of them in English.

    `short` is None when it has no short name; `org_nr` of a ministry is that of Regeringskansliet.
    """

    name: str
    org_nr: str
    short: str | None
    names: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of an agency's name.

    `official` is the full name of the body that was called so when it was: a former name stands
    for itself; None where the form does not say which of several that was. `as_written` says
    that its letters' case tells it from an ordinary word.
    """

    text: str
    agency: Agency
    official: str | None
    as_written: bool


def read_forms(path: Path | None = None) -> Iterator[Form]:
    """The forms of the table at a path, or of the packaged one, in its order.

    Raises:
        AgencyListError: when the file cannot be read, or a line has other columns.
    """
    chosen = path or PACKAGED
    for number, line in enumerate(_lines(chosen), start=1):
        if line.strip() and not line.startswith("#") and line.split("\t") != list(_COLUMNS):
            cells = line.split("\t")
            if not cells[0] or len(cells) > len(_COLUMNS):
                raise AgencyListError(
                    f"{chosen}, rad {number}: ”{line[:60]}” är ingen rad om en myndighet.",
                    f"Skriv kolumnerna {', '.join(_COLUMNS)} med tabb emellan.",
                )
            yield from _forms_of(*cells, *[""] * (len(_COLUMNS) - len(cells)))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AgencyListError(
            f"Myndighetslistan {path} går inte att läsa.",
            "Kontrollera att den finns, får läsas och är sparad i UTF-8.",
        ) from error


def _forms_of(name: str, org_nr: str, short: str, aliases: str, english: str) -> Iterator[Form]:
    marked, foreign = _parts(aliases), _parts(english)
    former = _former(marked)
    plain = [alias.lstrip(_AS_WRITTEN + _FORMER) for alias in marked]
    names = {form.lower(): form for form in reversed([name, short, *plain, *foreign]) if form}
    agency = Agency(
        name=name,
        org_nr=org_nr,
        short=short or None,
        names=tuple(reversed(names.values())),
        english=tuple(foreign),
    )
    cased = {alias for alias in plain if len(alias) <= LONGEST_ABBREVIATION} | {short}
    cased |= {alias.removeprefix(_AS_WRITTEN) for alias in marked if alias[0] == _AS_WRITTEN}
    unclear = set(foreign) if former else set()
    for text in dict.fromkeys(form for form in (name, short, *plain, *foreign) if form):
        official = None if text in unclear else former.get(text, name)
        yield Form(text=text, agency=agency, official=official, as_written=text in cased)


def _former(marked: list[str]) -> dict[str, str]:
    """The former names among aliases, and the short names behind each, to that name."""
    found: dict[str, str] = {}
    latest = ""
    for alias in (one.removeprefix(_FORMER) for one in marked if one[0] == _FORMER):
        latest = latest if latest and len(alias) <= _LONGEST_SHORT_NAME else alias
        found[alias] = latest
    return found


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]
