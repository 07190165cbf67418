"""Checks a draft before anyone sees it: every sentence against the words it cites.

A quote must stand where its evidence says, letter by letter. A sentence must not hold a number, a
magnitude ("miljarder") or a name that its quotes lack, nor be made mostly of words that they
lack. What fails is taken away, and the answer says so. Knows nothing about how the draft came
about, and cannot tell that a sentence turns its quote around ("inte").
"""

import re

from assistant.naming import names_in
from assistant.types import Draft, Evidence, Statement, Status
from ingest.swedish import stem, words

SUPPORT = 0.5
"""This share of a sentence's words of four letters or more must stand in its quotes."""
STRUCK = "{count} saknade stöd i källorna och har tagits bort."
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_GROUPED = re.compile(r"(?<![\d.,:/])\d{1,3}(?:\s\d{3})+(?!\d)")
_QUANTITIES = dict(
    pair.split(":")
    for pair in """
    två:2 tre:3 fyra:4 fem:5 sex:6 sju:7 åtta:8 nio:9 tio:10 elva:11 tolv:12
    hundra:hundra tusen:tusen hälften:hälften halva:hälften procent:% procenten:%
    miljon:miljon miljoner:miljon miljonerna:miljon mnkr:miljon mkr:miljon
    miljard:miljard miljarder:miljard miljarderna:miljard mdkr:miljard
    tredjedel:tredjedel tredjedelar:tredjedel fjärdedel:fjärdedel fjärdedelar:fjärdedel
    """.split()
)
_IN_QUOTES = {**_QUANTITIES, "en": "1", "ett": "1"}
"""In a quote "ett projekt" supports "1 projekt"; in a sentence "ett" is mostly an article."""


def verify(draft: Draft) -> Draft:
    """The draft with every unsupported sentence taken away, and its status judged anew."""
    kept = tuple(s for s in map(_with_true_evidence, draft.statements) if _is_supported(s))
    struck = len(draft.statements) - len(kept)
    status = draft.status
    if struck:
        status = Status.PARTIAL if kept else Status.NO_EVIDENCE
    told = STRUCK.format(count="1 mening" if struck == 1 else f"{struck} meningar")
    return Draft(
        status=status,
        statements=kept,
        model=draft.model,
        notice=" ".join(filter(None, [draft.notice, told if struck else ""])),
    )


def _with_true_evidence(statement: Statement) -> Statement:
    true = tuple(e for e in statement.evidence if _stands_there(e))
    return Statement(text=statement.text, evidence=true)


def _stands_there(evidence: Evidence) -> bool:
    chunk = evidence.passage.chunk.span
    start, end = evidence.span.start - chunk.start, evidence.span.end - chunk.start
    inside = 0 <= start < end <= len(evidence.passage.text)
    return inside and _letters(evidence.passage.text[start:end]) == _letters(evidence.quote)


def _letters(text: str) -> str:
    """All but the blanks, on which two readers of one page may disagree."""
    return "".join(text.split())


def _is_supported(statement: Statement) -> bool:
    quotes = [evidence.quote for evidence in statement.evidence]
    if any(_folded(statement.text) == _folded(quote) for quote in quotes):
        return bool(words(statement.text))
    quoted = " ".join(quotes)
    said, there = _weighty(statement.text), _stems(quoted)
    return (
        bool(said)
        and len(said & there) >= SUPPORT * len(said)
        and _quantities(statement.text, _QUANTITIES) <= _quantities(quoted, _IN_QUOTES)
        and _names(statement.text) <= there | _publication(statement.evidence)
    )


def _folded(text: str) -> str:
    """Letters and digits only: the same words, whatever their blanks and hyphens."""
    return "".join(filter(str.isalnum, text))


def _weighty(text: str) -> set[str]:
    """The stems that a sentence says something by: of its long words, or of all it has."""
    long = {stem(word) for word in words(text) if len(word) >= 4}
    return long or _stems(text)


def _stems(text: str) -> set[str]:
    return {stem(part) for word in words(text) for part in (word, *word.split("-"))}


def _quantities(text: str, names: dict[str, str]) -> set[str]:
    """Numbers, number words and magnitudes, each in one form: "tre" is "3", "mnkr" "miljon"."""
    closed = _GROUPED.sub(lambda found: "".join(found[0].split()), text.replace("%", " procent "))
    named = {names[word] for word in words(closed) if word in names}
    return named | set(_NUMBER.findall(closed))


def _names(text: str) -> set[str]:
    return _stems(" ".join(names_in(text)))


def _publication(evidence: tuple[Evidence, ...]) -> set[str]:
    """The names that the cited documents bear, and their headings: they may be said too."""
    known = [(e.passage.document.metadata, e.passage.chunk.heading) for e in evidence]
    return _stems(" ".join(f"{m.title} {m.publisher or ''} {heading}" for m, heading in known))
