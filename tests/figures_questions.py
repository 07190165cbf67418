"""Questions to the register as people put them, with what each of them means.

The agencies are those of `figures_catalogue`: projects 2016 to 2018, key figures 2015 to 2018.
"""
# ruff: noqa: E501  (a question a line reads best)

from dataclasses import replace

from ingest.register.selection import Aggregate, Condition, Op, Order, Selection, Subject
from tests.figures_catalogue import IDS

LATEST = 2018
FALLING, RISING = Order.FALLING, Order.RISING


def where(*texts: str) -> tuple[Condition, ...]:
    """Conditions of texts such as "delay above 0"."""
    return tuple(map(_condition, texts))


def _condition(text: str) -> Condition:
    first, *others = text.split(" | ")
    if others:
        return replace(_condition(first), either=tuple(map(_condition, others)))
    field, op, *rest = text.split(" ", 2)
    value = rest[0] if rest else ""
    if value == "yes":
        return Condition(field=field, op=Op(op), value=True)
    number = value.replace(".", "", 1).isdigit()
    return Condition(field=field, op=Op(op), value=float(value) if number else value)


def _ids(names: str) -> tuple[int, ...]:
    return tuple(IDS[name] for name in names.split())


def _selection(subject: Subject, made: str, number: str, said: dict[str, object]) -> Selection:
    year = said.get("y", LATEST)
    price, limit, order = said.get("price"), said.get("limit", 0), said.get("order", Order.NONE)
    by = str(said.get("by", ""))
    assert isinstance(limit, int)
    assert isinstance(order, Order)
    assert price is None or isinstance(price, int)
    return Selection(
        subject=subject,
        aggregate=Aggregate(made),
        years=(year,) if isinstance(year, int) else tuple(map(int, str(year).split())),
        number=number,
        agencies=_ids(str(said.get("a", ""))),
        conditions=where(*_texts(said.get("c", ()))),
        share_of=where(*_texts(said.get("s", ()))),
        by=tuple(by.split()),
        order=order,
        limit=limit,
        price_year=price,
        shown=tuple(str(said.get("shown", "")).split()),
    )


def _texts(said: object) -> tuple[str, ...]:
    if isinstance(said, str):
        return (said,)
    assert isinstance(said, tuple)
    return said


def rows(made: str = "count", number: str = "", **said: object) -> Selection:
    """A selection of projects: y(ears), a(gencies), c(onditions), s(hare of), by, order, limit, shown."""
    return _selection(Subject.PROJECTS, made, number, said)


def figures(number: str, made: str = "sum", **said: object) -> Selection:
    """A selection of key figures, likewise."""
    return _selection(Subject.FIGURES, made, number, said)


def mature(number: str, made: str = "sum", **said: object) -> Selection:
    """A selection of maturity, likewise."""
    return _selection(Subject.MATURITY, made, number, said)


BJ, GR, HM, DA = "Björkverket", "Granverket", "Havsmyndigheten", "Dalverket"
TWO = f"{BJ} {GR}"
LATE, OVER, HIGH = "delay above 0", "overrun above 0", "highest_risk is 3"
NO_PLAN, NO_OWNER = "benefit_plan lacks", "benefit_owner lacks"
PLAN, OWNER = "benefit_plan is yes", "benefit_owner present"
NAMED = "project is Ny ärendehantering"
MOVED = "revised_end present"
FINANCE = "department is Finansdepartementet"
TWENTY = "groups is de tjugo"
ALL, BOTH = "2016 2017 2018", "2016 2017"
FOUR = "2015 2016 2017 2018"

