"""Makes 170 questions out of templates, each with its specification; always the same ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus._build.register.drawing import Drawing
from tests.register_questions.reference import Expected, Spec, accepted, expected
from tests.register_questions.workbooks import Tables

COUNT = 170
_SEED = 6
_TRIES = 400
_PROJECT_YEARS = (2016, 2017, 2018)
_FIGURE_YEARS = (2015, 2016, 2017, 2018)
_SCOPES = (
    ("de tjugo", ("groups", "is", "de tjugo")),
    ("de tjugo myndigheterna", ("groups", "is", "de tjugo")),
    ("tillsynsmyndigheterna", ("groups", "is", "tillsynsmyndigheterna")),
    ("kulturmyndigheterna", ("groups", "is", "kulturmyndigheterna")),
    ("transportmyndigheterna", ("groups", "is", "transportmyndigheterna")),
    ("små myndigheter", ("size", "is", "liten")),
    ("stora myndigheter", ("size", "is", "stor")),
    ("medelstora myndigheter", ("size", "is", "medelstor")),
    ("myndigheter under Finansdepartementet", ("department", "is", "Finansdepartementet")),
    ("Justitiedepartementets myndigheter", ("department", "is", "Justitiedepartementet")),
    ("myndigheterna under Näringsdepartementet", ("department", "is", "Näringsdepartementet")),
)
_MEASURES = {
    "it_cost": "it-kostnaden",
    "it_operations": "kostnaden för drift och förvaltning",
    "it_development": "it-kostnaden för utveckling",
    "it_consultants": "konsultkostnaden för it",
    "operating_cost": "verksamhetskostnaden",
    "fte": "antalet årsarbetskrafter",
    "it_fte": "antalet it-årsarbetskrafter",
}
_RATIOS = {
    "it_cost_per_fte": "it-kostnaden per årsarbetskraft",
    "it_cost_share": "it-kostnadens andel av verksamhetskostnaden",
    "development_share": "utvecklingens andel av it-kostnaden",
    "consultant_share": "konsulternas andel av it-kostnaden",
    "it_fte_share": "it-personalens andel av årsarbetskrafterna",
}
_RANKED = {
    "it_cost": "it-kostnad", "it_development": "it-kostnad för utveckling",
    "it_consultants": "konsultkostnad för it", "operating_cost": "verksamhetskostnad",
    "it_cost_per_fte": "it-kostnad per årsarbetskraft", "fte": "antal årsarbetskrafter",
    "it_cost_share": "it-kostnad som andel av verksamhetskostnaden",
    "consultant_share": "andel konsultkostnad av it-kostnaden",
}  # fmt: skip
_THEMES = {
    "m1": "styrning", "m2": "portfölj", "m3": "nytta", "m4": "arkitektur", "m5": "kompetens",
    "m6": "beställning", "m7": "risk", "m8": "säkerhet",
}  # fmt: skip
_RISKS = {"risk_benefit": "nytta", "risk_budget": "budget", "risk_time": "tid"}
_KINDS = ("nyutveckling", "vidareutveckling", "systembyte", "infrastruktur", "avveckling")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A question that was made, and what it means."""

    text: str
    spec: Spec


class _Maker:
    """Draws what a template needs."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._drawing = Drawing(_SEED, "questions")
        told = tables.projects["agency"].value_counts()
        self._busy = [number for number in told.index if told[number] >= 4]

    def year(self) -> int:
        return self._drawing.one_of(_PROJECT_YEARS)

    def figure_year(self) -> int:
        return self._drawing.one_of(_FIGURE_YEARS)

    def one_of(self, *choices: str) -> str:
        return self._drawing.one_of(choices)

    def item(self, choices: dict[str, str]) -> tuple[str, str]:
        return self._drawing.one_of(list(choices.items()))

    def scope(self) -> tuple[str, tuple[str, str, str]]:
        return self._drawing.one_of(_SCOPES)

    def whole(self, low: int, high: int) -> int:
        return self._drawing.whole(low, high)

    def agency(self, *, with_projects: bool = False) -> tuple[str, str]:
        """An agency's full name, and one of its names as people say it."""
        numbers = sorted(self._busy) if with_projects else list(self._tables.agencies.index)
        number = self._drawing.one_of(numbers)
        name = str(self._tables.agencies.loc[number, "name"])
        short = [
            said for said, its in self._tables.names.items() if its == number and len(said) < 5
        ]
        says_short = bool(short) and self._drawing.chance(0.25)
        return name, short[0].upper() if says_short else name

    def another(self, name: str) -> str:
        other = name
        while other == name:
            other = str(self._drawing.one_of(list(self._tables.agencies["name"])))
        return other


