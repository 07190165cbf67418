"""What a spreadsheet's number format shows of a number beyond its digits. Formats as in .xlsx."""

import re

from ingest.register.units import unit_named

_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_CURRENCY = re.compile(r"\[\$([^\-\]]*)(?:-[^\]]*)?\]")
_PERCENT = "%"


def unit_shown(number_format: str) -> str:
    """The unit that is shown beside the number: "%", or words such as tkr; "" where none is."""
    first = _of_positive(number_format)
    said = "".join(a or b for a, b in _LITERAL.findall(first)).strip()
    currency = _CURRENCY.search(first)
    if _PERCENT in _LITERAL.sub("", first):
        return _PERCENT
    said = said or (currency[1].strip() if currency else "")
    return said if unit_named(said) else ""


def is_scaled(number_format: str) -> bool:
    """True when the number is shown divided by a thousand or more."""
    first = _of_positive(number_format)
    return bool(_SCALED.search(_CURRENCY.sub("", _LITERAL.sub("", first))))


def _of_positive(number_format: str) -> str:
    """The first of a format's parts, which says how numbers above nought are shown."""
    return number_format.partition(";")[0]
