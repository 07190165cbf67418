"""What the collection workbook says to whoever fills it in, and what it says of itself."""

from collections.abc import Iterable, Iterator

from ingest.register.fields import FieldKind
from ingest.register.layout import ABOUT, CHECKS, NO, SHEETS, SIGN, SIGN_LABEL, STAGES, TAXES, YES
from ingest.register.types import Collection

Told = tuple[str | int | None, ...]
"""The cells of a row of text: a name, what it is, an explanation."""

LABELS = ("Undersökning", "År", "Läge", "Moms", "Prisnivå", "Exempel")
"""What stands in column A of the sheet about the collection, below the sign, in this order."""

_HOW = {
    FieldKind.TEXT: "Text.",
    FieldKind.LIST: "Text, flera med semikolon mellan.",
    FieldKind.CHOICE: "Välj i listan.",
    FieldKind.DATE: "Datum som 2017-03-31.",
    FieldKind.MONEY: "Tal i tusental kronor; annan enhet skrivs i cellen, som 1,2 mnkr.",
    FieldKind.COUNT: "Tal.",
    FieldKind.SHARE: "Tal i procent, som 45.",
    FieldKind.LEVEL: "Välj i listan.",
    FieldKind.YEAR: "Årtal; tomt betyder insamlingens år.",
    FieldKind.YES_NO: "Ja eller nej; välj i listan.",
}


def about(collection: Collection) -> Iterator[Told]:
    """The rows about the collection: a label, the value, what it means."""
    yield SIGN_LABEL, SIGN, "Visar hur arbetsboken är uppställd. Ändra inte."
    told: tuple[str | int | None, ...] = (
        collection.survey,
        collection.year,
        STAGES[collection.stage],
        TAXES[collection.tax],
        collection.price_year,
        YES if collection.is_example else NO,
    )
    means = (
        "Insamlingens namn.",
        "Året som insamlingen gäller.",
        f"Hur långt kvalitetssäkringen har kommit: {_or(STAGES.values())}.",
        f"Om beloppen är med eller utan mervärdesskatt: {_or(TAXES.values())}.",
        "Året vars priser beloppen är i; tomt när de är i varje års egna priser.",
        f"Om uppgifterna är påhittade för att visa hur det fungerar: {YES} eller {NO}.",
    )
    yield from zip(LABELS, told, means, strict=True)


def instructions() -> Iterator[Told]:
    """The rows of the first sheet: how to fill in, then every column of every sheet."""
    yield "Så fylls arbetsboken i", None, None
    yield "1", f"Fyll i bladet {ABOUT}.", "Det gäller alla uppgifter i arbetsboken."
    yield "2", "Fyll i ett blad i taget.", "Rubrikerna i rad 1 ska stå kvar; en rad för varje sak."
    yield "3", "Lämna tomt det som inte finns.", "Noll betyder noll, tomt betyder ingen uppgift."
    yield "4", f"Läs bladet {CHECKS}.", "Det säger i ord vad som bör ses över."
    yield "5", "Egna kolumner får läggas till höger.", "De sparas som de är."
    for sheet in SHEETS:
        yield None, None, None
        yield f"Bladet {sheet.title}", "Så skrivs det", "Vad som ska stå"
        for field in sheet.columns:
            needed = " Måste fyllas i." if field.is_required else ""
            choices = f" {_or(field.choices).capitalize()}." if field.choices else ""
            yield field.header, _HOW[field.kind] + choices + needed, field.explanation


def _or(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} eller {last}"
