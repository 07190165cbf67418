"""A catalogue of invented agencies, for tests of reading and saying."""

from ingest.register.maturity import QUESTIONS
from ingest.register.measures import MEASURES
from ingest.register.selection import AgencyKnown, Catalogue, NumberYears

_FIRST = "Björk Dal Fjäll Gran Hav Ljung Mark Näs Ros Sjö Tall Vass Älv Öst Åker".split()
_LAST = ("verket", "myndigheten", "inspektionen", "nämnden")
_DEPARTMENTS = ("Miljödepartementet", "Finansdepartementet", "Kulturdepartementet")
_SIZES = ("liten", "medelstor", "stor")
_SHORT = {"Björkverket": ("BJV",), "Havsmyndigheten": ("HaM", "Havsmynd"), "Granverket": ("GV",)}


def _agency(number: int) -> AgencyKnown:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST)]
    binding = "s" if first == "Hav" and last == "myndigheten" else ""
    name = f"{first}{binding}{last}"
    return AgencyKnown(
        id=number + 1,
        names=(name, *_SHORT.get(name, ())),
        department=_DEPARTMENTS[number % 3],
        size=_SIZES[number % 4 % 3],
        groups=("de tjugo",) if number < 20 else (),
        is_example=True,
    )


CATALOGUE = Catalogue(
    agencies=tuple(_agency(number) for number in range(60)),
    project_years=(2016, 2017, 2018),
    numbers=(
        *(NumberYears(number=one.id, years=(2015, 2016, 2017, 2018)) for one in MEASURES),
        *(NumberYears(number=one.id, years=(2016, 2018)) for one in QUESTIONS),
    ),
    systems=("Kvarnen", "Diariet Ask", "Lönesystemet Lind"),
    suppliers=("Nordkod", "Fjordsystem", "egen regi"),
    projects=("Ny ärendehantering", "Byte av lönesystem", "Öppna data 2.0"),
)
IDS = {agency.names[0]: agency.id for agency in CATALOGUE.agencies}
