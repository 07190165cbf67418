"""The short answer inside a quoted sentence: found where the sentence tells it, else nothing."""

import pytest

from assistant.short_answers.direct import direct_answer, fits
from tests.understandings import understand


def short(question: str, sentence: str) -> str | None:
    found = direct_answer(understand(question), sentence)
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        (
            "När lämnade nämnden sin rapport?",
            "Nämnden fick uppdraget den 3 mars 2016 och lämnade sin rapport den 21 december 2017.",
            "den 21 december 2017",
        ),
        (
            "När ska länsstyrelsen redovisa uppdraget?",
            "Länsstyrelsen ska redovisa uppdraget senast den 1 mars 2019 till regeringen.",
            "senast den 1 mars 2019",
        ),
        (
            "När infördes e-arkivet?",
            "E-arkivet infördes hösten 2021 efter två års förberedelser.",
            "hösten 2021",
        ),
        (
            "Vilket år bildades delegationen?",
            "Delegationen bildades den 5 maj 2009 och lades ned 2015.",
            "2009",
        ),
        (
            "Vilket år bildades delegationen?",
            "Delegationen bildades 2016.",
            "2016",
        ),
        (
            "Under vilka år pågick försöket? När pågick försöket?",
            "Försöket pågick 2014–2016.",
            None,
        ),
        ("När pågick försöket?", "Försöket pågick 2014–2016 i tre län.", "2014–2016"),
        (
            "När ska myndigheten svara?",
            "Myndigheten ska svara inom 30 dagar från beslutet.",
            "inom 30 dagar från beslutet",
        ),
        (
            "Vilket datum stängdes registret?",
            "Registret stängdes 2021-06-30 sedan det nya hade tagits i drift.",
            "2021-06-30",
        ),
        ("Vilken dag stängdes registret?", "Registret stängdes i juni 2021.", None),
        (
            "When was the register closed?",
            "Registret stängdes i juni 2021.",
            "juni 2021",
        ),
        (
            "När antogs strategin?",
            "Strategin, som bygger på SOU 2017:23, antogs den 2 juni 2020.",
            "den 2 juni 2020",
        ),
        ("När antogs strategin?", "Strategin finns i 2018 års regleringsbrev.", None),
        ("När antogs strategin från 2020?", "Strategin från 2020 gäller ännu.", None),
        (
            "När började och när slutade försöket?",
            "Försöket började 2014.",
            None,
        ),
        (
            "När mättes kötiden?",
            "Kötiden mättes den 4 april 2022 och den 9 maj 2022.",
            None,
        ),
    ],
)
def test_a_time_is_found_where_the_sentence_tells_it(
    question: str, sentence: str, answer: str | None
) -> None:
    found = short(question, sentence)

    assert found == answer


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        (
            "Hur stora var regionens it-kostnader 2016?",
            "Regionens it-kostnader var 18,8 miljarder kronor 2016, eller 4 procent av utgifterna.",
            "18,8 miljarder kronor",
        ),
        (
            "Vad kostade bygget?",
            "Bygget, med 12 hus, kostade drygt 340 mnkr.",
            "drygt 340 mnkr",
        ),
        (
            "Vad kostade bygget?",
            "Bygget tog tre år och omfattade 12 hus.",
            None,
        ),
        (
            "Vad kostade vägen?",
            "Bron kostade 40 miljoner kronor och vägen kostade 25 miljoner kronor.",
            "25 miljoner kronor",
        ),
        (
            "Vad kostade vägen 2019?",
            "Vägen kostade 5 miljoner kronor 2018, medan den kostade 7 miljoner kronor 2019.",
            "7 miljoner kronor",
        ),
        (
            "How much did the bridge cost?",
            "Bron kostade omkring 40 miljoner kronor.",
            "omkring 40 miljoner kronor",
        ),
        (
            "Hur stor andel av kommunerna hade en plan?",
            "En av tre kommuner hade en plan för informationssäkerhet.",
            "En av tre kommuner",
        ),
        (
            "Hur stor andel av kommunerna hade en plan?",
            "Av 290 kommuner hade 57 procent en plan.",
            "57 procent",
        ),
        (
            "Hur stor del av ansökningarna avslogs?",
            "Två tredjedelar av ansökningarna avslogs, vilket är mer än 2020.",
            "Två tredjedelar",
        ),
        (
            "Hur stor andel av ansökningarna avslogs?",
            "Andelen ansökningar som avslogs ökade med 3 procentenheter.",
            None,
        ),
        (
            "Hur många projekt granskades?",
            "Vid 52 myndigheter granskades tolv strategiska projekt under 2021.",
            "tolv strategiska projekt",
        ),
        (
            "Hur många strategiska projekt granskades?",
            "Revisionen granskade 1 094 strategiska it-projekt med 30 strategiska mål.",
            "1 094 strategiska it-projekt",
        ),
        (
            "Hur många projekt granskades?",
            "Granskningen gjordes av 12 projektledare.",
            None,
        ),
        (
            "Hur många myndigheter svarade på enkäten?",
            "Av 63 myndigheter svarade 52 på enkäten.",
            None,
        ),
        (
            "Hur många av projekten saknade plan?",
            "78 av 157 projekt saknade plan.",
            "78 av 157 projekt",
        ),
        (
            "Hur många ärenden avgjordes?",
            "Ett ärende kan ta lång tid.",
            None,
        ),
        (
            "Hur ofta ska registret gallras?",
            "Registret ska gallras två gånger om året.",
            "två gånger om året",
        ),
        (
            "Hur många besök hade webbplatsen?",
            "Besök på webbplatsen · 2020 · 45 000",
            "45 000",
        ),
        (
            "Hur stor andel var digitala?",
            "Andel digitala · 35 procent · 71 procent",
            None,
        ),
        (
            "How many projects had high risk?",
            "Nio projekt hade hög risk under våren.",
            "Nio projekt",
        ),
    ],
)
def test_an_amount_is_found_in_the_unit_that_is_asked_for(
    question: str, sentence: str, answer: str | None
) -> None:
    found = short(question, sentence)

    assert found == answer


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        (
            "Hur länge pågick försöket?",
            "Försöket pågick i ett och ett halvt år vid 4 skolor.",
            "ett och ett halvt år",
        ),
        (
            "Hur många dagar tar handläggningen?",
            "Handläggningen tar 30 dagar, och beslutet gäller i två år.",
            "30 dagar",
        ),
        (
            "Hur lång tid har man på sig att överklaga?",
            "Den som vill överklaga har tre veckor på sig.",
            "tre veckor",
        ),
        ("Hur länge har systemet använts?", "Systemet är 20 år gammalt.", None),
        ("Hur många timmar tar utbildningen?", "Utbildningen tar två dagar.", None),
        ("How many weeks does the course take?", "Utbildningen tar sex veckor.", "sex veckor"),
    ],
)
def test_a_duration_is_found_in_the_unit_that_is_asked_for(
    question: str, sentence: str, answer: str | None
) -> None:
    found = short(question, sentence)

    assert found == answer


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        (
            "Vem är ordförande i nämnden?",
            "Ordförande i nämnden är chefen för enheten Tillsyn.",
            "chefen för enheten Tillsyn",
        ),
        (
            "Vem är systemägare för diariet?",
            "Systemägare är arkivchefen, och förvaltningsledaren sköter driften.",
            "arkivchefen",
        ),
        (
            "Vem leder utredningen?",
            "Utredningen leds av generaldirektören på uppdrag av regeringen.",
            "generaldirektören",
        ),
        (
            "Vem beslutade om planen?",
            "Planen, som Trafikverket hade skrivit, skickades till Digg.",
            None,
        ),
        (
            "Vilken myndighet ansvarar för registret?",
            "Bolagsverket ansvarar för registret.",
            "Bolagsverket",
        ),
        (
            "Vilken myndighet ansvarar för registret?",
            "Sedan 2018 ansvarar Lantmäteriet för registret tillsammans med Skatteverket.",
            "Lantmäteriet",
        ),
        (
            "Vem godkände slutrapporten?",
            "Projektledaren skrev och styrgruppen godkände slutrapporten.",
            "styrgruppen",
        ),
        (
            "Who approved the final report?",
            "Slutrapporten godkändes av projektägaren.",
            "projektägaren",
        ),
        ("Vem godkände slutrapporten?", "Slutrapporten godkändes i maj.", None),
        ("Vilka risker beslutade Trafikverket om?", "Trafikverket beslutade om två risker.", None),
    ],
)
def test_a_name_is_found_where_the_grammar_points_it_out(
    question: str, sentence: str, answer: str | None
) -> None:
    found = short(question, sentence)

    assert found == answer


