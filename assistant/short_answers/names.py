"""Finds who did or is what a question asks for: a person, a role, an agency, an organisation.

Only where the sentence's own grammar says so: "leddes av …", "Ordförande är …", "… beslutade".
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from assistant.short_answers.numbers import SENTENCES
from assistant.short_answers.reading import Beside
from assistant.types import Query
from assistant.understanding.small_words import SMALL_WORDS
from assistant.verification.reading import root
from ingest.swedish import stem, words
from ingest.types import Span

_CAPITAL = r"[A-ZÅÄÖÉÜ][\w-]*"
_ROLE = (
    r"[A-ZÅÄÖ]?[a-zåäö-]*(?:[Cc]hef|ägar|ledar|direktör|minist|ansvarig|[Hh]andläggar|[Oo]rdförand|jurist|revisor"
    r"|sekreterar|hövding|utredar|talman|rektor|arkitekt|samordnar|leverantör|beställar)"
    r"(?:e|en|n|er|ern|erns|a|na|rna)?"
)
_BODY = (
    r"(?:[A-ZÅÄÖ]?[a-zåäö-]*(?:regeringen|riksdagen|gruppen|rådet|nämnden|styrelsen|myndigheten|enheten"
    r"|avdelningen|funktionen|utskottet|kommittén|delegationen|inspektionen|ledningen|rätten"
    r"|kommunen|regionen|kansliet|departementet|utredningen|verket|sekretariatet))"
)
_TAIL = (
    r"(?:\s+(?:för|på|vid)\s+(?:den\s+|det\s+)?"
    rf"(?:{_CAPITAL}|(?:enhet|avdelning|sektion|område|funktion)\w*|[a-zåäö-]+(?:enheten|avdelningen))"
    rf"(?:\s+{_CAPITAL})*)?"
)
_JOINED = r"(?:(?:\s+för)?\s+(?:digital|civilt|offentlig|statlig|samhällsskydd)\s+[a-zåäö]+)?"
_NAME = (
    rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|(?:av|von|de)\s+{_CAPITAL}))*{_JOINED}(?:\s+\([A-ZÅÄÖ]\w*\))?"
)
_WHO = re.compile(
    rf"(?:\b(?:tidigare|förre|tillförordnade?|biträdande)\s+)?"
    rf"(?:\b(?:{_ROLE})\b(?:\s+{_NAME}|{_TAIL})|\b{_BODY}\b|\b{_NAME})"
)
_FIRST_WORD = re.compile(
    rf"\A(?:{_ROLE}|{_BODY}|\w+(?:myndigheten|verket|styrelsen|departementet|kassan|nämnden"
    r"|inspektionen|rådet|kansliet|kontoret|byrån|centralen|institutet|banken|domstolen))",
    re.IGNORECASE,
)
_FIRST_ABBREVIATION = re.compile(r"\A(?:[A-ZÅÄÖ]{2,}\b|[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+)")
_ASKS = re.compile(
    r"\b(?:vem|vems|vilken (?:myndighet|person|organisation|minister)"
    r"|who|whom|(?:what|which) (?:agency|authority|person|minister))\b",
    re.IGNORECASE,
)
_ASKS_WHOM = re.compile(
    r"\b(?:vem|vilka)\s+(?!finns\b|ska\b)\w+s\b(?!.*\bav\W*\Z)"
    r"|\b(?:vem|vilka)\s+(?:ska|har|blev|hade|bör)\s+\w+(?:t?s|ad|dd)\b|\bwhom\b"
    r"|\bwho\s+(?:is|was|were|has been|had been)\s+\w+ed\b",
    re.IGNORECASE,
)
"""Passive questions: "Vem utsågs till …" does not ask who did it."""
_PLURAL_VERB = re.compile(r"\bvilka (\w+(?:de|te))\b", re.IGNORECASE)
_IS = frozenset("är var blev heter hette utsågs utses blir".split())
_KINDS = frozenset("myndighet myndigheten person organisation minister".split())
_PREPOSITIONS = frozenset("av till från för med om på hos i vid mot".split())
_PARTICLES = frozenset("fram över upp in ut fast igenom".split())
_INVERTING = frozenset("den i under hösten våren då sedan därefter efter".split())
"""Words that a sentence begins with whose subject stands behind the verb."""
_NOT_AGENTS = frozenset("RIR SOU DIR PROP SKR BET DNR FIGUR TABELL BILAGA".split())


def asks_who(query: Query) -> bool:
    """True when the question asks for one person, role or organisation."""
    asked = query.question
    return _ASKS.search(asked) is not None or _PLURAL_VERB.search(asked) is not None


def names(query: Query, read: Beside) -> list[Span]:
    """Who the sentence says did or is what is asked for; several where it does not tell."""
    known = _said_in(query)
    candidates = [s for s in _candidates(read.text) if not _is_asked_about(known, s.of(read.text))]
    agents = [] if _ASKS_WHOM.search(query.question) else _agents(query, read, candidates)
    return list(dict.fromkeys([*agents, *_holders(query, read, candidates)]))


def all_names(sentence: str) -> list[Span]:
    """Everyone that a sentence names, whether asked for or not."""
    return list(_candidates(sentence))


@lru_cache(SENTENCES)
def tells_name(sentence: str) -> bool:
    """True when a sentence names anyone, or a role."""
    return next(_candidates(sentence), None) is not None


def _candidates(sentence: str) -> Iterator[Span]:
    for found in _WHO.finditer(sentence):
        text = found[0]
        known = _FIRST_WORD.match(text) or _FIRST_ABBREVIATION.match(text)
        first = (
            not sentence[: found.start()].strip() or sentence[: found.start()].rstrip()[-1] in ".!?"
        )
        plain = text.split()[0].upper() in _NOT_AGENTS
        if not plain and (known or not first):
            yield Span(start=found.start(), end=found.end())


def _said_in(query: Query) -> set[str]:
    """The roots of what the question names, and of its other names."""
    said = [*words(query.question), *(term.word for term in query.terms)]
    return {root(word) for word in chain(said, *(other.words for other in query.alternatives))}


def _is_asked_about(known: set[str], text: str) -> bool:
    """True when all that names it stands in the question, maybe by another of its names."""
    held = [root(word) for word in words(text) if word not in SMALL_WORDS]
    return all(word in known or any(one.endswith(word) for one in known) for word in held)


def _verbs(query: Query) -> list[int]:
    """The places of the terms that may be the verb: all but names and kinds."""
    return [
        n
        for n, term in enumerate(query.terms)
        if not term.is_name and term.word not in _KINDS and not term.word[0].isdigit()
    ]


def _agents(query: Query, read: Beside, candidates: Sequence[Span]) -> Iterator[Span]:
    """Who stands behind "leddes av", and who beside "leder" where that is what is asked."""
    verbs = _verbs(query)
    for anchor in read.anchors:
        if anchor.term not in verbs:
            continue
        token = read.tokens[anchor.token]
        behind = _behind(read, anchor.token, candidates)
        if token.word.endswith("s"):  # "leds", "leddes", "har letts"
            if behind and _is_agent(read.text[token.span.end : behind.start]):
                yield behind
        elif _asks_verb(query, anchor.term, verbs[0]):
            subject = _subject(read, anchor.token, candidates)
            if subject:
                yield subject


def _is_agent(between: str) -> bool:
    """True for "av" and small words or numbers alone: not in "efter en granskning av"."""
    said = words(between)
    plain = all(word in SMALL_WORDS | _PARTICLES or word[0].isdigit() for word in said)
    return plain and bool(said) and said[-1] == "av"


def _asks_verb(query: Query, term: int, first: int) -> bool:
    """True for the verb of the question: its first word, or that behind "vilka"."""
    found = _PLURAL_VERB.search(query.question)
    if found is not None:
        return found[1].lower() == query.terms[term].word
    return term == first and query.focus != term


def _behind(read: Beside, at: int, candidates: Sequence[Span]) -> Span | None:
    end = read.tokens[at].span.end
    return next((span for span in candidates if span.start >= end), None)


def _subject(read: Beside, at: int, candidates: Sequence[Span]) -> Span | None:
    """Who stands right before the verb and its helping verbs, or right behind it."""
    verb = read.tokens[at].span
    for span in candidates:
        between = read.text[span.end : verb.start] if span.end <= verb.start else None
        if between is not None and len(between) < 40 and _is_helping(between):
            before = (read.text[: span.start].lower().split() or [""])[-1]
            if before not in _PREPOSITIONS:
                return span
        if span.start >= verb.end and not read.text[verb.end : span.start].strip():
            return span if _begins_late(read, at) else None
    return None


def _is_helping(between: str) -> bool:
    return all(word in SMALL_WORDS and word != "och" for word in words(between)) and not re.search(
        r"[.;:(]", between
    )


def _begins_late(read: Beside, at: int) -> bool:
    """True when something else than the subject stands before the verb, so that it stands after."""
    first = read.tokens[0].word
    return at > 0 and first in _INVERTING


def _holders(query: Query, read: Beside, candidates: Sequence[Span]) -> Iterator[Span]:
    """Who holds the role asked for: "Ordförande är X", "X är ordförande", "X (ordförande)"."""
    if query.focus is None:
        return
    for anchor in read.anchors:
        token = read.tokens[anchor.token]
        if anchor.term != query.focus or stem(token.word) not in query.terms[query.focus].forms[0]:
            continue
        for span in candidates:
            if span.start >= token.span.end:
                between = read.text[token.span.end : span.start]
                if _links(between):
                    yield span
            elif span.end <= token.span.start:
                between = read.text[span.end : token.span.start]
                if _links(between) and between.strip():
                    yield span


def _links(between: str) -> bool:
    """True for what joins a role and its holder: "är", "var", a comma, a bracket, a cell's edge."""
    if between.strip() in {"", ",", "(", ":", "|", "·", "–"}:
        return True
    said = words(between)
    linking = [word for word in said if word in _IS]
    near = len(said) <= 6 and not re.search(r"[.;(]|,", between)
    return bool(linking) and near and said[-1] in _IS | {"tidigare"}
