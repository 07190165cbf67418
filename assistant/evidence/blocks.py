"""What a pack says, in order, as blocks that Markdown, Word and PDF set each in their way."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import CuratedMark
from assistant.evidence.types import (
    EvidenceCitation,
    EvidenceFigures,
    EvidenceListed,
    EvidencePack,
    EvidenceSentence,
    Standing,
)
from assistant.presenting import review_said
from ingest.rendering import readable

TITLE = "Underlag för ett svar"
STATUSES = {
    "answered": "Besvarad",
    "partial": "Delvis besvarad",
    "no_evidence": "Inget svar i biblioteket",
    "reply": "Svar utan källor",
}
VERDICTS = {
    "supported": "har stöd",
    "partly": "har delvis stöd",
    "unsupported": "saknar stöd",
}
READ = "Så lästes frågan:"
UNDERSTOOD = "Frågan förstods som:"
SHORT = "Kort svar:"
GONE = "Meningen visas inte: den vilar på ett dokument som är återkallat eller borttaget."
STANDINGS = {
    Standing.CURRENT: "Dokumentet är detsamma i biblioteket nu.",
    Standing.CHANGED: "Dokumentet har ändrats i biblioteket sedan svaret gavs; citatet är det "
    "som stod då, och sidan visas inte.",
    Standing.WITHDRAWN: "Dokumentet är återkallat eller borttaget ur biblioteket; citatet visas "
    "inte.",
}
STANDINGS_LISTED = {
    Standing.CHANGED: "Dokumentet har ändrats sedan dess.",
    Standing.WITHDRAWN: "Dokumentet är återkallat eller borttaget.",
}
WRITTEN_BY_MODEL = "Meningarna är skrivna av en språkmodell och prövade mot citaten."
QUOTED = "Meningarna är hämtade ur källorna; ingen språkmodell har skrivit dem."


class Form(StrEnum):
    """How a block is set."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    QUOTE = "quote"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the pack on one line; for a picture, `text` describes it and `n` names it."""

    form: Form
    text: str
    n: int = 0


def blocks(pack: EvidencePack) -> tuple[Block, ...]:
    """The whole pack; a picture's place follows each citation that has a page."""
    told = [
        _block(Form.TITLE, TITLE),
        _block(Form.HEADING, "Fråga"),
        _block(Form.TEXT, pack.question),
        *(_block(Form.TEXT, f"{UNDERSTOOD} {one}") for one in [pack.understood_as] if one),
        _block(Form.HEADING, "Svar"),
        _block(Form.TEXT, f"Status: {STATUSES.get(pack.status, pack.status)}"),
        *(_block(Form.TEXT, _review(one)) for one in [pack.curated] if one),
        *(_block(Form.TEXT, f"{SHORT} {one}") for one in [pack.short_answer] if one),
        *(_figures(pack.register) if pack.register else ()),
        *(_block(Form.TEXT, _sentence(sentence)) for sentence in pack.sentences),
    ]
    if not pack.sentences and not pack.register:
        told.append(_block(Form.TEXT, pack.answer))
    told += (_block(Form.TEXT, f"– {choice}") for choice in pack.choices)
    if pack.notice:
        told.append(_block(Form.TEXT, f"Obs: {pack.notice}"))
    if pack.citations:
        told.append(_block(Form.HEADING, "Källor"))
    for citation in pack.citations:
        told += _citation(citation)
    if pack.register:
        told += _cells(pack.register)
    if pack.listed:
        told.append(_block(Form.HEADING, "Dokument i listan"))
        told += (_block(Form.TEXT, _listed(n, one)) for n, one in enumerate(pack.listed, start=1))
    told.append(_block(Form.HEADING, "Så kom svaret till"))
    told += (_block(Form.TEXT, line) for line in _circumstances(pack))
    return tuple(told)


