"""Swedish words for lexical search: one analyser for documents and questions.

A text becomes terms: for each word its Snowball stem (marked `=`) and its character 4-grams
with `_` at both ends, so that `utvecklingskostnaderna` is found by `kostnad`. Letters keep
their rings and dots: å, ä and ö are letters, not decorated a and o. What this measured against
words, stems and compound splitting stands in `docs/measurements.md`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from ingest.typography import DIGIT_GROUP, unbroken

GRAM = 4
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)+|[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")


def words(text: str) -> list[str]:
    """The words of a text, lower-cased, in order; `it-kostnader` is one, so is `2017:77`."""
    folded = unbroken(unicodedata.normalize("NFC", text))
    whole = DIGIT_GROUP.sub(lambda found: "".join(found.group().split()), folded)
    return _WORD.findall(whole.lower())


def terms(text: str) -> str:
    """All index terms of a text, separated by blanks, each as often as it occurs."""
    return " ".join(map(word_terms, words(text)))


@lru_cache(maxsize=200_000)
def word_terms(word: str) -> str:
    """The index terms of one word, separated by blanks: stems first, then 4-grams."""
    parts = [part for part in _HYPHEN.split(word) if part]
    joined = "".join(parts)
    found = [f"={stem(part)}" for part in parts]
    if len(parts) > 1:
        found.append(f"={stem(joined)}")
    return " ".join([*found, *_grams(joined)])


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForms:
    """One word's stem, marked `=`, and its different 4-grams; of "it-chef" those of the whole."""

    stem: str
    grams: tuple[str, ...]


@lru_cache(maxsize=200_000)
def word_forms(word: str) -> WordForms:
    """The stem and the 4-grams of one lower-case word."""
    joined = _HYPHEN.sub("", word)
    return WordForms(stem=f"={stem(joined)}", grams=tuple(dict.fromkeys(_grams(joined))))


def stem(word: str) -> str:
    """The Snowball stem of a lower-case Swedish word."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("swedish")


def _grams(word: str) -> list[str]:
    framed = f"_{word}_"
    if len(framed) <= GRAM:
        return [framed]
    return [framed[i : i + GRAM] for i in range(len(framed) - GRAM + 1)]
