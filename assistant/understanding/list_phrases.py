"""The wordings by which a question asks for a list or a count of documents, by their nouns.

A question for what stands in the documents ("Hur många beslut fattade styrgruppen?", "Vilka
föreskrifter gäller?") is none, and neither is one for a single report.
"""

import re

from ingest.types import Kind

_PLURALS = (
    r"(?:[\w:-]*rapporter(?:na)?|[\w-]*dokument(?:en)?|källor(?:na)?|publikationer(?:na)?"
    r"|[\w-]*granskningar(?:na)?"
    r"|betänkanden(?:a)?|[\w-]*föreskrifter(?:na)?|[\w-]*beslut(?:en)?|förordningar(?:na)?"
    r"|författningar(?:na)?"
    r"|lagar(?:na)?|propositioner(?:na)?|skrivelser(?:na)?|[\w-]*utredningar(?:na)?"
    r"|promemorior(?:na)?"
    r"|handlingar(?:na)?|vägledningar(?:na)?|handböcker(?:na)?|handledningar(?:na)?"
    r"|pressmeddelanden(?:a)?"
    r"|[\w-]*direktiv(?:en)?|studier(?:na)?|projektplaner(?:na)?|artiklar(?:na)?"
    r"|debattartiklar(?:na)?"
    r"|(?:regerings)?uppdrag(?:en)?(?: (?:till|åt) [\w :-]{2,60})?"
    r"|filer(?:na)?|texter(?:na)?|regleringsbrev(?:en)?|utvärderingar(?:na)?|lagrådsremisser(?:na)?"
    r"|sou:?er|lärdomsdokument(?:en)?)"
)
_NO_NOUN = (
    r"(?:(?!om |i |på |till |från |av |för |som |vad |med |de som )(?!\S+(?:na|en|et|er|or|de"
    r"|te) )[\w:-]+ ){0,2}"
)
_ALL = (
    r"(?:(?:alla|samtliga|allt|de|dina|era|vilka|några|några av|fler|flera|andra|ditt|hela) ){0,2}"
)
_ABOUT = (
    r"(?:om|från|av|kring|rörande|gällande|angående|utgivna|publicerade|daterade|inom|mellan"
    r"|under|efter|före|sedan"
    r"|som (?:handlar|rör|tar|berör|gäller|nämner|behandlar|är|har|kom|publicera\w+|gavs|finns"
    r"|innehåller|avser))"
)
_HELD = (
    r"(?:finns|finnas|har (?:du|ni|vi)|ingår|handlar|handlade|rör|tar upp|tog upp|berör|nämner"
    r"|omnämner|behandlar"
    r"|är (?:från|utgivna|publicerade|skrivna|om)|innehåller (?:biblioteket|samlingen|orde[tn])"
    r"|kommer från|kom ut"
    r"|publicera(?:des|ts|de|t)|gavs ut|utkom|i (?:biblioteket|samlingen|databasen)"
    r"|har [\w :-]{2,60}(?:publicerat|gett ut|givit ut|skrivit|getts ut|publicerats|kommit ut)"
    r"|gav [\w :-]{2,60}ut\b|känner du till|har (?:publicerats|skrivits|getts ut|kommit ut))"
)
_HAPPENED = (
    r"(?! .*\b(?:tog|togs|fattade|fattades|fattat|fattats|gjorde|gjordes|lämnade|lämnades"
    r"|skickade|skickades|blev|hade"
    r"|kostade|ledde|krävs|krävdes|måste|ska|bör|gäller för|besvarades|överklagades|upphävdes"
    r"|ändrades)\b)"
)
_SHOW = (
    r"(?:lista|räkna upp|rada upp|räkna|visa|ge|ta fram|sök fram|sök upp|plocka fram|hitta|finn"
    r"|skriv ut|lista upp"
    r"|jag (?:vill ha|vill se|skulle vilja (?:ha|se)|behöver|söker|letar efter)|kan jag (?:få|se)"
    r"|får jag|redovisa"
    r"|sammanställ)(?: (?:mig|oss|fram|upp))?"
)
ENUMERATION = re.compile(
    "|".join(
        (
            rf"{_SHOW} (?:(?:en )?(?:fullständig |komplett )?(?:lista|förteckning|översikt)(?: på"
            rf"| över| med| av| för) )?{_ALL}{_NO_NOUN}{_PLURALS}(?:$| (?:{_ABOUT}|{_HELD}|i|som"
            rf"|ni|du)\b.*)",
            rf"(?:en )?(?:lista|förteckning|översikt) (?:på|över|med"
            rf"|av) {_ALL}{_NO_NOUN}{_PLURALS}(?:$| .*)",
            rf"(?:hur många|hur mycket|antal(?:et)?|vilket antal)(?: "
            rf"av)? {_NO_NOUN}{_PLURALS}{_HAPPENED}(?:$| (?:{_ABOUT}|{_HELD})\b.*)",
            rf"(?:vilka(?: alla)?|vad för(?: slags)?|vilken "
            rf"sorts) {_NO_NOUN}{_PLURALS}{_HAPPENED}(?:$| (?:{_ABOUT}|{_HELD})\b.*)",
            rf"(?:finns det|har (?:du|ni|vi)|finns)(?: (?:några|någon|andra|fler|flera|mer|många"
            rf"|bara))* {_NO_NOUN}{_PLURALS}{_HAPPENED}(?:$| (?:{_ABOUT}|{_HELD})\b.*)",
            rf"(?:alla|samtliga) {_NO_NOUN}{_PLURALS}{_HAPPENED}(?:$| {_ABOUT}\b.*)",
            r"vad (?:har|hade) (?!du|ni|vi)[\w :-]{2,60} (?:publicerat|gett ut|givit ut)\b.*|vad "
            r"har publicerats\b.*",
            r"(?:list|show me)(?: all)?(?: the)? (?:reports|documents|sources|publications)\b.*",
            r"how many (?:reports|documents|sources|publications) (?:are|do you|about|from|have"
            r"|does)\b.*",
            r"(?:which|what) (?:reports|documents|sources|publications) (?:are|do you have|about"
            r"|from|mention|deal|exist)\b.*",
        )
    )
)
KIND_WORDS = {
    Kind.REPORT: re.compile(
        r"(?:gransknings|utrednings)?rapport(?:er|erna|en)?|granskning(?:ar|arna)|reports?"
    ),
    Kind.REGULATION: re.compile(r"föreskrift(?:er|erna|en)?|författning(?:ar|arna)?|regulations?"),
    Kind.DECISION: re.compile(r"(?:regerings)?beslut(?:en|et)?|decisions?"),
    Kind.LESSON: re.compile(r"lärdomsdokument(?:en|et)?"),
    Kind.PROJECT: re.compile(r"projektdokument(?:en|et)?"),
}
"""Nouns that name one of the record's kinds."""
FORM_WORDS = tuple(
    (re.compile(said), marks)
    for said, marks in (
        (r"proposition(?:er|erna|en)?", ("prop",)),
        (r"betänkande(?:n|na|t)?|sou:?er", ("sou", "betänk")),
        (r"skrivelse(?:r|rna|n)?", ("skr", "skriv")),
        (r"(?:kommitté|tilläggs)?direktiv(?:en|et)?", ("dir", "direktiv")),
        (r"promemori(?:or|orna|an|a)", ("ds", "promemor")),
        (r"lagrådsremiss(?:er|erna|en)?", ("lagradsremiss", "lagrådsremiss")),
        (r"pressmeddelande(?:n|na|t)?", ("pressmeddelanden", "pressmeddel")),
        (r"debattartik(?:el|lar|larna|eln)", ("debattartiklar", "debattartik")),
        (r"regleringsbrev(?:en|et)?", ("regleringsbrev",)),
    )
)
"""Nouns that name a form of document, with how it is marked: the beginning of a word of its
number, its title or its path."""
_ANY_DOCUMENT = (
    r"dokument(?:en|et)?|källor(?:na)?|publikation(?:er|erna)|handling(?:ar|arna)|material(?:et)?"
    r"|filer(?:na)?"
    r"|texter(?:na)?|documents?|sources?|publications?"
)
_ASKING = (
    r"lista\w*|förteckning|översikt|räkna|rada|visa|ge|hitta|finn|sök\w*|antal(?:et)?|många|vilka"
    r"|samtliga|alla|handla\w*"
    r"|rör\w*|berör\w*|nämn\w*|omnämn\w*|behandla\w*|tar|tog|upp|publicera\w*|utgiv\w*|gav|gavs"
    r"|ut|getts?|gett|givit"
    r"|skriv(?:it|na)|innehåll\w*|bibliotek\w*|samling\w*|ingår|fullständig|komplett|känner|läsa"
    r"|utkom|fram|ta|plocka"
    r"|gällande|angående|rörande|kring|kommit|kom|kommer|fler\w*|andra|avser|gäller|sammanställ"
    r"|redovisa|jag|behöver"
    r"|letar|list|show|all|about|mention|deal|daterade|lära|få|totalt|hel\w*|sorters|slags"
    r"|databas\w*|år|åren|framåt|framöver|senare|tidigare"
)
ASKING_WORD = re.compile(rf"(?:{_ANY_DOCUMENT}|{_ASKING})")
"""Words that ask for documents, and say nothing of what these are about."""