READ: tuple[tuple[str, tuple[Selection, ...]], ...] = (
    # --- counts ---
    ("Hur många projekt finns i registret?", (rows(),)),
    ("hur många projekt?", (rows(),)),
    ("Antal strategiska it-projekt 2017", (rows(y=2017),)),
    ("Hur många strategiska it projekt hade Björkverket 2017?", (rows(y=2017, a=BJ),)),
    ("Hur många projekt drev Granverket under 2016?", (rows(y=2016, a=GR),)),
    ("Hur många initiativ redovisade Havsmyndigheten 2017?", (rows(y=2017, a=HM),)),
    ("hur många satsningar har HaM i år?", (rows(a=HM),)),
    ("Hur många it-projekt rapporterade BJV 2018?", (rows(a=BJ),)),
    ("Kan du säga hur många projekt som Dalverket hade 2016?", (rows(y=2016, a=DA),)),
    ("Hej! Jag undrar hur många projekt Björkverket hade 2017, tack", (rows(y=2017, a=BJ),)),
    ("Antalet projekt hos Björkverket?", (rows(a=BJ),)),
    ("Björkverkets projekt 2017, hur många var de?", (rows(y=2017, a=BJ),)),
    ("2017, hur många projekt hade Granverket då?", (rows(y=2017, a=GR),)),
    ("Hur många projekt är försenade?", (rows(c=LATE),)),
    ("Hur många försenade projekt hade Björkverket 2017?", (rows(y=2017, a=BJ, c=LATE),)),
    ("Hur många av Björkverkets projekt var försenade 2017?", (rows(y=2017, a=BJ, c=LATE),)),
    ("hur manga projekt ar forsenade", (rows(c=LATE),)),
    ("Hur många projekt blev försenade 2016?", (rows(y=2016, c=LATE),)),
    ("Hur många projekt har dragit ut på tiden?", (rows(c=LATE),)),
    ("Hur många projekt har dragit över budgeten?", (rows(c=OVER),)),
    ("Hur många projekt överskred sin budget 2017?", (rows(y=2017, c=OVER),)),
    ("Hur många projekt ligger över budget 2017?", (rows(y=2017, c=OVER),)),
    ("antal projekt som spräckt budgeten", (rows(c=OVER),)),
    ("Hur många projekt blev dyrare än planerat?", (rows(c=OVER),)),
    ("Hur många projekt höll budgeten?", (rows(c="overrun at_most 0"),)),
    ("Hur många projekt höll tidplanen 2017?", (rows(y=2017, c="delay at_most 0"),)),
    ("Hur många projekt har hög risk?", (rows(c=HIGH),)),
    ("Hur många projekt med hög risk hade Granverket 2016?", (rows(y=2016, a=GR, c=HIGH),)),
    ("Antal högriskprojekt 2018", (rows(c=HIGH),)),
    ("Hur många projekt hade låg risk 2017?", (rows(y=2017, c="highest_risk is 1"),)),
    ("Hur många projekt bedömdes ha medelhög risk?", (rows(c="highest_risk is 2"),)),
    ("Hur många projekt har medel eller hög risk?", (rows(c="highest_risk at_least 2"),)),
    ("Hur många projekt har hög risk i budget?", (rows(c="risk_budget is 3"),)),
    ("Hur många projekt har hög budgetrisk?", (rows(c="risk_budget is 3"),)),
    ("Hur många projekt har hög risk för nyttan 2016?", (rows(y=2016, c="risk_benefit is 3"),)),
    (
        "Hur många projekt har hög risk både vad gäller budget och tid?",
        (rows(c=("risk_budget is 3", "risk_time is 3")),),
    ),
    (
        "Hur många projekt hade hög risk i alla tre?",
        (rows(c=("risk_benefit is 3", "risk_budget is 3", "risk_time is 3")),),
    ),
    ("Hur många projekt hade hög risk i minst en av nytta, budget och tid?", (rows(c=HIGH),)),
    ("Hur många projekt hade hög risk i någon av nytta, budget eller tid?", (rows(c=HIGH),)),
    (
        "Hur många projekt hade låg risk i alla tre avseenden 2017?",
        (rows(y=2017, c=("risk_benefit is 1", "risk_budget is 1", "risk_time is 1")),),
    ),
    ("Hur många projekt saknar nyttorealiseringsplan?", (rows(c=NO_PLAN),)),
    ("Hur många projekt utan nyttoplan hade Björkverket 2018?", (rows(a=BJ, c=NO_PLAN),)),
    ("Hur många projekt har ingen nyttoägare?", (rows(c=NO_OWNER),)),
    ("hur många saknar nyttoägare", (rows(c=NO_OWNER),)),
    ("Hur många projekt har en nyttorealiseringsplan 2017?", (rows(y=2017, c=PLAN),)),
    ("Hur många projekt har utsedd nyttoägare?", (rows(c=OWNER),)),
    ("Hur många projekt saknar både nyttorealiseringsplan och nyttoägare?", (rows(c=(NO_PLAN, NO_OWNER)),)),
    ("Hur många projekt har reviderat slutdatum?", (rows(c=MOVED),)),
    ("Hur många projekt har fått nytt slutdatum 2017?", (rows(y=2017, c=MOVED),)),
    ("Hur många projekt har flyttat sitt slutdatum mer än sex månader?", (rows(c="end_revision above 182.5"),)),
    ("Hur många projekt har reviderat sin budget?", (rows(c="revised_budget present"),)),
    ("Hur många projekt är avslutade?", (rows(c="status is avslutat"),)),
    ("Hur många pågående projekt har Dalverket?", (rows(a=DA, c="status is pågående"),)),
    ("Hur många projekt lades ned 2017?", (rows(y=2017, c="status is avbrutet"),)),
    ("Hur många projekt är pausade?", (rows(c="status is pausat"),)),
    ("Hur många projekt är i genomförandefasen?", (rows(c="phase is genomförande"),)),
    ("Hur många projekt befinner sig i förstudie 2016?", (rows(y=2016, c="phase is förstudie"),)),
    ("Hur många systembyten pågår?", (rows(c=("kind is systembyte", "status is pågående")),)),
    ("Hur många projekt gäller systembyte?", (rows(c="kind is systembyte"),)),
    ("Hur många infrastrukturprojekt fanns 2017?", (rows(y=2017, c="kind is infrastruktur"),)),
    ("Hur många projekt är längre än två år?", (rows(c="length above 730"),)),
    ("Hur många projekt har pågått i mer än 3 år?", (rows(c="length above 1095"),)),
    ("Hur många projekt är kortare än 18 månader?", (rows(c="length below 547.5"),)),
    ("Hur många projekt har en budget på mer än 50 mnkr?", (rows(c="budget above 50000000"),)),
    ("Hur många projekt har en budget över 50 miljoner kronor?", (rows(c="budget above 50000000"),)),
    ("Hur många projekt har budget under 10 000 tkr?", (rows(c="budget below 10000000"),)),
    ("Hur många projekt har ett utfall på minst 1,5 mdkr?", (rows(c="outcome at_least 1500000000"),)),
    ("Hur många projekt har kostat mer än 20 mkr?", (rows(c="outcome above 20000000"),)),
    ("Hur många projekt större än 100 mnkr finns det?", (rows(c="budget above 100000000"),)),
    (
        "Hur många projekt har en budget mellan 10 och 50 mnkr?",
        (rows(c=("budget at_least 10000000", "budget at_most 50000000")),),
    ),
    ("Hur många projekt är försenade mer än ett år?", (rows(c="delay above 365"),)),
    ("Hur många projekt är minst ett halvår försenade?", (rows(c="delay at_least 182.5"),)),
    (
        "Hur många projekt startade 2016?",
        (rows(c=("start at_least 2016-01-01", "start at_most 2016-12-31")),),
    ),
    ("Hur många projekt startade före 2015?", (rows(c="start below 2015-01-01"),)),
    ("Hur många projekt påbörjades efter 2016?", (rows(c="start above 2016-12-31"),)),
    ("Hur många projekt har startat sedan juli 2016?", (rows(c="start at_least 2016-07-01"),)),
    (
        "Hur många projekt avslutades under 2017?",
        (rows(c=("actual_end at_least 2017-01-01", "actual_end at_most 2017-12-31")),),
    ),
    ("Hur många projekt hade de tjugo myndigheterna 2017?", (rows(y=2017, c=TWENTY),)),
    ("hur många projekt hade de 20 myndigheterna tillsammans 2017", (rows(y=2017, c=TWENTY),)),
    ("Hur många projekt finns inom Finansdepartementet?", (rows(c=FINANCE),)),
    ("Hur många projekt har små myndigheter?", (rows(c="size is liten"),)),
    ("Hur många projekt har stora myndigheter 2016?", (rows(y=2016, c="size is stor"),)),
    ("Hur många projekt har Nordkod som leverantör?", (rows(c="supplier is Nordkod"),)),
    ("Hur många projekt med leverantören Fjordsystem är försenade?", (rows(c=("supplier is Fjordsystem", LATE)),)),
    ("Hur många projekt gäller systemet Kvarnen?", (rows(c="system is Kvarnen"),)),
    ("Hur många projekt drivs i egen regi?", (rows(c="supplier is egen regi"),)),
    ("Hur många projekt är inte försenade?", (rows(c="delay at_most 0"),)),
    ("Hur många projekt har inte överskridit budgeten?", (rows(c="overrun at_most 0"),)),
    ("Hur många projekt är ej avslutade 2017?", (rows(y=2017, c="status is_not avslutat"),)),
    ("Hur många projekt har inte reviderat slutdatum?", (rows(c="revised_end missing"),)),
    ("Hur många projekt finns per myndighet?", (rows(by="agency"),)),
    ("Antal projekt per år", (rows(y=ALL, by="year"),)),
    ("Antal projekt fördelat på fas 2017", (rows(y=2017, by="phase"),)),
    ("Hur många projekt hade Björkverket varje år?", (rows(y=ALL, a=BJ, by="year"),)),
    ("Hur många projekt hade Björkverket 2016 och 2017?", (rows(y=BOTH, a=BJ, by="year"),)),
    ("Hur många projekt hade Björkverket 2016–2018?", (rows(y=ALL, a=BJ, by="year"),)),
    ("Hur många projekt fanns 2016-2017", (rows(y=BOTH, by="year"),)),
    ("Hur många projekt har Björkverket haft sedan 2016?", (rows(y=ALL, a=BJ, by="year"),)),
    ("antal projekt de två senaste åren", (rows(y="2017 2018", by="year"),)),
    ("Hur många projekt hade de tjugo myndigheterna per typ 2016?", (rows(y=2016, c=TWENTY, by="kind"),)),
    ("Hur många projekt per departement och år?", (rows(y=ALL, by="department year"),)),
    ("Hur många projekt har Björkverket och Granverket tillsammans?", (rows(a=TWO),)),
    ("Jämför antalet projekt hos Björkverket och Granverket 2017", (rows(y=2017, a=TWO, by="agency"),)),
    ("Hur många projekt har Björkverket respektive Granverket?", (rows(a=TWO, by="agency"),)),
    # --- shares ---
    ("Hur stor andel av projekten är försenade?", (rows("share", s=LATE),)),
    ("Andel försenade projekt 2017", (rows("share", y=2017, s=LATE),)),
    ("Hur stor andel saknade nyttorealiseringsplan 2017?", (rows("share", y=2017, s=NO_PLAN),)),
    ("Hur många procent av projekten ligger över budget?", (rows("share", s=OVER),)),
    ("hur stor del av björkverkets projekt hade hög risk 2016", (rows("share", y=2016, a=BJ, s=HIGH),)),
    ("Vilken andel av projekten har medel eller hög risk?", (rows("share", s="highest_risk at_least 2"),)),
    (
        "Hur stor andel av de försenade projekten saknar nyttoägare?",
        (rows("share", c=LATE, s=NO_OWNER),),
    ),
    (
        "Hur stor andel av projekten med hög risk är över budget?",
        (rows("share", c=HIGH, s=OVER),),
    ),
    (
        "Av projekten som är försenade, hur stor andel saknar nyttorealiseringsplan?",
        (rows("share", c=LATE, s=NO_PLAN),),
    ),
    (
        "Hur stor andel av projekten i genomförande har reviderat slutdatum?",
        (rows("share", c="phase is genomförande", s=MOVED),),
    ),
    ("Andelen projekt med hög risk per myndighet 2017", (rows("share", y=2017, s=HIGH, by="agency"),)),
    ("Andel försenade projekt per år", (rows("share", y=ALL, s=LATE, by="year"),)),
    ("Hur stor andel av projekten hos stora myndigheter är försenade?", (rows("share", c="size is stor", s=LATE),)),
    ("hur stor andel har reviderat sitt slutdatum?", (rows("share", s=MOVED),)),
    ("Hur stor andel av projekten var försenade och över budget?", (rows("share", s=(LATE, OVER)),)),
    ("Procent projekt utan nyttoägare", (rows("share", s=NO_OWNER),)),
    ("Hur stor andel av projekten kostade mer än 50 mnkr?", (rows("share", s="outcome above 50000000"),)),
    # --- lists ---
    ("Vilka projekt är försenade?", (rows("list", c=LATE),)),
    ("Vilka projekt hade Björkverket 2017?", (rows("list", y=2017, a=BJ),)),
    ("Lista alla projekt hos Granverket", (rows("list", a=GR),)),
    ("Räkna upp alla projekt med hög risk 2017", (rows("list", y=2017, c=HIGH),)),
    ("Visa mig alla projekt utan nyttoplan hos Dalverket", (rows("list", a=DA, c=NO_PLAN),)),
    ("ge mig en lista över alla försenade projekt 2016", (rows("list", y=2016, c=LATE),)),
    ("Vilka av Björkverkets projekt är över budget?", (rows("list", a=BJ, c=OVER),)),
    ("Vilka projekt har reviderat slutdatum mer än ett år?", (rows("list", c="end_revision above 365"),)),
    ("Vilka projekt har flyttat slutdatumet med mer än 400 dagar?", (rows("list", c="end_revision above 400"),)),
    ("Vilka projekt startade 2017 och har hög risk?", (rows("list", c=("start at_least 2017-01-01", "start at_most 2017-12-31", HIGH)),)),
    ("Vilka projekt har Nordkod som leverantör?", (rows("list", c="supplier is Nordkod"),)),
    ("Vilka projekt är dyrare än budgeterat?", (rows("list", c=OVER),)),
    ("Vilka pågående projekt har Björkverket?", (rows("list", a=BJ, c="status is pågående"),)),
    ("Vilka projekt längre än 3 år har Granverket?", (rows("list", a=GR, c="length above 1095"),)),
    ("Vilka är de försenade projekten hos Björkverket?", (rows("list", a=BJ, c=LATE),)),
    ("Lista projekten och deras budget hos Dalverket 2017", (rows("list", "budget", y=2017, a=DA),)),
    ("Vilket projekt har störst budget?", (rows("list", "budget", order=FALLING, limit=1),)),
    ("Vilket projekt hade högst utfall 2016?", (rows("list", "outcome", y=2016, order=FALLING, limit=1),)),
    ("Vilket är det längsta projektet?", (rows("list", "length", order=FALLING, limit=1),)),
    ("vilket projekt är mest försenat", (rows("list", "delay", order=FALLING, limit=1),)),
    ("De tio största projekten 2017", (rows("list", "budget", y=2017, order=FALLING, limit=10),)),
    ("topp 5 projekt efter budget", (rows("list", "budget", order=FALLING, limit=5),)),
    ("Vilka tre projekt är mest försenade hos Björkverket?", (rows("list", "delay", a=BJ, order=FALLING, limit=3),)),
    ("Vilka 5 projekt har längst försening 2017?", (rows("list", "delay", y=2017, order=FALLING, limit=5),)),
    ("Vilka fem projekt har störst överskridande?", (rows("list", "overrun", order=FALLING, limit=5),)),
    ("Vilket projekt har överskridit budgeten mest?", (rows("list", "overrun", order=FALLING, limit=1),)),
    ("Vilket projekt är kortast?", (rows("list", "length", order=RISING, limit=1),)),
    ("Vilken myndighet har det längsta projektet?", (rows("list", "length", order=FALLING, limit=1),)),
    # --- sums, means, medians ---
    ("Vad är den totala budgeten för projekten 2017?", (rows("sum", "budget", y=2017),)),
    ("Vad är den sammanlagda budgeten för Björkverkets projekt?", (rows("sum", "budget", a=BJ),)),
    ("Summa budget för alla projekt", (rows("sum", "budget"),)),
    ("Hur stor är budgeten för projekten hos Granverket 2016?", (rows("sum", "budget", y=2016, a=GR),)),
    ("Totalt utfall för försenade projekt 2017", (rows("sum", "outcome", y=2017, c=LATE),)),
    ("Vad har projekten kostat totalt 2017?", (rows("sum", "outcome", y=2017),)),
    ("Vad kostade projekten hos Björkverket 2016?", (rows("sum", "outcome", y=2016, a=BJ),)),
    ("Hur mycket har projekten hos Dalverket kostat?", (rows("sum", "outcome", a=DA),)),
    ("Medianlängd?", (rows("median", "length"),)),
    ("medellängd projekt 2017", (rows("mean", "length", y=2017),)),
    ("Hur långa är projekten i genomsnitt?", (rows("mean", "length"),)),
    ("Hur länge pågår ett projekt i snitt?", (rows("mean", "length"),)),
    ("Hur lång tid tar projekten i medeltal hos Björkverket?", (rows("mean", "length", a=BJ),)),
    ("Vad är medianbudgeten för projekt med hög risk?", (rows("median", "budget", c=HIGH),)),
    ("snittbudget per projekt 2016", (rows("mean", "budget", y=2016),)),
    ("Vad är den genomsnittliga budgeten per projekt hos Björkverket?", (rows("mean", "budget", a=BJ),)),
    ("Genomsnittlig försening i dagar 2017", (rows("mean", "delay", y=2017),)),
    ("Genomsnittlig försening 2017", (rows("mean", "delay", y=2017),)),
    ("Hur försenade är projekten i snitt hos Granverket?", (rows("mean", "delay", a=GR),)),
    ("Median för utfallet bland avslutade projekt", (rows("median", "outcome", c="status is avslutat"),)),
    ("Genomsnittlig längd per myndighet", (rows("mean", "length", by="agency"),)),
    ("Medianbudget per typ av projekt 2017", (rows("median", "budget", y=2017, by="kind"),)),
    ("Budget per år för Björkverkets projekt", (rows("sum", "budget", y=ALL, a=BJ, by="year"),)),
    ("Vad är den högsta budgeten bland projekten?", (rows("highest", "budget"),)),
    ("Hur långt är det längsta projektet?", (rows("highest", "length"),)),
    ("Hur lång är den längsta förseningen?", (rows("highest", "delay"),)),
    ("Största budgeten för ett projekt 2017?", (rows("highest", "budget", y=2017),)),
    ("Vad är budgeten för Ny ärendehantering?", (rows("sum", "budget", c="project is Ny ärendehantering"),)),
    ("Vad kostade projektet Byte av lönesystem?", (rows("sum", "outcome", c="project is Byte av lönesystem"),)),
    ("Hur långt är projektet Öppna data 2.0?", (rows("sum", "length", c="project is Öppna data 2.0"),)),
    ("Total reviderad budget 2018", (rows("sum", "revised_budget"),)),
    ("Summan av utfallet per fas", (rows("sum", "outcome", by="phase"),)),
    ("Vad är budgeten i 2018 års priser för projekten 2016?", (rows("sum", "budget", y=2016, price=2018),)),
    # --- several things at once ---
    (
        "Hur många strategiska projekt hade Björkverket 2017 och vad var budgeten?",
        (rows(y=2017, a=BJ), rows("sum", "budget", y=2017, a=BJ)),
    ),
    ("Medel- och medianlängd 2017", (rows("mean", "length", y=2017), rows("median", "length", y=2017))),
    ("Medellängd och medianlängd 2017", (rows("mean", "length", y=2017), rows("median", "length", y=2017))),
    ("Antal projekt och total budget för Granverket", (rows(a=GR), rows("sum", "budget", a=GR))),
    (
        "Hur många projekt var försenade 2017 och hur många saknade nyttoägare?",
        (rows(y=2017, c=LATE), rows(y=2017, c=NO_OWNER)),
    ),
    (
        "Hur många projekt hade Björkverket 2017 och hur många hade Granverket?",
        (rows(y=2017, a=BJ), rows(y=2017, a=GR)),
    ),
    (
        "Hur många projekt hade Björkverket 2017? Hur många av dem var försenade?",
        (rows(y=2017, a=BJ), rows(y=2017, a=BJ, c=LATE)),
    ),
    (
        "Hur många projekt hade hög risk och hur många av dem saknade nyttoägare?",
        (rows(c=HIGH), rows(c=(HIGH, NO_OWNER))),
    ),
    (
        "Vad var it-kostnaden och verksamhetskostnaden för Björkverket 2017?",
        (figures("it_cost", y=2017, a=BJ), figures("operating_cost", y=2017, a=BJ)),
    ),
    (
        "Genomsnittlig budget och längd för projekten 2016",
        (rows("mean", "budget", y=2016), rows("mean", "length", y=2016)),
    ),
    # --- groups that come first ---
    ("Vilken myndighet har flest projekt?", (rows(by="agency", order=FALLING, limit=1),)),
    ("Vilken myndighet hade flest försenade projekt 2017?", (rows(y=2017, c=LATE, by="agency", order=FALLING, limit=1),)),
    ("Vilka fem myndigheter har flest projekt med hög risk?", (rows(c=HIGH, by="agency", order=FALLING, limit=5),)),
    ("Vilket departement har flest projekt?", (rows(by="department", order=FALLING, limit=1),)),
    ("Vilken leverantör har flest projekt?", (rows(by="supplier", order=FALLING, limit=1),)),
    ("Vilken projekttyp är vanligast?", (rows(by="kind", order=FALLING, limit=1),)),
    ("Vilken myndighet har längst medianlängd?", (rows("median", "length", by="agency", order=FALLING, limit=1),)),
    ("Vilken myndighet har högst andel försenade projekt?", (rows("share", s=LATE, by="agency", order=FALLING, limit=1),)),
    ("Vilka myndigheter har försenade projekt?", (rows(c=LATE, by="agency"),)),
    ("Vilket år hade Björkverket flest projekt?", (rows(y=ALL, a=BJ, by="year", order=FALLING, limit=1),)),
    ("Vilken myndighet hade högst it-kostnad 2017?", (figures("it_cost", y=2017, by="agency", order=FALLING, limit=1),)),
    ("Vilka tre myndigheter har lägst it-kostnad per årsarbetskraft?", (figures("it_cost_per_fte", by="agency", order=RISING, limit=3),)),
    ("Topp 10 it-kostnad per myndighet 2018", (figures("it_cost", by="agency", order=FALLING, limit=10),)),
    ("Vilket år var it-kostnaden högst för Björkverket?", (figures("it_cost", y=FOUR, a=BJ, by="year", order=FALLING, limit=1),)),
    ("Vilken myndighet har störst andel digitala ärenden?", (figures("digital_cases", by="agency", order=FALLING, limit=1),)),
    # --- key figures ---
    ("Vad var it-kostnaden för Björkverket 2017?", (figures("it_cost", y=2017, a=BJ),)),
    ("IT-kostnaderna 2016 Granverket", (figures("it_cost", y=2016, a=GR),)),
    ("it kostnad björkverket 2015", (figures("it_cost", y=2015, a=BJ),)),
    ("Hur stor var Björkverkets it-kostnad i senaste insamlingen?", (figures("it_cost", a=BJ),)),
    ("Hur mycket kostade it hos Dalverket 2016?", (figures("it_cost", y=2016, a=DA),)),
    ("Hur mycket lade Björkverket på it 2017?", (figures("it_cost", y=2017, a=BJ),)),
    ("Hur mycket pengar lägger HaM på konsulter?", (figures("it_consultants", a=HM),)),
    ("Konsultkostnader Björkverket 2015-2018", (figures("it_consultants", y=FOUR, a=BJ, by="year"),)),
    ("Vad kostade driften hos Granverket 2017?", (figures("it_operations", y=2017, a=GR),)),
    ("Vad är kostnaden för drift och förvaltning hos Granverket?", (figures("it_operations", a=GR),)),
    ("Utvecklingskostnad för it hos Björkverket 2018", (figures("it_development", a=BJ),)),
    ("Hur mycket lägger Granverket på it-utveckling?", (figures("it_development", a=GR),)),
    ("vht-kostnad björkverket", (figures("operating_cost", a=BJ),)),
    ("Hur många årsarbetskrafter har Björkverket?", (figures("fte", a=BJ),)),
    ("antal åa granverket 2016", (figures("fte", y=2016, a=GR),)),
    ("Hur många it-årsarbetskrafter hade Björkverket 2017?", (figures("it_fte", y=2017, a=BJ),)),
    ("Hur stor är it-personalen hos Dalverket?", (figures("it_fte", a=DA),)),
    ("It-kostnad per årsarbetskraft för Björkverket 2017", (figures("it_cost_per_fte", y=2017, a=BJ),)),
    ("it-kostnad per åa, Granverket", (figures("it_cost_per_fte", a=GR),)),
    ("Hur mycket kostar it per anställd hos Granverket?", (figures("it_cost_per_fte", a=GR),)),
    ("it-kostnad/åa björkverket 2018", (figures("it_cost_per_fte", a=BJ),)),
    ("Vad är it-kostnaden per heltid i snitt 2017?", (figures("it_cost_per_fte", "mean", y=2017),)),
    ("Median it-kostnad per årsarbetskraft 2018", (figures("it_cost_per_fte", "median"),)),
    ("It-kostnadens andel av verksamhetskostnaden 2017", (figures("it_cost_share", y=2017),)),
    ("Hur stor andel av verksamhetskostnaden är it hos Björkverket?", (figures("it_cost_share", a=BJ),)),
    ("Hur stor del av verksamhetskostnaderna utgör it-kostnaden hos Granverket 2016?", (figures("it_cost_share", y=2016, a=GR),)),
    ("Hur stor andel av it-kostnaden går till konsulter hos Björkverket?", (figures("consultant_share", a=BJ),)),
    ("Utvecklingens andel av it-kostnaden, Dalverket 2017", (figures("development_share", y=2017, a=DA),)),
    ("Konsultandel Björkverket", (figures("consultant_share", a=BJ),)),
    ("It-personalens andel av årsarbetskrafterna hos Granverket", (figures("it_fte_share", a=GR),)),
    ("Andel digitala ärenden hos Björkverket 2016", (figures("digital_cases", y=2016, a=BJ),)),
    ("Hur stor andel av ärendena kom in digitalt hos Dalverket 2018?", (figures("digital_cases", a=DA),)),
    ("Medelvärdet av andelen digitala ärenden 2017", (figures("digital_cases", "mean", y=2017),)),
    ("Vad var den totala it-kostnaden 2017?", (figures("it_cost", y=2017),)),
    ("Vad var it-kostnaderna sammanlagt för de tjugo myndigheterna 2016?", (figures("it_cost", y=2016, c=TWENTY),)),
    ("Genomsnittlig it-kostnad för små myndigheter", (figures("it_cost", "mean", c="size is liten"),)),
    ("it-kostnad per departement 2018", (figures("it_cost", by="department"),)),
    ("It-kostnad för Björkverket och Granverket 2017", (figures("it_cost", y=2017, a=TWO, by="agency"),)),
    (
        "Jämför it-kostnad per årsarbetskraft för Björkverket och Granverket 2015 till 2018",
        (figures("it_cost_per_fte", y=FOUR, a=TWO, by="agency year"),),
    ),
    ("Jämför Björkverkets och Granverkets it-kostnader", (figures("it_cost", a=TWO, by="agency"),)),
    ("It-kostnad för Björkverket mellan 2015 och 2017", (figures("it_cost", y="2015 2016 2017", a=BJ, by="year"),)),
    ("it-kostnad björkverket per år", (figures("it_cost", y=FOUR, a=BJ, by="year"),)),
    ("Hur mycket ökade it-kostnaden hos Björkverket mellan 2015 och 2018?", (figures("it_cost", "change", y="2015 2018", a=BJ),)),
    ("Hur förändrades antalet årsarbetskrafter hos Granverket från 2016 till 2018?", (figures("fte", "change", y="2016 2018", a=GR),)),
    ("Förändring av it-kostnaden 2016–2018", (figures("it_cost", "change", y="2016 2018"),)),
    ("Hur har it-kostnaden utvecklats sedan 2015 för Dalverket?", (figures("it_cost", y=FOUR, a=DA, by="year"),)),
    ("Hur har it-kostnaden utvecklats hos Björkverket 2015 till 2018?", (figures("it_cost", y=FOUR, a=BJ, by="year"),)),
    ("Hur har Björkverkets it-kostnad utvecklats?", (figures("it_cost", y=FOUR, a=BJ, by="year"),)),
    ("Trend för it-kostnad Björkverket 2015-2018", (figures("it_cost", y=FOUR, a=BJ, by="year"),)),
    ("Utveckling av it-kostnaden hos Björkverket, 2016–2018", (figures("it_cost", y=ALL, a=BJ, by="year"),)),
    ("Utveckling av it-personal på Granverket, 2015-2018", (figures("it_fte", y=FOUR, a=GR, by="year"),)),
    ("Hur ser utvecklingen ut för antalet projekt hos de tjugo?", (rows(y=ALL, c=TWENTY, by="year"),)),
    ("Hur har andelen försenade projekt utvecklats?", (rows("share", y=ALL, s=LATE, by="year"),)),
    ("Hur har den genomsnittliga mognaden i säkerhet utvecklats för de tjugo?", (mature("m8", "mean", y="2016 2018", c=TWENTY, by="year"),)),
    ("Hur har antalet projekt förändrats mellan 2016 och 2018?", (rows("change", y="2016 2018"),)),
    ("Vad var it-kostnaden för Björkverket 2015 i 2018 års priser?", (figures("it_cost", y=2015, a=BJ, price=2018),)),
    ("It-kostnad 2016 i fasta priser för Björkverket", (figures("it_cost", y=2016, a=BJ, price=2016),)),
    ("Vilka myndigheter hade it-kostnad över 100 mnkr 2017?", (figures("it_cost", y=2017, c="it_cost above 100000000", by="agency"),)),
    ("Hur många myndigheter hade it-kostnader över 100 mnkr 2017?", (figures("it_cost", "count", y=2017, c="it_cost above 100000000"),)),
    ("Högsta it-kostnad 2017?", (figures("it_cost", "highest", y=2017),)),
    # --- maturity ---
    ("Vilken mognad i styrning hade Björkverket 2018?", (mature("m1", a=BJ),)),
    ("Hur mogna är Granverket i arkitektur?", (mature("m4", a=GR),)),
    ("Genomsnittlig mognad i säkerhet 2016", (mature("m8", "mean", y=2016),)),
    ("Medianen för mognad inom kompetens per storleksklass", (mature("m5", "median", by="size"),)),
    ("Mognadsnivå för nytta hos Dalverket", (mature("m3", a=DA),)),
    ("Vilken myndighet har högst mognad i portföljstyrning?", (mature("m2", by="agency", order=FALLING, limit=1),)),
    # --- said in passing ---
    ("hur många strategiska prjekt hade granverket 2016", (rows(y=2016, a=GR),)),
    ("Antal pågående proj hos Björkverket i senaste insamlingen", (rows(a=BJ, c="status is pågående"),)),
    ("Hur många it-satsningar ligger efter tidplanen hos Dalverket?", (rows(a=DA, c=LATE),)),
    ("Kan du lista Granverkets försenade projekt från 2017?", (rows("list", y=2017, a=GR, c=LATE),)),
    ("vilka projekt har spräckt budgeten med över 5 mkr?", (rows("list", c="overrun above 5000000"),)),
    ("Vad landar totala budgeten på för Björkverkets projekt 2017?", (rows("sum", "budget", y=2017, a=BJ),)),
    ("Hur ser it-kostnaden per åa ut för Björkverket jämfört med Granverket?", (figures("it_cost_per_fte", a=TWO, by="agency"),)),
    ("Snittbudgeten för projekt med hög risk i tid?", (rows("mean", "budget", c="risk_time is 3"),)),
    ("Hur stor procentandel av projekten hade ej nyttoägare 2016?", (rows("share", y=2016, s=NO_OWNER),)),
    ("hur lång tid tar ett genomsnittligt projekt hos stora myndigheter", (rows("mean", "length", c="size is stor"),)),
    ("Vilka 3 myndigheter har mest it-personal?", (figures("it_fte", by="agency", order=FALLING, limit=3),)),
    ("Hur många åa jobbar med it på Granverket?", (figures("it_fte", a=GR),)),
    ("Hur stor är konsultkostnaden i förhållande till it-kostnaden på Björkverket?", (figures("consultant_share", a=BJ),)),
    ("Hur många projekt som kostat över 50 mkr är försenade?", (rows(c=("outcome above 50000000", LATE)),)),
    ("hur mycket pengar gick till it-drift hos Granverket förra insamlingen?", (figures("it_operations", y=2017, a=GR),)),
    ("Vilka projekt ska vara klara före 2019?", (rows("list", c="planned_end below 2019-01-01"),)),
    ("Projekt som startade efter 1 juli 2016, hur många?", (rows(c="start above 2016-07-01"),)),
    ("Hur många projekt har Björkverket, Granverket och Dalverket sammanlagt?", (rows(a=f"{TWO} {DA}"),)),
    ("Digitala ärenden i procent hos Björkverket", (figures("digital_cases", a=BJ),)),
    ("Vilka myndigheter har lägst mognad i säkerhet, topp 3?", (mature("m8", by="agency", order=RISING, limit=3),)),
    ("Visa fördelningen av projekt på fas för Granverket 2017", (rows(y=2017, a=GR, by="phase"),)),
    ("Hur många projekt hade HaM och BJV ihop 2017?", (rows(y=2017, a=f"{HM} {BJ}"),)),
    ("Hur mkt la Björkverket på IT under 2017?", (figures("it_cost", y=2017, a=BJ),)),
    ("Vilken myndighet lägger störst andel av sin it-kostnad på konsulter?", (figures("consultant_share", by="agency", order=FALLING, limit=1),)),
    ("Ge mig de tre dyraste projekten räknat på utfall 2017", (rows("list", "outcome", y=2017, order=FALLING, limit=3),)),
    ("Hur långt över budget är Byte av lönesystem?", (rows("sum", "overrun", c="project is Byte av lönesystem"),)),
    ("Vilka projekt är försenade, och vilka är över budget?", (rows("list", c=LATE), rows("list", c=OVER))),
    ("Rangordna projekten efter budget", (rows("list", "budget", order=FALLING),)),
    ("it-kostnad björkverket t.o.m. 2016", (figures("it_cost", y="2015 2016", a=BJ, by="year"),)),
    ("Hur många procent ökade it-kostnaden 2016–2018 hos Björkverket?", (figures("it_cost", "change", y="2016 2018", a=BJ),)),
    ("it-kostnader 2017 i miljoner", (figures("it_cost", y=2017),)),
    ("Hur många projekt var av typen systembyte 2017?", (rows(y=2017, c="kind is systembyte"),)),
    ("Jämför it-kostnaden mellan Björkverket och Granverket, åren 2015–2018", (figures("it_cost", y=FOUR, a=TWO, by="agency year"),)),
    ("Hur stor var projektbudgeten totalt hos Björkverket 2017?", (rows("sum", "budget", y=2017, a=BJ),)),
    ("Vilka 5 myndigheter hade flest årsarbetskrafter 2017?", (figures("fte", y=2017, by="agency", order=FALLING, limit=5),)),
    ("Hej! Kan du säga hur många projekt Björkverket hade förra insamlingen, alltså 2017?", (rows(y=2017, a=BJ),)),
    ("Hur många anställda (årsarbetskrafter) hade Dalverket 2015?", (figures("fte", y=2015, a=DA),)),
    ("Vilka projekt på Granverket stod utan nyttoägare 2016?", (rows("list", y=2016, a=GR, c=NO_OWNER),)),
    ("Lista projekt hos stora myndigheter 2018 vars slutdatum har flyttats mer än ett år", (rows("list", c=("size is stor", "end_revision above 365")),)),
    ("Vilka av Björkverkets projekt har skjutits fram mer än 12 månader enl 2017 års insamling?", (rows("list", y=2017, a=BJ, c="end_revision above 365"),)),
    ("hur många projekt kostade mindre än 10 mkr enligt budget 2016", (rows(y=2016, c="budget below 10000000"),)),
    ("Vilket projekt kostade mest enligt budget 2016?", (rows("list", "budget", y=2016, order=FALLING, limit=1),)),
    ("Vad kostade projekten enligt budget 2017?", (rows("sum", "budget", y=2017),)),
    ("Vilket projekt har överskridit sin budget mest 2016, i kronor?", (rows("list", "overrun", y=2016, order=FALLING, limit=1),)),
    # --- one of several is enough, or all but one ---
    ("Hur många projekt är försenade eller över budget?", (rows(c=f"{LATE} | {OVER}"),)),
    ("Vilka projekt är avslutade eller avbrutna?", (rows("list", c="status is avslutat | status is avbrutet"),)),
    ("Hur många projekt av typen systembyte eller nyutveckling fanns 2017?", (rows(y=2017, c="kind is systembyte | kind is nyutveckling"),)),
    ("Hur många projekt är pågående, pausade eller avbrutna?", (rows(c="status is pågående | status is pausat | status is avbrutet"),)),
    ("Hur många projekt har hög risk i budget eller tid?", (rows(c="risk_budget is 3 | risk_time is 3"),)),
    ("Hur många projekt har låg risk i någon av nytta, budget och tid?", (rows(c="risk_benefit is 1 | risk_budget is 1 | risk_time is 1"),)),
    ("Hur stor andel av projekten saknar nyttoplan eller nyttoägare?", (rows("share", s=f"{NO_PLAN} | {NO_OWNER}"),)),
    ("Hur många projekt har hög risk och är pågående eller pausade?", (rows(c=(HIGH, "status is pågående | status is pausat")),)),
    ("Hur många projekt är antingen försenade eller över budget och saknar nyttoägare?", (rows(c=(f"{LATE} | {OVER}", NO_OWNER)),)),
    ("Hur många projekt är varken försenade eller över budget?", (rows(c=("delay at_most 0", "overrun at_most 0")),)),
    ("Hur många projekt hade Finansdepartementet eller Kulturdepartementet 2017?", (rows(y=2017, c=f"{FINANCE} | department is Kulturdepartementet"),)),
    ("Hur många projekt har små eller medelstora myndigheter?", (rows(c="size is liten | size is medelstor"),)),
    ("Jämför antalet projekt hos små och stora myndigheter 2017", (rows(y=2017, c="size is liten | size is stor", by="size"),)),
    ("Jämför it-kostnaden mellan små och stora myndigheter", (figures("it_cost", c="size is liten | size is stor", by="size"),)),
    ("Hur många projekt utom Björkverkets är försenade?", (rows(c=("agency is_not Björkverket", LATE)),)),
    ("Hur många projekt fanns 2017 förutom hos BJV och Granverket?", (rows(y=2017, c=("agency is_not Björkverket", "agency is_not Granverket")),)),
    ("Total it-kostnad 2017 exklusive Havsmyndigheten", (figures("it_cost", y=2017, c="agency is_not Havsmyndigheten"),)),
    ("Vilka projekt hade de tjugo utom Dalverket 2016?", (rows("list", y=2016, c=(TWENTY, "agency is_not Dalverket")),)),
    # --- how many agencies, and agencies beside each other ---
    ("Hur många myndigheter har projekt med hög risk?", (rows("agencies", c=HIGH),)),
    ("Hur många olika myndigheter hade försenade projekt 2017?", (rows("agencies", y=2017, c=LATE),)),
    ("Hur många myndigheter hade projekt varje år?", (rows("agencies", y=ALL, by="year"),)),
    ("Hur många projekt har Björkverket och Granverket?", (rows(a=TWO, by="agency"),)),
    ("Hur många projekt är försenade hos Björkverket och Granverket 2017?", (rows(y=2017, a=TWO, c=LATE, by="agency"),)),
    ("Hur många projekt hade Björkverket och Granverket totalt 2017?", (rows(y=2017, a=TWO),)),
    # --- the fields of projects ---
    ("När slutar projektet Ny ärendehantering?", (rows("list", c=NAMED, shown="planned_end revised_end actual_end"),)),
    ("När startade Byte av lönesystem?", (rows("list", c="project is Byte av lönesystem", shown="start"),)),
    ("Vem är leverantör för Ny ärendehantering?", (rows("list", c=NAMED, shown="supplier"),)),
    ("Vilken fas är Ny ärendehantering i 2017?", (rows("list", y=2017, c=NAMED, shown="phase"),)),
    ("Vilken leverantör har projektet Ny ärendehantering?", (rows("list", c=NAMED, shown="supplier"),)),
    ("Vad är syftet med Ny ärendehantering?", (rows("list", c=NAMED, shown="purpose"),)),
    ("Vad är statusen för projektet Ny ärendehantering?", (rows("list", c=NAMED, shown="status"),)),
    ("Vilken risk har Ny ärendehantering?", (rows("list", c=NAMED, shown="risk_benefit risk_budget risk_time"),)),
    ("Vilken myndighet driver Ny ärendehantering?", (rows("list", c=NAMED),)),
    ("Vem äger projektet Ny ärendehantering?", (rows("list", c=NAMED),)),
    ("Lista projekten hos Dalverket och deras fas och leverantör", (rows("list", a=DA, shown="phase supplier"),)),
    ("Lista projekten hos Dalverket med budget och status", (rows("list", "budget", a=DA, shown="status"),)),
    # --- misspelt ---
    ("Hur måga projekt hade Björkverkt 2017?", (rows(y=2017, a=BJ),)),
    ("Hur många försenad projekt har Granvreket?", (rows(a=GR, c=LATE),)),
    ("hur stor adnel av projketen är försenade", (rows("share", s=LATE),)),
    ("Medianlägnd 2017", (rows("median", "length", y=2017),)),
    ("it-kosntad per årsarbetkraft björkverket", (figures("it_cost_per_fte", a=BJ),)),
    ("Vilka projket saknar nyttorealiseringplan?", (rows("list", c=NO_PLAN),)),
    ("Hur mågna projekt hos Havsmyndighetn har hög risk?", (rows(a=HM, c=HIGH),)),
    ("genomsnitlig budget 2017 för projekten", (rows("mean", "budget", y=2017),)),
    ("Hur mycket ökade it-kostnadena för Björkverket mellan 2015 och 2018", (figures("it_cost", "change", y="2015 2018", a=BJ),)),
)  # fmt: skip


