"""The wordings by which a Swedish question says which documents it wants an answer from.

They are patterns over a *marked* question: its lower-case words with a blank around each, where
`§0` stands for the first agency named (`§0s`: in the genitive) and `#0` for the first
publication number. Each is strict: what is not surely said of the source is left unsaid, for a
filter too many loses the answer. Most are left as text: `re` makes them when a question first
needs them, for all of them cost a cold question a twentieth of a second.
"""

import re

from ingest.types import Kind

YEAR = r"(?:19|20)\d\d"
SEVERAL = rf"{YEAR}(?:(?:-| och | eller | samt | till | )(?:{YEAR}))*"
WORK = (
    r"(?:(?:\S*(?:rapport|granskning|publikation|promemori|handbok|handböcker|handledning"
    r"|vägledning|betänkande|skrivelse|utvärdering)|studi)(?:a|e|n|en|et|er|or|erna|orna|ar|arna)?)"
)
"""A written work: "slutrapporten", "granskningar"; not "rapportering", and no "förstudie", which
mostly does not say whose it is."""
RECORDED = (
    rf"(?:{WORK}|dokument(?:en|et)?|beslut(?:en|et)?|direktiv(?:en|et)?|handling(?:ar|arna)"
    r"|\S*föreskrift(?:er|erna)|förordning(?:ar|arna)|material(?:et)?|källor(?:na)?)"
)
_RULES = r"\S*föreskrift(?:er|erna)"
_FROM = r"(?:i|ur|bland|enligt|från)"
_SMALL = r"(?:och|eller|samt|om|på|till|för|av|med|mot|hos|vid|i|från|enligt)"
_BETWEEN = rf"(?:(?!{_SMALL} |§|#)\S+ )"
_DETERMINED = r"(?:(?:den|det|de|någon|något|några|en|ett|av|alla|hela|själva) )"
_THINKS = (
    r"(?:skriver|skrev|säger|sade|sa|anser|ansåg|menar|menade|tycker|tyckte|rekommenderar"
    r"|rekommenderade|konstaterar|konstaterade|framhåller|framhöll|påpekar"
    r"|påpekade|nämner|nämnde|anför|anförde|slutsatser drar|slutsats drar|slutsatser drog)"
)
_THOUGHT = (
    r"(?:skrivit|sagt|ansett|menat|rekommenderat|konstaterat|framhållit|påpekat|nämnt"
    r"|anfört|kommit fram till|dragit för slutsats\w*)"
)
_TELLS = (
    rf"(?:{_THINKS}|visar|visade|handlar|handlade|beskriver|redovisar|anger|angav|föreslår"
    r"|föreslog|innehåller|innehöll|tar|tog|lyfter|lyfte|definierar|sammanfatta|kommer|kom)"
)

REACTION = re.compile(
    r" (?:svar\w*|besvara\w*|bemöt\w*|kommenter\w*|reage\w*|reaktion\w*|remiss\w*|yttra\w*"
    r"|synpunkt\w*|instäm\w*|(?:håller|höll|hålla|hållit) med|ändra\w*|ändring\w*|upphäv\w*"
    r"|ersatt\w*|ersätt\w*|följ(?:t|ts|er|de|des|a|as) upp|uppfölj\w*) "
)
"""Asked is what became of a publication, and that stands in another one."""
COMPARISON = re.compile(r" (?:både|såväl|jämför\w*|skillnad\w*|skilj\w*|till skillnad) ")
"""Asked is of several sources."""

NUMBER = (
    rf" {_FROM} (?:(?:§\d+s|{RECORDED}|den|det|med|nummer|ärendet?|betänkandet) ){{0,4}}#(\d+) ",
    rf" {_TELLS} (?:(?:{RECORDED}|§\d+s) ){{0,2}}#(\d+) ",
)

_UNCOUNTED = r"(?<! många)(?<! antal)(?<! antalet)(?<! på)(?<! till)(?<! om)"
PUBLISHER = (
    r" enligt §(\d+) ",
    rf" {_THINKS} §(\d+) ",
    rf" har §(\d+) (?:{_BETWEEN}){{0,2}}{_THOUGHT} ",
    rf" {_FROM} {_DETERMINED}{{0,2}}§(\d+)s {_BETWEEN}{{0,2}}(?:{WORK}|{_RULES}) ",
    rf" {_TELLS} §(\d+)s {_BETWEEN}{{0,2}}{WORK} ",
    rf"{_UNCOUNTED} §(\d+)s {_BETWEEN}{{0,2}}{WORK} från (?:år )?{YEAR} ",
    rf"{_UNCOUNTED} (?:{WORK}|{_RULES}) (?:från|av) §(\d+) ",
    rf"{_UNCOUNTED} {RECORDED} som §(\d+) (?:har )?"
    r"(?:ge(?:tt|r) ut|gav ut|publicerat|publicerar|publicerade) ",
)
WHICH_NAMES_IT = rf" vilk\w+ {RECORDED} {_TELLS} "
""" "Vilka rapporter nämner ESV?" asks for works by others."""
SHARED = re.compile(
    r"(?:och|eller|samt|respektive|än|jämfört) "
    r"(?!(?:vad|vilk\w+|hur|vem|när|varför|var) )|[§#]"
)
"""What follows a source when there is a second one beside it."""

