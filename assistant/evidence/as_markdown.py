"""A pack as Markdown; what a document holds is shown as it stands, never as markup."""

import re

from assistant.evidence.blocks import Block, Form, blocks
from assistant.evidence.types import Evidence

MARKS = {Form.TITLE: "# ", Form.HEADING: "## ", Form.SUBHEADING: "### ", Form.QUOTE: "> "}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_STARTS_LIST = re.compile(r"^([-+]|\d+(?=[.)]))")


def as_markdown(evidence: Evidence) -> bytes:
    """The pack in UTF-8, without pictures."""
    told = (block for block in blocks(evidence.pack) if block.form is not Form.PICTURE)
    return "".join(f"{_line(block)}\n\n" for block in told).rstrip("\n").encode() + b"\n"


def _line(block: Block) -> str:
    return MARKS.get(block.form, "") + _escaped(block.text)


def _escaped(text: str) -> str:
    plain = _MARKUP.sub(r"\\\1", text)
    return _STARTS_LIST.sub(lambda start: _apart(start[0]), plain)


def _apart(start: str) -> str:
    """The start of a line so that it begins no list: "1" of "1." cannot be escaped itself."""
    return f"\\{start}" if start in "-+" else f"&#{ord(start[0])};{start[1:]}"
