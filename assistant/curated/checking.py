"""Whether a curated answer stands: by its sources as they are now, and by the verification.

The quotes must stand word for word in the live generation, in the files that were quoted; each
sentence must be borne by its quotes, by the judge that generated sentences are judged by, with
the quotes confirmed by the second reader. It is asked when it is saved, when it is pinned, and
every time it is to be shown.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from assistant.curated.quotes import content_of, evidence_of
from assistant.errors import CuratedError
from assistant.types import Asker, Draft, Evidence, Statement, Status, Verdict
from assistant.verification.verifying import verify
from ingest.record.curated_types import Curated, CuratedQuote, CuratedSentence, CuratedText
from ingest.record.reading import RecordReader
from ingest.record.types import DocumentRow
from ingest.types import EVERYONE, INTERNAL


class Confirming(Protocol):
    """Has a second reader look for quotes on their pages."""

    def draft(self, draft: Draft) -> Draft:
        """The draft with only the evidence that is found."""
        ...


class Trouble(StrEnum):
    """Why a pinned answer is not shown."""

    EXPIRED = "expired"
    GONE = "gone"
    CHANGED = "changed"
    SUPERSEDED = "superseded"
    HIDDEN = "hidden"
    NOT_QUOTED = "not_quoted"
    NOT_BORNE = "not_borne"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a curated answer stands: its verified sentences, or what is wrong, each once."""

    draft: Draft | None
    troubles: tuple[Trouble, ...]


class Checker:
    """Checks curated answers. One per process; usable by threads."""

    def __init__(self, confirming: Confirming) -> None:
        self._confirming = confirming

    def checked(self, text: CuratedText, record: RecordReader, asker: Asker) -> CuratedText:
        """The text with its quotes as they stand; raises `CuratedError` naming the sentence."""
        sentences = []
        for n, sentence in enumerate(text.sentences, start=1):
            found = [_found(n, quote, record, asker, text.access) for quote in sentence.quotes]
            statement = Statement(text=sentence.text, evidence=tuple(one[1] for one in found))
            self._refuse_unborne(n, statement)
            sentences.append(
                CuratedSentence(text=sentence.text, quotes=tuple(one[0] for one in found))
            )
        return replace(text, sentences=tuple(sentences))

    def standing(self, curated: Curated, record: RecordReader, today: str) -> Standing:
        """How it stands on a day, whoever asks: `may_see_sources` says for whom it is there."""
        rows = record.named(curated.text.documents)
        troubles = [Trouble.EXPIRED] if curated.text.expires < today else []
        statements = []
        for sentence in curated.text.sentences:
            evidence = []
            for quote in sentence.quotes:
                row = rows.get(quote.document)
                if trouble := _trouble(quote, row, curated.text.access):
                    troubles.append(trouble)
                elif row and (one := evidence_of(quote, row, record)):
                    evidence.append(one)
                else:
                    troubles.append(Trouble.NOT_QUOTED)
            statements.append(Statement(text=sentence.text, evidence=tuple(evidence)))
        if troubles:
            return Standing(draft=None, troubles=tuple(dict.fromkeys(troubles)))
        draft = self._verified(*statements)
        whole = len(draft.statements) == len(statements) and bool(statements)
        return Standing(draft=draft, troubles=()) if whole else _UNBORNE

    def _refuse_unborne(self, n: int, statement: Statement) -> None:
        confirmed = self._confirming.draft(_draft(statement)).statements[0]
        if len(confirmed.evidence) < len(statement.evidence):
            raise CuratedError(
                f"Mening {n}: ett citat kan inte bekräftas på sin sida i originalfilen.",
                "Välj ett citat som står i löpande text, eller läs in filen på nytt.",
            )
        if not verify(_draft(confirmed)).statements:
            raise CuratedError(
                f"Mening {n} har inte stöd i sina citat: ”{statement.text[:100]}”.",
                "Skriv den närmare citaten, eller lägg till det citat som säger det.",
            )

    def _verified(self, *statements: Statement) -> Draft:
        draft = verify(self._confirming.draft(_draft(*statements)))
        held = any(one.verdict is Verdict.SUPPORTED for one in draft.statements)
        return replace(draft, status=Status.ANSWERED if held else Status.PARTIAL)


_UNBORNE = Standing(draft=None, troubles=(Trouble.NOT_BORNE,))


def may_see_sources(curated: Curated, record: RecordReader, asker: Asker) -> bool:
    """True for who may see every source now; of one that is gone, who could see it when quoted."""
    quotes = [quote for one in curated.text.sentences for quote in one.quotes]
    rows = record.named([quote.document for quote in quotes])
    return all(
        asker.may_see(row.access if (row := rows.get(quote.document)) else quote.access)
        for quote in quotes
    )


def is_wider(access: tuple[str, ...], source: tuple[str, ...]) -> bool:
    """True when a rule lets somebody see who may not see the source."""
    if EVERYONE in source:
        return False
    if INTERNAL in source:
        return EVERYONE in access
    return not set(access) <= set(source)


def _draft(*statements: Statement) -> Draft:
    return Draft(status=Status.ANSWERED, statements=statements)


def _trouble(
    quote: CuratedQuote, row: DocumentRow | None, access: tuple[str, ...]
) -> Trouble | None:
    if row is None:
        return Trouble.GONE
    if row.superseded_by is not None:
        return Trouble.SUPERSEDED
    if content_of(row) != quote.content:
        return Trouble.CHANGED
    return Trouble.HIDDEN if is_wider(access, row.access) else None


def _found(
    n: int, quote: CuratedQuote, record: RecordReader, asker: Asker, access: tuple[str, ...]
) -> tuple[CuratedQuote, Evidence]:
    """A quote with where it stands now; raises `CuratedError` where it cannot be used."""
    row = record.document(quote.document)
    if row is None or not asker.may_see(row.access):
        raise CuratedError(
            f"Mening {n}: dokumentet {quote.document} finns inte i biblioteket.",
            "Ange id som det står i dokumentets adress.",
        )
    if row.superseded_by is not None:
        raise CuratedError(
            f"Mening {n}: dokumentet {quote.document} är ersatt av en nyare utgåva.",
            f"Citera {row.superseded_by}.",
        )
    if is_wider(access, row.access):
        raise CuratedError(
            f"Mening {n}: dokumentet {quote.document} får ses av färre än det granskade svaret.",
            f"Låt svaret ses av dem som får se dokumentet: {', '.join(row.access)}.",
        )
    evidence = evidence_of(quote, row, record)
    if evidence is None:
        where = "på den sidan" if quote.page is not None else "ordagrant"
        raise CuratedError(
            f"Mening {n}: citatet ”{quote.text[:100]}” står inte {where} i dokumentet "
            f"{quote.document}.",
            "Kopiera orden ur dokumentet som det visas i biblioteket.",
        )
    return _as_found(quote, evidence), evidence


def _as_found(quote: CuratedQuote, evidence: Evidence) -> CuratedQuote:
    return replace(
        quote,
        page=evidence.passage.chunk.page,
        text=evidence.quote,
        start=evidence.span.start,
        end=evidence.span.end,
        content=content_of(evidence.passage.document),
        access=evidence.passage.document.access,
    )
