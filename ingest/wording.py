"""Finds a quote in another rendering of the same text, whatever its blanks. Pure."""


def wording_in(quote: str, text: str) -> str | None:
    """The quote as `text` words it, blanks folded to one; None when its letters are not there.

    Two readers of one PDF page agree on the letters but not always on the blanks between.
    """
    wanted = "".join(quote.split())
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    start = "".join(text.split()).find(wanted) if wanted else -1
    if start < 0:
        return None
    return " ".join(text[places[start] : places[start + len(wanted) - 1] + 1].split())
