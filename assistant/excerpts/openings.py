"""Whether a sentence opens with words that point back, so that it cannot be understood alone.

"Detta innebär …", "Den ska redovisas …" and "Därför …" do; "Det finns …", "Den nya lagen …" and
"Denna förordning …" do not. Judged by the first words, without a grammar: a verb after "den" or
"de" tells the pronoun from the article, and what follows "det" and its verb an empty "det" from
one that stands for something.
"""

import re

_AWAY = r"(?:också|även|dock|inte|nu|redan|alltid|ofta|därför|således|alltså|i dag|idag|här|ännu)"
"""Small words that may stand after the verb without telling anything of the "det" before it."""
_ALWAYS = frozenset(
    """
    han hon hans hennes dess deras sådan sådant sådana detsamma densamma desamma båda bägge samma
    därför däremot dock därefter därmed därigenom därutöver därvid därtill härigenom härmed
    dessutom vidare också ändå istället således sålunda alltså men och
    """.split()
)
_OWN = re.compile(
    # the publication that speaks of itself: understood by anyone who sees what is cited
    r"(?:(?:nya?|är|är en|är ett) )?(?:allmänna råd|\w*(?:dokument|rapport|sammandrag|exempel"
    r"|sammanställning|material|promemoria|författning|föreskrift|förordning|(?<!förs)lag|direktiv"
    r"|avtal|vägledning|handbok|riktlinje|kapitel|avsnitt|bilaga|paragraf|beslut|betänkande)"
    r"(?:et|en|er|erna|ar|na|n|r)?)\b"
)
_SUBORDINATE = {
    "även": re.compile(r"om\b"),
    "samtidigt": re.compile(r"som\b"),
    "där": re.compile(r"\w+(?:a|et|en|or)\b"),
}
_PHRASE = re.compile(
    r"(?:(?:en|ett) sådant?|i stället(?! för)|trots (?:detta|det(?! att)|dessa)|till följd av detta"
    r"|utöver (?:detta|dessa)|å andra sidan|mot (?:den|denna) bakgrund(?:en)?|av (?:den|dessa) "
    r"(?:anledningen|skäl\w*)|på så sätt|på (?:det|detta) sätt\w*|(?:detta|det|den|de) (?:här|där)"
    r"|(?:då|där|så) (?:är|var|har|hade|ska|skall|kan|kunde|bör|blir|blev|behövs|finns|kommer|får)"
    r")\b"
)
_VERBS = frozenset(
    """
    är var vore har hade ska skall skulle kan kunde vill ville måste bör borde får fick blir blev
    gav gick kom tog stod såg låg satt höll föll drog skrev fann fanns lät gjorde vet visste drev
    bestod beslöt utgjorde lade sade sa ser ger går står når sker rör tar drar bidrar gör bör sker
    innehöll omfattar omfattade innebär innebar fungerar gäller gällde avser visar visade räknas
    utgör består saknar saknade kräver krävde ingår används föll lyder bygger leder ledde heter
    """.split()
)
_AFTER_VERB = re.compile(
    r"(?:att|också|även|inte|sig|en|ett|den|det|de|dem|som|om|för|i|på|till|med|av|från|under|vid"
    r"|över|inom|mot|ut|upp|in|dock|därför|bland|genom|hur|vad|enligt|då|nu|senast|efter|utan|mellan"
    r"|när|tidigare|bara|\d\S*)\b|(?!\w+(?:n|et|a|e|s)\b)\w"
)
_NOUNS = frozenset("delar åtgärder uppgifter länder myndigheter regler".split())
_NOT_AFTER_VERB = re.compile(r"(?:som|vars|där|vilka)\b")
_LIKE_PRESENT = re.compile(
    r"(?!\w*or\b)\w*(?:er|ar|år|är|ör|yr)\Z|\w*[^aou](?<!de)(?<!te)s\Z|\w+as\Z"
)
_LIKE_PAST = re.compile(r"\w+(?:ade|dde|[^d]de|te)s?\Z")
_PREPOSITION = r"(?:till|för|om|med|på|av|genom|utan|så|i|från|under|mot|efter|trots|över|än)"
_THAT = rf"(?:(?!{_PREPOSITION} att\b)\S+ ){{0,9}}?(?<!till )(?<!för )(?<!om )(?<!med )att\b"
_SOME = (
    rf"(?:{_AWAY} )*(?:en|ett|inga|inget|ingen|några|något|någon|flera?|många|mycket|nya?|nytt|mer"
    r"|mindre|bara|särskil\w+|olika|vissa|två|tre|fyra|stora?|stort|omfattande|totalt|\d\S*)\b"
)
_BE = rf"(?:är|var|blir|blev|vore|vara|varit|bli|blivit|känns|verkar|förefaller)(?: {_AWAY})*"
_HELP = (
    r"(?:(?:kan|kunde|ska|skall|skulle|bör|borde|måste|får|fick|har|hade|kommer|behöver)"
    rf"(?: {_AWAY})*(?: att)? )?"
)
_EMPTY = re.compile(
    rf"{_HELP}(?:"
    r"(?:finns|fanns|finnas|funnits|krävs|krävdes|krävas|krävts|behövs|behövdes|behövas|behövts"
    r"|saknas|saknades|saknats|framgår|framgick|framgå|framgått|räcker|räckte|dröjer|dröjde"
    r"|går(?: \w+)? att|gick(?: \w+)? att|gäller att|gällde att|visade sig|visar sig|står? klart)\b"
    rf"|(?:pågår|återstår|kvarstår|förekommer|uppstår|råder|pågick|rådde|kom|kommer) {_SOME}"
    rf"|\w+s (?:vilke[nt]|vilka|hur|vad|om)\b|\w+s {_SOME}|\w+s {_THAT}"
    rf"|(?:tar|tog|kostar|kostade|lönar|hör|händer) {_THAT}"
    rf"|{_BE} (?!(?:därför|så|detta|dessa|denna|den|han|hon|de)\b)"
    rf"(?:{_THAT}|(?!en\b|ett\b)(?:\S+ ){{1,6}}?(?:som|om|när)\b)"
    r")"
)


