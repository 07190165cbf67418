"""Says what a document is as a publication: title, publisher, date, kind, numbers and the like.

What a sidecar says goes before what the file says of itself, and that before what can be read
out of its name and first pages. Where the material is silent the answer is None, never a
guess; of every field it is told what said it, and how sure that is. Knows nothing about file
formats.
"""

from ingest.metadata.confidence import confidence
from ingest.metadata.dates import date_of, year_of
from ingest.metadata.facts import Found, gather
from ingest.metadata.kinds import kind_of
from ingest.metadata.languages import language_of
from ingest.metadata.numbers import diarienummer_of, publication_number_of
from ingest.metadata.publishers import publisher_of
from ingest.metadata.subjects import projects_of, systems_of
from ingest.metadata.titles import title_of
from ingest.types import Extract, Kind, Metadata, Origin


def describe(extract: Extract, source: str, sidecar: tuple[tuple[str, str], ...] = ()) -> Metadata:
    """The metadata of a document; `sidecar` holds lower-case keys, as `Extract`.

    `source` is its path, with as many of the folders above it as may say something of it.
    """
    facts = gather(extract, source, sidecar)
    number, title = publication_number_of(facts), title_of(facts)
    date = date_of(facts, number)
    publisher = publisher_of(facts, number.value if number else None)
    year = year_of(facts, date, number)
    kind = kind_of(facts, title.value, number.value if number else None)
    diarienummer, language = diarienummer_of(facts), language_of(facts)
    projects, systems = projects_of(facts, title.value), systems_of(facts, title.value)
    told: dict[str, Found[str] | Found[int] | Found[Kind] | Found[tuple[str, ...]] | None] = {
        "title": title,
        "publisher": publisher,
        "year": year,
        "date": date,
        "kind": kind,
        "publication_number": number,
        "diarienummer": diarienummer,
        "language": language,
        "projects": projects,
        "systems": systems,
    }
    return Metadata(
        title=title.value,
        publisher=publisher.value if publisher else None,
        year=year.value if year else None,
        date=date.value if date else None,
        kind=kind.value if kind else Kind.OTHER,
        publication_number=number.value if number else None,
        diarienummer=diarienummer.value if diarienummer else None,
        url=facts.said("url"),
        language=language.value if language else None,
        projects=projects.value if projects else (),
        systems=systems.value if systems else (),
        origins=tuple(
            Origin(field=name, witness=one.witness, confidence=confidence(name, one.witness))
            for name, one in told.items()
            if one
        ),
    )