ASKED: tuple[str, ...] = (
    "De fem dyraste projekten",
    "Vilket projekt är dyrast?",
    "Hur många projekt är dyrare än 50 mnkr?",
    "Hur många projekt är över 50 mnkr?",
    "Försenade projekt 2017",
    "Har Björkverket några försenade projekt?",
    "projekt björkverket 2017",
    "Hur långa är projekten?",
    "Hur försenade är projekten hos Björkverket?",
    "Vad var andelen digitala ärenden 2017?",
    "Mognaden hos Björkverket 2018",
    "Vad var Björkverkets budget 2017?",
    "Total budget per departement",
    "Vad är total it-kostnad 2015–2018 för Björkverket?",
    "Hur mycket ökade it-kostnaden 2017 för Björkverket?",
    "Vilka myndigheter har högst it-kostnad?",
    "Vilka projekt har störst budget?",
    "Vad är skillnaden i it-kostnad mellan Björkverket och Granverket 2018?",
    "Hur stor var it-kostnaden i genomsnitt per myndighet 2017?",
    "Hur många projekt hade Dallverket?",
    "Hur många projekt hade Halverket 2017?",
    "hur mga projekt har björkverket",
    "Vad var kostnaderna för Björkverket 2017?",
)
"""What may mean several things: it is asked back, with complete questions to choose from."""

