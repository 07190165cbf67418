"""Makes a follow-up self-contained from the questions before it, without a language model.

"Och 2018?" is the question before with another year, "Och Skatteverket?" with another agency;
"Vad kostade den?" has its pronoun replaced by what was asked about, and where that cannot be
said smoothly it is put behind a dash. Rather a question left alone than one made another.
"""

import re
from collections.abc import Sequence

from assistant.understanding import follow_up_phrases as phrases
from assistant.understanding.mentions import AgencyNames, Mention, genitive, mentions_in
from assistant.understanding.routing import Route, plain, route, says_nothing
from assistant.understanding.small_words import SMALL_WORDS
from ingest.swedish import words

MOST_CONTENT = 2
"""A question with more words of its own than this tells what it is about."""
SHORTEST_PHRASE = 7
"""What was asked about is put in a pronoun's place where it has no more words than this."""
_EDGES = " \t?!.,;:–-"


class FollowUps:
    """Rewrites follow-ups. One per process; usable by threads."""

    def __init__(self, agencies: AgencyNames) -> None:
        self._agencies = agencies

    def self_contained(self, question: str, before: Sequence[str]) -> str | None:
        """The follow-up as a question of its own; None when it stands alone already.

        `before` are the conversation's earlier questions, the oldest first, as they were asked or
        as they were rewritten. None as well where nothing before tells what is meant.
        """
        context: str | None = None
        for earlier in before:
            whole = (self._rewritten(earlier, context) if context else None) or earlier
            if route(whole) in {Route.DOCUMENTS, Route.ENUMERATION}:
                context = whole
        return self._rewritten(question, context) if context else None

    def _rewritten(self, question: str, context: str) -> str | None:
        asked = " ".join(question.split()).strip(_EDGES)
        if route(asked) in {Route.GREETING, Route.HELP, Route.OUTSIDE}:
            return None
        joined = phrases.JOINING.match(asked)
        said = phrases.TRAILING.sub("", asked[joined.end() :] if joined else asked).strip(_EDGES)
        if not said:
            return None
        before = context.strip(_EDGES)
        whole = self._replaced(said, before, joins=bool(joined) or said != asked)
        whole = whole or self._carried(said, before, joins=bool(joined) or said != asked)
        return f"{whole[0].upper()}{whole[1:]}?" if whole and whole != asked else None

    def _replaced(self, said: str, context: str, *, joins: bool) -> str | None:
        """The question before with another year or agency, where nothing else is said."""
        agencies, years = self._named(said), phrases.YEARS.findall(said)
        if not (agencies or years) or not _is_bare(_without(said, agencies)):
            return None
        if (
            not joins
            and not phrases.FRAGMENT.match(said)
            and not says_nothing(plain(_without(said, agencies)))
        ):
            return None
        whole = context
        if len(agencies) == 1:
            whole = self._with_agency(whole, agencies[0], said)
        return _with_year(whole, years[0]) if len(years) == 1 else whole

    def _with_agency(self, context: str, agency: Mention, said: str) -> str:
        """The question before with its agencies' place taken by this one."""
        held = self._named(context)
        if not held:
            place = phrases.PLACE.search(said[: agency.start])
            return f"{context} {place[1] if place else 'hos'} {agency.text}"
        first = held[0]
        text = genitive(agency.text) if first.genitive else agency.text
        return f"{context[: first.start]}{text}{context[first.end :]}"

    def _carried(self, said: str, context: str, *, joins: bool) -> str | None:
        """The question with what the one before was about, where it says too little itself."""
        if self._stands_alone(said, joins=joins):
            return None
        own = self._named(said)
        place = phrases.TO_AGENCY.search(said[: own[0].start]) if len(own) == 1 else None
        if place and self._named(context):
            context = self._with_agency(context, own[0], said)
            said = _tidy(said[: place.start()] + said[own[0].end :])
        if len(years := phrases.YEARS.findall(said)) == 1 and phrases.YEARS.search(context):
            context, said = _with_year(context, years[0]), _tidy(phrases.IN_YEAR.sub("", said))
        if more := phrases.WHICH_MORE.fullmatch(said):
            return _more(more[1], context, self._topic(context))
        if phrases.TELL_MORE.fullmatch(said) or not said:
            return context
        if phrases.LEAD.fullmatch(plain(said)):
            rest = _behind_adverb(context)
            return f"{said} {rest}" if rest else _dashed(said, _without_question(context))
        return _joined(said, self._topic(context))

    def _stands_alone(self, said: str, *, joins: bool) -> bool:
        """True for a question that tells what it is about."""
        named = self._names(said)
        if phrases.NUMBER.search(said) or _proper_names(said) - named:
            return True
        own = _content(said) - named
        if len(own) > MOST_CONTENT:
            return True
        if found := _pronoun(said):
            before = phrases.CLAUSE.match(said[: found.start()])
            return bool(before and _content(before[1]))
        if phrases.DEFINITE.search(said):
            return bool(named)
        return not (joins or says_nothing(plain(said)) or phrases.LEAD.fullmatch(plain(said)))

    def _topic(self, context: str) -> str:
        """What a question is about: its proper name, or else all but what only asks."""
        if told := phrases.TOLD_OF.match(context):
            return _tidy(told[1])
        agencies = self._names(context)
        names = [one for one in _name_phrases(context) if not agencies.intersection(words(one))]
        if len(set(names)) == 1 and not agencies and not phrases.NUMBER.search(context):
            return names[0]
        return phrases.OWN.sub(_owned, _tidy(phrases.ASKING.sub("", context, count=1)))

    def _names(self, said: str) -> set[str]:
        return {
            word for agency in self._named(said) for word in words(said[agency.start : agency.end])
        }

    def _named(self, text: str) -> tuple[Mention, ...]:
        return mentions_in(text, self._agencies)


