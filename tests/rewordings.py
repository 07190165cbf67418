"""Honest statements: sentences of the starter material, and the same said a little otherwise."""

QUOTED = """
Nyttan under 2024 blev 9,4 miljoner kronor.
Myndigheten heter sedan den 1 januari 2026 Statskontoret.
Tillsammans kostar de 10,7 miljarder kronor.
Styrgruppen beslutade om ändringen den 12 maj 2023.
Projekten kostade tillsammans omkring 40 miljarder kronor.
Den som inte vet vilka system som är föråldrade kan inte prioritera.
It kan ha blivit billigare men använts mer.
Ändrade regler för bidraget ingår inte heller.
Regeringen svarade i skrivelse 2010/11:138 i maj 2011.
Medellängden är 944 dagar, ungefär två år och sju månader.
Staten arbetar inte tillräckligt effektivt med strategiska digitaliseringsprojekt.
Riksrevisionen är en myndighet under riksdagen och granskar den statliga verksamheten.
Delrapporten ESV 2015:48 omfattade 63 myndigheter och 244 strategiska it-projekt.
Av de 17 årsarbetskrafter som skulle frigöras har 11 frigjorts.
Två hade hög risk i alla tre, och 76 hade låg risk i alla tre.
""".strip().splitlines()
_PAIRS = """
Nyttan under 2024 blev 9,4 miljoner kronor.
=> Under 2024 blev nyttan 9,4 mnkr.

Nyttan under 2024 blev 9,4 miljoner kronor.
=> Nyttan blev 9,4 miljoner kronor under 2024.

Nyttan under 2024 blev 9,4 miljoner kronor.
=> År 2024 uppgick nyttan till 9,4 miljoner kronor.

Uppföljningen visade 9,4 miljoner kronor för 2024.
=> För 2024 visade uppföljningen 9,4 mkr.

Tillsammans kostar de 10,7 miljarder kronor.
=> De kostar tillsammans 10,7 mdkr.

Tillsammans kostar de 10,7 miljarder kronor.
=> Kostnaden är tillsammans 10 700 miljoner kronor.

Styrgruppen beslutade om ändringen den 12 maj 2023.
=> Den 12 maj 2023 beslutade styrgruppen om ändringen.

Styrgruppen beslutade om ändringen den 12 maj 2023.
=> Beslutet om ändringen fattades av styrgruppen 2023-05-12.

Styrgruppen beslutade om ändringen den 12 maj 2023.
=> Ändringen beslutades av styrgruppen den 12 maj 2023.

Projekten kostade tillsammans omkring 40 miljarder kronor.
=> Tillsammans kostade projekten omkring 40 mdkr.

Projekten kostade tillsammans omkring 40 miljarder kronor.
=> Kostnaden för projekten var omkring 40 miljarder kronor.

Fyra handläggare rättar ärenden på heltid från den 1 november 2022.
=> Från den 1 november 2022 rättar 4 handläggare ärenden på heltid.

Fyra handläggare rättar ärenden på heltid från den 1 november 2022.
=> Ärenden rättas på heltid av fyra handläggare från den 1 november 2022.

Myndigheten heter sedan den 1 januari 2026 Statskontoret.
=> Sedan den 1 januari 2026 heter myndigheten Statskontoret.

ESV heter sedan den 1 januari 2026 Statskontoret.
=> Sedan 2026-01-01 heter ESV Statskontoret.

Regeringen svarade i skrivelse 2010/11:138 i maj 2011.
=> I maj 2011 svarade regeringen i skrivelse 2010/11:138.

Medellängden är 944 dagar, ungefär två år och sju månader.
=> Medellängden är ungefär 2 år och 7 månader.

Medellängden är 944 dagar, ungefär två år och sju månader.
=> Projektens medellängd är 944 dagar.

Delrapporten ESV 2015:48 omfattade 63 myndigheter och 244 strategiska it-projekt.
=> I delrapporten ESV 2015:48 omfattades 63 myndigheter.

Delrapporten ESV 2015:48 omfattade 63 myndigheter och 244 strategiska it-projekt.
=> Delrapporten ESV 2015:48 omfattade 244 strategiska it-projekt och 63 myndigheter.

Delrapporten ESV 2015:48 innehåller kartläggningen av projekten.
=> Kartläggningen av projekten finns i delrapporten ESV 2015:48.

Slutdatumet flyttas nio månader, från den 31 december 2022 till den 30 september 2023.
=> Slutdatumet flyttas 9 månader till den 30 september 2023.

Slutdatumet flyttas nio månader, från den 31 december 2022 till den 30 september 2023.
=> Slutdatumet flyttas från 2022-12-31 till 2023-09-30.

Exempelmyndigheten handlägger 80 000 ansökningar om bidrag per år.
=> Per år handläggs 80 000 ansökningar om bidrag av Exempelmyndigheten.

Exempelmyndigheten handlägger 80 000 ansökningar om bidrag per år.
=> Exempelmyndighetens handläggning omfattar 80 000 ansökningar per år.

Utfallet är 39 procent över den första budgeten och 5 procent över den reviderade.
=> Utfallet är 39 % över den första budgeten.

Kostnaden för förseningen är beräknad till 5,0 miljoner kronor.
=> Förseningens kostnad är beräknad till 5 mnkr.

Kostnaden för förseningen är beräknad till 5,0 miljoner kronor.
=> Förseningen är beräknad att kosta fem miljoner kronor.

Den nya beräkningen är 12,0 miljoner kronor per år från 2025.
=> Från 2025 är den nya beräkningen 12 miljoner kronor per år.

Projektet startar den 1 april 2021 och ska vara avslutat den 31 december 2022.
=> Projektet startar den 1 april 2021.

Projektet startar den 1 april 2021 och ska vara avslutat den 31 december 2022.
=> Projektet ska vara avslutat 2022-12-31.

Ändringen är större än styrgruppens mandat, som är 10 procent och tre månader.
=> Styrgruppens mandat är tio procent och 3 månader.

Av de 17 årsarbetskrafter som skulle frigöras har 11 frigjorts.
=> 11 av de 17 årsarbetskrafter som skulle frigöras har frigjorts.

Rapporten gäller läget den 30 september 2022.
=> Läget den 30 september 2022 gäller rapporten.

Rättningen och de extra kopplingarna till gamla system kostade omkring 9 miljoner kronor.
=> Omkring nio miljoner kronor kostade rättningen och de extra kopplingarna till gamla system.

Med en nytta på 11,5 miljoner kronor per år tar det 5,8 år att få tillbaka pengarna.
=> Det tar 5,8 år att få tillbaka pengarna med en nytta på 11,5 mnkr per år.

Den nya organisationen ska vara på plats den 1 januari 2027.
=> Den 1 januari 2027 ska den nya organisationen vara på plats.

Genomsnittet 37 miljoner kronor är 40 miljarder delat med 1 094.
=> Genomsnittet är 37 miljoner kronor, alltså 40 miljarder delat med 1 094.

Staten arbetar inte tillräckligt effektivt med strategiska digitaliseringsprojekt.
=> Strategiska digitaliseringsprojekt arbetar staten inte tillräckligt effektivt med.

Ändrade regler för bidraget ingår inte heller.
=> Inte heller ändrade regler för bidraget ingår.

Stora delar av statens pengar låses för lång tid.
=> För lång tid låses stora delar av statens pengar.

Det är beroende av andra delar av den egna myndigheten, av andra myndigheter och av
    leverantörer.
=> Det är beroende av leverantörer och av andra myndigheter.

Riksrevisionen är en myndighet under riksdagen och granskar den statliga verksamheten.
=> Den statliga verksamheten granskas av Riksrevisionen.

Riksrevisionen konstaterade redan 2011 att erfarenheter från tidigare it-projekt inte används.
=> Redan 2011 konstaterade Riksrevisionen att erfarenheter från tidigare it-projekt inte
    används.

Nyttan beräknades i direktivet till 15,0 miljoner kronor per år.
=> I direktivet beräknades nyttan till 15 mnkr per år.
"""


def _pair(written: str) -> tuple[str, str]:
    source, _, said = " ".join(written.split()).partition(" => ")
    return source, said


REWORDED = [_pair(written) for written in _PAIRS.strip().split("\n\n")]
"""A sentence of the material, and an honest rewording of it: order, units, number words, voice."""
