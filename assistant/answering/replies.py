"""What is said to what documents do not answer: greetings, help, other errands, loose questions.

Swedish throughout. Knows nothing about how it is told which of these a question is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.enumerating import Enumeration, Listed
from assistant.filtering.types import NO_FILTERS
from assistant.types import Asker, Nearest
from ingest.record.types import DocumentRow

EXAMPLES = 3
MOST_PUBLISHERS = 5
FEWEST_CHOICES, MOST_CHOICES = 2, 4
LONGEST_TITLE = 70
"""Characters of a title in a choice."""
SHOWN = 20
"""So many documents of a list are named in the text; the list itself has all."""
ASK = "Ställ en fråga om det som står i bibliotekets dokument, så svarar jag med källor."
HELLO = f"Hej! {ASK}"
THANKS = "Varsågod! Fråga gärna mer."
GOODBYE = "Hej då! Välkommen tillbaka."
OUTSIDE = (
    "Det ligger utanför det jag kan svara på. Jag svarar bara på frågor om det som står i "
    "bibliotekets dokument, med källor. Skriv vad du vill veta om dem, eller skriv ”hjälp”."
)
_GOODBYES = re.compile(
    r"\b(?:hej ?då|adjö|farväl|vi (?:ses|hörs)|ha det|god natt|godnatt|bye|goodbye)\b"
)
_THANKS = re.compile(
    r"\b(?:tack\w*|thanks|thank you|(?:jätte|super)?bra|toppen|perfekt|utmärkt|snyggt|okej|ok)\b"
)
_QUESTION_ENDS = " \t?!.,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A way on: what it is called, and the question that it asks."""

    label: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is said instead of an answer, and the ways on; none of it needs a citation."""

    text: str
    choices: tuple[Choice, ...] = ()


class Holdings(Protocol):
    """The library, as far as help tells of it."""

    def documents(self) -> Sequence[DocumentRow]:
        """Every document shown."""
        ...

    def examples(self, asker: Asker) -> Sequence[str]:
        """Questions that it can answer this asker, the best first."""
        ...


def greeting(question: str) -> Reply:
    """A greeting for a greeting, a word for thanks, a farewell for a farewell."""
    said = question.lower()
    if _GOODBYES.search(said):
        return Reply(text=GOODBYE)
    return Reply(text=THANKS if _THANKS.search(said) else HELLO)


def help_with(holdings: Holdings, asker: Asker) -> Reply:
    """What the library holds for this asker, and up to three questions that it can answer."""
    rows = [row for row in holdings.documents() if asker.may_see(row.access)]
    if not rows:
        return Reply(
            text="Biblioteket har inga dokument som du får se. Ta in material med "
            "`lardom sync MAPP`, eller be den som sköter biblioteket om tillgång."
        )
    examples = tuple(holdings.examples(asker)[:EXAMPLES])
    told = [
        "Jag svarar på frågor genom att citera bibliotekets dokument, och visar var varje "
        "uppgift står. Det som dokumenten inte säger svarar jag inte på.",
        _held(rows),
        "Du kan till exempel fråga:" if examples else "",
    ]
    return Reply(
        text=" ".join(filter(None, told)),
        choices=tuple(Choice(label=one, question=one) for one in examples),
    )


def outside() -> Reply:
    """Says that an errand is none of the library's."""
    return Reply(text=OUTSIDE)


def counter_question(question: str, nearest: Sequence[Nearest]) -> Reply:
    """Asks what is meant, with two to four documents to choose from where there are so many.

    `nearest` are documents that the asker may see, the nearest first.
    """
    asked = " ".join(question.split()).strip(_QUESTION_ENDS)
    titles = {document.title: document for document in reversed(nearest)}
    ordered = list(dict.fromkeys(document.title for document in nearest))
    choices = tuple(_choice(asked, titles[title]) for title in ordered[:MOST_CHOICES])
    if len(choices) < FEWEST_CHOICES:
        return Reply(
            text=f"Vad gäller ”{_short(asked)}”? Nämn projektet, myndigheten eller rapporten."
        )
    return Reply(text=f"Vad gäller ”{_short(asked)}”? Välj ett dokument:", choices=choices)


def counted(found: Enumeration) -> str:
    """How many documents there are, which ones, and how many were looked through."""
    looked = f"Genomsökte {_number(found.looked_through)} dokument"
    where = f" efter {_quoted(found.topic)} i titel och rubriker" if found.topic else ""
    if not found.documents:
        return f"Inget dokument i biblioteket passar in. {looked}{where}."
    named = "; ".join(_line(document) for document in found.documents[:SHOWN])
    left = found.count - SHOWN
    more = f"; och {_number(left)} till" if left > 0 else ""
    narrowed = " passar in på frågan" if found.topic or found.filters != NO_FILTERS else ""
    return (
        f"{_number(found.count)} dokument{narrowed or ' finns i biblioteket'}: {named}{more}. "
        f"{looked}{where}."
    )


def _held(rows: Sequence[DocumentRow]) -> str:
    """As in "Biblioteket har 12 dokument från 2011–2025 av A, B och 2 andra utgivare."."""
    years = sorted(row.metadata.year for row in rows if row.metadata.year is not None)
    span = "" if not years else f" från {_span(years[0], years[-1])}"
    count = Counter(row.metadata.publisher for row in rows if row.metadata.publisher)
    names = [name for name, _ in count.most_common()]
    by = f", utgivna av {_listed(names)}" if names else ""
    return f"Biblioteket har {_number(len(rows))} dokument{span}{by}."


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _listed(names: Sequence[str]) -> str:
    left = len(names) - MOST_PUBLISHERS
    shown = [*names[:MOST_PUBLISHERS], *([f"{left} andra"] if left > 0 else [])]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} och {shown[-1]}"


def _choice(asked: str, document: Nearest) -> Choice:
    facts = ", ".join(filter(None, (document.publisher, str(document.year or ""))))
    title = _short(document.title)
    return Choice(
        label=f"{title} ({facts})" if facts else title,
        question=f"{asked} – {document.title}?",
    )


def _line(document: Listed) -> str:
    facts = ", ".join(filter(None, (document.publisher, str(document.year or ""))))
    return f"{document.title} ({facts})" if facts else document.title


def _quoted(topic: Sequence[str]) -> str:
    return ", ".join(f"”{word}”" for word in topic)


def _number(count: int) -> str:
    """As in "2 020"."""
    return f"{count:,}".replace(",", "\u00a0")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