def questions(tables: Tables) -> tuple[Made, ...]:
    """All 170: the templates in turn, leaving out what has no one right answer."""
    maker, made = _Maker(tables), dict[str, Made]()
    tries = 0
    while len(made) < COUNT:
        one = _TEMPLATES[tries % len(_TEMPLATES)](maker)
        tries += 1
        assert tries < _TRIES, "the templates give too few questions"
        if _has_an_answer(expected(one.spec, tables), one.spec):
            made.setdefault(one.text, one)
    return tuple(made.values())


def right(made: Made, tables: Tables) -> tuple[tuple[Expected, ...], ...]:
    """The right answers as `comparing.Question` has them."""
    return tuple((one,) for one in accepted(made.spec, tables))


def _has_an_answer(right_one: Expected, spec: Spec) -> bool:
    told = right_one.numbers or right_one.rows
    numbers_are = all(number.n or spec.aggregate == "change" for number in right_one.numbers)
    return bool(told) and numbers_are and not right_one.ties and len(right_one.rows) <= 40


def _projects(aggregate: str, year: int, **more: object) -> Spec:
    return Spec(subject="projects", aggregate=aggregate, years=(year,), **more)  # type: ignore[arg-type]  # each names its own fields


def _count_of_agency(m: _Maker) -> Made:
    name, said = m.agency(with_projects=True)
    year = m.year()
    text = m.one_of(
        f"Hur många strategiska projekt hade {said} {year}?",
        f"Antal it-projekt hos {said} {year}?",
        f"Hur många projekt rapporterade {said} i insamlingen {year}?",
    )
    return Made(text=text, spec=_projects("count", year, agencies=(name,)))


