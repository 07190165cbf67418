"""What sort of thing a question asks for, by its wording, in Swedish or English."""

import re

from assistant.types import Wanted

_ASKS = "hur|varför|vem|vilk(?:a|en|et)|när|var|how|why|who|which|when|where"
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
    (Wanted.WHO, r"\b(vem|vems)\b"),
    (
        Wanted.AMOUNT,
        r"\bvad? (?:[\w-]+ ){0,8}(?:kosta[rdt]?\w*|betala[rdt]?\w*|omsatte|omsätter|tjänar)\b"
        r"|\b(?:vilken (?:\w+ )?(?:andel|kostnad|budget|lön|avgift|omsättning|summa|kostnaden)"
        r"|vilket (?:\w+ )?(?:belopp|anslag|arvode|pris|antal|medelvärde|nyckeltal))\b"
        r"|\b(?:vad|what) (?:är|var|blev|is|was) (?:\w+ ){0,3}(?:budget|kostnad|cost)\w*"
        rf"|^(?!.*\b(?:{_ASKS}|vad)\b).*\b(?:kostade|kostnad\w*|budget(?:en)?)\b",
    ),
    (
        Wanted.AMOUNT,
        r"\bhow (many|much|large|big|high|often)\b|\b(what|which) (share|proportion)\b",
    ),
    (
        Wanted.REASON,
        r"\b(varför|orsak\w*|skäl\w*|anledning\w*|beror|why|reasons?|causes?|caused)\b",
    ),
    (
        Wanted.WHO,
        r"\bvilka (?:\w+ ){0,2}(?:personer|myndigheter|organisationer|företag|bolag|leverantörer"
        r"|deltagare|ledamöter|aktörer|kommuner|regioner|länder|ministrar|statsråd)\b"
        r"|\bvilken (?:\w+ )?(?:myndighet|person|organisation|minister|leverantör|aktör)\b"
        r"|\bvilket (?:\w+ )?(?:företag|bolag|departement|land)\b|\b(?:who|whom)\b",
    ),
    (Wanted.WHO, r"\b(what|which) (agency|agencies|authority|authorities|person|minister)\b"),
)
_COMPILED = tuple((wanted, re.compile(pattern)) for wanted, pattern in _WORDINGS)


def wanted_by(question: str) -> Wanted:
    """The sort of thing that a question asks for; the first wording that fits tells."""
    asked = (
        question if question.isupper() and " " in question else _HEALTH_BODY.sub("", question)
    ).lower()
    return next((wanted for wanted, pattern in _COMPILED if pattern.search(asked)), Wanted.OTHER)
