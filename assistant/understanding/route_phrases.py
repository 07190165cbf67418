"""The wordings by which a question shows that it is not answered by quoting documents.

They are patterns over a *plain* question: lower case, one blank between words, no punctuation
but what stands inside words and sums. Each is strict: what is not surely something else is a
question about documents.
"""

import re

_MANNERS = (
    r"(?:snälla|vänligen|please|kan (?:du|ni)|kunde du|skulle (?:du|ni) kunna|vill du|du"
    r"|jag (?:undrar|vill veta|skulle vilja veta)|får jag fråga|och|men|så|då|ja|nej|kära|can you"
    r"|could you)"
)
_GREETINGS = (
    r"(?:hej(?: hej| på dig| på er| igen| där| alla| allihopa)?|hejsan(?: svejsan)?|det var allt"
    r"|tjaba|hejdå|hej då"
    r"|hallå(?: där)?|halloj(?:san)?|tjena(?:re)?|tja|tjo|mors|morrn|morsning(?:korsning)?"
    r"|god ?(?:morgon|dag|kväll|natt|förmiddag|eftermiddag|middag|fortsättning|jul)"
    r"|hello|hi|hey|good (?:morning|day|evening|night|afternoon)|bye|goodbye"
    r"|(?:tusen |stort |många |hjärtligt )?tack(?:ar)?(?: så (?:väldigt |jätte|hemskt )?mycket| "
    r"snälla)?"
    r"|tack för (?:(?:all |din |den )?(?:hjälpen|hjälp|svaret|svar|informationen|info|det|allt"
    r"|mig|i ?dag))"
    r"|thanks(?: a lot)?|thank you(?: so much| very much)?|adjö|farväl|vi (?:ses|hörs)(?: senare"
    r"| snart)?"
    r"|ha (?:det|de)(?: så)? (?:bra|gott|fint)|(?:ha en )?(?:bra|fin|trevlig|skön|glad) "
    r"(?:dag|kväll|helg|vecka|sommar|midsommar|påsk|jul)(?: på dig)?"
    r"|trevligt att (?:träffas|råkas)|kul att ses|hur mår (?:du|ni)(?: i ?dag)?|hur är läget"
    r"|läget|hur står det till|allt (?:bra|väl)|välkommen|puss och kram|vad bra|vad snällt)"
)
_PRAISE = (
    r"(?:(?:jätte|super)?bra(?: jobbat| svar| gjort)?|toppen|perfekt|utmärkt|okej|ok|finfint"
    r"|snyggt|härligt)"
)
GREETING = re.compile(rf"(?:{_GREETINGS}|{_PRAISE})(?: (?:{_GREETINGS}|{_PRAISE}))*")
LEADING = re.compile(rf"(?:(?:{_GREETINGS}|{_MANNERS}) )+")
"""Politeness before what is asked."""

