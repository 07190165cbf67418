"""How questions begin; set before some queries while the model learns.

So it learns that such words ("hur många") tell nothing of what the answer is about.
"""

from tokenizers import Tokenizer

from ingest.training.ragged import Ragged
from ingest.training.vocabulary import encode

_OPENINGS = (
    "Vad är",
    "Vad innebär",
    "Vad betyder",
    "Vad menas med",
    "Vad kallas",
    "Vad heter",
    "Vad gör",
    "Vad gäller för",
    "Vad krävs för",
    "Vad händer om",
    "Vad säger",
    "Vad ska",
    "Vad kostar",
    "Vilken",
    "Vilket",
    "Vilka",
    "Vilka är",
    "Vilka krav",
    "Vilket år",
    "Vilken myndighet",
    "Vilken typ av",
    "I vilken",
    "I vilket",
    "Under vilken",
    "På vilket sätt",
    "Av vilken anledning",
    "Hur",
    "Hur många",
    "Hur mycket",
    "Hur ofta",
    "Hur lång tid",
    "Hur länge",
    "Hur stor är",
    "Hur stor andel",
    "Hur gammal",
    "Hur fungerar",
    "Hur gör man",
    "Hur ska",
    "Hur kan",
    "När",
    "När ska",
    "När började",
    "Var",
    "Var finns",
    "Var ligger",
    "Vart",
    "Vem",
    "Vem är",
    "Vem kan",
    "Vem får",
    "Vem ansvarar för",
    "Vems",
    "Till vem",
    "Av vem",
    "Med vad",
    "Varför",
    "Varför är",
    "Kan man",
    "Får man",
    "Måste man",
    "Är det",
    "Finns det",
    "Har",
    "Berätta om",
    "Ge exempel på",
    "What is",
    "How many",
    "Who",
    "When",
    "Which",
)


def encode_openings(tokenizer: Tokenizer) -> Ragged:
    """The token numbers of each way to begin a question."""
    return encode(tokenizer, _OPENINGS)
