"""The questions about maturity that a collection asks, each answered with a level 1 to 5."""

from dataclasses import dataclass

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about maturity: `theme` is what people call it."""

    id: str
    theme: str
    text: str


QUESTIONS = (
    Question(id="m1", theme="styrning", text="Ledningen styr it-utvecklingen mot tydliga mål."),
    Question(id="m2", theme="portfölj", text="Projekten vägs mot varandra i en gemensam portfölj."),
    Question(id="m3", theme="nytta", text="Nyttan av it-investeringar följs upp efter införandet."),
    Question(id="m4", theme="arkitektur", text="Nya lösningar följer en beslutad arkitektur."),
    Question(id="m5", theme="kompetens", text="Myndigheten har den it-kompetens den behöver."),
    Question(
        id="m6", theme="beställning", text="Myndigheten ställer tydliga krav på leverantörer."
    ),
    Question(id="m7", theme="risk", text="Risker i projekten hanteras löpande."),
    Question(id="m8", theme="säkerhet", text="Informationssäkerhet är med från början."),
)
