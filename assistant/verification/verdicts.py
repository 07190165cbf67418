"""The verdict on one sentence: the worst that any check gives it."""

from assistant.types import Statement, Verdict
from assistant.verification.figures import judge_figures
from assistant.verification.names import judge_names
from assistant.verification.negation import judge_direction
from assistant.verification.order import judge_order
from assistant.verification.quotes import is_verbatim
from assistant.verification.wording import judge_wording
from ingest.swedish import words

_WORST_FIRST = (Verdict.UNSUPPORTED, Verdict.PARTLY)


def judge(statement: Statement) -> Verdict:
    """How far the quotes of a statement bear it; its evidence must be known to be true."""
    quotes = [evidence.quote for evidence in statement.evidence]
    if not quotes or not words(statement.text):
        return Verdict.UNSUPPORTED
    if is_verbatim(statement.text, quotes):
        return Verdict.SUPPORTED
    quoted = "\n\n".join(quotes)
    given = (
        judge_figures(statement.text, quoted),
        judge_names(statement.text, statement.evidence),
        judge_wording(statement.text, statement.evidence),
        judge_direction(statement.text, quoted),
        judge_order(statement.text, quotes),
    )
    return next((worst for worst in _WORST_FIRST if worst in given), Verdict.SUPPORTED)
