"""Words that turn a sentence around: negations, opposites, bounds, and words of all or must."""

from collections.abc import Sequence

from ingest.swedish import stem

NEGATORS = frozenset(
    """
    inte ej icke aldrig ingen inga inget ingenting saknar saknade saknas saknades saknat saknats
    sakna utan varken knappast
    """.split()
)
STRONG = frozenset(
    "måste alltid alla samtliga endast enbart bara allt varje enda mest flest flesta".split()
)
"""A sentence may not say them where its quotes do not."""
MODALS = frozenset(
    "bör borde kan kunde skulle ska skall får vill föreslår föreslog planerar troligen sannolikt"
    " möjligen cirka ca ungefär omkring drygt knappt nästan uppskattas beräknas delvis".split()
)
"""A sentence that leaves them out says a little more than its quote."""
_PAIRS = """
ökade ökar ökat ökning öka ökade steg stiger stigit stiga | minskade minskar minskat minskning
  minska sjönk sjunker sjunkit sjunka ;
fler flera flest | färre färst ;
högre hög höga högt högst högsta | lägre låg låga lågt lägst lägsta ;
före innan | efter ;
minst | högst ;
större stor stora stort störst största | mindre liten litet små minst minsta ;
mer | mindre ;
bättre bra bäst förbättrades förbättrats förbättring | sämre dålig dåliga dåligt sämst
  försämrades försämrats försämring ;
över översteg överstiger överskred överskrider överskrida överskridit överskridande | under
  understeg understiger underskred underskrider underskrida underskridit underskridande ;
tidigare tidigast tidigt | senare senast sent ;
längre lång långa långt längst | kortare kort korta kortast ;
snabbare snabb snabbt snabba | långsammare långsam långsamt långsamma ;
första | sista ;
positiv positiva positivt | negativ negativa negativt ;
stark starka starkt starkare | svag svaga svagt svagare ;
lyckades lyckats lyckas lyckad | misslyckades misslyckats misslyckas misslyckad ;
överskott | underskott ;
vinst | förlust ;
intäkter inkomster intäkt | kostnader utgifter kostnad utgift ;
dyrare dyr dyra dyrt | billigare billig billiga billigt ;
många | få ;
alla samtliga | inga några vissa ;
med | utan ;
ny nya nytt nyare | gammal gamla gammalt äldre ;
intern interna internt | extern externa externt ;
godkände godkänd godkändes bifölls | avslog avslogs underkänd underkändes ;
ofta alltid oftast | sällan aldrig ;
började inleddes påbörjades startade inleds börjar | slutade avslutades upphörde avslutas slutar
  ;
helt | delvis ;
enkel enkla enkelt enklare | svår svåra svårt svårare komplicerad ;
lätt lättare | svårt svårare ;
tydlig tydliga tydligt | otydlig otydliga otydligt ;
tillräcklig tillräckliga tillräckligt | otillräcklig otillräckliga otillräckligt bristande ;
"""


def _sides() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (pair.split("|") for pair in _PAIRS.split(";") if pair.strip())
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, other in pairs)


PAIRS = _sides()
"""Opposites, either side in all its forms, small-lettered."""


def opposed(said: frozenset[str], there: frozenset[str]) -> bool:
    """True when some word is said of which these words have only the opposite."""
    return any(
        (said & mine and not there & mine and there & theirs)
        for one, other in PAIRS
        for mine, theirs in ((one - other, other - one), (other - one, one - other))
    )


def has_opposite(word: str) -> bool:
    """True for a word that a sentence may be turned around by."""
    return any(word in one or word in other for one, other in PAIRS)


def repeated(said: Sequence[str], there: Sequence[str]) -> bool:
    """True when a word with an opposite stands more often than there: "små än små"."""
    often = {word for word in said if said.count(word) > 1 and has_opposite(word)}
    return any(0 < there.count(word) < said.count(word) for word in often)


def strong_stems(words: frozenset[str]) -> frozenset[str]:
    """The stems of the words of all or must among these; "samtliga" counts as "alla"."""
    return frozenset(
        "all" if word in {"alla", "samtliga", "allt", "varje"} else stem(word)
        for word in words & STRONG
        if word not in {"endast", "enbart", "bara"}
    ) | ({"bara"} if words & {"endast", "enbart", "bara"} else frozenset())
