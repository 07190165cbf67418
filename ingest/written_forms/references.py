"""References: publications by their numbers, and matters by their diarienummer.

A publication's number has a term with its series, `#esv2017:77`, and where it is not typed with
a colon also that of the bare number, `=2017:77`. A diarienummer has `#2017-1701`: its letters,
its leading zeros and what stands around its year and number are typed now so, now so.
"""

import re
from collections.abc import Iterator

from ingest.written_forms.types import FormKind, Tokens, WrittenForm

_SERIES = frozenset("esv rir sou ds sfs dir foi statskontoret digg".split())
_CODE = re.compile(r"[a-zåäö]{1,5}fs")
_OF_A_SESSION = frozenset("prop skr bet rskr mot".split())
_DIARY = frozenset("dnr diarienr diarienummer ärende ärendenr ärendenummer".split())
_MINISTRIES = frozenset("a fa fi fö ij j ju kn ku l li m n s sb u ud".split())
"""Not "i": "i 2015, 300 personer" is no number of theirs."""
_LEADING = _DIARY | _MINISTRIES
_BETWEEN = frozenset("nr nummer".split())
_YEAR = r"(?:19|20)\d\d"
_ONLY_YEAR = re.compile(_YEAR)
_NUMBERED = re.compile(rf"({_YEAR})([:/-])(\d{{1,6}})")
_SESSION_NUMBERED = re.compile(rf"({_YEAR})/(?:\d\d)?(\d\d):(\d{{1,5}})")
_SESSION = re.compile(rf"({_YEAR})/(?:\d\d)?(\d\d)")
_REPORT = re.compile(r"[a-zåäö]{1,4}\d{1,3}")
_WITH_LETTERS = re.compile(rf"([a-zåäö]{{1,13}})-?({_YEAR})")
_DIARY_NUMBER = re.compile(rf"(?:\d++(?:\.\d++)*+-)?({_YEAR})[/-](\d{{3,6}})(?:[-/.]\d+)?")
_SESSION_APART = re.compile(r"(?:\d\d)?(\d\d):(\d{1,5})")
_FILE_NAME = re.compile(rf"([a-zåäö]{{1,13}})-?({_YEAR})-(\d{{1,6}})(?:-[a-zåäö].*)?")
_DIGITS = re.compile(r"\d{1,6}")
_FEWEST_DIGITS = 3
"""Of a diarienummer that neither letters nor a word give away."""


def reference_alone(word: str) -> Iterator[WrittenForm]:
    """A reference that is one word: "2017-01701", "3.2.3-2022-12345", "esv-2017-77"."""
    if found := _DIARY_NUMBER.fullmatch(word):
        year, number = found.groups()
        if not _ONLY_YEAR.fullmatch(number):  # years from one to another
            yield _form(_matter(year, number), 0, 1)
    elif found := _FILE_NAME.fullmatch(word):
        for term in _terms(*found.groups()):
            yield _form(term, 0, 1)


def reference(tokens: Tokens, n: int) -> Iterator[WrittenForm]:
    """A reference whose number ends at `n`: "ESV 2017:77", "prop. 2015/16:1", "N2015/738/EF"."""
    before = n - 2 if tokens[n - 1] in _BETWEEN else n - 1
    name = tokens[before]
    if found := _NUMBERED.fullmatch(tokens[n]):
        year, mark, number = found.groups()
        if _is_series(name) and not (mark == "-" and _ONLY_YEAR.fullmatch(number)):
            yield _form(f"#{name}{year}:{int(number)}", before, n + 1)
            if mark != ":" or number[0] == "0":
                yield _form(f"={year}:{int(number)}", n, n + 1)
        elif name in _DIARY and len(number) < _FEWEST_DIGITS:
            yield _form(_matter(year, number), n, n + 1)
        elif name in _OF_A_SESSION and _REPORT.fullmatch(tokens[n + 1]):
            yield _form(f"#{name}{year}/{number[-2:]}:{tokens[n + 1]}", before, n + 2)
    elif found := _SESSION_NUMBERED.fullmatch(tokens[n]):
        year, end, number = found.groups()
        if name in _OF_A_SESSION:
            yield _form(f"#{name}{year}/{end}:{int(number)}", before, n + 1)
    elif found := _SESSION_APART.fullmatch(tokens[n]):
        led = _WITH_LETTERS.fullmatch(tokens[n - 1])
        if led and led[1] in _OF_A_SESSION:
            yield _form(f"#{led[1]}{led[2]}/{found[1]}:{int(found[2])}", n - 1, n + 1)
    elif _DIGITS.fullmatch(tokens[n]):
        yield from _number_apart(tokens, n)


def _number_apart(tokens: Tokens, n: int) -> Iterator[WrittenForm]:
    """A number cut off from its year: "N2015/738", "ESV2017:77", "SOU 2018: 72"."""
    before, name = tokens[n - 1], tokens[n - 2]
    if found := _WITH_LETTERS.fullmatch(before):
        for term in _terms(found[1], found[2], tokens[n]):
            yield _form(term, n - 1, n + 1)
    elif _ONLY_YEAR.fullmatch(before) and (_is_series(name) or name in _LEADING):
        for term in _terms(name, before, tokens[n]):
            yield _form(term, n - 2, n + 1)
    elif name in _OF_A_SESSION and (session := _SESSION.fullmatch(before)):
        yield _form(f"#{name}{session[1]}/{session[2]}:{int(tokens[n])}", n - 2, n + 1)


def _terms(name: str, year: str, number: str) -> tuple[str, ...]:
    if _is_series(name):
        return (f"#{name}{year}:{int(number)}", f"={year}:{int(number)}")
    return (_matter(year, number),)


def _is_series(name: str) -> bool:
    return name in _SERIES or _CODE.fullmatch(name) is not None


def _matter(year: str, number: str) -> str:
    return f"#{year}-{int(number)}"


def _form(term: str, start: int, end: int) -> WrittenForm:
    return WrittenForm(kind=FormKind.REFERENCE, term=term, start=start, end=end)
