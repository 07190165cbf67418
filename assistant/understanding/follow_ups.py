"""Makes a follow-up self-contained from the questions before it, without a language model.

"Och 2018?" is the question before with another year, "Och Skatteverket?" with another agency;
"Vad kostade den?" has its pronoun replaced by what was asked about, and where that cannot be
said smoothly both questions are asked as one: "Vilka krav ställs, och hur följs de upp?". Rather
a question left alone than one made another.
"""

from collections.abc import Sequence

from assistant.types import Route
from assistant.understanding import follow_up_phrases as phrases
from assistant.understanding.follow_up_joining import (
    coordinated,
    in_its_year,
    leading,
    more_of,
    swapped,
    tidy,
    with_told_year,
    with_year,
)
from assistant.understanding.follow_up_topics import NO_TOPIC, Topic, placed, pronoun_in, topic_of
from assistant.understanding.mentions import AgencyNames, Mention, genitive, mentions_in
from assistant.understanding.routing import plain, route, says_nothing
from assistant.understanding.small_words import SMALL_WORDS
from ingest.swedish import stem, words

MOST_CONTENT = 2
"""A question with more words of its own than this tells what it is about."""
_NEVER = {Route.GREETING, Route.HELP, Route.OUTSIDE}


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
        asked = tidy(question)
        if not asked or route(asked) in _NEVER or phrases.TO_ME.search(asked):
            return None
        joined = phrases.JOINING.match(asked)
        said = tidy(asked[joined.end() :]) if joined else asked
        if not phrases.LEANING.match(said):
            said = tidy(phrases.TRAILING.sub("", said))
        if not said:
            return None
        before, joins = tidy(context), bool(joined) or said != asked
        said = with_told_year(said, before)
        whole = self._replaced(said, before)
        if not whole and (joins or phrases.STANDS_ABOUT.fullmatch(said)):
            whole = swapped(said, before)
        whole = whole or self._carried(said, before, joins=joins)
        return f"{whole[0].upper()}{whole[1:]}?" if whole and whole != asked else None

    def _replaced(self, said: str, context: str) -> str | None:
        """The question before with another year or agency, where nothing else is said."""
        agencies, years = self._named(said), phrases.YEAR_SPAN.findall(said)
        if phrases.COMPARING.search(said) or phrases.LEANING.match(said):
            return None
        if not (agencies or years) or max(len(agencies), len(years)) > 1:
            return None
        if not says_nothing(plain(_without(said, agencies))):
            return None
        whole = self._with_agency(context, agencies[0], said) if agencies else context
        return with_year(whole, years[0]) if years else whole

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
        if self._stands_alone(said, context, joins=joins):
            return None
        own = self._named(said)
        place = phrases.TO_AGENCY.search(said[: own[0].start]) if len(own) == 1 else None
        if place and self._named(context):
            context = self._with_agency(context, own[0], said)
            said = tidy(said[: place.start()] + said[own[0].end :])
        years = [] if phrases.COMPARING.search(said) else phrases.YEARS.findall(said)
        if len(years) == 1 and phrases.YEARS.search(context):
            context, said = with_year(context, years[0]), tidy(phrases.IN_YEAR.sub("", said))
        if more := phrases.WHICH_MORE.fullmatch(said):
            return more_of(more[1], context)
        if not said or phrases.TELL_MORE.fullmatch(said) or phrases.MORE_ABOUT.match(said):
            return context
        if phrases.LEAD.fullmatch(plain(said)):
            return leading(said, context)
        return self._joined(said, context, joins=joins)

    def _joined(self, said: str, context: str, *, joins: bool) -> str:
        topic = self._topic(context)
        if phrases.EXAMPLE.fullmatch(said):
            found = f"vilka exempel finns det på {topic.text}" if topic.text else ""
            return found or coordinated("vilka exempel finns det", context)
        if joins and _is_fragment(said):
            said = f"hur är det med {said}"
            of_it = topic.is_name and not self._named(said)
            whole = in_its_year(f"{said} för {topic.text}", context)
            return whole if of_it and whole else coordinated(said, context)
        if phrases.LEANING.match(said):
            return coordinated(said, context)
        told = self._of_agency(said, context) or placed(topic, said)
        return in_its_year(told, context) or coordinated(said, context)

    def _of_agency(self, said: str, context: str) -> str | None:
        """So "hur många projekt har den?" with the one agency that the question before names."""
        held = self._named(context)
        if len({one.text for one in held}) != 1 or not phrases.HAS.search(said):
            return None
        return phrases.HAS.sub(rf"\1 {held[0].text}", said)

    def _stands_alone(self, said: str, context: str, *, joins: bool) -> bool:
        """True for a question that tells what it is about."""
        if phrases.LEANING.match(said) or phrases.EXAMPLE.fullmatch(said) or _echoes(said, context):
            return False
        named = self._names(said)
        if phrases.NUMBER.search(said) or _proper_names(said) - named:
            return True
        own = _content(said) - named
        if len(own) > MOST_CONTENT or phrases.DEFINITION.fullmatch(plain(said)):
            return True
        if found := pronoun_in(said):
            before = phrases.CLAUSE.match(said[: found.start()])
            return bool(before and _content(before[1]))
        if phrases.DEFINITE.search(said):
            return bool(named)
        leads = phrases.LEAD.fullmatch(plain(said)) or phrases.TELL_MORE.fullmatch(said)
        return not (joins or leads or says_nothing(plain(said)))

    def _topic(self, context: str) -> Topic:
        """What a question is about, where that stands in one phrase of it."""
        held = self._named(context)
        topic = topic_of(context, bool(held))
        at = context.find(topic.text)
        begins = any(one.start == at and not one.genitive for one in held)
        return NO_TOPIC if begins else topic

    def _names(self, said: str) -> set[str]:
        return {
            word for agency in self._named(said) for word in words(said[agency.start : agency.end])
        }

    def _named(self, text: str) -> tuple[Mention, ...]:
        return mentions_in(text, self._agencies)


def _without(said: str, agencies: Sequence[Mention]) -> str:
    for one in reversed(agencies):
        said = f"{said[: one.start]} {said[one.end :]}"
    return phrases.YEARS.sub(" ", said)


def _content(said: str) -> set[str]:
    """The words that tell what a question is about."""
    return {word for word in words(said) if not (_is_empty(word) or phrases.YEARS.fullmatch(word))}


def _is_empty(word: str) -> bool:
    return word in SMALL_WORDS or says_nothing(word) or word in phrases.VERBS


def _proper_names(said: str) -> set[str]:
    """The lower-case words of capitals inside a question."""
    return {word for found in phrases.NAME.finditer(said) for word in words(found[0])}


def _is_fragment(said: str) -> bool:
    """True for what has neither question word nor verb at its beginning, nor a pronoun."""
    first = said.split(maxsplit=1)[0]
    return not (phrases.LED.match(said) or phrases.VERB.fullmatch(first) or pronoun_in(said))


def _echoes(said: str, context: str) -> bool:
    """True where "kraven" or "samma krav" takes up "krav" of the question before."""
    before = words(context)
    roots = {stem(word) for word in before}
    if same := phrases.SAME.search(said):
        said_before = {stem(word) for word in words(said[: same.start()])}
        return stem(same[1].lower()) in roots - said_before
    own = _content(said)
    return len(own) == 1 and all(
        phrases.DEFINITE_FORM.fullmatch(word) and stem(word) in roots and word not in before
        for word in own
    )
