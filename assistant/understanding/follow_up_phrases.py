"""The wordings by which a question shows that it goes on from the one before."""

import re

_I = re.IGNORECASE
JOINING = re.compile(
    r"(?:(?:hej|tack|ok|okej|jaha|aha|bra|ja|jo|nej)[,!.]? )*(?:och|men|samt|ock|eller|även"
    r"|då|så|and)\b[ ,]*(?:då )?",
    _I,
)
TRAILING = re.compile(r"[ ,]+(?:då|också|däremot|med|i stället|istället|i så fall)$", _I)
YEARS = re.compile(r"\b(?:19|20)\d\d\b(?![:/]\d)(?<![:/]\d{4})")
YEAR_SPAN = re.compile(r"\b(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?\b(?![:/]\d)")
IN_YEAR = re.compile(r"\s*\b(?:år |under |i |för )?(?:19|20)\d\d\b", _I)
FRAGMENT = re.compile(
    r"(?:(?:för|hos|i|på|vid|under|år|av|från|enligt|åren|året|om|med) )*[\w:-]+(?: [\w:-]+){0,4}$",
    _I,
)
PLACE = re.compile(r"\b(för|hos|i|på|vid|av|från|enligt|om)\s+$", _I)
TO_AGENCY = re.compile(r"\s*\b(?:för|hos|i|på|vid|av|från|enligt)\s+$", _I)
NUMBER = re.compile(r"\d{4}[:/]\d+")
_CAPITALS = r"(?:[A-ZÅÄÖÉ][\w-]+(?: (?:och|för) (?=[A-ZÅÄÖÉ]))?)"
_ADJECTIVES = r"(?:Ny|Nya|Nytt|Följ|Min|Mina|Mitt|Digital|Digitala|Gemensam|Gemensamma|Säker|Säkra)"
NAME = re.compile(
    rf"(?<=[\w,;:–)”\"] )(?:{_ADJECTIVES}(?: [a-zåäö-]+){{1,2}}?(?=$|[ ?.,])"
    rf"|{_CAPITALS}(?: {_CAPITALS})*)"
)
"""A proper name inside a question: "Ny ansökningstjänst", "Pust"."""

