"""Questions that a document seems to answer, by its title, its headings and its wordings.

Whether it does is found out by asking. Each is a whole Swedish sentence; a title or a heading
that does not bend into one gives none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 130
"""Characters of a question."""
LONGEST_HEADING = 5
"""Words of a heading that a question is made of."""
SHORTEST_WORD = 5
_OF_HEADING = "Vad säger ”"

_KNOWN_FORMS = (
    r"(?:rapport(?:en)?|föreskrifter(?:na)?|betänkande(?:t)?|vägledning(?:en)?|proposition(?:en)?"
    r"|skrivelse(?:n)?|förordning(?:en)?|granskning(?:en)?|utredning(?:en)?|studie(?:n)?"
    r"|promemoria(?:n)?|redogörelse(?:n)?|handbok(?:en)?|uppdrag(?:et)?)"
)
_ABOUT = re.compile(rf"[A-ZÅÄÖ][\w-]*s(?: [a-zåäö]+)? {_KNOWN_FORMS} om .+")
_TASK = re.compile(r"(?:Regerings)?[Uu]ppdrag ((?:till|åt) .+? att|att) (.+)")
_REPORTED = re.compile(
    r"\b[Uu]ppdraget ska (?:slut|del)?redovisas[^.]{0,80}? (?:senast )?den \d{1,2} [a-z]+ \d{4}"
)
_MEANT = re.compile(
    r"\bMed\s+((?:en\s|ett\s)?[a-zåäö][\w-]{3,}(?:\s[a-zåäö][\w-]+){0,2})\s+(avses|menas)\b"
)
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-Z]\.|[IVX]+\.)\s+")
_GENERAL = re.compile(
    r"(?:i korthet|i sammandrag"
    r"|inledning|sammanfattning|summary|bakgrund|innehåll\w*|förord|bilag\w*|referenser|källor"
    r"|källförteckning|slutsatser?|diskussion|metod|syfte|resultat|kontakt\w*|läs mer|mer om"
    r"|fakta\w*|ikraftträdande|övrigt|ärendet|beslut|relaterat\w*|skrivelsens huvudsakliga"
    r"|propositionens huvudsakliga|dokument|publicerad\w*|presskontakt|genvägar|avgränsning\w*"
    r"|definitioner|begrepp|tillämpningsområde\w*|författningens|bemyndigande\w*|övergångsbestämmelse\w*|allmän\w*|särskild\w*|inledande|ordlista|litteratur|noter|figur\w*|tabell\w*|avsnitt|kapitel|del)\b.*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:är|ska|skall|har|hade|får|fick|kan|kunde|bör|måste|blir|blev|vill|gör|ger|finns|att|som"
    r"|vi|du|ni|jag|din|ditt|dina|säger|visar|gäller|betyder)\b"
)
_BESIDE = re.compile(
    r"(?:före|efter|under|inför|vid|om|i|på|från|till|med|för|utan|hos|mellan|kring|genom|enligt"
    r"|när|så|vad|hur|varför|vem|vilka)\b",
    re.IGNORECASE,
)
"""A heading that begins so names nothing to ask about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a document: its title, the headings in it, and its words."""

    title: str
    headings: tuple[str, ...]
    text: str


def questions_of(part: Part) -> Iterator[str]:
    """Questions that a part of a document seems to answer, the surest first, each once."""
    told = dict.fromkeys((*_of_headings(part, asked=True), *_of_text(part), *_of_title(part)))
    for question in (*told, *_of_headings(part, asked=False)):
        if len(question) <= LONGEST:
            yield question


def is_plain(question: str) -> bool:
    """True where a question is asked as people ask; one made of a heading names its title too."""
    return not question.startswith(_OF_HEADING)


def _of_title(part: Part) -> Iterator[str]:
    title = " ".join(part.title.split()).rstrip(".")
    if _ABOUT.fullmatch(title):
        yield f"Vad framgår av {title}?"
    elif task := _TASK.fullmatch(title):
        named = f"uppdraget {task[1]} {task[2]}"
        if _REPORTED.search(part.text):
            yield f"När ska {named} redovisas?"
        yield f"Vad innebär {named}?"


def _of_text(part: Part) -> Iterator[str]:
    for found in _MEANT.finditer(part.text):
        yield f"Vad {found[2]} med {' '.join(found[1].split())}?"


def _of_headings(part: Part, *, asked: bool) -> Iterator[str]:
    """Headings that are questions already; or else those that name what is told of."""
    for heading in part.headings:
        said = _NUMBERING.sub("", " ".join(heading.split())).strip(" .:")
        if asked:
            if said.endswith("?") and len(said.split()) > 2 and said[:1].isupper():
                yield said
        elif _names_something(said) and said.casefold() not in part.title.casefold():
            yield f"{_OF_HEADING}{part.title}” om {_uncapitalised(said, part.text)}?"


def _names_something(heading: str) -> bool:
    parts = heading.split()
    return (
        0 < len(parts) <= LONGEST_HEADING
        and heading[0].isupper()
        and not heading.endswith(("?", "!"))
        and any(len(word) >= SHORTEST_WORD and word[1:].islower() for word in parts)
        and not (
            _GENERAL.fullmatch(heading) or _BESIDE.match(heading) or _CLAUSE.search(heading.lower())
        )
        and not re.search(r"\d|[:;,–/()\"”]", heading)
    )


def _uncapitalised(heading: str, text: str) -> str:
    """A heading inside a sentence: a word that the text writes with a capital keeps it."""
    first = heading.split(maxsplit=1)[0]
    if not first[1:].islower() or re.search(rf"[a-zåäö,] {re.escape(first)}\b", text):
        return heading
    return heading[0].lower() + heading[1:]


def of_document(title: str, headings: Sequence[str], text: str) -> Part:
    """A whole document, which its title stands over; that title is no heading of it."""
    own = tuple(one for one in headings if one.casefold() != title.casefold())
    return Part(title=title, headings=own, text=text)
