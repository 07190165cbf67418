"""What a question is about, as one phrase, and where that goes into a follow-up.

Rather no phrase than one that cannot stand where the pronoun stood. Knows nothing about agencies.
"""

import re
from dataclasses import dataclass

from assistant.understanding import follow_up_phrases as phrases
from assistant.understanding.follow_up_joining import tidy
from assistant.understanding.mentions import genitive

LONGEST_TOPIC = 7
"""What was asked about is put in a pronoun's place where it has no more words than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A noun phrase; empty where a question is not about one. `is_told` when somebody's words."""

    text: str
    is_name: bool = False
    is_told: bool = False

    @property
    def around(self) -> str:
        """As in "konsulterna i projektet Pust"."""
        return f"{'i' if phrases.INSIDE.match(self.text) else 'kring'} {self.text}"


NO_TOPIC = Topic(text="")


def topic_of(context: str, names_agency: bool) -> Topic:
    """The one phrase that a question is about: its proper name, or what its verb stands for."""
    told = phrases.TOLD_OF.match(context)
    if told and (names_agency or phrases.NUMBER.search(context)):
        return _whole(Topic(text=tidy(told[1]), is_told=True))
    if told:
        return NO_TOPIC
    names = {found[0].strip() for found in phrases.NAME.finditer(context)}
    if len(names) == 1 and not names_agency and not phrases.NUMBER.search(context):
        name = names.pop()
        thing = re.search(rf"{phrases.BEFORE_NAME}{re.escape(name)}", context)
        return Topic(text=thing[0] if thing else name, is_name=True)
    asking = phrases.ASKING.match(context)
    if asking is None or not phrases.VERB.search(asking[0]):
        return NO_TOPIC
    rest = tidy(context[asking.end() :])
    return _whole(Topic(text=phrases.OWN.sub(_owned, rest)))


def placed(topic: Topic, said: str) -> str | None:
    """The follow-up with the phrase where it belongs; None where it belongs nowhere."""
    if not topic.text or phrases.PERSON.search(said) or phrases.MUCH.fullmatch(said):
        return None
    if found := pronoun_in(said):
        return _instead(topic, said, found)
    if named := phrases.DEFINITE.search(said):
        return _named(topic, said, named) if topic.is_name else None
    asks = topic.is_name and phrases.LED.match(said)
    return f"{said} {topic.around}" if asks else None


def pronoun_in(said: str) -> re.Match[str] | None:
    """The pronoun that points back, if there is one."""
    bare = phrases.EXPLETIVE.sub(lambda found: "#" * len(found[0]), said)
    if verb := phrases.AFTER_VERB.match(bare):
        return phrases.BARE_PRONOUN.match(bare, verb.end())
    return phrases.PRONOUN.search(bare)


def _instead(topic: Topic, said: str, found: re.Match[str]) -> str | None:
    pronoun = found[0].lower()
    if phrases.HOW_DID_IT_GO.fullmatch(said):
        return f"{said} för {topic.text}"
    after_place = phrases.PLACE.search(said[: found.start()])
    if pronoun in phrases.OF_OTHERS or (topic.is_told and not after_place):
        return None
    text = genitive(topic.text) if pronoun in phrases.OWNERS else topic.text
    return tidy(f"{said[: found.start()]}{text}{said[found.end() :]}")


def _named(topic: Topic, said: str, named: re.Match[str]) -> str:
    """As in "projektet Pust" and "beslutet om Pust"."""
    if topic.text.split(maxsplit=1)[0].lower() == named[0].lower():
        return tidy(f"{said[: named.start()]}{topic.text}{said[named.end() :]}")
    joint = " om " if phrases.ABOUT_THING.search(named[0]) else " "
    return tidy(f"{said[: named.end()]}{joint}{topic.text}{said[named.end() :]}")


def _whole(topic: Topic) -> Topic:
    """The same, where it is nothing but a phrase, and not too long."""
    said = topic.text
    broken = phrases.VERB.search(said) or phrases.PARTICLE.search(said)
    return NO_TOPIC if broken or len(said.split()) > LONGEST_TOPIC else topic


def _owned(found: re.Match[str]) -> str:
    """So "expertgruppen sitt betänkande" is "expertgruppens betänkande"."""
    return f"{genitive(found[1])} "