@pytest.mark.parametrize(
    "question", ["Varför stängdes registret?", "Vad menas med nytta?"], ids=["reason", "other"]
)
def test_reasons_and_explanations_have_no_short_form(question: str) -> None:
    found = short(question, "Registret stängdes 2021 eftersom nyttan var 3 miljoner kronor.")

    assert found is None


def test_the_offsets_are_those_of_the_sentence() -> None:
    sentence = "Vid revisionen 2020 hade tolv\nprojekt ingen plan."

    found = direct_answer(understand("Hur många projekt saknade plan?"), sentence)

    assert found is not None
    assert sentence[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "När ska Digg redovisa uppdraget?",
            "Digg fick uppdraget den 5 juni 2019 och ska redovisa det senast den 1 mars 2020.",
        ),
        ("När lämnades planen?", "Planen lämnades inte den 3 maj 2021, som det var tänkt."),
        (
            "Hur många projekt blev försenade?",
            "Av de 157 projekten blev 31 försenade.",
        ),
        ("Hur länge sparas loggarna?", "Loggarna sparas i sex månader men högst i två år."),
        (
            "Vem ansvarar för leveransen?",
            "Nyttoägaren ansvarar för nyttan och projektledaren för leveransen.",
        ),
        ("Vem utsågs till ledamot?", "Regeringen utsåg landshövdingen till ledamot."),
        ("Vem betalar driften?", "Driften betalas inte av Digg utan av kommunerna."),
        (
            "Vem godkände systemet?",
            "Systemet godkändes efter en granskning av Riksrevisionen.",
        ),
        ("Hur länge pågick provet?", "Köpet tog tre månader."),
    ],
)
def test_nothing_is_guessed(question: str, sentence: str) -> None:
    found = short(question, sentence)

    assert found is None


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        (
            "Hur mycket överskreds budgeten?",
            "Budgeten på 50 miljoner kronor överskreds med 12 miljoner kronor.",
            "12 miljoner kronor",
        ),
        (
            "Hur mycket har avgifterna ökat?",
            "Avgifterna har ökat med 20 procent sedan 2015, från 10 till 12 miljoner kronor.",
            "20 procent",
        ),
        (
            "Hur stort var anslaget 2020?",
            "Anslaget var 230 miljoner kronor 2019 och 250 miljoner kronor 2020.",
            "250 miljoner kronor",
        ),
        (
            "Hur många anställda har nämnden?",
            "Nämnden har omkring 1 200 anställda vid sju kontor.",
            "omkring 1 200 anställda",
        ),
    ],
)
def test_of_several_amounts_the_one_that_the_question_points_out_is_taken(
    question: str, sentence: str, answer: str
) -> None:
    found = short(question, sentence)

    assert found == answer


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("När stängdes registret?", "Registret stängdes efter en lång tids utredning.", False),
        ("När stängdes registret?", "Registret stängdes i maj.", True),
        ("Vad kostade bygget?", "Bygget kostade mycket mer än planerat.", False),
        ("Vad kostade bygget?", "Bygget · 3,4 · 5,6", True),
        ("Hur många projekt granskades?", "Projekten granskades under 2021.", False),
        ("Hur många projekt granskades?", "Hälften av projekten granskades.", True),
        ("Hur länge pågick försöket?", "Försöket pågick tills alla var nöjda.", False),
        ("Hur länge pågick försöket?", "Försöket pågick från 2014 till 2016.", True),
        ("Vem godkände rapporten?", "Rapporten godkändes till slut.", False),
        ("Vem godkände rapporten?", "Rapporten godkändes av styrgruppen.", True),
        ("Vilka risker finns?", "De är att tiden inte räcker.", True),
        ("Varför stängdes registret?", "Det var för dyrt.", True),
        ("Vad är nytta?", "Det som blir bättre.", True),
    ],
)
def test_a_sentence_without_the_sort_of_thing_asked_for_does_not_fit(
    question: str, sentence: str, expected: bool
) -> None:
    fitting = fits(understand(question), sentence)

    assert fitting is expected