def _count_of_scope(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    text = m.one_of(
        f"Hur många projekt hade {said} {year}?", f"Antal strategiska projekt för {said} {year}"
    )
    return Made(text=text, spec=_projects("count", year, where=(condition,)))


def _count_by_year(m: _Maker) -> Made:
    said, condition = m.scope()
    text = m.one_of(
        f"Hur många projekt hade {said} varje år 2016–2018?",
        f"Visa antalet projekt per år 2016 till 2018 för {said}",
    )
    spec = Spec(
        subject="projects", aggregate="count", years=_PROJECT_YEARS, where=(condition,),
        by=("year",),
    )  # fmt: skip
    return Made(text=text, spec=spec)


def _budget_sum(m: _Maker) -> Made:
    name, said = m.agency(with_projects=True)
    year = m.year()
    text = m.one_of(
        f"Vad var den sammanlagda budgeten för {said}s projekt {year}?"
        if not said.endswith("s")
        else f"Vad var den sammanlagda budgeten för projekten hos {said} {year}?",
        f"Hur stor var projektbudgeten totalt hos {said} {year}?",
    )
    return Made(text=text, spec=_projects("sum", year, number="budget", agencies=(name,)))


def _outcome_sum(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    text = m.one_of(
        f"Vad är det totala utfallet för projekten hos {said} {year}?",
        f"Summera utfallet för {said} {year}, alla projekt",
    )
    return Made(text=text, spec=_projects("sum", year, number="outcome", where=(condition,)))


def _typical_length(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    word, aggregate = m.item({"Medianlängd": "median", "Medellängd": "mean"})
    text = m.one_of(
        f"{word} för projekten hos {said} {year}?",
        f"Vad är projektens {word.lower()} hos {said} i insamlingen {year}?",
    )
    spec = _projects(aggregate, year, number="length", where=(condition,))
    return Made(text=text, spec=spec)


def _median_budget(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    word, aggregate = m.item({"medianbudgeten": "median", "genomsnittliga budgeten": "mean"})
    text = f"Vad är den {word} för ett projekt hos {said} {year}?".replace(
        "den medianbudgeten", "medianbudgeten"
    )
    return Made(text=text, spec=_projects(aggregate, year, number="budget", where=(condition,)))


def _share_without_plan(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    word, field = m.item({"nyttorealiseringsplan": "benefit_plan", "nyttoägare": "benefit_owner"})
    text = m.one_of(
        f"Hur stor andel av projekten hos {said} saknade {word} {year}?",
        f"Andel projekt utan {word} {year}, {said}",
    )
    spec = _projects("share", year, where=(condition,), share_of=((field, "lacks", ""),))
    return Made(text=text, spec=spec)


def _share_late(m: _Maker) -> Made:
    year = m.year()
    word, field = m.item({"försenade": "delay", "över budget": "overrun"})
    text = m.one_of(
        f"Hur stor andel av projekten var {word} {year}?",
        f"Andelen projekt som var {word} {year}?",
    )
    return Made(text=text, spec=_projects("share", year, share_of=((field, "above", 0),)))


def _list_revised(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    text = m.one_of(
        f"Vilka projekt hos {said} har reviderat slutdatum mer än ett år {year}?",
        f"Lista projekt hos {said} {year} vars slutdatum har flyttats mer än ett år",
    )
    spec = _projects("list", year, where=(condition, ("end_revision", "above", 365)))
    return Made(text=text, spec=spec)


def _list_over_budget(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    text = m.one_of(
        f"Vilka projekt hos {said} var över budget {year}?",
        f"Vilka av projekten hos {said} har överskridit sin budget {year}?",
    )
    return Made(text=text, spec=_projects("list", year, where=(condition, ("overrun", "above", 0))))


def _list_of_agency(m: _Maker) -> Made:
    name, said = m.agency(with_projects=True)
    year = m.year()
    text = m.one_of(f"Vilka projekt hade {said} {year}?", f"Lista alla projekt hos {said} {year}")
    return Made(text=text, spec=_projects("list", year, agencies=(name,)))


def _high_risk(m: _Maker) -> Made:
    field, said = m.item(_RISKS)
    year = m.year()
    asks, aggregate = m.item({"Hur många projekt": "count", "Vilka projekt": "list"})
    text = f"{asks} hade hög risk för {said} {year}?"
    return Made(text=text, spec=_projects(aggregate, year, where=((field, "is", 3),)))


def _any_high_risk(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    text = m.one_of(
        f"Hur många av projekten hos {said} hade hög risk {year}?",
        f"Antal högriskprojekt hos {said} {year}?",
    )
    spec = _projects("count", year, where=(condition, ("highest_risk", "is", 3)))
    return Made(text=text, spec=spec)


def _top(m: _Maker) -> Made:
    words, number = m.item(
        {"största budget": "budget", "högst utfall": "outcome", "längst varaktighet": "length"}
    )
    count, year = m.whole(3, 6), m.year()
    text = m.one_of(
        f"Vilka {count} projekt hade {words} {year}?",
        f"Lista de {count} projekt som hade {words} {year}",
    )
    spec = _projects("list", year, number=number, order="falling", limit=count)
    return Made(text=text, spec=spec)


def _most_delayed(m: _Maker) -> Made:
    words, number = m.item({"mest försenade": "delay", "som mest över budget": "overrun"})
    year, count = m.year(), m.whole(3, 5)
    text = {
        "delay": f"Vilka {count} projekt var mest försenade {year}?",
        "overrun": f"De {count} projekt som överskred budgeten mest {year}",
    }[number]
    assert words
    spec = _projects("list", year, number=number, order="falling", limit=count)
    return Made(text=text, spec=spec)


def _by_kind(m: _Maker) -> Made:
    word, field = m.item({"typ": "kind", "fas": "phase", "status": "status"})
    year = m.year()
    text = m.one_of(
        f"Hur många projekt fanns det per {word} {year}?", f"Antal projekt {year} per {word}"
    )
    present = ((field, "present", ""),)
    return Made(text=text, spec=_projects("count", year, by=(field,), where=present))


def _of_kind(m: _Maker) -> Made:
    kind, year = m.one_of(*_KINDS), m.year()
    asks, aggregate = m.item({"Hur många projekt": "count", "Vilka projekt": "list"})
    text = f"{asks} var av typen {kind} {year}?"
    return Made(text=text, spec=_projects(aggregate, year, where=(("kind", "is", kind),)))


def _large(m: _Maker) -> Made:
    said, condition = m.scope()
    millions, year = m.whole(2, 15) * 10, m.year()
    asks, aggregate = m.item({"Hur många projekt": "count", "Vilka projekt": "list"})
    text = f"{asks} hos {said} hade en budget över {millions} miljoner kronor {year}?"
    above = ("budget", "above", millions * 1e6)
    return Made(text=text, spec=_projects(aggregate, year, where=(condition, above)))


def _long(m: _Maker) -> Made:
    days, year = m.whole(10, 20) * 100, m.year()
    asks, aggregate = m.item({"Hur många projekt": "count", "Vilka projekt": "list"})
    text = f"{asks} var längre än {days} dagar {year}?"
    return Made(text=text, spec=_projects(aggregate, year, where=(("length", "above", days),)))


def _mean_delay(m: _Maker) -> Made:
    said, condition = m.scope()
    year = m.year()
    words, aggregate = m.item({"Genomsnittlig försening": "mean", "Medianförsening": "median"})
    text = f"{words} för projekten hos {said} {year}?"
    return Made(text=text, spec=_projects(aggregate, year, number="delay", where=(condition,)))


def _risky_without_plan(m: _Maker) -> Made:
    year = m.year()
    asks, aggregate = m.item({"Hur många projekt": "count", "Vilka projekt": "list"})
    text = f"{asks} hade hög risk och saknade nyttorealiseringsplan {year}?"
    where = (("highest_risk", "is", 3), ("benefit_plan", "lacks", ""))
    return Made(text=text, spec=_projects(aggregate, year, where=where))


def _busiest(m: _Maker) -> Made:
    year, count = m.year(), m.whole(1, 5)
    text = (
        f"Vilken myndighet hade flest projekt {year}?"
        if count == 1
        else f"Vilka {count} myndigheter hade flest projekt {year}?"
    )
    spec = _projects("count", year, by=("agency",), order="falling", limit=count)
    return Made(text=text, spec=spec)


def _figure(m: _Maker) -> Made:
    name, said = m.agency()
    number, words = m.item(_MEASURES | _RATIOS)
    year = m.figure_year()
    text = m.one_of(
        f"Vad var {words} hos {said} {year}?",
        f"{words[0].upper()}{words[1:]} för {said} {year}?",
    )
    return Made(text=text, spec=_figures("sum", number, (year,), agencies=(name,)))


def _figures(aggregate: str, number: str, years: tuple[int, ...], **more: object) -> Spec:
    return Spec(subject="figures", aggregate=aggregate, number=number, years=years, **more)  # type: ignore[arg-type]  # each names its own fields


def _series(m: _Maker) -> Made:
    name, said = m.agency()
    number, words = m.item(_MEASURES | _RATIOS)
    text = m.one_of(
        f"Visa {words} för {said} 2015–2018",
        f"Hur har {words} utvecklats hos {said} 2015 till 2018?",
    )
    spec = _figures("sum", number, _FIGURE_YEARS, agencies=(name,), by=("year",))
    return Made(text=text, spec=spec)


def _figure_sum(m: _Maker) -> Made:
    said, condition = m.scope()
    number, words = m.item(_MEASURES)
    year = m.figure_year()
    text = m.one_of(
        f"Hur stor var {words} totalt för {said} {year}?",
        f"Summera {words} för {said} {year}?",
    )
    return Made(text=text, spec=_figures("sum", number, (year,), where=(condition,)))


def _figure_mean(m: _Maker) -> Made:
    said, condition = m.scope()
    number, words = m.item(_MEASURES | _RATIOS | {"digital_cases": "andelen digitala ärenden"})
    year = m.figure_year()
    word, aggregate = m.item({"Medianen": "median", "Medelvärdet": "mean"})
    text = f"{word} av {words} för {said} {year}?"
    return Made(text=text, spec=_figures(aggregate, number, (year,), where=(condition,)))


def _ratio_of_scope(m: _Maker) -> Made:
    said, condition = m.scope()
    number, words = m.item(_RATIOS)
    year = m.figure_year()
    text = f"Vad var {words} för {said} sammantaget {year}?"
    return Made(text=text, spec=_figures("sum", number, (year,), where=(condition,)))


def _compared(m: _Maker) -> Made:
    name, said = m.agency()
    other = m.another(name)
    number, words = m.item(_MEASURES | _RATIOS)
    text = m.one_of(
        f"Jämför {words} för {said} och {other} 2015 till 2018",
        f"Jämför {words} mellan {said} och {other}, åren 2015–2018",
    )
    spec = _figures("sum", number, _FIGURE_YEARS, agencies=(name, other), by=("agency", "year"))
    return Made(text=text, spec=spec)


def _change(m: _Maker) -> Made:
    name, said = m.agency()
    number, words = m.item(_MEASURES)
    first, last = m.one_of("2015 2018", "2016 2018", "2015 2017", "2016 2017").split()
    text = m.one_of(
        f"Hur mycket förändrades {words} hos {said} mellan {first} och {last}?",
        f"Förändring av {words} för {said} från {first} till {last}?",
    )
    spec = _figures("change", number, (int(first), int(last)), agencies=(name,))
    return Made(text=text, spec=spec)


def _ranking(m: _Maker) -> Made:
    number, words = m.item(_RANKED)
    year, count = m.figure_year(), m.whole(1, 6)
    word, order = m.item({"högst": "falling", "lägst": "rising"})
    text = (
        f"Vilken myndighet hade {word} {words} {year}?"
        if count == 1
        else f"Vilka {count} myndigheter hade {word} {words} {year}?"
    )
    text = text.replace("högst antal", "flest").replace("lägst antal", "minst antal")
    spec = _figures("sum", number, (year,), by=("agency",), order=order, limit=count)
    return Made(text=text, spec=spec)


def _maturity(m: _Maker) -> Made:
    name, said = m.agency()
    question, theme = m.item(_THEMES)
    year = m.figure_year()
    text = m.one_of(
        f"Vilken mognad i {theme} hade {said} {year}?", f"Mognad {theme} för {said} {year}?"
    )
    return Made(text=text, spec=_levels("mean", question, (year,), agencies=(name,)))


def _levels(aggregate: str, number: str, years: tuple[int, ...], **more: object) -> Spec:
    return Spec(subject="maturity", aggregate=aggregate, number=number, years=years, **more)  # type: ignore[arg-type]  # each names its own fields


def _mean_maturity(m: _Maker) -> Made:
    said, condition = m.scope()
    question, theme = m.item(_THEMES)
    year = m.figure_year()
    text = m.one_of(
        f"Vad var den genomsnittliga mognaden i {theme} för {said} {year}?",
        f"Medelvärdet för mognad i {theme} {year}, {said}?",
    )
    return Made(text=text, spec=_levels("mean", question, (year,), where=(condition,)))


def _maturity_series(m: _Maker) -> Made:
    said, condition = m.scope()
    question, theme = m.item(_THEMES)
    text = f"Hur har den genomsnittliga mognaden i {theme} utvecklats för {said} 2015–2018?"
    spec = _levels("mean", question, _FIGURE_YEARS, where=(condition,), by=("year",))
    return Made(text=text, spec=spec)


_TEMPLATES: tuple[Callable[[_Maker], Made], ...] = (
    _count_of_agency, _count_of_scope, _count_by_year, _budget_sum, _outcome_sum,
    _typical_length, _median_budget, _share_without_plan, _share_late, _list_revised,
    _list_over_budget, _list_of_agency, _high_risk, _any_high_risk, _top, _most_delayed, _by_kind,
    _of_kind, _large, _long, _mean_delay, _risky_without_plan, _busiest, _figure, _series,
    _figure_sum, _figure_mean, _ratio_of_scope, _compared, _change, _ranking, _maturity,
    _mean_maturity, _maturity_series,
)  # fmt: skip


def numbered(made: tuple[Made, ...]) -> Iterator[tuple[str, Made]]:
    """Each with its id: g001 and so on."""
    for number, one in enumerate(made, start=1):
        yield f"g{number:03}", one
