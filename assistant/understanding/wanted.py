"""What sort of thing a question asks for, by its wording, in Swedish or English."""

import re

from assistant.types import Wanted

_ASKS_OTHER = "hur|varför|vem|vilka|how|why|who"
"""Behind these "när" joins what else happened: "Hur många var klara när …?"."""
_HEALTH_BODY = re.compile(r"\bWHO\b")
_WORDINGS = (
    (Wanted.TIME, r"\b(vilket år|vilket datum|vilken dag|årtal|(what|which) year)\b"),
    (Wanted.TIME, rf"^((?!\b({_ASKS_OTHER})\b).)*\b(när|when)\b"),
    (
        Wanted.DURATION,
        r"\bhur (länge|lång tid|många (dagar|månader|veckor|år|timmar))\b"
        r"|\bhow (long|many (days|months|weeks|years|hours))\b",
    ),
    (Wanted.AMOUNT, r"\bhur (många|mycket|stor|stort|stora|hög|högt|höga|dyr|dyrt|lång|ofta)\b"),
    (Wanted.AMOUNT, r"\b(vilken andel|vilket belopp|kostade|vad kostar|budget(en)?)\b"),
    (
        Wanted.AMOUNT,
        r"\bhow (many|much|large|big|high|often)\b|\b(what|which) (share|proportion)\b",
    ),
    (
        Wanted.REASON,
        r"\b(varför|orsak\w*|skäl\w*|anledning\w*|beror|why|reasons?|causes?|caused)\b",
    ),
    (Wanted.WHO, r"\b(vem|vilka|vilken (myndighet|person|organisation|minister)|who|whom)\b"),
    (Wanted.WHO, r"\b(what|which) (agency|agencies|authority|authorities|person|minister)\b"),
)
_COMPILED = tuple((wanted, re.compile(pattern)) for wanted, pattern in _WORDINGS)


def wanted_by(question: str) -> Wanted:
    """The sort of thing that a question asks for; the first wording that fits tells."""
    asked = (
        question if question.isupper() and " " in question else _HEALTH_BODY.sub("", question)
    ).lower()
    return next((wanted for wanted, pattern in _COMPILED if pattern.search(asked)), Wanted.OTHER)
