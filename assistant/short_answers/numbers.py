"""How numbers stand in Swedish sentences: in digits or words, alone, between two, or about so many.

Patterns, to be put together with a unit; used without regard to capitals.
"""

import re

from assistant.verification.number_words import NUMBERS

SENTENCES = 4000
"""What so many sentences hold is remembered: they are found again for the next question."""

_WORDS = "|".join(sorted((word for word in NUMBERS if word not in {"en", "ett"}), key=len)[::-1])
_ARTICLE = r"ett?|en"
_DIGITS = (
    r"(?<![\w:/§.,])(?<!\d[-–])(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)|\d+)(?:,\d+)?"
    r"(?![:/]\d|,\d|\.\d)(?!\s?§)"
)
_HALVES = rf"(?:{_WORDS}|{_ARTICLE})\s+och\s+(?:ett\s+halvt|en\s+halv)|en\s+halv|ett\s+halvt"
_VAGUE = r"några|flera|ett\s+(?:tio|tjugo|trettio|fyrtio|femtio|sextio|hundra)tal"
_ONE = rf"(?:{_HALVES}|{_DIGITS}|\b(?:{_VAGUE}|{_WORDS}|{_ARTICLE})\b)"
_SECOND = _ONE.replace(r"(?<!\d[-–])", "")
NUMBER = (
    rf"(?:(?:(?:från|mellan)\s+)?(?!(?:19|20)\d\d\b){_ONE}(?:\s*[–-]\s*|\s+(?:till|eller|och|respektive)\s+)"
    rf"{_SECOND}|{_ONE})"
)
"""A number, or two of them that share their unit: "från 71 till 82"."""
MODIFIER = (
    r"(?:\b(?:inte\s+)?(?:drygt|knappt|nästan|närmare|nära|omkring|cirka|ca|ungefär|runt|minst"
    r"|högst|uppemot|upp till|mer än|mindre än|fler än|färre än|lite (?:mer|mindre) än|över|under"
    r"|bara|endast|totalt|sammanlagt)\s+)?"
)
"""Words that tell how exact a number is: an answer keeps them."""
A_NUMBER = re.compile(rf"\b{_ONE}", re.IGNORECASE)
ARTICLE_ALONE = re.compile(rf"\s*(?:{_ARTICLE})\s*", re.IGNORECASE)
MAY_COUNT = re.compile(rf"\d|\b(?:{_WORDS}|några|flera|halv)", re.IGNORECASE)
"""Where this is not found, no number is: it is found sooner."""
