"""What may be personal data in a curated answer, to be confirmed or removed before it is pinned.

Looked through is what somebody wrote: the question, its wordings and the sentences, by the check
that lessons pass. The quotes are a document's own words, for those who may see the document.
"""

from collections.abc import Iterator

from assistant.errors import CuratedError
from assistant.personal_data import Mark, marks_in, unconfirmed
from ingest.record.curated_types import CuratedText


def marks(text: CuratedText) -> tuple[Mark, ...]:
    """What may be personal data, field by field, each once in a field."""
    return tuple(dict.fromkeys(_marks(text)))


def refuse_unconfirmed(text: CuratedText, confirmed: frozenset[str]) -> None:
    """Raise `CuratedError` unless every mark is among the keys of those that may stay."""
    if left := unconfirmed(marks(text), confirmed):
        raise CuratedError(
            f"Det granskade svaret kan innehålla personuppgifter: {', '.join(left)}.",
            "Bekräfta att var och en får stå kvar, eller skicka tillbaka svaret så att de tas "
            "bort.",
        )


def _marks(text: CuratedText) -> Iterator[Mark]:
    said = (
        ("question", (text.question,)),
        ("wordings", text.wordings),
        ("sentences", tuple(one.text for one in text.sentences)),
    )
    for field, written in said:
        for words in written:
            yield from marks_in(words, field)
