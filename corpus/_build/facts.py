"""What a set document says of itself: its box of facts, its properties and its furniture.

Nothing here knows how it is set.
"""

from dataclasses import dataclass

from .markup import Manuscript

DIGEST_AUTHOR = "Lärdoms startmaterial"
_DIGEST = "SAMMANDRAG"
_EXAMPLE = "EXEMPEL"
_ROWS = (
    ("Utgivare", "publisher"),
    ("Publikationsnummer", "publication_number"),
    ("Datum", "date"),
    ("År", "year"),
    ("Diarienummer", "diarienummer"),
    ("Dokumenttyp", "type"),
    ("Original", "url"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is printed on the page and stored in the file.

    `rows` are label and value for the box; `day` is ISO and dates the file; `tag` says whether
    it is a digest of another's publication or an example that is made up.
    """

    title: str
    subtitle: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    header: str
    footer: str
    tag: str
    day: str
    rows: tuple[tuple[str, str], ...]

    @property
    def example(self) -> bool:
        """True for the made-up project."""
        return self.tag == _EXAMPLE

    @classmethod
    def of(cls, manuscript: Manuscript) -> "Facts":
        """The facts in the front matter of `manuscript`; KeyError where a needed one is missing."""
        known = manuscript.properties
        example = known["publisher"] == "Exempelmyndigheten"
        rows = [(label, known[key]) for label, key in _ROWS if key in known]
        if "date" in known:
            rows = [row for row in rows if row[0] != "År"]
        made = "Påhittat exempel i Lärdoms startmaterial" if example else DIGEST_AUTHOR
        return cls(
            title=known["title"],
            subtitle=known["subtitle"],
            author="Exempelmyndigheten" if example else DIGEST_AUTHOR,
            subject=known["subject"],
            keywords=tuple(known["keywords"].split(", ")),
            header=known["header"],
            footer=known.get("publication_number") or known["publisher"],
            tag=_EXAMPLE if example else _DIGEST,
            day=_day(known.get("date", known["year"])),
            rows=(*rows, ("Sammanställt av", made)),
        )


def _day(date: str) -> str:
    """The first day of a date that is a year, a month or a day already."""
    return f"{date}-01-01"[:10]
