"""Understands which documents a question wants its answer from, where its wording says so.

A year or an agency in a question mostly tells what is asked about: "Hur stora var
it-kostnaderna 2016?" sets nothing, "Vad säger Riksrevisionen om …" a publisher, "i rapporter
från 2016" a year. The wordings stand in `source_phrases`. Knows nothing about the library.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from assistant.filtering.types import NO_FILTERS, Filters
from assistant.understanding import source_phrases as phrases
from assistant.understanding.agencies import AgencyNamed
from ingest.agencies import Agency
from ingest.metadata.numbers import NamedNumber, numbers_named
from ingest.swedish import words
from ingest.types import Kind

Value = TypeVar("Value")


class AgencyNames(Protocol):
    """Recognises agencies by any of their names."""

    def named_in(self, question: str) -> tuple[AgencyNamed, ...]:
        """The agencies that a question names, from left to right without overlap."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """A span of years, both included; None: without an end."""

    first: int | None = None
    last: int | None = None


def filters_in(question: str, agencies: AgencyNames) -> Filters:
    """The filters that the question itself sets; rather too few than too many."""
    numbers = numbers_named(question)
    mentions = agencies.named_in(question)
    marked = _marked(question, numbers, mentions)
    kind = _kind(marked)
    if phrases.REACTION.search(marked) or phrases.COMPARISON.search(marked):
        return Filters(kind=kind) if kind else NO_FILTERS
    years = _years(marked)
    return Filters(
        publisher=_publisher(question, marked, mentions),
        first_year=years.first,
        last_year=years.last,
        kind=kind,
        publication_number=_number(marked, numbers),
    )


def _marked(question: str, numbers: Sequence[NamedNumber], mentions: Sequence[AgencyNamed]) -> str:
    """The question's words, one blank around each, with agencies and numbers as marks."""
    tokens: list[str | None] = list(words(question))
    for n, number in enumerate(numbers):
        start = len(words(question[: number.span.start]))
        end = len(words(question[: number.span.end]))
        _put(tokens, start, end, f"#{n}")
    for n, mention in enumerate(mentions):
        said = [token for token in tokens[mention.start : mention.end] if token]
        if len(said) == mention.end - mention.start and not any("#" in token for token in said):
            genitive = "s" if _is_genitive(said[-1], mention.agency) else ""
            _put(tokens, mention.start, mention.end, f"§{n}{genitive}")
    return f" {' '.join(token for token in tokens if token is not None)} "


def _put(tokens: list[str | None], start: int, end: int, mark: str) -> None:
    tokens[start:end] = [mark, *[None] * (end - start - 1)]


def _is_genitive(last: str, agency: Agency) -> bool:
    """Of "Riksrevisionens" and the last word of "ESV:s"; not of "Arbetsförmedlingen"."""
    return last.endswith("s") and last not in {words(name)[-1] for name in agency.names}


def _number(marked: str, numbers: Sequence[NamedNumber]) -> str | None:
    if len({number.number for number in numbers}) != 1:
        return None
    found = [match for pattern in phrases.NUMBER for match in re.finditer(pattern, marked)]
    is_alone = not any(phrases.SHARED.match(marked, match.end()) for match in found)
    return numbers[0].number if found and is_alone else None


def _publisher(question: str, marked: str, mentions: Sequence[AgencyNamed]) -> str | None:
    """The one agency that is named as a source; None where there are several, or none."""
    if not mentions or re.search(phrases.WHICH_NAMES_IT, marked):
        return None
    found = [match for pattern in phrases.PUBLISHER for match in re.finditer(pattern, marked)]
    if any(_is_shared(marked, match[1]) for match in found):
        return None
    return _only(_as_asked(question, mentions[int(match[1])]) for match in found)


def _as_asked(question: str, mention: AgencyNamed) -> str:
    """The agency's name in the form that was used, for others may have had that name too."""
    said = "".join(words(question)[mention.start : mention.end])
    forms = {"".join(words(name)): name for name in reversed(mention.agency.names)}
    return forms.get(said) or forms.get(said.removesuffix("s")) or mention.agency.name


def _is_shared(marked: str, mention: str) -> bool:
    """True when another source stands beside this one."""
    behind = marked.partition(f" §{mention} ")[2] or marked.partition(f" §{mention}s ")[2]
    before = marked.partition(f" §{mention}")[0].rsplit(" ", 1)[-1]
    return bool(phrases.SHARED.match(behind)) or before in {"och", "eller", "samt"}


def _kind(marked: str) -> Kind | None:
    return _only(kind for kind, pattern in phrases.KINDS if pattern.search(marked))


def _years(marked: str) -> Years:
    """The years that the documents shall be of; of several years the span that holds them."""
    if not (re.search(phrases.YEAR, marked) and re.search(phrases.OF_WORKS, marked)):
        return Years()
    for source in re.finditer(phrases.SOURCE, marked):
        if years := _years_behind(marked[source.end() :], phrases.SINCE, phrases.DURING):
            return years
    since_issued = (*phrases.SINCE, phrases.SINCE_ISSUED)
    for issued in re.finditer(phrases.ISSUED, marked):
        if years := _years_behind(marked[issued.end() :], since_issued, phrases.DURING_ISSUED):
            return years
    found = re.search(phrases.OF_THE_YEAR, marked)
    return Years(first=int(found[1]), last=int(found[1])) if found else Years()


def _years_behind(said: str, since_when: Sequence[str], during: str) -> Years | None:
    """The years that stand first in these words."""
    since, after = _year(since_when, said), _year(phrases.AFTER, said)
    until, before = _year(phrases.UNTIL, said), _year(phrases.BEFORE, said)
    if since or after:
        return Years(first=since or (after or 0) + 1)
    if until or before:
        return Years(last=until or (before or 0) - 1)
    found = re.match(during, said)
    named = [int(year) for year in re.findall(phrases.YEAR, found[1])] if found else []
    return Years(first=min(named), last=max(named)) if named else None


def _year(patterns: Sequence[str], said: str) -> int | None:
    return next((int(found[1]) for one in patterns if (found := re.match(one, said))), None)


def _only(values: Iterable[Value]) -> Value | None:
    different = set(values)
    return different.pop() if len(different) == 1 else None
