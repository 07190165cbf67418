"""The wordings by which a question shows that it goes on from the one before."""

import re

_I = re.IGNORECASE
JOINING = re.compile(
    r"(?:(?:hej|tack|ok|okej|jaha|aha|bra|ja|jo|nej)[,!.]? )*(?:och|men|samt|ock|eller|även"
    r"|då|så|and)\b[ ,]*(?:då )?",
    _I,
)
TRAILING = re.compile(r"[ ,]+(?:då|också|däremot|i stället|istället|i så fall|med)$", _I)
YEARS = re.compile(r"\b(?:19|20)\d\d\b(?![:/]\d)(?<![:/]\d{4})")
YEAR_SPAN = re.compile(r"\b(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?\b(?![:/]\d)")
IN_YEAR = re.compile(r"\s*\b(?:år |under |i |för )?(?:19|20)\d\d\b", _I)
PLACE = re.compile(r"\b(för|hos|i|på|vid|av|från|enligt|om)\s+$", _I)
YEAR_AFTER = re.compile(r"\b(?:året (?:efter|därpå|därefter)|nästa år|följande år)\b", _I)
YEAR_BEFORE = re.compile(r"\b(?:året (?:innan|före|dessförinnan)|föregående år)\b", _I)
OTHER_TIME = re.compile(
    r"\b(?:nu|idag|i dag|i år|senast\w*|nyast\w*|förr\w*|år(?:et|en)?|insamling\w*|sedan"
    r"|hittills)\b",
    _I,
)
"""Words that tell when without a year."""
AMOUNT = re.compile(
    r"(?:hur (?:många|mycket|stor|stort|stora|hög|högt|höga|lång|långt|långa|är det med)"
    r"|vilka projekt|vad (?:är|var|blev|kostar|kostade))\b",
    _I,
)
"""How a question about an amount, or about which projects, begins."""
HAS = re.compile(
    r"\b(har|hade|driver|drev|redovisar|redovisade|rapporterade)"
    r" (?:den|de|dom|myndigheten)\b(?! \w)",
    _I,
)
"""What only an agency has or does, of all that the question before may be about."""
COMPARING = re.compile(r"\b(?:hände|händer|än|jämfört med|skillnad(?:en)? mot|jämför)\b", _I)
"""With these a year or an agency does not take the place of another."""
TO_AGENCY = re.compile(r"\s*\b(?:för|hos|i|på|vid|av|från|enligt)\s+$", _I)
NUMBER = re.compile(r"\d{4}[:/]\d+")
NUMBERED = re.compile(r"(?:\b(?:RiR|SOU|Ds|dir\.?|prop\.?|bet\.?) )?\d{4}(?:/\d\d)?:\d+", _I)
AFTER_PLACE = re.compile(r"^(?:för|hos|i|på|vid|om|med|av) ", _I)
_PLACES = r"(?:om|för|i|på|hos|vid|av|från|med|mot|inom|under|till|enligt|som|och|när|där)"
PLACED = re.compile(
    r"(om|för|i|på|hos|vid|av|från|mot|inom) (?!(?:det|den|dem|dessa|detta|vad|vem|vilk\w+|att)\b)"
    r"(\w[\w-]*(?: [\w-]+){0,3})",
    _I,
)
STANDS_ABOUT = re.compile(r"vad (?:står|sägs|skrivs)(?: det)? (om) (\w[\w-]*(?: [\w-]+){0,3})", _I)
PLACED_IN = rf"\b{{}} ((?!{_PLACES}\b|\d{{{{4}}}}\b)\S+(?: (?!{_PLACES}\b|\d{{{{4}}}}\b)\S+)*)"
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
    arbetade ställer ställde pekar pekade saknar saknade når nå uppnåddes drogs dras lades läggs
    lade omfattas träder trädde kommer granskar bör följs följdes styrs styr kräver krävs behöver
    behövde täcker fattade fattar fattades lyckades misslyckades ökade ökar minskade minskar
    håller instämmer delar rör rörde räckte hjälpte löser löste samordnas bedrivs drivs drevs
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
ADVERB = re.compile(
    r"^(?:när|varför|var|hur)(?= [a-zåäö]+(?:de|te|s|r|t|v|k|g|m|d) )(?! (?:många|mycket|stor"
    r"|stort|stora|länge|ofta|dyr|hög|högt|lång)) ",
    _I,
)
ADVERBS = frozenset("varför när hur var".split())
LED = re.compile(
    r"^(?:(?:på|i|från|till|av|med|under|hos|för) )?"
    r"(?:hur många|vad|vem|vems|vilka|vilken|vilket|när|var|vart|varför|varifrån|hur)\b",
    _I,
)
"""A question word at the beginning; "hur många" counts what "vilka" names."""
WHICH_ONES = frozenset({"vem", "vilk"})
"""How the words begin that ask which one, or which ones."""
LEAD = re.compile(
    r"hur (?:kom|kommer) det sig|(?:varför|när|hur|var)(?: (?:det|då|så))?"
    r"|(?:vem|vilka|vilken|vilket)(?: (?:då|är det|var det|är de|var de))?"
)
"""A question word that asks of all that was asked before."""
HOW_COME = re.compile(r"hur (?:kom|kommer) det sig")
VERBAL = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:er|ar|de|te|as|es)")
"""A verb that a question may begin with; no agency's name ends like that."""
MUCH = re.compile(r"(?:är|var) det (?:mycket|lite|många|få|normalt|rimligt|vanligt)", _I)
MORE_ABOUT = re.compile(r"mer om \w+$", _I)
TO_ME = re.compile(
    r"\b(?:är det (?:verkligen )?så$|vad menar du|är du|tycker du|vet du|du har fel"
    r"|förstår (?:jag )?inte|menar du)\b",
    _I,
)
"""What is said to the assistant about its answer."""
WHICH_MORE = re.compile(
    r"(?:finns det |vilka |är det |nämns )?(?:några )?(fler|flera|andra|ytterligare)(?: finns(?: "
    r"det)?| är(?: det)?)?",
    _I,
)
WHICH = re.compile(r"^vilka (?:\w+ (?=av ))?", _I)
_PLEASE = r"(?:(?:kan|kunde|vill|skulle) (?:du|ni)(?: kunna)? )?(?:snälla |gärna )?"
_CLOSER = r"(?: (?:det|den|detta|svaret|lite|mer|vidare|närmare|gärna|utförligare|mig|kort|här))*"
TELL_MORE = re.compile(
    rf"{_PLEASE}(?:(?:utveckla|förklara|fortsätt|sammanfatta|förtydliga|fördjupa|beskriv){_CLOSER}"
    rf"|(?:berätta|säg)(?: gärna)?(?: lite)? mer(?: om (?:det|den|detta|dem))?"
    r"|mer om (?:det|den|detta|dem)|mer(?: info)?)",
    _I,
)
EXAMPLE = re.compile(
    rf"(?:{_PLEASE}(?:ge|nämn|visa) (?:mig )?|har (?:du|ni) |finns det |till )?"
    r"(?:några |något |ett |fler )?(?:konkreta? )?exempel(?: på det)?",
    _I,
)
LEANING = re.compile(
    r"^(?:vilka|vem|vilken) (?:var|är) med$"
    r"|^(?:håller|instämmer)\b.* (?:med|i det)$|^delar .*\b(?:bedömningen|synen|uppfattningen)$"
    r"|^vil(?:ka|ken|ket) (?:är|var|blev)"
    r" (?:\w+ast|störst|minst|bäst|sämst|högst|lägst|först|sist)$"
    r"|^hur (?:många|stor andel|mycket) (?:\w+ )?(?:en|ett|inte|ingen|inget)$",
    _I,
)
"""What is asked of the things named before, without a pronoun."""
SAME = re.compile(r"\b(?:samma|motsvarande|liknande) (\w+)", _I)
EXPLETIVE = re.compile(
    r"\b(?:finns|fanns|krävs|krävdes|behövs|gick|går|brukar|står|sägs)"
    r" det(?= \S)(?! (?:till|för|med|då|sedan)?$)"
    r"|\b(?:betyder|innebär|kostar|tar) det(?= .*\batt\b)"
    r"|\bdet (?:att|som|finns|är)\b|\b(?:de|den|dem) som\b|\bär det (?:så|bra|okej|dumt|viktigt"
    r"|möjligt|farligt|vanligt|sant|tillåtet|fel|rätt|bättre|för|att)\b(?= \S)|\bdet är\b",
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
    r"|\bdär$|\bdärifrån\b",
    _I,
)
AFTER_VERB = re.compile(
    rf"^(?:hur |när |varför )?{_VERB} (?=(?:den|det|de) [\w-]*(?:[^ae\W]|rna)\b(?! (?:som|där)\b))",
    _I,
)
"""Before a pronoun with an object behind it; "den nya lagen" is none."""
BARE_PRONOUN = re.compile(r"(?:den|det|de)\b", _I)
OWNERS = frozenset("dess".split())
OF_OTHERS = frozenset("deras de dem dom han hon hans hennes där därifrån".split())
"""They stand for somebody in the question before, and not for all that it is about."""
PERSON = re.compile(r"\b(?:han|hon)\b", _I)
OWN = re.compile(r"\b(\w+) (?:sitt|sin|sina) ")
HOW_DID_IT_GO = re.compile(r"hur (?:gick|går) det", _I)
DEFINITION = re.compile(
    r"vad (?:är|betyder|innebär|menas med) (?:en |ett )?\w[\w-]*(?: \w[\w-]*)?(?<!en)(?<!et)(?<!na)"
)
"""What a word means; one that is not definite needs nothing before it."""
PARTICLE = re.compile(
    r"\b(?:fram|upp|ner|ned|ut|in|av|på|till|för|om|med|i|klart?)$|\bfram till\b|,", _I
)
DEFINITE_FORM = re.compile(r"\w{2,}(?:en|et|na|rna)$", _I)
BEFORE_NAME = (
    r"\b(?:projekt|system|tjänst|program|satsning|\w+system|\w+projekt|\w+tjänst)(?:et|en) "
)
INSIDE = re.compile(r"(?:projektet|programmet|satsningen) ")
ABOUT_THING = re.compile(
    r"(?:beslutet|uppdraget|rapporten|granskningen|utredningen|betänkandet|dokumentet"
    r"|kartläggningen|studien|undersökningen)$",
    _I,
)
_THING = (
    r"(?:projektet|rapporten|granskningen|utredningen|betänkandet|uppdraget|myndigheten|systemet"
    r"|beslutet|tjänsten"
    r"|dokumentet|kartläggningen|studien|gruppen|insamlingen|satsningen|programmet|undersökningen)"
)
DEFINITE = re.compile(rf"\b(?:(?:den|det|denna|detta) (?:här |där )?)?{_THING}\b", _I)
