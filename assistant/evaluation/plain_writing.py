"""Writes Swedish text in one way, so that two ways of writing one thing can be compared.

Small letters, numbers in digits, magnitudes and signs in words: "Nio procent" and "9 %" are
"9 procent", "1 094" is "1094", "18,8 mnkr" is "18,8 miljon kronor", "2016-06-30" is
"30 juni 2016". Tells whether a fact stands in a text. Knows nothing about answers.
"""

import re
import unicodedata
from decimal import Decimal

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_ONES = "två tre fyra fem sex sju åtta nio".split()
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
_TEENS = "tio elva tolv tretton fjorton femton sexton sjutton arton nitton".split()
NUMBER_WORDS = {
    **{word: str(n) for n, word in enumerate(_ONES, start=2)},
    **{word: str(n) for n, word in enumerate(_TEENS, start=10)},
    **{word: str(10 * n) for n, word in enumerate(_TENS, start=2)},
    **{
        ten + one: str(10 * n + m)
        for n, ten in enumerate(_TENS, start=2)
        for m, one in enumerate(["ett", *_ONES], start=1)
    },
}
_SAME = {
    "%": " procent",
    "procenten": "procent",
    "procentenheter": "procentenhet",
    **dict.fromkeys(("kr", "krona", "sek"), "kronor"),
    **dict.fromkeys(("mnkr", "mkr", "msek"), "miljon kronor"),
    **dict.fromkeys(("mdkr", "mdrkr"), "miljard kronor"),
    **dict.fromkeys(("mn", "miljoner", "miljonerna"), "miljon"),
    **dict.fromkeys(("md", "mdr", "miljarder", "miljarderna"), "miljard"),
    "tkr": "tusen kronor",
    **NUMBER_WORDS,
}
_MAGNITUDES = {"tusen": 10**3, "miljon": 10**6, "miljard": 10**9}
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTATION_MARKS = re.compile("[\"'”“„’‘»«\u00ad*]")
_GROUPED = re.compile(r"(?<![\d.,:/-])\d{1,3}(?:[^\S\u2003]\d{3})+(?![\d])")  # not of two cells
_DAY = re.compile(r"(?<!\d)(\d{4})-(0\d|1[0-2])-([0-3]\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+|%")
_AND_A_HALF = re.compile(r"(?<![\d,.])(\d+) och (?:ett|en) halv[at]?\b")
_LARGE = re.compile(r"(?<![\d.,])(\d+(?:,\d+)?) (tusen|miljon|miljard)\b")


def plain(text: str) -> str:
    """The text written in one way, with single blanks."""
    alike = _DASHES.sub("-", unicodedata.normalize("NFC", text).lower())
    closed = _GROUPED.sub(lambda found: "".join(found[0].split()), _QUOTATION_MARKS.sub("", alike))
    dated = _DAY.sub(_written_day, closed)
    worded = _WORD.sub(lambda found: _SAME.get(found[0], found[0]), dated)
    return _AND_A_HALF.sub(r"\1,5", " ".join(worded.split()))


def stands_in(fact: str, text: str) -> bool:
    """True when the text says the fact, blanks and hyphens aside, no number in a longer one.

    A number with its magnitude may be written out: "2 000 000 kronor" is "2 miljoner kronor".
    """
    ways = ((plain(fact), plain(text)), (_in_full(plain(fact)), _in_full(plain(text))))
    return any(re.search(_pattern(wanted), there) for wanted, there in ways)


def _written_day(found: re.Match[str]) -> str:
    year, month, day = (int(part) for part in found.groups())
    return f"{day} {MONTHS[month - 1]} {year}" if month and day else found[0]


def _in_full(text: str) -> str:
    return _LARGE.sub(
        lambda found: f"{Decimal(found[1].replace(',', '.')) * _MAGNITUDES[found[2]]:f}".split(".")[
            0
        ],
        text,
    )


def _pattern(fact: str) -> str:
    letters = [*re.sub(r"(?<=[^\W\d_])-|-(?=[^\W\d_])| ", "", fact)]
    parts = [
        re.escape(letter) + _between(letter, following)
        for letter, following in zip(letters, [*letters[1:], ""], strict=True)
    ]
    before = r"(?<!\d)(?<!\d[.,])" if letters and letters[0].isdigit() else r"(?<![^\W\d_])"
    after = r"(?![.,]?\d)" if letters and letters[-1].isdigit() else ""
    return before + "".join(parts) + after


def _between(letter: str, following: str) -> str:
    if letter.isalpha() or following.isalpha():
        return r"[\s-]*" if following else ""
    return "" if letter.isdigit() and following.isdigit() else r"\s*" if following else ""
