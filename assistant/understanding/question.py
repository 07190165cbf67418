"""Turns a question into a query: its content words, and what it asks for.

Question words and other small words weigh nothing: "Hur många projekt hade reviderat sitt
slutdatum?" is searched by *projekt*, *reviderat* and *slutdatum*. Knows nothing about the
library.
"""

import re

from assistant.errors import QuestionError
from assistant.naming import names_in
from assistant.types import Query, Term, Wanted
from ingest.swedish import word_terms, words

LONGEST_QUESTION = 2000
SHORTEST_NUMBER = 3
"""A year or a publication number points out what is asked about; "3" does not."""
_SMALL_WORDS = frozenset(
    """
    vad vem vilka vilken vilket vilkas vems var vart varifrån när hur varför varav huruvida
    många mycket ofta stor stort stora länge
    jag du han hon den det de dem vi ni man mig dig oss er sig sin sitt sina min mitt mina din
    ditt dina dess deras hans hennes vår vårt våra denna detta dessa denne där här som
    och eller men utan samt både antingen att om än ej inte icke ens nog
    i på av till för från med vid över under efter innan före mellan genom mot hos kring enligt
    inom utom trots sedan tills åt ur upp ned ut in
    en ett är var vara varit blir blev bli blivit har hade ha haft kan kunde kunna kunnat ska
    skall skulle måste får fick få fått vill ville bör borde gör gjorde göra gjort finns fanns
    finnas funnits ges gavs given givet säger sade sagt
    så då nu också även bara endast mer mest mindre minst någon något några ingen inget inga
    alla allt all varje sådan sådant sådana samma annan annat andra hela redan ännu alltså
    egentligen exempelvis bland typ slags sorts snälla tack berätta beskriv förklara visa
    """.split()
)
_QUESTION_WORDS = frozenset(
    "vad vem vilka vilken vilket när hur var varför vart är det en ett den som de".split()
)
_WANTED = (
    (Wanted.TIME, r"\b(när|vilket år|vilket datum|vilken dag|årtal)\b"),
    (Wanted.DURATION, r"\bhur (länge|lång tid|många (dagar|månader|veckor|år|timmar))\b"),
    (Wanted.AMOUNT, r"\bhur (många|mycket|stor|stort|stora|hög|högt|höga|dyr|dyrt|lång|ofta)\b"),
    (Wanted.AMOUNT, r"\b(vilken andel|vilket belopp|kostade|vad kostar|budget(en)?)\b"),
    (Wanted.REASON, r"\b(varför|orsak\w*|skäl\w*|anledning\w*|beror)\b"),
    (Wanted.WHO, r"\b(vem|vilka|vilken (myndighet|person|organisation|minister))\b"),
)
_COMPILED = tuple((wanted, re.compile(pattern)) for wanted, pattern in _WANTED)


def understand(question: str) -> Query:
    """The query of a question in plain words; without terms when it holds small words alone.

    Raises:
        QuestionError: when it is empty, holds no words, or is longer than `LONGEST_QUESTION`.
    """
    asked = " ".join(question.split())
    if not asked:
        raise QuestionError("Frågan är tom.", "Skriv en fråga och försök igen.")
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(
            f"Frågan är {len(asked)} tecken lång; högst {LONGEST_QUESTION} går att ställa.",
            "Korta den till det du vill veta.",
        )
    found = words(asked)
    if not found:
        raise QuestionError(f"Frågan ”{asked[:40]}” innehåller inga ord.", "Skriv den i ord.")
    content = [word for word in found if word not in _SMALL_WORDS]
    return Query(
        question=asked,
        words=tuple(word for word in found if word not in _QUESTION_WORDS),
        terms=_terms(content, asked),
        wanted=_wanted(asked.lower()),
    )


def _terms(content: list[str], asked: str) -> tuple[Term, ...]:
    names = {word for name in names_in(asked) for word in words(name)}
    return tuple(
        Term(
            word=word,
            forms=tuple(word_terms(word).split()),
            is_name=word in names or (word[0].isdigit() and len(word) >= SHORTEST_NUMBER),
        )
        for word in dict.fromkeys(content)
    )


def _wanted(asked: str) -> Wanted:
    return next((w for w, pattern in _COMPILED if pattern.search(asked)), Wanted.OTHER)
