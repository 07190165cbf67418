"""The marks of Swedish print that several rooms must understand alike: hyphens, lists, groups.

Pure; knows nothing about documents.
"""

import re

SOFT_HYPHEN = "\u00ad"
BULLET = r"[-*+•‣▪●○–—\uf02d\uf0a7\uf0b7\uf0d8\uf0fc]"
LIST_MARK = rf"(?:{BULLET}|\(?\d{{1,2}}[.)]|\(?[a-zåäö][.)])[ \t]+"
"""A pattern for what begins a list item: a bullet, a number or a letter, with the blank after."""
SHEET_ROW = "Rad"
"""What stands over the row numbers in the text of a spreadsheet, first in its header."""
CELL_BLANK = "\u2003"
"""An em space: between the cells of a PDF table's row, where nothing is printed but a gap."""
DIGIT_GROUP = re.compile(r"\d(?<!\d\d)\d{0,2}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+(?!\d)")
"""A number with blanks between its thousands."""
_BLANK_AND_DIGIT = re.compile(r"[ \u00a0\u2007\u2009\u202f]\d")
# Patterns begin with what is rare, and blanks are never given back: long texts are read at once.
_NEXT_LINE = r"[^\S\n]*+\n\s*+(?!(?:och|eller|samt)\b)"
LINE_HYPHEN = re.compile(
    # After "it", "eu" or one letter alone the hyphen belongs to the word: "it-kostnader".
    r"[-\u2010](?<=[a-zåäöéü]{2}[-\u2010])(?<!\bit[-\u2010])(?<!\beu[-\u2010])"
    rf"{_NEXT_LINE}(?=[a-zåäöéü])"
)
"""A hyphen that is there only because the line ended; "drifts- och" keeps its own."""
_OWN_HYPHEN = re.compile(rf"[-\u2010](?<=[^\W_][-\u2010]){_NEXT_LINE}(?=[^\W\d_])")
_LAST_ON_LINE = re.compile(r"[-\u2010][^\S\n]*+\n")


def digits_together(text: str) -> str:
    """The text without the blanks between the thousands of its numbers."""
    if not _BLANK_AND_DIGIT.search(text):  # found in a third of the time
        return text
    return DIGIT_GROUP.sub(lambda found: "".join(found.group().split()), text)


def unbroken(text: str) -> str:
    """The text with words that were broken at line ends made whole, without soft hyphens.

    A hyphen that the word has anyway is kept, and the line break after it taken away.
    """
    whole = text.replace(SOFT_HYPHEN, "")
    if not _LAST_ON_LINE.search(whole):  # most texts have none: one look in place of two
        return whole
    return _OWN_HYPHEN.sub("-", LINE_HYPHEN.sub("", whole))
