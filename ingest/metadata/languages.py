"""Tells the language of a text by its small words, as ISO 639-1 ("nb" for Norwegian)."""

import re
from collections import Counter

from ingest.metadata.facts import Facts, Found
from ingest.types import Witness

_WORDS = {
    "sv": "och att det som är på för med av den till inte ett om har jag ska från kan vid eller men"
    " vi var hur också efter så många mycket skall under mellan sig inom genom dessa blir",
    "da": "og at det som er på for med af den til ikke et om har jeg skal fra kan ved eller men"
    " vi var hvordan også efter så mange meget være blive mellem sig inden gennem disse bliver",
    "nb": "og å det som er på for med av den til ikke et om har jeg skal fra kan ved eller men"
    " vi var hvordan også etter så mange mye være mellom seg innen gjennom disse blir",
    "en": "the of and to in a is that for it as was with be by on not he this are or his from at"
    " which have an were their has been would will there we they can its should may",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es"
    " an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il"
    " sont la avec ou aux son mais comme nous cette ont été être leur",
    "fi": "ja on ei että se hän oli joka mutta ovat kun myös tai sekä jos niin kuin mukaan ole voi"
    " sen tämä ne ovat jotka mitä siitä sitä vuonna ollut kanssa",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero"
    " sus le ha me si sin sobre este ya entre cuando todo esta ser son",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000
"""So many characters are looked at."""
_FEWEST = 3
"""So many small words at least must speak for a language."""
_LEAST_SHARE = 0.12
"""Of all words: running text has .25 and more, tables and lists of names less."""
_ENOUGH = 10
"""So many speak for a language that no other has half as many of, whatever their share."""
_CODES = {
    "svenska": "sv",
    "swedish": "sv",
    "swe": "sv",
    "engelska": "en",
    "english": "en",
    "eng": "en",
    "danska": "da",
    "norska": "nb",
    "no": "nb",
    "finska": "fi",
    "tyska": "de",
    "franska": "fr",
    "spanska": "es",
}
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*")


def language_of(facts: Facts) -> Found[str] | None:
    """The language as it is declared, or as the text tells; None for too few words."""
    said = (facts.said("language") or "").lower()
    code = _CODE.fullmatch(said)
    if declared := _CODES.get(said) or (code and code[1]):
        return Found(value=declared, witness=facts.witness("language"))
    told = told_by(facts.text)
    return Found(value=told, witness=Witness.TEXT) if told else None


def told_by(text: str) -> str | None:
    """The language whose small words stand most often in the text; None where that says little."""
    words = Counter(_WORD.findall(text[:_READ].lower()))
    counts = {code: sum(words[word] for word in small) for code, small in _SETS.items()}
    best, second = sorted(counts, key=lambda code: -counts[code])[:2]
    often = counts[best] >= max(_FEWEST, _LEAST_SHARE * words.total())
    alone = counts[best] >= max(_ENOUGH, 2 * counts[second])
    return best if (often and counts[best] > counts[second]) or alone else None
