"""Undoes the escapes that trafilatura puts in its Markdown, so that a text stands as on its page.

While Markdown is read, what was escaped is kept as signs that stand for nothing in it:
noncharacters of Unicode, which no text may hold. Each is one character, so that places in the
text stay the same. What stands as code has no escapes.
"""

import re

_ESCAPED = "*_`~[]<>#+-.)|"
_FIRST = 0xFDD0
_SIGNS = {ord(sign): chr(_FIRST + n) for n, sign in enumerate(_ESCAPED)}
_BACK = {ord(kept): chr(sign) for sign, kept in _SIGNS.items()}
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_INLINE = re.compile(
    r"(?P<code>(?<!`)(?P<fence>`+)(?!`).+?(?<!`)(?P=fence)(?!`))"
    r"|(?P<backslashes>\\+)(?P<sign>[*_`~\[\]<|])",
    re.DOTALL,
)
_AT_START = re.compile(r"^((?:[ \t]|[-*+>][ \t])*(?:\d{1,9}(?=\\[.)]))?)\\([#>+.)-])", re.MULTILINE)


def set_aside(markdown: str) -> str:
    """The Markdown with signs in place of what is escaped; `put_back` takes them away."""
    plain = _NONCHARACTERS.sub("", markdown)
    if "\\" not in plain:
        return plain
    started = _AT_START.sub(lambda found: found[1] + found[2].translate(_SIGNS), plain)
    return _INLINE.sub(_unescaped, started)


def put_back(text: str) -> str:
    """The text with what was set aside as it stands on the page; of the same length."""
    return text.translate(_BACK)


def _unescaped(found: re.Match[str]) -> str:
    """Of 2n + 1 backslashes n are the page's own; an even number escapes nothing."""
    count = len(found["backslashes"] or "")
    if count % 2 == 0:
        return found[0]
    return "\\" * (count // 2) + found["sign"].translate(_SIGNS)
