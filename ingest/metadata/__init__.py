"""Says what a document is as a publication: title, publisher, date, kind and numbers.

What a sidecar says goes before what the file says of itself, and that before what can be read
out of its name and first pages. Where the material is silent the answer is None, never a
guess. Knows nothing about file formats.
"""

from ingest.metadata.dates import date_of, year_in
from ingest.metadata.facts import Facts, gather
from ingest.metadata.kinds import kind_of
from ingest.metadata.numbers import diarienummer_of, publication_number_of
from ingest.metadata.publishers import publisher_of
from ingest.metadata.titles import title_of
from ingest.types import Extract, Metadata


def describe(extract: Extract, source: str, sidecar: tuple[tuple[str, str], ...] = ()) -> Metadata:
    """The metadata of the document `source`; `sidecar` holds lower-case keys, as `Extract`."""
    facts = gather(extract, source, sidecar)
    number = publication_number_of(facts)
    title = title_of(facts)
    date = date_of(facts)
    return Metadata(
        title=title,
        publisher=publisher_of(facts, number),
        year=_year(facts, date, number),
        date=date,
        kind=kind_of(facts, title, number),
        publication_number=number,
        diarienummer=diarienummer_of(facts),
        url=facts.said("url"),
    )


def _year(facts: Facts, date: str | None, number: str | None) -> int | None:
    """The year by the surest witness: said, dated, numbered, and last the file's making."""
    witnesses = (facts.said("year"), date, number, facts.said("created"))
    return next((year for said in witnesses if (year := year_in(said))), None)
