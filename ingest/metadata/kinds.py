"""Judges what sort of document it is, from declared words, numbers, title and folders."""

import re

from ingest.metadata.facts import Facts, Found
from ingest.types import Kind, Witness

_WORDS = (
    (Kind.LESSON, r"lärdom|lardom|erfarenhet|lessons?\b|slututvärdering"),
    (Kind.PROJECT, r"projekt|förstudie|forstudie|project|leverabl|nyttokalkyl|workshop|dialoger\b"),
    (
        Kind.REGULATION,
        r"föreskrift|foreskrift|allmänna råd|förordning|forordning|författning|forfattning"
        r"|\blag(?:ar)?\b|regulation",
    ),
    (
        Kind.DECISION,
        r"uppdrag|beslut|direktiv|regleringsbrev|skrivelse|proposition|lagrådsremiss|lagradsremiss"
        r"|överenskommels|overenskommels|\bavtal|\bstrategi|decision",
    ),
    (
        Kind.REPORT,
        r"rapport|utredning|betänkande|betankande|departementsserien|granskning|utvärdering"
        r"|utvardering|studie\b|report",
    ),
    (
        Kind.OTHER,
        r"pressmeddeland|artikel|artiklar|\btal\b|remiss|informationsmaterial|övrigt|other",
    ),
)
_DECLARED = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDS)
_TITLES = (
    (
        Kind.REGULATION,
        re.compile(
            r"s (?:föreskrifter|allmänna råd)|^(?:lag|förordning) \(|^(?:Lag|Förordning) om"
        ),
    ),
    (Kind.LESSON, re.compile(r"\b(?:lärdomar|erfarenheter) (?:från|av|i)\b", re.IGNORECASE)),
    (
        Kind.DECISION,
        re.compile(
            r"^uppdrag (?:att|till|om)|direktiv\b|regeringsbeslut|regleringsbrev", re.IGNORECASE
        ),
    ),
    (
        Kind.REPORT,
        re.compile(
            r"rapport\b|betänkande\b|utredningen\b|utvärdering\b|granskning\b", re.IGNORECASE
        ),
    ),
    (
        Kind.PROJECT,
        re.compile(
            r"projekt(?:plan|direktiv|rapport)|förstudie|kravställning|nulägesanalys|behovskartläggning|workshop",
            re.IGNORECASE,
        ),
    ),
)
_SERIES = (
    (Kind.REGULATION, re.compile(r"^\S*FS \d")),
    (Kind.REPORT, re.compile(r"^(?:ESV|RiR|SOU|Ds|FOI-R|Statskontoret) \d")),
    (Kind.DECISION, re.compile(r"^(?:Dir|Prop|Skr)\. \d")),
)


def kind_of(facts: Facts, title: str, number: str | None) -> Found[Kind] | None:
    """The kind; what is declared counts most, then the series, the title and the folders."""
    guesses = (
        (_first(_DECLARED, facts.said("type") or ""), facts.witness("type")),
        (_first(_SERIES, number or ""), Witness.SERIES),
        (_first(_TITLES, title), Witness.TITLE),
        (_first(_DECLARED, " ".join(facts.folders)), Witness.FOLDER),
    )
    return next((Found(value=kind, witness=by) for kind, by in guesses if kind), None)


def _first(rules: tuple[tuple[Kind, "re.Pattern[str]"], ...], said: str) -> Kind | None:
    return next((kind for kind, words in rules if words.search(said)), None)
