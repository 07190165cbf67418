"""How sure a field is by what told it: measured shares, `docs/measurements.md` says of what."""

from ingest.types import Witness

_SHARES: dict[Witness, dict[str, float]] = {
    Witness.FRONT_MATTER: {
        "title": 0.98,
        "publisher": 0.98,
        "year": 0.97,
        "date": 0.97,
        "kind": 0.97,
    },
    Witness.FIRST_PAGES: {
        "title": 0.98,
        "publisher": 0.83,
        "year": 0.71,
        "date": 0.95,
        "publication_number": 0.98,
        "diarienummer": 0.98,
    },
    Witness.PROPERTIES: {"title": 0.53, "publisher": 0.92, "publication_number": 0.67},
    Witness.HEADING: {"title": 0.98},
    Witness.SERIES: {"publisher": 0.88, "year": 0.93, "kind": 0.98},
    Witness.TITLE: {
        "year": 0.81,
        "kind": 0.92,
        "publication_number": 0.89,
        "diarienummer": 0.94,
        "projects": 0.83,
        "systems": 0.92,
    },
    Witness.TEXT: {"year": 0.55, "language": 0.99, "projects": 0.83, "systems": 0.92},
    Witness.FOLDER: {"publisher": 0.93, "kind": 0.94},
    Witness.FILE_NAME: {"title": 0.03, "publication_number": 0.98, "diarienummer": 0.94},
    Witness.CREATED: {"year": 0.87},
}
_SAID_BY_A_PERSON = 1.0
_IN_FRONT_MATTER = 0.97
"""For the fields of it that the labelled documents do not have: the least of those they have."""
_UNMEASURED = 0.5


def confidence(field: str, witness: Witness) -> float:
    """The share of documents whose field is right when that witness told it, 0 to 1.

    What a person wrote in a sidecar is right by that; what is not measured is a half.
    """
    if witness is Witness.SIDECAR:
        return _SAID_BY_A_PERSON
    otherwise = _IN_FRONT_MATTER if witness is Witness.FRONT_MATTER else _UNMEASURED
    return _SHARES.get(witness, {}).get(field, otherwise)
