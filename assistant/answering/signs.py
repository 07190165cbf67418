"""Signs in a text that it holds the sort of thing that a question asks for, such as a date."""

import re

from assistant.types import Wanted

_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
_SIGNS = {
    Wanted.TIME: re.compile(
        # a year or a date that is no part of a publication number such as RiR 2025:8
        rf"(?<![\d:/-])(?:1[89]|20)\d\d(?![\d:/])|\b\d{{1,2}} {_MONTH}"
        r"|\b(?:vart|varje|inom) \w+ (?:år|månad|vecka|dag|timm)"
    ),
    Wanted.DURATION: re.compile(
        r"(?:\d|\b(?:ett?|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|halv[ta]?))\s+"
        r"(?:minut|timm|dag|dygn|veck|månad|kvartal|år\b)"
    ),
    Wanted.AMOUNT: re.compile(
        # a number that counts something, which a year does not
        r"(?<![\d:/§-])(?!(?:19|20)\d\d\b)\d+(?:[,.]\d+)?(?: \d{3})*\s*(?:%|[a-zåäö]{2,})"
        r"|\b(?:procent|hälften|tredjedel\w*|fjärdedel\w*|miljon\w*|miljard\w*"
        r"|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b"
    ),
    Wanted.REASON: re.compile(
        r"\b(?:därför|eftersom|på grund av|orsak\w*|berodde|beror|skäl\w*"
        r"|till följd|brist\w*|saknade\w*|svag\w*|eftersatt\w*)\b"
    ),
    Wanted.WHO: re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]{2,}"),
}


def has_sign(wanted: Wanted, text: str) -> bool:
    """True when the text has a sign of it; never where nothing in particular is asked for."""
    sign = _SIGNS.get(wanted)
    return sign is not None and sign.search(text) is not None