def _figures(figures: EvidenceFigures) -> Iterator[Block]:
    yield _block(Form.TEXT, figures.answer)
    yield _block(Form.TEXT, f"{READ} {figures.reading}")
    yield from (_block(Form.TEXT, f"– {formula}") for formula in figures.formulas)
    yield from (_block(Form.TEXT, f"Obs: {caution}") for caution in figures.cautions)


def _cells(figures: EvidenceFigures) -> Iterator[Block]:
    yield _block(Form.HEADING, "Celler i registret")
    for one in figures.cells:
        sheet = f", blad {one.sheet}" if one.sheet else ""
        said = f"”{one.original}”" if one.original else "tom"
        place = f"{one.source}{sheet}, cell {one.cell}"
        yield _block(Form.TEXT, f"[{one.n}] {place}: {one.label}, {said}.")
    for source, digest in dict.fromkeys((one.source, one.content_hash) for one in figures.cells):
        yield _block(Form.TEXT, f"Kontrollsumma (SHA-256) för {source}: {digest}")


def _sentence(sentence: EvidenceSentence) -> str:
    numbers = "".join(f"[{n}]" for n in sentence.citations)
    verdict = VERDICTS.get(sentence.verdict or "", sentence.verdict)
    said = f" ({verdict})" if verdict else ""
    return f"{sentence.text or GONE} {numbers}{said}"


def _citation(citation: EvidenceCitation) -> Iterator[Block]:
    known = (citation.title, citation.publisher, str(citation.year or ""))
    yield _block(Form.SUBHEADING, f"[{citation.n}] {', '.join(filter(None, known))}")
    yield _block(Form.TEXT, _place(citation))
    if citation.quote:
        yield _block(Form.QUOTE, readable(citation.quote))
    yield _block(Form.TEXT, STANDINGS[citation.standing])
    yield _block(Form.TEXT, f"Kontrollsumma (SHA-256): {citation.content_hash or 'okänd'}")
    if citation.page is not None:
        described = f"Sidan {citation.page_label or citation.page} med citatet markerat"
        yield _block(Form.PICTURE, described, n=citation.n)


def _listed(n: int, listed: EvidenceListed) -> str:
    """A document of a list on one line; what became of it is told where it is not the same."""
    known = ", ".join(filter(None, (listed.title, listed.publisher, str(listed.year or ""))))
    standing = (
        "" if listed.standing is Standing.CURRENT else f" {STANDINGS_LISTED[listed.standing]}"
    )
    digest = listed.content_hash or "okänd"
    return f"{n}. {known}. Källfil: {listed.source}. SHA-256: {digest}.{standing}"


def _place(citation: EvidenceCitation) -> str:
    if citation.page is None:
        return f"Källfil: {citation.source}"
    label = citation.page_label or str(citation.page)
    counted = "" if label == str(citation.page) else f" (sida {citation.page} i filen)"
    return f"Källfil: {citation.source}, sida {label}{counted}"


def _circumstances(pack: EvidencePack) -> Iterator[str]:
    if pack.looked_through is not None:
        yield f"Genomsökta dokument: {pack.looked_through}"
    if pack.sentences:
        yield WRITTEN_BY_MODEL if pack.ai_generated else QUOTED
    yield f"Svarets id: {pack.answer_id}"
    yield f"Tid (UTC): {pack.asked}"
    yield f"Bibliotekets version: {pack.generation}"
    yield f"Inbäddningsmodell: {pack.embedder}"
    yield f"Språkmodell: {pack.model or 'ingen'}"
    yield f"Program: Lärdom {pack.product}"
    yield f"Svaret sparas till (UTC): {pack.expires}"


def _review(mark: CuratedMark) -> str:
    return review_said(mark.reviewer, mark.reviewed, mark.expires)


def _block(form: Form, text: str, n: int = 0) -> Block:
    """A block whose text is on one line, without what no document may hold."""
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or _may_stand(c))
    return Block(form=form, text=" ".join(kept.split()), n=n)


def _may_stand(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cs", "Cn"}
