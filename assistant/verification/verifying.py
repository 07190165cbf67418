"""Strikes from a draft what its quotes do not bear, and marks what they bear in part.

A quote must stand where its evidence says, letter by letter. Numbers, names, words and their
direction are judged one by one; a sentence has the worst of their verdicts.
"""

from dataclasses import replace

from assistant.types import Draft, Statement, Status, Verdict
from assistant.verification.quotes import with_true_evidence
from assistant.verification.verdicts import judge

STRUCK = "{count} saknade stöd i källorna och har tagits bort."


def verify(draft: Draft) -> Draft:
    """The draft with a verdict on every sentence, the unsupported taken away and counted."""
    judged = tuple(map(_judged, draft.statements))
    kept = tuple(s for s in judged if s.verdict is not Verdict.UNSUPPORTED)
    struck = len(judged) - len(kept)
    status = draft.status
    if struck:
        status = Status.PARTIAL if kept else Status.NO_EVIDENCE
    notice = " ".join(filter(None, [draft.notice, told_of_struck(struck)]))
    return replace(
        draft, status=status, statements=kept, notice=notice, struck=draft.struck + struck
    )


def told_of_struck(count: int) -> str:
    """What a reader is told of sentences that were taken away; nothing where none was."""
    if not count:
        return ""
    return STRUCK.format(count="1 mening" if count == 1 else f"{count} meningar")


def _judged(statement: Statement) -> Statement:
    true = with_true_evidence(statement)
    return replace(true, verdict=judge(true))