_ASKED_OF = rf"(?: {_FROM}| {_TELLS}| vilk\w+| visa| finns det| några)"
OF_WORKS = rf" (?:{RECORDED}|publicera\w+|utgiv\w+|utgavs|gavs|utkom\w*|kom|kommit) "
"""Without one of these words no years are those of documents."""
SOURCE = (
    rf"(?:^ {WORK}"
    rf"|{_ASKED_OF} {_DETERMINED}{{0,2}}(?:§\d+s )?{_BETWEEN}{{0,1}}{WORK}"
    rf"| {_FROM} {_DETERMINED}{{0,2}}(?:§\d+s )?{_BETWEEN}{{0,1}}{RECORDED}"
    rf"|{_UNCOUNTED} §\d+s {_BETWEEN}{{0,2}}{WORK})"
    r"(?: (?:från|av) §\d+)?(?= )"
)
"""Works that are named as the source; their years follow."""
ISSUED = (
    rf"(?:(?:^|{_ASKED_OF}) {_DETERMINED}{{0,2}}(?:§\d+s )?{_BETWEEN}{{0,1}}{RECORDED}"
    r"| vad| något| allt| det) "
    r"(?:(?:som|är|har|blev|blivit|inte|§\d+) ){0,3}"
    r"(?:publicera(?:de|des|d|ts|t)|utgiv(?:na|et|en|its)|utgavs|gavs ut|getts ut|utkom"
    r"|utkommit|kom ut|kommit ut|daterade|(?<! vad )beslut(?:ade|ades|ats))(?= )"
)
"""Works that are said to have been issued; it follows when."""
_AT = r"(?:år |åren )?"
_AND_ON = r"(?:och|eller) (?:framåt|framöver|senare) "
_OR_BEFORE = r"(?:och|eller) tidigare "
SINCE = (
    rf" (?:sedan|från och med|fr o m) {_AT}({YEAR}) (?!till )",
    rf" från {_AT}({YEAR}) {_AND_ON}",
)
SINCE_ISSUED = rf" från {_AT}({YEAR}) (?!till |{_OR_BEFORE})"
AFTER = (rf" (?:från )?(?:tiden )?efter {_AT}({YEAR}) ",)
BEFORE = (rf" (?:från )?(?:tiden )?(?:före|innan) {_AT}({YEAR}) ",)
UNTIL = (
    rf" (?:till och med|senast|fram till) {_AT}({YEAR}) ",
    rf" från {_AT}({YEAR}) {_OR_BEFORE}",
)
DURING = rf" (?:från|mellan) {_AT}({SEVERAL}) "
DURING_ISSUED = rf" (?:(?:under|i|mellan|från) )?{_AT}({SEVERAL}) "
OF_THE_YEAR = rf" (?:{_FROM}|{_TELLS}) ({YEAR}) års (?:{_BETWEEN})?{WORK} "

_AMONG = (
    r" (?:i|ur|bland|enligt) (?:(?:alla|olika|våra|statliga|tidigare|de|gällande|svenska) ){0,2}"
)
_ALONE = r" (?!(?:och|eller|samt) )"
KINDS = tuple(
    (kind, re.compile(f"{_AMONG}(?:{words}){_ALONE}"))
    for kind, words in (
        (
            Kind.REPORT,
            r"\S*betänkanden(?:a)?|granskningsrapporter(?:na)?|utredningsrapporter(?:na)?",
        ),
        (
            Kind.REGULATION,
            r"(?:(?:lagar|förordningar|föreskrifter)(?:na)? (?:och|eller|samt) )?"
            r"(?:(?<!enligt )(?<!gällande )lagar|författningar|förordningar|\S*föreskrifter)"
            r"(?:na)?",
        ),
        (
            Kind.DECISION,
            r"regeringsbeslut(?:en)?|regleringsbrev(?:en)?|kommittédirektiv(?:en)?|besluten"
            r"|beslut(?= (?:från|av|$)| ?$)",
        ),
        (
            Kind.LESSON,
            r"erfarenhetsrapporter(?:na)?|lärdomsdokument(?:en)?"
            r"|(?:lärdomar|lärdomarna)(?! (?:från|i|av|ur) )",
        ),
        (
            Kind.PROJECT,
            r"projektdokument(?:en|ation|ationen)?|projektplaner(?:na)?|projektdirektiven",
        ),
    )
)
"""Only what the record's kinds tell apart: a "slutrapport" may be a report or a project's."""
