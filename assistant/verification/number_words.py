"""The Swedish words of numbers, sizes, money, shares, times and dates."""

import re
from decimal import Decimal

_ONES = "ett två tre fyra fem sex sju åtta nio".split()
_TEENS = "tio elva tolv tretton fjorton femton sexton sjutton arton nitton".split()
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
NUMBERS = {
    **{word: Decimal(n) for n, word in enumerate(_ONES, start=1)},
    **{word: Decimal(n) for n, word in enumerate(_TEENS, start=10)},
    **{word: Decimal(10 * n) for n, word in enumerate(_TENS, start=2)},
    **{
        ten + one: Decimal(10 * n + m)
        for n, ten in enumerate(_TENS, start=2)
        for m, one in enumerate(_ONES, start=1)
    },
    "en": Decimal(1),
    "noll": Decimal(0),
    "hundra": Decimal(100),
}
SIZES = {
    word: Decimal(10) ** power
    for power, names in {
        3: "tusen tkr ksek tsek",
        6: "miljon miljoner miljonerna miljoners milj mn mnkr mkr msek",
        9: "miljard miljarder miljarderna miljarders md mdr mdkr",
        12: "biljon biljoner",
    }.items()
    for word in names.split()
}
MONEY = {
    **dict.fromkeys("kr kronor kronorna krona sek".split(), "kr"),
    **dict.fromkeys("euro eur".split(), "euro"),
    **dict.fromkeys("dollar usd".split(), "dollar"),
}
SPEAKS_OF_MONEY = re.compile(r"\b(?:kronor|kr|mnkr|mkr|mdkr|tkr|sek|budget|\w*kostna|\w*utgift)")
PERCENT = frozenset(("%", "procent", "procenten"))
POINTS = frozenset(("procentenhet", "procentenheter", "procentenheterna", "procentenheten"))
FRACTIONS = {
    word: parts
    for parts, names in {
        2: "hälften halva halvan",
        3: "tredjedel tredjedelar tredjedelen",
        4: "fjärdedel fjärdedelar fjärdedelen",
        5: "femtedel femtedelar femtedelen",
        10: "tiondel tiondelar tiondelen",
    }.items()
    for word in names.split()
}
ORDINALS = {
    word: n
    for n, word in enumerate("tredje fjärde femte sjätte sjunde åttonde nionde tionde".split(), 3)
}
TIMES = {
    word: (unit, size)
    for unit, size, names in (
        ("månader", 12, "år åren årens"),
        ("månader", 1, "månad månader månaderna månaders"),
        ("dagar", 7, "vecka veckor veckorna veckors"),
        ("dagar", 1, "dag dagar dagarna dagars"),
        ("minuter", 60, "timme timmar timmarna timmars"),
        ("minuter", 1, "minut minuter minuterna minuters"),
        ("sekunder", 1, "sekund sekunder sekunderna"),
    )
    for word in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
        "januari jan,februari feb,mars,april apr,maj,juni jun,juli jul,augusti aug,"
        "september sept,oktober okt,november nov,december dec".split(","),
        start=1,
    )
    for name in names.split()
}
DATE = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
UNIT_WORDS = frozenset(
    [*NUMBERS, *SIZES, *MONEY, *PERCENT, *POINTS, *FRACTIONS, *ORDINALS, *TIMES, *MONTHS]
)
"""Words that are checked as part of a number, not as words."""
