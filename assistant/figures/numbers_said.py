"""Numbers in Swedish: a blank between thousands, a comma before decimals, the unit after."""

_BLANK = "\u00a0"
_THOUSAND, _MILLION, _BILLION = 1e3, 1e6, 1e9
_MONTH, _YEAR = 365 / 12, 365


def number_said(value: float, decimals: int = 0) -> str:
    """12 345 or 12 345,6; a minus sign before what is below zero."""
    text = f"{abs(value):,.{decimals}f}".replace(",", _BLANK).replace(".", ",")
    is_zero = not text.strip("0,")
    return text if value >= 0 or is_zero else f"−{text}"
