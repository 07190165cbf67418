"""Swedish words that tell nothing about what is asked."""

SMALL_WORDS = frozenset(
    """
    vad vem vilka vilken vilket vilkas vems var vart varifrån när hur varför varav huruvida
    många mycket ofta stor stort stora länge
    jag du han hon den det de dem vi ni man mig dig oss er sig sin sitt sina min mitt mina din
    ditt dina dess deras hans hennes vår vårt våra denna detta dessa denne där här som
    och eller men utan samt både antingen att om än ej inte icke ens nog
    i på av till för från med vid över under efter innan före mellan genom mot hos kring enligt
    inom utom trots sedan tills åt ur upp ned ner ut in
    en ett är var vara varit blir blev bli blivit har hade ha haft kan kunde kunna kunnat ska
    skall skulle måste får fick få fått vill ville bör borde gör gjorde göra gjort finns fanns
    finnas funnits ges gavs given givet säger sade sagt
    så då nu också även bara endast mer mest mindre minst någon något några ingen inget inga
    alla allt all varje sådan sådant sådana samma annan annat andra hela redan ännu alltså
    egentligen exempelvis bland typ slags sorts snälla tack berätta beskriv förklara visa
    asså liksom nåt nån nåra funkar funka
    """.split()
)
"""They are not searched by."""
QUESTION_WORDS = frozenset(
    "vad vem vilka vilken vilket när hur var varför vart är det en ett den som de".split()
)
"""They stand in questions and not in what answers them; the other small words join phrases."""
