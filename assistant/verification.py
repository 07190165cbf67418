"""Checks a draft before anyone sees it: every sentence against the words it cites.

A quote must stand verbatim where its evidence says. A sentence must not hold a number, a
magnitude ("miljarder") or a name that its quotes lack, nor be made mostly of words that they
lack. What fails is taken away, and the answer says so. Knows nothing about how the draft came
about, and cannot tell that a sentence turns its quote around ("inte").
"""

import re

from assistant.types import Draft, Evidence, Statement, Status
from ingest.swedish import stem, words

SUPPORT = 0.5
"""This share of a sentence's words of four letters or more must stand in its quotes."""
STRUCK = "{count} mening(ar) saknade stöd i källorna och har tagits bort."
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_GROUPED = re.compile(r"(?<![\d.,:/])\d{1,3}(?:\s\d{3})+(?!\d)")
_NAME = re.compile(r"(?<=[\w,;:–)”\"] )[A-ZÅÄÖÉÜ][\w-]+|\b[A-ZÅÄÖ]{2,}\b")
_COUNTS = """
    en:1 ett:1 två:2 tre:3 fyra:4 fem:5 sex:6 sju:7 åtta:8 nio:9 tio:10 elva:11 tolv:12
    hundra:hundra tusen:tusen tusental:tusen hälften:hälften halva:hälften procent:% procenten:%
    miljon:miljon miljoner:miljon miljonen:miljon mnkr:miljon mkr:miljon
    miljard:miljard miljarder:miljard miljarden:miljard mdkr:miljard
    tredjedel:tredjedel tredjedelar:tredjedel fjärdedel:fjärdedel fjärdedelar:fjärdedel
"""
_COUNTED = dict(pair.split(":") for pair in _COUNTS.split())
_ARTICLES = frozenset({"en", "ett"})


def verify(draft: Draft) -> Draft:
    """The draft with every unsupported sentence taken away, and its status judged anew."""
    kept = tuple(s for s in map(_with_true_evidence, draft.statements) if _is_supported(s))
    struck = len(draft.statements) - len(kept)
    status = draft.status
    if struck:
        status = Status.PARTIAL if kept else Status.NO_EVIDENCE
    told = STRUCK.format(count=struck) if struck else ""
    return Draft(
        status=status,
        statements=kept,
        model=draft.model,
        notice=" ".join(filter(None, [draft.notice, told])),
    )


def _with_true_evidence(statement: Statement) -> Statement:
    true = tuple(e for e in statement.evidence if _stands_there(e))
    return Statement(text=statement.text, evidence=true)


def _stands_there(evidence: Evidence) -> bool:
    chunk = evidence.passage.chunk.span
    start, end = evidence.span.start - chunk.start, evidence.span.end - chunk.start
    inside = 0 <= start < end <= len(evidence.passage.text)
    return inside and evidence.passage.text[start:end] == evidence.quote


def _is_supported(statement: Statement) -> bool:
    quoted = " ".join(evidence.quote for evidence in statement.evidence)
    said = _weighty(statement.text)
    if not said or not quoted:
        return False
    there = _stems(quoted)
    return (
        len(said & there) >= SUPPORT * len(said)
        and _numbers(statement.text) <= _numbers(quoted)
        and _counts(statement.text) - _ARTICLES_MEANING <= _counts(quoted) | _numbers(quoted)
        and _names(statement.text) <= there | _known(statement.evidence)
    )
