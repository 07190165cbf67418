"""The options of `lardom register import` that say what a file cannot say of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import typer

from assistant.command_options import with_options
from assistant.errors import AssistantError
from ingest.register.types import Stage, Tax
from ingest.types import EVERYONE

SURVEY = "Insamling av it-kostnader och it-projekt"
BY_BOOKS = "arbetsböckerna"
"""The word for a collection of which nothing is said, and that is as far as its workbooks are."""
STAGES = {"utkast": Stage.DRAFT, "granskning": Stage.REVIEW, "fastställd": Stage.SETTLED}
TAXES = {"med": Tax.INCLUDED, "utan": Tax.EXCLUDED, "okänt": Tax.UNKNOWN}
Survey = Annotated[str, typer.Option("--survey", metavar="NAMN", help="Undersökningens namn.")]
Year = Annotated[int | None, typer.Option("--year", metavar="ÅR", help="Insamlingens år.")]
PriceYear = Annotated[
    int | None, typer.Option("--price-year", metavar="ÅR", help="Året vars priser beloppen är i.")
]
Named = TypeVar("Named")
_OPTIONS = {
    "survey": (SURVEY, Survey),
    "year": (None, Year),
    "stage": (
        "utkast",
        Annotated[str, typer.Option("--stage", help=f"Läge: {', '.join(STAGES)}.")],
    ),
    "tax": ("okänt", Annotated[str, typer.Option("--tax", help=f"Moms: {', '.join(TAXES)}.")]),
    "price_year": (None, PriceYear),
    "access": (
        None,
        Annotated[
            list[str] | None,
            typer.Option("--access", metavar="GRUPP", help="Får se uppgifterna; utan den alla."),
        ],
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which collection a file is of, where it does not say so itself; and who may see it."""

    survey: str = SURVEY
    year: int | None = None
    stage: Stage = Stage.DRAFT
    tax: Tax = Tax.UNKNOWN
    price_year: int | None = None
    access: tuple[str, ...] = (EVERYONE,)


NOTHING_SAID = About()


def about_of(said: Mapping[str, Any]) -> About:
    """What the options say.

    Raises:
        AssistantError: there is no such stage, or no such word about tax.
    """
    return About(
        survey=said["survey"],
        year=said["year"],
        stage=stage_named(said["stage"]),
        tax=_named(TAXES, said["tax"], "svar om moms"),
        price_year=said["price_year"],
        access=tuple(said["access"] or (EVERYONE,)),
    )


with_about: Callable[[Callable[..., None]], Callable[..., None]] = with_options(
    "about", _OPTIONS, about_of
)
"""Gives a command the options, and its parameter `about` what they say."""


def stage_named(given: str) -> Stage:
    """The stage of that name; raises AssistantError where there is none."""
    return _named(STAGES, given, "läge")


def stage_said(given: str) -> Stage | None:
    """The same of what is said of a collection; None for `BY_BOOKS`, that its workbooks say it."""
    return _named({**STAGES, BY_BOOKS: None}, given, "läge")


def _named(names: Mapping[str, Named], given: str, what: str) -> Named:
    if given.lower() not in names:
        raise AssistantError(f"”{given}” är inget {what}.", f"Ange något av: {', '.join(names)}.")
    return names[given.lower()]
