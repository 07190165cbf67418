"""What is said to what documents do not answer: greetings, help, other errands, loose questions.

Swedish throughout. Knows nothing about how it is told which of these a question is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Choice, Listed, Listing, Nearest
from assistant.enumerating import Enumeration
from assistant.filtering.types import NO_FILTERS, Filters
from assistant.filtering.wording import KINDS
from assistant.types import Status
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
NOT_ISSUED = (
    "Inget sådant dokument är utgivet av {issuer}; här är de som nämner {issuer} i sin titel."
)
_GOODBYES = re.compile(
    r"\b(?:hej ?då|adjö|farväl|vi (?:ses|hörs)|ha det|god natt|godnatt|bye|goodbye)\b"
)
_THANKS = re.compile(
    r"\b(?:tack\w*|thanks|thank you|(?:jätte|super)?bra|toppen|perfekt|utmärkt|snyggt|okej|ok)\b"
)
_QUESTION_ENDS = " \t?!.,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is said instead of an answer with citations, and the ways on.

    `nearest` are the documents that it names or that come closest, `filters` those that held.
    """

    text: str
    status: Status = Status.REPLY
    choices: tuple[Choice, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    listing: Listing | None = None
    filters: Filters = NO_FILTERS
    notice: str = ""


def greeting(question: str) -> Reply:
    """A greeting for a greeting, a word for thanks, a farewell for a farewell."""
    said = question.lower()
    if _GOODBYES.search(said):
        return Reply(text=GOODBYE)
    return Reply(text=THANKS if _THANKS.search(said) else HELLO)


def help_with(rows: Sequence[DocumentRow], examples: Sequence[Choice]) -> Reply:
    """What the library holds for an asker, and up to three questions that it can answer.

    `rows` are the documents that the asker may see.
    """
    if not rows:
        return Reply(
            text="Biblioteket har inga dokument som du får se. Ta in material med "
            "`lardom sync MAPP`, eller be den som sköter biblioteket om tillgång."
        )
    told = [
        "Jag svarar på frågor genom att citera bibliotekets dokument, och visar var varje "
        "uppgift står. Det som dokumenten inte säger svarar jag inte på.",
        _held(rows),
        "Du kan till exempel fråga:" if examples else "",
    ]
    return Reply(text=" ".join(filter(None, told)), choices=tuple(examples[:EXAMPLES]))


def outside() -> Reply:
    """Says that an errand is none of the library's."""
    return Reply(text=OUTSIDE, status=Status.NO_EVIDENCE)


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
    return Reply(
        text=f"Vad gäller ”{_short(asked)}”? Välj ett dokument:",
        choices=choices,
        nearest=tuple(nearest),
    )


def listed(found: Enumeration, near: Sequence[Nearest] = ()) -> Reply:
    """The documents that were asked for; where there are none, those that come closest."""
    listing = Listing(
        count=found.count,
        looked_through=found.looked_through,
        topic=found.topic,
        documents=found.documents,
    )
    return Reply(
        text=counted(listing, found.filters),
        status=Status.ANSWERED if found.count else Status.NO_EVIDENCE,
        nearest=() if found.count else tuple(near),
        listing=listing,
        filters=found.filters,
        notice=NOT_ISSUED.format(issuer=found.issuer) if found.issuer else "",
    )


def counted(listing: Listing, filters: Filters) -> str:
    """How many documents there are, which ones, and how many were looked through."""
    looked = looked_through(listing)
    if not listing.count:
        return f"Inget dokument i biblioteket passar in{among(filters)}. {looked}"
    named = "; ".join(named_with_facts(one) for one in listing.documents[:SHOWN])
    more = f"; {more_said(listing)}" if listing.count > SHOWN else ""
    return f"{count_said(listing, filters)}: {named}{more}. {looked}"


def count_said(listing: Listing, filters: Filters) -> str:
    """As in "12 dokument passar in på frågan"."""
    narrowed = listing.topic or filters != NO_FILTERS
    where = "passar in på frågan" if narrowed else "finns i biblioteket"
    return f"{_number(listing.count)} dokument {where}"


def more_said(listing: Listing) -> str:
    """How many documents there are besides those that are shown; nothing where all are."""
    left = listing.count - SHOWN
    return f"och {_number(left)} till" if left > 0 else ""


def looked_through(listing: Listing) -> str:
    """How many documents were looked through, and what for."""
    where = f" efter {_quoted(listing.topic)} i titel och rubriker" if listing.topic else ""
    return f"Genomsökte {_number(listing.looked_through)} dokument{where}."


def named_with_facts(document: Listed | Nearest) -> str:
    """As in "Slutrapport (Exempelverket, 2021)"."""
    facts = ", ".join(filter(None, (document.publisher, str(document.year or ""))))
    return f"{document.title} ({facts})" if facts else document.title


def among(filters: Filters) -> str:
    """As in " bland dokument utgivna av ESV, från 2015–2018"."""
    first, last = filters.first_year, filters.last_year
    said = [
        f"utgivna av {filters.publisher}" if filters.publisher else "",
        f"som rör {filters.agency}" if filters.agency else "",
        f"av slaget {KINDS[filters.kind][0]}" if filters.kind else "",
        f"med numret {filters.publication_number}" if filters.publication_number else "",
        _years(first, last),
    ]
    told = ", ".join(filter(None, said))
    return f" bland dokument {told}" if told else ""


def _years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if first is None:
        return f"från {last} eller tidigare"
    if last is None:
        return f"från {first} eller senare"
    return f"från {first}" if first == last else f"från {first}–{last}"


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
    about = document.title.strip(_QUESTION_ENDS)
    return Choice(
        label=f"{title} ({facts})" if facts else title,
        question=f"{asked[:1].upper()}{asked[1:]} – {about}?",
        document_id=document.document_id,
    )


def _quoted(topic: Sequence[str]) -> str:
    return ", ".join(f"”{word}”" for word in topic)


def _number(count: int) -> str:
    """As in "2 020"."""
    return f"{count:,}".replace(",", "\u00a0")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
