"""Tells by its first bytes what a file is, whatever it is called: a web page, a ZIP package.

A web page is told by the signatures of the WHATWG's MIME Sniffing Standard (section 7.1). Knows
nothing else of HTML.
"""

import codecs
import re

ZIP = b"PK\x03\x04"
"""With which ZIP archives begin, and so the packages of Word, Excel and PowerPoint."""
_WITHIN = 2048
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SIGNATURE = re.compile(
    r"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--)"
    r"(?=[\s>])",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>\s*")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)


def is_web_page(content: bytes) -> bool:
    """True when the bytes begin as a web page does; marks of encoding and blanks may go before.

    An XML declaration and comments are read past; what follows them decides.
    """
    text = _beginning(content).lstrip("\ufeff").lstrip()
    text = _DECLARATION.sub("", text, count=1)
    rest = _COMMENT.sub("", text)
    return bool(_SIGNATURE.match(rest or text))


def _beginning(content: bytes) -> str:
    start = content[:_WITHIN]
    encoding = next((name for mark, name in _WIDE if start.startswith(mark)), "utf-8")
    return start.decode(encoding, errors="replace")