def _owned(found: re.Match[str]) -> str:
    """So "expertgruppen sitt betänkande" is "expertgruppens betänkande"."""
    return f"{genitive(found[1])} "


def _without(said: str, agencies: Sequence[Mention]) -> str:
    for one in reversed(agencies):
        said = f"{said[: one.start]} {said[one.end :]}"
    return phrases.YEARS.sub(" ", said)


def _is_bare(said: str) -> bool:
    return says_nothing(plain(said))


def _content(said: str) -> set[str]:
    """The words that tell what a question is about."""
    return {word for word in words(said) if not (_is_empty(word) or phrases.YEARS.fullmatch(word))}


def _is_empty(word: str) -> bool:
    return word in SMALL_WORDS or says_nothing(word) or word in phrases.VERBS


def _with_year(context: str, year: str) -> str:
    """The question before with its years' place taken by this one."""
    if phrases.YEARS.search(context):
        return phrases.YEAR_SPAN.sub(year, context, count=1)
    return f"{context} {year}"


def _proper_names(said: str) -> set[str]:
    """The lower-case words of capitals inside a question."""
    return {word for name in _name_phrases(said) for word in words(name)}


def _name_phrases(said: str) -> list[str]:
    return [found[0].strip() for found in phrases.NAME.finditer(said)]


def _pronoun(said: str) -> re.Match[str] | None:
    """The pronoun that points back, if there is one."""
    bare = phrases.EXPLETIVE.sub(lambda found: "#" * len(found[0]), said)
    return phrases.PRONOUN.search(bare)


def _joined(said: str, topic: str) -> str:
    """The question with its topic in the pronoun's place, or behind a dash."""
    found = _pronoun(said)
    short = len(topic.split()) <= SHORTEST_PHRASE and not phrases.VERB.search(topic)
    if found and short and topic and found[0].lower() not in phrases.OF_SEVERAL:
        text = genitive(topic) if found[0].lower() in phrases.OWNERS else topic
        return _tidy(f"{said[: found.start()]}{text}{said[found.end() :]}")
    named = phrases.DEFINITE.search(said)
    if named and topic[:1].isupper() and short:
        return _tidy(f"{said[: named.end()]} {topic}{said[named.end() :]}")
    return _dashed(said, topic)


def _dashed(said: str, topic: str) -> str:
    return f"{said} – {topic}"


def _without_question(context: str) -> str:
    return _tidy(phrases.QUESTION_WORD.sub("", context, count=1))


def _more(which: str, context: str, topic: str) -> str:
    """So "Vilka fler?" of the question before."""
    if begins := phrases.WHICH.match(context):
        return f"{begins[0]}{which} {context[begins.end() :]}"
    return _dashed(f"Vilka {which}", topic)


def _behind_adverb(context: str) -> str:
    """What stands behind a question's one question word; nothing where more belongs to it."""
    found = phrases.ADVERB.match(context)
    return context[found.end() :] if found else ""


def _tidy(said: str) -> str:
    return " ".join(said.split()).strip(_EDGES)
