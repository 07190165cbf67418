"""Swedish words for lexical search: one analyser for documents and questions.

A text becomes terms: for each word its Snowball stem (marked `=`) and its character 4-grams
with `_` at both ends, so that `utvecklingskostnaderna` is found by `kostnad`. Letters keep
their rings and dots: å, ä and ö are letters, not decorated a and o. Numbers, dates, sections and
references have one term more, the same however they are typed (`written_forms`), and a short
word before a longer one that of both as one word (`+`): "it kostnader" may be a compound. What
this measured against words, stems and compound splitting stands in `docs/measurements.md`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from itertools import accumulate
from sys import intern

import Stemmer

from ingest.compounds import SHORTEST_WHOLE, side_by_side, suspended
from ingest.remembering import remembered
from ingest.typography import digits_together, unbroken
from ingest.written_forms.finding import forms_alone, forms_among
from ingest.written_forms.types import MARGIN, SIGNS, FormKind, WrittenForm

ANALYSER = f"2, PyStemmer {version('PyStemmer')}"
"""Which terms a text has: to be raised with every change to them, so that indexes are rebuilt."""
GRAM = 4
_REST = r"(?<=\d)\d*+(?:[.,:/-]\d++)++|(?<=\w)[^\W_]*+(?:-[^\W_]++)*+"
"""What follows a word's first character: of a number with marks inside, else of any word."""
_WORD = re.compile(rf"[^\W_](?:{_REST})")
_TOKEN = re.compile(rf"[\w§%-](?<!_)(?:{_REST}|(?<=[§%])|(?<=\w-)(?=\s))")


def words(text: str) -> list[str]:
    """The words of a text, lower-cased, in order; `it-kostnader` is one, so is `2017:77`."""
    return _WORD.findall(_whole(text))


def different_words(text: str) -> tuple[str, ...]:
    """The different words of a text, in order; shared with other texts, to be kept for long."""
    return tuple(dict.fromkeys(map(intern, words(text))))


def terms(text: str) -> str:
    """All index terms of a text, separated by blanks, each as often as it occurs."""
    tokens = _TOKEN.findall(_whole(text))
    joined = _stemmer().stemWords(list(side_by_side(tokens).values()))
    return " ".join(
        [
            *filter(None, map(_terms_alone, tokens)),
            *(f"+{word}" for word in joined),
            *(f"={stem(word)}" for word in suspended(tokens).values()),
            *(form.term for form in _among(tokens)),
        ]
    )


def written_forms(text: str) -> tuple[WrittenForm, ...]:
    """What a question has beside the terms of its words, in order; places in `words(text)`.

    Expressions may overlap, and one may have two terms: a day has that of its month too. Some
    terms are those that a word of the expression has anyway. Compounds are looked for in each of
    their spellings: "it kostnader" as `itkostnader` and the other way about.
    """
    tokens = _TOKEN.findall(_whole(text))
    alone = (_moved(form, n) for n, token in enumerate(tokens) for form in forms_alone(token))
    among = (_moved(form, -len(MARGIN)) for form in _among(tokens))
    before = list(accumulate((token not in SIGNS for token in tokens), initial=0))
    placed = (
        replace(form, start=before[form.start], end=before[form.end])
        for form in (*alone, *_compounds(tokens), *among)
    )
    return tuple(sorted(placed, key=lambda form: form.start))


def _moved(form: WrittenForm, by: int) -> WrittenForm:
    return replace(form, start=form.start + by, end=form.end + by)


def _compounds(tokens: list[str]) -> Iterator[WrittenForm]:
    """The compounds of a question, as one word (`=`) and as two (`+`)."""
    for n, token in enumerate(tokens):
        whole = token.replace("-", "")
        if len(whole) >= SHORTEST_WHOLE and whole.isalpha():
            yield _compound(f"+{stem(whole)}", n, 1)
    for n, word in side_by_side(tokens).items():
        yield _compound(f"+{stem(word)}", n, 2)
        yield _compound(f"={stem(word)}", n, 2)
    for n, word in suspended(tokens).items():
        yield _compound(f"={stem(word)}", n, 4)


def _compound(term: str, start: int, length: int) -> WrittenForm:
    return WrittenForm(kind=FormKind.COMPOUND, term=term, start=start, end=start + length)


def _whole(text: str) -> str:
    """The text in small letters, without what breaks words and numbers, all its hyphens alike."""
    unbroken_text = unbroken(unicodedata.normalize("NFC", text))
    alike = unbroken_text.replace("\u2010", "-").replace("\u2011", "-")
    return digits_together(alike).lower()


def _among(tokens: list[str]) -> Iterator[WrittenForm]:
    """What several words are together, but for compounds; places count the margin."""
    numbers = [n for n, word in enumerate(tokens, len(MARGIN)) if "0" <= word < ":"]
    return forms_among((*MARGIN, *tokens, *MARGIN), numbers)


@remembered(200_000)
def _terms_alone(token: str) -> str:
    """The index terms of one word, and those it has as a number, a date or a reference."""
    if token in SIGNS:
        return ""
    own = word_terms(token)
    held = own.split()
    return " ".join([own, *(form.term for form in forms_alone(token) if form.term not in held)])


@remembered(200_000)
def word_terms(word: str) -> str:
    """The index terms of one word, separated by blanks: stems first, then 4-grams."""
    parts = [part for part in word.split("-") if part]
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


@remembered(200_000)
def word_forms(word: str) -> WordForms:
    """The stem and the 4-grams of one lower-case word."""
    joined = word.replace("-", "")
    return WordForms(stem=f"={stem(joined)}", grams=tuple(dict.fromkeys(_grams(joined))))


def stem(word: str) -> str:
    """The Snowball stem of a lower-case Swedish word."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("swedish", 0)  # its own cache costs more than it saves


def _grams(word: str) -> list[str]:
    framed = f"_{word}_"
    if len(framed) <= GRAM:
        return [framed]
    return [framed[i : i + GRAM] for i in range(len(framed) - GRAM + 1)]