_HERE = r"(?: (?:här|i ?dag|egentligen|då|med|mig|nu|allt|om|alla))*"
_YOU = (
    r"(?:du|ni|den här (?:tjänsten|assistenten|sidan)|det här|detta|assistenten|det här verktyget"
    r"|lärdom|verktyget"
    r"|tjänsten)"
)
HELP = re.compile(
    "|".join(
        (
            r"hjälp(?: mig)?|hjälpa (?:mig|oss)|help(?: me)?|hjälp hur gör (?:jag|man)"
            r"|instruktioner|bruksanvisning"
            r"|manual",
            rf"vad (?:kan|gör) {_YOU}(?: (?:göra|svara på|hjälpa (?:mig|till|oss)|användas till))?"
            rf"(?: (?:för|åt) (?:mig|oss))?{_HERE}",
            rf"vem är {_YOU}|vad är (?:du|ni|lärdom|det här|det här för (?:något|nåt))"
            r"(?: (?:för (?:något|nåt|en))?(?: \S+)?)?|vad heter du",
            r"vad är (?:det här|detta) för (?:en |ett )?(?:sida|tjänst|verktyg|system|program"
            r"|assistent|bibliotek)",
            rf"hur (?:använder|frågar|ställer|söker) (?:jag|man|vi)(?: {_YOU}| "
            rf"(?:en )?(?:bra )?fråg(?:a|or)| dig| er)?"
            rf"(?: {_YOU})?{_HERE}",
            rf"hur (?:fungerar|funkar|jobbar|arbetar) {_YOU}{_HERE}",
            r"hur (?:gör|ska) (?:jag|man|vi)(?: göra)?(?: för att)?(?: (?:ställa|fråga|söka"
            r"|använda) ?"
            r"(?:en |dig|er)?(?:fråga|frågor)?)?",
            r"vilka (?:(?:sorters|slags|typer av) )?(?:källor|dokument|underlag|material|texter"
            r"|myndigheter|utgivare)"
            r" (?:har|använder|bygger|kan|känner|läser|finns hos) (?:du|ni)(?: på| till)?(?: "
            r"tillgång till| läsa| se| söka i)?{here}",
            r"vilka (?:frågor|saker|ämnen) (?:kan|får|ska) (?:jag|man|du|vi) (?:ställa|svara på"
            r"|fråga(?: om)?){here}"
            r"(?: (?:till )?(?:dig|er))?",
            r"vad (?:kan|får|ska) (?:jag|man|vi) (?:fråga|söka|använda)(?: (?:dig|er|efter"
            r"|på))?(?: (?:om|till))?{here}",
            r"vad (?:vet|kan) (?:du|ni)(?: (?:något|allt))?{here}|vad har (?:du|ni) "
            r"(?:för )?(?:källor|dokument|material|underlag)?",
            r"vad (?:finns|innehåller|står) (?:det )?(?:i )?(?:biblioteket|samlingen|ditt "
            r"bibliotek|din samling|databasen)",
            r"vad innehåller (?:biblioteket|samlingen|databasen)|visa (?:hjälp|hjälpen|exempel"
            r"|exempelfrågor)",
            r"ge mig (?:ett |några )?(?:exempel|exempelfrågor|tips)(?: på frågor)?|(?:exempel"
            r"|tips)(?: på frågor)?|exempelfrågor",
            r"(?:varifrån|var) (?:kommer|får du|hämtar du|har du)(?: (?:dina|din"
            r"|ditt))? ?(?:svaren|svar|information|källor|fakta|uppgifter|kunskap)(?: från)?(?: "
            r"ifrån)?",
            r"vad (?:bygger|grundas) (?:dina )?svaren? på|kan jag lita på (?:dig|svaren|dina svar)",
            r"berätta (?:om dig själv|vad du kan(?: göra)?|hur du (?:fungerar|funkar))"
            r"|presentera dig|förklara hur (?:du|det här) (?:fungerar|funkar)",
            r"(?:how do i use (?:this|you)|what can (?:you|i) (?:do|ask)(?: you)?|who are you"
            r"|what are you|what sources do you have"
            r"|how does this work|what is this)",
            r"är du (?:en )?(?:ai|robot|människa|chatbot|bot|dator|maskin|språkmodell)",
            r"hur (?:aktuellt|uppdaterat|stort) är (?:biblioteket|materialet)|när uppdaterades "
            r"(?:biblioteket|du)",
        )
    ).replace("{here}", _HERE)
)

GENERAL_NOUNS = frozenset(
    """
    kostnad kostnader kostnaden kostnaderna kosta pris priset budget budgeten pengar ekonomi
    finansiering tid tiden tidplan tidplanen datum slutdatum start slut år resultat resultatet
    risk risker risken riskerna mål målet målen syfte syftet nytta nyttan effekt effekter effekten
    projekt projekten projektet rapport rapporten rapporter dokument dokumentet orsak orsaker
    orsaken orsakerna ansvar ansvarig ansvaret myndighet myndigheten myndigheter system systemet
    krav kraven problem problemet problemen förslag förslaget slutsats slutsatser rekommendation
    rekommendationer bakgrund sammanfattning siffror siffrorna antal andel storlek information info
    fakta uppgifter svar svaret fråga frågan frågor förklaring exempel tabell tabellen statistik
    upphandling leverantör leverantören konsulter styrgrupp styrgruppen plan planen beslut beslutet
    uppdrag uppdraget regler regel lag lagen erfarenheter lärdomar lärdom kvalitet omfattning
    försening konsekvenser åtgärder status läget utfall utfallet prognos utveckling mer detaljer
    """.split()
)
"""A question of one such word alone could be about anything."""
DANGLING = frozenset(
    """
    tid gick går gå gått hände händer hänt kostade kostar kostat blev börjar började slutade
    slutar tog tar menas menar betyder betydde handlar handlade fungerar fungerade funkade gäller
    gällde sedan sen senare innan dess efteråt fler flera andra annars resten övriga vidare igen
    fortsätt utveckla gärna lite ytterligare detaljerat kortare stämmer stämde sant säkert bättre
    sämre dyrt dyrare dyr billigare långt länge lång länge bra dåligt gjordes skedde sker löste
    löstes han hon hen honom henne dom dem dessa denne samma saken grejen klart klar var varit
    sade sa tyckte tänk mena exakt precis egentligen ungefär totalt sammanlagt nästa förra först
    sist ja nej jo
    """.split()
)
"""Words that say nothing of what is asked about."""
