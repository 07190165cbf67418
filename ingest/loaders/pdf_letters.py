"""Spells out letters that a PDF names only by their place in its font.

Some old programs embed a TrueType font without telling which letter a glyph is. Its glyphs
then mostly stand in the order of Apple's standard fonts: the blank is glyph 3, "A" is 36, "å" is
110. Pure; knows nothing about PDF files.
"""

from collections.abc import Sequence

_BLANK = 3
_TILDE = 97
_LAST = 183
_VOWELS = frozenset("aeiouyåäöé")
_USUAL = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü0123456789 .,:;()/-–”%§")
_MOSTLY = 0.97
_LEAST_VOWELS, _MOST_VOWELS = 0.25, 0.55
_MORE = 0.1
_FEWEST = 20


def spelled(glyphs: Sequence[int]) -> str | None:
    """One character for each glyph number; None where together they make no words, or are few.

    They make words when nearly all are characters of Swedish print, with a language's share of
    vowels, which the numbers taken as characters do not have.
    """
    if len(glyphs) < _FEWEST:
        return None
    text = "".join(_letter(glyph) for glyph in glyphs)
    usual = sum(character in _USUAL for character in text.lower())
    share = _share_of_vowels(text)
    makes_words = (
        usual >= _MOSTLY * len(text)
        and _LEAST_VOWELS <= share <= _MOST_VOWELS
        and share >= _MORE + _share_of_vowels("".join(map(chr, glyphs)))
    )
    return text if makes_words else None


def _letter(glyph: int) -> str:
    if _BLANK <= glyph <= _TILDE:
        return chr(glyph + 29)
    if _TILDE < glyph <= _LAST:
        return bytes([glyph + 30]).decode("mac_roman")
    return "\N{REPLACEMENT CHARACTER}"


def _share_of_vowels(text: str) -> float:
    letters = [letter for letter in text.lower() if letter.isalpha()]
    return sum(letter in _VOWELS for letter in letters) / len(letters) if letters else 0.0
