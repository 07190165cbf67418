"""Names folded, so that the same one written in two ways is one: of agencies and of projects."""

import re
import unicodedata

_NOT_WORDS = re.compile(r"[^\w&+]+")


def folded(name: str) -> str:
    """A name without case, punctuation and double blanks: "IT-stöd  (nytt)" is "it stöd nytt"."""
    composed = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_NOT_WORDS.sub(" ", composed).split())