REFUSED: tuple[tuple[str, str], ...] = (
    ("Hur många projekt hade Skatteverket 2017?", "Skatteverket"),
    ("Hur stora it-kostnader hade Trafikverket 2016?", "Trafikverket"),
    ("Hur många projekt hade Kronofogden och Björkverket 2017?", "Kronofogdemyndigheten"),
    ("Hur många projekt fanns 2012?", "2012"),
    ("Hur många projekt hade Björkverket 2019?", "2019"),
    ("It-kostnad Björkverket 2015-2020", "2020"),
    ("Hur många projekt har Björkverket haft sedan 2010?", "2010"),
    ("Hur många projekt före 2016?", "2016"),
    ("Mognad i styrning hos Björkverket 2017", "2017"),
    ("It-kostnad för Björkverket de sex senaste åren", "sex senaste"),
)
"""What the register lacks, and what the refusal names."""

LEFT: tuple[str, ...] = (
    "Hur många projekt granskade Riksrevisionen?",
    "Vad kostar statens it?",
    "Varför blev Pust försenat?",
    "Varför ökade it-kostnaden för Björkverket 2017?",
    "Hur många projekt ingår i ESV:s insamling 2017?",
    "Hur många projekt ingick i RiR 2025:8?",
    "andel projekt med hög risk insamlingen 2016/17",
    "Hur många projekt redovisade myndigheterna till Björkverket 2017?",
    "Vad blev it-kostnaderna enligt ESV?",
    "Vad kostade projektet?",
    "budgeten?",
    "Hur lång tid tog det?",
    "Vilka risker har projekten?",
    "Vilka lärdomar finns från försenade projekt?",
    "Hur hanteras hög risk i projekt?",
    "Hur lång tid brukar ett projekt ta?",
    "Hur många projekt lyckas?",
    "När startade projekten hos Björkverket?",
    "Hur många anställda har Björkverket?",
    "Hur många digitala ärenden hade Björkverket?",
    "Hur många it-konsulter har Björkverket?",
    "Vad var it-kostnaden per invånare?",
    "Verksamhetskostnad per årsarbetskraft Björkverket",
    "Hur många projekt hade minst två höga risker?",
    "Hur många projekt har hög risk i minst två avseenden?",
    "Hur många projekt är inte försenade eller över budget?",
    "Hur många projekt är försenade och över budget eller saknar nyttoägare?",
    "Hur många projekt är försenade eller över budget och saknar nyttoägare?",
    "Hur stor andel av myndigheterna har försenade projekt?",
    "Hur många myndigheter är försenade?",
    "Vilken fas är projektet i?",
    "Hur många projekt har hög risk i budget men inte i tid?",
    "Hur många projekt har hög risk i budget men låg i tid?",
    "Hur många projekt har bara hög risk i budget?",
    "Hur många fler projekt hade Björkverket än Granverket 2017?",
    "Hur många projekt per myndighet i snitt?",
    "Budget per myndighet i snitt 2017",
    "Hur många myndigheter har minst fem projekt?",
    "Hur många leverantörer finns?",
    "Hur många leverantörer har projekt med leverantören Nordkod?",
    "Hur stor andel av budgeten gäller försenade projekt?",
    "Hur stor andel av budgeten har använts?",
    "Vad är den genomsnittliga andelen försenade projekt?",
    "Hur förändrades medelbudgeten mellan 2016 och 2018?",
    "Hur förändrades andelen försenade projekt mellan 2016 och 2018?",
    "Hur många projekt har budget över 50?",
    "Hur många projekt har budget över 50 dagar?",
    "Hur många projekt är över budget mer än två år?",
    "Hur många projekt överskred budgeten med mer än 20 procent?",
    "Hur många projekt har budget över 50 och under 100 mnkr?",
    "Hur många små projekt finns?",
    "Vilka projekt har budget?",
    "Hur många projekt fanns både 2016 och 2017?",
    "Hur många projekt hade Björkverket förra året?",
    "it-kostnad björkverket 2015 2018",
    "Vilken myndighet har näst högst it-kostnad?",
    "topplista it-kostnad 2017",
    "Hur många projekt är nya 2017?",
    "Hur många projekt gick från hög till låg risk?",
    "Hur många projekt utvecklas av Nordkod?",
    "Hur utvecklades it-kostnaden 2017?",
    "Hur många projekt hade Björkverket förra insamlingen, alltså 2016?",
    "Vilka projekt har Björkverket men inte Granverket?",
    "Lista alla myndigheter",
    "Björkverket 2017",
    "",
    "?",
)
"""What is not surely the register's, or cannot be selected: left to the documents."""
