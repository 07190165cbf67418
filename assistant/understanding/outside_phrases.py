"""The wordings of errands that no library of documents can help with, and of orders to obey.

They are patterns over a *plain* question, as in `route_phrases`. Each is strict: what is not
surely something else is a question about documents.
"""

import re

_LANGUAGE = (
    r"(?:engelska|svenska|tyska|franska|spanska|finska|arabiska|norska|danska|italienska|polska"
    r"|ryska|kinesiska|somaliska|latin)"
)
_NUMBER = r"\d+(?: \d{3})*(?:[.,]\d+)?"
_SUM = (
    rf"(?!(?:19|20)\d\d[/-]\d)(?!\d{{3,}}/\d{{3,}}){_NUMBER} ?"
    rf"(?:[+*/×÷^x-]|plus|minus|gånger|delat (?:med|på)|upphöjt till|multiplicerat med) ?{_NUMBER}"
)
_PIECE = (
    r"(?:dikt(?:en)?|vers|sång|visa|låt(?:text)?|saga|novell|haiku|limerick|rap|sonett|rim"
    r"|kärleksbrev|tal"
    r"|roman|berättelse|historia|födelsedags\w+|bröllops\w+|julrim|blogginlägg|uppsats|skoluppsats"
    r"|linkedin-inlägg|inlägg|tweet|manus|filmmanus|cv|ansökningsbrev|personligt brev|kåseri)"
)
_CODE = (
    r"(?:kod|python\S*|java|javascript|typescript|sql\S*|c\+\+|html|css|bash\S*|makro\S*"
    r"|excelformel|regex"
    r"|reguljärt uttryck|skript|script|funktion|algoritm|klass i|webbsida|program|app|bubble ?sort)"
)
OUTSIDE = re.compile(
    "|".join(
        (
            r"(?:berätta|dra|skriv|säg|hitta på|har du|kan du)(?: mig)? (?:en |ett |någon |något )?"
            r"(?:bra |rolig |roligt |kul |torr )*(?:skämt|vits|historia|gåta|göteborgsvits"
            r"|ordvits|saga)\b.*",
            rf"(?:skriva?|dikta|författa|komponera|hitta på|gör|rimma|sjung|ge mig|skapa)(?: "
            rf"(?:till |åt )?(?:mig|oss))? "
            rf"(?:(?:en|ett|min|mitt|någon|något|kort|kul|rolig|roligt) ){{0,3}}{_PIECE}\b.*",
            rf"(?:skriva?|koda|programmera|gör|skapa|bygg|debugga|rätta|fixa|optimera)(?: "
            rf"(?:till )?(?:mig|oss))? "
            rf"(?:(?:en|ett|min|mitt|lite|den här|det här|enkel|enkelt) ){{0,3}}{_CODE}(?: .*)?",
            r"(?:sjung|dansa|rimma|skoja)(?: .*)?|underhåll mig|gissa (?:vad|vem|ett|mitt).*",
            rf"(?:(?:vad (?:är|blir)|hur mycket (?:är|blir)|räkna ut|beräkna|what is|lös)(?: "
            rf"ekvationen)? )?{_SUM}(?: ?[+*/x-] ?{_NUMBER})*(?: ?=)?",
            rf"(?:vad (?:är|blir)|hur mycket är|räkna ut) (?:kvadratroten (?:ur|av) {_NUMBER}"
            rf"|roten ur {_NUMBER}|{_NUMBER} (?:procent|%) av {_NUMBER}|pi|hälften av {_NUMBER}"
            rf"|derivatan av .*|integralen av .*)",
            r"lös (?:ekvationen|ut) .*|derivera .*|integrera (?:x|f).*",
            r"(?:kan du )?översätt(?:a)? .*|translate .*"
            rf"|hur säger (?:man|jag) .* på {_LANGUAGE}|hur stavas .*|vad heter \S+ på "
            rf"(?!engelska|svenska){_LANGUAGE}",
            r"(?:hur|vad) (?:är|blir|var|blev)(?: det)?(?: för)? (?:vädret|väder|temperaturen"
            r"|temperatur ute)\b.*"
            r"|(?:kommer det att|ska det)? ?(?:regnar?|snöar?|blåser?|åska)(?: det)?"
            r"(?: (?:i ?dag|i ?morgon|ute|nu|i helgen|i \S+|på \S+))*"
            r"|(?:blir|är) det (?:sol|regn|snö|varmt|kallt|soligt)(?: .*)?|väder(?:prognos(?:en)?"
            r"|et)?"
            r"(?: (?:i|för) \S+)?(?: (?:i ?dag|i ?morgon))?|(?:behöver jag|ska jag ta) "
            r"(?:ett )?(?:paraply|jacka).*"
            r"|hur (?:varmt|kallt) är det(?: .*)?",
            r"(?:vad är|hur mycket är) klockan(?: nu)?|what time is it|vilken (?:vecko)?dag är "
            r"det(?: (?:i ?dag|i ?morgon|nu))?"
            r"|vilket (?:datum|år) är det(?: (?:i ?dag|nu))?|vad är det för (?:dag|datum)(?: "
            r"i ?dag)?",
            r"(?:vad tycker|vad tror|vad anser) du om (?:mig|oss|dig själv|livet|min .*|mitt .*"
            r"|mina .*|chatgpt|andra ai.*)",
            r"(?:älskar|gillar|hatar|saknar|minns|känner|ser|hör|förstår|tycker|litar|kommer) du "
            r"(?:om |på |ihåg )?(?:mig|dig själv|musik|mat|katter|hundar|kaffe|ditt jobb|fotboll"
            r"|glass|sverige)(?: .*)?",
            r"(?:har|kan) du (?:känslor|en själ|medvetande|fritid|semester|vänner|familj|barn"
            r"|syskon|en mamma|drömma|gråta|älska|tänka själv|ljuga|kroppen?|namn)(?: .*)?",
            r"är du (?:kär|ledsen|glad|arg|trött|smart|dum|klok|hungrig|singel|gift|rolig"
            r"|medveten|man|kvinna|snäll|dum i huvudet|riktig|levande)(?: .*)?",
            r"hur gammal är (?:du|jag)|var (?:bor|kommer) du(?: ifrån)?|vad heter jag|vem är jag"
            r"|hur ser (?:jag|du) ut"
            r"|vad (?:gör|gjorde|ska) (?:du|jag) (?:i ?kväll|i ?går|ikväll|i helgen|på fritiden"
            r"|i ?morgon|med mitt liv)(?: .*)?"
            r"|vad (?:ska|bör) (?:jag|vi) (?:äta|laga|laga för mat|ha på mig|titta på|se på film"
            r"|ge .* i present|köpa .*)(?: .*)?",
            r"vem (?:har )?(?:skapat|skapade|byggt|byggde|programmerat|gjort) dig|vad (?:har|är) "
            r"(?:din|ditt|dina) (?:favorit\S*|drömmar?|namn|ålder|dröm).*"
            r"|vilken (?:är )?(?:din )?(?:favorit\S*|är din .*)|jag (?:älskar|hatar|gillar) dig"
            r"|du är(?: \S+){1,3}|vill du (?:gifta dig|bli min|dejta|vara min|ta en fika).*|gift "
            r"dig med "
            r"mig",
            r"(?:jag|vi) (?:är|känner mig|mår|har tråkigt)(?: (?:så|lite|väldigt|jätte))*(?: "
            r"(?:ledsen|trött|uttråkad|glad|stressad|arg|dåligt|kär|hungrig|sjuk|ensam))?",
            r"(?:boka|beställ|spela|ring|skicka|påminn|sätt på|stäng av|ställ|köp|maila|mejla"
            r"|posta|logga in|betala|tänd|släck)"
            r" (?:ett |en |mig |upp |min |mitt |till |av |på |några |två )*(?:möte|bord|pizza"
            r"|musik|låt|hotell\S*|resa|biljett\S*|flyg\S*|taxi|mejl|mail|sms|alarm|alarmet|"
            r"klockan|väckarklocka|timer|lampan|lamporna|ljuset|mamma|chefen|kollegan|faktura\S*"
            r"|räkning\S*|present|blommor|\S*mat|tid hos \S+|rum|konferensrum|film"
            r"|spotify)\b(?!.*\b(?:enligt|vem|hur|vad)\b).*"
            r"|påminn mig .*|spela (?:upp )?\S+$|visa (?:en |ett )?(?:bild|kattbild|kattbilder"
            r"|video|meme)\S*(?: .*)?"
            r"|(?:rita|måla|generera|skapa) (?:en |ett )?(?:bild|tavla|logga|logotyp|katt|hund"
            r"|illustration)(?: .*)?",
            r"(?:ge mig |har du |vad är )?(?:ett |något )?(?:horoskop\S*|lottorad\S*|bra recept"
            r"|lotto\S*)(?: .*)?|vad är meningen med livet|vem är snyggast.*|finns gud|kasta "
            r"(?:en )?tärning|singla slant|slå (?:en )?tärning|krona eller klave",
        )
    )
)
_ORDERS = (
    r"(?:instruktion(?:er|erna)?|regler(?:na)?|anvisning(?:ar|arna)?|prompt\w*|systemprompt\w*"
    r"|begränsning(?:ar|arna)?"
    r"|direktiv|spärrar(?:na)?|order|uppgift|källor(?:na)?|säkerhetsregler(?:na)?|filter)"
)
_OF_YOURS = (
    r"(?:dina|din|ditt|alla|samtliga|allt|de|tidigare|föregående|ovanstående|gamla|andra|era)"
)
INJECTION = re.compile(
    "|".join(
        (
            rf"^(?:ignorera|glöm(?: bort)?|bortse från|strunta i|åsidosätt|bryt mot|kringgå"
            rf"|stäng av|radera|hoppa över|inaktivera|sluta följa)"
            rf"(?: {_OF_YOURS}){{1,4}} ?(?:\w+ )?{_ORDERS}\b",
            rf"\b(?:ignorera|glöm(?: bort)?|bortse från|strunta i|åsidosätt|bryt mot|kringgå|visa"
            rf"|skriv ut|avslöja|återge|upprepa|läs upp|vad är|vilka är|hur lyder|vad står i)"
            rf"(?: (?:alla|samtliga|mig))?(?: (?:dina|din|ditt))(?: \w+){{0,2}} {_ORDERS}\b",
            r"\b(?:ignore|disregard|forget|override|reveal|show|print|repeat)(?: me)?(?: (?:all"
            r"|any|of|your|the|previous|prior|above))+ (?:\w+ )?(?:instructions?|rules|prompts?"
            r"|guidelines)\b",
            r"\bsystem ?prompt(?:en)?\b|\bjailbreak\w*|\b(?:utvecklarläge|developer mode"
            r"|dan[- ]läge|gudsläge)\b",
            r"^(?:glöm|strunta i|bortse från) (?:allt|det) (?:du|ovan|som (?:du|står)|jag)\b",
            r"^(?:från och med nu|nu) (?:är|ska|heter|svarar|lyder|får) du\b|^(?:låtsas|agera"
            r"|spela|bete dig|uppträd|svara) (?:att du|som om du|som (?:en |ett )?(?!svar))",
            r"^du (?:är|ska) nu\b|^(?:you are now|pretend|act as)\b|^svara (?:alltid|bara"
            r"|endast) (?:ja|nej|utan källor|med)\b",
            r"\butan (?:dina )?(?:begränsningar|spärrar|källor och påhittat)$|^hitta på (?:ett|en"
            r"|några|lite|siffror|källor)\b|^svara utan (?:källor|källhänvisningar)\b",
            r"<\|?(?:im_start|system|endoftext)",
        )
    )
)