def points_back(sentence: str) -> bool:
    """True when what the first words of a sentence stand for must have been said before it.

    Marks and blanks before the first word count for nothing; of "Därför …" it is true as well,
    for the reader must wonder why.
    """
    first = _FIRST.match(sentence)
    if first is None:
        return False
    word = first[1].lower()
    judge = _JUDGES.get(word)
    return judge is None or judge(word, _opening(sentence, first.start(1)))


def _opening(sentence: str, start: int) -> str:
    """The first words on one line, small-lettered."""
    return " ".join(sentence[start : start + 160].lower().split())


def _is_this(word: str, opening: str) -> bool:
    """For "detta", "denna", "dessa": not of the publication itself."""
    return _OWN.match(opening, len(word) + 1) is None


def _is_adverb(word: str, opening: str) -> bool:
    """For "även" and "samtidigt", which may open a clause instead."""
    clause = _SUBORDINATE.get(word)
    return clause is None or clause.match(opening, len(word) + 1) is None


def _is_phrase(_: str, opening: str) -> bool:
    return _PHRASE.match(opening) is not None


def _is_they(word: str, opening: str) -> bool:
    """For "den" and "de": a pronoun when a verb follows."""
    if _PHRASE.match(opening):
        return _is_here(word, opening)
    return _is_verb(opening[len(word) + 1 :])


def _is_it(word: str, opening: str) -> bool:
    """For "det": a pronoun that stands for something."""
    if _PHRASE.match(opening):
        return _is_here(word, opening)
    rest = opening[len(word) + 1 :]
    return _is_verb(rest) and _EMPTY.match(rest) is None


def _is_here(word: str, opening: str) -> bool:
    """For "den här" and the like: not of the publication itself."""
    return _OWN.match(opening, len(f"{word} här ")) is None


def _is_verb(rest: str) -> bool:
    """True when a text begins with a verb in the present or the past, as far as one can see."""
    word, _, behind = rest.partition(" ")
    if word in _VERBS:
        return True
    if _LIKE_PAST.match(word):
        return _AFTER_VERB.match(behind) is not None
    if word in _NOUNS or not _LIKE_PRESENT.match(word):
        return False
    return _NOT_AFTER_VERB.match(behind) is None


_JUDGES = {
    **dict.fromkeys(("detta", "denna", "denne", "dessa"), _is_this),
    **dict.fromkeys(("även", "samtidigt"), _is_adverb),
    **dict.fromkeys(("den", "de"), _is_they),
    "det": _is_it,
    **dict.fromkeys(
        ("en", "ett", "i", "trots", "till", "utöver", "å", "mot", "av", "på", "då", "där", "så"),
        _is_phrase,
    ),
}
_FIRST = re.compile(
    # one look tells most sentences apart, which begin with none of these
    r"[\s\"”“»’'(\[*_–—•-]*("
    + "|".join(sorted(word.capitalize() for word in _ALWAYS | _JUDGES.keys()))
    + r")\b"
)