VERBS = frozenset(
    """
    var är blev blir varit ska skulle kan kunde har hade får fick gör gjorde gjordes kostade
    kostar kosta ledde leder började börjar slutade slutar startade startar pågick pågår gick
    går hände händer tog tar ansvarar ansvarade äger ägde beställde beslutade beslutades
    beslutar visar visade säger sade sa skriver skrev anser ansåg rekommenderar rekommenderade
    föreslår föreslog heter hette kallas finns fanns ingår ingick gäller gällde påverkar
    påverkade används användes publicerades lämnades lämnade skrevs gavs kom infördes
    avslutades avbröts stoppades inleddes granskades granskade omfattade omfattar deltog
    arbetade finansierades finansierade godkände godkändes betyder innebär innebar beror
    berodde fungerar fungerade försenades drog drar drabbade bestod består upphandlades
    levererade levererades utfördes utvärderades byggdes byggde satt sitter menas användas
    genomfördes skedde uppstod nåddes mättes räknades beräknades planerades kostat lett gett
    gjort tagit blivit fått lär ges varade dröjer dröjde tillsattes ersatte ersattes
    """.split()
)
"""Verbs that tell little of what is asked about."""
_VERB = rf"(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})"
VERB = re.compile(rf"\b{_VERB}\b", _I)
ASKING = re.compile(
    r"^(?:(?:på|i|från|till|av|med|under|hos|för) )?"
    r"(?:vad|vem|vems|vilka|vilken|vilket|när|var|vart|varför|varifrån|hur)\b"
    r"(?: (?:många|mycket|stor|stort|stora|länge|lång|långt|ofta|hög|högt|höga|dyr|dyrt|dyra|gammal"
    r"|gammalt|alltså|år|datum|andel|myndighet)\b)*"
    rf"(?: (?:{_VERB}|det|för|på|till)\b)*",
    _I,
)
"""The words at a question's beginning that only ask: "Vad kostade", "Hur gick det för"."""
TOLD_OF = re.compile(
    r"vad (?:säger|sade|sa|skriver|skrev|anser|ansåg|tycker|menar|står|sägs|har) .*?\bom (.+)", _I
)
"""What somebody's words are about."""
CLAUSE = re.compile(r"(.*)(?:,|\b(?:och|men|eller)\b)", _I)
"""A clause before the one with the pronoun, which may point back to it."""
QUESTION_WORD = re.compile(
    r"^(?:vad|vem|vilka|vilken|vilket|när|var|varför|hur)\b(?: (?:många|mycket|stor|stort|stora))?",
    _I,
)
ADVERB = re.compile(
    r"^(?:när|varför|var|hur)(?= [a-zåäö]+(?:de|te|s|r|t|v|k|g|m|d) )(?! (?:många|mycket|stor"
    r"|stort|stora|länge|ofta|dyr|hög|högt|lång)) ",
    _I,
)
LEAD = re.compile(
    r"(?:varför|när|hur|var|hur då|varför då|när då|hur kom det sig|hur kommer det sig)(?: det| "
    r"då| så)?"
)
WHICH_MORE = re.compile(
    r"(?:finns det |vilka |är det |nämns )?(?:några )?(fler|flera|andra|ytterligare)(?: finns(?: "
    r"det)?| är(?: det)?)?",
    _I,
)
WHICH = re.compile(r"^vilka (?:\w+ (?=av ))?", _I)
TELL_MORE = re.compile(
    r"(?:berätta (?:gärna )?(?:lite )?mer(?: om (?:det|den|detta|dem))?|mer om (?:det|den|detta"
    r"|dem)|mer(?: info)?"
    r"|utveckla(?: (?:det|svaret))?|förklara(?: (?:mer|det|närmare))?|fortsätt)",
    _I,
)
EXPLETIVE = re.compile(
    r"\b(?:finns|fanns|krävs|krävdes|behövs|gick|går|brukar) det(?= \S)(?! (?:till|för|med|då"
    r"|sedan)?$)"
    r"|\bdet (?:att|som|finns|är)\b|\b(?:de|den|dem) som\b|\bär det (?:så|bra|okej|dumt|viktigt"
    r"|möjligt|farligt|vanligt|sant|tillåtet|fel|rätt|bättre|för|att)\b|\bdet är\b",
    _I,
)
_AFTER = (
    r"(?=$|[ ,](?:i|på|för|till|med|hos|under|sedan|också|inte|egentligen|exakt|totalt|då|av|om"
    r"|från|efter|innan|per|klart"
    r"|klar|färdigt|färdig|försenat|försenad|dyrt|dyrare|år|så|och|eller|var|blev|är|kostade|hade"
    r"|har|fick|slutligen|först|nu|idag|ut"
    r"|publicerad|publicerat|skriven|skrivet|beslutad|beslutat|gjort|gjord|genomfört|genomförd"
    r"|upp|ner|lika|per|\d+)\b)"
)
PRONOUN = re.compile(
    rf"\b(?:dess|deras|hans|hennes)\b|\b(?:det|den|de|dem|dom|han|hon|detta|dessa|denna){_AFTER}"
    rf"|\bdär$|\bdärifrån\b",
    _I,
)
OWNERS = frozenset("dess hans hennes".split())
OF_SEVERAL = frozenset({"deras"})
"""Whose it is stands inside the question before, and not as all of what it is about."""
OWN = re.compile(r"\b(\w+) (?:sitt|sin|sina) ")
_THING = (
    r"(?:projektet|rapporten|granskningen|utredningen|betänkandet|uppdraget|myndigheten|systemet"
    r"|beslutet|tjänsten"
    r"|dokumentet|kartläggningen|studien|gruppen|insamlingen|satsningen|programmet|undersökningen)"
)
DEFINITE = re.compile(rf"\b(?:(?:den|det|denna|detta) (?:här |där )?)?{_THING}\b", _I)
